import { ReactElement, useState } from "react";
import type { ConsentNoticeDraft } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { AreaField, SelectField, Switch, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { noticeTexts } from "./texts";
import { purposes } from "./purposes";

/** The next edition of a purpose in a language. */
export function DraftDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(noticeTexts);
  const shown = useStore(language);
  const [form, setForm] = useState({ purpose: "treatment", language: "zh", title: "", body: "", requiresRenewal: false });
  const { isBusy, problem, run } = useSubmission();
  const field = (name: "purpose" | "language" | "title" | "body") => ({ value: form[name], error: problem?.of(name), onValue: (value: string) => setForm((now) => ({ ...now, [name]: value })) });
  const save = () => run(async () => {
    await api("POST /v1/consent-notices", { body: form as ConsentNoticeDraft });
    changed("notices");
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.create} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !form.title.trim() || !form.body.trim(), run: () => void save() }}>
      <div className="form-grid">
        <SelectField label={t.purpose} choices={choicesOf(purposes, shown)} {...field("purpose")} />
        <SelectField label={t.language} choices={[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} {...field("language")} />
      </div>
      <TextField label={t.name} maxLength={120} {...field("title")} />
      <AreaField label={t.body} hint={t.bodyHelp} rows={10} {...field("body")} />
      <Switch label={t.renewalLabel} checked={form.requiresRenewal} onChecked={(requiresRenewal) => setForm((now) => ({ ...now, requiresRenewal }))} />
      <FormProblem problem={problem} fields={["purpose", "language", "title", "body"]} />
    </Dialog>
  );
}
