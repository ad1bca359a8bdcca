import { useEffect } from "react";
import { cache } from "../../lib/query";
import { Store, useStore } from "../../lib/store";

/** A customer whom the person here opened in an emergency: ids and an end, nothing about the customer. */
export interface Opening {
  readonly id: string;
  readonly customerId: string;
  readonly userId: string;
  readonly until: string;
}

const kept = "peony.openings";

/** The server keeps no list for the one who opened; the browser does, until the end of each. */
export const openings = new Store<readonly Opening[]>(read());

function read(): Opening[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(kept) ?? "[]");
    return Array.isArray(found) ? (found as Opening[]).filter(isOpen) : [];
  } catch {
    return [];
  }
}

function isOpen(opening: Opening): boolean {
  return Date.parse(opening.until) > Date.now();
}

function keep(next: readonly Opening[]): void {
  openings.set(next);
  try {
    localStorage.setItem(kept, JSON.stringify(next));
  } catch {
    // Then the banner lasts as long as this page.
  }
}

export function rememberOpening(opening: Opening): void {
  keep([...openings.get().filter((one) => isOpen(one) && one.customerId !== opening.customerId), opening]);
}

export function forgetOpening(id: string): void {
  keep(openings.get().filter((one) => one.id !== id && isOpen(one)));
}

/** The opening of a customer that holds now; gone by itself at its end, and what was read through it is asked for again. */
export function useOpening(customerId: string, userId: string): Opening | undefined {
  const found = useStore(openings).find((one) => one.customerId === customerId && one.userId === userId && isOpen(one));
  useEffect(() => {
    if (!found) return undefined;
    const timer = setTimeout(() => {
      forgetOpening(found.id);
      cache.invalidate(["customer", customerId]);
    }, Math.max(0, Date.parse(found.until) - Date.now()) + 500);
    return () => clearTimeout(timer);
  }, [found?.id]);
  return found;
}
