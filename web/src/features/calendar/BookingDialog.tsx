import { ReactElement, useState } from "react";
import type { Customer, Operations } from "../../gen/api";
import { Appointment, appointmentOf } from "../../lib/appointments";
import { Bookable, isPerson, named, useServices } from "../../lib/catalogue";
import { dayMinute, minuteOfDay, momentOf, timeOfDay } from "../../lib/clock";
import { findCustomers } from "../../lib/customers";
import { moment, today } from "../../lib/format";
import { numberOrNull, textOrNull, useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { go } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Button } from "../../ui/Button";
import type { Slot as Place } from "../../ui/calendar/model";
import { Combobox, Option } from "../../ui/Combobox";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Segments, SelectField, TextField } from "../../ui/Field";
import { SelectList } from "../../ui/SelectList";
import { FormProblem, Notice } from "../../ui/State";
import { Amendments, amended, Bundled, fewest, groupOf, mostOfAll, movedTo, placeOf, reasoned, seriesOf } from "./bundle";
import { BundlePlan } from "./BundlePlan";
import { concernsOf, refusalOf, resourcesIn, Slot } from "./appointments";
import { DepositNotice } from "./DepositNotice";
import { FindTime } from "./FindTime";
import { Companion, GroupFields } from "./GroupFields";
import { Explanation } from "./MoveDialog";
import { appointmentsChanged } from "./progress";
import { useWording } from "./reading";
import { bookingTexts, sources } from "./texts";

type Body = Operations["POST /v1/appointments"]["body"];
type Mode = "single" | "series" | "group";
const most = 6;

interface BookingDialogProps {
  branch: string;
  /** Where somebody pointed: a day, a minute, a resource; as much of it as is known. */
  slot: Partial<Place>;
  bookables: readonly Bookable[];
  customer?: Customer;
  onClose: () => void;
  onBooked: (appointment: Appointment) => void;
}

