import { memo, PointerEvent, ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { Icon } from "../Icon";
import type { Lane } from "./lanes";
import { Booking, BookingState, isMovable, Mark } from "./model";
import { freeParts } from "./moves";
import { clock, Scale } from "./scale";
import { CalendarTexts, calendarTexts, spanText } from "./texts";

const stateIcons: Record<BookingState, { icon: string }> = {
  pending: { icon: "clock" }, confirmed: { icon: "check" }, arrived: { icon: "door-open" }, treating: { icon: "syringe" },
  done: { icon: "check-check" }, noshow: { icon: "user-round-x" }, cancelled: { icon: "ban" },
};
const markIcons: Record<Exclude<Mark, "first">, { icon: string }> = {
  deposit: { icon: "coins" }, consent: { icon: "pen-line" }, missing: { icon: "triangle-alert" }, note: { icon: "message-square-text" },
};

export const StateIcon = ({ state }: { state: BookingState }): ReactElement => <Icon icon={stateIcons[state].icon} />;

/** The reminders of a visit; each has its words for screen readers and the tooltip. */
export function Marks({ booking, t }: { booking: Booking; t: CalendarTexts }): ReactElement {
  return (
    <>
      {booking.tier && <em className="rc-tier">{booking.tier}</em>}
      {booking.marks?.map((mark) => (mark === "first"
        ? <em key={mark} className="rc-first">{t.first}</em>
        : <i key={mark} className={`rc-mark rc-mark-${mark}`} title={t[mark]}><Icon icon={markIcons[mark].icon} /></i>))}
    </>
  );
}

export function bookingLabel(booking: Booking, t: CalendarTexts): string {
  const words = [t.label(spanText(booking), booking.customer, booking.service, t[booking.state]), ...(booking.marks ?? []).map((mark) => t[mark])];
  if (booking.fixed) words.push(booking.fixed);
  if (booking.presence) words.push(t.presence(booking.presence));
  return words.join(" · ");
}

interface BlockProps extends Lane {
  booking: Booking;
  /** Whose column it stands in. */
  resource: string;
  scale: Scale;
  isCursor: boolean;
  isCurrent: boolean;
  isMoving: boolean;
  canResize: boolean;
  onPoint: (event: PointerEvent, booking: Booking, isResize: boolean) => void;
  onOpen: (booking: Booking) => void;
}

/** A visit in a column: never lower than a finger or a pointer needs. */
export const BookingBlock = memo(function BookingBlock(props: BlockProps): ReactElement {
  const { booking, resource, scale, lane, of, wide } = props;
  const t = useTexts(calendarTexts);
  const height = Math.max(24, (booking.end - booking.start) * scale.perMinute - 2);
  const width = (scale.columnWidth * wide) / of - 6;
  const isNarrow = width < 100;
  const names = ["rc-block", `rc-${booking.state}`, height < 46 ? "rc-short" : height < 58 ? "rc-tight" : "", isNarrow ? "rc-narrow" : "", props.isMoving ? "rc-lifted" : "", props.isCurrent ? "rc-current" : "", isMovable(booking) ? "" : "rc-fixed"];
  return (
    <button
      type="button" className={names.filter(Boolean).join(" ")} tabIndex={props.isCursor ? 0 : -1} data-cursor={props.isCursor || undefined} data-booking={booking.id}
      style={{ top: scale.top(booking.start), height, left: `calc(${(lane * 100) / of}% + 3px)`, width: `calc(${(wide * 100) / of}% - 6px)` }}
      aria-label={bookingLabel(booking, t)} title={booking.fixed} onPointerDown={(event) => props.onPoint(event, booking, false)} onClick={() => props.onOpen(booking)}
    >
      {freeParts(booking, resource).map((part) => (
        <span key={part.start} className="rc-free" aria-hidden="true" style={{ top: part.start * scale.perMinute, height: (part.end - part.start) * scale.perMinute }} />
      ))}
      <span className="rc-line"><span className="rc-time">{height < 46 || isNarrow ? clock(booking.start) : spanText(booking)}</span><StateIcon state={booking.state} /></span>
      <span className="rc-name">{booking.presence && <b className="rc-presence" title={t.presence(booking.presence)} />}<b>{booking.customer}</b><Marks booking={booking} t={t} /></span>
      <span className="rc-service">{booking.service}</span>
      {!isNarrow && booking.segments?.map((segment) => (segment.to - segment.from) * scale.perMinute >= 40 && (
        <span key={segment.from} className="rc-part" aria-hidden="true" style={{ top: segment.to * scale.perMinute - 21 }}>{segment.name}</span>
      ))}
      {props.canResize && isMovable(booking) && (
        <span
          className="rc-edge" aria-hidden="true"
          onPointerDown={(event) => {
            event.stopPropagation();
            props.onPoint(event, booking, true);
          }}
        />
      )}
    </button>
  );
});
