import type { Minute, Span } from "./model";

/** Pixels for a minute in three steps: a quarter of an hour is at least 24 px high, under fingers 44. */
export const zoomSteps = { fine: [1.75, 2.5, 3.5], coarse: [3, 3.75, 4.5] } as const;

export const gutter = 56;
export const headHeight = 58;

/** Turns minutes and columns into pixels of the canvas, and back. */
export class Scale {
  constructor(readonly open: Span, readonly perMinute: number, readonly columns: number, readonly columnWidth: number) {}

  get height(): number {
    return (this.open.end - this.open.start) * this.perMinute;
  }

  get width(): number {
    return gutter + this.columns * this.columnWidth;
  }

  top(minute: Minute): number {
    return (minute - this.open.start) * this.perMinute;
  }

  /** A minute from pixels below the head. */
  minute(y: number): number {
    return this.open.start + y / this.perMinute;
  }

  left(column: number): number {
    return gutter + column * this.columnWidth;
  }

  /** The column below pixels of the canvas; the nearest one beyond its ends. */
  column(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, Math.floor((x - gutter) / this.columnWidth)));
  }
}

/** Columns share what there is; below their least width they scroll. */
export const columnWidth = (available: number, columns: number, least: number): number => Math.max(least, Math.floor((available - gutter) / Math.max(1, columns)));

/** Which columns are drawn: those in sight and one beside them. */
export function visibleColumns(scrollLeft: number, width: number, scale: Scale): { from: number; to: number } {
  const from = Math.floor(scrollLeft / scale.columnWidth) - 1;
  const to = Math.ceil((scrollLeft + width - gutter) / scale.columnWidth) + 1;
  return { from: Math.max(0, Math.min(from, scale.columns)), to: Math.min(scale.columns, Math.max(to, 1)) };
}

/** The hours that are written beside the grid. */
export function hours(open: Span): Minute[] {
  const first = Math.ceil(open.start / 60) * 60;
  return Array.from({ length: Math.max(0, Math.floor((open.end - first) / 60) + 1) }, (_, index) => first + index * 60);
}

/** `09:05` */
export const clock = (minute: Minute): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
