import { ReactElement, useEffect, useState } from "react";
import type { Lead_rule as LeadRule, Lead_ruleChange as LeadRuleChange, Lead_ruleCreation as LeadRuleCreation } from "../../gen/api";
import { usePeople, useUnits } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { channels, choicesOf } from "../../lib/spoken";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { useServices } from "./services";
import { bases, rosterWords, ruleTexts, strategies } from "./words";

interface Member {
  userId: string;
  weight: string;
  dailyCap: string;
}

const fields = ["name", "basis", "unitId", "serviceId", "sourceChannel", "campaign", "strategy", "roster", "contactMinutes", "position"] as const;
type Name = (typeof fields)[number];
const empty: Record<Name, string> = { name: "", basis: "branch", unitId: "", serviceId: "", sourceChannel: "", campaign: "", strategy: "round_robin", roster: "on_shift", contactMinutes: "", position: "0" };
const numbers: readonly Name[] = ["contactMinutes", "position"];

/** A rule and its members. Both are saved together: first the rule, then who gets leads by it. */
export function RuleDialog({ rule, onClose, onSaved }: { rule: LeadRule | undefined; onClose: () => void; onSaved: () => void }): ReactElement {
  const t = useTexts(ruleTexts);
  const rights = useRights();
  const shown = useStore(language);
  const services = useServices();
  const units = (useUnits().value ?? []).filter((unit) => unit.kind !== "department" && (rights.mayEverywhere("manage.lead_rule") || rights.may("manage.lead_rule", unit.id)));
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  const [form, setForm] = useState<Record<Name, string>>(() => ({ ...empty, ...Object.fromEntries(fields.filter((field) => rule?.[field] != null).map((field) => [field, String(rule?.[field])])) }));
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [isRead, setRead] = useState(!rule);
  const { isBusy, problem, run } = useSubmission();
  useEffect(() => {
    if (!rule?.id) return;
    void api("GET /v1/lead-rules/{id}/members", { path: { id: rule.id } }).then((found) => {
      setMembers(found.members.map((one) => ({ userId: one.userId, weight: String(one.weight ?? 1), dailyCap: one.dailyCap ? String(one.dailyCap) : "" })));
      setRead(true);
    });
  }, [rule?.id]);
  const set = (field: Name) => (value: string) => setForm((now) => ({ ...now, [field]: value }));
  const change = (index: number, next: Partial<Member>) => setMembers((now) => now.map((one, at) => (at === index ? { ...one, ...next } : one)));
  const valueOf = (field: Name) => (form[field].trim() === "" ? null : numbers.includes(field) ? Number(form[field]) : form[field].trim());
  const store = async (body: Record<string, unknown>): Promise<LeadRule> => (rule
    ? api("PATCH /v1/lead-rules/{id}", { path: { id: rule.id ?? "" }, version: rule.version ?? 0, body: body as LeadRuleChange })
    : api("POST /v1/lead-rules", { body: body as unknown as LeadRuleCreation }));
  const save = () => run(async () => {
    const given = Object.fromEntries(fields.filter((field) => (rule ? field !== "unitId" : valueOf(field) !== null)).map((field) => [field, valueOf(field)]));
    const saved = await store(given);
    await api("PUT /v1/lead-rules/{id}/members", {
      path: { id: saved.id ?? "" }, version: saved.version ?? 0,
      body: { members: members.filter((one) => one.userId).map((one) => ({ userId: one.userId, weight: Number(one.weight) || 1, ...(one.dailyCap ? { dailyCap: Number(one.dailyCap) } : {}) })) },
    });
    tell(t.saved);
    onSaved();
  });
  const toggle = () => run(async () => {
    await store({ state: rule?.state === "archived" ? "active" : "archived" });
    onSaved();
  });
  return (
    <Dialog title={rule ? t.edit : t.create} wide onClose={onClose} action={{ label: rule ? t.edit : t.create, busy: isBusy, disabled: !isRead, run: () => void save() }} {...(rule ? { foot: <Button icon={rule.state === "archived" ? "archive-restore" : "archive"} busy={isBusy} onClick={() => void toggle()}>{rule.state === "archived" ? t.restore : t.archive}</Button> } : {})}>
      <FormProblem problem={problem} fields={[...fields]} />
      <div className="form-grid">
        <TextField label={t.name} required value={form.name} onValue={set("name")} maxLength={40} error={problem?.of("name")} />
        <SelectField label={t.basis} required value={form.basis} onValue={set("basis")} choices={choicesOf(bases, shown)} error={problem?.of("basis")} />
        {!rule && <SelectField label={t.unit} required value={form.unitId} onValue={set("unitId")} empty="" choices={units.map((unit) => ({ value: unit.id, label: unit.name }))} error={problem?.of("unitId")} />}
        <SelectField label={t.service} value={form.serviceId} onValue={set("serviceId")} empty={t.any} choices={services.choices} error={problem?.of("serviceId")} />
        <SelectField label={t.channel} value={form.sourceChannel} onValue={set("sourceChannel")} empty={t.any} choices={choicesOf(channels, shown)} error={problem?.of("sourceChannel")} />
        <TextField label={t.campaign} value={form.campaign} onValue={set("campaign")} maxLength={60} error={problem?.of("campaign")} />
        <SelectField label={t.strategy} required value={form.strategy} onValue={set("strategy")} choices={choicesOf(strategies, shown)} error={problem?.of("strategy")} />
        <SelectField label={t.roster} required value={form.roster} onValue={set("roster")} choices={choicesOf(rosterWords, shown)} error={problem?.of("roster")} />
        <TextField label={t.minutes} value={form.contactMinutes} onValue={set("contactMinutes")} inputMode="numeric" maxLength={5} error={problem?.of("contactMinutes")} />
        <TextField label={t.position} value={form.position} onValue={set("position")} inputMode="numeric" maxLength={4} error={problem?.of("position")} />
      </div>
      <h3>{t.members}</h3>
      <ul className="list">
        {members.map((one, index) => (
          <li key={index}>
            <SelectField label={t.member} value={one.userId} onValue={(userId) => change(index, { userId })} empty="" choices={people.map((person) => ({ value: person.id, label: person.displayName }))} error={problem?.of(`members/${index}/userId`)} />
            <TextField label={t.weight} value={one.weight} onValue={(weight) => change(index, { weight })} inputMode="numeric" maxLength={3} error={problem?.of(`members/${index}/weight`)} />
            <TextField label={t.cap} value={one.dailyCap} onValue={(dailyCap) => change(index, { dailyCap })} inputMode="numeric" maxLength={4} error={problem?.of(`members/${index}/dailyCap`)} />
            <IconButton icon="trash-2" label={t.remove} onClick={() => setMembers((now) => now.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ul>
      <Button icon="plus" onClick={() => setMembers((now) => [...now, { userId: "", weight: "1", dailyCap: "" }])}>{t.add}</Button>
    </Dialog>
  );
}
