(function () {
  "use strict";
  var drawing = JSON.parse(document.getElementById("drawing").textContent);
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var view = null, onPaper = false;

  // The drawing is as wide as the page, and its letters stay as large as they are. On paper it is light.
  function draw() {
    var spec = Object.assign({}, drawing.spec, {
      config: dark.matches && !onPaper ? drawing.dark : drawing.light,
      width: "container",
      autosize: {type: "fit-x", contains: "padding"}
    });
    if (view) view.finalize();
    view = new vega.View(vega.parse(vegaLite.compile(spec).spec, null, {ast: true}), {
      expr: vega.expressionInterpreter, renderer: "svg", container: "#chart", hover: true
    });
    return view.runAsync();
  }

  function print(begins) {
    onPaper = begins;
    if (dark.matches) draw();
  }

  dark.addEventListener("change", draw);
  window.addEventListener("beforeprint", function () { print(true); });
  window.addEventListener("afterprint", function () { print(false); });
  draw();
})();
