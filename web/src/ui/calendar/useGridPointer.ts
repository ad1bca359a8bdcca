import { PointerEvent, useRef } from "react";
import { tellRefused } from "../../lib/toast";
import { follow } from "./dragging";
import { Ghost } from "./ghost";
import { GridWork, targetColumn } from "./gridTypes";
import { Booking, isMovable } from "./model";
import { drawn, moved, resized, snapDown } from "./moves";
import { clock } from "./scale";
import { conflictText, spanText } from "./texts";

/** Starts what a pointer does to a visit or to an empty place. */
export function useGridPointer(work: GridWork): (event: PointerEvent, booking: Booking | undefined, index: number, isResize: boolean) => void {
  const latest = useRef(work);
  latest.current = work;

  const pull = (event: PointerEvent, booking: Booking, index: number, isResize: boolean) => {
    const { scroller, canvas, columns, texts, bookings, judge, resources, slot, open } = latest.current;
    const origin = columns[index];
    const block = (event.currentTarget as HTMLElement).closest<HTMLElement>("[data-booking]");
    if (!origin || !scroller.current || !canvas.current || !block) return;
    const inside = event.clientY - block.getBoundingClientRect().top;
    const parent = canvas.current;
    let ghost: Ghost | undefined;
    let to = booking;
    follow(event.nativeEvent, scroller.current, {
      begin: () => {
        if (!isMovable(booking)) {
          tellRefused(booking.fixed ?? texts.fixed);
          return;
        }
        bookings.hold(booking);
        ghost = new Ghost(block, parent);
      },
      at: (x, y) => {
        const { scale } = latest.current;
        const column = isResize ? index : targetColumn(columns, index, scale.column(x));
        const target = columns[column] ?? origin;
        to = isResize
          ? resized(booking, scale.minute(y), slot, open)
          : moved(booking, { day: target.day, start: scale.minute(y - inside), from: origin.resource.id, to: target.resource.id }, slot, open);
        const conflicts = judge(to);
        ghost?.show(to, column, scale, spanText(to), conflicts, conflicts[0] ? conflictText(conflicts[0], resources, texts) : "");
      },
      end: (isDropped) => {
        ghost?.remove();
        bookings.hold(undefined);
        if (isDropped && ghost) bookings.change(booking, to);
      },
    });
  };

  const draw = (event: PointerEvent, index: number) => {
    const { scroller, canvas, columns, scale, slot, open, onCreate } = latest.current;
    const column = columns[index];
    const box = scroller.current?.getBoundingClientRect();
    if (!column || !scroller.current || !box || !onCreate) return;
    const first = scale.minute(event.nativeEvent.offsetY);
    const frame = document.createElement("div");
    frame.className = "rc-draw";
    frame.setAttribute("aria-hidden", "true");
    let slotNow = drawn(column.resource.id, column.day, first, first + slot, slot, open);
    follow(event.nativeEvent, scroller.current, {
      begin: () => canvas.current?.append(frame),
      at: (_, y) => {
        const begin = snapDown(first, slot);
        const at = scale.minute(y);
        slotNow = drawn(column.resource.id, column.day, at < begin ? begin + slot : begin, at, slot, open);
        frame.style.left = `${scale.left(index) + 3}px`;
        frame.style.width = `${scale.columnWidth - 6}px`;
        frame.style.top = `${scale.top(slotNow.start)}px`;
        frame.style.height = `${(slotNow.end - slotNow.start) * scale.perMinute}px`;
        frame.textContent = `${clock(slotNow.start)}–${clock(slotNow.end)}`;
      },
      end: (isDropped) => {
        frame.remove();
        if (isDropped) onCreate(slotNow);
      },
    });
  };

  return (event, booking, index, isResize) => {
    const { canChange, placing } = latest.current;
    if (event.button !== 0 || placing) return;
    if (!booking) draw(event, index);
    else if (canChange) pull(event, booking, index, isResize);
  };
}
