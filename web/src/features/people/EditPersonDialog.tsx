import { ReactElement, useState } from "react";
import type { User } from "../../gen/api";
import { keys } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { cache } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { peopleTexts } from "./texts";

export function EditPersonDialog({ person, onClose }: { person: User; onClose: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  const [displayName, setDisplayName] = useState(person.displayName);
  const [locale, setLocale] = useState<string>(person.locale ?? "");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    const saved = await api("PATCH /v1/users/{id}", {
      path: { id: person.id }, version: person.version ?? 0,
      body: { ...(displayName !== person.displayName ? { displayName } : {}), ...(locale !== (person.locale ?? "") ? { locale: (locale || null) as "zh" | "en" | null } : {}) },
    });
    cache.set(["person", person.id], saved);
    cache.invalidate(keys.people);
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.edit} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: displayName.trim() === "", run: () => void save() }}>
      <TextField label={t.displayName} value={displayName} onValue={setDisplayName} maxLength={64} error={problem?.of("displayName")} />
      <SelectField label={t.language} value={locale} onValue={setLocale} empty={t.sameAsChain} choices={[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} />
      <FormProblem problem={problem} fields={["displayName", "locale"]} />
    </Dialog>
  );
}
