// Takes the texts out of the code, into files by language.
//
// A dictionary stands in the sources with both languages side by side, checked by the compiler. In the copy that is bundled it becomes a number, and its
// texts go into a file of the part that it belongs to, one for each language: whoever reads Chinese never fetches English.
import { createRequire } from "node:module";

const ts = createRequire(import.meta.url)("/usr/share/nodejs/typescript/lib/typescript.js");

export const languages = ["zh", "en"];

/** What a text that is put together may use beside what it is given: it stands in a file without imports. */
const everywhere = new Set(["Array", "Boolean", "Math", "Number", "String", "undefined"]);

/**
 * Takes the dictionaries out of a module: `{ text, dictionaries }`, the code that is left, and for each dictionary its number and its texts as
 * `{ id, zh, en }`. `nextId` gives numbers that no other module has. What `isLast` is read when the texts are there: a document's own script.
 */
export function takeTexts(path, text, nextId, isLast = false) {
  // Where dictionaries are made of, and where none is said, there is nothing to take.
  if (!/\b(dictionary|textsOf)\b|\.(zh|en)\b/.test(text) || path.endsWith("lib/i18n.ts")) return { text, dictionaries: [] };
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const fail = (node, why) => {
    throw new Error(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${why}`);
  };
  const dictionaries = [];
  const changes = [];
  const visit = (node, isLater) => {
    if (ts.isTypeNode(node)) return;
    if (ts.isImportSpecifier(node) && node.getText() === "dictionary") changes.push({ node, by: "filed as dictionary" });
    if (ts.isCallExpression(node) && node.expression.getText() === "dictionary") {
      const id = nextId();
      dictionaries.push({ id, ...textsOf(node, fail) });
      changes.push({ node: node.arguments[0], by: String(id) });
      return;
    }
    if (!isLater && isReading(node)) fail(node, "texts are there when the page is shown, not yet when its modules are read: put this into a function");
    node.forEachChild((child) => visit(child, isLater || ts.isFunctionLike(node)));
  };
  visit(source, isLast);
  let left = text;
  for (const { node, by } of changes.reverse()) left = left.slice(0, node.getStart()) + by + left.slice(node.getEnd());
  return { text: left, dictionaries };
}

/** Whether a text is read here: `textsOf(words)`, `words.zh`. */
function isReading(node) {
  return (ts.isCallExpression(node) && node.expression.getText() === "textsOf") || (ts.isPropertyAccessExpression(node) && languages.includes(node.name.text));
}

/** The entries of one dictionary by language, as source. */
function textsOf(call, fail) {
  const [entries] = call.arguments;
  if (call.arguments.length !== 1 || !ts.isObjectLiteralExpression(entries)) fail(call, "a dictionary is written where it is made, as { key: [中文, English] }");
  const lines = languages.map(() => []);
  for (const entry of entries.properties) {
    const both = ts.isPropertyAssignment(entry) && !ts.isComputedPropertyName(entry.name) && ts.isArrayLiteralExpression(entry.initializer) ? entry.initializer.elements : [];
    if (both.length !== languages.length) fail(entry, "an entry is key: [中文, English]");
    both.forEach((text, index) => {
      const stranger = strangerIn(text);
      if (stranger) fail(stranger, `a text is made of what it is given: ${stranger.text} is not there in the texts' file`);
      lines[index].push(`${entry.name.getText()}: ${text.getText()}`);
    });
  }
  return Object.fromEntries(languages.map((language, index) => [language, `{ ${lines[index].join(", ")} }`]));
}

/** A name in a text that is neither given to it nor known everywhere. */
function strangerIn(text) {
  const known = new Set(everywhere);
  const learn = (node) => {
    if (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) known.add(node.name.getText());
    node.forEachChild(learn);
  };
  learn(text);
  const find = (node) => {
    if (ts.isTypeNode(node)) return undefined;
    if (ts.isIdentifier(node) && !known.has(node.text) && !isOnlyName(node)) return node;
    return ts.forEachChild(node, find);
  };
  return find(text);
}

/** The name of a property, which belongs to whatever stands before it. */
function isOnlyName(node) {
  return (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node;
}
