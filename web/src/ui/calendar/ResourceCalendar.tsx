import { lazy, ReactElement, ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { addDays, weekday } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useKey } from "../../lib/keys";
import { Button } from "../Button";
import type { Choice } from "../Field";
import { Empty, Notice, Skeleton } from "../State";
import { CalendarBar, Looks, View } from "./CalendarBar";
import { Column, dayColumns, weekColumns } from "./columns";
import { conflictsOf, Plan } from "./conflicts";
import { Booking, Change, Closure, Conflict, holdsPlace, Minute, Outcome, Resource, Shift, Slot, Span } from "./model";
import { moved } from "./moves";
import { zoomSteps } from "./scale";
import { calendarTexts } from "./texts";
import { Now, TimeGrid } from "./TimeGrid";
import { useBookings } from "./useBookings";

export interface ResourceCalendarProps {
  readonly title: string;
  readonly day: string;
  readonly view: View;
  /** The kinds of resources in their order, with their names. */
  readonly kinds: readonly Choice[];
  /** In the order in which they are shown. */
  readonly resources: readonly Resource[];
  /** Of every day that is in sight: one, or the week around it. Undefined while they are on their way. */
  readonly bookings: readonly Booking[] | undefined;
  readonly shifts: readonly Shift[];
  readonly closures: readonly Closure[];
  readonly open: Span;
  /** Minutes of a slot: 5, 10, 15 or 30. */
  readonly slot?: number;
  /** The clinic's time, from its clock. */
  readonly now: Now;
  readonly onDay: (day: string) => void;
  readonly onView: (view: View) => void;
  /** Without it nobody makes bookings here. */
  readonly onCreate?: ((slot: Slot) => void) | undefined;
  /** Sends a change; without it nothing moves. Soft conflicts are for the owner to ask a reason for. */
  readonly onChange?: ((change: Change) => Promise<Outcome>) | undefined;
  /** The owner's own rules beside times and resources: licences, intervals, deposits. */
  readonly check?: ((to: Booking) => readonly Conflict[]) | undefined;
  /** The owner is asked even where a place does not do, and explains it. */
  readonly explains?: boolean;
  /** The visit that is open at first, or that the owner opens. */
  readonly first?: string | undefined;
  /** Which visit is open; its id may stand in the address. */
  readonly onCurrent?: ((id: string | undefined) => void) | undefined;
  readonly onAct?: ((booking: Booking, act: "arrive" | "noshow") => void) | undefined;
  /** More of a visit beside the grid, and what can be done with it. */
  readonly details?: (booking: Booking) => { readonly body?: ReactNode; readonly foot?: ReactNode };
  /** Buttons at the far right of the head. */
  readonly actions?: ReactNode;
}

const none: readonly Booking[] = [];
const BookingList = lazy(() => import("./beside").then((chunk) => ({ default: chunk.BookingList })));
const BookingPeek = lazy(() => import("./beside").then((chunk) => ({ default: chunk.BookingPeek })));
const DaySheet = lazy(() => import("./beside").then((chunk) => ({ default: chunk.DaySheet })));

/**
 * A calendar of whom and what can be booked: a day by resources, a week of one, or a list. It takes what there is and tells what
 * somebody wants; it asks no server. Everything that is dragged can be done by keys, by taps, and in the form beside the grid.
 */
