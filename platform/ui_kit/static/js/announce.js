// Says a sentence to screen readers: dispatch `ui:announce` with `{message}`.
document.addEventListener("ui:announce", (event) => {
  const place = document.getElementById("announcer");
  if (!place) return;
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = event.detail.message; });
});
