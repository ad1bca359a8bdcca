// Which modules go together into one file.
//
// Left alone, esbuild makes a chunk of every set of modules that the same dynamic imports reach: most are a few hundred bytes, compress by themselves and
// cost a request. So the sources are laid out once more, with a file for each part of the app, and that copy is what is bundled:
//
// * what the app begins with is one chunk, React another: every part says that it wants them, so nothing is cut out of them;
// * the pages of a line in `together` are one part, every other page is one of its own;
// * what a folder loads later (tabs, dialogs) is one part, with those of folders in `togetherLater`;
// * what several parts need is put together as long as next to nothing is loaded in vain.
//
// Modules run in the order of their imports as before, and the sources know nothing of it.
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

/** Pages that the same people open one after another. tools/budgets.mjs says when a line has become too long. */
const together = {
  trust: ["alerts/AlertsPage", "emergencies/EmergenciesPage", "care/CareRequestsPage", "erasures/ErasuresPage"],
  register: ["disclosures/DisclosuresPage", "requests/RequestsPage"],
  machine: ["jobs/JobsPage", "system/SystemPage", "encryption/EncryptionPage"],
  outside: ["keys/KeysPage", "webhooks/WebhooksPage", "tenants/TenantsPage"],
  conditions: ["segments/SegmentsPage", "layers/LayersPage"],
  labels: ["tags/TagsPage", "custom-fields/CustomFieldsPage"],
  people: ["people/PeoplePage", "people/PersonPage"],
  records: ["imports/ImportsPage", "imports/ImportPage", "exports/ExportsPage", "duplicates/DuplicatesPage", "duplicates/MergePage"],
  self: ["me/ProfilePage", "help/HelpPage"],
  reception: ["consultations/ConsultationsPage", "consultations/WorkbenchPage"],
  planning: ["rosters/RostersPage", "resources/ResourcesPage"],
  leads: ["leads/LeadsPage", "leads/LeadRulesPage", "tasks/TasksPage"],
};

/** Folders whose later loads are one part: whoever works on the list of customers opens one of them next. */
const togetherLater = {
  customer: ["customer", "customers"],
  planning: ["catalogue", "resources", "rosters"],
  calendar: ["calendar", "ui", "waitlist", "online"],
};

/** What two shared chunks may add in vain, over all parts that then load both, before they stay two: bytes, not compressed. */
const inVain = 5000;

/** React's names as exports: `(0, a.jsx)(…)` of a CommonJS module becomes `b(…)`, some thousand times. Whoever uses a name that is not here is told. */
const react = {
  react: [
    "Component", "Fragment", "Suspense", "createContext", "forwardRef", "lazy", "memo", "startTransition", "useCallback", "useContext", "useDeferredValue",
    "useEffect", "useId", "useImperativeHandle", "useLayoutEffect", "useMemo", "useReducer", "useRef", "useState", "useSyncExternalStore", "useTransition",
  ],
  "react/jsx-runtime": ["Fragment", "jsx", "jsxs"],
  "react-dom": ["createPortal"],
  "react-dom/client": ["createRoot"],
};
const fileOfReact = (source) => source.replace("/", "-");

const main = "src/main.tsx";

/** Every part by its name: the modules that it is asked for, and all that these need. */
function partsOf(inputs, lines) {
  const imported = (path, isDynamic) => inputs[path].imports.filter(({ kind, path: to }) => (kind === "dynamic-import") === isDynamic && inputs[to]).map(({ path: to }) => to);
  const closure = (path, found = new Set()) => {
    if (!found.has(path)) {
      found.add(path);
      imported(path, false).forEach((next) => closure(next, found));
    }
    return found;
  };
  const first = closure(main);
  const targets = [...new Set(Object.keys(inputs).flatMap((path) => imported(path, true)))].sort();
  const lineOf = new Map(Object.entries(lines).flatMap(([name, pages]) => pages.map((page) => [`src/features/${page}.tsx`, name])));
  for (const page of lineOf.keys()) if (!targets.includes(page)) throw new Error(`tools/parts.mjs: no route opens ${page}`);
  const nameOf = (path) => {
    if (lineOf.has(path)) return lineOf.get(path);
    const place = relative("src", path).replace("features/", "").replace(/\.tsx?$/, "");
    if (path.endsWith("Page.tsx")) return place.replaceAll("/", "-");
    const folder = place.split("/")[0];
    return `${Object.keys(togetherLater).find((name) => togetherLater[name].includes(folder)) ?? folder}-later`;
  };
  const parts = new Map();
  for (const target of targets) {
    const part = parts.get(nameOf(target)) ?? { targets: [], needs: new Set() };
    part.targets.push(target);
    closure(target).forEach((path) => first.has(path) || part.needs.add(path));
    parts.set(nameOf(target), part);
  }
  return { first, parts };
}

