import type { ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { Button, IconButton } from "../../ui/Button";
import { Combobox, Option } from "../../ui/Combobox";
import { Choice, SelectField, TextField } from "../../ui/Field";
import type { Bound } from "../../lib/form";
import { mostOfAll } from "./bundle";
import { bookingTexts } from "./texts";

/** Somebody who comes along. */
export interface Companion {
  readonly customer?: Option | undefined;
  readonly service: string;
}

interface GroupFieldsProps {
  companions: readonly Companion[];
  onCompanions: (companions: readonly Companion[]) => void;
  services: readonly Choice[];
  gap: Bound;
  search: (text: string, signal: AbortSignal) => Promise<readonly Option[]>;
  /** Customers who are in the group already, with whoever was chosen first. */
  taken: readonly (string | undefined)[];
}

/** Who comes along, for what, and whether all at once or one after the other. */
export function GroupFields({ companions, onCompanions, services, gap, search, taken }: GroupFieldsProps): ReactElement {
  const t = useTexts(bookingTexts);
  const put = (index: number, change: Partial<Companion>) => onCompanions(companions.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="stack" role="group" aria-label={t.companions}>
      {companions.map((one, index) => (
        <div key={index} className="row select-line">
          <div className="grow form-grid">
            <Combobox
              label={t.companion(index + 2)} required value={one.customer} search={search} onValue={(customer) => put(index, { customer })}
              error={one.customer && taken.indexOf(one.customer.value) !== index + 1 ? t.twice : undefined}
            />
            <SelectField label={t.services} empty={t.sameServices} value={one.service} choices={services} onValue={(service) => put(index, { service })} />
          </div>
          {companions.length > 1 && <IconButton icon="trash-2" label={t.remove(t.companion(index + 2))} onClick={() => onCompanions(companions.filter((_, at) => at !== index))} />}
        </div>
      ))}
      <div className="rule-line">
        <TextField label={t.gap} hint={t.gapHelp} type="number" min={0} max={240} step={5} {...gap} />
        {companions.length < mostOfAll - 1 && <Button kind="quiet" icon="user-round-plus" onClick={() => onCompanions([...companions, { service: "" }])}>{t.addCompanion}</Button>}
      </div>
    </div>
  );
}
