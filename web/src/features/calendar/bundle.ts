import type { Operations } from "../../gen/api";
import { dayMinute, momentOf } from "../../lib/clock";
import { addDays } from "../../lib/format";

// Several bookings that are made together or not at all (docs/api/bookings.md): a series of one customer, or a group that comes together.

type Body = Operations["POST /v1/appointments"]["body"];
export type Bundled = Operations["POST /v1/appointment-bundles"]["body"]["bookings"][number];

/** How many bookings one bundle has. */
export const fewest = 2;
export const mostOfAll = 24;

/** What one of them was given after it was refused: another time with whoever is free then, or a reason. */
export type Amendment = Partial<Pick<Bundled, "startsAt" | "resources" | "overbook" | "despite">>;
/** By the positions of the bookings. */
export type Amendments = Readonly<Record<number, Amendment>>;

/** Each booking as it was planned, without what was said about a booking alone. */
function plain(whole: Body): Omit<Bundled, "customerId"> {
  const { hold: _hold, overbook: _overbook, despite: _despite, customerId: _customer, ...rest } = whole;
  return rest;
}

/**
 * A booking `times` over, `every` so many days, at the same time of the clock. The first is as it was found; for the later ones whoever is
 * free then does it, with the one who was asked for.
 */
export function seriesOf(whole: Body, { every, times, customerId, resource }: { every: number; times: number; customerId: string; resource: string }, zone?: string): Bundled[] {
  const { resources, ...rest } = plain(whole);
  const start = dayMinute(whole.startsAt, zone);
  return Array.from({ length: times }, (_, index) => ({
    ...rest, customerId, ...(index === 0 ? (resources ? { resources } : {}) : resource ? { resources: [resource] } : {}),
    startsAt: index === 0 ? whole.startsAt : momentOf(addDays(start.day, every * index), start.minute, zone),
  }));
}

export interface Guest {
  readonly customerId: string;
  /** Empty for what the others have. */
  readonly service: string;
}

/**
 * People who come together: at one time, or one after the other, `gap` minutes apart. The first has what was found; the others have whoever
 * is free, with the one who was asked for where they take turns.
 */
export function groupOf(whole: Body, guests: readonly Guest[], { gap, resource }: { gap: number; resource: string }): Bundled[] {
  const { resources, ...rest } = plain(whole);
  return guests.map(({ customerId, service }, index) => ({
    ...rest, customerId, ...(service ? { services: [service] } : {}),
    ...(index === 0 ? (resources ? { resources } : {}) : resource && gap > 0 ? { resources: [resource] } : {}),
    startsAt: new Date(Date.parse(whole.startsAt) + gap * index * 60_000).toISOString().replace(".000Z", "Z"),
  }));
}

export const amended = (bookings: readonly Bundled[], amendments: Amendments): Bundled[] => bookings.map((one, index) => ({ ...one, ...amendments[index] }));

/** Another time: reasons that were given for the one that was refused do not go with it. */
export const movedTo = (known: Amendments, at: number, startsAt: string, resources: readonly string[]): Amendments => ({ ...known, [at]: { startsAt, resources: [...resources] } });

/** A reason for one booking; a series is one customer's, and what is said of him is said of every visit. */
export function reasoned(known: Amendments, count: number, at: number | undefined, reason: Pick<Amendment, "overbook" | "despite">): Amendments {
  const places = at === undefined ? Array.from({ length: count }, (_, index) => index) : [at];
  return { ...known, ...Object.fromEntries(places.map((place) => [place, { ...known[place], ...reason }])) };
}

interface Refused {
  readonly document?: Record<string, unknown> & { errors?: readonly { pointer: string }[] };
}

/** Which of the bookings a refusal is about, counted from 0. */
export function placeOf(problem: Refused | undefined): number | undefined {
  const conflicts = problem?.document?.["conflicts"];
  const told = Array.isArray(conflicts) ? (conflicts[0] as { booking?: unknown } | undefined)?.booking : problem?.document?.["booking"];
  if (typeof told === "number") return told;
  const pointed = /^\/bookings\/(\d+)/.exec(problem?.document?.errors?.[0]?.pointer ?? "");
  return pointed ? Number(pointed[1]) : undefined;
}
