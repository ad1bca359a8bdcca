// Builds the app into a folder: node tools/build.mjs --icons FOLDER --out FOLDER [--dev]
//
// index.html is the app, public.html the page of a branch for the public; both name the hashed files; every file has a .gz and a .br twin; NOTICES.txt carries the licences of what is bundled.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { iconSprite } from "./icons.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: { icons: { type: "string" }, out: { type: "string" }, dev: { type: "boolean", default: false } },
});
if (!values.icons || !values.out) throw new Error("--icons and --out are needed");
const out = values.out;
const assets = join(out, "assets");
rmSync(out, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });

bundle();
const sprite = hashed("icons", "svg", iconSprite(join(root, "src"), values.icons));
const outputs = built();
const pages = { "index.html": ["src/main.tsx", "src/styles/app.css"], "public.html": ["src/public/public.tsx", "src/public/public.css"] };
for (const [name, [script, style]] of Object.entries(pages)) writeFileSync(join(out, name), page(name, script, style));
writeFileSync(join(out, "NOTICES.txt"), notices());
for (const file of [...Object.keys(pages).map((name) => join(out, name)), ...readdirSync(assets).map((name) => join(assets, name))]) compress(file);

function bundle() {
  const options = [
    "src/main.tsx", "src/styles/app.css", "src/public/public.tsx", "src/public/public.css", "--bundle", "--splitting", "--format=esm", "--jsx=automatic", "--charset=utf8",
    "--target=chrome108,safari16.4,firefox115", "--entry-names=[name]-[hash]", "--chunk-names=c-[hash]", "--legal-comments=none",
    "--log-level=warning", `--metafile=${join(out, "meta.json")}`, `--outdir=${assets}`,
    `--define:process.env.NODE_ENV="${values.dev ? "development" : "production"}"`, `--define:__DEV__=${values.dev}`,
  ];
  if (!values.dev) options.push("--minify");
  execFileSync("esbuild", options, { cwd: root, stdio: "inherit", env: { ...process.env, NODE_PATH: "/usr/share/nodejs" } });
}

/** Writes an asset under a name that changes with its content; returns its address. */
function hashed(name, ending, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  writeFileSync(join(assets, `${name}-${hash}.${ending}`), content);
  return `/assets/${name}-${hash}.${ending}`;
}

/** What was bundled from where; it stays for the budget check, beside the served folder. */
function built() {
  const metaFile = join(out, "meta.json");
  const { outputs } = JSON.parse(readFileSync(metaFile, "utf8"));
  writeFileSync(`${out}.meta.json`, JSON.stringify({ outputs }));
  rmSync(metaFile);
  return outputs;
}

function page(name, source, styles) {
  const address = (path) => "/assets/" + basename(path);
  const entry = (of) => Object.entries(outputs).find(([, output]) => output.entryPoint === of);
  const [script, { imports }] = entry(source);
  const [style] = entry(styles);
  const preloads = imports.filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `<link rel="modulepreload" href="${address(path)}">`).join("\n");
  return readFileSync(join(root, name), "utf8")
    .replaceAll("%SCRIPT%", address(script)).replaceAll("%STYLE%", address(style))
    .replaceAll("%ICONS%", sprite).replace("%PRELOADS%", preloads);
}

/** Compressed once, here, so that the server sends bytes. */
function compress(file) {
  const content = readFileSync(file);
  writeFileSync(file + ".gz", gzipSync(content, { level: 9 }));
  writeFileSync(file + ".br", brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

function notices() {
  const parts = ["node-react", "node-react-dom"].map((name) => [name, `/usr/share/doc/${name}/copyright`]);
  parts.push(["lucide", join(values.icons, "LICENSE")]);
  return parts.filter(([, path]) => existsSync(path))
    .map(([name, path]) => `==== ${name} (${relative("/", path)})\n\n${readFileSync(path, "utf8")}`).join("\n");
}
