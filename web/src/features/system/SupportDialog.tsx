import { ReactElement, useState } from "react";
import type { SupportGrantCreation } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { cache } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { supportScopes, supportTexts } from "./supportTexts";

/** Lets one operator of the platform look for a while. */
export function SupportDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(supportTexts);
  const shown = useStore(language);
  const [form, setForm] = useState({ operator: "", scope: "configuration", minutes: "60", reason: "" });
  const { isBusy, problem, run } = useSubmission();
  const field = (name: keyof typeof form) => ({ value: form[name], error: problem?.of(name), onValue: (value: string) => setForm((now) => ({ ...now, [name]: value })) });
  const grant = () => run(async () => {
    const body = { operator: form.operator.trim(), scope: form.scope as SupportGrantCreation["scope"], minutes: Number(form.minutes), reason: form.reason.trim() };
    await api("POST /v1/support-grants", { body });
    cache.invalidate(["support"]);
    tell(t.granted);
    onClose();
  });
  return (
    <Dialog title={t.grant} onClose={onClose} action={{ label: t.grant, busy: isBusy, disabled: !form.operator.trim() || [...form.reason.trim()].length < 2, run: () => void grant() }}>
      <Notice>{t.about}</Notice>
      <TextField label={t.operator} hint={t.operatorHelp} maxLength={63} autoComplete="off" {...field("operator")} />
      <SelectField label={t.scope} choices={choicesOf(supportScopes, shown)} {...field("scope")} />
      <SelectField label={t.minutes} choices={[15, 30, 60, 120, 240].map((some) => ({ value: String(some), label: t.some(some) }))} {...field("minutes")} />
      <TextField label={t.reason} maxLength={200} {...field("reason")} />
      <FormProblem problem={problem} fields={["operator", "scope", "minutes", "reason"]} />
    </Dialog>
  );
}
