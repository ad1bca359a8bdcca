const browsers: readonly [RegExp, string][] = [
  [/Edg\//, "Edge"], [/QQBrowser|360SE|360EE/, "360 / QQ"], [/Firefox\//, "Firefox"], [/Chrome\//, "Chrome"], [/Safari\//, "Safari"], [/curl|python|Swift/i, "API"],
];
const systems: readonly [RegExp, string][] = [[/iPad/, "iPad"], [/iPhone/, "iPhone"], [/Android/, "Android"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]];

/** A User-Agent as people say it: `Chrome · Windows`. */
export function browserName(agent: string | null | undefined): string {
  const find = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  return [find(browsers), find(systems)].filter(Boolean).join(" · ") || "—";
}
