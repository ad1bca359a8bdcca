import { ReactElement, useState } from "react";
import type { CustomerCreation } from "../../gen/api";
import { nameOf, useCustomFields, valueOf } from "../../lib/customFields";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { useMe, useRights } from "../../lib/me";
import { go } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { FormProblem } from "../../ui/State";
import { CustomerFields } from "../customer/CustomerFields";
import { CustomInputs } from "../customer/CustomInputs";
import { Duplicate } from "../customer/Duplicate";
import { CustomerForm, formOf, writableFields } from "../customer/form";
import { LikelyDuplicates, useDuplicates } from "./LikelyDuplicates";

const texts = dictionary({
  title: ["新建客户", "New customer"],
  create: ["建档", "Create"],
  created: ["已建档", "Created"],
});

/** Who it may be already shows while it is typed; the server has the last word. */
export function NewCustomerDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const me = useMe();
  const only = me.branches.length === 1 ? me.branches[0]?.id ?? "" : "";
  const [form, setForm] = useState<CustomerForm>(() => ({ ...formOf(undefined), homeBranchId: only }));
  const { isBusy, problem, run, clear } = useSubmission();
  const matches = useDuplicates(form);
  const fields = writableFields(rights, form.homeBranchId || undefined);
  const required = (useCustomFields().value ?? []).filter((field) => field.required && rights.maySet("customer", nameOf(field), form.homeBranchId || undefined));
  const [custom, setCustom] = useState<Record<string, string>>({});
  const create = async () => {
    await run(async (key) => {
      const given = Object.fromEntries(Object.entries(form).map(([field, value]) => [field, field === "phone" ? halfWidth(value).trim() : value.trim()]).filter(([, value]) => value !== ""));
      const own = required.filter((field) => custom[field.code]).map((field) => [field.code, valueOf(field, custom[field.code] ?? "")]);
      const body = { ...given, ...(required.length > 0 ? { custom: Object.fromEntries(own) } : {}) };
      const customer = await api("POST /v1/customers", { key, body: body as unknown as CustomerCreation });
      tell(t.created);
      onCreated();
      go(`/customers/${customer.id}`);
    });
  };
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.create, busy: isBusy, run: () => void create() }}>
      {problem?.code === "customer.duplicate" ? <Duplicate problem={problem} /> : <FormProblem problem={problem} fields={[...fields, ...required.map((field) => `custom/${field.code}`)]} />}
      {problem?.code !== "customer.duplicate" && <LikelyDuplicates matches={matches} />}
      <CustomerFields
        form={form} fields={fields} problem={problem}
        onChange={(change) => {
          clear();
          setForm((now) => ({ ...now, ...change }));
        }}
      />
      {required.length > 0 && <div className="form-grid"><CustomInputs fields={required} form={custom} problem={problem} onChange={(code, value) => setCustom((now) => ({ ...now, [code]: value }))} /></div>}
    </Dialog>
  );
}
