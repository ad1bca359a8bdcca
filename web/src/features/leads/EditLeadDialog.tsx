import { ReactElement, useState } from "react";
import type { Lead, LeadChange } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { AreaField, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { useServices } from "./services";
import { leadTexts } from "./words";

const names = ["name", "phone", "wechat", "serviceId", "remark"] as const;
type Name = (typeof names)[number];

/** Puts a sheet right. What one reads masked begins empty and stays as it is unless something is typed. */
export function EditLeadDialog({ lead, onClose, onDone }: { lead: Lead; onClose: () => void; onDone: (lead: Lead) => void }): ReactElement {
  const t = useTexts(leadTexts);
  const rights = useRights();
  const services = useServices();
  const masked = new Set<string>((lead as { masked?: string[] }).masked ?? []);
  const before = (field: Name) => (masked.has(field) ? "" : lead[field] ?? "");
  const [form, setForm] = useState<Record<Name, string>>(() => ({ name: before("name"), phone: before("phone"), wechat: before("wechat"), serviceId: before("serviceId"), remark: before("remark") }));
  const { isBusy, problem, run } = useSubmission();
  const may = (field: Name) => rights.maySet("lead", field, lead.branchId);
  const set = (field: Name) => (value: string) => setForm((now) => ({ ...now, [field]: value }));
  const hint = (field: Name) => (masked.has(field) ? { hint: t.keepAsIs } : {});
  const save = () => run(async () => {
    const touched = names.filter((field) => may(field) && form[field].trim() !== before(field));
    const body = Object.fromEntries(touched.map((field) => [field, form[field].trim() === "" ? null : field === "phone" ? halfWidth(form.phone).trim() : form[field].trim()]));
    onDone(await api("PATCH /v1/leads/{id}", { path: { id: lead.id ?? "" }, version: lead.version ?? 0, body: body as LeadChange }));
    tell(t.saved);
  });
  return (
    <Dialog title={`${t.edit} #${lead.number}`} wide onClose={onClose} action={{ label: t.edit, busy: isBusy, run: () => void save() }}>
      <FormProblem problem={problem} fields={[...names]} />
      <div className="form-grid">
        {may("name") && <TextField label={t.name} value={form.name} onValue={set("name")} maxLength={64} {...hint("name")} error={problem?.of("name")} />}
        {may("phone") && <TextField label={t.phone} value={form.phone} onValue={set("phone")} maxLength={40} inputMode="tel" {...hint("phone")} error={problem?.of("phone")} />}
        {may("wechat") && <TextField label={t.wechat} value={form.wechat} onValue={set("wechat")} maxLength={64} {...hint("wechat")} error={problem?.of("wechat")} />}
        {may("serviceId") && services.choices.length > 0 && <SelectField label={t.wish} value={form.serviceId} onValue={set("serviceId")} empty="" choices={services.choices} error={problem?.of("serviceId")} />}
        {may("remark") && <AreaField label={t.remark} wide value={form.remark} onValue={set("remark")} maxLength={1000} {...hint("remark")} error={problem?.of("remark")} />}
      </div>
    </Dialog>
  );
}
