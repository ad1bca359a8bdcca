import { ReactElement, useState } from "react";
import type { Customer, CustomerChange } from "../../gen/api";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { FormProblem } from "../../ui/State";
import { ConflictDialog } from "./ConflictDialog";
import { CustomerFields } from "./CustomerFields";
import { Duplicate } from "./Duplicate";
import { changesBetween, CustomerForm, FormField, formOf, writableFields } from "./form";

const texts = dictionary({
  title: ["编辑资料", "Edit customer"],
  save: ["保存", "Save"],
  saved: ["已保存", "Saved"],
  unchanged: ["没有改动", "Nothing was changed"],
});

/** Changes what differs; when somebody else was faster, both changes are put side by side. */
export function EditDialog({ customer, onClose, onSaved }: { customer: Customer; onClose: () => void; onSaved: (customer: Customer) => void }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [base, setBase] = useState(customer);
  const [form, setForm] = useState<CustomerForm>(() => formOf(customer));
  const [theirs, setTheirs] = useState<Customer>();
  const { isBusy, problem, run, clear } = useSubmission();
  const fields = writableFields(rights, customer.homeBranchId);
  const save = async (changes: Partial<Record<FormField, string | null>>, version: number) => {
    if (Object.keys(changes).length === 0) {
      tell(t.unchanged);
      onClose();
      return;
    }
    await run(async () => {
      const path = { id: customer.id ?? "" };
      try {
        const saved = await api("PATCH /v1/customers/{id}", { path, version, body: changes as CustomerChange });
        onSaved(saved);
        tell(t.saved);
        onClose();
      } catch (error) {
        if ((error as { status?: number }).status !== 412) throw error;
        setTheirs(await api("GET /v1/customers/{id}", { path }));
      }
    });
  };
  const mine = changesBetween(formOf(base), form);
  if (theirs) {
    return (
      <ConflictDialog
        base={base} theirs={theirs} mine={mine} isBusy={isBusy} onClose={onClose}
        onResolved={(kept) => {
          setBase(theirs);
          setForm({ ...formOf(theirs), ...(Object.fromEntries(Object.entries(kept).map(([field, value]) => [field, value ?? ""])) as Partial<CustomerForm>) });
          setTheirs(undefined);
          void save(kept, theirs.version ?? 0);
        }}
      />
    );
  }
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save(mine, base.version ?? 0) }}>
      {problem?.code === "customer.duplicate" ? <Duplicate problem={problem} /> : <FormProblem problem={problem} fields={fields} />}
      <CustomerFields
        form={form} fields={fields} stored={base} problem={problem}
        onChange={(change) => {
          clear();
          setForm((now) => ({ ...now, ...change }));
        }}
      />
    </Dialog>
  );
}
