// What a browser has and this machine does not.
var console = {log: function () {}, info: function () {}, warn: warn, error: fail};
function setTimeout(f) { Promise.resolve().then(f); }
function clearTimeout() {}
function setInterval() {}
function clearInterval() {}
function structuredClone(x) { return x === undefined ? x : JSON.parse(JSON.stringify(x)); }

// Widths of letters in shares of their size, those of a wide sans-serif font, so that others have room.
function letterWidth(letter) {
  if (" .,:;'|!ijlftI()[]".indexOf(letter) >= 0) return 0.36;
  if ("mwMW%@—…".indexOf(letter) >= 0) return 0.95;
  return letter >= "A" && letter <= "Z" ? 0.72 : 0.62;
}

function textWidth(item, text) {
  var line = vega.textMetrics && Array.isArray(text) ? text.join(" ") : String(text == null ? "" : text), sum = 0;
  for (var letter of line) sum += letterWidth(letter);
  return sum * (item.fontSize == null ? 11 : +item.fontSize || 0);
}

var logger = {
  level: function () { return this; }, info: function () { return this; }, debug: function () { return this; },
  warn: function () { warn(Array.prototype.join.call(arguments, " ")); return this; },
  error: function () { fail(Array.prototype.join.call(arguments, " ")); return this; }
};

function refuse(address) {
  fail("nothing is fetched: " + address);
  return Promise.reject(new Error("nothing is fetched"));
}

var loader = {load: refuse, sanitize: refuse};

function draw(text) {
  vega.textMetrics.width = textWidth;
  var full = vegaLite.compile(JSON.parse(text), {logger: logger}).spec;
  var view = new vega.View(vega.parse(full, null, {ast: true}), {
    renderer: "none", expr: vega.expressionInterpreter, loader: loader, logger: logger
  });
  view.toSVG().then(done, function (error) { fail(String(error)); });
}
