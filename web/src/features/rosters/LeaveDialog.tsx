import { ReactElement, useState } from "react";
import type { Bookable } from "../../lib/catalogue";
import { minuteOfDay, momentOf } from "../../lib/clock";
import { addDays, moment, today } from "../../lib/format";
import { textOrNull, useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Check, SelectField, TextField } from "../../ui/Field";
import { Facts } from "../../ui/Page";
import { FormProblem, Notice } from "../../ui/State";
import { ConflictList, conflictsIn } from "./ConflictList";
import { useStaff } from "./reading";
import type { Leave } from "./RequestsView";
import { leaveKinds, rosterTexts } from "./texts";

/** Asks that somebody need not work: oneself, or a colleague whose leave one decides. */
export function LeaveDialog({ branch, onClose }: { branch: string; onClose: () => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const me = useMe();
  const rights = useRights();
  const shown = useStore(language);
  const staff = useStaff(branch).value ?? [];
  const people = rights.may("decide.leave_request", branch) ? staff : staff.filter((one) => one.userId === me.user.id);
  const first = people.find((one) => one.userId === me.user.id) ?? people[0];
  const { draft, set, bind } = useDraft({ resourceId: first?.id ?? "", kind: "annual", from: addDays(today(), 1), until: addDays(today(), 1), starts: "09:00", ends: "18:00", reason: "" });
  const [isWhole, setWhole] = useState(true);
  const { isBusy, problem, run } = useSubmission();
  const startsAt = momentOf(draft.from, isWhole ? 0 : minuteOfDay(draft.starts) ?? 0);
  const endsAt = isWhole ? momentOf(addDays(draft.until, 1), 0) : momentOf(draft.from, minuteOfDay(draft.ends) ?? 0);
  const save = () => run(async (key) => {
    const reason = textOrNull(draft.reason);
    await api("POST /v1/leave-requests", { key, body: { resourceId: draft.resourceId, kind: draft.kind as "annual", startsAt, endsAt, ...(reason ? { reason } : {}) } });
    changed("leave");
    tell(t.requested);
    onClose();
  });
  return (
    <Dialog title={t.newLeave} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.resourceId || endsAt <= startsAt, run: () => void save() }}>
      {people.length === 0 && <Notice kind="warn">{t.notPerson}</Notice>}
      <div className="form-grid">
        {people.length > 1 ? <SelectField label={t.person} choices={people.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))} {...bind("resourceId", problem)} /> : first && <Facts rows={[{ name: t.person, value: first.name }]} />}
        <SelectField label={t.kind} choices={choicesOf(leaveKinds, shown)} {...bind("kind", problem)} />
      </div>
      <Check label={t.wholeDays} checked={isWhole} onChecked={setWhole} />
      <div className="form-grid">
        <DateField label={isWhole ? t.firstDay : t.day} required value={draft.from} onValue={(from) => set({ from, ...(draft.until < from ? { until: from } : {}) })} error={problem?.of("startsAt")} />
        {isWhole ? <DateField label={t.lastDay} required min={draft.from} value={draft.until} onValue={(until) => set({ until })} error={problem?.of("endsAt")} /> : (
          <div className="form-grid">
            <TextField label={t.from} type="time" {...bind("starts")} />
            <TextField label={t.until} type="time" {...bind("ends")} error={problem?.of("endsAt")} />
          </div>
        )}
      </div>
      <AreaField label={t.reason} hint={t.optional} maxLength={200} {...bind("reason", problem)} />
      <FormProblem problem={problem} fields={["resourceId", "kind", "startsAt", "endsAt", "reason"]} />
    </Dialog>
  );
}

/** Says whether somebody may be away. Bookings that are there are listed first. */
export function DecisionDialog({ leave, name, people, onClose }: { leave: Leave; name: string; people: readonly Bookable[]; onClose: () => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const kind = useWords(leaveKinds);
  const [answer, setAnswer] = useState("");
  const [despite, setDespite] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const conflicts = conflictsIn(problem);
  const decide = (approved: boolean) => run(async () => {
    await api("POST /v1/leave-requests/{id}/decision", {
      path: { id: leave.id ?? "" }, version: leave.version ?? 0, body: { approved, ...(answer.trim() ? { answer: answer.trim() } : {}), ...(approved && despite.trim() ? { despite: despite.trim() } : {}) },
    });
    ["leave", "working-time"].forEach((key) => changed(key));
    tell(approved ? t.approved : t.refused);
    onClose();
  });
  return (
    <Dialog
      title={t.decideLeave(name)} wide={conflicts !== undefined} onClose={onClose} foot={<Button writes busy={isBusy} onClick={() => void decide(false)}>{t.refuse}</Button>}
      action={{ label: t.approve, busy: isBusy, disabled: conflicts !== undefined && !despite.trim(), run: () => void decide(true) }}
    >
      <Facts two rows={[{ name: t.kind, value: kind(leave.kind) }, { name: t.reason, value: leave.reason }, { name: t.from, value: moment(leave.startsAt) }, { name: t.until, value: moment(leave.endsAt) }]} />
      <TextField label={t.answer} hint={t.optional} maxLength={200} value={answer} onValue={setAnswer} error={problem?.of("answer")} />
      {conflicts ? (
        <>
          <Notice kind="warn" live>{t.conflictsThere}</Notice>
          <ConflictList conflicts={conflicts} people={people} />
          <TextField label={t.approveDespite} hint={t.despiteHelp} required maxLength={200} value={despite} onValue={setDespite} />
        </>
      ) : <FormProblem problem={problem} fields={["answer"]} />}
    </Dialog>
  );
}
