import type { SavedView, SavedViewCreation } from "../../gen/api";
import { addDays, dayOf } from "../../lib/format";
import { chosenWidths, widthsText } from "./columnChoice";
import { apiFilters } from "./listQuery";

/** A tab above the list: built in, or kept on the server. */
export interface View {
  readonly id: string;
  readonly name: string;
  /** What stands in the address, as `viewQuery` writes it. */
  readonly query: string;
  readonly saved?: SavedView;
}

export type ViewContent = SavedViewCreation["content"];

const kept = (name: string): boolean => name.startsWith("f.") || ["sort", "columns", "widths", "group", "density"].includes(name);

/** The part of an address that a view keeps, in one order. */
export function viewQuery(query: URLSearchParams): string {
  const pairs = [...query].filter(([name, value]) => kept(name) && value !== "");
  return new URLSearchParams(pairs.sort(([left], [right]) => (left < right ? -1 : 1))).toString();
}

/** What the server keeps of an address. */
export function contentOf(query: URLSearchParams): ViewContent {
  const filters = Object.entries(apiFilters(query)).flatMap(([parameter, value]) => {
    const parts = /^filter\[([\w.]+)\](?:\[(\w+)\])?$/.exec(parameter);
    return parts ? [{ field: parts[1] ?? "", op: (parts[2] ?? "eq") as "eq", value }] : [];
  });
  const widths = [...chosenWidths(query)].map(([field, pixels]) => ({ field, pixels }));
  return {
    filters, sort: query.get("sort"), columns: query.get("columns")?.split(",") ?? [], group: query.get("group"),
    density: query.get("density") as "compact" | null, ...(widths.length > 0 ? { widths } : {}),
  };
}

/** The address of what the server keeps. Moments become days of the clinic again. */
export function queryOf(content: ViewContent): string {
  const query = new URLSearchParams();
  const ranges = new Map<string, { from: string; until: string }>();
  for (const { field, op = "eq", value } of content.filters ?? []) {
    if (op === "eq" || op === "all" || op === "none") {
      if (op === "eq") query.set("f." + field, value);
      continue;
    }
    const range = ranges.get(field) ?? { from: "", until: "" };
    const isTime = value.includes("T");
    const day = isTime ? dayOf(new Date(value)) : value;
    if (op === "gte" || op === "gt") range.from = day;
    else range.until = isTime ? addDays(day, -1) : day;
    ranges.set(field, range);
  }
  for (const [field, { from, until }] of ranges) query.set("f." + field, `${from}..${until}`);
  if (content.sort) query.set("sort", content.sort);
  if (content.columns && content.columns.length > 0) query.set("columns", content.columns.join(","));
  if (content.group) query.set("group", content.group);
  const widths = widthsText((content.widths ?? []).map(({ field, pixels }) => [field, pixels] as const));
  if (widths) query.set("widths", widths);
  if (content.density) query.set("density", content.density);
  return viewQuery(query);
}

const ranks = { personal: 0, role: 1, branch: 2 } as const;

/** Tabs of what is kept: one's own first. */
export function savedViews(views: readonly SavedView[]): View[] {
  return [...views].sort((left, right) => ranks[left.scope] - ranks[right.scope])
    .map((saved) => ({ id: saved.id, name: saved.name, query: queryOf(saved.content), saved }));
}

/** What somebody lands on: his own default, or a role's, or a branch's. */
export const defaultView = (views: readonly View[]): View | undefined => views.find((view) => view.saved?.default);
