// What the compiler does not see: node tools/checks.mjs
//
// Full-width punctuation in Chinese texts, no HTML made from strings, and no CSS or DOM feature above the browser floor of ui.md §4.4.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(fileURLToPath(import.meta.url)), "..", "src");
const rules = [
  { files: /\.tsx?$/, pattern: /[\u4e00-\u9fff][,:;!]/, text: "half-width punctuation after Chinese" },
  { files: /\.tsx?$/, pattern: /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/, text: "HTML or code from a string" },
  { files: /\.tsx?$/, pattern: /\.(toSorted|toReversed|toSpliced|with)\(|Object\.groupBy|Promise\.withResolvers|\.at\(-?\d+\)\?\.popover/, text: "newer than the browser floor" },
  { files: /\.tsx?$/, pattern: /\}[：（、；]|\.join\("[、；]"\)|`[：（、；]\$/, except: /[\u4e00-\u9fff]|=== "zh"|: \[\(/, text: "a Chinese mark in every language: comma(), colon(), bracketed() of lib/i18n" },
  { files: /\.css$/, pattern: /color-mix\(|@scope|anchor-name|popover-open|text-wrap: balance|^\s+&/m, text: "newer than the browser floor" },
];

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

let found = 0;
for (const path of files(source)) {
  if (path.includes("/gen/")) continue;
  const lines = readFileSync(path, "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    for (const rule of rules) {
      if (!rule.files.test(path) || /^\s*(\/\/|\*|\/\*)/.test(line) || !rule.pattern.test(line) || rule.except?.test(line)) continue;
      found += 1;
      console.log(`${relative(source, path)}:${index + 1}: ${rule.text}: ${line.trim().slice(0, 120)}`);
    }
  }
}
// What is new is told in both languages: a line of the one, and behind it the same in the other.
const news = readFileSync(join(source, "features/help/changes.txt"), "utf8").split("\n").filter((line) => line !== "");
for (const [index, line] of news.entries()) {
  const isRight = /^# \d{4}-\d{2}-\d{2}$/.test(line) || (line.startsWith("zh ") && news[index + 1]?.startsWith("en ")) || (line.startsWith("en ") && news[index - 1]?.startsWith("zh "));
  if (isRight && !/[\u4e00-\u9fff][,:;!]/.test(line)) continue;
  found += 1;
  console.log(`features/help/changes.txt: neither a day nor one of a pair: ${line}`);
}
if (found > 0) process.exit(1);
