import type { Closure, Minute, Shift, Span } from "./model";

export const overlap = (left: Span, right: Span): boolean => left.start < right.end && right.start < left.end;

/** Sorted and without overlaps. */
export function merged(spans: readonly Span[]): Span[] {
  const result: { start: Minute; end: Minute }[] = [];
  for (const span of [...spans].filter((one) => one.end > one.start).sort((left, right) => left.start - right.start)) {
    const last = result[result.length - 1];
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ start: span.start, end: span.end });
  }
  return result;
}

/** What of `whole` is in none of the spans. */
export function gaps(whole: Span, spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  let at = whole.start;
  for (const span of merged(spans)) {
    if (span.start > at) result.push({ start: at, end: Math.min(span.start, whole.end) });
    at = Math.max(at, span.end);
    if (at >= whole.end) break;
  }
  if (at < whole.end) result.push({ start: at, end: whole.end });
  return result.filter((span) => span.end > span.start);
}

export const length = (spans: readonly Span[]): number => merged(spans).reduce((sum, span) => sum + span.end - span.start, 0);

/** When a resource does not work, within opening hours. */
export function offShift(resource: string, day: string, shifts: readonly Shift[], open: Span): Span[] {
  const own = shifts.filter((shift) => shift.resource === resource);
  return own.length === 0 ? [] : gaps(open, own.filter((shift) => shift.day === day));
}

/** Whether somebody is there at all on a day. */
export function isOnShift(resource: string, day: string, shifts: readonly Shift[]): boolean {
  const own = shifts.filter((shift) => shift.resource === resource);
  return own.length === 0 || own.some((shift) => shift.day === day);
}

/** The minutes that somebody can be booked on a day. */
export function bookable(resource: string, day: string, shifts: readonly Shift[], closures: readonly Closure[], open: Span): number {
  const closed = closures.filter((closure) => closure.resource === resource && closure.day === day);
  return length(gaps(open, [...offShift(resource, day, shifts, open), ...closed]));
}
