/** Minutes since midnight of a day at the clinic; nothing here knows of time zones. */
export type Minute = number;

export interface Span {
  readonly start: Minute;
  readonly end: Minute;
}

/** Somebody or something that can be booked. */
export interface Resource {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** A title or a speciality, small beside the name. */
  readonly detail?: string;
  /** How many visits it takes at the same time; one, if not told. */
  readonly capacity?: number;
}

/** When a resource can be booked on a day. Somebody without any shift in the whole data set works all day. */
export interface Shift extends Span {
  readonly resource: string;
  readonly day: string;
}

/** Why a resource cannot be booked for a while; drawn hatched, with its text. */
export interface Closure extends Span {
  readonly resource: string;
  readonly day: string;
  readonly kind: "break" | "leave" | "maintenance" | "blocked";
  readonly text: string;
}

/** A part of a visit that holds some of its resources; the others are free meanwhile. */
export interface Segment {
  /** Minutes after the visit's start. */
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly uses: readonly string[];
}

export const bookingStates = ["pending", "confirmed", "arrived", "treating", "done", "noshow", "cancelled"] as const;
export type BookingState = (typeof bookingStates)[number];

/** What a front desk has to see at once. */
export const marks = ["first", "deposit", "consent", "missing", "note"] as const;
export type Mark = (typeof marks)[number];

export interface Booking extends Span {
  readonly id: string;
  readonly day: string;
  readonly customer: string;
  readonly service: string;
  readonly state: BookingState;
  /** Every resource of the visit. */
  readonly uses: readonly string[];
  /** Without any, all resources are held from start to end. */
  readonly segments?: readonly Segment[];
  /** Minutes that its resources need before and after, for cleaning and making ready. */
  readonly before?: number;
  readonly after?: number;
  readonly tier?: string;
  readonly marks?: readonly Mark[];
  /** Why it cannot be moved, with the way out. */
  readonly fixed?: string;
  /** A colleague who has it open. */
  readonly presence?: string;
  readonly note?: string;
  /** Sent back with a change, so that the server notices somebody else's. */
  readonly version?: number;
}

/** Why a place does not do. Hard ones are refused; soft ones need somebody who may, and a reason. */
export interface Conflict {
  readonly isHard: boolean;
  readonly kind: "double" | "closed" | "offShift" | "buffer" | "rule";
  /** Of the resource that is in the way, where one is. */
  readonly resource?: string;
  readonly other?: Booking;
  /** A text of the owner's own rule, or of a closed time. */
  readonly text?: string;
}

/** What somebody wants to change, with what goes against it. */
export interface Change {
  readonly from: Booking;
  readonly to: Booking;
  readonly conflicts: readonly Conflict[];
  /** Takes an earlier change back. */
  readonly isUndo: boolean;
}

/** What became of a change. With `theirs`, somebody else was faster: it is shown instead. An empty refusal was told by the owner already. */
export type Outcome = { readonly saved: Booking } | { readonly refused: string; readonly theirs?: Booking };

/** An empty place that somebody chose. */
export interface Slot extends Span {
  readonly resource: string;
  readonly day: string;
}

/** A free or refused visit holds nothing. */
export const holdsPlace = (booking: Booking): boolean => booking.state !== "noshow" && booking.state !== "cancelled";

/** Whether it can be moved at all. */
export const isMovable = (booking: Booking): boolean => booking.fixed === undefined && booking.state !== "done" && holdsPlace(booking);
