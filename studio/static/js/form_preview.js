// The preview follows its choices at once; what was typed into the form stays as long as they do.
document.addEventListener("change", (event) => {
  if (event.target.matches("select, [type=radio]")) event.target.closest("[data-choices]")?.requestSubmit();
});
document.addEventListener("ui:chosen", (event) => {
  const form = event.target.closest("[data-choices], [data-pick-record]");
  if (form) setTimeout(() => form.requestSubmit());
});
