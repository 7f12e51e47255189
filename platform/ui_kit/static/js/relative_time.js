// Keeps "3 hours ago" true while a page stays open.
const formatter = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
const UNITS = [["year", 31557600], ["month", 2629800], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

function words(date) {
  const seconds = (date - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size * 0.95) ?? ["minute", 60];
  return formatter.format(Math.round(seconds / length), unit);
}

setInterval(() => {
  for (const time of document.querySelectorAll("time[data-relative]")) {
    const moment = Date.parse(time.dateTime);
    if (Math.abs(Date.now() - moment) < 86400000) time.textContent = words(moment);
  }
}, 60000);
