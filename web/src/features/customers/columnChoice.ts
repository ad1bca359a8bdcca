import type { Customer } from "../../gen/api";
import type { Column } from "../../ui/gridTypes";
import { fitting } from "../../ui/gridTypes";

/** isExtra: shown where it is asked for, and fetched then. */
export type FieldColumn = Column<Customer> & { field: string; isExtra?: boolean };

/** `name.240,phone.120` of the address: how wide somebody likes which columns. */
export function chosenWidths(query: URLSearchParams): ReadonlyMap<string, number> {
  return new Map((query.get("widths") ?? "").split(",").flatMap((text): [string, number][] => {
    const found = /^([\w.]+)\.(\d{1,4})$/.exec(text);
    return found?.[1] && found[2] ? [[found[1], fitting(Number(found[2]))]] : [];
  }));
}

/** The address's words for widths; nothing where there are none. */
export const widthsText = (widths: Iterable<readonly [string, number]>): string | undefined =>
  [...widths].map(([field, pixels]) => `${field}.${pixels}`).join(",") || undefined;

/** The columns that the address asks for, in its order and width; the ordinary ones where it asks for none. */
export function chosenColumns(columns: readonly FieldColumn[], query: URLSearchParams): readonly FieldColumn[] {
  const names = new Set((query.get("columns") ?? "").split(","));
  const wanted = [...names].flatMap((field) => columns.filter((column) => column.field === field));
  const widths = chosenWidths(query);
  return (wanted.length > 0 ? wanted : columns.filter((column) => !column.isExtra)).map((column) => {
    const pixels = widths.get(column.field);
    return pixels === undefined ? column : { ...column, width: `${pixels}px` };
  });
}

/** Fields to fetch beside those of every list. */
export function extraFields(columns: readonly FieldColumn[]): { fields?: string } {
  const extra = columns.filter((column) => column.isExtra).map((column) => column.field);
  return extra.length > 0 ? { fields: ["*", ...extra].join(",") } : {};
}

/** The address's word for these fields in this order; nothing for the list's own. */
export function columnsText(all: readonly FieldColumn[], fields: readonly string[]): string | undefined {
  const ordinary = all.filter((column) => !column.isExtra).map((column) => column.field).join(",");
  const text = fields.join(",");
  return text === "" || text === ordinary ? undefined : text;
}

/** With a field shown or hidden: where the order is the list's own it stays so, otherwise what comes comes last. */
export function toggled(all: readonly FieldColumn[], shown: readonly string[], field: string, isOn: boolean): readonly string[] {
  const without = shown.filter((one) => one !== field);
  if (!isOn) return without;
  const own = all.map((column) => column.field);
  const isOwnOrder = without.every((one, index) => index === 0 || own.indexOf(without[index - 1] ?? "") < own.indexOf(one));
  return isOwnOrder ? own.filter((one) => one === field || without.includes(one)) : [...without, field];
}

/** With a field one place nearer to the beginning or to the end. */
export function shifted(shown: readonly string[], field: string, by: -1 | 1): readonly string[] {
  const at = shown.indexOf(field);
  const to = at + by;
  if (at < 0 || to < 0 || to >= shown.length) return shown;
  const next = shown.filter((one) => one !== field);
  return [...next.slice(0, to), field, ...next.slice(to)];
}
