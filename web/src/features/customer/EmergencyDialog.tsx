import { ReactElement, useState } from "react";
import { time } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useMe } from "../../lib/me";
import { cache } from "../../lib/query";
import { go } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { AreaField, SelectField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { Handle, handleBody, noHandle } from "./handle";
import { HandleFields } from "./HandleFields";
import { rememberOpening } from "./openings";

const texts = dictionary({
  title: ["紧急打开客户档案", "Open a customer in an emergency"],
  notice: ["仅用于抢救、过敏反应等紧急情况。合规负责人会立即收到通知，您查看的每一项都会记录，事后逐次复核。", "For emergencies only, as a resuscitation or an allergic reaction. Compliance is told at once; whatever you look at is recorded and each opening is reviewed."],
  reason: ["紧急原因", "Reason"],
  reasonHelp: ["写明发生了什么、为什么现在必须查看", "What happened, and why it has to be now"],
  minutes: ["打开多久", "For how long"],
  some: [(minutes: number) => `${minutes} 分钟`, (minutes: number) => `${minutes} minutes`],
  open: ["紧急打开", "Open now"],
  opened: [(until: string) => `已打开，${until} 自动结束`, (until: string) => `Open; ends by itself at ${until}`],
  missed: ["没有与之相符的客户。这次尝试已记录，一小时内最多可尝试五次。", "No customer fits. The attempt is recorded; five an hour are allowed."],
  missedHere: ["这位客户不在您的院区，请凭客户号与姓名或手机号打开。这次尝试已记录。", "The customer is not of your branches; open by number and name or phone. The attempt is recorded."],
});

/** Opens a customer for a while: by id within one's own branches, elsewhere by what he says and shows. */
export function EmergencyDialog({ customerId, onClose }: { customerId?: string; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const [handle, setHandle] = useState<Handle>(noHandle);
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState("30");
  const [isById, setById] = useState(customerId !== undefined);
  const { isBusy, problem, run } = useSubmission();
  const told = handleBody(handle);
  const open = () => run(async () => {
    const body = { reason: reason.trim(), minutes: Number(minutes) };
    const opened = isById && customerId
      ? await api("POST /v1/customers/{id}/break-glass", { path: { id: customerId }, body }).catch((failure: { status?: number }) => {
        if (failure.status === 404) setById(false);
        throw failure;
      })
      : await api("POST /v1/break-glass", { body: { ...body, number: told?.number ?? 0, ...told } });
    rememberOpening({ id: opened.id, customerId: opened.customerId, until: opened.until, userId: me.user.id });
    cache.invalidate(["customer", opened.customerId]);
    tell(t.opened(time(opened.until)));
    onClose();
    go(`/customers/${opened.customerId}`);
  });
  const isMissed = problem?.status === 404;
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.open, danger: true, busy: isBusy, disabled: [...reason.trim()].length < 2 || (!isById && !told), run: () => void open() }}>
      <Notice kind="warn">{t.notice}</Notice>
      {!isById && <HandleFields handle={handle} problem={problem} onHandle={setHandle} />}
      <AreaField label={t.reason} hint={t.reasonHelp} rows={2} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <SelectField label={t.minutes} value={minutes} onValue={setMinutes} choices={[15, 30, 60].map((some) => ({ value: String(some), label: t.some(some) }))} />
      {isMissed ? <Notice kind="bad" live>{customerId && !told ? t.missedHere : t.missed}</Notice> : <FormProblem problem={problem} fields={["number", "name", "phone", "reason", "minutes"]} />}
    </Dialog>
  );
}
