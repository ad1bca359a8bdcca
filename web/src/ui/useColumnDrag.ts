import { PointerEvent, useRef, useState } from "react";
import { fitting, GridProps } from "./gridTypes";

/** Where a column that is dragged would come to stand: before that one, or behind the last. */
export interface Landing {
  readonly id: string;
  readonly side: "before" | "after";
}

/** The order after a column was put beside another. */
export function reordered(ids: readonly string[], moved: string, { id, side }: Landing): readonly string[] {
  if (moved === id) return ids;
  const others = ids.filter((one) => one !== moved);
  const at = others.indexOf(id) + (side === "after" ? 1 : 0);
  return [...others.slice(0, at), moved, ...others.slice(at)];
}

interface ColumnDrag {
  readonly landing: Landing | undefined;
  readonly moved: string | undefined;
  /** For a column's head: dragged to another place. A press that does not move stays a click. */
  readonly grab: (id: string, event: PointerEvent<HTMLElement>) => void;
  /** For the edge of a column's head: dragged to another width. */
  readonly pull: (id: string, event: PointerEvent<HTMLElement>) => void;
}

/** Columns by the mouse: fingers and keys have the panel of columns, where each has buttons. */
export function useColumnDrag<Row>({ columns, onOrder, onWidth }: GridProps<Row>, widths: (draft: Readonly<Record<string, number>>) => void): ColumnDrag {
  const [landing, setLanding] = useState<Landing>();
  const [moved, setMoved] = useState<string>();
  const running = useRef(false);

  /** Follows the pointer until it is let go; `cancel` is told by Escape and by a lost pointer. */
  const follow = (event: PointerEvent<HTMLElement>, move: (at: globalThis.PointerEvent) => void, end: (isKept: boolean) => void) => {
    if (running.current || event.button !== 0 || event.pointerType === "touch") return;
    running.current = true;
    const stop = (isKept: boolean) => {
      running.current = false;
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", cancel);
      removeEventListener("keydown", escape, true);
      end(isKept);
    };
    const up = () => stop(true);
    const cancel = () => stop(false);
    const escape = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      key.stopPropagation();
      stop(false);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", escape, true);
  };

  const grab = (id: string, event: PointerEvent<HTMLElement>) => {
    if (!onOrder) return;
    const head = event.currentTarget.parentElement;
    const from = event.clientX;
    let isMoving = false;
    let next: Landing | undefined;
    follow(event, (at) => {
      if (!isMoving && Math.abs(at.clientX - from) < 6) return;
      isMoving = true;
      setMoved(id);
      for (const cell of head?.querySelectorAll<HTMLElement>("[data-column]") ?? []) {
        const box = cell.getBoundingClientRect();
        if (at.clientX < box.left || at.clientX > box.right) continue;
        next = { id: cell.dataset["column"] ?? "", side: at.clientX < box.left + box.width / 2 ? "before" : "after" };
      }
      setLanding(next);
    }, (isKept) => {
      setMoved(undefined);
      setLanding(undefined);
      if (!isMoving) return;
      // The click that follows is the end of the drag and sorts nothing.
      const swallow = (click: Event) => {
        click.stopPropagation();
        click.preventDefault();
      };
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, true), 0);
      const ids = columns.map((column) => column.id);
      if (isKept && next) onOrder(reordered(ids, id, next));
    });
  };

  const pull = (id: string, event: PointerEvent<HTMLElement>) => {
    const cell = event.currentTarget.parentElement;
    if (!onWidth || !cell) return;
    event.stopPropagation();
    event.preventDefault();
    const [from, width] = [event.clientX, cell.getBoundingClientRect().width];
    let pixels: number | undefined;
    follow(event, (at) => {
      pixels = fitting(width + at.clientX - from);
      widths({ [id]: pixels });
    }, (isKept) => {
      widths({});
      if (isKept && pixels !== undefined) onWidth(id, pixels);
    });
  };
  return { landing, moved, grab, pull };
}
