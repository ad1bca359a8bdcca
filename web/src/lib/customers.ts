import type { Customer } from "../gen/api";
import { api } from "./http";
import { isSought } from "./input";
import { Problem } from "./problem";

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
