import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, Problem } from "./problem";

interface Page<Row> {
  data: Row[];
  page: { next: string | null };
}

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly problem: Problem | undefined;
  readonly more: () => void;
  readonly again: () => void;
  readonly replace: (match: (row: Row) => boolean, row: Row) => void;
}

/**
 * A list in windows of keyset pages: what is read stays, the next page comes when its end comes into sight.
 * `name` names the question; another name begins anew.
 */
export function usePages<Row>(name: string | undefined, read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>): Rows<Row> {
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [next, setNext] = useState<string | null | undefined>();
  const [isLoading, setLoading] = useState(name !== undefined);
  const [problem, setProblem] = useState<Problem>();
  const latest = useRef(read);
  latest.current = read;
  const running = useRef<AbortController>();

  const load = useCallback(async (cursor: string | undefined) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setLoading(true);
    setProblem(undefined);
    try {
      let from = cursor;
      let fresh: Row[] = [];
      let following: string | null = null;
      // A page may be short though there is more; a handful of them fill a screen or show that it takes time.
      for (let tries = 0; tries < 5; tries += 1) {
        const page = await latest.current(from, mine.signal);
        fresh = [...fresh, ...page.data];
        following = page.page.next;
        if (following === null || fresh.length >= 30) break;
        from = following;
      }
      if (mine.signal.aborted) return;
      setRows((known) => (cursor ? [...known, ...fresh] : fresh));
      setNext(following);
    } catch (error) {
      if (mine.signal.aborted) return;
      if (!cursor) setRows([]);
      setNext(null);
      setProblem(asProblem(error));
    } finally {
      if (!mine.signal.aborted) {
        running.current = undefined;
        setLoading(false);
      }
    }
  }, []);

  useEffect(() => {
    if (name === undefined) {
      setRows([]);
      setNext(null);
      setLoading(false);
      return undefined;
    }
    void load(undefined);
    return () => running.current?.abort();
  }, [name, load]);

  return {
    rows, isLoading, problem,
    hasMore: typeof next === "string",
    more: () => {
      if (typeof next === "string" && !running.current) void load(next);
    },
    again: () => void load(undefined),
    replace: (match, row) => setRows((known) => known.map((one) => (match(one) ? row : one))),
  };
}

/** All rows of a short list, page after page. */
export async function everyPage<Row>(read: (cursor: string | undefined) => Promise<Page<Row>>, atMost = 2000): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    rows.push(...page.data);
    cursor = page.page.next ?? undefined;
  } while (cursor && rows.length < atMost);
  return rows;
}
