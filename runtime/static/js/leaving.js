// Print buttons, and lists that look again after something was made, changed or brought back elsewhere.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
