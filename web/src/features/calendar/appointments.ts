import type { Customer, Operations } from "../../gen/api";
import type { Appointment, AppointmentState } from "../../lib/appointments";
import type { Bookable } from "../../lib/catalogue";
import { dayMinute, endMinute } from "../../lib/clock";
import type { Booking, BookingState, Closure, Mark, Resource, Shift, Span } from "../../ui/calendar/model";

export type Working = Operations["GET /v1/branches/{id}/working-time"]["reply"];
export type Slot = Operations["GET /v1/branches/{id}/slots"]["reply"]["data"][number];

const states: Readonly<Record<AppointmentState, BookingState>> = {
  held: "pending", booked: "pending", confirmed: "confirmed", arrived: "arrived", in_service: "treating", completed: "done", cancelled: "cancelled", no_show: "noshow",
};

export interface Wording {
  /** Of a service by its id. */
  readonly service: (id: string) => string;
  readonly tier: (level: string) => string;
  /** Who is booked, but not for these eyes. */
  readonly hidden: string;
  /** A time that is kept, for nobody yet. */
  readonly held: string;
  readonly completed: string;
}

const shownTiers = ["gold", "platinum", "diamond"];

/** An appointment as the calendar draws it: minutes of the clinic's clock instead of moments. */
export function bookingOf(appointment: Appointment, customer: Customer | undefined, wording: Wording, zone?: string): Booking {
  const { day, minute: start } = dayMinute(appointment.startsAt, zone);
  const end = endMinute(appointment.endsAt, day, zone);
  const segments = appointment.segments.map((segment) => ({
    from: Math.max(0, dayMinute(segment.startsAt, zone).minute - start), to: endMinute(segment.endsAt, day, zone) - start, name: segment.name, uses: segment.resourceIds,
  }));
  const services = [...new Set(appointment.services)].map((id, index) => wording.service(id) || appointment.names[index] || "").filter(Boolean);
  const marks: Mark[] = [...(appointment.deposit?.state === "due" ? ["deposit" as const] : []), ...(appointment.missingConsents?.length ? ["consent" as const] : []), ...(appointment.remark ? ["note" as const] : [])];
  const level = customer?.level;
  return {
    id: appointment.id, day, start, end, service: services.join(" + "), state: states[appointment.state], version: appointment.version, marks, segments,
    customer: customer?.name ?? (appointment.state === "held" && !appointment.customerId ? wording.held : wording.hidden),
    uses: [...new Set(appointment.segments.flatMap((segment) => segment.resourceIds))],
    ...(level && shownTiers.includes(level) ? { tier: wording.tier(level) } : {}),
    ...(appointment.remark ? { note: appointment.remark } : {}),
    ...(appointment.state === "completed" ? { fixed: wording.completed } : {}),
  };
}

export const resourceOf = (bookable: Bookable): Resource => ({
  id: bookable.id ?? "", kind: bookable.kind ?? "device", name: bookable.name ?? "", ...(bookable.capacity && bookable.capacity > 1 ? { capacity: bookable.capacity } : {}),
  ...(Array.isArray(bookable.tags) && bookable.tags.length > 0 ? { detail: bookable.tags.slice(0, 2).join(" · ") } : {}),
});

/** Somebody without any shift would count as always there; here he is always away. */
const never = "0000-01-01";

/** When each resource can be used: its intervals by days, and a mark for those who have none at all. */
export function shiftsOf(working: Working, resources: readonly Resource[], zone?: string): Shift[] {
  const shifts = working.intervals.flatMap((one) => byDays(one.startsAt, one.endsAt, zone).map((span) => ({ ...span, resource: one.resourceId })));
  const there = new Set(shifts.map((one) => one.resource));
  return [...shifts, ...resources.filter((one) => !there.has(one.id)).map((one) => ({ resource: one.id, day: never, start: 0, end: 1 }))];
}

/** What cannot be booked and why: leave, maintenance, blocks, and what another branch has taken of somebody. */
export function closuresOf(working: Working, bookings: readonly Booking[], words: { leave: string; maintenance: string; block: string; elsewhere: string }, zone?: string): Closure[] {
  return working.taken.flatMap((one) => byDays(one.startsAt, one.endsAt, zone).flatMap((span): Closure[] => {
    const base = { ...span, resource: one.resourceId };
    if (one.kind === "leave") return [{ ...base, kind: "leave", text: words.leave }];
    if (one.kind === "maintenance") return [{ ...base, kind: "maintenance", text: words.maintenance }];
    if (one.kind !== "appointment") return [{ ...base, kind: "blocked", text: words.block }];
    const isOurs = bookings.some((booking) => booking.day === span.day && booking.uses.includes(one.resourceId) && booking.start < span.end && span.start < booking.end);
    return isOurs ? [] : [{ ...base, kind: "blocked", text: words.elsewhere }];
  }));
}

