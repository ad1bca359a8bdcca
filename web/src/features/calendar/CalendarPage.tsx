import { lazy, ReactElement, Suspense, useEffect, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { appointmentOf, lateness } from "../../lib/appointments";
import { useBranch } from "../../lib/branch";
import { dayMinute, momentOf } from "../../lib/clock";
import { moment, today } from "../../lib/format";
import { api, Problem } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useKey } from "../../lib/keys";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useNow } from "../../lib/now";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button } from "../../ui/Button";
import type { View } from "../../ui/calendar/CalendarBar";
import { weekOf } from "../../ui/calendar/columns";
import type { Booking, Change, Outcome, Slot } from "../../ui/calendar/model";
import { ResourceCalendar } from "../../ui/calendar/ResourceCalendar";
import type { Choice } from "../../ui/Field";
import { Page, PageHead, useTitle } from "../../ui/Page";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import type { Ending } from "./AppointmentPeek";
import { bookingOf, changeBody, concernsOf, refusalOf } from "./appointments";
import { progress } from "./progress";
import { useDays, useWording } from "./reading";
import { deskTexts } from "./deskTexts";
import type { Refused } from "./MoveDialog";


const AppointmentBody = lazy(() => import("./dialogs").then((chunk) => ({ default: chunk.AppointmentBody })));
const AppointmentFoot = lazy(() => import("./dialogs").then((chunk) => ({ default: chunk.AppointmentFoot })));
const BookingDialog = lazy(() => import("./dialogs").then((chunk) => ({ default: chunk.BookingDialog })));
const EndDialog = lazy(() => import("./dialogs").then((chunk) => ({ default: chunk.EndDialog })));
const MoveDialog = lazy(() => import("./dialogs").then((chunk) => ({ default: chunk.MoveDialog })));
const OtherTimeDialog = lazy(() => import("./dialogs").then((chunk) => ({ default: chunk.OtherTimeDialog })));

const kindOrder = ["doctor", "nurse", "consultant", "therapist", "room", "device"] as const;

/** The calendar of a branch: whom and what is booked when, live. */
export default function CalendarPage(): ReactElement {
  const t = useTexts(deskTexts);
  const { branch } = useBranch("read.appointment");
  useTitle(t.title);
  if (!branch) return <Page><PageHead title={t.title} /><Empty icon="map-pin" title={t.noBranch} /></Page>;
  return <Desk key={branch.id} branch={branch.id} />;
}

