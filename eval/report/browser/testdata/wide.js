// What makes a page wider than its window.
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
  const beyond = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest("svg svg, .hidden"));
  return [`the page is ${document.documentElement.scrollWidth} pixels wide in a window of ${width}: ` +
    beyond.slice(0, 5).map((e) => `${e.tagName}.${e.className} of ${e.closest("[id]")?.id}`).join(", ")];
}
