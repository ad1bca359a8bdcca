import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { takeTexts } from "../tools/texts.mjs";

const imported = 'import { dictionary, Dictionary } from "../../lib/i18n";\n';

/** Takes the texts out of a module that imports `dictionary`. */
function taken(text, isLast) {
  let last = 6;
  return takeTexts("src/features/a/texts.ts", imported + text, () => (last += 1), isLast);
}

test("a dictionary becomes a number, and its texts stand by language", () => {
  const { text, dictionaries } = taken('type Words = Dictionary<{}>;\nexport const a: Words = dictionary({ one: ["甲", "A"], "two": [(n: number) => `${n} 位`, (n: number) => `${n} people`] });\nconst b = dictionary({});\n');
  assert.equal(text, 'import { filed as dictionary, Dictionary } from "../../lib/i18n";\ntype Words = Dictionary<{}>;\nexport const a: Words = dictionary(7);\nconst b = dictionary(8);\n');
  assert.deepEqual(dictionaries, [
    { id: 7, zh: '{ one: "甲", "two": (n: number) => `${n} 位` }', en: '{ one: "A", "two": (n: number) => `${n} people` }' },
    { id: 8, zh: "{  }", en: "{  }" },
  ]);
});

test("a module without texts is left alone", () => {
  assert.deepEqual(takeTexts("src/lib/a.ts", "export const a = 1;\n", () => 1), { text: "export const a = 1;\n", dictionaries: [] });
});

test("a text uses only what it is given: it stands in a file without imports", () => {
  assert.doesNotThrow(() => taken("const t = dictionary({ a: [(s: string) => `${String(s.length)}`, (all: string[]) => all.map((one) => one.trim()).join()] });\n"));
  assert.throws(() => taken('import { day } from "./day";\nconst t = dictionary({ a: [(n: number) => day(n), (n: number) => `${n}`] });\n'), /texts\.ts:3: .*day/);
});

test("a dictionary stands where it is made, with both languages", () => {
  assert.throws(() => taken("const t = dictionary(all);\n"), /texts\.ts:2/);
  assert.throws(() => taken('const t = dictionary({ ...all, a: ["甲", "A"] });\n'), /key: \[中文, English\]/);
  assert.throws(() => taken('const t = dictionary({ a: ["甲"] });\n'), /key: \[中文, English\]/);
});

test("texts are not read before their file is there", () => {
  assert.throws(() => taken('const t = dictionary({ a: ["甲", "A"] });\nconst keys = Object.keys(t.zh);\n'), /texts\.ts:3: .*into a function/);
  assert.throws(() => taken("const now = textsOf(words).a;\n"), /into a function/);
  assert.doesNotThrow(() => taken("type Key = keyof typeof t.zh;\nconst keys = () => Object.keys(t.zh);\n"));
  // A document's own script runs when they are there.
  assert.doesNotThrow(() => taken("show(textsOf(words).a);\n", true));
});

test("every field that rights and the audit speak of has words", () => {
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const targets = new Set(read("Tests/Golden/permissions.txt").match(/\b[a-z_]+\.[a-zA-Z]+(?= C\d )/g));
  assert.ok(targets.size > 400);
  const spoken = read("web/src/lib/spoken.ts").split("export const customerFields")[1].split("});")[0];
  const words = new Set([...(read("web/src/lib/fieldWords.ts") + spoken).matchAll(/"?([a-zA-Z_.]+)"?: \["/g)].map((found) => found[1]));
  assert.deepEqual([...targets].filter((target) => !words.has(target) && !words.has(target.split(".")[1])), []);
});
