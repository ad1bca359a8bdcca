import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { Button, IconButton } from "./Button";
import { Choice, SelectField } from "./Field";

const texts = dictionary({
  add: ["再加一项", "Add another"],
  nth: [(what: string, n: number) => `${what} ${n}`, (what: string, n: number) => `${what} ${n}`],
  remove: [(what: string) => `移除${what}`, (what: string) => `Remove ${what.toLowerCase()}`],
});

interface SelectListProps {
  label: string;
  /** What is chosen, in its order; an empty text is a line that nothing was chosen in yet. There is always one line. */
  values: readonly string[];
  onValues: (values: readonly string[]) => void;
  choices: readonly Choice[];
  most: number;
  error?: string | undefined;
}

/** Several of a list, one after the other. */
export function SelectList({ label, values, onValues, choices, most, error }: SelectListProps): ReactElement {
  const t = useTexts(texts);
  const isWhole = values.every(Boolean);
  return (
    <div className="stack" role="group" aria-label={label}>
      {values.map((value, index) => (
        <div key={index} className="row select-line">
          <div className="grow">
            <SelectField
              label={values.length > 1 ? t.nth(label, index + 1) : label} required empty="" value={value} error={error} choices={choices}
              onValue={(next) => onValues(values.map((one, at) => (at === index ? next : one)))}
            />
          </div>
          {values.length > 1 && <IconButton icon="trash-2" label={t.remove(t.nth(label, index + 1))} onClick={() => onValues(values.filter((_, at) => at !== index))} />}
        </div>
      ))}
      {values.length < most && isWhole && <div><Button kind="quiet" icon="plus" onClick={() => onValues([...values, ""])}>{t.add}</Button></div>}
    </div>
  );
}
