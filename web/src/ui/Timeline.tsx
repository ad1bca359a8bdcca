import type { ReactElement, ReactNode } from "react";
import { date, dayOf, time } from "../lib/format";
import { Icon } from "./Icon";

export interface Happening {
  readonly id: string;
  readonly at: string;
  readonly icon: string;
  readonly what: ReactNode;
  /** The same in plain words. */
  readonly title?: string;
  readonly details?: ReactNode;
}

/** What happened, newest first, by days. */
export function Timeline({ items }: { items: readonly Happening[] }): ReactElement {
  let day = "";
  return (
    <div className="timeline">
      {items.map((item) => {
        const itsDay = dayOf(new Date(item.at));
        const isNew = itsDay !== day;
        day = itsDay;
        return (
          <div key={item.id}>
            {isNew && <div className="timeline-day">{date(item.at)}</div>}
            <div className="timeline-item">
              <span className="timeline-dot"><Icon icon={item.icon} /></span>
              <div>
                <div className="timeline-what">{item.what} <span className="timeline-when">{time(item.at)}</span></div>
                {item.details}
              </div>
            </div>
          </div>
        );
      })}
    </div>
  );
}
