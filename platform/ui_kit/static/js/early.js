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
  // How wide the screen is decides which forms are sent: the server is told by a cookie, now and when it changes.
  var narrow = matchMedia("(max-width: 760px)");
  function tell() {
    document.cookie = "trellis_screen=" + (narrow.matches ? "phone" : "desk") + "; path=/; SameSite=Lax";
  }
  narrow.addEventListener("change", tell);
  tell();
})();
