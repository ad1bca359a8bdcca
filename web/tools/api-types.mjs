// Prints TypeScript for the server's OpenAPI document: node tools/api-types.mjs openapi.json > src/gen/api.ts
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export function apiTypes(document) {
  const schemas = Object.entries(document.components.schemas).sort(byName).map(([name, schema]) => declaration(name, schema));
  const operations = Object.entries(document.paths).sort(byName).flatMap(([path, methods]) =>
    Object.entries(methods).sort(byName).map(([method, operation]) => operationType(method.toUpperCase(), path, operation)));
  return [
    "// Generated from the server's OpenAPI document by web/tools/api-types.mjs; do not edit.",
    "/* eslint-disable */", "", ...schemas, "",
    "/** Every operation: what it takes in path, query and body, and what it answers. */",
    "export interface Operations {", ...operations, "}", "",
  ].join("\n");
}

const byName = ([left], [right]) => (left < right ? -1 : left > right ? 1 : 0);

function declaration(name, schema) {
  return schema.type === "object" && schema.properties && !Array.isArray(schema.type)
    ? `export interface ${name} ${objectType(schema, 0)}` : `export type ${name} = ${type(schema, 0)};`;
}

function operationType(method, path, operation) {
  const inside = (place) => (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  const members = (list, required) => list.length === 0 ? "undefined"
    : `{ ${list.map((one) => `${key(one.name)}${required ? "" : "?"}: string`).join("; ")} }`;
  const body = operation.requestBody && Object.values(operation.requestBody.content)[0];
  const reply = Object.entries(operation.responses).find(([status, answer]) => /^2/.test(status) && answer.content);
  const content = reply && Object.entries(reply[1].content)[0];
  const answer = !content ? "undefined" : /json/.test(content[0]) ? type(content[1].schema, 1) : "string";
  return `  ${JSON.stringify(`${method} ${path}`)}: {\n    path: ${members(inside("path"), true)};\n    query: ${members(inside("query"), false)};\n` +
    `    body: ${body?.schema ? type(body.schema, 2) : "undefined"};\n    reply: ${answer};\n  };`;
}

function type(schema, depth) {
  if (!schema || schema === true || Object.keys(schema).length === 0) return "unknown";
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.allOf) return schema.allOf.map((one) => type(one, depth)).join(" & ");
  if (schema.oneOf ?? schema.anyOf) return (schema.oneOf ?? schema.anyOf).map((one) => type(one, depth)).join(" | ");
  const choices = schema.enum ?? schema["x-choices"];
  const kinds = [schema.type].flat();
  const nullable = kinds.includes("null") && !(choices ?? []).includes(null) ? " | null" : "";
  if (kinds.length === 1 && kinds[0] === "null") return "null";
  if (choices) return choices.map((value) => JSON.stringify(value)).join(" | ") + nullable;
  return kinds.filter((kind) => kind !== "null").map((kind) => plain(kind, schema, depth)).join(" | ") + nullable;
}

function plain(kind, schema, depth) {
  switch (kind) {
    case "string": return "string";
    case "integer": case "number": return "number";
    case "boolean": return "boolean";
    case "array": {
      const item = type(schema.items, depth);
      return /[|&]/.test(item) && !/^[{]/.test(item) ? `(${item})[]` : `${item}[]`;
    }
    case "object": return schema.properties ? objectType(schema, depth) : "Record<string, unknown>";
    default: return "unknown";
  }
}

function objectType(schema, depth) {
  const pad = "  ".repeat(depth + 1);
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties).sort(byName)
    .map(([name, member]) => `${pad}${key(name)}${required.has(name) ? "" : "?"}: ${type(member, depth + 1)};`);
  return lines.length === 0 ? "Record<string, never>" : `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
}

const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(apiTypes(JSON.parse(readFileSync(process.argv[2], "utf8"))));
}
