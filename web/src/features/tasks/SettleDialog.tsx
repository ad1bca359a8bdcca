import { ReactElement, useState } from "react";
import type { Task } from "../../gen/api";
import { usePeople } from "../../lib/directory";
import { addDays, startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { taskTexts } from "./words";

export type Verb = "complete" | "postpone" | "cancel" | "hand";

/** A moment of a clinic's day, as the API takes it. */
export function momentOf(day: string, time: string): string {
  const [hours = "0", minutes = "0"] = time.split(":");
  return new Date(Date.parse(startOfDay(day)) + (Number(hours) * 60 + Number(minutes)) * 60_000).toISOString();
}

/** Does a task, postpones it with a reason, gives it up, or gives it to somebody else. */
export function SettleDialog({ task, verb, onClose, onDone }: { task: Task; verb: Verb; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(taskTexts);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active" && person.id !== task.assigneeId);
  const [text, setText] = useState("");
  const [day, setDay] = useState(addDays(today(), 1));
  const [time, setTime] = useState("10:00");
  const [user, setUser] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const go = () => run(async () => {
    const given = { path: { id: task.id ?? "" }, version: task.version ?? 0 };
    const reason = text.trim();
    if (verb === "complete") await api("POST /v1/tasks/{id}/completion", { ...given, body: reason ? { outcome: reason } : {} });
    if (verb === "postpone") await api("POST /v1/tasks/{id}/postponement", { ...given, body: { dueAt: momentOf(day, time), reason } });
    if (verb === "cancel") await api("POST /v1/tasks/{id}/cancellation", { ...given, body: { reason } });
    if (verb === "hand") await api("PUT /v1/tasks/{id}/assignee", { ...given, body: { userId: user } });
    tell(t.saved);
    onDone();
  });
  const lacks = verb === "hand" ? !user : verb === "complete" ? false : text.trim() === "";
  return (
    <Dialog title={t[verb]} onClose={onClose} action={{ label: t[verb], danger: verb === "cancel", busy: isBusy, disabled: lacks || (verb === "postpone" && !day), run: () => void go() }}>
      {verb === "postpone" && <DateField label={t.dueDay} value={day} onValue={setDay} min={today()} error={problem?.of("dueAt")} />}
      {verb === "postpone" && <TextField label={t.dueTime} type="time" value={time} onValue={setTime} />}
      {verb === "hand" && <SelectField label={t.whom} required value={user} onValue={setUser} empty="" choices={people.map((person) => ({ value: person.id, label: person.displayName }))} error={problem?.of("userId")} />}
      {verb !== "hand" && <TextField label={verb === "complete" ? t.outcome : t.reason} required={verb !== "complete"} value={text} onValue={setText} maxLength={200} error={problem?.of(verb === "complete" ? "outcome" : "reason")} autoFocus />}
      <FormProblem problem={problem} fields={["dueAt", "reason", "outcome", "userId"]} />
    </Dialog>
  );
}
