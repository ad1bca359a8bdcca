import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";
import { layOut } from "../tools/parts.mjs";

/** Lays an app out that is given by its modules: `{ path: { text, needs, later, size } }`; `read` gives a file of the copy. */
function laidOut(modules, lines, use) {
  const work = mkdtempSync(join(tmpdir(), "peony-parts-"));
  try {
    const web = join(work, "web");
    const inputs = {};
    const sizes = {};
    for (const [path, { text = "", needs = [], later = [], size = 100 }] of Object.entries(modules)) {
      mkdirSync(dirname(join(web, path)), { recursive: true });
      writeFileSync(join(web, path), text);
      inputs[path] = { imports: [...needs.map((to) => ({ path: to, kind: "import-statement" })), ...later.map((to) => ({ path: to, kind: "dynamic-import" }))] };
      sizes[path] = { bytesInOutput: size };
    }
    writeFileSync(join(web, "tsconfig.json"), "{}");
    const folder = join(work, "laid");
    const made = layOut(web, folder, { inputs, outputs: { all: { inputs: sizes } } }, lines);
    use({ ...made, parts: readdirSync(join(folder, "src/parts")), read: (path) => readFileSync(join(folder, path), "utf8") });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const app = {
  "src/main.tsx": { text: 'import "./lib/store";\n', needs: ["src/lib/store.ts", "src/routes.ts"] },
  "src/lib/store.ts": {},
  "src/routes.ts": {
    text: 'const pages = [() => import("./features/a/APage"), () => import("./features/b/BPage"), () => import("./features/c/CPage")];\n',
    later: ["src/features/a/APage.tsx", "src/features/b/BPage.tsx", "src/features/c/CPage.tsx"],
  },
  "src/features/a/APage.tsx": {
    text: 'import { useState } from "react";\nconst Late = () => import("./Late");\n', needs: ["src/ui/Grid.tsx", "src/lib/store.ts"], later: ["src/features/a/Late.tsx"],
  },
  "src/features/a/Late.tsx": {},
  "src/features/b/BPage.tsx": { needs: ["src/ui/Grid.tsx", "src/ui/Tabs.tsx"] },
  "src/features/c/CPage.tsx": { needs: ["src/ui/Grid.tsx", "src/ui/Tabs.tsx", "src/ui/Large.tsx"] },
  "src/ui/Grid.tsx": {},
  "src/ui/Tabs.tsx": {},
  "src/ui/Large.tsx": { size: 90_000 },
};

test("an import asks for the part that its module is in", () => {
  laidOut(app, { both: ["a/APage", "b/BPage"] }, ({ read, pages }) => {
    const routes = read("src/routes.ts");
    assert.match(routes, /import\("\.\/parts\/both\.js"\)\.then\(\(part\) => part\.m0\), \(\) => import\("\.\/parts\/both\.js"\)\.then\(\(part\) => part\.m1\)/);
    assert.match(routes, /import\("\.\/parts\/c-CPage\.js"\)/);
    assert.match(read("src/features/a/APage.tsx"), /import\("\.\.\/\.\.\/parts\/a-later\.js"\)\.then\(\(part\) => part\.m0\)/);
    assert.match(read("src/features/a/APage.tsx"), /from "\.\.\/\.\.\/parts\/react\.js"/);
    assert.deepEqual(pages, { "a/APage.tsx": "src/parts/both.js", "b/BPage.tsx": "src/parts/both.js", "c/CPage.tsx": "src/parts/c-CPage.js" });
  });
});

test("what the app begins with is asked for by every part and cut out of none", () => {
  laidOut(app, {}, ({ read, parts }) => {
    assert.match(read("src/parts/first.js"), /import "\.\.\/lib\/store\.ts";/);
    assert.match(read("src/main.tsx"), /^import "\.\/parts\/first\.js";/);
    for (const part of parts.filter((name) => /Page|later/.test(name))) assert.match(read(`src/parts/${part}`), /^import "\.\/first\.js";/);
  });
});

test("what several parts need is put together while little is loaded in vain", () => {
  const shared = ({ parts, read }) => parts.filter((name) => name.startsWith("shared-")).map((name) => read(`src/parts/${name}`).match(/\w+(?=\.tsx)/g));
  laidOut(app, {}, (laid) => assert.deepEqual(shared(laid), [["Grid", "Tabs"]]));
  const heavy = { ...app, "src/ui/Tabs.tsx": { size: 90_000 } };
  laidOut(heavy, {}, (laid) => assert.deepEqual(shared(laid), [["Grid"], ["Tabs"]]));
});

test("a line that names a page which no route opens is refused", () => {
  assert.throws(() => laidOut(app, { gone: ["a/GonePage"] }, () => undefined), /GonePage/);
});
