import { ReactElement, useState } from "react";
import { endOfDay, minuteOfDay, timeOfDay } from "../../lib/clock";
import { useDirectory, useUnits } from "../../lib/directory";
import { today, weekday } from "../../lib/format";
import { useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { comma, language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, unitKinds, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button, IconButton } from "../../ui/Button";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Segments, SelectField, TextField } from "../../ui/Field";
import { Card, PageHead } from "../../ui/Page";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import type { Operations } from "../../gen/api";
import { badPeriods, Period } from "./draft";
import { useCalendarDays, ViewProps } from "./reading";
import { dayKinds, rosterTexts, weekdays } from "./texts";

type CalendarDay = Operations["GET /v1/calendar-days/{id}"]["reply"];

/** When a branch is open: in every week, and on days that are different. */
export function HoursView({ branch, choice, tabs }: ViewProps): ReactElement {
  const t = useTexts(rosterTexts);
  const key = ["opening-hours", branch.id];
  const found = useQuery(key, () => api("GET /v1/branches/{id}/opening-hours", { path: { id: branch.id } }));
  return (
    <>
      <PageHead title={t.title}><BranchSelect branches={choice.branches} value={branch.id} onValue={choice.choose} /></PageHead>
      {tabs}
      <div className="tab-body">
        <div className="cards">
          {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={7} />
            : <WeekCard key={JSON.stringify(found.value)} branch={branch.id} hours={found.value} onSaved={(hours) => cache.set(key, hours)} />}
          <DaysCard branch={branch.id} />
        </div>
      </div>
    </>
  );
}

type Hours = Operations["GET /v1/branches/{id}/opening-hours"]["reply"];

