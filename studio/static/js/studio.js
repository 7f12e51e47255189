// The studio's own behaviours, one module each.
import "./drafted_input.js";
import "./icon_choice.js";
import "./keys.js";
import "./published.js";
import "./setting_rows.js";
import "./type_search.js";
import "./workspace_focus.js";
