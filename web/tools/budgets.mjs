// Sizes of a production build against ui.md §8.14, the whole against docs/decisions/0061: node tools/budgets.mjs dist
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

const kilobytes = 1024;
const limits = { initial: 90 * kilobytes, public: 70 * kilobytes, route: 25 * kilobytes, css: 15 * kilobytes, total: 640 * kilobytes };
const folder = process.argv[2];
if (!folder) throw new Error("name the built folder");
const { outputs } = JSON.parse(readFileSync(`${folder}.meta.json`, "utf8"));
const size = (path) => statSync(join(folder, "assets", basename(path) + ".gz")).size;
const statics = (path) => outputs[path].imports.filter((one) => one.kind === "import-statement").map((one) => one.path);

/** A file and everything that it needs at once. */
function closure(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  statics(path).forEach((next) => closure(next, found));
  return found;
}

const sum = (paths) => [...paths].reduce((total, path) => total + size(path), 0);
const entry = (source) => Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
const initial = closure(entry("src/main.tsx"));
// Of a public page, script and style together: it is opened on telephones, and nothing more is fetched for it.
const open = [...closure(entry("src/public/public.tsx")), entry("src/public/public.css")];
const routes = Object.keys(outputs).filter((path) => /^src\/(features|lab)\/.*Page\.tsx$/.test(outputs[path].entryPoint ?? ""));
const styles = [entry("src/styles/app.css")];
const total = readdirSync(join(folder, "assets")).filter((name) => name.endsWith(".gz")).reduce((bytes, name) => bytes + statSync(join(folder, "assets", name)).size, 0);

const rows = [["initial JS", sum(initial), limits.initial], ["CSS", sum(styles), limits.css], ["public page", sum(open), limits.public], ["whole app", total, limits.total]];
for (const route of routes) {
  rows.push([outputs[route].entryPoint.replace(/^src\//, ""), sum([...closure(route)].filter((path) => !initial.has(path))), limits.route]);
}
let isOver = false;
for (const [name, bytes, limit] of rows) {
  isOver ||= bytes > limit;
  console.log(`${bytes > limit ? "OVER" : "ok  "} ${(bytes / kilobytes).toFixed(1).padStart(6)} of ${String(limit / kilobytes).padStart(3)} KB gz  ${name}`);
}
if (isOver) process.exit(1);
