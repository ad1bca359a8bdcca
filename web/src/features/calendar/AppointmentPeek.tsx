import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { Appointment, appointmentEnds, appointmentStates, Deposit, lateness, latenesses } from "../../lib/appointments";
import { named, useServices } from "../../lib/catalogue";
import { depositStates, depositTexts } from "../../lib/deposits";
import { useDirectory } from "../../lib/directory";
import { moment, time } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { yuan } from "../../lib/money";
import { useNow } from "../../lib/now";
import { Link } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { AreaField } from "../../ui/Field";
import { Menu, MenuItem } from "../../ui/Menu";
import { Facts } from "../../ui/Page";
import { FormProblem } from "../../ui/State";
import { Tier } from "../customer/Tier";
import { PapersNotice } from "../consents/PapersNotice";
import { WarningsBanner } from "../customer/WarningsBanner";
import { appointmentsChanged, progress } from "./progress";
import { bookingTexts, otherSources, sources } from "./texts";

/** An end, or a late arrival, that wants a reason. */
export interface Ending {
  readonly appointment: Appointment;
  readonly what: "cancellation" | "no-show" | "arrival" | "deposit-waiver";
}

interface Shared {
  appointment: Appointment;
  branch: string;
  customer: Customer | undefined;
}

/** More of an appointment beside the grid: who it is, and how it came about. */
export function AppointmentBody({ appointment, branch, customer }: Shared): ReactElement {
  const t = useTexts(bookingTexts);
  const rights = useRights();
  const names = useDirectory();
  const state = useWords(appointmentStates);
  const lateWord = useWords(latenesses);
  const late = lateness(appointment, useNow());
  const ended = useWords(appointmentEnds);
  const source = useWords(sources);
  const otherSource = useWords(otherSources);
  const [remark, setRemark] = useState<string>();
  const { isBusy, problem, run } = useSubmission();
  const mayEdit = rights.may("change.appointment", branch) && !["completed", "cancelled", "no_show"].includes(appointment.state) && !appointment.isHidden;
  const save = () => run(async () => {
    await api("PATCH /v1/appointments/{id}", { path: { id: appointment.id }, version: appointment.version, body: { remark: remark?.trim() || null } });
    appointmentsChanged();
    tell(t.saved);
    setRemark(undefined);
  });
  return (
    <div className="stack">
      {customer && (
        <div className="row row-wrap">
          <Link to={`/customers/${customer.id}`}><b>{customer.name}</b></Link>
          <Tier level={customer.level} />
          {customer.phone && <span className="mono dim">{customer.phone}</span>}
        </div>
      )}
      {customer && <WarningsBanner customer={customer} />}
      <Facts
        two rows={[
          { name: t.number, value: <span className="mono">{appointment.number}</span> },
          { name: t.state, value: <>{state(appointment.state)}{late && late !== "due" && <> <Badge tone="bad" icon="alarm-clock">{lateWord(late)}</Badge></>}{appointment.isOverbooked && <> <Badge tone="warn" icon="triangle-alert">{t.overbooked}</Badge></>}</> },
          { name: t.source, value: otherSource(source(appointment.source)) },
          ...(appointment.heldUntil ? [{ name: t.hold, value: t.heldUntil(time(appointment.heldUntil)) }] : []),
          ...(appointment.endReason ?? appointment.endWord ? [{ name: t.endReason, value: appointment.endReason ?? ended(appointment.endWord ?? ""), wide: true }] : []),
        ]}
      />
      <PapersNotice forms={appointment.requiredForms} consents={appointment.missingConsents} />
      {appointment.deposit && <DepositFacts deposit={appointment.deposit} />}
      <p className="small dim">{t.createdBy(names.person(appointment.createdBy) ?? "—", moment(appointment.createdAt))}</p>
      {mayEdit && (remark === undefined ? <div><Button kind="quiet" icon="message-square-text" onClick={() => setRemark(appointment.remark ?? "")}>{t.edit}</Button></div> : (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
          <AreaField label={t.remark} maxLength={500} value={remark} onValue={setRemark} error={problem?.of("remark")} autoFocus />
          <FormProblem problem={problem} fields={["remark"]} />
          <div className="row"><Button type="submit" kind="primary" writes busy={isBusy}>{t.done}</Button><Button onClick={() => setRemark(undefined)}>{t.close}</Button></div>
        </form>
      ))}
    </div>
  );
}

