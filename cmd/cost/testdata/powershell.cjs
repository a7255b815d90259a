// Reads a PowerShell script from standard input with the grammar of tree-sitter, and ends with 1 when it is none.
const fs = require("fs");
const { Parser, Language } = require("web-tree-sitter");

// wrong lists the places that do not fit the grammar.
function wrong(node) {
  const here = node.isError || node.isMissing ? [node] : [];
  return here.concat(...node.children.map(wrong));
}

async function main() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(fs.readFileSync(require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm"))));
  const script = parser.parse(fs.readFileSync(0, "utf8")).rootNode;
  const found = wrong(script);
  for (const { startPosition: at, text } of found) {
    console.error(`${at.row + 1}:${at.column + 1}: ${text.slice(0, 60)}`);
  }
  if (script.hasError || found.length > 0) process.exitCode = 1;
}

main();
