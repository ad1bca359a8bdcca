import { ReactElement, useState } from "react";
import type { Customer, CustomerShareCreation } from "../../gen/api";
import { useUnits } from "../../lib/directory";
import { addDays, startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { shareScopeHelp, shareScopes } from "./accessWords";

const texts = dictionary({
  title: ["共享给其他院区", "Share with another branch"],
  restricted: ["这位客户已限制查看：共享不会让对方看到，只有诊疗团队能看到。", "This customer is restricted: a share opens nothing, only the care team sees him."],
  branch: ["共享给", "With"],
  scope: ["范围", "Scope"],
  until: ["到哪天为止", "Until"],
  reason: ["原因", "Reason"],
  share: ["共享", "Share"],
  done: ["已共享", "Shared"],
});

export function ShareDialog({ customer, onClose, onDone }: { customer: Customer; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const help = useWords(shareScopeHelp);
  const branches = (useUnits().value ?? []).filter((unit) => unit.kind === "branch" && unit.state === "open" && unit.id !== customer.homeBranchId);
  const [branch, setBranch] = useState("");
  const [scope, setScope] = useState("directory");
  const [until, setUntil] = useState(addDays(today(), 30));
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const share = () => run(async () => {
    const body = { branchId: branch, scope: scope as CustomerShareCreation["scope"], reason: reason.trim(), until: startOfDay(addDays(until, 1)) };
    await api("POST /v1/customers/{id}/shares", { path: { id: customer.id ?? "" }, body });
    tell(t.done);
    onDone();
    onClose();
  });
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.share, busy: isBusy, disabled: !branch || !until || [...reason.trim()].length < 2, run: () => void share() }}>
      {customer.restriction && <Notice kind="warn">{t.restricted}</Notice>}
      <SelectField label={t.branch} value={branch} onValue={setBranch} empty="" choices={branches.map((unit) => ({ value: unit.id, label: unit.name }))} error={problem?.of("branchId")} />
      <SelectField label={t.scope} hint={help(scope)} value={scope} onValue={setScope} choices={choicesOf(shareScopes, shown)} />
      <DateField label={t.until} value={until} onValue={setUntil} min={today()} error={problem?.of("until")} />
      <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <FormProblem problem={problem} fields={["branchId", "scope", "until", "reason"]} />
    </Dialog>
  );
}
