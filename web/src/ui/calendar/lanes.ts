import type { Span } from "./model";

/** Where something stands beside what overlaps it: its lane, how many there are, and how many free ones it may fill to the right. */
export interface Lane {
  readonly lane: number;
  readonly of: number;
  readonly wide: number;
}

/** What did not find a lane: shown as a number, and as a list when it is asked for. */
export interface Crowd<Item> extends Span {
  readonly items: readonly Item[];
  readonly of: number;
}

export interface Packed<Item> {
  readonly placed: readonly (Lane & { readonly item: Item; readonly span: Span })[];
  readonly crowds: readonly Crowd<Item>[];
}

/**
 * Lanes for what overlaps, first come first: the classic packing of intervals. With more lanes than `most`, what would stand in the last
 * ones becomes a crowd, so that nothing gets too narrow to be hit.
 */
export function pack<Item>(items: readonly Item[], span: (item: Item) => Span, most = Infinity): Packed<Item> {
  const placed: (Lane & { item: Item; span: Span })[] = [];
  const crowds: Crowd<Item>[] = [];
  for (const cluster of clusters(items.map((item) => ({ item, span: span(item) })))) {
    const ends: number[] = [];
    const lanes = cluster.map(({ span: one }) => {
      const free = ends.findIndex((end) => end <= one.start);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = one.end;
      return lane;
    });
    const isCrowded = ends.length > most;
    const of = isCrowded ? Math.max(2, Math.floor(most)) : ends.length;
    const shown = isCrowded ? of - 1 : of;
    const isIn = (index: number) => (lanes[index] ?? 0) < shown;
    cluster.forEach(({ item, span: one }, index) => {
      const lane = lanes[index] ?? 0;
      if (!isIn(index)) return;
      let wide = 1;
      const isFree = (next: number) => !cluster.some((other, at) => lanes[at] === next && isIn(at) && other.span.start < one.end && one.start < other.span.end);
      while (!isCrowded && lane + wide < shown && isFree(lane + wide)) wide += 1;
      placed.push({ item, span: one, lane, of, wide });
    });
    const left = cluster.filter((_, index) => !isIn(index));
    if (left.length > 0) {
      crowds.push({ items: left.map((one) => one.item), of, start: Math.min(...left.map((one) => one.span.start)), end: Math.max(...left.map((one) => one.span.end)) });
    }
  }
  return { placed, crowds };
}

/** Groups that hang together by overlaps, each sorted by start and the longer first. */
function clusters<Entry extends { span: Span }>(entries: readonly Entry[]): Entry[][] {
  const sorted = [...entries].sort((left, right) => left.span.start - right.span.start || right.span.end - left.span.end);
  const result: Entry[][] = [];
  let end = -Infinity;
  for (const entry of sorted) {
    const last = result[result.length - 1];
    if (last && entry.span.start < end) last.push(entry);
    else result.push([entry]);
    end = Math.max(last && entry.span.start < end ? end : -Infinity, entry.span.end);
  }
  return result;
}
