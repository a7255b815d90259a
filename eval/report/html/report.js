(function () {
  "use strict";
  var given = JSON.parse(document.getElementById("drawings").textContent);
  var parts = JSON.parse(document.getElementById("derivations").textContent);
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var views = {};

  // Every drawing is as wide as the page, and its letters stay as large as they are: a narrow page has drawings of its own. Labels
  // at the edge may go beyond it.
  var least = 260, beyond = 14, widthThen = 0;
  function draw(id, isDark) {
    var room = document.getElementById(id).clientWidth - beyond;
    var spec = Object.assign({}, given.charts[id], room < given.narrowest ? given.narrow[id] : {}, {
      config: isDark ? given.dark : given.light,
      width: Math.max(least, room),
      autosize: {type: "fit-x", contains: "padding"}
    });
    if (views[id]) views[id].finalize();
    views[id] = new vega.View(vega.parse(vegaLite.compile(spec).spec, null, {ast: true}), {
      expr: vega.expressionInterpreter, renderer: "svg", container: "#" + CSS.escape(id), hover: true
    });
    return views[id].runAsync();
  }
  function drawAll(isDark) {
    widthThen = window.innerWidth;
    return Promise.all(Object.keys(given.charts).map(function (id) { return draw(id, isDark); }));
  }

  // A page that changes its width is drawn anew once it has settled.
  var settling = 0;
  window.addEventListener("resize", function () {
    clearTimeout(settling);
    settling = setTimeout(function () {
      if (window.innerWidth !== widthThen) drawAll(dark.matches);
    }, 200);
  });

  // On paper all is light, whatever changes meanwhile, and nothing is folded away.
  var opened = [], onPaper = false;
  dark.addEventListener("change", function () { drawAll(dark.matches && !onPaper); });
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll("main details"), function (d) { return !d.open; });
    opened.forEach(function (d) { d.open = true; });
    onPaper = true;
    if (dark.matches) drawAll(false);
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
    onPaper = false;
    if (dark.matches) drawAll(true);
  });

  function element(name, className, text) {
    var e = document.createElement(name);
    if (className) e.className = className;
    if (text !== undefined) e.textContent = text;
    return e;
  }

  // What is said of a part: formulas, its line and source, remarks.
  function about(part) {
    var into = document.createDocumentFragment();
    (part.f || []).forEach(function (text) { into.append(element("p", "formula", text)); });
    var words = part.n ? given.words.line.replace("#", part.n) : part.l;
    var source = part.c ? parts[part.c - 1].s : part.s;
    if (words || source) {
      var line = element("p", part.u ? "about unsourced" : "about");
      if (part.n || part.a) {
        var link = element("a", "", words);
        link.href = "#" + (part.a || "L" + part.n);
        line.append(link);
      } else if (words) {
        line.append(words);
      }
      if (source) line.append((words ? "; " : "") + source);
      into.append(line);
    }
    (part.r || []).forEach(function (text) { into.append(element("p", "about", text)); });
    return into;
  }

  // The heading of a term: what it is, its share, its value.
  function heading(name, term, part) {
    var line = element(name, "line");
    line.append(element("span", "title", term.t || part.t));
    if (term.h) line.append(" ", element("span", "share", term.h));
    line.append(" ", element("span", "value", term.v || part.v || ""));
    return line;
  }

  // A list of terms. What is below one is made when it is opened: parts that much rests on stand in many places.
  function list(part) {
    var out = element("ul", "parts");
    part.p.forEach(function (term) {
      var item = element("li"), below = parts[term.i];
      if (!below || !(below.p || below.f || below.n || below.l || below.s || below.c || below.r)) {
        item.append(heading("div", term, below || {}));
      } else {
        var details = element("details");
        details.append(heading("summary", term, below));
        details.addEventListener("toggle", function () {
          if (!details.open || details.childElementCount > 1) return;
          var inner = element("div", "below");
          inner.append(about(below));
          if (below.p) inner.append(list(below));
          details.append(inner);
        });
        item.append(details);
      }
      out.append(item);
    });
    return out;
  }

  // Figures are buttons where this program runs: without it they would open nothing.
  document.querySelectorAll("span[data-part]").forEach(function (figure) {
    var button = element("button", "figure");
    button.type = "button";
    button.setAttribute("aria-haspopup", "dialog");
    Object.assign(button.dataset, figure.dataset);
    button.append.apply(button, figure.childNodes);
    figure.replaceWith(button);
  });

  var dialog = document.getElementById("derivation");
  var title = document.getElementById("derivation-title");
  var body = document.getElementById("derivation-body");
  var from = null;

  function open(button) {
    var part = parts[button.dataset.part];
    from = button;
    title.textContent = part.t;
    body.replaceChildren(element("p", "result", button.dataset.shown || part.v));
    if (button.dataset.remark) body.append(element("p", "about", button.dataset.remark));
    body.append(about(part));
    if (part.p) body.append(element("h3", "", given.words.parts), list(part));
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.figure");
    if (button) open(button);
    if (event.target === dialog) dialog.close();
    var link = event.target.closest("#derivation a");
    if (link) {
      from = null;
      dialog.close();
    }
  });
  document.getElementById("derivation-close").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("close", function () {
    if (from) from.focus();
  });

  drawAll(dark.matches);
})();
