// Runs before the first paint, so that a chosen theme or language does not flash the other one.
(function () {
  var root = document.documentElement;
  var theme = null;
  var language = null;
  try {
    theme = localStorage.getItem("academy.theme");
    language = localStorage.getItem("academy.language");
  } catch (error) {
    // Storage can be forbidden; the system's theme and language are fine then.
  }
  var dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "dark" : "light";
  if ((language || navigator.language || "en").slice(0, 2) === "ar") {
    root.lang = "ar";
    root.dir = "rtl";
  }
})();
