/** Which rows of a long list are drawn: those in sight and some around them, never more than `most`. */
export function visibleRows(scrollTop: number, height: number, rowHeight: number, total: number, most = 60): { from: number; to: number } {
  const inSight = Math.ceil(height / rowHeight) + 1;
  const around = Math.max(0, Math.min(8, Math.floor((most - inSight) / 2)));
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - around);
  const to = Math.min(total, first + Math.min(most, inSight + 2 * around));
  return { from: Math.max(0, Math.min(first, total)), to };
}

/** The places of the rows that are drawn, in their order: those in sight, and the one that is being changed, wherever it went. */
export function drawnRows({ from, to }: { from: number; to: number }, kept = -1): number[] {
  const inSight = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  if (kept < 0 || (kept >= from && kept < to)) return inSight;
  return kept < from ? [kept, ...inSight] : [...inSight, kept];
}
