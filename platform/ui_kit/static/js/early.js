// Runs before the first paint: the look that this browser remembers, so that nothing flashes or jumps.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem("theme");
    if (theme && root.dataset.theme === "system") root.dataset.theme = theme;
    root.dataset.sidebar = localStorage.getItem("sidebar") || "open";
  } catch (error) {
    root.dataset.sidebar = "open";
  }
})();
