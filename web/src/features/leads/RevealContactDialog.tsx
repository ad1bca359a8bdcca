import { ReactElement, useState } from "react";
import type { Lead } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { leadTexts } from "./words";

/** Shows a lead's telephone number, for a purpose that is written down first. */
export function RevealContactDialog({ lead, onClose, onRevealed }: { lead: Lead; onClose: () => void; onRevealed: (phone: string) => void }): ReactElement {
  const t = useTexts(leadTexts);
  const [purpose, setPurpose] = useState(t.purposeCall);
  const { isBusy, problem, run } = useSubmission();
  const reveal = () => run(async () => {
    const answer = await api("POST /v1/leads/{id}/reveal", { path: { id: lead.id ?? "" }, body: { fields: ["phone"], purpose: purpose.trim() } });
    onRevealed(((answer.fields ?? {}) as Record<string, string | null>).phone ?? "—");
    onClose();
  });
  return (
    <Dialog title={`${t.reveal} #${lead.number}`} onClose={onClose} action={{ label: t.reveal, busy: isBusy, disabled: [...purpose.trim()].length < 2, run: () => void reveal() }}>
      <Notice kind="warn">{t.notice}</Notice>
      <TextField label={t.purpose} value={purpose} onValue={setPurpose} maxLength={200} error={problem?.of("purpose")} />
      <FormProblem problem={problem} fields={["purpose"]} />
    </Dialog>
  );
}
