import { ReactElement, useState } from "react";
import { named, Service, useServices } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { cache } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { purposes } from "../consents/purposes";
import { warningKinds } from "../customer/archive/words";
import { changedAt, withoutAt } from "./plan";
import { effectsOf, newRule, ofKind, Rule, RuleDraft, ruleDraft, Safety, safetyBody } from "./safety";
import { catalogueTexts, effects, ruleKinds } from "./texts";

/** What speaks against a service, what a doctor looks at first, and which papers have to be there. */
export function SafetyDialog({ service, safety, onClose }: { service: Service; safety: Safety; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const [rules, setRules] = useState<readonly RuleDraft[]>(safety.rules.map(ruleDraft));
  const { isBusy, problem, run } = useSubmission();
  const id = service.id ?? "";
  const save = () => run(async () => {
    const saved = await api("PUT /v1/services/{id}/safety", { path: { id }, version: safety.version, body: safetyBody(rules) });
    cache.set(["service-safety", id], saved);
    changed("services");
    changed("service-plan", id);
    changed("service-deposit", id);
    tell(t.saved);
    onClose();
  });
  const isReady = rules.every((rule) => (rule.kind === "after_service" ? rule.serviceId && Number(rule.measure) > 0 : rule.kind === "age_below" ? Number(rule.measure) > 0 : rule.subject.trim()));
  return (
    <Dialog title={t.safetyOf(named(service))} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }}>
      {rules.length === 0 && <p className="dim">{t.noSafety}</p>}
      {rules.map((rule, index) => (
        <RuleLine
          key={index} rule={rule} label={t.ruleOf(index + 1)} own={id} error={problem?.of(`rules/${index}`)}
          onChange={(next) => setRules(changedAt(rules, index, () => next))} onRemove={() => setRules(withoutAt(rules, index))}
        />
      ))}
      <div><Button icon="plus" disabled={rules.length >= 40} onClick={() => setRules([...rules, newRule])}>{t.addRule}</Button></div>
      <FormProblem problem={problem} fields={rules.map((_, index) => `rules/${index}`)} />
    </Dialog>
  );
}

function RuleLine({ rule, label, own, error, onChange, onRemove }: { rule: RuleDraft; label: string; own: string; error: string | undefined; onChange: (rule: RuleDraft) => void; onRemove: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const shown = useStore(language);
  const effect = useWords(effects);
  const services = useServices().value ?? [];
  const subjects = rule.kind === "warning" ? choicesOf(warningKinds, shown) : choicesOf(purposes, shown);
  return (
    <div className="rule-line" role="group" aria-label={label}>
      <SelectField label={t.rule} value={rule.kind} choices={choicesOf(ruleKinds, shown)} onValue={(kind) => onChange(ofKind(rule, kind as Rule["kind"]))} error={error} />
      {(rule.kind === "warning" || rule.kind === "consent") && <SelectField label={t.subject} value={rule.subject} choices={subjects} onValue={(subject) => onChange({ ...rule, subject })} />}
      {(rule.kind === "answer" || rule.kind === "form") && <TextField label={t.word} hint={t.wordHelp} maxLength={40} value={rule.subject} onValue={(subject) => onChange({ ...rule, subject: subject.toLowerCase() })} />}
      {rule.kind === "after_service" && (
        <SelectField
          label={t.service} value={rule.serviceId} empty="" onValue={(serviceId) => onChange({ ...rule, serviceId })}
          choices={services.filter((one) => one.state !== "archived" && one.id !== own).map((one) => ({ value: one.id ?? "", label: named(one) }))}
        />
      )}
      {(rule.kind === "age_below" || rule.kind === "after_service") && (
        <TextField label={rule.kind === "age_below" ? t.years : t.days} type="number" min={1} max={rule.kind === "age_below" ? 120 : 3650} value={rule.measure} onValue={(measure) => onChange({ ...rule, measure })} />
      )}
      <SelectField label={t.effect} value={rule.effect} choices={effectsOf(rule.kind).map((value) => ({ value, label: effect(value) }))} onValue={(next) => onChange({ ...rule, effect: next as Rule["effect"] })} />
      <IconButton icon="trash-2" label={t.removeOf(label)} onClick={onRemove} />
    </div>
  );
}
