import { ReactElement, ReactNode, useState } from "react";
import { weekday } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { Button, IconButton } from "../Button";
import { SelectField } from "../Field";
import { Facts } from "../Page";
import { Peek } from "../Peek";
import { Notice } from "../State";
import { Marks, StateIcon } from "./BookingBlock";
import { Booking, Conflict, isMovable, Resource, Span } from "./model";
import { isSamePlace, moved, resized } from "./moves";
import { clock } from "./scale";
import { calendarTexts, conflictText, spanText } from "./texts";

interface BookingPeekProps {
  booking: Booking;
  resources: readonly Resource[];
  open: Span;
  slot: number;
  canChange: boolean;
  judge: (to: Booking) => readonly Conflict[];
  /** A place that does not do may be asked for: the owner explains why not. */
  explains: boolean;
  onChange: (to: Booking) => void;
  /** Chooses the new place in the grid. */
  onPick: () => void;
  onClose: () => void;
  /** The owner's own: more of the visit, and what can be done with it. */
  children?: ReactNode;
  foot?: ReactNode;
}

/** A visit beside the grid. Its form does without any dragging whatever dragging does. */
export function BookingPeek(props: BookingPeekProps): ReactElement {
  const { booking, resources, open, slot } = props;
  const t = useTexts(calendarTexts);
  const named = booking.uses.flatMap((id) => resources.filter((resource) => resource.id === id));
  return (
    <Peek title={booking.customer} onClose={props.onClose} {...(props.foot ? { foot: props.foot } : {})}>
      <div className="stack">
        <div className={`rc-state rc-${booking.state}`}><StateIcon state={booking.state} />{t[booking.state]}<Marks booking={booking} t={t} /></div>
        <Facts
          rows={[
            { name: t.time, value: <b>{weekday(booking.day)} {spanText(booking)}</b>, wide: true },
            { name: t.service, value: booking.service, wide: true },
            { name: t.resources, value: named.map((resource) => resource.name).join(" · "), wide: true },
            ...(booking.note ? [{ name: t.note, value: booking.note, wide: true }] : []),
          ]}
        />
        {booking.segments && (
          <div>
            <h3>{t.segments}</h3>
            <ol className="rc-parts">
              {booking.segments.map((segment) => (
                <li key={segment.from}>
                  <span className="mono">{clock(booking.start + segment.from)}–{clock(booking.start + segment.to)}</span> <b>{segment.name}</b>
                  <small className="dim">{segment.uses.map((id) => resources.find((resource) => resource.id === id)?.name).filter(Boolean).join(" · ")}</small>
                </li>
              ))}
            </ol>
          </div>
        )}
        {(booking.before || booking.after) && <p className="small dim">{t.buffers(booking.before ?? 0, booking.after ?? 0)}</p>}
        {props.children}
        {props.canChange && (isMovable(booking) ? <ChangeForm key={`${booking.id} ${booking.start} ${booking.end} ${booking.uses.join()}`} {...props} open={open} slot={slot} /> : booking.fixed && <Notice kind="warn">{booking.fixed}</Notice>)}
      </div>
    </Peek>
  );
}

function ChangeForm({ booking, resources, open, slot, judge, explains, onChange, onPick }: BookingPeekProps): ReactElement {
  const t = useTexts(calendarTexts);
  const [to, setTo] = useState(booking);
  const conflicts = judge(to);
  const isSame = isSamePlace(booking, to);
  const size = to.end - to.start;
  const starts = Array.from({ length: Math.max(1, Math.floor((open.end - size - open.start) / slot) + 1) }, (_, index) => open.start + index * slot);
  if (!starts.includes(to.start)) starts.unshift(to.start);
  // Whoever stands in for somebody is chosen under the name of whom he replaces.
  const named = to.uses.flatMap((id, at) => resources.filter((one) => one.id === id).map((resource) => ({ resource, first: resources.find((one) => one.id === booking.uses[at]) ?? resource })));
  return (
    <form
      className="stack rc-change"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSame) onChange(to);
      }}
    >
      <h3>{t.change}</h3>
      <SelectField label={t.start} value={String(to.start)} onValue={(start) => setTo(moved(to, { start: Number(start) }, 1, open))} choices={starts.map((start) => ({ value: String(start), label: clock(start) }))} />
      <div className="field">
        <span className="field-label">{t.duration}</span>
        <div className="row">
          <IconButton kind="plain" icon="minus" label={t.shorter} disabled={isSamePlace(to, resized(to, to.end - slot, slot, open))} onClick={() => setTo(resized(to, to.end - slot, slot, open))} />
          <output className="rc-length" aria-live="polite">{t.minutes(size)}</output>
          <IconButton kind="plain" icon="plus" label={t.longer} disabled={to.end >= open.end} onClick={() => setTo(resized(to, to.end + slot, slot, open))} />
        </div>
      </div>
      {named.map(({ resource, first }) => {
        const others = resources.filter((one) => one.kind === resource.kind && (one.id === resource.id || !to.uses.includes(one.id)));
        return others.length > 1 && (
          <SelectField
            key={first.id} label={t.instead(first.name)} value={resource.id} onValue={(next) => setTo(moved(to, { from: resource.id, to: next }, 1, open))}
            choices={others.map((one) => ({ value: one.id, label: [one.name, one.detail].filter(Boolean).join(" · ") }))}
          />
        );
      })}
      {!isSame && conflicts.map((conflict, index) => <Notice key={index} kind={conflict.isHard ? "bad" : "warn"} live>{conflictText(conflict, resources, t)}</Notice>)}
      <div className="row row-wrap">
        <Button type="submit" kind="primary" writes disabled={isSame || (!explains && conflicts.some((conflict) => conflict.isHard))}>{t.save}</Button>
        <Button icon="calendar-clock" onClick={onPick}>{t.pick}</Button>
      </div>
    </form>
  );
}
