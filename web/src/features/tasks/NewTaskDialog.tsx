import { ReactElement, useState } from "react";
import type { TaskCreation } from "../../gen/api";
import { usePeople, useUnits } from "../../lib/directory";
import { today } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { momentOf } from "./SettleDialog";
import { taskTexts } from "./words";

/** A task for oneself, or for somebody of the team that one oversees. */
export function NewTaskDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }): ReactElement {
  const t = useTexts(taskTexts);
  const rights = useRights();
  const me = useMe();
  const people = (usePeople().value ?? []).filter((person) => person.state === "active" && person.id !== me.user.id);
  const branches = (useUnits().value ?? []).filter((unit) => unit.kind === "branch" && rights.may("create.task", unit.id));
  const [title, setTitle] = useState("");
  const [day, setDay] = useState(today());
  const [time, setTime] = useState("18:00");
  const [assignee, setAssignee] = useState("");
  const [branch, setBranch] = useState(me.branches.length === 1 ? me.branches[0]?.id ?? "" : "");
  const { isBusy, problem, run } = useSubmission();
  const create = () => run(async (key) => {
    const body = { title: title.trim(), dueAt: momentOf(day, time), ...(assignee ? { assigneeId: assignee } : {}), ...(branch ? { branchId: branch } : {}) };
    await api("POST /v1/tasks", { key, body: body as TaskCreation });
    tell(t.saved);
    onCreated();
  });
  return (
    <Dialog title={t.create} onClose={onClose} action={{ label: t.create, busy: isBusy, disabled: title.trim() === "" || !day, run: () => void create() }}>
      <TextField label={t.what} required value={title} onValue={setTitle} maxLength={200} error={problem?.of("title")} autoFocus />
      <DateField label={t.dueDay} required value={day} onValue={setDay} min={today()} error={problem?.of("dueAt")} />
      <TextField label={t.dueTime} type="time" value={time} onValue={setTime} />
      {branches.length > 1 && <SelectField label={t.branch} required value={branch} onValue={setBranch} empty="" choices={branches.map((unit) => ({ value: unit.id, label: unit.name }))} error={problem?.of("branchId")} />}
      {rights.may("oversee.task") && people.length > 0 && <SelectField label={t.who} value={assignee} onValue={setAssignee} empty={t.me} choices={people.map((person) => ({ value: person.id, label: person.displayName }))} error={problem?.of("assigneeId")} />}
      <FormProblem problem={problem} fields={["title", "dueAt", "branchId", "assigneeId"]} />
    </Dialog>
  );
}
