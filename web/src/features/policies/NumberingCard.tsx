import { ReactElement, useState } from "react";
import type { CustomerNumbering } from "../../gen/api";
import { useUnits } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Check, SelectField, TextField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { FormProblem, Refusal, Skeleton } from "../../ui/State";
import { Format, isFormat, sample } from "./numbering";
import { policyTexts } from "./texts";

const key = ["customer-numbering"];

/** How the codes of new customers are made, for the chain and where a branch has its own way. */
export function NumberingCard(): ReactElement {
  const t = useTexts(policyTexts);
  const found = useQuery(key, () => api("GET /v1/customer-numbering"));
  return (
    <Card title={t.numbering} wide>
      <div className="stack">
        <p className="dim">{t.numberingAbout}</p>
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
          : !found.value ? <Skeleton lines={4} />
            : <NumberingForm key={JSON.stringify(found.value)} stored={found.value} />}
      </div>
    </Card>
  );
}

function NumberingForm({ stored }: { stored: CustomerNumbering }): ReactElement {
  const t = useTexts(policyTexts);
  const units = (useUnits().value ?? []).filter((unit) => unit.kind === "chain" || unit.kind === "branch")
    .sort((left, right) => Number(right.kind === "chain") - Number(left.kind === "chain"));
  const [formats, setFormats] = useState<readonly Format[]>(stored.data as Format[]);
  const { isBusy, problem, run } = useSubmission();
  const mayChange = useRights().may("update.setting");
  const of = (unit: string) => formats.find((format) => format.unitId === unit);
  const change = (unit: string, part: Partial<Format>) => setFormats((now) => {
    const known = now.find((format) => format.unitId === unit) ?? { unitId: unit, prefix: "", datePart: "none", digits: 6 };
    return [...now.filter((format) => format.unitId !== unit), { ...known, ...part }];
  });
  const isChanged = JSON.stringify(formats) !== JSON.stringify(stored.data);
  const save = () => run(async () => {
    cache.set(key, await api("PUT /v1/customer-numbering", { body: { formats: formats as never } }));
    tell(t.saved);
  });
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }} noValidate>
      {units.map((unit) => {
        const format = of(unit.id);
        return (
          <fieldset key={unit.id} className="row row-wrap" disabled={!mayChange}>
            <legend>{unit.name}</legend>
            <Check label={t.own} checked={format !== undefined} onChecked={(isOwn) => (isOwn ? change(unit.id, {}) : setFormats((now) => now.filter((one) => one.unitId !== unit.id)))} />
            {format && <>
              <TextField label={t.prefix} hint={t.prefixHelp} maxLength={12} value={format.prefix} onValue={(prefix) => change(unit.id, { prefix: prefix.toUpperCase() })} />
              <SelectField label={t.datePart} value={format.datePart} onValue={(datePart) => change(unit.id, { datePart })} choices={["none", "YY", "YYMM", "YYMMDD"].map((value) => ({ value, label: value === "none" ? t.none : value }))} />
              <TextField label={t.digits} inputMode="numeric" maxLength={2} value={String(format.digits || "")} onValue={(digits) => change(unit.id, { digits: Number(digits) || 0 })} />
              <div className="field"><span className="field-label">{t.example}</span><output className="mono">{isFormat(format) ? sample(format) : "—"}</output></div>
            </>}
          </fieldset>
        );
      })}
      <FormProblem problem={problem} />
      {mayChange && <div><Button kind="primary" type="submit" writes busy={isBusy} disabled={!isChanged || !formats.every(isFormat)}>{t.save}</Button></div>}
    </form>
  );
}
