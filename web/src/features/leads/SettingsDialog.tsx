import { ReactElement, useState } from "react";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Skeleton } from "../../ui/State";
import { ruleTexts } from "./words";

const names = ["contactMinutes", "mostReturns", "protectionDays", "claimsADay", "mostOpen"] as const;

/** How long leads wait and are kept, in the whole chain. */
export function SettingsDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(ruleTexts);
  const found = useQuery(["lead-settings"], () => api("GET /v1/lead-settings"));
  const [form, setForm] = useState<Partial<Record<(typeof names)[number], string>>>({});
  const { isBusy, problem, run } = useSubmission();
  const settings = found.value;
  const save = () => run(async () => {
    const body = Object.fromEntries(names.filter((name) => form[name] !== undefined && form[name] !== "").map((name) => [name, Number(form[name])]));
    await api("PATCH /v1/lead-settings", { version: settings?.version, body });
    found.again();
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.settings} onClose={onClose} action={{ label: t.edit, busy: isBusy, disabled: !settings, run: () => void save() }}>
      <FormProblem problem={problem} fields={[...names]} />
      {!settings ? <Skeleton /> : names.map((name) => (
        <TextField key={name} label={t[name]} value={form[name] ?? String(settings[name])} onValue={(value) => setForm((now) => ({ ...now, [name]: value }))} inputMode="numeric" maxLength={5} error={problem?.of(name)} />
      ))}
    </Dialog>
  );
}
