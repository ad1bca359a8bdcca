import { ReactElement, useState } from "react";
import { useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { policyTexts } from "./texts";
import { Changes, usePolicy } from "./usePolicy";

/** A whole number that a chain sets for itself. */
export interface Figure {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly from: number;
  readonly to: number;
}

type Values = Record<string, number>;

/**
 * Numbers in their bounds; only those that were changed are sent, and an empty one goes back to what it is without the chain's own. Whoever
 * shows it keys it by the version that was read.
 */
export function NumbersForm({ figures, stored, mayChange, save, reload }: {
  figures: readonly Figure[]; stored: Values; mayChange: boolean; save: (changes: Changes) => Promise<void>; reload: () => void;
}): ReactElement {
  const t = useTexts(policyTexts);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const { isBusy, problem, submit } = usePolicy(save, reload);
  const text = (figure: Figure) => typed[figure.name] ?? String(stored[figure.name] ?? "");
  const read = (figure: Figure): number | null | undefined => {
    const given = halfWidth(text(figure)).trim();
    if (given === "") return null;
    return /^\d{1,9}$/.test(given) && Number(given) >= figure.from && Number(given) <= figure.to ? Number(given) : undefined;
  };
  const changed = figures.filter((figure) => typed[figure.name] !== undefined && read(figure) !== stored[figure.name]);
  const wrong = changed.filter((figure) => read(figure) === undefined);
  const submitAll = () => submit(Object.fromEntries(changed.map((figure) => [figure.name, read(figure) ?? null])));
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void submitAll(); }} noValidate>
      <div className="form-grid">
        {figures.map((figure) => (
          <TextField
            key={figure.name} label={figure.label} hint={figure.hint ?? t.between(figure.from, figure.to)} inputMode="numeric" disabled={!mayChange} value={text(figure)}
            error={wrong.includes(figure) ? t.between(figure.from, figure.to) : problem?.of(figure.name)} onValue={(value) => setTyped((now) => ({ ...now, [figure.name]: value }))}
          />
        ))}
      </div>
      <FormProblem problem={problem} fields={figures.map((figure) => figure.name)} />
      {mayChange && <div><Button kind="primary" type="submit" writes busy={isBusy} disabled={changed.length === 0 || wrong.length > 0}>{t.save}</Button></div>}
    </form>
  );
}