/** A new booking: who, what, with whom and when; the time by hand, or one of those that are free. */
export function BookingDialog({ branch, slot, bookables, customer: given, onClose, onBooked }: BookingDialogProps): ReactElement {
  const t = useTexts(bookingTexts);
  const rights = useRights();
  const shown = useStore(language);
  const wording = useWording();
  const services = (useServices().value ?? []).filter((one) => one.state !== "archived");
  const pointed = bookables.find((one) => one.id === slot.resource);
  const optionOf = (one: Customer): Option => ({ value: one.id ?? "", label: one.name ?? `#${one.number ?? ""}`, detail: [one.number && `#${one.number}`, one.phone].filter(Boolean).join("  ") });
  const [customer, setCustomer] = useState<Option | undefined>(given && optionOf(given));
  const [chosen, setChosen] = useState<readonly string[]>([""]);
  const [companions, setCompanions] = useState<readonly Companion[]>([{ service: "" }]);
  const [mode, setMode] = useState<Mode>("single");
  const [found, setFound] = useState<Slot>();
  const [isFinding, setFinding] = useState(slot.start === undefined);
  const { draft, set, bind } = useDraft({
    with: pointed?.id ?? "", day: slot.day ?? today(), time: slot.start === undefined ? "" : timeOfDay(slot.start), remark: "", source: "desk", every: "7", times: "4", gap: "0",
  });
  // What was asked last, with what was said about it: it counts for nothing else, and neither does what spoke against it.
  const [asked, setAsked] = useState<{ of: string; reasons: Partial<Body>; lines: Amendments }>({ of: "", reasons: {}, lines: {} });
  const { isBusy, problem: answered, run } = useSubmission();
  const list = chosen.filter(Boolean);
  const minute = minuteOfDay(draft.time);
  const startsAt = minute === undefined ? undefined : momentOf(draft.day, minute);
  const isFound = found !== undefined && startsAt !== undefined && Date.parse(found.startsAt) === Date.parse(startsAt);
  const resources = isFound ? resourcesIn(found) : draft.with ? [draft.with] : [];
  const body = (more: Partial<Body>): Body | undefined => {
    const remark = textOrNull(draft.remark);
    if (startsAt === undefined) return undefined;
    return { branchId: branch, startsAt, services: list, ...(customer ? { customerId: customer.value } : {}), ...(resources.length > 0 ? { resources } : {}), source: draft.source as "desk", ...(remark ? { remark } : {}), ...more };
  };
  const [every, times, gap] = [Number(draft.every), numberOrNull(draft.times) ?? 0, numberOrNull(draft.gap) ?? -1];
  const people = [customer?.value, ...companions.map((one) => one.customer?.value)];
  const planned = (): readonly Bundled[] => {
    const whole = body({});
    if (!whole || mode === "single") return [];
    if (mode === "series") return times <= mostOfAll ? seriesOf(whole, { every, times, customerId: customer?.value ?? "", resource: draft.with }) : [];
    return groupOf(whole, people.map((one, index) => ({ customerId: one ?? "", service: companions[index - 1]?.service ?? "" })), { gap: Math.max(0, gap), resource: draft.with });
  };
  const bookings = planned();
  const questionOf = (at: string | undefined, used: readonly string[]) => JSON.stringify([mode, customer?.value, list, draft.with, used, at && Date.parse(at), ...(mode === "single" ? [] : [bookings])]);
  const question = questionOf(startsAt, resources);
  const lines = asked.of === question ? asked.lines : {};
  const isOld = asked.of !== question && (refusalOf(answered) ?? concernsOf(answered)) !== undefined;
  const problem = isOld ? undefined : answered;
  const book = (more: Partial<Body>) => {
    const whole = body({ ...(asked.of === question ? asked.reasons : {}), ...more });
    if (!whole) return;
    setAsked({
      of: questionOf(whole.startsAt, whole.resources ?? []), lines: {},
      reasons: { ...(whole.overbook ? { overbook: whole.overbook } : {}), ...(whole.despite ? { despite: whole.despite } : {}) },
    });
    void run(async (key) => {
      const made = await api("POST /v1/appointments", { key, body: whole });
      tell(whole.hold ? t.kept : t.booked(customer?.label ?? "", moment(made.startsAt)));
      finish(appointmentOf(made));
    });
  };
  const bookAll = (next: Amendments) => {
    setAsked({ of: question, reasons: {}, lines: next });
    void run(async (key) => {
      const made = await api("POST /v1/appointment-bundles", { key, body: { kind: mode === "series" ? "series" : "group", bookings: amended(bookings, next) } });
      tell(mode === "series" ? t.series(made.data.length) : t.group(made.data.length));
      finish(made.data[0] && appointmentOf(made.data[0]));
    });
  };
  const finish = (made: Appointment | undefined) => {
    appointmentsChanged();
    onClose();
    if (made) onBooked(made);
  };
  const choose = (next: Slot) => {
    const at = dayMinute(next.startsAt);
    setFound(next);
    set({ day: at.day, time: timeOfDay(at.minute) });
  };
  const [refusal, concerns] = [refusalOf(problem), concernsOf(problem)];
  const place = bookings.length > 0 ? placeOf(problem) : undefined;
  const nameOf = (index: number) => (mode === "series" ? t.nth(index + 1) : nameAt(index) ?? t.companion(index + 1));
  const nameAt = (index: number) => (index < 0 ? undefined : index === 0 ? customer?.label : companions[index - 1]?.customer?.label);
  const isWhole = mode === "single" || (mode === "series" ? times >= fewest && times <= mostOfAll : gap >= 0 && !people.includes(undefined) && new Set(people).size === people.length);
  const isReady = list.length > 0 && startsAt !== undefined && customer !== undefined && isWhole;
  const persons = bookables.filter((one) => isPerson(one.kind) || one.id === pointed?.id);
  const offered = services.map((one) => ({ value: one.id ?? "", label: [named(one), one.code].filter(Boolean).join(" · ") }));
  const search = async (text: string, signal: AbortSignal) => (await findCustomers(rights, text, signal)).map(optionOf);
  const mayWait = mode === "single" && list.length > 0 && rights.may("read.waitlist_entry", branch);
  const wait = () => go(`/waitlist?${new URLSearchParams({ new: "1", branch, services: list.join(","), on: draft.day, ...(customer ? { customer: customer.value } : {}), ...(draft.with ? { with: draft.with } : {}) }).toString()}`);
  // A time of one of several is that one's alone; of a single visit it is the form's.
  const take = (next: Slot) => {
    if (mode !== "single" && place !== undefined) return bookAll(movedTo(lines, place, next.startsAt, resourcesIn(next)));
    choose(next);
    if (mode === "single") book({ startsAt: next.startsAt, resources: resourcesIn(next), overbook: null, despite: null });
  };
  return (
    <Dialog
      title={t.create} wide onClose={onClose} action={{ label: t.book, busy: isBusy, disabled: !isReady, run: () => (mode === "single" ? book({}) : bookAll(lines)) }}
      foot={mode === "single" && <><Button writes busy={isBusy} disabled={list.length === 0 || startsAt === undefined} onClick={() => book({ hold: true })}>{t.hold}</Button><span className="grow" /></>}
    >
      {services.length === 0 && <Notice kind="warn">{t.noServices}</Notice>}
      <Segments label={t.mode} value={mode} onValue={(next) => setMode(next as Mode)} choices={[{ value: "single", label: t.single }, { value: "series", label: t.seriesMode }, { value: "group", label: t.groupMode }]} />
      <Combobox label={t.customer} required hint={t.customerHelp} value={customer} onValue={setCustomer} error={problem?.of("customerId")} search={search} />
      <SelectList
        label={t.services} values={chosen} most={most} choices={offered} error={problem?.of("services")}
        onValues={(next) => {
          setChosen(next);
          setFound(undefined);
        }}
      />
      <DepositNotice services={[...list, ...(mode === "group" ? companions.map((one) => one.service).filter(Boolean) : [])]} />
      {mode === "group" && <GroupFields companions={companions} onCompanions={setCompanions} services={offered} gap={bind("gap")} search={search} taken={people} />}
      <div className="form-grid">
        <SelectField label={t.with} empty={t.anybody} choices={persons.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))} {...bind("with")} error={problem?.of("resources")} />
        <SelectField label={t.source} choices={choicesOf(sources, shown)} {...bind("source", problem)} />
        <DateField label={t.day} required value={draft.day} onValue={(day) => set({ day })} error={problem?.of("startsAt")} />
        <TextField label={t.time} required type="time" step={300} {...bind("time")} />
      </div>
      {mode === "series" && (
        <div className="form-grid">
          <SelectField label={t.repeat} choices={[7, 14, 21, 28].map((days) => ({ value: String(days), label: t.every(days) }))} {...bind("every")} />
          <TextField label={t.times} type="number" min={fewest} max={mostOfAll} {...bind("times")} />
        </div>
      )}
      {bookings.length > 1 && list.length > 0 && <BundlePlan bookings={amended(bookings, lines)} amendments={lines} refused={place} nameOf={nameOf} />}
      {place !== undefined && <Notice kind="bad" live><b>{t.refusedFor(nameOf(place))}</b>{problem?.of("bookings") && <><br />{problem.of("bookings")}</>}</Notice>}
      {refusal || concerns ? (
        <Explanation
          refusal={refusal} concerns={concerns} busy={isBusy} branch={branch} bookables={bookables} service={wording.service}
          customer={(id) => (id ? nameAt(people.indexOf(id)) : undefined)} reach={mode === "series" ? t.forAll : undefined} onWait={mayWait ? wait : undefined} onChoose={take}
          onOverbook={(overbook) => (mode === "single" ? book({ overbook }) : bookAll(reasoned(lines, bookings.length, place, { overbook })))}
          onGoOn={(despite) => (mode === "single" ? book({ despite }) : bookAll(reasoned(lines, bookings.length, mode === "series" ? undefined : place, { despite })))}
        />
      ) : isFinding ? <FindTime branch={branch} services={list} resources={draft.with ? [draft.with] : []} bookables={bookables} chosen={isFound ? found.startsAt : undefined} onChoose={choose} onWait={mayWait ? wait : undefined} />
        : <div><Button icon="calendar-search" onClick={() => setFinding(true)}>{t.findTime}</Button></div>}
      <div className="form-grid">
        <TextField label={t.remark} hint={t.optional} maxLength={500} {...bind("remark", problem)} wide />
      </div>
      {!refusal && !concerns && <FormProblem problem={problem} fields={["bookings", "customerId", "services", "resources", "startsAt", "remark", "source"]} />}
    </Dialog>
  );
}
