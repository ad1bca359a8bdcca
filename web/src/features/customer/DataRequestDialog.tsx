import { ReactElement, useState } from "react";
import type { Customer, DataRequestReceived } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, language, useTexts } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { AreaField, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { consentChannels } from "../consents/words";
import { requestKinds, requesters, requestTexts } from "../requests/words";

/** What a customer asks about his data, taken down by whoever is asked. */
export function DataRequestDialog({ customer, onClose }: { customer: Customer; onClose: () => void }): ReactElement {
  const t = useTexts(requestTexts);
  const shown = useStore(language);
  const [form, setForm] = useState({ kind: "access", channel: "counter", requester: "self", requesterName: "", detail: "" });
  const { isBusy, problem, run } = useSubmission();
  const field = (name: keyof typeof form) => ({ value: form[name], error: problem?.of(name), onValue: (value: string) => setForm((now) => ({ ...now, [name]: value })) });
  const record = () => run(async (key) => {
    const body = Object.fromEntries(Object.entries(form).filter(([, value]) => value.trim() !== "")) as unknown as DataRequestReceived;
    const receipt = await api("POST /v1/customers/{id}/data-requests", { path: { id: customer.id ?? "" }, key, body });
    tell(t.recorded(receipt.number ?? 0));
    onClose();
  });
  return (
    <Dialog title={`${t.record}${colon()}${customer.name ?? ""}`} onClose={onClose} action={{ label: t.record, busy: isBusy, run: () => void record() }}>
      <div className="form-grid">
        <SelectField label={t.kind} choices={choicesOf(requestKinds, shown)} {...field("kind")} />
        <SelectField label={t.channel} choices={choicesOf(consentChannels, shown)} {...field("channel")} />
        <SelectField label={t.requester} choices={choicesOf(requesters, shown)} {...field("requester")} />
        {form.requester !== "self" && <TextField label={t.requesterName} maxLength={64} {...field("requesterName")} />}
      </div>
      <AreaField label={t.detail} maxLength={2000} {...field("detail")} />
      <FormProblem problem={problem} fields={["kind", "channel", "requester", "requesterName", "detail"]} />
    </Dialog>
  );
}
