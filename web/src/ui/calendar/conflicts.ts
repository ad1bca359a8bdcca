import { Booking, Closure, Conflict, holdsPlace, Resource, Shift, Span } from "./model";
import { merged, offShift, overlap } from "./spans";

/** What a place is judged by. */
export interface Plan {
  readonly resources: readonly Resource[];
  readonly bookings: readonly Booking[];
  readonly shifts: readonly Shift[];
  readonly closures: readonly Closure[];
  readonly open: Span;
}

/** When a visit holds one of its resources. */
export function held(booking: Booking, resource: string): Span[] {
  if (!booking.uses.includes(resource)) return [];
  if (!booking.segments) return [{ start: booking.start, end: booking.end }];
  return merged(booking.segments.filter((segment) => segment.uses.includes(resource))
    .map((segment) => ({ start: booking.start + segment.from, end: booking.start + segment.to })));
}

/** The same with the minutes before and after. */
function withBuffers(booking: Booking, resource: string): Span[] {
  return held(booking, resource).map((span) => ({ start: span.start - (booking.before ?? 0), end: span.end + (booking.after ?? 0) }));
}

/** What goes against a visit where it stands: the hard first, each reason once for each resource. */
export function conflictsOf(booking: Booking, plan: Plan): Conflict[] {
  const found: Conflict[] = [];
  const day = plan.bookings.filter((other) => other.id !== booking.id && other.day === booking.day && holdsPlace(other));
  for (const id of booking.uses) {
    const own = held(booking, id);
    if (own.length === 0) continue;
    const closure = plan.closures.find((one) => one.resource === id && one.day === booking.day && own.some((span) => overlap(span, one)));
    if (closure) found.push({ isHard: true, kind: "closed", resource: id, text: closure.text });
    if (own.some((span) => offShift(id, booking.day, plan.shifts, plan.open).some((off) => overlap(span, off)))) {
      found.push({ isHard: true, kind: "offShift", resource: id });
    }
    const capacity = plan.resources.find((resource) => resource.id === id)?.capacity ?? 1;
    const inTheWay = day.filter((other) => held(other, id).some((theirs) => own.some((span) => overlap(span, theirs))));
    if (inTheWay.length > 0 && most(inTheWay, id, own) >= capacity) {
      found.push({ isHard: true, kind: "double", resource: id, ...(inTheWay[0] ? { other: inTheWay[0] } : {}) });
    } else if (capacity === 1) {
      const close = day.find((other) => withBuffers(other, id).some((theirs) => own.some((span) => overlap(span, theirs))) ||
        held(other, id).some((theirs) => withBuffers(booking, id).some((span) => overlap(span, theirs))));
      if (close) found.push({ isHard: false, kind: "buffer", resource: id, other: close });
    }
  }
  return found.sort((left, right) => Number(right.isHard) - Number(left.isHard));
}

/** How many visits hold a resource at the same time, at the worst moment of some spans. */
function most(bookings: readonly Booking[], resource: string, within: readonly Span[]): number {
  const spans = bookings.flatMap((booking) => held(booking, resource)).filter((span) => within.some((one) => overlap(one, span)));
  const starts = [...within.map((span) => span.start), ...spans.map((span) => span.start)];
  return Math.max(0, ...starts.map((at) => spans.filter((span) => span.start <= at && at < span.end).length));
}
