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
    assert.deepEqual(pages, {
      "a/APage.tsx": { script: "src/parts/both.js", texts: [] }, "b/BPage.tsx": { script: "src/parts/both.js", texts: [] },
      "c/CPage.tsx": { script: "src/parts/c-CPage.js", texts: [] },
    });
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

test("a part is handed out with its texts, those that it shares with others too, and the document asks for its own at first", () => {
  const says = (key) => `import { dictionary } from "x/lib/i18n";\nexport const ${key} = dictionary({ ${key}: ["甲", "A"] });\n`;
  const speaking = {
    ...app, "src/lib/store.ts": { text: says("store") }, "src/features/b/BPage.tsx": { ...app["src/features/b/BPage.tsx"], text: says("b") },
    "src/ui/Tabs.tsx": { text: says("tabs") },
  };
  laidOut(speaking, {}, ({ read, starts, pages, texts }) => {
    assert.deepEqual(Object.keys(texts).sort(), ["b-BPage", "first", "shared-0"]);
    assert.match(read("src/parts/b-BPage.zh.ts"), /^export default \{\n\d+: \{ b: "甲" \},\n\};\n$/);
    assert.match(read("src/parts/shared-0.en.ts"), /tabs: "A"/);
    assert.deepEqual(pages["b/BPage.tsx"], { script: "src/parts/b-BPage.js", texts: ["b-BPage", "shared-0"] });
    assert.deepEqual([pages["a/APage.tsx"].texts, pages["c/CPage.tsx"].texts], [[], ["shared-0"]]);
    assert.match(read("src/routes.ts"), /import\("\.\/parts\/a-APage\.js"\)\.then.*spoken\(import\("\.\/parts\/b-BPage\.js"\), \d, \d\)\.then/);
    assert.deepEqual(starts, { "src/main.tsx": ["src/parts/first-begin.js", "src/main-app.tsx"] });
    assert.match(read("src/main.tsx"), /first\.zh\.ts.*first\.en\.ts.*\[firstLanguage\(\)\]\(\)/);
    assert.match(read("src/main-app.tsx"), /^import "\.\/parts\/first\.js";\nimport "\.\/lib\/store";/);
  });
});

test("a line that names a page which no route opens is refused", () => {
  assert.throws(() => laidOut(app, { gone: ["a/GonePage"] }, () => undefined), /GonePage/);
});
