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
// The texts of each of these are files beside it, one for each language (tools/texts.mjs). They are asked for together with the part, and the part is
// handed out when both are there. A document begins with a few lines that ask for its texts while the rest is on its way.
//
// Modules run in the order of their imports as before, and the sources know nothing of it.
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { languages, takeTexts } from "./texts.mjs";

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

/** What two shared chunks may add in vain, over all parts that then load both, before they stay two: bytes, or a text's characters, not compressed. */
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
/** Every document's script, with the part that it begins with. */
const documents = { [main]: "first", "src/public/public.tsx": "public" };

const importedBy = (inputs, path, isDynamic) =>
  inputs[path].imports.filter(({ kind, path: to }) => (kind === "dynamic-import") === isDynamic && inputs[to]).map(({ path: to }) => to);

/** A module and all that it needs at once. */
function closure(inputs, path, found = new Set()) {
  if (!found.has(path)) {
    found.add(path);
    importedBy(inputs, path, false).forEach((next) => closure(inputs, next, found));
  }
  return found;
}

/** Every part by its name: the modules that it is asked for, and all that these need. */
function partsOf(inputs, lines) {
  const first = closure(inputs, main);
  const targets = [...new Set(Object.keys(inputs).flatMap((path) => importedBy(inputs, path, true)))].sort();
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
    closure(inputs, target).forEach((path) => first.has(path) || part.needs.add(path));
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
 * Lays `web` out in `folder`, as a bundle's metafile says that it hangs together. Returns what the build goes on with, by the entries' paths: the one that
 * keeps React apart; what each document's script `starts` with; the file of each page's part; and all files of `texts` by their part.
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
  const write = (name, lines) => writeFileSync(join(place, name), lines.join("\n") + "\n");
  const from = (path) => `"../${relative("src", path)}"`;

  for (const [source, names] of Object.entries(react)) write(`${fileOfReact(source)}.js`, [`import all from "${source}";`, ...names.map((one) => `export const ${one} = all.${one};`)]);
  write("vendor.js", Object.keys(react).map((source) => `import "./${fileOfReact(source)}.js";`));
  write("first.js", ['import "./vendor.js";', 'import "./spoken.js";', ...[...first].filter((path) => own(path) && path !== main).map((path) => `import ${from(path)};`)]);
  const sets = sharedSets(parts, sizes);
  sets.forEach(({ modules }, index) => write(`shared-${index}.js`, modules.filter(own).map((path) => `import ${from(path)};`)));

  const asked = new Map();
  for (const [name, { targets }] of parts) {
    const shared = sets.flatMap((set, index) => (set.parts.has(name) ? [`import "./shared-${index}.js";`] : []));
    targets.forEach((path, index) => asked.set(path, { part: name, member: `m${index}` }));
    write(`${name}.js`, ['import "./first.js";', ...shared, ...targets.map((path, index) => `export * as m${index} from ${from(path)};`)]);
  }

  const said = takeAllTexts(folder, Object.keys(inputs).filter((path) => own(path) && /\.tsx?$/.test(path)).sort());
  const texts = {};
  const writeTexts = (name, modules) => {
    const dictionaries = [...modules].sort().flatMap((path) => said.get(path) ?? []);
    if (dictionaries.length === 0) return;
    texts[name] = Object.fromEntries(languages.map((language) => {
      write(`${name}.${language}.ts`, ["export default {", ...dictionaries.map((one) => `${one.id}: ${one[language]},`), "};"]);
      return [language, `src/parts/${name}.${language}.ts`];
    }));
  };
  for (const [script, name] of Object.entries(documents)) if (inputs[script]) writeTexts(name, closure(inputs, script));
  const lengths = new Map([...said].map(([path, dictionaries]) => [path, Math.max(...languages.map((language) => dictionaries.map((one) => one[language]).join().length))]));
  const speaking = new Map([...parts].map(([name, { needs }]) => [name, { needs: new Set([...needs].filter((path) => said.has(path))) }]));
  const saidTogether = sharedSets(speaking, lengths);
  saidTogether.forEach(({ modules }, index) => writeTexts(`shared-${index}`, modules));
  const isShared = new Set(saidTogether.flatMap(({ modules }) => modules));
  for (const [name, { needs }] of speaking) writeTexts(name, [...needs].filter((path) => !isShared.has(path)));

  // What every part says: its own texts and those of what it shares with others.
  const textsOf = (name) => [name, ...saidTogether.flatMap((set, index) => (set.parts.has(name) ? [`shared-${index}`] : []))].filter((one) => texts[one]);
  const pair = (name) => `{ ${languages.map((language) => `${language}: () => import("./${name}.${language}.ts")`).join(", ")} }`;
  const spoken = new Map([...parts.keys()].map((name) => [name, textsOf(name)]));
  const names = [...new Set([...spoken.values()].flat())];
  write("spoken.js", [
    'import { speak } from "../lib/i18n";',
    `const files = [${names.map(pair).join(", ")}];`,
    "export const spoken = (part, ...texts) => Promise.all([part, speak(texts.map((index) => files[index]))]).then(([part]) => part);",
  ]);
  const askedFor = (name) => spoken.get(name).map((one) => names.indexOf(one));
  rewrite(join(folder, "src"), folder, asked, askedFor);

  const starts = {};
  for (const [script, name] of Object.entries(documents)) if (texts[name]) starts[script] = writeStart(folder, script, name, pair(name));
  const pages = [...asked].filter(([path]) => path.endsWith("Page.tsx"))
    .map(([path, { part }]) => [relative("src/features", path), { script: `src/parts/${part}.js`, texts: spoken.get(part) }]);
  return { vendor: "src/parts/vendor.js", starts, pages: Object.fromEntries(pages), texts };
}

