import { gaps } from "./spans";
import type { Booking, Minute, Segment, Slot, Span } from "./model";
import { held } from "./conflicts";

/** The nearest multiple of the slot, counted from midnight. */
export const snap = (minute: number, slot: number): Minute => Math.round(minute / slot) * slot;
export const snapDown = (minute: number, slot: number): Minute => Math.floor(minute / slot) * slot;

/** A visit at another place: all of its segments go along; instead of `from` it holds `to`. */
export function moved(booking: Booking, place: { day?: string; start?: Minute; from?: string; to?: string }, slot: number, open: Span): Booking {
  const size = booking.end - booking.start;
  const wanted = place.start === undefined ? booking.start : snap(place.start, slot);
  const start = Math.max(open.start, Math.min(open.end - size, wanted));
  const { from, to } = place;
  const swaps = from !== undefined && to !== undefined && from !== to && booking.uses.includes(from) && !booking.uses.includes(to);
  const swap = (uses: readonly string[]) => uses.map((id) => (swaps && id === from ? to : id));
  return {
    ...booking, day: place.day ?? booking.day, start, end: start + size, uses: swap(booking.uses),
    ...(booking.segments ? { segments: booking.segments.map((segment) => ({ ...segment, uses: swap(segment.uses) })) } : {}),
  };
}

/** A visit that ends at another time: its main segment grows or shrinks, the later ones are pushed. At least a slot long. */
export function resized(booking: Booking, end: Minute, slot: number, open: Span): Booking {
  const main = mainSegment(booking);
  const smallest = booking.segments && main >= 0 ? booking.end - booking.start - segmentSize(booking.segments[main]) + slot : slot;
  const next = Math.min(open.end, Math.max(booking.start + smallest, snap(end, slot)));
  const by = next - booking.end;
  if (!booking.segments || main < 0) return { ...booking, end: next };
  const border = booking.segments[main]?.to ?? 0;
  const shift = (minute: number) => (minute >= border ? minute + by : minute);
  return { ...booking, end: next, segments: booking.segments.map((segment) => ({ ...segment, from: shift(segment.from), to: shift(segment.to) })) };
}

const segmentSize = (segment: Segment | undefined): number => (segment ? segment.to - segment.from : 0);

/** The one that holds most resources; of equals the longest. */
function mainSegment(booking: Booking): number {
  let best = -1;
  booking.segments?.forEach((segment, index) => {
    const known = booking.segments?.[best];
    if (!known || segment.uses.length > known.uses.length || (segment.uses.length === known.uses.length && segmentSize(segment) > segmentSize(known))) best = index;
  });
  return best;
}

/** Whether both stand at the same place for the same time. */
export function isSamePlace(left: Booking, right: Booking): boolean {
  return left.day === right.day && left.start === right.start && left.end === right.end && left.uses.join() === right.uses.join();
}

/** Which parts of a visit leave one of its resources free, as minutes after its start. */
export function freeParts(booking: Booking, resource: string): Span[] {
  return gaps(booking, held(booking, resource)).map((span) => ({ start: span.start - booking.start, end: span.end - booking.start }));
}

/** The place between two minutes that a pointer went over, at least a slot long and inside opening hours. */
export function drawn(resource: string, day: string, first: number, second: number, slot: number, open: Span): Slot {
  const start = Math.max(open.start, Math.min(open.end - slot, snapDown(Math.min(first, second), slot)));
  return { resource, day, start, end: Math.min(open.end, Math.max(start + slot, snapDown(Math.max(first, second) - 1, slot) + slot)) };
}

/** Where the keyboard stands in a column: on a visit, or at an empty place. */
export interface Stand {
  readonly at: Minute;
  readonly booking?: string | undefined;
}

/** Where arrow keys lead in a column: from visit to visit where they touch or overlap, through every empty place between them. */
export function step(from: Stand, by: 1 | -1, bookings: readonly Booking[], slot: number, open: Span): Stand {
  const own = [...bookings].sort((left, right) => left.start - right.start || right.end - left.end);
  const index = own.findIndex((booking) => booking.id === from.booking);
  const here = own[index];
  const on = (booking: Booking): Stand => ({ at: booking.start, booking: booking.id });
  const inside = (at: Minute): Minute => Math.max(open.start, Math.min(open.end - slot, at));
  const meets = (at: Minute) => own.filter((booking) => booking.start < at + slot && at < booking.end);
  if (by > 0) {
    // Of what overlaps, the longest was passed already when the last one is left.
    const after = here ? Math.max(...own.slice(0, index + 1).map((booking) => booking.end)) : from.at + 1;
    const at = Math.ceil(after / slot) * slot;
    const next = here ? own[index + 1] : meets(at)[0];
    if (next && next.start < at + slot) return on(next);
    return here && at > open.end - slot ? on(here) : { at: inside(at) };
  }
  const at = snapDown((here ? here.start : from.at) - slot, slot);
  const before = here ? own[index - 1] : meets(at).length > 0 ? own.filter((booking) => booking.start < from.at).pop() : undefined;
  if (before && (!here || before.end > at)) return on(before);
  return here && at < open.start ? on(here) : { at: inside(at) };
}

/** Where the keyboard stands when it comes to a minute of a column. */
export function standAt(at: Minute, bookings: readonly Booking[]): Stand {
  const there = bookings.find((booking) => booking.start <= at && at < booking.end);
  return there ? { at: there.start, booking: there.id } : { at };
}
