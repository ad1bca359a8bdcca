// One SVG with a symbol for each icon that the source names. Names are literal strings in the source, so a search finds them.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export function iconSprite(source, icons) {
  const text = sources(source).map((path) => readFileSync(path, "utf8")).join("\n");
  const known = new Set(readdirSync(icons).filter((name) => name.endsWith(".svg")).map((name) => name.slice(0, -4)));
  const named = new Set([...text.matchAll(/["']([a-z0-9-]+)["']/g)].map((match) => match[1]));
  const wanted = new Set([...text.matchAll(/\bicon(?:=|: ?)["']([a-z0-9-]+)["']/g)].map((match) => match[1]));
  for (const name of wanted) if (!known.has(name)) throw new Error(`there is no icon ${name}`);
  const symbols = [...named].filter((name) => known.has(name)).sort().map((name) => {
    const body = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(readFileSync(join(icons, name + ".svg"), "utf8"))[1];
    return `<symbol id="${name}" viewBox="0 0 24 24">${body.replace(/\s+/g, " ").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function sources(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}