function byDays(startsAt: string, endsAt: string, zone?: string): { day: string; start: number; end: number }[] {
  const spans: { day: string; start: number; end: number }[] = [];
  const last = dayMinute(endsAt, zone);
  let { day, minute } = dayMinute(startsAt, zone);
  for (let guard = 0; guard < 100 && day <= last.day; guard += 1) {
    const end = day === last.day ? last.minute : 1440;
    if (end > minute) spans.push({ day, start: minute, end });
    day = new Date(Date.parse(day + "T00:00:00Z") + 86_400_000).toISOString().slice(0, 10);
    minute = 0;
  }
  return spans;
}

/** What of a day is drawn: whole hours around all that is worked and booked. */
export function openOf(shifts: readonly Shift[], bookings: readonly Booking[]): Span {
  const spans = [...shifts.filter((one) => one.day !== never), ...bookings.filter((one) => one.state !== "cancelled" && one.state !== "noshow")];
  if (spans.length === 0) return { start: 540, end: 1260 };
  const start = Math.min(...spans.map((one) => one.start));
  const end = Math.max(...spans.map((one) => one.end));
  return { start: Math.floor(start / 60) * 60, end: Math.max(Math.floor(start / 60) * 60 + 240, Math.ceil(end / 60) * 60) };
}

/** What a change of place asks of the server: only what became different. */
export function changeBody(from: Booking, to: Booking, momentOf: (day: string, minute: number) => string): Operations["PATCH /v1/appointments/{id}"]["body"] {
  const lengths = (booking: Booking) => (booking.segments ?? [{ from: 0, to: booking.end - booking.start }]).map((segment) => segment.to - segment.from);
  return {
    ...(from.day !== to.day || from.start !== to.start ? { startsAt: momentOf(to.day, to.start) } : {}),
    ...(lengths(from).join() !== lengths(to).join() ? { minutes: lengths(to) } : {}),
    ...([...from.uses].sort().join() !== [...to.uses].sort().join() ? { resources: [...to.uses] } : {}),
  };
}

/** What brings an appointment back to where it stood: its time, its lengths, and whom and what it took. */
export function bodyBack({ startsAt, segments }: Pick<Appointment, "startsAt" | "segments">): NonNullable<Operations["PATCH /v1/appointments/{id}"]["body"]> {
  return {
    startsAt, minutes: segments.map((segment) => Math.round((Date.parse(segment.endsAt) - Date.parse(segment.startsAt)) / 60_000)),
    resources: [...new Set(segments.flatMap((segment) => segment.resourceIds))],
  };
}

/** Why a place does not do, as the server says it. */
export interface Refusal {
  readonly conflicts: readonly RefusedPlace[];
  readonly alternatives: readonly Slot[];
}

export interface RefusedPlace {
  readonly kind: string;
  readonly resourceId: string | null;
  readonly resourceKind: string | null;
  readonly resourceName: string | null;
  readonly segment: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly busyFrom?: string | null;
  readonly busyUntil?: string | null;
  readonly isSoft: boolean;
  readonly taken?: { readonly startsAt: string; readonly endsAt: string; readonly busyFrom?: string | null; readonly busyUntil?: string | null; readonly customerId?: string | null } | null;
}

export interface Concern {
  readonly kind: "warning" | "age" | "interval";
  readonly severity: "stop" | "caution";
  readonly serviceId?: string | null;
  readonly warning?: string | null;
  readonly until?: string | null;
}

interface Refused {
  readonly code: string;
  readonly document?: Record<string, unknown>;
}

export function refusalOf(problem: Refused | undefined): Refusal | undefined {
  if (problem?.code !== "appointment.not_free") return undefined;
  const list = <Item>(name: string): Item[] => (Array.isArray(problem.document?.[name]) ? (problem.document?.[name] as Item[]) : []);
  return { conflicts: list("conflicts"), alternatives: list<Slot>("alternatives").slice(0, 3) };
}

export function concernsOf(problem: Refused | undefined): readonly Concern[] | undefined {
  const listed = problem?.code === "appointment.concerns" ? problem.document?.["concerns"] : undefined;
  return Array.isArray(listed) ? (listed as Concern[]) : undefined;
}

/** Whatever a slot takes, each once. */
export const resourcesIn = (slot: Slot): string[] => [...new Set(slot.segments.flatMap((segment) => segment.resourceIds))];
