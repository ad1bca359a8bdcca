// Sizes of a production build against ui.md §8.14, as docs/decisions/0061 counts them: node tools/budgets.mjs dist
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

const kilobytes = 1024;
const limits = { initial: 90 * kilobytes, route: 25 * kilobytes, css: 15 * kilobytes, total: 420 * kilobytes, public: 70 * kilobytes };
const folder = process.argv[2];
if (!folder) throw new Error("name the built folder");
const { outputs, pages } = JSON.parse(readFileSync(`${folder}.meta.json`, "utf8"));
const size = (path) => statSync(join(folder, "assets", basename(path) + ".gz")).size;

/** A file and everything that it needs at once; `later`, with what it can ask for afterwards. */
function closure(path, found = new Set(), later = false) {
  if (found.has(path)) return found;
  found.add(path);
  for (const { kind, path: next } of outputs[path].imports) if (kind === "import-statement" || later) closure(next, found, later);
  return found;
}

const sum = (paths) => [...paths].reduce((total, path) => total + size(path), 0);
const main = Object.keys(outputs).find((path) => outputs[path].entryPoint === "src/main.tsx");
const initial = closure(main);
const styles = Object.keys(outputs).find((path) => outputs[path].entryPoint === "src/styles/app.css");
const icons = readdirSync(join(folder, "assets")).filter((name) => /^icons-.*\.svg$/.test(name));
// Everything that the app can ever ask for, whoever uses it: pages, dialogs, prints, both languages. A page for the public is an app of its own.
const whole = [...closure(main, new Set(), true), styles, ...icons];

// Of a public page, script and style together: it is opened on telephones, and nothing more is fetched for it.
const entry = (source) => Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
const open = [...closure(entry("src/public/public.tsx")), entry("src/public/public.css")];

const rows = [["initial JS", sum(initial), limits.initial], ["CSS", size(styles), limits.css], ["whole app", sum(whole), limits.total], ["public page", sum(open), limits.public]];
for (const [page, file] of Object.entries(pages)) rows.push([page, sum([...closure(file)].filter((path) => !initial.has(path))), limits.route]);
let isOver = false;
for (const [name, bytes, limit] of rows) {
  isOver ||= bytes > limit;
  console.log(`${bytes > limit ? "OVER" : "ok  "} ${(bytes / kilobytes).toFixed(1).padStart(6)} of ${String(limit / kilobytes).padStart(3)} KB gz  ${name}`);
}
if (isOver) {
  console.log("A page weighs what its whole part weighs: web/tools/parts.mjs says which pages are together.");
  process.exit(1);
}
