(function () {
  "use strict";
  var drawing = JSON.parse(document.getElementById("drawing").textContent);
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var view = null;

  // The drawing is as wide as the page, and its letters stay as large as they are.
  function draw(isDark) {
    var spec = Object.assign({}, drawing.spec, {
      config: isDark ? drawing.dark : drawing.light,
      width: "container",
      autosize: {type: "fit-x", contains: "padding"}
    });
    if (view) view.finalize();
    view = new vega.View(vega.parse(vegaLite.compile(spec).spec, null, {ast: true}), {
      expr: vega.expressionInterpreter, renderer: "svg", container: "#chart", hover: true
    });
    return view.runAsync();
  }

  dark.addEventListener("change", function () { draw(dark.matches); });
  window.addEventListener("beforeprint", function () { if (dark.matches) draw(false); });
  window.addEventListener("afterprint", function () { if (dark.matches) draw(true); });
  draw(dark.matches);
})();
