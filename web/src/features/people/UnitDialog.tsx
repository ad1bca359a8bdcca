import { ReactElement, useState } from "react";
import type { Branch } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { unitKinds, useWords } from "../../lib/spoken";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { peopleTexts } from "./texts";

type Kind = "region" | "branch" | "department";
const places: Record<Kind, readonly Branch["kind"][]> = { region: ["chain"], branch: ["chain", "region"], department: ["branch"] };

/** A new unit, or a change of one: name, place, open or closed. */
export function UnitDialog({ units, unit, parent, onClose, onSaved }: { units: readonly Branch[]; unit?: Branch; parent?: string; onClose: () => void; onSaved: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  const kindName = useWords(unitKinds);
  const under = units.find((one) => one.id === parent);
  const [kind, setKind] = useState<Kind>((unit?.kind as Kind | undefined) ?? (under?.kind === "branch" ? "department" : "branch"));
  const [name, setName] = useState(unit?.name ?? "");
  const possible = units.filter((one) => one.state === "open" && places[kind]?.includes(one.kind) && one.id !== unit?.id);
  const [chosen, setChosen] = useState(unit?.parentId ?? parent ?? "");
  const parentId = possible.some((one) => one.id === chosen) ? chosen : possible[0]?.id ?? "";
  const saving = useSubmission();
  const closing = useSubmission();
  const save = () => saving.run(async () => {
    if (unit) {
      const isMoved = unit.kind !== "chain" && parentId !== unit.parentId;
      await api("PATCH /v1/branches/{id}", { path: { id: unit.id }, version: unit.version, body: { ...(name !== unit.name ? { name } : {}), ...(isMoved ? { parentId } : {}) } });
    } else {
      await api("POST /v1/branches", { body: { kind, name, parentId } });
    }
    tell(t.saved);
    onSaved();
  });
  const toggle = () => closing.run(async () => {
    if (!unit) return;
    await api("PATCH /v1/branches/{id}", { path: { id: unit.id }, version: unit.version, body: { state: unit.state === "open" ? "closed" : "open" } });
    tell(unit.state === "open" ? t.unitClosed : t.unitOpened);
    onSaved();
  });
  return (
    <Dialog title={unit ? t.editUnit : t.addUnit} onClose={onClose} action={{ label: unit ? t.save : t.add, busy: saving.isBusy, disabled: name.trim() === "", run: () => void save() }}>
      {!unit && <SelectField label={t.unitKind} value={kind} onValue={(value) => setKind(value as Kind)} choices={(["region", "branch", "department"] as const).map((value) => ({ value, label: kindName(value) }))} />}
      <TextField label={t.unitName} value={name} onValue={setName} maxLength={60} error={saving.problem?.of("name")} />
      {unit?.kind !== "chain" && <SelectField label={t.parent} value={parentId} onValue={setChosen} choices={possible.map((one) => ({ value: one.id, label: one.name }))} error={saving.problem?.of("parentId")} />}
      {unit && unit.kind !== "chain" && <div><Button kind={unit.state === "open" ? "danger" : "plain"} writes busy={closing.isBusy} onClick={() => void toggle()}>{unit.state === "open" ? t.closeUnit : t.openUnit}</Button></div>}
      <FormProblem problem={saving.problem ?? closing.problem} fields={["name", "parentId", "kind"]} />
    </Dialog>
  );
}
