import { KeyboardEvent, useRef, useState } from "react";
import { tellRefused } from "../../lib/toast";
import { Cursor, GridWork, targetColumn } from "./gridTypes";
import { Booking, isMovable } from "./model";
import { moved, resized, standAt, step } from "./moves";
import { conflictText, spanText } from "./texts";

interface Lift {
  readonly from: Booking;
  readonly to: Booking;
  /** The column that it was taken from, and where it is. */
  readonly origin: number;
  readonly column: number;
}

export interface GridKeys {
  readonly cursor: Cursor;
  readonly setCursor: (cursor: Cursor) => void;
  /** The visit that arrow keys move. */
  readonly lifted: Booking | undefined;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** Arrow keys walk through visits and empty places; M takes a visit up, Shift with up or down changes its length. */
export function useGridKeys(work: GridWork, start: number, focusCursor: () => void): GridKeys {
  const [cursor, setCursor] = useState<Cursor>({ column: 0, at: start });
  const [lift, setLift] = useState<Lift>();
  const latest = useRef(work);
  latest.current = work;
  const go = (next: Cursor) => {
    setCursor(next);
    focusCursor();
  };

  const drop = (isDone: boolean) => {
    if (!lift) return;
    const { bookings, announce, texts } = latest.current;
    setLift(undefined);
    bookings.hold(undefined);
    if (isDone) bookings.change(lift.from, lift.to);
    else {
      announce(texts.stopped);
      go({ column: lift.origin, at: lift.from.start, booking: lift.from.id });
    }
  };
  const show = (next: Lift) => {
    const { bookings, judge, announce, resources, columns, texts } = latest.current;
    setLift(next);
    bookings.hold(next.to);
    go({ column: next.column, at: next.to.start, booking: next.to.id });
    const conflict = judge(next.to)[0];
    announce([spanText(next.to), columns[next.column]?.resource.name, conflict && conflictText(conflict, resources, texts)].filter(Boolean).join(" "));
  };
  const take = (booking: Booking): Lift | undefined => {
    const { canChange, texts, announce } = latest.current;
    if (!canChange) return undefined;
    if (!isMovable(booking)) {
      tellRefused(booking.fixed ?? texts.fixed);
      return undefined;
    }
    announce(`${booking.customer} ${texts.moving}`);
    return { from: booking, to: booking, origin: cursor.column, column: cursor.column };
  };

  const moveLifted = (at: Lift, event: KeyboardEvent): boolean => {
    const { columns, slot, open } = latest.current;
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (along !== undefined && event.shiftKey) {
      show({ ...at, to: resized(at.to, at.to.end + along * slot, slot, open) });
      return true;
    }
    if (along !== undefined) {
      show({ ...at, to: moved(at.to, { start: at.to.start + along * slot }, slot, open) });
      return true;
    }
    if (across !== undefined) {
      const column = targetColumn(columns, at.column, at.column + across);
      const [from, to] = [columns[at.column], columns[column]];
      if (from && to) show({ ...at, column, to: moved(at.to, { day: to.day, from: from.resource.id, to: to.resource.id }, slot, open) });
      return true;
    }
    if (event.key === "Enter" || event.key === "Escape") {
      drop(event.key === "Enter");
      return true;
    }
    return false;
  };

  const walk = (event: KeyboardEvent): boolean => {
    const { columns, slot, open, onAct, onCreate } = latest.current;
    const column = columns[cursor.column];
    if (!column) return false;
    const booking = column.bookings.find((one) => one.id === cursor.booking);
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const letter = event.key.toLowerCase();
    const stand = (wanted: number, at: number) => {
      const next = Math.max(0, Math.min(columns.length - 1, wanted));
      go({ column: next, ...standAt(at, columns[next]?.bookings ?? []) });
    };
    if (along && event.shiftKey) {
      const taken = booking && take(booking);
      if (taken) show({ ...taken, to: resized(taken.to, taken.to.end + along * slot, slot, open) });
    } else if (along) go({ column: cursor.column, ...step(cursor, along, column.bookings, slot, open) });
    else if (across) stand(cursor.column + across, cursor.at);
    else if (event.key === "Home" || event.key === "End") stand(cursor.column, event.key === "Home" ? open.start : open.end - slot);
    else if (letter === "m" && booking) {
      const taken = take(booking);
      if (taken) show(taken);
    } else if (letter === "i" && booking && onAct) onAct(booking, "arrive");
    else if (letter === "n" && booking && onAct) onAct(booking, "noshow");
    else if (letter === "b" && onCreate) onCreate({ resource: column.resource.id, day: column.day, start: cursor.at, end: cursor.at + slot });
    else return false;
    return true;
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    // What floats above the grid has its own keys.
    if ((event.target as HTMLElement).closest(".popover")) return;
    if (lift ? !moveLifted(lift, event) : !walk(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { cursor, setCursor, lifted: lift?.to, onKey };
}