export function ResourceCalendar(props: ResourceCalendarProps): ReactElement {
  const { day, view, kinds, resources, shifts, closures, open, slot = 15, now, onChange, check, explains = false } = props;
  const t = useTexts(calendarTexts);
  const [looks, setLooks] = useState<Looks>({ kind: kinds[0]?.value, resource: resources[0]?.id, zoom: 0, showsGone: false, showsOff: false });
  const [current, show] = useState(props.first);
  useEffect(() => show(props.first), [props.first]);
  const setCurrent = (id: string | undefined) => {
    show(id);
    props.onCurrent?.(id);
  };
  const [placing, setPlacing] = useState<Booking>();
  const [isPrinting, setPrinting] = useState(false);
  const judge = (to: Booking): readonly Conflict[] => [...conflictsOf(to, plan), ...(check?.(to) ?? [])].sort((left, right) => Number(right.isHard) - Number(left.isHard));
  const bookings = useBookings({ bookings: props.bookings ?? none, resources, judge: (to) => judge(to), onChange, texts: t, explains });
  const plan = useMemo<Plan>(() => ({ resources, bookings: bookings.shown, shifts, closures, open }), [resources, bookings.shown, shifts, closures, open]);

  const one = resources.find((resource) => resource.id === looks.resource) ?? resources[0];
  const columns = useMemo(() => {
    if (view === "week") return one ? weekColumns(plan, day, one, looks.showsGone) : [];
    return dayColumns(plan, day, looks.kind, { hidesOff: !looks.showsOff, showsAll: looks.showsGone });
  }, [plan, day, view, one, looks]);
  const inSight = new Map(columns.flatMap((column) => column.bookings.map((booking) => [booking.id, booking] as const)));
  const listed = [...inSight.values()];
  const chosen = bookings.shown.find((booking) => booking.id === current);
  const perMinute = zoomSteps[isCoarse() ? "coarse" : "fine"][looks.zoom as 0 | 1 | 2] ?? 1.75;

  const stepDay = (by: 1 | -1) => props.onDay(addDays(day, by * (view === "week" ? 7 : 1)));
  const toToday = () => props.onDay(now.day);
  useKey("T", toToday);
  useKey("[", () => stepDay(-1));
  useKey("]", () => stepDay(1));
  useKey("1", () => props.onView("day"));
  useKey("2", () => props.onView("week"));
  useKey("3", () => props.onView("list"));
  useKey("Escape", placing ? () => setPlacing(undefined) : current !== undefined ? () => setCurrent(undefined) : undefined);
  // Asked for a moment later anyway: then it is there at the first tap.
  useEffect(() => void import("./beside"), []);

  const place = (column: Column, at: Minute) => {
    if (!placing) return;
    const from = placing.uses.find((id) => resources.find((resource) => resource.id === id)?.kind === column.resource.kind);
    bookings.change(placing, moved(placing, { day: column.day, start: at, ...(from ? { from, to: column.resource.id } : {}) }, slot, open));
    setPlacing(undefined);
  };
  const detail = chosen && props.details?.(chosen);

  return (
    <div className="page rc">
      <CalendarBar
        title={props.title} day={day} view={view} count={listed.filter(holdsPlace).length} kinds={kinds} resources={resources} looks={{ ...looks, resource: one?.id }} zoomSteps={3}
        actions={props.actions} onDay={props.onDay} onToday={toToday} onView={props.onView} onStep={stepDay} onLooks={(next) => setLooks((known) => ({ ...known, ...next }))} onPrint={() => setPrinting(true)}
      />
      {placing && <Notice strip action={<Button onClick={() => setPlacing(undefined)}>{t.stop}</Button>}>{t.placing(placing.customer)}</Notice>}
      <div className="split rc-split">
        {props.bookings === undefined ? <div className="grow"><Skeleton lines={12} /></div>
          : view === "list" ? <Suspense fallback={<div className="grow"><Skeleton lines={12} /></div>}><BookingList label={props.title} bookings={listed} resources={resources} current={current} onOpen={(booking) => setCurrent(booking.id)} /></Suspense>
            : columns.length === 0 ? <div className="grow"><Empty icon="calendar-days" title={t.nobody}>{t.nobodyHelp}</Empty></div>
              : (
                <TimeGrid
                  label={`${props.title} ${weekday(day)}`} columns={columns} isWeek={view === "week"} plan={plan} perMinute={perMinute} slot={slot} now={now} current={current}
                  bookings={bookings} judge={judge} canChange={onChange !== undefined} placing={placing} onCreate={props.onCreate}
                  onOpen={(booking) => !placing && setCurrent(booking?.id)} onPlace={place} onAct={props.onAct}
                />
              )}
        <Suspense>{chosen && (
          <BookingPeek
            key={chosen.id} booking={chosen} resources={resources} open={open} slot={slot} canChange={onChange !== undefined} judge={judge} explains={explains}
            onChange={(to) => bookings.change(chosen, to)} onClose={() => setCurrent(undefined)} foot={detail?.foot}
            onPick={() => {
              setCurrent(undefined);
              setPlacing(chosen);
              if (view === "list") props.onView("day");
            }}
          >
            {detail?.body}
          </BookingPeek>
        )}</Suspense>
      </div>
      <Suspense>{isPrinting && <DaySheet title={`${props.title} · ${weekday(day)}`} columns={columns} onDone={() => setPrinting(false)} />}</Suspense>
    </div>
  );
}

const isCoarse = (): boolean => typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
