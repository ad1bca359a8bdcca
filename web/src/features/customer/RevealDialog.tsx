import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { useFieldLabel } from "../../lib/customFields";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import type { ShownField } from "./FieldValue";

const texts = dictionary({
  title: [(field: string) => `查看${field}原文`, (field: string) => `Reveal: ${field}`],
  notice: ["这次查看会连同用途写入审计，并计入您今天的查看额度。", "This is written to the audit trail with its purpose and counts against your quota of today."],
  purpose: ["用途", "Purpose"],
  other: ["其他用途", "Another purpose"],
  which: ["请写明用途", "Say what for"],
  reveal: ["查看", "Reveal"],
  left: [(left: number) => `今天还可查看 ${left} 次`, (left: number) => `${left} left today`],
  call: ["电话联系客户", "Calling the customer"],
  confirm: ["到店核对身份", "Checking identity on arrival"],
  followUp: ["术后回访", "Follow-up after treatment"],
  safety: ["诊疗安全核查", "Treatment safety check"],
  correct: ["更正资料", "Correcting the record"],
});

/** A reveal is an act with a reason; nothing is shown before the server has written it down. */
export function RevealDialog({ customer, field, onClose, onRevealed }: { customer: Customer; field: ShownField | `custom.${string}`; onClose: () => void; onRevealed: (value: string) => void }): ReactElement {
  const t = useTexts(texts);
  const name = useFieldLabel()(field);
  const [chosen, setChosen] = useState("");
  const [written, setWritten] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const purposes = [t.call, t.confirm, t.followUp, t.safety, t.correct];
  const purpose = chosen === "other" ? written.trim() : chosen;
  const reveal = async () => {
    await run(async () => {
      const answer = await api("POST /v1/customers/{id}/reveal", { path: { id: customer.id ?? "" }, body: { fields: [field], purpose } });
      const values = (answer.fields ?? {}) as Record<string, string | null>;
      onRevealed(values[field] ?? "—");
      tell(t.left(answer.remainingToday ?? 0));
      changed("customer-access", customer.id ?? "");
      onClose();
    });
  };
  return (
    <Dialog title={t.title(name)} onClose={onClose} action={{ label: t.reveal, run: () => void reveal(), busy: isBusy, disabled: [...purpose].length < 2 }}>
      <Notice kind="warn">{t.notice}</Notice>
      <SelectField label={t.purpose} value={chosen} onValue={setChosen} empty="" choices={[...purposes.map((text) => ({ value: text, label: text })), { value: "other", label: t.other }]} />
      {chosen === "other" && <TextField label={t.which} value={written} onValue={setWritten} maxLength={200} error={problem?.of("purpose")} />}
      <FormProblem problem={problem} fields={["purpose"]} />
    </Dialog>
  );
}