function Desk({ branch }: { branch: string }): ReactElement {
  const t = useTexts(deskTexts);
  const rights = useRights();
  const { query } = usePlace();
  const { branches, choose } = useBranch("read.appointment");
  const now = dayMinute(useNow());
  const asked = query.get("day") ?? "";
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today();
  const view = (["day", "week", "list"] as const).find((one) => one === query.get("view")) ?? "day";
  // A week is read whole: going through its days asks for nothing.
  const week = weekOf(day);
  const days = useDays(branch, week[0] ?? day, week[6] ?? day);
  const wording = useWording();
  const [making, setMaking] = useState<Partial<Slot> & { customer?: Customer | undefined }>();
  const [refused, setRefused] = useState<Refused>();
  const [ending, setEnding] = useState<Ending>();
  const [moving, setMoving] = useState<string>();
  const mayBook = rights.may("book.appointment", branch);
  const mayChange = rights.may("change.appointment", branch);
  useKey("B", mayBook ? () => setMaking({ day }) : undefined);
  const isNew = query.get("new") === "1";
  const forWhom = query.get("customer") ?? undefined;
  const given = useQuery(forWhom ? ["customer", forWhom] : undefined, () => api("GET /v1/customers/{id}", { path: { id: forWhom ?? "" } }));
  const isKnown = !forWhom || given.value !== undefined || given.problem !== undefined;
  useEffect(() => {
    if (!isNew || !isKnown) return;
    if (mayBook) setMaking({ day, customer: given.value });
    setQuery({ new: undefined, customer: undefined });
  }, [isNew, isKnown]);
  const latest = useRef(days);
  latest.current = days;
  const kinds = kindOrder.filter((kind) => days.resources.some((one) => one.kind === kind)).map((value): Choice => ({ value, label: t[value] }));
  if (kinds.length === 0) kinds.push({ value: "branch", label: t.title });
  const known = (id: string | undefined) => latest.current.appointments.find((one) => one.id === id);

  const save = async ({ from, to, conflicts }: Change): Promise<Outcome> => {
    const appointment = known(from.id);
    try {
      const saved = appointmentOf(await api("PATCH /v1/appointments/{id}", { path: { id: from.id }, version: from.version ?? 0, body: changeBody(from, to, momentOf) }));
      changed("appointments");
      changed("working-time");
      return { saved: bookingOf(saved, latest.current.customers.get(saved.customerId ?? ""), wording) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 412) {
        const theirs = await api("GET /v1/appointments/{id}", { path: { id: from.id } }).then(appointmentOf, () => undefined);
        changed("appointments");
        return { refused: t.stale, ...(theirs ? { theirs: bookingOf(theirs, latest.current.customers.get(theirs.customerId ?? ""), wording) } : {}) };
      }
      const [refusal, concerns] = [refusalOf(error), concernsOf(error)];
      if (appointment && (refusal || concerns)) {
        setRefused({ appointment: { ...appointment, version: from.version ?? appointment.version }, body: changeBody(from, to, momentOf), refusal, concerns });
        return { refused: "" };
      }
      return { refused: conflicts.length > 0 && error.status === 409 ? error.title : error.text };
    }
  };
  const act = (booking: Booking, what: "arrive" | "noshow") => {
    const appointment = known(booking.id);
    if (!appointment) return;
    if (what === "noshow" && lateness(appointment, Date.now()) && rights.may("cancel.appointment", branch)) setEnding({ appointment, what: "no-show" });
    if (what === "arrive" && (appointment.state === "booked" || appointment.state === "confirmed") && rights.may("progress.appointment", branch)) void progress(appointment, "arrival", t.arrived(booking.customer));
  };
  if (days.problem && !days.bookings) return <Page><PageHead title={t.title} /><Refusal problem={days.problem} again={days.again} /></Page>;
  const nameOf = (id: string | null | undefined) => days.customers.get(id ?? "")?.name ?? undefined;
  const customerOf = (appointment: { customerId: string | null }) => nameOf(appointment.customerId) ?? t.hidden;
  const movingOne = known(moving);
  return (
    <div className="desk">
      {!days.isComplete && <Notice kind="warn" strip>{t.incomplete}</Notice>}
      <ResourceCalendar
        key={kinds.map((kind) => kind.value).join()}
        title={t.title} day={day} view={view} kinds={kinds} resources={days.resources} bookings={days.bookings} shifts={days.shifts} closures={days.closures} open={days.open} now={now}
        first={query.get("booking") ?? undefined} onCurrent={(id) => setQuery({ booking: id })} explains
        onDay={(next) => setQuery({ day: next === today() ? undefined : next, booking: undefined })} onView={(next: View) => setQuery({ view: next === "day" ? undefined : next })}
        {...(mayBook ? { onCreate: (slot: Slot) => setMaking(slot) } : {})} {...(mayChange ? { onChange: save } : {})} onAct={act}
        details={(booking) => {
          const appointment = known(booking.id);
          if (!appointment) return {};
          const shared = { appointment, branch, customer: days.customers.get(appointment.customerId ?? "") };
          return {
            body: <Suspense fallback={<Skeleton lines={3} />}><AppointmentBody {...shared} /></Suspense>,
            foot: <Suspense><AppointmentFoot {...shared} onEnd={setEnding} onOtherTime={() => setMoving(appointment.id)} /></Suspense>,
          };
        }}
        actions={(
          <>
            <BranchSelect branches={branches} value={branch} onValue={choose} />
            {mayBook && <Button kind="primary" icon="plus" onClick={() => setMaking({ day })}>{t.create}</Button>}
          </>
        )}
      />
      <Suspense>
        {making && <BookingDialog branch={branch} slot={making} bookables={days.bookables} {...(making.customer ? { customer: making.customer } : {})} onClose={() => setMaking(undefined)} onBooked={(appointment) => setQuery({ day: dayMinute(appointment.startsAt).day === today() ? undefined : dayMinute(appointment.startsAt).day, booking: appointment.id })} />}
        {refused && <MoveDialog refused={refused} branch={branch} bookables={days.bookables} title={`${customerOf(refused.appointment)} · ${moment(refused.body?.startsAt ?? refused.appointment.startsAt)}`} customer={nameOf} service={wording.service} onClose={() => setRefused(undefined)} />}
        {movingOne && <OtherTimeDialog appointment={movingOne} branch={branch} bookables={days.bookables} title={customerOf(movingOne)} customer={nameOf} service={wording.service} onClose={() => setMoving(undefined)} />}
        {ending && <EndDialog ending={ending} customer={customerOf(ending.appointment)} onClose={() => setEnding(undefined)} />}
      </Suspense>
    </div>
  );
}

