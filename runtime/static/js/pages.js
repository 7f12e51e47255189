// Small behaviours of the pages people work in; forms and lists work without them.
import "./drafts.js";
import "./saving.js";
import "./forms.js";
import "./lines.js";
import "./record.js";
