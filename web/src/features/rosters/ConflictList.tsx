import type { ReactElement } from "react";
import type { Bookable } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { shortDay, time } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import type { Problem } from "../../lib/problem";
import { useRights } from "../../lib/me";
import { Link } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import type { Conflict } from "./draft";
import { conflictKinds, rosterTexts } from "./texts";

const icons: Readonly<Record<Conflict["kind"], string>> = { booking: "calendar-days", leave: "plane", elsewhere: "map-pin-off", closed: "door-closed", block: "construction" };

/** What a refusal lists. */
export function conflictsIn(problem: Problem | undefined): readonly Conflict[] | undefined {
  const listed = problem?.code === "schedule.conflicts" ? problem.document?.["conflicts"] : undefined;
  return Array.isArray(listed) ? (listed as Conflict[]) : undefined;
}

/** Who, when, and what stands against it. */
export function ConflictList({ conflicts, people }: { conflicts: readonly Conflict[]; people: readonly Bookable[] }): ReactElement {
  const t = useTexts(rosterTexts);
  const kind = useWords(conflictKinds);
  const rights = useRights();
  const names = new Map(people.map((one) => [one.id, one.name]));
  return (
    <ul className="conflicts">
      {conflicts.map((one, index) => {
        const { day } = dayMinute(one.startsAt);
        return (
          <li key={index}>
            <Badge tone={one.kind === "elsewhere" ? "bad" : "warn"} icon={icons[one.kind]}>{kind(one.kind)}</Badge>
            <b>{names.get(one.resourceId) ?? "—"}</b>
            <span className="grow">{shortDay(day)} {time(one.startsAt)}–{time(one.endsAt)}</span>
            {one.appointmentId && rights.may("read.appointment") && <Link to={`/calendar?day=${day}&booking=${one.appointmentId}`}>{t.openBooking}</Link>}
          </li>
        );
      })}
    </ul>
  );
}
