// Says once that a release went live, after the page of the plan led here.
const address = new URL(location.href);
const number = address.searchParams.get("published");
const words = document.querySelector("[data-published-words]")?.dataset.publishedWords;

if (number && words && /^\d+$/.test(number)) {
  address.searchParams.delete("published");
  history.replaceState(history.state, "", address);
  const message = words.replace("#", number);
  document.body.dispatchEvent(new CustomEvent("ui:toast", { bubbles: true, detail: { message } }));
}
