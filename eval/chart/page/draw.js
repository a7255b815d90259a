(function () {
  "use strict";
  var drawing = JSON.parse(document.getElementById("drawing").textContent);
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var view = null, onPaper = false, widthThen = 0;

  // The drawing is as wide as the page, and its letters stay as large as they are: a narrow page has one of its own. On paper it is
  // light.
  function draw() {
    widthThen = window.innerWidth;
    var room = document.getElementById("chart").clientWidth;
    var spec = Object.assign({}, drawing.spec, room < drawing.narrowest ? drawing.narrow : {}, {
      config: dark.matches && !onPaper ? drawing.dark : drawing.light,
      width: Math.max(260, room),
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

  var settling = 0;
  window.addEventListener("resize", function () {
    clearTimeout(settling);
    settling = setTimeout(function () {
      if (window.innerWidth !== widthThen) draw();
    }, 200);
  });

  dark.addEventListener("change", draw);
  window.addEventListener("beforeprint", function () { print(true); });
  window.addEventListener("afterprint", function () { print(false); });
  draw();
})();
