import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { Key, QueryCache } from "./cache";
import { asProblem, Problem } from "./problem";

export const cache = new QueryCache();

export interface Query<Value> {
  readonly value: Value | undefined;
  readonly problem: Problem | undefined;
  /** The first value is on its way. */
  readonly isLoading: boolean;
  readonly readAt: number;
  readonly again: () => void;
}

/** How long an answer is good without asking again. */
const freshFor = 30_000;

/**
 * Reads, keeps and follows an answer of the server. `key` undefined reads nothing. With `isLive` false it is read once, and again only when
 * asked to: reading the audit is itself in the audit.
 */
export function useQuery<Value>(key: Key | undefined, read: () => Promise<Value>, { isLive = true } = {}): Query<Value> {
  const name = key ? JSON.stringify(key) : "";
  const latest = useRef(read);
  latest.current = read;
  // The key's words stand in its name.
  const subscribe = useCallback((listener: () => void) => (key ? cache.subscribe(key, listener) : () => undefined), [name]);
  const entry = useSyncExternalStore(subscribe, () => (key ? cache.entry(key) : nothing));
  useEffect(() => {
    if (key) void cache.ensure(key, () => latest.current(), freshFor, isLive);
  }, [name]);
  const again = useCallback(() => {
    if (key) cache.invalidate(key);
  }, [name]);
  const failed = entry.error !== undefined;
  return {
    value: entry.value as Value | undefined,
    problem: failed ? asProblem(entry.error) : undefined,
    isLoading: key !== undefined && entry.value === undefined && !failed,
    readAt: entry.readAt,
    again,
  };
}

const nothing = { value: undefined, error: undefined, readAt: 0, isReading: false };
