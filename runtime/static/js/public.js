// What a public form needs of the scripts: its tabs stay open, and its first mistake is in sight.
import "./forms.js";

const summary = document.querySelector("[data-form-body] [data-error-summary]");
if (summary) {
  summary.dataset.told = "true";
  summary.focus();
}
