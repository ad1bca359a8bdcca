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
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Button, IconButton } from "../../ui/Button";
import type { Slot as Place } from "../../ui/calendar/model";
import { Combobox, Option } from "../../ui/Combobox";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { concernsOf, refusalOf, resourcesIn, Slot } from "./appointments";
import { FindTime } from "./FindTime";
import { Explanation } from "./MoveDialog";
import { appointmentsChanged } from "./progress";
import { useWording } from "./reading";
import { seriesOf } from "./series";
import { bookingTexts, sources } from "./texts";

type Body = Operations["POST /v1/appointments"]["body"];
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
  const [found, setFound] = useState<Slot>();
  const [isFinding, setFinding] = useState(slot.start === undefined);
  const { draft, set, bind } = useDraft({
    with: pointed?.id ?? "", day: slot.day ?? today(), time: slot.start === undefined ? "" : timeOfDay(slot.start), remark: "", source: "desk", every: "", times: "4",
  });
  // What was asked last, with the reasons given for it: they count for nothing else, and neither does what spoke against it.
  const [asked, setAsked] = useState<{ of: string; reasons: Partial<Body> }>({ of: "", reasons: {} });
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
  const [every, times] = [Number(draft.every) || 0, numberOrNull(draft.times) ?? 0];
  const questionOf = (at: string | undefined, used: readonly string[]) => JSON.stringify([customer?.value, list, draft.with, used, at && Date.parse(at), every]);
  const question = questionOf(startsAt, resources);
  const isOld = asked.of !== question && (refusalOf(answered) ?? concernsOf(answered)) !== undefined;
  const problem = isOld ? undefined : answered;
  const book = (more: Partial<Body>) => {
    const whole = body({ ...(asked.of === question ? asked.reasons : {}), ...more });
    if (!whole) return;
    setAsked({
      of: questionOf(whole.startsAt, whole.resources ?? []),
      reasons: { ...(whole.overbook ? { overbook: whole.overbook } : {}), ...(whole.despite ? { despite: whole.despite } : {}) },
    });
    void run(async (key) => {
      if (every > 0 && !whole.hold) {
        const bookings = seriesOf(whole, { every, times, customerId: customer?.value ?? "", resource: draft.with });
        const made = await api("POST /v1/appointment-bundles", { key, body: { kind: "series", bookings } });
        tell(t.series(made.data.length));
        finish(made.data[0] && appointmentOf(made.data[0]));
        return;
      }
      const made = await api("POST /v1/appointments", { key, body: whole });
      tell(whole.hold ? t.kept : t.booked(customer?.label ?? "", moment(made.startsAt)));
      finish(appointmentOf(made));
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
  const isReady = list.length > 0 && startsAt !== undefined && customer !== undefined && (every === 0 || (times >= 2 && times <= 24));
  const people = bookables.filter((one) => isPerson(one.kind) || one.id === pointed?.id);
  return (
    <Dialog
      title={t.create} wide onClose={onClose} action={{ label: t.book, busy: isBusy, disabled: !isReady, run: () => book({}) }}
      foot={<><Button writes busy={isBusy} disabled={list.length === 0 || startsAt === undefined} onClick={() => book({ hold: true })}>{t.hold}</Button><span className="grow" /></>}
    >
      {services.length === 0 && <Notice kind="warn">{t.noServices}</Notice>}
      <Combobox label={t.customer} required hint={t.customerHelp} value={customer} onValue={setCustomer} error={problem?.of("customerId")} search={async (text, signal) => (await findCustomers(rights, text, signal)).map(optionOf)} />
      <div className="stack" role="group" aria-label={t.services}>
        {chosen.map((id, index) => (
          <div key={index} className="row booking-service">
            <div className="grow">
              <SelectField
                label={chosen.length > 1 ? t.serviceOf(index + 1) : t.services} required empty="" value={id} error={problem?.of("services")} choices={services.map((one) => ({ value: one.id ?? "", label: [named(one), one.code].filter(Boolean).join(" · ") }))}
                onValue={(next) => {
                  setChosen(chosen.map((one, at) => (at === index ? next : one)));
                  setFound(undefined);
                }}
              />
            </div>
            {chosen.length > 1 && <IconButton icon="trash-2" label={t.remove(t.serviceOf(index + 1))} onClick={() => setChosen(chosen.filter((_, at) => at !== index))} />}
          </div>
        ))}
        {chosen.length < most && list.length === chosen.length && <div><Button kind="quiet" icon="plus" onClick={() => setChosen([...chosen, ""])}>{t.addService}</Button></div>}
      </div>
      <div className="form-grid">
        <SelectField label={t.with} empty={t.anybody} choices={people.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))} {...bind("with")} error={problem?.of("resources")} />
        <SelectField label={t.source} choices={choicesOf(sources, shown)} {...bind("source", problem)} />
        <DateField label={t.day} required value={draft.day} onValue={(day) => set({ day })} error={problem?.of("startsAt")} />
        <TextField label={t.time} required type="time" step={300} {...bind("time")} />
      </div>
      {refusal || concerns ? (
        <Explanation
          refusal={refusal} concerns={concerns} busy={isBusy} branch={branch} bookables={bookables} service={wording.service} customer={(id) => (id && id === customer?.value ? customer.label : undefined)}
          onChoose={(next) => {
            choose(next);
            book({ startsAt: next.startsAt, resources: resourcesIn(next), overbook: null, despite: null });
          }}
          onOverbook={(overbook) => book({ overbook })} onGoOn={(despite) => book({ despite })}
        />
      ) : isFinding ? <FindTime branch={branch} services={list} resources={draft.with ? [draft.with] : []} bookables={bookables} chosen={isFound ? found.startsAt : undefined} onChoose={choose} />
        : <div><Button icon="calendar-search" onClick={() => setFinding(true)}>{t.findTime}</Button></div>}
      <div className="form-grid">
        <SelectField label={t.repeat} empty={t.once} choices={[7, 14, 21, 28].map((days) => ({ value: String(days), label: t.every(days) }))} {...bind("every")} />
        {every > 0 && <TextField label={t.times} type="number" min={2} max={24} {...bind("times")} />}
        <TextField label={t.remark} hint={t.optional} maxLength={500} {...bind("remark", problem)} wide />
      </div>
      {!refusal && !concerns && <FormProblem problem={problem} fields={["customerId", "services", "resources", "startsAt", "remark", "source"]} />}
    </Dialog>
  );
}
