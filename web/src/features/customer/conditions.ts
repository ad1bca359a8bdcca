import type { Operations } from "../../gen/api";
import { addDays, dayOf, startOfDay } from "../../lib/format";

/** A condition as the API takes it: `all`, `any`, `not`, or comparisons of a field. */
export type Condition = Record<string, unknown>;

export interface Group {
  readonly kind: "group";
  readonly mode: "all" | "any" | "none";
  readonly parts: readonly Part[];
}

/** One line of the builder. Values are texts: words, ids, numbers, days. */
export interface Test {
  readonly kind: "test";
  readonly field: string;
  readonly op: string;
  readonly values: readonly string[];
}

export type Part = Group | Test;

/** Something that can be asked. */
export type SegmentCriterion = Operations["GET /v1/segment-criteria"]["reply"]["data"][number];
export type Kind = SegmentCriterion["kind"];

/** What can be compared how. */
export const operations: Record<Kind, readonly string[]> = {
  choice: ["in", "notIn", "isSet", "notSet"],
  ids: ["in", "notIn", "isSet", "notSet"],
  tags: ["any", "all", "none"],
  number: ["gte", "lte", "eq", "between", "isSet", "notSet"],
  instant: ["gte", "lte", "between"],
  date: ["gte", "lte", "eq", "between", "isSet", "notSet"],
  text: ["in", "notIn", "isSet", "notSet"],
  several: ["any", "all", "none", "isSet", "notSet"],
};

export const emptyGroup: Group = { kind: "group", mode: "all", parts: [] };

/** The condition of a draft; undefined while a line is not finished. */
export function conditionOf(part: Part, kinds: ReadonlyMap<string, Kind>): Condition | undefined {
  if (part.kind === "test") return comparison(part, kinds.get(part.field));
  const parts = part.parts.map((one) => conditionOf(one, kinds));
  if (parts.length === 0 || parts.some((one) => one === undefined)) return undefined;
  if (part.mode === "none") return { not: { any: parts } };
  return parts.length === 1 ? parts[0] : { [part.mode]: parts };
}

function comparison({ field, op, values }: Test, kind: Kind | undefined): Condition | undefined {
  if (!kind) return undefined;
  if (op === "isSet" || op === "notSet") return { field, isSet: op === "isSet" };
  if (kind === "choice" || kind === "ids" || kind === "tags" || kind === "text" || kind === "several") return values.length > 0 ? { field, [op]: values } : undefined;
  const [first = "", second = ""] = values;
  const value = kind === "number" ? number : kind === "date" ? (text: string) => text || undefined : (text: string) => (text ? startOfDay(text) : undefined);
  if (op !== "between") {
    // A last day is whole.
    if (kind === "instant" && op === "lte") return first ? { field, lt: startOfDay(addDays(first, 1)) } : undefined;
    const one = value(first);
    return one === undefined ? undefined : { field, [op]: one };
  }
  const [from, until] = [value(first), kind === "instant" ? (second ? startOfDay(addDays(second, 1)) : undefined) : value(second)];
  if (from === undefined || until === undefined) return undefined;
  return kind === "instant" ? { field, gte: from, lt: until } : { field, gte: from, lte: until };
}

const number = (text: string): number | undefined => (/^-?\d{1,15}$/.test(text.trim()) ? Number(text) : undefined);

/** A draft of a condition that is kept. What the builder has no form for is undefined. */
export function draftOf(condition: Condition | null | undefined): Group | undefined {
  if (!condition) return undefined;
  const part = partOf(condition);
  if (!part) return undefined;
  return part.kind === "group" ? part : { kind: "group", mode: "all", parts: [part] };
}

function partOf(condition: Condition): Part | undefined {
  const group = (mode: Group["mode"], list: unknown): Group | undefined => {
    const parts = Array.isArray(list) ? list.map((one) => partOf(one as Condition)) : [];
    return parts.length > 0 && parts.every((one): one is Part => one !== undefined) ? { kind: "group", mode, parts } : undefined;
  };
  if ("all" in condition && !("field" in condition)) return group("all", condition["all"]);
  if ("any" in condition && !("field" in condition)) return group("any", condition["any"]);
  if ("not" in condition) {
    const inner = condition["not"] as Condition;
    return "any" in inner && !("field" in inner) ? group("none", inner["any"]) : group("none", [inner]);
  }
  return testOf(condition);
}

function testOf({ field, ...rest }: Condition): Test | undefined {
  if (typeof field !== "string") return undefined;
  const ops = Object.keys(rest);
  const test = (op: string, values: readonly unknown[]): Test => ({ kind: "test", field, op, values: values.map(String) });
  const day = (value: unknown, isEnd = false): string => {
    if (typeof value !== "string") return String(value);
    if (!value.includes("T")) return value;
    const found = dayOf(new Date(value));
    return isEnd ? addDays(found, -1) : found;
  };
  if (ops.length === 2 && "gte" in rest && ("lte" in rest || "lt" in rest)) {
    if ("lte" in rest) return test("between", [day(rest["gte"]), day(rest["lte"])]);
    return typeof rest["lt"] === "string" ? test("between", [day(rest["gte"]), day(rest["lt"], true)]) : undefined;
  }
  const op = ops[0];
  if (ops.length !== 1 || op === undefined) return undefined;
  const value = rest[op];
  if (op === "isSet") return test(value === true ? "isSet" : "notSet", []);
  if (Array.isArray(value)) return test(op, value);
  if (op === "lt") return typeof value === "string" && value.includes("T") ? test("lte", [day(value, true)]) : undefined;
  return ["gte", "lte", "eq"].includes(op) ? test(op, [day(value)]) : undefined;
}
