import { ReactElement, useState } from "react";
import { useTexts } from "../../../lib/i18n";
import { useSubmission } from "../../../lib/submit";
import { Dialog } from "../../../ui/Dialog";
import { SelectField, TextField } from "../../../ui/Field";
import { FormProblem, Notice } from "../../../ui/State";
import { fileTexts } from "./texts";

/** Nothing of a customer's files is opened without saying what for. */
export function PurposeDialog({ onClose, onPurpose }: { onClose: () => void; onPurpose: (purpose: string) => Promise<void> }): ReactElement {
  const t = useTexts(fileTexts);
  const [chosen, setChosen] = useState("");
  const [written, setWritten] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const purposes = [t.compare, t.plan, t.check, t.followUp];
  const purpose = chosen === "other" ? written.trim() : chosen;
  const open = async () => {
    if (await run(() => onPurpose(purpose))) onClose();
  };
  return (
    <Dialog title={t.purposeTitle} onClose={onClose} action={{ label: t.open, run: () => void open(), busy: isBusy, disabled: [...purpose].length < 2 }}>
      <Notice kind="warn">{t.purposeNotice}</Notice>
      <SelectField
        label={t.purpose} value={chosen} onValue={setChosen} empty=""
        choices={[...purposes.map((text) => ({ value: text, label: text })), { value: "other", label: t.elsewhere }]}
      />
      {chosen === "other" && <TextField label={t.which} value={written} onValue={setWritten} maxLength={200} error={problem?.of("purpose")} />}
      <FormProblem problem={problem} fields={["purpose"]} />
    </Dialog>
  );
}
