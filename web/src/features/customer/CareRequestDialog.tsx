import { ReactElement, useState } from "react";
import { addDays, startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { AreaField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { Handle, handleBody, noHandle } from "./handle";
import { HandleFields } from "./HandleFields";

const texts = dictionary({
  title: ["申请查看客户", "Ask to see a customer"],
  about: ["受限客户和未成年客户只对诊疗团队可见。院区管理员、集团负责人或合规负责人批准后，到期自动结束，最长 31 天。", "Restricted customers and minors are there for their care team only. A branch admin, the director or compliance decides; it ends by itself, after 31 days at the most."],
  reason: ["申请原因", "Reason"],
  until: ["看到哪天为止", "Until"],
  ask: ["提交申请", "Ask"],
  asked: ["申请已提交，等待审批", "Asked; it waits for a decision"],
  missed: ["您的院区里没有与之相符的客户。", "No customer of your branches fits."],
});

/** Asks those who may approve it to let oneself care for a customer who is closed. */
export function CareRequestDialog({ customerId, onClose, onDone }: { customerId?: string; onClose: () => void; onDone?: () => void }): ReactElement {
  const t = useTexts(texts);
  const [handle, setHandle] = useState<Handle>(noHandle);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(addDays(today(), 7));
  const { isBusy, problem, run } = useSubmission();
  const told = customerId ? { customerId } : handleBody(handle);
  const ask = () => run(async () => {
    await api("POST /v1/care-requests", { body: { ...told, reason: reason.trim(), until: startOfDay(addDays(until, 1)) } });
    changed("care-mine");
    tell(t.asked);
    onDone?.();
    onClose();
  });
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.ask, busy: isBusy, disabled: !told || !until || [...reason.trim()].length < 2, run: () => void ask() }}>
      <Notice>{t.about}</Notice>
      {!customerId && <HandleFields handle={handle} problem={problem} onHandle={setHandle} />}
      <AreaField label={t.reason} rows={2} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <DateField label={t.until} value={until} onValue={setUntil} min={today()} error={problem?.of("until")} />
      {problem?.status === 404 ? <Notice kind="bad" live>{t.missed}</Notice> : <FormProblem problem={problem} fields={["number", "name", "phone", "reason", "until"]} />}
    </Dialog>
  );
}
