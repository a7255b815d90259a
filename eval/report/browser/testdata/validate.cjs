// Says on standard output, as JSON, what is wrong with files of HTML by the standard.
const fs = require("fs");
const { HtmlValidate, StaticConfigLoader } = require("html-validate");

const checker = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ["html-validate:standard"] }));
const wrong = (file) => checker.validateStringSync(fs.readFileSync(file, "utf8"), file).results
  .flatMap((result) => result.messages.map((m) => `${file}:${m.line}:${m.column}: ${m.message} (${m.ruleId})`));

process.stdout.write(JSON.stringify(process.argv.slice(2).flatMap(wrong)));
