// Opens every figure of a report, and says what is wrong with what it shows.
() => {
  const problems = [], dialog = document.getElementById("derivation");
  const text = (selector) => (dialog.querySelector(selector) || {textContent: ""}).textContent.trim();
  const buttons = document.querySelectorAll("button.figure");
  let linked = 0;
  for (const button of buttons) {
    const say = (problem) => problems.push(`${button.textContent} (${button.dataset.part}): ${problem}`);
    button.click();
    if (!dialog.open) {
      say("nothing opens");
      continue;
    }
    if (!text("#derivation-title") || !text(".result")) say("what opens has no title or no value");
    if (!text("#derivation-body > :not(.result)")) say("it does not say where it comes from");
    const links = dialog.querySelectorAll("a");
    if (links.length > 0) linked++;
    for (const link of links) {
      const line = document.getElementById(link.hash.slice(1));
      if (!line || !line.matches(".script li")) say(`${link.hash} is no line of the script`);
      else if (!line.textContent.trim()) say(`${link.hash} is an empty line`);
    }
    if (/undefined|NaN|\[object/.test(dialog.textContent)) say("what opens says undefined");
    dialog.close();
  }
  if (buttons.length === 0 || linked < buttons.length / 10) problems.push(`of ${buttons.length} figures ${linked} lead to the script`);
  return problems;
}
