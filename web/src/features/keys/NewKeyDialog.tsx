import { ReactElement, useState } from "react";
import { useUnits } from "../../lib/directory";
import { addDays, startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { Level, useMe } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { choicesOf, classes, levelWords, useWords } from "../../lib/spoken";
import { actionText } from "../../lib/words";
import { Copy } from "../../ui/Badge";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Check, SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { keyTexts } from "./texts";

const classNames = ["C1", "C2", "C3", "C4", "C5"] as const;

/** A key: what it may, where, from where, and until when. Its token is shown once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(keyTexts);
  const me = useMe();
  const shown = useStore(language);
  const className = useWords(classes);
  const units = (useUnits().value ?? []).filter((unit) => unit.state === "open");
  const [name, setName] = useState("");
  const [unitId, setUnit] = useState("");
  const [actions, setActions] = useState<string[]>([]);
  const [levels, setLevels] = useState<Record<string, Level>>({});
  const [addresses, setAddresses] = useState("");
  const [until, setUntil] = useState(addDays(today(), 90));
  const [token, setToken] = useState<string>();
  const { isBusy, problem, run } = useSubmission();
  const create = () => run(async () => {
    const made = await api("POST /v1/api-keys", {
      body: {
        name, unitId, actions, expiresAt: startOfDay(addDays(until, 1)), addresses: addresses.split(/\s+/).filter(Boolean),
        fields: Object.entries(levels).filter(([, level]) => level !== "none").map(([target, level]) => ({ target, level, uses: [] })),
      },
    });
    changed("api-keys");
    setToken(made.token);
  });
  if (token) {
    return (
      <Dialog title={t.made} onClose={onClose}>
        <Notice kind="warn">{t.once}</Notice>
        <div className="secret"><Copy text={token} /></div>
      </Dialog>
    );
  }
  const toggle = (action: string, isOn: boolean) => setActions((now) => (isOn ? [...now, action] : now.filter((one) => one !== action)));
  return (
    <Dialog title={t.create} wide onClose={onClose} action={{ label: t.create, busy: isBusy, disabled: !name.trim() || !unitId || !until || actions.length === 0, run: () => void create() }}>
      <div className="form-grid">
        <TextField label={t.name} hint={t.nameHelp} value={name} onValue={setName} maxLength={40} error={problem?.of("name")} />
        <SelectField label={t.unit} value={unitId} onValue={setUnit} empty="" choices={units.map((unit) => ({ value: unit.id, label: unit.name }))} error={problem?.of("unitId")} />
        <DateField label={t.expires} hint={t.expiresHelp} value={until} onValue={setUntil} min={today()} error={problem?.of("expiresAt")} />
        <AreaField label={t.addresses} hint={t.addressesHelp} value={addresses} onValue={setAddresses} error={problem?.of("addresses")} spellCheck={false} />
      </div>
      <fieldset className="choices"><legend>{t.actions}</legend>
        {me.permissions.map(({ action }) => <Check key={action} label={actionText(action, shown)} checked={actions.includes(action)} onChecked={(isOn) => toggle(action, isOn)} />)}
      </fieldset>
      <fieldset className="choices"><legend>{t.fieldsHelp}</legend>
        {classNames.map((one) => <SelectField key={one} label={className(one)} value={levels[one] ?? "none"} onValue={(level) => setLevels((now) => ({ ...now, [one]: level as Level }))} choices={choicesOf(levelWords, shown)} />)}
      </fieldset>
      <FormProblem problem={problem} fields={["name", "unitId", "expiresAt", "addresses"]} />
    </Dialog>
  );
}
