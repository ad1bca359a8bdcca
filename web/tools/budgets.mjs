// Sizes of a production build against ui.md §8.14, as docs/decisions/0061 counts them: node tools/budgets.mjs dist
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

const kilobytes = 1024;
const limits = { initial: 90 * kilobytes, route: 25 * kilobytes, css: 15 * kilobytes, total: 400 * kilobytes, public: 70 * kilobytes };
const folder = process.argv[2];
if (!folder) throw new Error("name the built folder");
const { outputs, starts, pages, texts } = JSON.parse(readFileSync(`${folder}.meta.json`, "utf8"));
const size = (path) => statSync(join(folder, "assets", basename(path) + ".gz")).size;
const sum = (paths) => [...new Set(paths)].reduce((total, path) => total + size(path), 0);

const languages = ["zh", "en"];
const isText = new Set(Object.values(texts).flatMap((pair) => Object.values(pair)));

/** Files and everything that they need at once; `later`, with what they can ask for afterwards. Texts are counted by language instead. */
function closure(paths, later = false, found = new Set()) {
  for (const path of paths) {
    if (found.has(path) || isText.has(path)) continue;
    found.add(path);
    closure(outputs[path].imports.filter(({ kind }) => kind === "import-statement" || later).map(({ path: next }) => next), later, found);
  }
  return found;
}

const entry = (source) => Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
const begun = (source) => [entry(source), ...starts[source]];
const initial = closure(begun("src/main.tsx"));
const styles = entry("src/styles/app.css");
const icons = readdirSync(join(folder, "assets")).filter((name) => /^icons-.*\.svg$/.test(name));
// Everything that the app can ever ask for, whoever uses it: pages, dialogs, prints, in the one language or in both. A page for the public is an app of its
// own.
const whole = [...closure(begun("src/main.tsx"), true), styles, ...icons];
const spoken = (...chosen) => Object.entries(texts).filter(([part]) => part !== "public").flatMap(([, pair]) => chosen.map((language) => pair[language]));
// Of a public page, script and style together: it is opened on telephones, and nothing more is fetched for it.
const open = [...closure(begun("src/public/public.tsx")), entry("src/public/public.css")];

const rows = [["CSS", size(styles), limits.css]];
for (const language of languages) {
  rows.push(
    [`initial JS, ${language}`, sum([...initial, texts.first[language]]), limits.initial],
    [`whole app, ${language}`, sum([...whole, ...spoken(language)]), limits.total],
    [`public page, ${language}`, sum([...open, texts.public[language]]), limits.public],
  );
}
for (const [page, { script, texts: said }] of Object.entries(pages)) {
  const code = [...closure([script])].filter((path) => !initial.has(path));
  // In the language that is the longer one here.
  rows.push([page, Math.max(...languages.map((language) => sum([...code, ...said.map((part) => texts[part][language])]))), limits.route]);
}
let isOver = false;
for (const [name, bytes, limit] of rows) {
  isOver ||= bytes > limit;
  console.log(`${bytes > limit ? "OVER" : "ok  "} ${(bytes / kilobytes).toFixed(1).padStart(6)} of ${String(limit / kilobytes).padStart(3)} KB gz  ${name}`);
}
// Without a limit: whoever switches the language of everything.
console.log(`     ${(sum([...whole, ...spoken(...languages)]) / kilobytes).toFixed(1).padStart(6)}           whole app, fetched in both languages`);
if (isOver) {
  console.log("A page weighs what its whole part weighs: web/tools/parts.mjs says which pages are together.");
  process.exit(1);
}