/** Takes the texts out of the copied modules; returns the dictionaries of each. */
function takeAllTexts(folder, modules) {
  let last = 0;
  const said = new Map();
  for (const path of modules) {
    const before = readFileSync(join(folder, path), "utf8");
    const { text, dictionaries } = takeTexts(path, before, () => last++, Boolean(documents[path]));
    if (text !== before) writeFileSync(join(folder, path), text);
    if (dictionaries.length > 0) said.set(path, dictionaries);
  }
  return said;
}

/** Lets a document's script ask for the texts first, and run when they are there. Returns the entries that it goes on with. */
function writeStart(folder, script, name, pair) {
  const app = script.replace(".tsx", "-app.tsx");
  const begin = `src/parts/${name}-begin.js`;
  const toParts = relative(dirname(script), "src/parts").replace(/^(?!\.)/, "./");
  writeFileSync(join(folder, app), readFileSync(join(folder, script)));
  writeFileSync(join(folder, begin), [
    name === "first" ? 'import "./first.js";' : "", 'import { speak } from "../lib/i18n";', `void speak([${pair}]).then(() => import("../${relative("src", app)}"));`, "",
  ].join("\n"));
  writeFileSync(join(folder, script), [
    `import { firstLanguage } from "${toParts}/../lib/firstLanguage";`, `void (${pair.replaceAll('"./', `"${toParts}/`)})[firstLanguage()]();`, `void import("${toParts}/${name}-begin.js");`, "",
  ].join("\n"));
  return [begin, app];
}

/** Lets every dynamic import ask for the part that its module is in, with the part's texts, and everything for React by its exports. */
function rewrite(source, folder, asked, askedFor) {
  for (const name of readdirSync(source)) {
    const path = join(source, name);
    if (statSync(path).isDirectory()) {
      if (basename(path) !== "parts") rewrite(path, folder, asked, askedFor);
      continue;
    }
    if (!/\.tsx?$/.test(name)) continue;
    const toParts = relative(dirname(path), join(folder, "src/parts")).replace(/^(?!\.)/, "./");
    let speaks = false;
    const text = readFileSync(path, "utf8")
      .replace(/ from "(react[^"]*)";/g, (whole, from) => (react[from] ? ` from "${toParts}/${fileOfReact(from)}.js";` : whole))
      .replace(/\bimport\("(\.[^"]+)"\)/g, (whole, target) => {
        const module = relative(folder, join(dirname(path), target));
        const found = asked.get(`${module}.tsx`) ?? asked.get(`${module}.ts`);
        if (!found) return whole;
        const part = `import("${toParts}/${found.part}.js")`;
        const texts = askedFor(found.part);
        speaks ||= texts.length > 0;
        return `${texts.length > 0 ? `spoken(${[part, ...texts].join(", ")})` : part}.then((part) => part.${found.member})`;
      });
    const begins = relative(folder, path) === main ? 'import "./parts/first.js";\n' : "";
    writeFileSync(path, begins + (speaks ? `import { spoken } from "${toParts}/spoken.js";\n` : "") + text);
  }
}
