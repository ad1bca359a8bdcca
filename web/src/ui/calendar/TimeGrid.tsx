import { MouseEvent, ReactElement, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useTexts } from "../../lib/i18n";
import { ColumnHead } from "./ColumnHead";
import type { Column } from "./columns";
import type { Plan } from "./conflicts";
import { GridColumn } from "./GridColumn";
import type { GridWork } from "./gridTypes";
import type { Booking, Conflict, Minute, Slot } from "./model";
import { snapDown, standAt } from "./moves";
import { clock, columnWidth, gutter, headHeight, hours, Scale, visibleColumns } from "./scale";
import { calendarTexts } from "./texts";
import type { Bookings } from "./useBookings";
import { useGridKeys } from "./useGridKeys";
import { useGridPointer } from "./useGridPointer";

export interface Now {
  readonly day: string;
  readonly minute: Minute;
}

interface TimeGridProps {
  label: string;
  columns: readonly Column[];
  isWeek: boolean;
  plan: Plan;
  perMinute: number;
  slot: number;
  now: Now;
  current: string | undefined;
  bookings: Bookings;
  judge: (to: Booking) => readonly Conflict[];
  canChange: boolean;
  placing: Booking | undefined;
  onCreate: ((slot: Slot) => void) | undefined;
  onOpen: (booking: Booking | undefined) => void;
  onPlace: (column: Column, at: Minute) => void;
  onAct: GridWork["onAct"];
}

/** Columns need this much before they scroll. */
const leastColumn = { day: 144, week: 112 };

