import { ReactElement, useState } from "react";
import type { HandOverCreation, HandOverPreview, User } from "../../gen/api";
import { isOver, useBulk } from "../../lib/bulk";
import { useDirectory, usePeople } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { Stepper } from "../../ui/Stepper";
import { BulkProgress } from "../customer/BulkProgress";
import { HandOverPlan, planBody, PlanForm } from "./PlanForm";
import { handOverTexts } from "./handOverTexts";

/** Somebody leaves or moves: plan, check, do. Where he leaves, sessions, keys and grants end with the order. */
export function HandOverDialog({ person, departs, onClose, onLeft }: { person: User; departs: boolean; onClose: () => void; onLeft: () => void }): ReactElement {
  const t = useTexts(handOverTexts);
  const rights = useRights();
  const names = useDirectory();
  const mayHandOver = rights.may("hand_over.customer");
  const people = (usePeople().value ?? []).filter((one) => one.state === "active" && one.id !== person.id);
  const [plan, setPlan] = useState<HandOverPlan>({ rule: "one", to: [""], branches: {}, levels: {} });
  const [preview, setPreview] = useState<HandOverPreview>();
  const [reason, setReason] = useState("");
  const [ordered, setOrdered] = useState<{ id: string; version: number }>();
  const { isBusy, problem, run, clear } = useSubmission();
  const { work } = useBulk(ordered?.id);
  const body = (): HandOverCreation => ({ fromId: person.id, ...planBody(plan), ...(departs ? { departs } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) });
  const look = () => run(async () => setPreview(await api("POST /v1/hand-overs/preview", { body: { fromId: person.id, ...planBody(plan) } })));
  const leave = async () => {
    await api("POST /v1/users/{id}/departure", { path: { id: person.id } });
    changed("people");
    changed("person", person.id);
    tell(t.left);
    onClose();
    onLeft();
  };
  const order = () => run(async () => {
    const action = await api("POST /v1/hand-overs", { body: body() });
    changed("people");
    changed("person", person.id);
    setOrdered(action);
  });
  const undo = () => run(async () => {
    if (!work) return;
    await api("POST /v1/bulk-actions/{id}/reversal", { path: { id: work.id }, version: work.version });
    tell(t.undone);
    onClose();
  });
  const total = (preview?.lanes ?? []).reduce((sum, lane) => sum + lane.count, 0);
  const step = ordered ? 2 : preview ? 1 : 0;
  const action = ordered ? undefined
    : preview ? { label: departs ? t.goLeave : t.go, danger: departs, busy: isBusy, disabled: total === 0 && !departs, run: () => void order() }
      : { label: t.preview, busy: isBusy, disabled: !isWhole(plan), run: () => void look() };
  const title = departs ? t.departure(person.displayName) : t.title(person.displayName);
  if (!mayHandOver) {
    return (
      <Dialog title={title} onClose={onClose} action={{ label: t.leaveOnly, danger: true, busy: isBusy, run: () => void run(leave) }}>
        <Notice kind="warn">{t.leaveSure}</Notice>
        <FormProblem problem={problem} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title} wide onClose={() => { onClose(); if (ordered && departs) onLeft(); }} {...(action ? { action } : {})}
      foot={(
        <>
          {step === 0 && departs && <Button kind="danger" busy={isBusy} writes onClick={() => void run(leave)}>{t.leaveOnly}</Button>}
          {step === 1 && <Button onClick={() => { setPreview(undefined); clear(); }}>{t.back}</Button>}
          {work && isOver(work) && work.total > 0 && <Button busy={isBusy} writes onClick={() => void undo()}>{t.undo}</Button>}
        </>
      )}
    >
      <Stepper label={t.steps} steps={[t.plan, t.check, t.work]} current={step} />
      {step < 2 && departs && <Notice kind="warn">{t.leaveSure}</Notice>}
      {step === 0 && <PlanForm plan={plan} people={people} onPlan={setPlan} />}
      {step === 1 && preview && (
        <div className="stack">
          {total === 0 && <Notice>{t.nothing}</Notice>}
          <table className="table">
            <thead><tr><th scope="col">{t.lane}</th><th scope="col">{t.count}</th></tr></thead>
            <tbody>
              {preview.lanes.map((lane) => (
                <tr key={lane.lane}><td>{lane.name}</td><td>{lane.count}{lane.unplanned > 0 && <span className="dim">　{t.unplanned(lane.unplanned)}</span>}{lane.refused > 0 && <span className="dim">　{t.refused(lane.refused)}</span>}</td></tr>
              ))}
            </tbody>
          </table>
          <ul>{preview.successors.map((one) => <li key={one.userId}>{t.gets(names.person(one.userId) ?? "—", one.count)}</li>)}</ul>
          <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} />
        </div>
      )}
      {work && <BulkProgress work={work} />}
      <FormProblem problem={problem} />
    </Dialog>
  );
}

function isWhole(plan: HandOverPlan): boolean {
  if (plan.rule === "by_branch") return Object.values(plan.branches).some(Boolean);
  if (plan.rule === "by_level") return Object.values(plan.levels).some(Boolean);
  return plan.to.some(Boolean);
}
