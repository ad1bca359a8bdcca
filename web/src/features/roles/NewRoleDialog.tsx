import { ReactElement, useState } from "react";
import type { Role } from "../../gen/api";
import { roleName, useUnits } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { go } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { roleTexts } from "./texts";

const fields = ["basedOn", "unitId", "nameZh", "nameEn", "code"];

/** A role of one's own, out of another one. */
export function NewRoleDialog({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }): ReactElement {
  const t = useTexts(roleTexts);
  const units = (useUnits().value ?? []).filter((unit) => unit.state === "open");
  const [given, setGiven] = useState({ basedOn: "", unitId: "", nameZh: "", nameEn: "", code: "" });
  const { isBusy, problem, run } = useSubmission();
  const field = (name: keyof typeof given) => ({ value: given[name], error: problem?.of(name), onValue: (value: string) => setGiven((now) => ({ ...now, [name]: value })) });
  const create = () => run(async () => {
    const role = await api("POST /v1/roles", { body: given });
    changed("roles");
    tell(t.created);
    onClose();
    go(`/roles/${role.id}`);
  });
  const isComplete = Object.values(given).every((value) => value.trim() !== "");
  return (
    <Dialog title={t.newRole} onClose={onClose} action={{ label: t.create, busy: isBusy, disabled: !isComplete, run: () => void create() }}>
      <SelectField label={t.basedOn} hint={t.basedOnHelp} empty="" choices={roles.filter((role) => !role.fixed).map((role) => ({ value: role.id, label: roleName(role) }))} {...field("basedOn")} />
      <SelectField label={t.unit} empty="" choices={units.map((unit) => ({ value: unit.id, label: unit.name }))} {...field("unitId")} />
      <div className="form-grid">
        <TextField label={t.nameZh} maxLength={40} {...field("nameZh")} />
        <TextField label={t.nameEn} maxLength={40} {...field("nameEn")} />
      </div>
      <TextField label={t.code} hint={t.codeHelp} maxLength={40} spellCheck={false} autoCapitalize="none" {...field("code")} />
      <FormProblem problem={problem} fields={fields} />
    </Dialog>
  );
}
