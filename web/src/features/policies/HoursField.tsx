import { ReactElement, useState } from "react";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { minuteOfDay, timeOfDay } from "./hours";
import { policyTexts } from "./texts";

/** When a clinic is open; what is read outside is read at night. */
export function HoursField({ opensAt, closesAt, mayChange, save, reload }: {
  opensAt: number; closesAt: number; mayChange: boolean; save: (changes: Record<string, number | null>) => Promise<void>; reload: () => void;
}): ReactElement {
  const t = useTexts(policyTexts);
  const [from, setFrom] = useState(timeOfDay(opensAt));
  const [until, setUntil] = useState(timeOfDay(closesAt));
  const { isBusy, problem, run } = useSubmission();
  const opens = minuteOfDay(from);
  // Midnight ends a day; nothing closes when it begins.
  const closes = minuteOfDay(until) === 0 ? 1440 : minuteOfDay(until);
  const isChanged = opens !== undefined && closes !== undefined && (opens !== opensAt || closes !== closesAt);
  const submit = () => run(async () => {
    try {
      await save({ opensAt: opens ?? null, closesAt: closes ?? null });
      tell(t.saved);
    } catch (error) {
      if ((error as { status?: number }).status !== 412) throw error;
      reload();
      tell(t.stale);
    }
  });
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void submit(); }} noValidate>
      <div className="form-grid">
        <TextField label={t.opensAt} type="time" disabled={!mayChange} value={from} onValue={setFrom} error={problem?.of("opensAt")} />
        <TextField label={t.closesAt} type="time" hint={t.hoursHelp} disabled={!mayChange} value={until} onValue={setUntil} error={problem?.of("closesAt")} />
      </div>
      <FormProblem problem={problem} fields={["opensAt", "closesAt"]} />
      {mayChange && isChanged && <div><Button kind="primary" type="submit" writes busy={isBusy} disabled={!isChanged}>{t.save}</Button></div>}
    </form>
  );
}
