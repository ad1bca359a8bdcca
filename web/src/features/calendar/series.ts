import type { Operations } from "../../gen/api";
import { dayMinute, momentOf } from "../../lib/clock";
import { addDays } from "../../lib/format";

type Body = Operations["POST /v1/appointments"]["body"];
type Bundled = Operations["POST /v1/appointment-bundles"]["body"]["bookings"][number];

/**
 * A booking `times` over, `every` so many days, at the same time of the clock. The first is as it was found; for the later ones whoever is
 * free then does it, with the one who was asked for. Reasons to book in spite of something were given for the first, and go with it alone.
 */
export function seriesOf(whole: Body, { every, times, customerId, resource }: { every: number; times: number; customerId: string; resource: string }, zone?: string): Bundled[] {
  const { hold: _, ...first } = whole;
  const { overbook: _overbook, despite: _despite, resources: _resources, ...rest } = first;
  const later = { ...rest, ...(resource ? { resources: [resource] } : {}) };
  const start = dayMinute(whole.startsAt, zone);
  return Array.from({ length: times }, (_, index) =>
    index === 0 ? { ...first, customerId } : { ...later, customerId, startsAt: momentOf(addDays(start.day, every * index), start.minute, zone) });
}
