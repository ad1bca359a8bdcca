import { ReactElement, useState } from "react";
import type { LeadCreation } from "../../gen/api";
import { useUnits } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { useMe, useRights } from "../../lib/me";
import { go, setQuery } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { channels, choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Segments, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { useServices } from "./services";
import { leadTexts } from "./words";

const fields = ["name", "phone", "wechat", "branchId", "sourceChannel", "medium", "campaign", "serviceId", "remark"] as const;
type Name = (typeof fields)[number];

/** Takes a sheet down. Whom one knows already is touched and gets no second lead: the server says what became of it. */
export function NewLeadDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }): ReactElement {
  const t = useTexts(leadTexts);
  const rights = useRights();
  const me = useMe();
  const shown = useStore(language);
  const services = useServices();
  const units = (useUnits().value ?? []).filter((unit) => unit.kind === "branch" && rights.may("create.lead", unit.id));
  const only = me.branches.length === 1 ? me.branches[0]?.id ?? "" : "";
  const [form, setForm] = useState<Record<Name, string>>({ name: "", phone: "", wechat: "", branchId: only, sourceChannel: "telephone", medium: "", campaign: "", serviceId: "", remark: "" });
  const [keep, setKeep] = useState("rules");
  const { isBusy, problem, run, clear } = useSubmission();
  const branch = form.branchId || undefined;
  const may = (field: Name) => rights.maySet("lead", field, branch);
  const set = (field: Name) => (value: string) => {
    clear();
    setForm((now) => ({ ...now, [field]: value }));
  };
  const create = () => run(async (key) => {
    const given = Object.fromEntries(fields.filter((field) => form[field].trim() !== "").map((field) => [field, field === "phone" ? halfWidth(form.phone).trim() : form[field].trim()]));
    const answer = await api("POST /v1/leads", { key, body: { ...given, ...(keep === "rules" ? {} : { keep }) } as unknown as LeadCreation });
    onCreated();
    if (answer.customerId && !answer.lead) {
      tell(t.touched);
      go(`/customers/${answer.customerId}`);
    } else {
      tell(answer.lead?.touchCount === 1 ? t.created : t.touched);
      setQuery({ new: undefined });
    }
  });
  const keeping = [{ value: "rules", label: t.keepRules }, ...(rights.may("update.lead", branch) ? [{ value: "me", label: t.keepMe }] : []), { value: "pool", label: t.keepPool }];
  return (
    <Dialog title={t.create} wide onClose={onClose} action={{ label: t.create, busy: isBusy, run: () => void create() }}>
      <FormProblem problem={problem} fields={[...fields]} />
      <div className="form-grid">
        {may("name") && <TextField label={t.name} value={form.name} onValue={set("name")} maxLength={64} error={problem?.of("name")} autoFocus />}
        {may("phone") && <TextField label={t.phone} value={form.phone} onValue={set("phone")} maxLength={40} inputMode="tel" hint={t.phoneHint} error={problem?.of("phone")} />}
        {may("wechat") && <TextField label={t.wechat} value={form.wechat} onValue={set("wechat")} maxLength={64} error={problem?.of("wechat")} />}
        {units.length !== 1 && <SelectField label={t.branch} required value={form.branchId} onValue={set("branchId")} empty="" choices={units.map((unit) => ({ value: unit.id, label: unit.name }))} error={problem?.of("branchId")} />}
        <SelectField label={t.source} required value={form.sourceChannel} onValue={set("sourceChannel")} choices={choicesOf(channels, shown)} error={problem?.of("sourceChannel")} />
        <TextField label={t.medium} value={form.medium} onValue={set("medium")} maxLength={40} error={problem?.of("medium")} />
        <TextField label={t.campaign} value={form.campaign} onValue={set("campaign")} maxLength={60} error={problem?.of("campaign")} />
        {services.choices.length > 0 && <SelectField label={t.wish} value={form.serviceId} onValue={set("serviceId")} empty="" choices={services.choices} error={problem?.of("serviceId")} />}
        {may("remark") && <AreaField label={t.remark} wide value={form.remark} onValue={set("remark")} maxLength={1000} error={problem?.of("remark")} />}
      </div>
      <Segments label={t.keep} choices={keeping} value={keep} onValue={setKeep} />
    </Dialog>
  );
}
