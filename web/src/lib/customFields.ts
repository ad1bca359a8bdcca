import type { Customer, CustomerField } from "../gen/api";
import { api } from "./http";
import { either } from "./i18n";
import { Query, useQuery } from "./query";
import { customerFields, useWords } from "./spoken";

// Fields that the clinic has added to its customers, as far as one sees them. Their values stand in `custom`, by their codes.

export type Values = Record<string, unknown>;

export function useCustomFields(isAsked = true): Query<CustomerField[]> {
  return useQuery(isAsked ? ["customer-fields"] : undefined, async () => (await api("GET /v1/customer-fields")).data);
}

/** As in filters, columns and rights. */
export const nameOf = (field: CustomerField): string => `custom.${field.code}`;
export const labelOf = (field: CustomerField): string => either(field.nameZh, field.nameEn);
export const valuesOf = (customer: Customer): Values => customer.custom ?? {};
export const isMasked = (customer: Customer, field: CustomerField): boolean => customer.masked?.includes(nameOf(field)) ?? false;

/** Fen as yuan. */
export const yuan = (fen: unknown): string => (Number(fen) / 100).toFixed(2);

/** An amount as people read it. */
export const amount = (fen: unknown): string => "¥" + new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2 }).format(Number(fen) / 100);

/** Several words in the order in which they are chosen from; those that are chosen no more behind them. */
export function ordered(field: CustomerField, words: readonly unknown[]): string[] {
  const place = (word: string) => (field.choices.includes(word) ? field.choices.indexOf(word) : field.choices.length);
  return words.map(String).sort((left, right) => place(left) - place(right));
}

/** Yuan as people type them, in fen; undefined for what is no amount. */
export function fenOf(typed: string): number | undefined {
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.trim().replace(/[¥￥,]/g, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : undefined;
}

/** A value as it stands in an input. */
export function typedOf(field: CustomerField, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join("\n");
  return field.kind === "money" ? yuan(value) : String(value);
}

/** What is typed, as the API takes it; what is no number is sent as it is and refused at its place. */
export function valueOf(field: CustomerField, typed: string): unknown {
  const value = typed.trim();
  if (value === "") return null;
  if (field.kind === "choices") return value.split("\n");
  if (field.kind === "money") return fenOf(value) ?? value;
  if (field.kind === "number") return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return value;
}

/** What a field of a customer is called, the program's and the clinic's own. */
export function useFieldLabel(): (name: string) => string {
  const word = useWords(customerFields);
  const fields = useCustomFields().value ?? [];
  return (name) => {
    const own = fields.find((field) => nameOf(field) === name);
    return own ? labelOf(own) : word(name);
  };
}
