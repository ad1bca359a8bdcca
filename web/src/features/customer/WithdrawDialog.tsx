import { ReactElement, useState } from "react";
import type { ConsentWithdrawal, Customer } from "../../gen/api";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { purposes } from "../consents/purposes";
import { consentChannels } from "../consents/words";

const texts = dictionary({
  title: [(purpose: string) => `撤回同意：${purpose}`, (purpose: string) => `Withdraw: ${purpose}`],
  marketing: ["全部推广", "all promotion"],
  about: ["立即生效，之后任何发送、拨打或展示都会先检查。", "It holds at once: whatever sends, calls or shows asks first."],
  channel: ["撤回方式", "How it was said"],
  reason: ["原因（可不填）", "Reason (optional)"],
  withdraw: ["撤回", "Withdraw"],
  done: ["同意已撤回", "Withdrawn"],
});

export function WithdrawDialog({ customer, purpose, onClose, onDone }: { customer: Customer; purpose: string; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const purposeName = useWords(purposes);
  const [channel, setChannel] = useState("counter");
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const withdraw = () => run(async () => {
    const body = { purposes: [purpose], channel, ...(reason.trim() ? { reason } : {}) };
    await api("POST /v1/customers/{id}/consent-withdrawals", { path: { id: customer.id ?? "" }, body: body as ConsentWithdrawal });
    tell(t.done);
    onDone();
    onClose();
  });
  return (
    <Dialog title={t.title(purpose === "marketing" ? t.marketing : purposeName(purpose))} onClose={onClose} action={{ label: t.withdraw, danger: true, busy: isBusy, run: () => void withdraw() }}>
      <Notice>{t.about}</Notice>
      <SelectField label={t.channel} value={channel} onValue={setChannel} choices={choicesOf(consentChannels, shown)} />
      <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <FormProblem problem={problem} fields={["reason"]} />
    </Dialog>
  );
}
