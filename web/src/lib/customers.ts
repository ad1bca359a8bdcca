import type { Customer } from "../gen/api";
import { api } from "./http";
import { halfWidth, isSought } from "./input";
import { Rights, useRights } from "./me";
import { Problem } from "./problem";
import { useQuery } from "./query";

/** The best first; the last `near` only come near what was sought; `truncated` says that there may be more. */
export interface Found {
  data: Customer[];
  near: number;
  truncated: boolean;
}

const nobody: Found = { data: [], near: 0, truncated: false };

/** Customers by what somebody types into one box; undefined while the text is too short to be sought. */
export async function searchCustomers(text: string, limit: number, signal?: AbortSignal): Promise<Found | undefined> {
  if (!isSought(text)) return undefined;
  try {
    return (await api("POST /v1/customers/search", { body: { text: text.trim(), limit }, ...(signal ? { signal } : {}) })) as unknown as Found;
  } catch (failure) {
    // A single syllable more is typed in a moment; by somebody's number not everybody may search.
    if (failure instanceof Problem && failure.status === 422) return nobody;
    throw failure;
  }
}

/** For choosing one: by whatever somebody types where he may search, otherwise by the customer's number alone. */
export async function findCustomers(rights: Rights, text: string, signal: AbortSignal): Promise<Customer[]> {
  if (rights.may("search.customer")) return (await searchCustomers(text, 8, signal))?.data ?? [];
  const number = /^#?(\d+)$/.exec(halfWidth(text).trim())?.[1];
  if (!number) return [];
  return (await api("GET /v1/customers", { query: { "filter[number]": number, limit: 1 }, signal })).data;
}

const atOnce = 50;

/** Some fields of customers by their ids, as far as somebody sees them. */
async function customersOf(ids: readonly string[], fields: string): Promise<Customer[]> {
  const found: Customer[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce).join(",");
    found.push(...(await api("GET /v1/customers", { query: { "filter[id]": some, fields, limit: atOnce } })).data);
  }
  return found;
}

/** The numbers of customers by their ids, as far as somebody sees them. No sealed value is opened for it, so no canary cries. */
export async function customerNumbers(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await customersOf(ids, "id,number");
  return new Map(found.flatMap(({ id, number }) => (id && typeof number === "number" ? [[id, number] as const] : [])));
}

/** Each id once; what is not there is left out. */
export const distinct = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter((id): id is string => Boolean(id)))].sort();

export function useCustomerNumbers(ids: readonly (string | null | undefined)[]): ReadonlyMap<string, number> {
  const rights = useRights();
  const wanted = distinct(ids);
  const isAsked = wanted.length > 0 && rights.may("read.customer");
  return useQuery(isAsked ? ["customer-numbers", ...wanted] : undefined, () => customerNumbers(wanted), { isLive: false }).value ?? nobodysNumbers;
}

const nobodysNumbers: ReadonlyMap<string, number> = new Map();

export interface Named {
  readonly name?: string | null;
  readonly number?: number | null;
}

/** Names and numbers of customers by their ids, for lists of people whom one works with: a canary among them is opened. */
export function useCustomerNames(ids: readonly (string | null | undefined)[]): ReadonlyMap<string, Named> {
  const rights = useRights();
  const wanted = distinct(ids);
  return useQuery(wanted.length > 0 && rights.may("read.customer") ? ["customer", "names", ...wanted] : undefined, async () =>
    new Map<string, Named>((await customersOf(wanted, "id,number,name")).map((one) => [one.id ?? "", one]))).value ?? nobodyNamed;
}

const nobodyNamed: ReadonlyMap<string, Named> = new Map();
