import type { ReactElement } from "react";
import { shortDay } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import type { Column } from "./columns";
import { calendarTexts } from "./texts";

/** Who or which day a column is of, and how full it is. */
export function ColumnHead({ column, isWeek, isToday, left, width }: { column: Column; isWeek: boolean; isToday: boolean; left: number; width: number }): ReactElement {
  const t = useTexts(calendarTexts);
  const { load, resource } = column;
  const text = load === undefined ? t.off : t.load(load);
  return (
    <div className={isWeek && isToday ? "rc-column-head rc-today" : "rc-column-head"} style={{ left, width }}>
      <div className="clip">{isWeek ? <b>{shortDay(column.day)}</b> : <><b>{resource.name}</b> <small>{resource.detail}</small></>}</div>
      <div className="rc-load" role="meter" aria-valuemin={0} aria-valuemax={100} aria-valuenow={load ?? 0} aria-valuetext={text} aria-label={`${resource.name} ${text}`} title={text}>
        <i style={{ width: `${load ?? 0}%` }} />
      </div>
    </div>
  );
}
