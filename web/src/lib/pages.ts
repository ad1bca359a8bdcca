import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, Problem } from "./problem";
import { useStore } from "./store";
import { changes } from "./stream";

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
  /** Rows came, went or moved on the server: shown when somebody asks, since rows must not move under a hand. */
  readonly isStale: boolean;
  readonly replace: (match: (row: Row) => boolean, row: Row) => void;
}

/**
 * A list in windows of keyset pages: what is read stays, the next page comes when its end comes into sight.
 * `name` names the question; another name begins anew. With a `topic` it follows what the server says of such objects: rows that stand
 * where they stood show their new values at once.
 */
export function usePages<Row>(
  name: string | undefined, read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
  { topic = "", id = (): unknown => undefined }: { topic?: string; id?: (row: Row) => unknown } = {},
): Rows<Row> {
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [next, setNext] = useState<string | null | undefined>();
  const [isLoading, setLoading] = useState(name !== undefined);
  const [problem, setProblem] = useState<Problem>();
  const latest = useRef(read);
  latest.current = read;
  const running = useRef<AbortController>();
  const [isStale, setStale] = useState(false);
  const known = useRef<readonly Row[]>([]);
  known.current = rows;
  const identify = useRef(id);
  identify.current = id;

  const load = useCallback(async (cursor: string | undefined) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setLoading(true);
    setProblem(undefined);
    if (!cursor) setStale(false);
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

  const told = useStore(changes)[topic] ?? 0;
  const looking = useRef(false);
  const asked = useRef(name);
  asked.current = name;
  useEffect(() => {
    if (told === 0 || name === undefined || looking.current) return undefined;
    const mine = new AbortController();
    const look = async () => {
      looking.current = false;
      const page = mine.signal.aborted || running.current ? undefined : await latest.current(undefined, mine.signal).catch(() => undefined);
      if (!page || mine.signal.aborted || running.current) return;
      const merged = inPlace(known.current, page, identify.current);
      if (merged) setRows(merged);
      else setStale(true);
    };
    looking.current = true;
    setTimeout(() => void look(), 300 + 700 * Math.random());
    return () => {
      // Only another question makes the look pointless; another telling is answered by the same one.
      if (asked.current !== name) mine.abort();
    };
  }, [told, name]);
  return {
    rows, isLoading, problem, isStale,
    hasMore: typeof next === "string",
    more: () => {
      if (typeof next === "string" && !running.current) void load(next);
    },
    again: () => void load(undefined),
    replace: (match, row) => setRows((known) => known.map((one) => (match(one) ? row : one))),
  };
}

/** What is known with the fresh values of its beginning; undefined where rows came, went or moved. */
export function inPlace<Row>(known: readonly Row[], { data: fresh, page }: Page<Row>, id: (row: Row) => unknown): readonly Row[] | undefined {
  if (page.next === null ? fresh.length !== known.length : fresh.length > known.length) return undefined;
  if (fresh.some((row, index) => id(row) !== id(known[index] as Row))) return undefined;
  return [...fresh, ...known.slice(fresh.length)];
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
