/** Which rows of a long list are drawn: those in sight and some around them, never more than `most`. */
export function visibleRows(scrollTop: number, height: number, rowHeight: number, total: number, most = 60): { from: number; to: number } {
  const inSight = Math.ceil(height / rowHeight) + 1;
  const around = Math.max(0, Math.min(8, Math.floor((most - inSight) / 2)));
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - around);
  const to = Math.min(total, first + Math.min(most, inSight + 2 * around));
  return { from: Math.max(0, Math.min(first, total)), to };
}
