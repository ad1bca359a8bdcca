import { useEffect, useMemo, useRef, useState } from "react";
import { tell, tellRefused, tellUndoable } from "../../lib/toast";
import type { Booking, Change, Conflict, Outcome, Resource } from "./model";
import { isSamePlace } from "./moves";
import { isNewer, Sending } from "./sending";
import { CalendarTexts, conflictText, placeText, spanText } from "./texts";

interface Doing {
  readonly bookings: readonly Booking[];
  readonly resources: readonly Resource[];
  readonly judge: (to: Booking) => readonly Conflict[];
  readonly onChange: ((change: Change) => Promise<Outcome>) | undefined;
  readonly texts: CalendarTexts;
  /** The owner is asked even where a place does not do: he says why, and what to do instead. */
  readonly explains?: boolean;
}

export interface Bookings {
  /** What is shown: what came from the owner, and what was painted before he knew. */
  readonly shown: readonly Booking[];
  readonly change: (from: Booking, to: Booking) => void;
  /** Keeps a visit where it is while a hand is on it, whatever news come. */
  readonly hold: (booking: Booking | undefined) => void;
}

/** Changes are painted first, sent, offered to be taken back, and rolled back where they are refused. */
export function useBookings(doing: Doing): Bookings {
  const { bookings } = doing;
  const latest = useRef(doing);
  latest.current = doing;
  const [painted, setPainted] = useState<ReadonlyMap<string, Booking>>(new Map());
  const [held, hold] = useState<Booking>();
  const settled = useRef(new Set<string>());
  const sending = useRef(new Sending());
  const paint = (id: string, booking: Booking | undefined) => setPainted((known) => {
    const next = new Map(known);
    if (booking) next.set(id, booking);
    else next.delete(id);
    return next;
  });

  // What the server answered stands until fresh data come, which hold it too.
  useEffect(() => {
    setPainted((known) => {
      const next = new Map(known);
      for (const id of settled.current) {
        const shown = known.get(id);
        if (shown && isNewer(shown, bookings.find((booking) => booking.id === id))) continue;
        next.delete(id);
        settled.current.delete(id);
      }
      return next;
    });
  }, [bookings]);

  const send = async (from: Booking, to: Booking, isUndo: boolean) => {
    const { judge, onChange, texts: t, resources, explains } = latest.current;
    if (!onChange || isSamePlace(from, to)) return;
    const conflicts = judge(to);
    const refusal = conflicts.find((conflict) => conflict.isHard);
    if (refusal && !explains) {
      tellRefused(conflictText(refusal, resources, t));
      return;
    }
    settled.current.delete(to.id);
    if (!refusal) paint(to.id, to);
    const answer = await sending.current.send({ from, to, conflicts, isUndo }, (change) =>
      onChange(change).catch((error: unknown): Outcome => ({ refused: error instanceof Error ? error.message : String(error) })));
    // What stood on a refused change went with it; a newer one has its own answer.
    if (!answer?.isLatest) return;
    const { outcome } = answer;
    settled.current.add(to.id);
    if ("refused" in outcome) {
      paint(to.id, outcome.theirs);
      if (outcome.refused) tellRefused(outcome.refused);
      return;
    }
    const { saved } = outcome;
    paint(to.id, saved);
    if (isUndo) {
      tell(t.undone);
      return;
    }
    const isMoved = from.day !== saved.day || from.start !== saved.start || from.uses.join() !== saved.uses.join();
    const back: Booking = { ...from, ...(saved.version === undefined ? {} : { version: saved.version }) };
    tellUndoable(isMoved ? t.moved(saved.customer, placeText(saved, resources)) : t.length(saved.customer, spanText(saved)), () => void send(saved, back, true));
  };

  const shown = useMemo(() => {
    if (painted.size === 0 && !held) return bookings;
    const seen = new Set(bookings.map((booking) => booking.id));
    const added = [...painted.values()].filter((booking) => !seen.has(booking.id));
    return [...bookings, ...added].map((booking) => (held?.id === booking.id ? held : painted.get(booking.id) ?? booking));
  }, [bookings, painted, held]);
  return { shown, change: (from, to) => void send(from, to, false), hold };
}