/** The grid of times and columns: draws what is in sight, and gives hands and keys their work. */
export function TimeGrid(props: TimeGridProps): ReactElement {
  const { columns, plan, slot, perMinute, now, isWeek } = props;
  const t = useTexts(calendarTexts);
  const help = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ width: 1000, left: 0 });
  const [said, announce] = useState("");
  const scale = new Scale(plan.open, perMinute, columns.length, columnWidth(view.width, columns.length, isWeek ? leastColumn.week : leastColumn.day));
  const { from, to } = visibleColumns(view.left, view.width, scale);
  const hasNow = now.minute >= plan.open.start && now.minute <= plan.open.end;
  const todays = columns.flatMap((column, index) => (column.day === now.day ? [index] : []));

  const wantsFocus = useRef(false);
  const work: GridWork = { ...props, scroller, canvas, scale, open: plan.open, resources: plan.resources, texts: t, announce };
  const firstBusy = Math.min(...columns.flatMap((column) => column.bookings.map((booking) => booking.start)));
  const begin = todays.length > 0 && hasNow ? snapDown(now.minute, slot) : Number.isFinite(firstBusy) ? firstBusy : plan.open.start;
  const keys = useGridKeys(work, begin, () => {
    wantsFocus.current = true;
  });
  const { cursor } = keys;
  const onPoint = useGridPointer(work);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setView({ width: element.clientWidth, left: element.scrollLeft }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // It opens an hour before now, or before the day's first visit.
  const place = `${columns[0]?.day} ${isWeek}`;
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = Math.max(0, scale.top(begin - 60));
    const column = Math.min(cursor.column, Math.max(0, columns.length - 1));
    keys.setCursor({ column, ...standAt(begin, columns[column]?.bookings ?? []) });
  }, [place]);
  // Zooming keeps the minute at the top.
  const before = useRef(perMinute);
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop *= perMinute / before.current;
    before.current = perMinute;
  }, [perMinute]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const element = canvas.current?.querySelector<HTMLElement>("[data-cursor]");
    if (!element) return;
    element.focus({ preventScroll: true });
    if (scroller.current) reveal(scroller.current, element);
  });

  const onTap = (event: MouseEvent, index: number) => {
    const column = columns[index];
    const at = Math.max(plan.open.start, Math.min(plan.open.end - slot, snapDown(scale.minute(event.nativeEvent.offsetY), slot)));
    if (!column) return;
    if (props.placing) {
      props.onPlace(column, at);
      return;
    }
    props.onOpen(undefined);
    wantsFocus.current = true;
    keys.setCursor({ column: index, at });
  };
  const onSlot = (index: number, at: Minute) => {
    const column = columns[index];
    if (!column) return;
    if (props.placing) props.onPlace(column, at);
    else props.onCreate?.({ resource: column.resource.id, day: column.day, start: at, end: at + slot });
  };
  const slotLabel = (column: Column) => (at: Minute) => {
    const where = isWeek ? column.day : column.resource.name;
    return props.placing ? t.placeAt(clock(at), where) : props.onCreate ? t.createAt(clock(at), where) : t.freeAt(clock(at), where);
  };
  const indices = Array.from({ length: to - from }, (_, index) => from + index);
  // The column with the cursor stays, or the focus would be lost with it.
  if (!indices.includes(cursor.column) && cursor.column < columns.length) indices.push(cursor.column);

  return (
    <div ref={scroller} className="rc-scroll" role="group" aria-label={props.label} aria-describedby={help} onKeyDown={keys.onKey} onScroll={(event) => {
      const { scrollLeft, clientWidth } = event.currentTarget;
      if (Math.abs(scrollLeft - view.left) > 40 || scrollLeft === 0) setView({ width: clientWidth, left: scrollLeft });
    }}>
      <p id={help} className="sr">{t.help}</p>
      <p className="sr" aria-live="assertive">{said}</p>
      <div className="rc-head" style={{ width: scale.width, height: headHeight }}>
        <div className="rc-corner" style={{ width: gutter }} />
        {indices.map((index) => columns[index] && <ColumnHead key={columns[index]?.id} column={columns[index] as Column} isWeek={isWeek} isToday={columns[index]?.day === now.day} left={scale.left(index)} width={scale.columnWidth} />)}
      </div>
      <div ref={canvas} className="rc-canvas" style={{ width: scale.width, height: scale.height, backgroundSize: `100% ${60 * perMinute}px, 100% ${slot * perMinute}px`, backgroundPosition: `0 ${(-plan.open.start % 60) * perMinute}px` }}>
        <div className="rc-gutter" style={{ width: gutter, height: scale.height }} aria-hidden="true">
          {hours(plan.open).map((minute) => <span key={minute} style={{ top: scale.top(minute) }}>{clock(minute)}</span>)}
          {hasNow && todays.length > 0 && <b style={{ top: scale.top(now.minute) }}>{clock(now.minute)}</b>}
        </div>
        {indices.map((index) => {
          const column = columns[index];
          return column && (
            <GridColumn
              key={column.id} column={column} index={index} plan={plan} scale={scale} slot={slot} current={props.current} lifted={keys.lifted?.id} canChange={props.canChange} canFill={props.onCreate !== undefined || props.placing !== undefined}
              cursor={cursor.column === index ? cursor : undefined} slotLabel={slotLabel(column)} onSlot={onSlot} onTap={onTap} onPoint={onPoint}
              onOpen={(booking) => {
                if (keys.lifted) return;
                keys.setCursor({ column: index, at: booking.start, booking: booking.id });
                props.onOpen(booking);
              }}
            />
          );
        })}
        {hasNow && todays.length > 0 && (
          <div className="rc-now" style={{ top: scale.top(now.minute), left: scale.left(todays[0] ?? 0), width: scale.columnWidth * todays.length }}><span className="sr">{t.now} {clock(now.minute)}</span></div>
        )}
      </div>
    </div>
  );
}

/** Scrolls so that something is seen whole, below the head and beside the hours. */
function reveal(scroller: HTMLElement, element: HTMLElement): void {
  const box = scroller.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  const [top, left] = [box.top + headHeight + 8, box.left + gutter + 8];
  const down = own.top < top ? own.top - top : own.bottom > box.bottom - 8 ? Math.min(own.bottom - box.bottom + 8, own.top - top) : 0;
  const right = own.left < left ? own.left - left : own.right > box.right - 8 ? Math.min(own.right - box.right + 8, own.left - left) : 0;
  scroller.scrollBy(right, down);
}
