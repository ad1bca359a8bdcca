import { ReactElement, useState } from "react";
import type { User } from "../../gen/api";
import { roleName, useRoles, useUnits } from "../../lib/directory";
import { addDays, startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { peopleTexts } from "./texts";

/** A role in a unit, from one day until another. */
export function GrantDialog({ person, onClose }: { person: User; onClose: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  const roles = (useRoles().value ?? []).filter((role) => role.state === "active");
  const units = (useUnits().value ?? []).filter((unit) => unit.state === "open");
  const [roleId, setRole] = useState("");
  const [unitId, setUnit] = useState("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const grant = () => run(async () => {
    const made = await api("POST /v1/grants", {
      body: { userId: person.id, roleId, unitId, ...(from ? { validFrom: startOfDay(from) } : {}), ...(until ? { validUntil: startOfDay(addDays(until, 1)) } : {}) },
    });
    changed("grants");
    tell(made.state === "proposed" ? t.grantedTwo : t.granted);
    onClose();
  });
  return (
    <Dialog title={`${t.grant}${colon()}${person.displayName}`} onClose={onClose} action={{ label: t.grant, busy: isBusy, disabled: !roleId || !unitId, run: () => void grant() }}>
      <SelectField label={t.role} value={roleId} onValue={setRole} empty="" choices={roles.map((role) => ({ value: role.id, label: roleName(role) }))} error={problem?.of("roleId")} />
      <SelectField label={t.unit} value={unitId} onValue={setUnit} empty="" choices={units.map((unit) => ({ value: unit.id, label: unit.name }))} error={problem?.of("unitId")} />
      <div className="form-grid">
        <DateField label={t.from} value={from} onValue={setFrom} error={problem?.of("validFrom")} min={today()} />
        <DateField label={t.until} hint={t.untilHint} value={until} onValue={setUntil} error={problem?.of("validUntil")} min={today()} />
      </div>
      <FormProblem problem={problem} fields={["roleId", "unitId", "validFrom", "validUntil"]} />
    </Dialog>
  );
}
