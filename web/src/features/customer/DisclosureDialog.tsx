import { ReactElement, useState } from "react";
import type { Customer, DisclosureRecorded } from "../../gen/api";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Check, SelectField, Switch, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { categories, grounds, methods } from "../consents/disclosureWords";

const texts = dictionary({
  title: ["登记对外提供", "Record a disclosure"],
  recipient: ["接收方名称", "Recipient"],
  contact: ["接收方联系方式", "Recipient’s contact"],
  data: ["提供的数据", "What was passed on"],
  method: ["提供方式", "How"],
  ground: ["依据", "Ground"],
  purpose: ["目的", "Purpose"],
  abroad: ["接收方在境外", "The recipient is abroad"],
  save: ["登记", "Record"],
  saved: ["已登记，记录不可修改", "Recorded; the entry cannot be changed"],
});

/** Enters into the register what was passed on, to whom and why. */
export function DisclosureDialog({ customer, onClose, onDone }: { customer: Customer; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const [form, setForm] = useState({ recipient: "", recipientContact: "", method: "electronic_file", ground: "consent", purpose: "", abroad: false });
  const [chosen, setChosen] = useState<string[]>([]);
  const { isBusy, problem, run } = useSubmission();
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const toggle = (word: string, on: boolean) => setChosen(on ? [...chosen, word] : chosen.filter((one) => one !== word));
  const save = () => run(async (key) => {
    await api("POST /v1/customers/{id}/disclosures", { path: { id: customer.id ?? "" }, key, body: { ...form, categories: chosen } as DisclosureRecorded });
    tell(t.saved);
    onDone();
    onClose();
  });
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <div className="form-grid">
        <TextField label={t.recipient} required value={form.recipient} onValue={(recipient) => set({ recipient })} maxLength={120} error={problem?.of("recipient")} />
        <TextField label={t.contact} required value={form.recipientContact} onValue={(recipientContact) => set({ recipientContact })} maxLength={200} error={problem?.of("recipientContact")} />
        <SelectField label={t.method} value={form.method} onValue={(method) => set({ method })} choices={choicesOf(methods, shown)} />
        <SelectField label={t.ground} value={form.ground} onValue={(ground) => set({ ground })} choices={choicesOf(grounds, shown)} error={problem?.of("ground")} />
      </div>
      <fieldset className="choices">
        <legend className="field-label">{t.data}</legend>
        {choicesOf(categories, shown).map((one) => (
          <Check key={one.value} label={one.label} checked={chosen.includes(one.value)} onChecked={(on) => toggle(one.value, on)} />
        ))}
        {problem?.of("categories") && <div className="field-error">{problem.of("categories")}</div>}
      </fieldset>
      <AreaField label={t.purpose} required rows={3} value={form.purpose} onValue={(purpose) => set({ purpose })} maxLength={500} error={problem?.of("purpose")} />
      <Switch label={t.abroad} checked={form.abroad} onChecked={(abroad) => set({ abroad })} />
      <FormProblem problem={problem} fields={["recipient", "recipientContact", "categories", "ground", "purpose"]} />
    </Dialog>
  );
}
