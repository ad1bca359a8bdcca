import { ReactElement, useState } from "react";
import type { KeyRotationOrder } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { cache } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { encryptionTexts, rotationHelp, rotationKinds } from "./texts";

export function RotationDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(encryptionTexts);
  const shown = useStore(language);
  const help = useWords(rotationHelp);
  const [kind, setKind] = useState("data");
  const [pace, setPace] = useState("200");
  const { isBusy, problem, run } = useSubmission();
  const perSecond = /^\d{1,6}$/.test(halfWidth(pace).trim()) ? Number(halfWidth(pace)) : 0;
  const isPaceGood = perSecond >= 1 && perSecond <= 100_000;
  const begin = () => run(async () => {
    await api("POST /v1/keys/rotations", { body: { kind: kind as KeyRotationOrder["kind"], perSecond } });
    cache.invalidate(["keys"]);
    tell(t.begun);
    onClose();
  });
  return (
    <Dialog title={t.rotate} onClose={onClose} action={{ label: t.rotate, danger: true, busy: isBusy, disabled: !isPaceGood, run: () => void begin() }}>
      <Notice kind="warn">{t.rotateAbout}</Notice>
      <SelectField label={t.kind} hint={help(kind)} value={kind} onValue={setKind} choices={choicesOf(rotationKinds, shown)} />
      <TextField label={t.pace} hint={t.paceHelp} inputMode="numeric" maxLength={6} value={pace} onValue={setPace} error={isPaceGood ? problem?.of("perSecond") : t.paceBad} />
      <FormProblem problem={problem} fields={["perSecond"]} />
    </Dialog>
  );
}
