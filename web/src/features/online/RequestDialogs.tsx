import { ReactElement, useState } from "react";
import { addDays, today } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Segments, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { concernsOf, refusalOf } from "../calendar/appointments";
import { Concerns } from "../calendar/NotFree";
import { Decision, isAskedBack, isDecided, OnlineRequest, reviewBody, ReviewDraft } from "./model";
import { requestsChanged } from "./reading";
import { onlineTexts } from "./texts";

interface Shown {
  request: OnlineRequest;
  onClose: () => void;
}

const decisions: readonly Decision[] = ["approve", "ask", "postpone", "reject"];

/** The doctor's word: what is medical for the record, and what the desk is to say. */
export function ReviewDialog({ request, service, onClose }: Shown & { service: (id: string) => string }): ReactElement {
  const t = useTexts(onlineTexts);
  const [draft, setDraft] = useState<ReviewDraft>({ decision: "approve", reason: "", message: "", postponeUntil: addDays(today(), 7) });
  const set = (change: Partial<ReviewDraft>) => setDraft({ ...draft, ...change });
  const { isBusy, problem, run } = useSubmission();
  const decide = (despite?: string) => run(async () => {
    await api("POST /v1/online-requests/{id}/review", { path: { id: request.id }, version: request.version, body: reviewBody(draft, despite) as never });
    requestsChanged();
    tell(t.saved);
    onClose();
  });
  const concerns = draft.decision === "approve" ? concernsOf(problem) : undefined;
  const help = { approve: t.approveHelp, ask: t.askHelp, postpone: t.postponeHelp, reject: t.rejectHelp }[draft.decision];
  return (
    <Dialog title={t.deciding(String(request.number ?? ""))} wide onClose={onClose} action={{ label: t[draft.decision], busy: isBusy, danger: draft.decision === "reject", disabled: !isDecided(draft), run: () => void decide() }}>
      <Segments label={t.decision} value={draft.decision} onValue={(decision) => set({ decision: decision as Decision })} choices={decisions.map((value) => ({ value, label: t[value] }))} />
      <p className="dim">{help}</p>
      {draft.decision === "postpone" && <DateField label={t.until} required min={addDays(today(), 1)} value={draft.postponeUntil} onValue={(postponeUntil) => set({ postponeUntil })} error={problem?.of("postponeUntil")} />}
      <AreaField label={t.reason} required={draft.decision === "postpone" || draft.decision === "reject"} maxLength={500} value={draft.reason} onValue={(reason) => set({ reason })} error={problem?.of("reason")} />
      <TextField label={t.message} required={draft.decision === "ask"} maxLength={200} value={draft.message} onValue={(message) => set({ message })} error={problem?.of("message")} />
      {concerns && <Concerns concerns={concerns} branch={request.branchId ?? ""} service={service} busy={isBusy} onGoOn={(despite) => void decide(despite)} />}
      {!concerns && <FormProblem problem={problem} fields={["postponeUntil", "reason", "message"]} />}
      {refusalOf(problem) && <Notice kind="warn">{t.approveHelp}</Notice>}
    </Dialog>
  );
}

/** What the desk found out, or that nothing comes of it. */
export function StepDialog({ request, step, onClose }: Shown & { step: "reopened" | "withdrawn" }): ReactElement {
  const t = useTexts(onlineTexts);
  const [note, setNote] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const isReopening = step === "reopened" && isAskedBack(request.state);
  const save = () => run(async () => {
    await api("POST /v1/online-requests/{id}/steps", { path: { id: request.id }, version: request.version, body: { step, ...(note.trim() ? { note: note.trim() } : {}) } as never });
    requestsChanged();
    tell(isReopening ? t.saved : t.withdrawn);
    onClose();
  });
  return (
    <Dialog
      title={isReopening ? t.reopen : t.withdrawTitle} onClose={onClose}
      action={{ label: isReopening ? t.reopen : t.withdrawTitle, busy: isBusy, danger: !isReopening, disabled: isReopening && !note.trim(), run: () => void save() }}
    >
      {!isReopening && <p>{t.withdrawHelp}</p>}
      <AreaField label={t.note} hint={isReopening ? t.noteHelp : undefined} required={isReopening} maxLength={500} value={note} onValue={setNote} error={problem?.of("note")} />
      <FormProblem problem={problem} fields={["note"]} />
    </Dialog>
  );
}

/** Shows the telephone number, for a purpose that is written down first. */
export function RevealDialog({ request, onClose, onRevealed }: Shown & { onRevealed: (phone: string) => void }): ReactElement {
  const t = useTexts(onlineTexts);
  const [purpose, setPurpose] = useState(t.purposeCall);
  const { isBusy, problem, run } = useSubmission();
  const reveal = () => run(async () => {
    const answer = await api("POST /v1/online-requests/{id}/reveal", { path: { id: request.id }, body: { fields: ["phone"], purpose: purpose.trim() } });
    onRevealed(((answer as { fields?: unknown }).fields as Record<string, string | null> | undefined)?.phone ?? "—");
    onClose();
  });
  return (
    <Dialog title={`${t.reveal} #${request.number ?? ""}`} onClose={onClose} action={{ label: t.reveal, busy: isBusy, disabled: [...purpose.trim()].length < 2, run: () => void reveal() }}>
      <Notice kind="warn">{t.revealNotice}</Notice>
      <TextField label={t.purpose} value={purpose} onValue={setPurpose} maxLength={200} error={problem?.of("purpose")} />
      <FormProblem problem={problem} fields={["purpose"]} />
    </Dialog>
  );
}
