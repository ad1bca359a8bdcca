import { ReactElement, useState } from "react";
import type { CustomerChange, Lead } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { go } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, sexes } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { Duplicate } from "../customer/Duplicate";
import { leadTexts } from "./words";

/** Makes a customer of a lead. Telephone and WeChat go along without being shown; a name may be put right before. */
export function ConvertDialog({ lead, onClose, onDone }: { lead: Lead; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(leadTexts);
  const rights = useRights();
  const shown = useStore(language);
  const readsName = rights.on("lead", "name", lead.branchId).level === "write" || rights.on("lead", "name", lead.branchId).level === "read";
  const [name, setName] = useState(readsName ? lead.name ?? "" : "");
  const [sex, setSex] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const convert = () => run(async () => {
    const body = { ...(name.trim() && (name.trim() !== lead.name || !readsName) ? { name: name.trim() } : {}), ...(sex ? { sex } : {}) };
    const made = await api("POST /v1/leads/{id}/conversion", { path: { id: lead.id ?? "" }, version: lead.version ?? 0, body: body as CustomerChange });
    tell(made.isNew ? t.converted : t.linked);
    onDone();
    go(`/customers/${made.customerId}`);
  });
  return (
    <Dialog title={`${t.convert} #${lead.number}`} onClose={onClose} action={{ label: t.convert, busy: isBusy, run: () => void convert() }}>
      {problem?.code === "customer.duplicate" ? <Duplicate problem={problem} /> : <FormProblem problem={problem} fields={["name", "sex"]} />}
      <TextField label={t.name} value={name} onValue={setName} maxLength={64} {...(readsName ? {} : { hint: t.keepAsIs })} error={problem?.of("name")} />
      {rights.maySet("customer", "sex", lead.branchId) && <SelectField label={shown === "zh" ? "性别" : "Sex"} value={sex} onValue={setSex} empty="" choices={choicesOf(sexes, shown)} error={problem?.of("sex")} />}
    </Dialog>
  );
}
