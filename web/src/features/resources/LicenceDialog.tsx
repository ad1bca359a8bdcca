import { ReactElement, useState } from "react";
import type { Licence } from "../../lib/catalogue";
import { usePeople, useUnits } from "../../lib/directory";
import { addDays, today } from "../../lib/format";
import { useDraft, wordsOf } from "../../lib/form";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Check, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { placesOf } from "./due";
import { licenceClasses, resourceTexts } from "./texts";

type Class = NonNullable<Licence["class"]>;

/** A licence and where it is registered: two writes, the second under the version of the first. */
export function LicenceDialog({ licence, onClose, onSaved }: { licence?: Licence; onClose: () => void; onSaved?: (id: string) => void }): ReactElement {
  const t = useTexts(resourceTexts);
  const shown = useStore(language);
  const people = (usePeople().value ?? []).filter((one) => one.state !== "left");
  const branches = (useUnits().value ?? []).filter((unit) => unit.kind === "branch" && unit.state === "open");
  const isMasked = licence?.masked?.includes("number") ?? false;
  const { draft, set, bind } = useDraft({
    userId: licence?.userId ?? "", class: licence?.class ?? "physician", scopes: Array.isArray(licence?.scopes) ? licence?.scopes.join("，") ?? "" : "", number: isMasked ? "" : licence?.number ?? "",
    validFrom: licence?.validFrom ?? today(), validUntil: licence?.validUntil ?? addDays(today(), 5 * 365),
  });
  const [places, setPlaces] = useState<readonly string[]>(licence ? placesOf(licence) : []);
  const [made, setMade] = useState(licence);
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async (key) => {
    const common = { class: draft.class as Class, scopes: wordsOf(draft.scopes.toLowerCase()), validFrom: draft.validFrom, validUntil: draft.validUntil };
    const number = draft.number.trim();
    const saved = made
      ? await api("PATCH /v1/licences/{id}", { path: { id: made.id ?? "" }, version: made.version ?? 0, body: { ...common, ...(number ? { number } : {}) } })
      : await api("POST /v1/licences", { key, body: { ...common, number, userId: draft.userId } });
    // If the places are refused, the licence itself is there: it is not made twice.
    setMade(saved);
    const before = placesOf(saved);
    if (before.length !== places.length || before.some((id) => !places.includes(id))) await api("PUT /v1/licences/{id}/places", { path: { id: saved.id ?? "" }, version: saved.version ?? 0, body: { branchIds: [...places] } });
    changed("licences");
    tell(t.saved);
    onClose();
    onSaved?.(saved.id ?? "");
  });
  const isReady = Boolean(draft.userId && draft.validFrom && draft.validUntil && wordsOf(draft.scopes).length > 0 && (draft.number.trim() || isMasked));
  return (
    <Dialog title={licence ? t.editOf(people.find((one) => one.id === licence.userId)?.displayName ?? t.licences) : t.newLicence} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }}>
      {!licence && <SelectField label={t.person} required empty="" choices={people.map((one) => ({ value: one.id, label: one.displayName }))} {...bind("userId", problem)} data-autofocus />}
      <div className="form-grid">
        <SelectField label={t.licenceClass} choices={choicesOf(licenceClasses, shown)} {...bind("class", problem)} />
        <TextField label={t.number} required={!isMasked} hint={isMasked ? t.numberHelp : undefined} maxLength={40} autoComplete="off" {...bind("number", problem)} />
        <DateField label={t.validFrom} required value={draft.validFrom} onValue={(validFrom) => set({ validFrom })} error={problem?.of("validFrom")} />
        <DateField label={t.validUntil} required value={draft.validUntil} onValue={(validUntil) => set({ validUntil })} error={problem?.of("validUntil")} />
      </div>
      <TextField label={t.scopes} required hint={t.scopesHelp} {...bind("scopes", problem)} />
      <fieldset className="field">
        <legend className="field-label">{t.places}</legend>
        <div className="check-grid">
          {branches.map((branch) => <Check key={branch.id} label={branch.name} checked={places.includes(branch.id)} onChecked={(isOn) => setPlaces(isOn ? [...places, branch.id] : places.filter((id) => id !== branch.id))} />)}
        </div>
      </fieldset>
      <FormProblem problem={problem} fields={["userId", "class", "number", "validFrom", "validUntil", "scopes"]} />
    </Dialog>
  );
}
