// Picking an icon: its name goes into the box, its picture onto the button beside.
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-icon]");
  const box = document.querySelector("[data-icon-name]");
  if (!chosen || !box) return;
  box.value = chosen.dataset.icon;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-icon-shown] use").setAttribute("href", chosen.querySelector("use").getAttribute("href"));
  chosen.closest("dialog").close();
  document.querySelector("[data-icon-shown]").focus();
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-icon-search]")) return;
  const wanted = event.target.value.trim().toLowerCase();
  for (const icon of document.querySelectorAll("[data-icon]")) icon.hidden = !icon.dataset.icon.includes(wanted);
});
