import { addDays, startOfDay } from "../../lib/format";

/** The filters of the address, `f.level=gold`, as the API's parameters. Days of the clinic become moments for times; `1..5` are numbers. */
export function apiFilters(query: URLSearchParams): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of query) {
    if (!name.startsWith("f.") || !value) continue;
    const field = name.slice(2);
    const range = /^(\d{4}-\d{2}-\d{2}|-?\d{1,16})?\.\.(\d{4}-\d{2}-\d{2}|-?\d{1,16})?$/.exec(value);
    if (!range) {
      parameters[`filter[${field}]`] = value;
      continue;
    }
    const [, from, until] = range;
    const isTime = field.endsWith("At");
    if (from) parameters[`filter[${field}][gte]`] = isTime ? startOfDay(from) : from;
    if (until) parameters[`filter[${field}][${isTime ? "lt" : "lte"}]`] = isTime ? startOfDay(addDays(until, 1)) : until;
  }
  return parameters;
}