interface TypedPeriod {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

function WeekCard({ branch, hours, onSaved }: { branch: string; hours: Hours; onSaved: (hours: Hours) => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const name = useWords(weekdays);
  const mayManage = rights.may("manage.shift", branch);
  const first = hours.hours.map((one) => ({ weekday: one.weekday, opens: timeOfDay(one.opensMinute), closes: timeOfDay(one.closesMinute) }));
  const [typed, setTyped] = useState<readonly TypedPeriod[]>(first);
  const [since, setSince] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const periods: Period[] = typed.map((one) => ({ weekday: one.weekday, opens: minuteOfDay(one.opens) ?? 0, closes: endOfDay(one.closes) ?? 0 }));
  const bad = badPeriods(periods);
  const isChanged = JSON.stringify(first) !== JSON.stringify(typed);
  const set = (index: number, change: Partial<TypedPeriod>) => setTyped(typed.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const write = (day: string, body: readonly Period[] | null) => run(async () => {
    const spoken = body?.map((one) => ({ weekday: one.weekday, opensMinute: one.opens, closesMinute: one.closes })) ?? null;
    onSaved(await api("PUT /v1/branches/{id}/opening-hours", { path: { id: branch }, body: { hours: spoken, ...(day ? { since: day } : {}) } }));
    changed("working-time");
    tell(t.saved);
  });
  const save = () => write(since, periods);
  return (
    <Card title={t.openDays}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => {
          const own = typed.flatMap((one, index) => (one.weekday === day ? [{ ...one, index }] : []));
          return (
            <div key={day} className="hours-day">
              <b>{name(String(day))}</b>
              <div className="stack">
                {own.length === 0 && <span className="dim">{t.closedDay}</span>}
                {own.map((one, at) => (
                  <div key={one.index} className="row">
                    <input className="input hours-input" type="time" aria-label={`${t.periodOf(name(String(day)), at + 1)} ${t.opens}`} aria-invalid={bad.includes(one.index) || undefined} disabled={!mayManage} value={one.opens} onChange={(event) => set(one.index, { opens: event.target.value })} />
                    <span aria-hidden="true">–</span>
                    <input className="input hours-input" type="time" aria-label={`${t.periodOf(name(String(day)), at + 1)} ${t.closes}`} aria-invalid={bad.includes(one.index) || undefined} disabled={!mayManage} value={one.closes} onChange={(event) => set(one.index, { closes: event.target.value })} />
                    {mayManage && <IconButton icon="trash-2" label={t.removeOf(t.periodOf(name(String(day)), at + 1))} onClick={() => setTyped(typed.filter((_, index) => index !== one.index))} />}
                  </div>
                ))}
              </div>
              {mayManage && <IconButton icon="plus" label={`${name(String(day))} ${t.addPeriod}`} onClick={() => setTyped([...typed, own.length > 0 ? { weekday: day, opens: own[own.length - 1]?.closes ?? "", closes: "21:00" } : { weekday: day, opens: "09:00", closes: "18:00" }])} />}
            </div>
          );
        })}
        {bad.length > 0 && <Notice kind="warn" live>{t.badPeriod}</Notice>}
        <FormProblem problem={problem} fields={["since"]} />
        {mayManage && isChanged && <DateField label={t.holdsFrom} hint={t.holdsFromHelp} min={today()} value={since} onValue={setSince} error={problem?.of("since")} />}
        {mayManage && isChanged && <div className="row"><Button type="submit" kind="primary" writes busy={isBusy} disabled={bad.length > 0}>{t.save}</Button><Button onClick={() => setTyped(first)}>{t.discard}</Button></div>}
      </form>
      {hours.later.length > 0 && (
        <ul className="list">
          {hours.later.map((later) => (
            <li key={later.since} className="row-wrap">
              <Badge tone="info" icon="clock">{t.startsOn(weekday(later.since))}</Badge>
              <span className="grow dim small">{spokenHours(later.hours, name) || t.closedDay}</span>
              {mayManage && <IconButton icon="trash-2" label={t.removeOf(t.startsOn(weekday(later.since)))} writes busy={isBusy} onClick={() => void write(later.since, null)} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** `周一 09:00–18:00, …`: hours of a week in one line. */
function spokenHours(hours: Hours["hours"], name: (day: string) => string): string {
  return hours.map((one) => `${name(String(one.weekday))} ${timeOfDay(one.opensMinute)}–${timeOfDay(one.closesMinute)}`).join(comma());
}

function DaysCard({ branch }: { branch: string }): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const names = useDirectory();
  const kind = useWords(dayKinds);
  const like = useWords(weekdays);
  const found = useCalendarDays();
  const [open, setOpen] = useState<CalendarDay | "new">();
  const { isBusy, problem, run } = useSubmission();
  const mayManage = (unit: string | null | undefined) => rights.mayEverywhere("manage.shift") || (unit ? rights.may("manage.shift", unit) : false);
  const remove = (one: CalendarDay) => {
    if (!confirm(t.confirmRemove(one.name ?? ""))) return;
    void run(async () => {
      await api("DELETE /v1/calendar-days/{id}", { path: { id: one.id ?? "" }, version: one.version ?? 0 });
      ["calendar-days", "working-time"].forEach((key) => changed(key));
      tell(t.removed);
    });
  };
  return (
    <Card title={t.days} flush actions={rights.may("manage.shift", branch) && <Button icon="plus" onClick={() => setOpen("new")}>{t.newDay}</Button>}>
      <FormProblem problem={problem} />
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={3} /> : (
        <ul className="list">
          {found.value.length === 0 && <li className="dim">{t.noDays}</li>}
          {found.value.map((one) => (
            <li key={one.id} className="row-wrap">
              <Badge tone={one.kind === "closed" ? "bad" : "info"} icon={one.kind === "closed" ? "door-closed" : "calendar-sync"}>{kind(one.kind)}</Badge>
              <span><b>{one.name}</b><br /><small>{one.day ? weekday(one.day) : ""}{one.kind === "make_up" && ` · ${t.like} ${like(String(one.likeWeekday ?? ""))}`}</small></span>
              <span className="grow dim small">{names.unit(one.unitId)}</span>
              {mayManage(one.unitId) && <IconButton icon="pencil" label={t.editDay(one.name ?? "")} onClick={() => setOpen(one)} />}
              {mayManage(one.unitId) && <IconButton icon="trash-2" label={t.removeOf(one.name ?? "")} writes busy={isBusy} onClick={() => remove(one)} />}
            </li>
          ))}
        </ul>
      )}
      {open && <DayDialog branch={branch} {...(open === "new" ? {} : { day: open })} onClose={() => setOpen(undefined)} />}
    </Card>
  );
}

function DayDialog({ branch, day, onClose }: { branch: string; day?: CalendarDay; onClose: () => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const shown = useStore(language);
  const unitKind = useWords(unitKinds);
  const units = (useUnits().value ?? []).filter((unit) => unit.state === "open" && unit.kind !== "department" && (rights.mayEverywhere("manage.shift") || rights.may("manage.shift", unit.id)));
  const { draft, set, bind } = useDraft({ unitId: day?.unitId ?? branch, day: day?.day ?? today(), kind: day?.kind ?? "closed", name: day?.name ?? "", likeWeekday: String(day?.likeWeekday ?? 1) });
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async (key) => {
    const kind = draft.kind as "closed" | "make_up";
    const likeWeekday = kind === "make_up" ? Number(draft.likeWeekday) : null;
    if (day) await api("PATCH /v1/calendar-days/{id}", { path: { id: day.id ?? "" }, version: day.version ?? 0, body: { kind, name: draft.name.trim(), likeWeekday } });
    else await api("POST /v1/calendar-days", { key, body: { unitId: draft.unitId, day: draft.day, kind, name: draft.name.trim(), ...(likeWeekday ? { likeWeekday } : {}) } });
    ["calendar-days", "working-time"].forEach((one) => changed(one));
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={day ? t.editDay(day.name ?? "") : t.newDay} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.name.trim() || !draft.day, run: () => void save() }}>
      {!day && <SelectField label={t.unit} hint={t.unitHelp} choices={units.map((unit) => ({ value: unit.id, label: `${unit.name} · ${unitKind(unit.kind)}` }))} {...bind("unitId", problem)} />}
      {!day && <DateField label={t.day} required value={draft.day} onValue={(next) => set({ day: next })} error={problem?.of("day")} />}
      <div className="field"><span className="field-label" aria-hidden="true">{t.kind}</span><Segments label={t.kind} choices={choicesOf(dayKinds, shown)} value={draft.kind} onValue={(kind) => set({ kind: kind as "closed" })} /></div>
      {draft.kind === "make_up" && <SelectField label={t.like} choices={choicesOf(weekdays, shown)} {...bind("likeWeekday", problem)} />}
      <TextField label={t.name} required maxLength={30} {...bind("name", problem)} data-autofocus />
      {draft.kind === "closed" && units.some((unit) => unit.id === draft.unitId && unit.kind === "branch") && draft.day && <BookedNotice branch={draft.unitId} day={draft.day} />}
      <FormProblem problem={problem} fields={["unitId", "day", "kind", "name", "likeWeekday"]} />
    </Dialog>
  );
}

/** What is booked on a day that is to be closed: it stays, and somebody has to move it. */
function BookedNotice({ branch, day }: { branch: string; day: string }): ReactElement | null {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const found = useQuery(rights.may("read.appointment", branch) ? ["appointments", branch, day, day] : undefined, () => api("GET /v1/branches/{id}/appointments", { path: { id: branch }, query: { from: day, to: day } }));
  const booked = (found.value?.data ?? []).filter((one) => ["held", "booked", "confirmed", "arrived", "in_service"].includes(one.state ?? "")).length;
  if (booked === 0) return null;
  return <Notice kind="warn" action={<Link to={`/calendar?branch=${branch}&day=${day}`}>{t.bookedShow}</Link>}>{t.bookedThen(booked)}</Notice>;
}
