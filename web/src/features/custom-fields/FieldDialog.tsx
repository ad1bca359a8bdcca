import { ReactElement, useState } from "react";
import type { CustomField, CustomFieldChange, CustomFieldCreation } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { cache } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, classes } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { AreaField, SelectField, Switch, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { fieldKinds, fieldTexts } from "./texts";

const canBeSealed = new Set(["text", "long_text", "number", "money", "date", "choice"]);

/** Makes a field, or changes what may change of one. */
export function FieldDialog({ stored, onClose }: { stored: CustomField | undefined; onClose: () => void }): ReactElement {
  const t = useTexts(fieldTexts);
  const shown = useStore(language);
  const [form, setForm] = useState({
    code: stored?.code ?? "", kind: String(stored?.kind ?? "text"), class: String(stored?.class ?? "C2"), nameZh: stored?.nameZh ?? "", nameEn: stored?.nameEn ?? "",
    choices: (stored?.choices ?? []).join("\n"), sealed: stored?.sealed ?? false, required: stored?.required ?? false, inLists: stored?.inLists ?? false,
    archived: stored?.archived ?? false, validFrom: stored?.validFrom ?? "", validUntil: stored?.validUntil ?? "", position: String(stored?.position ?? 0),
  });
  const { isBusy, problem, run } = useSubmission();
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }));
  const mustBeSealed = form.kind === "long_text" || (form.kind === "text" && (form.class === "C3" || form.class === "C4"));
  const hasChoices = form.kind === "choice" || form.kind === "choices";
  const text = (name: "code" | "nameZh" | "nameEn" | "position", max: number) => (
    <TextField label={t[name]} value={form[name]} onValue={(value) => set({ [name]: value })} maxLength={max} required={name !== "position"} error={problem?.of(name)} autoComplete="off" />
  );
  const save = () => run(async (key) => {
    const common = {
      nameZh: form.nameZh.trim(), nameEn: form.nameEn.trim(), required: form.required, inLists: form.inLists, position: Number(form.position) || 0,
      validFrom: form.validFrom || null, validUntil: form.validUntil || null,
      ...(hasChoices ? { choices: form.choices.split("\n").map((line) => line.trim()).filter(Boolean) } : {}),
    };
    if (stored) {
      await api("PATCH /v1/custom-fields/{id}", { path: { id: stored.id ?? "" }, version: stored.version ?? 0, body: { ...common, archived: form.archived } as CustomFieldChange });
    } else {
      await api("POST /v1/custom-fields", { key, body: { ...common, code: form.code.trim(), kind: form.kind, class: form.class, sealed: canBeSealed.has(form.kind) && form.sealed } as CustomFieldCreation });
    }
    cache.invalidate(["custom-fields"]);
    cache.invalidate(["customer-fields"]);
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={stored ? t.edit : t.create} wide onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <FormProblem problem={problem} fields={["code", "kind", "class", "nameZh", "nameEn", "choices", "sealed", "validFrom", "validUntil", "position"]} />
      <div className="form-grid">
        {text("nameZh", 60)}
        {text("nameEn", 60)}
        {!stored && text("code", 40)}
        {!stored && <SelectField label={t.kind} value={form.kind} onValue={(kind) => set({ kind })} choices={choicesOf(fieldKinds, shown)} error={problem?.of("kind")} />}
        {!stored && <SelectField label={t.class} value={form.class} onValue={(value) => set({ class: value })} choices={choicesOf(classes, shown).filter((one) => one.value !== "C0" && one.value !== "C6")} error={problem?.of("class")} />}
        {hasChoices && <AreaField label={t.choices} value={form.choices} onValue={(choices) => set({ choices })} error={problem?.of("choices")} />}
        <DateField label={t.validFrom} value={form.validFrom} onValue={(validFrom) => set({ validFrom })} error={problem?.of("validFrom")} />
        <DateField label={t.validUntil} value={form.validUntil} onValue={(validUntil) => set({ validUntil })} error={problem?.of("validUntil")} />
        {text("position", 5)}
      </div>
      {!stored && canBeSealed.has(form.kind) && (
        <Switch label={mustBeSealed ? t.alwaysSealed : t.sealed} checked={form.sealed || mustBeSealed} disabled={mustBeSealed} onChecked={(sealed) => set({ sealed })} />
      )}
      <Switch label={t.required} checked={form.required} onChecked={(required) => set({ required })} />
      <Switch label={t.inLists} checked={form.inLists} onChecked={(inLists) => set({ inLists })} />
      {stored && <Switch label={t.archived} checked={form.archived} onChecked={(archived) => set({ archived })} />}
    </Dialog>
  );
}
