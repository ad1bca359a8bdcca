import { useEffect } from "react";

/**
 * Fetches parts of a page that are opened by a click, once the page itself stands: then they open at once, and without a connection too.
 * What does not come is fetched again when it is opened.
 */
export function usePrefetch(parts: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    const timer = setTimeout(() => parts.forEach((part) => void part().catch(() => undefined)), 1500);
    return () => clearTimeout(timer);
  }, []);
}
