import { ReactElement, useState } from "react";
import { useTexts } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { minuteOfDay, timeOfDay } from "../../lib/clock";
import { policyTexts } from "./texts";
import { Changes, usePolicy } from "./usePolicy";

/** When a clinic is open; what is read outside is read at night. */
export function HoursField({ opensAt, closesAt, mayChange, save, reload }: {
  opensAt: number; closesAt: number; mayChange: boolean; save: (changes: Changes) => Promise<void>; reload: () => void;
}): ReactElement {
  const t = useTexts(policyTexts);
  const [from, setFrom] = useState(timeOfDay(opensAt));
  const [until, setUntil] = useState(timeOfDay(closesAt));
  const { isBusy, problem, submit } = usePolicy(save, reload);
  const opens = minuteOfDay(from);
  // Midnight ends a day; nothing closes when it begins.
  const closes = minuteOfDay(until) === 0 ? 1440 : minuteOfDay(until);
  const isChanged = opens !== undefined && closes !== undefined && (opens !== opensAt || closes !== closesAt);
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void submit({ opensAt: opens ?? null, closesAt: closes ?? null }); }} noValidate>
      <div className="form-grid">
        <TextField label={t.opensAt} type="time" disabled={!mayChange} value={from} onValue={setFrom} error={problem?.of("opensAt")} />
        <TextField label={t.closesAt} type="time" hint={t.hoursHelp} disabled={!mayChange} value={until} onValue={setUntil} error={problem?.of("closesAt")} />
      </div>
      <FormProblem problem={problem} fields={["opensAt", "closesAt"]} />
      {mayChange && isChanged && <div><Button kind="primary" type="submit" writes busy={isBusy}>{t.save}</Button></div>}
    </form>
  );
}
