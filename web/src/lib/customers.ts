import type { Customer } from "../gen/api";
import { api } from "./http";
import { sought } from "./input";

/** Searching answers at most so many candidates; `truncated` says that there may be more. */
export interface Found {
  data: Customer[];
  truncated: boolean;
}

/** Customers by half a name, a number or its last four digits; undefined while the text is too short to be sought. */
export async function searchCustomers(text: string, limit: number, signal?: AbortSignal): Promise<Found | undefined> {
  const condition = sought(text);
  if (!condition) return undefined;
  return (await api("POST /v1/customers/search", { body: { ...condition, limit }, ...(signal ? { signal } : {}) })) as unknown as Found;
}
