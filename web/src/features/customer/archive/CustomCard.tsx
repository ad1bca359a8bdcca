import { ReactElement, useState } from "react";
import type { Customer, CustomerChange, CustomerField } from "../../../gen/api";
import { isMasked, labelOf, nameOf, typedOf, useCustomFields, valueOf, Values, valuesOf } from "../../../lib/customFields";
import { api } from "../../../lib/http";
import { dictionary, useTexts } from "../../../lib/i18n";
import { useRights } from "../../../lib/me";
import { cache } from "../../../lib/query";
import { useSubmission } from "../../../lib/submit";
import { tell } from "../../../lib/toast";
import { Button, IconButton } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Card, Facts } from "../../../ui/Page";
import { FormProblem } from "../../../ui/State";
import { CustomInputs } from "../CustomInputs";
import { CustomValue } from "../CustomValue";
import { RevealDialog } from "../RevealDialog";

const texts = dictionary({
  title: ["自定义字段", "Custom fields"],
  edit: ["修改", "Change"],
  save: ["保存", "Save"],
  saved: ["已保存", "Saved"],
  reveal: [(field: string) => `查看${field}原文`, (field: string) => `Reveal: ${field}`],
});

/** The clinic's own fields of a customer, as far as one sees them. */
export function CustomCard({ customer }: { customer: Customer }): ReactElement | null {
  const t = useTexts(texts);
  const rights = useRights();
  const [isEditing, setEditing] = useState(false);
  const fields = useCustomFields().value ?? [];
  const seen = fields.filter((field) => field.code in valuesOf(customer));
  const writable = fields.filter((field) => rights.maySet("customer", nameOf(field), customer.homeBranchId) && (field.kind !== "file" || rights.may("upload.file")));
  if (seen.length === 0 && writable.length === 0) return null;
  const mayEdit = writable.length > 0 && rights.may("update.customer", customer.homeBranchId);
  return (
    <Card title={t.title} actions={mayEdit && <Button icon="pencil" onClick={() => setEditing(true)}>{t.edit}</Button>}>
      <Facts two rows={seen.map((field) => ({ name: labelOf(field), value: <Shown customer={customer} field={field} />, wide: field.kind === "long_text" }))} />
      {isEditing && <CustomDialog customer={customer} fields={writable} onClose={() => setEditing(false)} />}
    </Card>
  );
}

/** A value, and the way to its clear form where somebody may reveal it. */
function Shown({ customer, field }: { customer: Customer; field: CustomerField }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [isAsking, setAsking] = useState(false);
  const [clear, setClear] = useState<string>();
  const mayReveal = isMasked(customer, field) && rights.mayUse("reveal", "customer", nameOf(field), customer.homeBranchId) && rights.may("reveal.customer", customer.homeBranchId);
  if (clear !== undefined) return <span className="prewrap">{clear}</span>;
  return (
    <span className="row">
      <CustomValue customer={customer} field={field} />
      {mayReveal && <IconButton icon="eye" label={t.reveal(labelOf(field))} onClick={() => setAsking(true)} />}
      {isAsking && <RevealDialog customer={customer} field={`custom.${field.code}`} onClose={() => setAsking(false)} onRevealed={setClear} />}
    </span>
  );
}

function CustomDialog({ customer, fields, onClose }: { customer: Customer; fields: readonly CustomerField[]; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const values = valuesOf(customer);
  const start = Object.fromEntries(fields.map((field) => [field.code, isMasked(customer, field) ? "" : typedOf(field, values[field.code])]));
  const [form, setForm] = useState<Record<string, string>>(start);
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    const custom: Values = Object.fromEntries(fields.filter((field) => form[field.code] !== start[field.code]).map((field) => [field.code, valueOf(field, form[field.code] ?? "")]));
    const saved = await api("PATCH /v1/customers/{id}", { path: { id: customer.id ?? "" }, version: customer.version ?? 0, body: { custom } as CustomerChange });
    cache.set(["customer", customer.id ?? ""], saved);
    cache.invalidate(["timeline", customer.id ?? ""]);
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <FormProblem problem={problem} fields={fields.map((field) => `custom/${field.code}`)} />
      <div className="form-grid">
        <CustomInputs fields={fields} form={form} masked={new Set(customer.masked ?? [])} problem={problem} onChange={(code, value) => setForm((now) => ({ ...now, [code]: value }))} />
      </div>
    </Dialog>
  );
}
