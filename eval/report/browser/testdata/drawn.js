// What is wrong with the charts of a page as they are drawn now.
() => {
  const problems = [];
  const light = (color) => {
    const [r, g, b] = color.match(/[\d.]+/g).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const contrast = (color) => (Math.max(light(color), paper) + 0.05) / (Math.min(light(color), paper) + 0.05);

  for (const place of document.querySelectorAll(".drawing, #chart")) {
    const say = (text) => problems.push(`${place.id}: ${text}`);
    const svgs = place.querySelectorAll("svg");
    if (svgs.length !== 1) {
      say(`${svgs.length} drawings`);
      continue;
    }
    const size = svgs[0].getBoundingClientRect();
    if (size.height < 60 || size.width < 0.9 * place.clientWidth || size.width > place.clientWidth) {
      say(`it has ${size.width} by ${size.height} pixels in a place of ${place.clientWidth}`);
    }
    const seen = [...svgs[0].querySelectorAll(".role-mark path, .role-mark text")].filter((mark) => {
      const box = mark.getBoundingClientRect();
      return box.width > 0 && box.height > 0;
    });
    if (seen.length === 0) say("no mark is seen");
    if (/NaN|undefined|Infinity/.test(svgs[0].outerHTML)) say("it holds a number that is none");
    const labels = [...svgs[0].querySelectorAll(".role-axis-label text")].filter((label) => label.checkVisibility({opacityProperty: true}));
    const boxes = labels.map((label) => label.getBoundingClientRect());
    labels.forEach((label, i) => {
      const a = boxes[i];
      if (a.left < -1 || a.right > document.documentElement.clientWidth + 1) say(`${JSON.stringify(label.textContent)} is cut off`);
      labels.slice(i + 1).forEach((other, j) => {
        const b = boxes[i + 1 + j];
        const both = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (both[0] > 2 && both[1] > 4) say(`${JSON.stringify(label.textContent)} stands over ${JSON.stringify(other.textContent)}`);
      });
    });
    for (const text of svgs[0].querySelectorAll(".role-axis text, .role-legend text, .role-title text")) {
      const color = getComputedStyle(text).fill;
      if (contrast(color) < 4.5) say(`${JSON.stringify(text.textContent)} is ${color} on ${getComputedStyle(document.body).backgroundColor}`);
    }
  }
  return problems;
}
