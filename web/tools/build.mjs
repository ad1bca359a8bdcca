// Builds the app into a folder: node tools/build.mjs --icons FOLDER --out FOLDER [--dev]
//
// index.html names the hashed files; every file has a .gz and a .br twin; NOTICES.txt carries the licences of what is bundled.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { iconSprite } from "./icons.mjs";
import { layOut } from "./parts.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: { icons: { type: "string" }, out: { type: "string" }, dev: { type: "boolean", default: false } },
});
if (!values.icons || !values.out) throw new Error("--icons and --out are needed");
const out = resolve(values.out);
const assets = join(out, "assets");
rmSync(out, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });

/** Every document with its script and its style. */
const documents = { "index.html": ["src/main.tsx", "src/styles/app.css"], "public.html": ["src/public/public.tsx", "src/public/public.css"] };
const { outputs, starts } = bundle();
const sprite = hashed("icons", "svg", iconSprite(join(root, "src"), values.icons));
for (const [name, [script, style]] of Object.entries(documents)) writeFileSync(join(out, name), page(name, script, style));
writeFileSync(join(out, "NOTICES.txt"), notices());
compress([...Object.keys(documents).map((name) => join(out, name)), ...readdirSync(assets).map((name) => join(assets, name))]);

/** Bundles twice: to see how the sources hang together, and then as they are laid out by parts. */
function bundle() {
  const work = mkdtempSync(join(tmpdir(), "peony-web-"));
  try {
    const seen = esbuild(root, join(work, "seen"), []);
    const laid = join(work, "laid");
    const { vendor, starts, pages, texts } = layOut(root, laid, seen);
    const { outputs } = esbuild(laid, assets, [vendor, "--jsx-import-source=peony", "--alias:peony/jsx-runtime=./src/parts/react-jsx-runtime.js"]);
    const fileOf = (entry) => Object.keys(outputs).find((path) => outputs[path].entryPoint === entry);
    // It is there to keep React in a file of its own, and loaded by nobody.
    rmSync(join(assets, basename(fileOf(vendor))));
    delete outputs[fileOf(vendor)];
    // What was bundled from where stays for the budget check, beside the served folder: all by its files.
    const filesOf = (entries, change) => Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, change(entry)]));
    const made = {
      outputs, starts: filesOf(starts, (entries) => entries.map(fileOf)), texts: filesOf(texts, (pair) => filesOf(pair, fileOf)),
      pages: filesOf(pages, ({ script, texts }) => ({ script: fileOf(script), texts })),
    };
    writeFileSync(`${out}.meta.json`, JSON.stringify(made));
    return made;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Bundles the app as it lies in a folder; returns the metafile. */
function esbuild(folder, to, more) {
  const metafile = `${to}.json`;
  const options = [
    ...Object.values(documents).flat(), "--bundle", "--splitting", "--format=esm", "--jsx=automatic", "--charset=utf8",
    "--target=chrome108,safari16.4,firefox115", "--entry-names=[name]-[hash]", "--chunk-names=c-[hash]", "--legal-comments=none",
    "--log-level=warning", `--metafile=${metafile}`, `--outdir=${to}`,
    `--define:process.env.NODE_ENV="${values.dev ? "development" : "production"}"`, `--define:__DEV__=${values.dev}`, ...more,
  ];
  if (!values.dev) options.push("--minify");
  execFileSync("esbuild", options, { cwd: folder, stdio: "inherit", env: { ...process.env, NODE_PATH: "/usr/share/nodejs" } });
  const made = JSON.parse(readFileSync(metafile, "utf8"));
  rmSync(metafile);
  return made;
}

/** Writes an asset under a name that changes with its content; returns its address. */
function hashed(name, ending, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  writeFileSync(join(assets, `${name}-${hash}.${ending}`), content);
  return `/assets/${name}-${hash}.${ending}`;
}

function page(name, script, style) {
  const address = (path) => "/assets/" + basename(path);
  const fileOf = (source) => Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
  // Not the texts: in which language, the script says.
  const wanted = new Set();
  for (const path of [fileOf(script), ...(starts[script] ?? [])]) atOnce(path, wanted);
  const preloads = [...wanted].slice(1).map((path) => `<link rel="modulepreload" href="${address(path)}">`).join("\n");
  return readFileSync(join(root, name), "utf8")
    .replaceAll("%SCRIPT%", address(fileOf(script))).replaceAll("%STYLE%", address(fileOf(style)))
    .replaceAll("%ICONS%", sprite).replace("%PRELOADS%", preloads);
}

/** A file and everything that it needs at once. */
function atOnce(path, found = new Set()) {
  found.add(path);
  for (const { kind, path: next } of outputs[path].imports) if (kind === "import-statement" && !found.has(next)) atOnce(next, found);
  return found;
}

/** Compressed once, here, so that the server sends bytes: as well as can be, since it is done once and sent often. */
function compress(files) {
  for (const file of files) {
    const content = readFileSync(file);
    writeFileSync(file + ".br", brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    if (values.dev) writeFileSync(file + ".gz", gzipSync(content));
  }
  if (!values.dev) execFileSync("zopfli", ["--i5", ...files]);
}

function notices() {
  const parts = ["node-react", "node-react-dom"].map((name) => [name, `/usr/share/doc/${name}/copyright`]);
  parts.push(["lucide", join(values.icons, "LICENSE")]);
  return parts.filter(([, path]) => existsSync(path))
    .map(([name, path]) => `==== ${name} (${relative("/", path)})\n\n${readFileSync(path, "utf8")}`).join("\n");
}
