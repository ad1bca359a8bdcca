import { MouseEvent, PointerEvent, ReactElement, useMemo, useRef, useState } from "react";
import { useTexts } from "../../lib/i18n";
import { Icon } from "../Icon";
import { Popover } from "../Popover";
import { BookingBlock, StateIcon } from "./BookingBlock";
import type { Column } from "./columns";
import type { Plan } from "./conflicts";
import { pack, type Crowd } from "./lanes";
import { Booking, holdsPlace, Minute } from "./model";
import type { Stand } from "./moves";
import { clock, type Scale } from "./scale";
import { offShift } from "./spans";
import { calendarTexts, spanText } from "./texts";

export interface ColumnProps {
  readonly column: Column;
  readonly index: number;
  readonly plan: Plan;
  readonly scale: Scale;
  readonly slot: number;
  readonly current: string | undefined;
  readonly lifted: string | undefined;
  readonly canChange: boolean;
  /** Whether the empty place at the cursor can be taken. */
  readonly canFill: boolean;
  /** Where the keyboard stands in this column, if it does. */
  readonly cursor: Stand | undefined;
  /** What choosing the empty place at the cursor does. */
  readonly slotLabel: ((at: Minute) => string) | undefined;
  readonly onSlot: (index: number, at: Minute) => void;
  /** An empty place under a click or a finger. */
  readonly onTap: (event: MouseEvent, index: number) => void;
  readonly onPoint: (event: PointerEvent, booking: Booking | undefined, index: number, isResize: boolean) => void;
  readonly onOpen: (booking: Booking) => void;
}

/** The least that a lane may be wide. */
const leastLane = 48;

/** A resource on a day: its closed times, its visits side by side, and the empty place under the cursor. */
export function GridColumn(props: ColumnProps): ReactElement {
  const { column, plan, scale, slot, cursor } = props;
  const t = useTexts(calendarTexts);
  const { resource, day } = column;
  const { placed, crowds } = useMemo(() => {
    const least = 24 / scale.perMinute;
    return pack(column.bookings, (booking) => ({ start: booking.start, end: Math.max(booking.end, booking.start + least) }), Math.max(2, Math.floor(scale.columnWidth / leastLane)));
  }, [column.bookings, scale.perMinute, scale.columnWidth]);
  const off = offShift(resource.id, day, plan.shifts, plan.open);
  const closed = plan.closures.filter((closure) => closure.resource === resource.id && closure.day === day);
  const under = cursor?.booking === undefined ? undefined : column.bookings.find((booking) => booking.id === cursor.booking);
  return (
    <div
      className="rc-column" role="group" aria-label={`${resource.name} ${day}`} style={{ left: scale.left(props.index), width: scale.columnWidth, height: scale.height }}
      onPointerDown={(event) => event.target === event.currentTarget && props.onPoint(event, undefined, props.index, false)}
      onClick={(event) => event.target === event.currentTarget && props.onTap(event, props.index)}
    >
      {off.map((span) => <div key={span.start} className="rc-off" style={{ top: scale.top(span.start), height: (span.end - span.start) * scale.perMinute }} />)}
      {closed.map((closure) => (
        <div key={`${closure.start} ${closure.text}`} className="rc-closed" style={{ top: scale.top(closure.start), height: (closure.end - closure.start) * scale.perMinute }}><span>{closure.text}</span></div>
      ))}
      {placed.map(({ item, lane, of, wide }) => holdsPlace(item) && (
        [{ at: item.start - (item.before ?? 0), size: item.before ?? 0 }, { at: item.end, size: item.after ?? 0 }].map(({ at, size }) => size > 0 && (
          <div
            key={`${item.id} ${at}`} className="rc-buffer" aria-hidden="true"
            style={{ top: scale.top(at), height: size * scale.perMinute, left: `calc(${(lane * 100) / of}% + 3px)`, width: `calc(${(wide * 100) / of}% - 6px)` }}
          />
        ))
      ))}
      {cursor !== undefined && !under && (
        <button
          type="button" className="rc-slot" tabIndex={0} data-cursor style={{ top: scale.top(cursor.at), height: Math.max(24, slot * scale.perMinute) }}
          aria-label={props.slotLabel?.(cursor.at) ?? `${resource.name} ${clock(cursor.at)}`} onClick={() => props.onSlot(props.index, cursor.at)}
        >
          {props.canFill && <Icon icon="plus" />}<span>{props.slotLabel?.(cursor.at)}</span>
        </button>
      )}
      {placed.map(({ item, lane, of, wide }) => (
        <BookingBlock
          key={item.id} booking={item} resource={resource.id} scale={scale} lane={lane} of={of} wide={wide} isCursor={under === item} isCurrent={props.current === item.id}
          isMoving={props.lifted === item.id} canResize={props.canChange} onPoint={(event, booking, isResize) => props.onPoint(event, booking, props.index, isResize)} onOpen={props.onOpen}
        />
      ))}
      {crowds.map((crowd) => <CrowdButton key={crowd.start} crowd={crowd} isCursor={under !== undefined && crowd.items.includes(under)} scale={scale} onOpen={props.onOpen} text={t.more(crowd.items.length)} label={t.moreLabel(crowd.items.length, spanText({ start: crowd.start, end: Math.round(crowd.end) }))} />)}
    </div>
  );
}

/** What found no lane of its own, as a list. */
function CrowdButton({ crowd, isCursor, scale, text, label, onOpen }: { crowd: Crowd<Booking>; isCursor: boolean; scale: Scale; text: string; label: string; onOpen: (booking: Booking) => void }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const at = { top: scale.top(crowd.start), height: Math.max(24, (crowd.end - crowd.start) * scale.perMinute - 2), left: `calc(${((crowd.of - 1) * 100) / crowd.of}% + 3px)`, width: `calc(${100 / crowd.of}% - 6px)` };
  return (
    <>
      <button ref={ref} type="button" className="rc-crowd" tabIndex={isCursor ? 0 : -1} data-cursor={isCursor || undefined} style={at} aria-label={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{text}</button>
      {isOpen && (
        <Popover anchor={ref} label={label} role="menu" align="right" onClose={() => setOpen(false)}>
          {crowd.items.map((booking) => (
            <button
              key={booking.id} type="button" role="menuitem" className="menu-item"
              onClick={() => {
                setOpen(false);
                onOpen(booking);
              }}
            >
              <StateIcon state={booking.state} />{spanText(booking)} <b>{booking.customer}</b> {booking.service}
            </button>
          ))}
        </Popover>
      )}
    </>
  );
}
