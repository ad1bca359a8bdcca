import { ReactElement, useEffect, useState } from "react";
import type { Customer, CustomerCreation } from "../../gen/api";
import { nameOf, useCustomFields, valueOf } from "../../lib/customFields";
import { searchCustomers } from "../../lib/customers";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { useMe, useRights } from "../../lib/me";
import { go, Link } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { FormProblem } from "../../ui/State";
import { CustomerFields } from "../customer/CustomerFields";
import { CustomInputs } from "../customer/CustomInputs";
import { Duplicate } from "../customer/Duplicate";
import { CustomerForm, formOf, writableFields } from "../customer/form";

const texts = dictionary({
  title: ["新建客户", "New customer"],
  create: ["建档", "Create"],
  created: ["已建档", "Created"],
  known: ["已有档案", "Known already"],
});

/** Duplicates show while the number is typed; the server has the last word. */
export function NewCustomerDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const me = useMe();
  const only = me.branches.length === 1 ? me.branches[0]?.id ?? "" : "";
  const [form, setForm] = useState<CustomerForm>(() => ({ ...formOf(undefined), homeBranchId: only }));
  const { isBusy, problem, run, clear } = useSubmission();
  const known = useKnown(form.phone, rights.mayUse("filter", "customer", "phone") && rights.may("search.customer"));
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
  const hint = known && known.length > 0 && (
    <>{t.known}: {known.map((customer) => <Link key={customer.id} to={`/customers/${customer.id}`}>{customer.name} #{customer.number} </Link>)}</>
  );
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.create, busy: isBusy, run: () => void create() }}>
      {problem?.code === "customer.duplicate" ? <Duplicate problem={problem} /> : <FormProblem problem={problem} fields={[...fields, ...required.map((field) => `custom/${field.code}`)]} />}
      <CustomerFields
        form={form} fields={fields} problem={problem} {...(hint ? { hints: { phone: hint } } : {})}
        onChange={(change) => {
          clear();
          setForm((now) => ({ ...now, ...change }));
        }}
      />
      {required.length > 0 && <div className="form-grid"><CustomInputs fields={required} form={custom} problem={problem} onChange={(code, value) => setCustom((now) => ({ ...now, [code]: value }))} /></div>}
    </Dialog>
  );
}

/** Customers who have the number that is being typed. */
function useKnown(phone: string, mayAsk: boolean): readonly Customer[] | undefined {
  const [known, setKnown] = useState<readonly Customer[]>();
  const digits = halfWidth(phone).replace(/\D/g, "");
  useEffect(() => {
    setKnown(undefined);
    if (!mayAsk || digits.length < 11) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      searchCustomers(digits, 3, asked.signal).then((found) => setKnown(found?.data), () => undefined);
    }, 400);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [digits, mayAsk]);
  return known;
}
