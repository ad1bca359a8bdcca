import type { RefObject } from "react";
import type { Column } from "./columns";
import type { Booking, Conflict, Minute, Resource, Slot, Span } from "./model";
import type { Stand } from "./moves";
import type { Scale } from "./scale";
import type { CalendarTexts } from "./texts";
import type { Bookings } from "./useBookings";

/** Where the keyboard stands. */
export interface Cursor extends Stand {
  readonly column: number;
}

/** What hands and keys work on. */
export interface GridWork {
  readonly scroller: RefObject<HTMLDivElement>;
  readonly canvas: RefObject<HTMLDivElement>;
  readonly columns: readonly Column[];
  readonly resources: readonly Resource[];
  readonly scale: Scale;
  readonly slot: number;
  readonly open: Span;
  readonly texts: CalendarTexts;
  readonly bookings: Bookings;
  readonly judge: (to: Booking) => readonly Conflict[];
  /** Whether visits can be moved at all. */
  readonly canChange: boolean;
  /** A visit that waits for its new place. */
  readonly placing: Booking | undefined;
  readonly onCreate: ((slot: Slot) => void) | undefined;
  readonly onOpen: (booking: Booking | undefined) => void;
  readonly onPlace: (column: Column, at: Minute) => void;
  readonly onAct: ((booking: Booking, act: "arrive" | "noshow") => void) | undefined;
  readonly announce: (text: string) => void;
}

/** The column that a visit may go to from where it was taken: of the same kind, or it stays. */
export function targetColumn(columns: readonly Column[], origin: number, wanted: number): number {
  const from = columns[origin];
  const to = columns[wanted];
  return from && to && from.resource.kind === to.resource.kind ? wanted : origin;
}