/** What several parts need, as few sets of modules: `{ modules, parts }`. */
function sharedSets(parts, sizes) {
  const wantedBy = new Map();
  for (const [name, { needs }] of parts) for (const path of needs) wantedBy.set(path, [...(wantedBy.get(path) ?? []), name]);
  const byParts = new Map();
  for (const [path, names] of wantedBy) {
    if (names.length < 2) continue;
    const set = byParts.get(names.join()) ?? { modules: [], parts: new Set(names), size: 0 };
    set.modules.push(path);
    set.size += sizes.get(path) ?? 0;
    byParts.set(names.join(), set);
  }
  const sets = [...byParts.values()];
  const missing = (from, other) => [...from.parts].filter((name) => !other.parts.has(name)).length;
  for (;;) {
    let best;
    sets.forEach((one, index) => sets.slice(index + 1).forEach((other) => {
      const cost = missing(one, other) * other.size + missing(other, one) * one.size;
      if (cost <= (best?.cost ?? inVain)) best = { one, other, cost };
    }));
    if (!best) return sets;
    const { one, other } = best;
    sets.splice(sets.indexOf(other), 1);
    sets[sets.indexOf(one)] = { modules: [...one.modules, ...other.modules], parts: new Set([...one.parts, ...other.parts]), size: one.size + other.size };
  }
}

/**
 * Lays `web` out in `folder`, as a bundle's metafile says that it hangs together. Returns the entry that keeps React apart and the file of each page's
 * part.
 */
export function layOut(web, folder, { inputs, outputs }, lines = together) {
  const sizes = new Map();
  for (const output of Object.values(outputs)) for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) sizes.set(path, (sizes.get(path) ?? 0) + bytesInOutput);
  const { first, parts } = partsOf(inputs, lines);
  const own = (path) => path.startsWith("src/");

  cpSync(join(web, "src"), join(folder, "src"), { recursive: true });
  cpSync(join(web, "tsconfig.json"), join(folder, "tsconfig.json"));
  const place = join(folder, "src/parts");
  mkdirSync(place);
  const write = (name, lines) => writeFileSync(join(place, `${name}.js`), lines.join("\n") + "\n");
  const from = (path) => `"../${relative("src", path)}"`;

  for (const [source, names] of Object.entries(react)) write(fileOfReact(source), [`import all from "${source}";`, ...names.map((one) => `export const ${one} = all.${one};`)]);
  write("vendor", Object.keys(react).map((source) => `import "./${fileOfReact(source)}.js";`));
  write("first", ['import "./vendor.js";', ...[...first].filter((path) => own(path) && path !== main).map((path) => `import ${from(path)};`)]);
  const sets = sharedSets(parts, sizes);
  sets.forEach(({ modules }, index) => write(`shared-${index}`, modules.filter(own).map((path) => `import ${from(path)};`)));

  const asked = new Map();
  for (const [name, { targets }] of parts) {
    const shared = sets.flatMap((set, index) => (set.parts.has(name) ? [`import "./shared-${index}.js";`] : []));
    targets.forEach((path, index) => asked.set(path, { part: name, member: `m${index}` }));
    write(name, ['import "./first.js";', ...shared, ...targets.map((path, index) => `export * as m${index} from ${from(path)};`)]);
  }
  rewrite(join(folder, "src"), folder, asked);
  const pages = [...asked].filter(([path]) => path.endsWith("Page.tsx")).map(([path, { part }]) => [relative("src/features", path), `src/parts/${part}.js`]);
  return { vendor: "src/parts/vendor.js", pages: Object.fromEntries(pages) };
}

/** Lets every dynamic import ask for the part that its module is in, and everything for React by its exports. */
function rewrite(source, folder, asked) {
  for (const name of readdirSync(source)) {
    const path = join(source, name);
    if (statSync(path).isDirectory()) {
      if (basename(path) !== "parts") rewrite(path, folder, asked);
      continue;
    }
    if (!/\.tsx?$/.test(name)) continue;
    const toParts = relative(dirname(path), join(folder, "src/parts")).replace(/^(?!\.)/, "./");
    const text = readFileSync(path, "utf8")
      .replace(/ from "(react[^"]*)";/g, (whole, from) => (react[from] ? ` from "${toParts}/${fileOfReact(from)}.js";` : whole))
      .replace(/\bimport\("(\.[^"]+)"\)/g, (whole, target) => {
        const module = relative(folder, join(dirname(path), target));
        const found = asked.get(`${module}.tsx`) ?? asked.get(`${module}.ts`);
        return found ? `import("${toParts}/${found.part}.js").then((part) => part.${found.member})` : whole;
      });
    writeFileSync(path, relative(folder, path) === main ? `import "./parts/first.js";\n${text}` : text);
  }
}
