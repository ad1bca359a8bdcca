import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { usePeople } from "../../lib/directory";
import { addDays, startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Combobox, Option } from "../../ui/Combobox";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";

const texts = dictionary({
  title: ["指定诊疗关系", "Assign care"],
  about: ["医生和护士只看到诊疗关系内的客户。关系到期自动结束，最长半年。", "Doctors and nurses see the customers in their care. A relation ends by itself, after half a year at the most."],
  who: ["医护人员", "Doctor or nurse"],
  until: ["到哪天为止", "Until"],
  reason: ["原因", "Reason"],
  assign: ["指定", "Assign"],
  done: ["诊疗关系已生效", "The relation is in force"],
});

export function CareDialog({ customer, onClose }: { customer: Customer; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  const [who, setWho] = useState<Option>();
  const [until, setUntil] = useState(addDays(today(), 30));
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const search = async (text: string) => people.filter((person) => person.displayName.includes(text.trim())).slice(0, 20).map((person) => ({ value: person.id, label: person.displayName }));
  const assign = () => run(async () => {
    await api("PUT /v1/customers/{id}/care-relations/{userId}", {
      path: { id: customer.id ?? "", userId: who?.value ?? "" }, body: { until: startOfDay(addDays(until, 1)), reason },
    });
    changed("timeline", customer.id ?? "");
    tell(t.done);
    onClose();
  });
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.assign, run: () => void assign(), busy: isBusy, disabled: !who || !until || reason.trim() === "" }}>
      <Notice>{t.about}</Notice>
      <Combobox label={t.who} value={who} onValue={setWho} search={search} />
      <DateField label={t.until} value={until} onValue={setUntil} min={today()} error={problem?.of("until")} />
      <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <FormProblem problem={problem} fields={["until", "reason"]} />
    </Dialog>
  );
}
