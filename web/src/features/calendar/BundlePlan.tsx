import type { ReactElement } from "react";
import { dayMinute } from "../../lib/clock";
import { shortDay, time } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { Badge } from "../../ui/Badge";
import type { Amendments, Bundled } from "./bundle";
import { bookingTexts } from "./texts";

/** What will be booked together: one line each, with what became of it, and which of them was refused. */
export function BundlePlan({ bookings, amendments, refused, nameOf }: { bookings: readonly Bundled[]; amendments: Amendments; refused: number | undefined; nameOf: (index: number) => string }): ReactElement {
  const t = useTexts(bookingTexts);
  return (
    <ol className="conflicts bundle-plan" aria-label={t.together}>
      {bookings.map((one, index) => {
        const change = amendments[index];
        return (
          <li key={index}>
            <b>{nameOf(index)}</b>
            <span className="grow">{shortDay(dayMinute(one.startsAt).day)} {time(one.startsAt)}</span>
            {change?.startsAt && <Badge tone="info" icon="calendar-clock">{t.otherTime}</Badge>}
            {(change?.overbook || change?.despite) && <Badge tone="warn" icon="message-square-text">{t.withReason}</Badge>}
            {refused === index && <Badge tone="bad" icon="octagon-x">{t.refusedHere}</Badge>}
          </li>
        );
      })}
    </ol>
  );
}