/** What was asked for, what has come of it, and until when it costs nothing to cancel. */
function DepositFacts({ deposit }: { deposit: Deposit }): ReactElement {
  const t = useTexts(bookingTexts);
  const words = useTexts(depositTexts);
  const state = useWords(depositStates);
  const services = useServices().value ?? [];
  const isOpen = deposit.state === "due" || deposit.state === "paid";
  return (
    <>
      <Facts
        two rows={[
          { name: words.deposit, value: <><b>{yuan(deposit.fen)}</b> <Badge tone={deposit.state === "due" ? "warn" : deposit.state === "forfeited" ? "bad" : "plain"} icon="coins">{state(deposit.state)}</Badge></>, wide: true },
          ...(deposit.state === "due" && deposit.dueAt ? [{ name: t.depositDue, value: moment(deposit.dueAt) }] : []),
          ...(deposit.paidFen > 0 ? [{ name: t.depositPaid, value: yuan(deposit.paidFen) }] : []),
          ...(deposit.forfeitFen > 0 ? [{ name: t.depositKept, value: yuan(deposit.forfeitFen) }] : []),
        ]}
      />
      {isOpen && (
        <ul className="small dim">
          {deposit.terms.map((term, index) => <li key={index}>{named(services.find((one) => one.id === term.serviceId))} {yuan(term.depositFen)} · {(Date.parse(term.freeUntil) > Date.now() ? t.depositTerm : t.depositTermOver)(moment(term.freeUntil), term.latePercent, term.noShowPercent)}</li>)}
        </ul>
      )}
    </>
  );
}

/** What is most likely next, and what else can be done. */
export function AppointmentFoot({ appointment, branch, customer, onEnd, onOtherTime }: Shared & { onEnd: (ending: Ending) => void; onOtherTime: () => void }): ReactElement | null {
  const t = useTexts(bookingTexts);
  const rights = useRights();
  const { state } = appointment;
  const [mayProgress, mayEnd, mayChange, mayBook] = [rights.may("progress.appointment", branch), rights.may("cancel.appointment", branch), rights.may("change.appointment", branch), rights.may("book.appointment", branch)];
  const isOpen = state === "booked" || state === "confirmed";
  const late = lateness(appointment, useNow());
  const { isBusy, run, problem } = useSubmission();
  const step = (what: "confirmation" | "arrival" | "start" | "completion", done: string) => () => void run(() => progress(appointment, what, done));
  const take = () => run(async () => {
    await api("POST /v1/appointments/{id}/booking", { path: { id: appointment.id }, version: appointment.version, body: {} });
    appointmentsChanged();
    tell(t.saved);
  });
  const giveUp = () => run(async () => {
    await api("DELETE /v1/appointments/{id}", { path: { id: appointment.id }, version: appointment.version });
    appointmentsChanged();
    tell(t.ended);
  });
  const mayWaive = rights.may("waive.deposit", branch) && ["due", "paid", "forfeited"].includes(appointment.deposit?.state ?? "");
  const items: MenuItem[] = [
    ...(mayWaive ? [{ label: t.waive, icon: "coins", act: () => onEnd({ appointment, what: "deposit-waiver" }) }] : []),
    ...(mayChange && (isOpen || state === "held") ? [{ label: t.findOther, icon: "calendar-search", act: onOtherTime }] : []),
    ...(mayEnd && late && late !== "missed" ? [{ label: t.noShow, icon: "user-round-x", act: () => onEnd({ appointment, what: "no-show" }) }] : []),
    ...(mayEnd && isOpen ? [{ label: t.cancel, icon: "ban", danger: true, act: () => onEnd({ appointment, what: "cancellation" }) }] : []),
  ];
  const buttons = (
    <>
      {mayProgress && isOpen && <Button kind="primary" icon="door-open" writes busy={isBusy} onClick={step("arrival", t.arrived(customer?.name ?? t.customer))}>{t.arrive}</Button>}
      {mayEnd && late === "missed" && <Button icon="user-round-x" onClick={() => onEnd({ appointment, what: "no-show" })}>{t.noShow}</Button>}
      {mayProgress && state === "booked" && <Button icon="check" writes busy={isBusy} onClick={step("confirmation", t.saved)}>{t.confirm}</Button>}
      {mayProgress && state === "arrived" && <Button kind="primary" icon="syringe" writes busy={isBusy} onClick={step("start", t.saved)}>{t.start}</Button>}
      {mayProgress && state === "in_service" && <Button kind="primary" icon="check-check" writes busy={isBusy} onClick={step("completion", t.saved)}>{t.complete}</Button>}
      {mayProgress && state === "no_show" && <Button icon="door-open" onClick={() => onEnd({ appointment, what: "arrival" })}>{t.arriveLate}</Button>}
      {mayBook && state === "held" && appointment.customerId && <Button kind="primary" icon="calendar-check" writes busy={isBusy} onClick={() => void take()}>{t.take}</Button>}
      {mayBook && state === "held" && <Button writes busy={isBusy} onClick={() => void giveUp()}>{t.giveUp}</Button>}
      <Menu label={t.state} items={items} />
      <FormProblem problem={problem} />
    </>
  );
  const hasAny = (mayProgress && !["held", "completed", "cancelled"].includes(state)) || (mayBook && state === "held") || items.length > 0;
  return hasAny ? buttons : null;
}
