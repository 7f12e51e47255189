// Print buttons, and record pages that draw their facts anew after a value was changed where it stands.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});

document.addEventListener("record:edited", () => {
  const record = document.getElementById("record");
  if (record && !record.querySelector(".is-editing")) window.htmx.trigger(record, "refresh");
});
