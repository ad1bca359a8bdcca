import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { apiTypes } from "../tools/api-types.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const document = JSON.parse(readFileSync(join(root, "Tests/Golden/openapi.json"), "utf8"));

test("src/gen/api.ts is what the server's document says now (scripts/web types writes it anew)", () => {
  assert.equal(readFileSync(join(root, "web/src/gen/api.ts"), "utf8"), apiTypes(document));
});

test("references, choices, lists and nulls become types", () => {
  const schemas = {
    A: { type: "object", required: ["id"], properties: { id: { type: "string" }, state: { type: ["string", "null"], enum: ["x", null] }, list: { type: "array", items: { $ref: "#/components/schemas/B" } } } },
    B: { type: ["object", "null"] },
  };
  const text = apiTypes({ components: { schemas }, paths: {} });
  assert.match(text, /export interface A \{\n {2}id: string;\n {2}list\?: B\[\];\n {2}state\?: "x" \| null;\n\}/);
  assert.match(text, /export type B = Record<string, unknown> \| null;/);
});
