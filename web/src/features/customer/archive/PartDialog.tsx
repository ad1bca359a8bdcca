import { ReactElement, useState } from "react";
import type { Customer, Customer_phoneCreation } from "../../../gen/api";
import { searchCustomers } from "../../../lib/customers";
import { halfWidth } from "../../../lib/input";
import { api } from "../../../lib/http";
import { language, useTexts } from "../../../lib/i18n";
import { useRights } from "../../../lib/me";
import { useStore } from "../../../lib/store";
import { useSubmission } from "../../../lib/submit";
import { tell } from "../../../lib/toast";
import { choicesOf } from "../../../lib/spoken";
import { Combobox, Option } from "../../../ui/Combobox";
import { DateField } from "../../../ui/DatePicker";
import { Dialog } from "../../../ui/Dialog";
import { AreaField, SelectField, TextField } from "../../../ui/Field";
import { FormProblem } from "../../../ui/State";
import type { Part, PartField, PartKind } from "./parts";
import { archiveTexts, severities } from "./words";

/** Adds something to a customer, or changes what is there; a masked value is never put into its field. */
export function PartDialog({ customer, kind, stored, onClose, onDone }: { customer: Customer; kind: PartKind; stored: Part | undefined; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(archiveTexts);
  const shown = useStore(language);
  const rights = useRights();
  const masked = new Set(stored?.masked ?? []);
  const fields = kind.fields.filter((field) => (!field.once || !stored) && (field.once || rights.maySet(kind.resource, field.name, customer.homeBranchId)));
  const before = Object.fromEntries(fields.map((field) => [field.name, stored && !masked.has(field.name) ? String(stored[field.name] ?? "") : ""]));
  const [form, setForm] = useState<Record<string, string>>(before);
  const [other, setOther] = useState<Option>();
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async (key) => {
    const body: Record<string, string | null> = {};
    for (const field of fields) {
      const value = field.type === "customer" ? other?.value ?? "" : tidy(field, form[field.name] ?? "");
      if (value !== before[field.name]) body[field.name] = value === "" ? null : value;
    }
    if (stored) {
      await api(`PATCH /v1/customer-${kind.path}/{id}` as "PATCH /v1/customer-phones/{id}", { path: { id: stored.id }, version: stored.version, body });
    } else {
      await api(`POST /v1/customers/{id}/${kind.path}` as "POST /v1/customers/{id}/phones", { path: { id: customer.id ?? "" }, key, body: body as unknown as Customer_phoneCreation });
    }
    tell(t.saved);
    onDone();
    onClose();
  });
  const input = (field: PartField): ReactElement => {
    const common = {
      label: t[field.label], value: form[field.name] ?? "", error: problem?.of(field.name), required: field.required ?? false,
      hint: masked.has(field.name) ? t.keep(String(stored?.[field.name] ?? "***")) : undefined,
      onValue: (value: string) => setForm((now) => ({ ...now, [field.name]: value })),
    };
    switch (field.type) {
      case "choice": return <SelectField key={field.name} {...common} empty="" choices={choicesOf(field.words ?? severities, shown)} />;
      case "date": return <DateField key={field.name} {...common} />;
      case "area": return <AreaField key={field.name} {...common} wide maxLength={field.max ?? 300} />;
      case "text": return <TextField key={field.name} {...common} autoComplete="off" maxLength={field.max ?? 64} />;
      case "customer": return <Combobox key={field.name} label={t.other} required value={other} onValue={setOther} search={findOthers(customer)} error={problem?.of(field.name)} />;
    }
  };
  return (
    <Dialog title={`${stored ? t.edit : t.add}${shown === "zh" ? "" : " · "}${t[kind.path]}`} wide onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <FormProblem problem={problem} fields={fields.map((field) => field.name)} />
      <div className="form-grid">{fields.map(input)}</div>
    </Dialog>
  );
}

const tidy = (field: PartField, value: string): string => field.name === "phone" ? halfWidth(value.trim()).replace(/\s/g, "") : value.trim();

/** Customers by what is typed, but for the one that it is about. */
const findOthers = (customer: Customer) => async (text: string, signal: AbortSignal): Promise<Option[]> => {
  const found = await searchCustomers(text, 10, signal);
  return (found?.data ?? []).filter((one) => one.id !== customer.id).map((one) => ({
    value: one.id ?? "", label: `${one.name ?? "—"} #${one.number}`, ...(one.phone ? { detail: one.phone } : {}),
  }));
};
