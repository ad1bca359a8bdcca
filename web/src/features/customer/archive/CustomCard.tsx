import { ReactElement, useState } from "react";
import type { Customer, CustomerChange, CustomerField } from "../../../gen/api";
import { usePeople } from "../../../lib/directory";
import { api } from "../../../lib/http";
import { dictionary, either, useTexts } from "../../../lib/i18n";
import { useRights } from "../../../lib/me";
import { cache, useQuery } from "../../../lib/query";
import { useSubmission } from "../../../lib/submit";
import { tell } from "../../../lib/toast";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/DatePicker";
import { Dialog } from "../../../ui/Dialog";
import { AreaField, Check, SelectField, TextField } from "../../../ui/Field";
import { Card, Facts } from "../../../ui/Page";
import { FormProblem } from "../../../ui/State";
import { OtherCustomer } from "./PartCard";

const texts = dictionary({
  title: ["自定义字段", "Custom fields"],
  edit: ["修改", "Change"],
  save: ["保存", "Save"],
  saved: ["已保存", "Saved"],
  none: ["未填写", "Not given"],
  keep: ["有内容，留空不改", "There is a value; leave empty to keep it"],
});

type Values = Record<string, unknown>;
const valuesOf = (customer: Customer): Values => ((customer as unknown as { custom?: Values }).custom ?? {});

/** The tenant's own fields of a customer, as far as one sees them. */
export function CustomCard({ customer }: { customer: Customer }): ReactElement | null {
  const t = useTexts(texts);
  const rights = useRights();
  const [isEditing, setEditing] = useState(false);
  const fields = useQuery(["customer-fields"], async () => (await api("GET /v1/customer-fields")).data).value ?? [];
  const values = valuesOf(customer);
  const seen = fields.filter((field) => (field.code ?? "") in values);
  const writable = fields.filter((field) => rights.maySet("customer", `custom.${field.code}`, customer.homeBranchId));
  if (seen.length === 0 && writable.length === 0) return null;
  const mayEdit = writable.length > 0 && rights.may("update.customer", customer.homeBranchId);
  return (
    <Card title={t.title} actions={mayEdit && <Button icon="pencil" onClick={() => setEditing(true)}>{t.edit}</Button>}>
      <Facts rows={seen.map((field) => ({ name: either(field.nameZh ?? "", field.nameEn ?? ""), value: <CustomValue field={field} value={values[field.code ?? ""]} masked={customer.masked?.includes(`custom.${field.code}`) ?? false} /> }))} />
      {isEditing && <CustomDialog customer={customer} fields={writable} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function CustomValue({ field, value, masked }: { field: CustomerField; value: unknown; masked: boolean }): ReactElement {
  const people = usePeople().value ?? [];
  if (value === null || value === undefined || value === "") return <span className="dim">—</span>;
  if (masked) return <span className="dim">{String(value)}</span>;
  if (Array.isArray(value)) return <>{value.map((one) => <Badge key={String(one)}>{String(one)}</Badge>)}</>;
  if (field.kind === "customer") return <OtherCustomer id={String(value)} />;
  if (field.kind === "person") return <>{people.find((person) => person.id === value)?.displayName ?? "—"}</>;
  if (field.kind === "money") return <>¥ {(Number(value) / 100).toFixed(2)}</>;
  return <span className="prewrap">{String(value)}</span>;
}

function CustomDialog({ customer, fields, onClose }: { customer: Customer; fields: readonly CustomerField[]; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  const values = valuesOf(customer);
  const masked = new Set(customer.masked ?? []);
  const start = Object.fromEntries(fields.map((field) => [field.code ?? "", masked.has(`custom.${field.code}`) ? "" : text(field, values[field.code ?? ""])]));
  const [form, setForm] = useState<Record<string, string>>(start);
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    const custom: Values = {};
    for (const field of fields) {
      const code = field.code ?? "";
      if (form[code] !== start[code]) custom[code] = parsed(field, form[code] ?? "");
    }
    const saved = await api("PATCH /v1/customers/{id}", { path: { id: customer.id ?? "" }, version: customer.version ?? 0, body: { custom } as unknown as CustomerChange });
    cache.set(["customer", customer.id ?? ""], saved);
    cache.invalidate(["timeline", customer.id ?? ""]);
    tell(t.saved);
    onClose();
  });
  const input = (field: CustomerField): ReactElement => {
    const code = field.code ?? "";
    const common = {
      label: either(field.nameZh ?? "", field.nameEn ?? ""), value: form[code] ?? "", error: problem?.of(`custom/${code}`), required: field.required ?? false,
      hint: masked.has(`custom.${code}`) ? t.keep : undefined, onValue: (value: string) => setForm((now) => ({ ...now, [code]: value })),
    };
    const chosen = new Set((form[code] ?? "").split("\n").filter(Boolean));
    switch (field.kind) {
      case "date": return <DateField key={code} {...common} />;
      case "choice": return <SelectField key={code} {...common} empty={t.none} choices={(field.choices ?? []).map((word) => ({ value: word, label: word }))} />;
      case "person": return <SelectField key={code} {...common} empty={t.none} choices={people.map((person) => ({ value: person.id, label: person.displayName }))} />;
      case "long_text": return <AreaField key={code} {...common} wide maxLength={4000} />;
      case "choices": return (
        <fieldset key={code}><legend>{common.label}</legend>
          {(field.choices ?? []).map((word) => <Check key={word} label={word} checked={chosen.has(word)} onChecked={(on) => { if (on) chosen.add(word); else chosen.delete(word); common.onValue([...chosen].join("\n")); }} />)}
        </fieldset>
      );
      default: return <TextField key={code} {...common} maxLength={200} autoComplete="off" />;
    }
  };
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <FormProblem problem={problem} fields={fields.map((field) => `custom/${field.code}`)} />
      <div className="form-grid">{fields.map(input)}</div>
    </Dialog>
  );
}

const text = (field: CustomerField, value: unknown): string => (Array.isArray(value) ? value.join("\n") : field.kind === "money" && value !== null && value !== undefined ? (Number(value) / 100).toFixed(2) : String(value ?? ""));

/** As the API takes it: money in fen, numbers as numbers; what is no number is sent as it is and refused at its place. */
function parsed(field: CustomerField, typed: string): unknown {
  const value = typed.trim();
  if (value === "") return null;
  if (field.kind === "choices") return value.split("\n");
  if (field.kind === "money") return Number.isFinite(Number(value)) ? Math.round(Number(value) * 100) : value;
  if (field.kind === "number") return Number.isInteger(Number(value)) ? Number(value) : value;
  return value;
}
