import { addDays } from "../../lib/format";
import { held } from "./conflicts";
import { Booking, holdsPlace, Resource } from "./model";
import type { Plan } from "./conflicts";
import { bookable, isOnShift, length } from "./spans";

/** A column of the grid: a resource on a day. */
export interface Column {
  readonly id: string;
  readonly resource: Resource;
  readonly day: string;
  readonly bookings: readonly Booking[];
  /** How much of its time is taken, in percent; undefined when there is none. */
  readonly load: number | undefined;
}

/** Monday of a day's week. */
export function monday(day: string): string {
  const weekday = (new Date(day + "T00:00:00Z").getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

export const weekOf = (day: string): string[] => Array.from({ length: 7 }, (_, index) => addDays(monday(day), index));

function column(resource: Resource, day: string, plan: Plan, showsAll: boolean): Column {
  const bookings = plan.bookings.filter((booking) => booking.day === day && booking.uses.includes(resource.id) && (showsAll || holdsPlace(booking)));
  const there = bookable(resource.id, day, plan.shifts, plan.closures, plan.open) * (resource.capacity ?? 1);
  const taken = bookings.filter(holdsPlace).reduce((sum, booking) => sum + length(held(booking, resource.id)), 0);
  return { id: `${resource.id} ${day}`, resource, day, bookings, load: there > 0 ? Math.min(100, Math.round((100 * taken) / there)) : undefined };
}

/** A day by resources: those of a kind, and without those who are not there, unless they have visits. */
export function dayColumns(plan: Plan, day: string, kind: string | undefined, { hidesOff, showsAll }: { hidesOff: boolean; showsAll: boolean }): Column[] {
  return plan.resources
    .filter((resource) => kind === undefined || resource.kind === kind)
    .map((resource) => column(resource, day, plan, showsAll))
    .filter((one) => !hidesOff || one.bookings.length > 0 || isOnShift(one.resource.id, day, plan.shifts));
}

/** Seven days of one resource. */
export function weekColumns(plan: Plan, day: string, resource: Resource, showsAll: boolean): Column[] {
  return weekOf(day).map((one) => column(resource, one, plan, showsAll));
}
