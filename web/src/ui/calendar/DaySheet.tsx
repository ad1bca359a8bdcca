import type { ReactElement } from "react";
import { weekday } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { PrintSheet } from "../PrintSheet";
import type { Column } from "./columns";
import { pack } from "./lanes";
import { holdsPlace, Span } from "./model";
import { clock, hours } from "./scale";
import { calendarTexts, spanText } from "./texts";

/** Millimetres of paper for a day. */
const paper = 235;

/** A sheet of paper for each column: eight to twenty hours, or more where there are visits outside. */
export function DaySheet({ title, columns, onDone }: { title: string; columns: readonly Column[]; onDone: () => void }): ReactElement {
  const t = useTexts(calendarTexts);
  const sheets = columns.filter((column) => column.bookings.some(holdsPlace));
  return (
    <PrintSheet title={sheets.length === 0 ? t.none : title} onDone={onDone}>
      {sheets.map((column) => {
        const bookings = column.bookings.filter(holdsPlace);
        const open: Span = { start: Math.min(480, ...bookings.map((one) => one.start)), end: Math.max(1200, ...bookings.map((one) => one.end)) };
        const size = paper / (open.end - open.start);
        const at = (minute: number) => `${(minute - open.start) * size}mm`;
        return (
          <section key={column.id} className="day-sheet" aria-label={t.sheet(column.resource.name, weekday(column.day))}>
            <h2>{t.sheet(column.resource.name, weekday(column.day))} <small>{t.count(bookings.length)}</small></h2>
            <div className="day-sheet-grid" style={{ height: `${paper}mm` }}>
              {hours(open).map((minute) => <i key={minute} style={{ top: at(minute) }}><span>{clock(minute)}</span></i>)}
              {pack(bookings, (booking) => booking).placed.map(({ item, lane, of, wide }) => (
                <div key={item.id} style={{ top: at(item.start), height: `${(item.end - item.start) * size}mm`, left: `calc(14mm + ${lane / of} * (100% - 14mm))`, width: `calc(${wide / of} * (100% - 14mm))` }}>
                  <b>{spanText(item)} {item.customer}</b> {item.service} · {t[item.state]}{item.marks?.map((mark) => ` · ${t[mark]}`)}{item.note ? ` · ${item.note}` : ""}
                </div>
              ))}
            </div>
          </section>
        );
      })}
    </PrintSheet>
  );
}
