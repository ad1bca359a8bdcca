import { addDays, startOfDay } from "../../lib/format";

/** The filters of the address as the API's parameters. */
export function auditFilters(query: URLSearchParams): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const name of ["actor", "customer", "branch"] as const) {
    const value = query.get(name);
    if (value) parameters[`filter[${name}Id]`] = value;
  }
  for (const name of ["action", "outcome", "field"] as const) {
    const value = query.get(name);
    if (value) parameters[`filter[${name}]`] = value;
  }
  const [from, until] = (query.get("day") ?? "").split("..");
  if (from) parameters["filter[at][gte]"] = startOfDay(from);
  if (until) parameters["filter[at][lt]"] = startOfDay(addDays(until, 1));
  return parameters;
}

/** A kept head, `13:5d3c…`; undefined when it is none. */
export function parseHead(text: string): { batch: number; head: string } | undefined {
  const match = /^\s*(\d{1,12})\s*[:：]\s*([0-9a-f]{64})\s*$/i.exec(text);
  return match ? { batch: Number(match[1]), head: (match[2] ?? "").toLowerCase() } : undefined;
}
