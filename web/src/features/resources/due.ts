import type { Bookable, Licence } from "../../lib/catalogue";
import { addDays } from "../../lib/format";

export type Standing = "fine" | "soon" | "over";

/** Days before a date on which it is spoken of. */
export const noticeDays = 30;

/** How a date stands on a day: the day itself is still good. */
export function standing(until: string | null | undefined, today: string): Standing {
  if (!until) return "fine";
  if (until < today) return "over";
  return until <= addDays(today, noticeDays) ? "soon" : "fine";
}

const order: readonly Standing[] = ["fine", "soon", "over"];
const worst = (standings: readonly Standing[]): Standing => order[Math.max(0, ...standings.map((one) => order.indexOf(one)))] ?? "fine";

/** A counter at its limit is used up; in its last tenth it is spoken of. */
export function counterStanding(counter: number | null | undefined, limit: number | null | undefined): Standing {
  if (typeof counter !== "number" || typeof limit !== "number") return "fine";
  return counter >= limit ? "over" : counter >= limit * 0.9 ? "soon" : "fine";
}

/** The worst of a device's papers and of its counter. */
export const deviceStanding = (device: Bookable, today: string): Standing => worst([
  standing(device.certificateUntil, today), standing(device.maintenanceDue, today), standing(device.metrologyDue, today), counterStanding(device.counter, device.counterLimit),
]);

/** The date of a device that comes first. */
export const firstDue = (device: Bookable): string | undefined => [device.certificateUntil, device.maintenanceDue, device.metrologyDue].filter((day): day is string => Boolean(day)).sort()[0];

/** A licence that is suspended, over, or registered nowhere lets nobody work. */
export function licenceStanding(licence: Licence, today: string): Standing {
  if (licence.state === "suspended" || placesOf(licence).length === 0) return "over";
  return standing(licence.validUntil, today);
}

/** Where it is registered. */
export const placesOf = (licence: Licence): readonly string[] => {
  const places = (licence as { placeIds?: unknown }).placeIds;
  return Array.isArray(places) ? (places as string[]) : [];
};
