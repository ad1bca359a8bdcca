import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { usePeople, useUnits } from "../../lib/directory";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useMe } from "../../lib/me";
import type { Problem } from "../../lib/problem";
import { useStore } from "../../lib/store";
import { channels, choicesOf, customerFields, sexes, skinTypes, tiers, useWords } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { AreaField, SelectField, TextField } from "../../ui/Field";
import type { CustomerForm, FormField } from "./form";

const texts = dictionary({
  keep: [(masked: string) => `现为 ${masked}，留空不改`, (masked: string) => `Now ${masked}; leave empty to keep it`],
  none: ["未填写", "Not given"],
  nobody: ["无归属", "Nobody"],
});

interface FieldsProps {
  form: CustomerForm;
  fields: readonly FormField[];
  /** As stored, for the masked values of an existing customer. */
  stored?: Customer;
  problem: Problem | undefined;
  onChange: (change: Partial<CustomerForm>) => void;
}

/** The fields of a customer that somebody may fill in; the others are not there. */
export function CustomerFields({ form, fields, stored, problem, onChange }: FieldsProps): ReactElement {
  const t = useTexts(texts);
  const label = useWords(customerFields);
  const shown = useStore(language);
  const me = useMe();
  const people = (usePeople().value ?? []).filter((person) => person.state === "active" || person.id === form.ownerId);
  const units = (useUnits().value ?? []).filter((unit) => unit.kind === "branch" && (unit.state === "open" || unit.id === form.homeBranchId));
  const branches = units.length > 0 ? units : me.branches.filter((branch) => branch.open);
  const masked = new Set(stored?.masked ?? []);
  const common = (field: FormField) => ({
    label: label(field), value: form[field], error: problem?.of(field), required: field === "name",
    hint: masked.has(field) ? t.keep(String(stored?.[field] ?? "***")) : undefined,
    onValue: (value: string) => onChange({ [field]: value }),
  });
  const has = (field: FormField) => fields.includes(field);
  return (
    <div className="form-grid">
      {has("name") && <TextField {...common("name")} maxLength={64} autoComplete="off" data-autofocus />}
      {has("phone") && <TextField {...common("phone")} inputMode="tel" autoComplete="off" maxLength={40} />}
      {has("sex") && <SelectField {...common("sex")} empty={t.none} choices={choicesOf(sexes, shown)} />}
      {has("birthday") && <DateField {...common("birthday")} />}
      {has("level") && <SelectField {...common("level")} choices={choicesOf(tiers, shown)} {...(stored ? {} : { empty: t.none })} />}
      {has("sourceChannel") && <SelectField {...common("sourceChannel")} empty={t.none} choices={choicesOf(channels, shown)} />}
      {has("ownerId") && people.length > 0 && <SelectField {...common("ownerId")} empty={t.nobody} choices={people.map((person) => ({ value: person.id, label: person.displayName }))} />}
      {has("homeBranchId") && branches.length > 1 && <SelectField {...common("homeBranchId")} {...(stored ? {} : { empty: t.none })} choices={branches.map((branch) => ({ value: branch.id, label: branch.name }))} />}
      {has("wechat") && <TextField {...common("wechat")} autoComplete="off" maxLength={64} />}
      {has("idNumber") && <TextField {...common("idNumber")} autoComplete="off" maxLength={40} />}
      {has("skinType") && <SelectField {...common("skinType")} empty={t.none} choices={choicesOf(skinTypes, shown)} />}
      {has("occupation") && <TextField {...common("occupation")} autoComplete="off" maxLength={64} />}
      {has("address") && <TextField {...common("address")} wide autoComplete="off" maxLength={200} />}
      {has("preferences") && <AreaField {...common("preferences")} wide maxLength={500} />}
      {has("allergy") && <AreaField {...common("allergy")} wide maxLength={500} />}
      {has("remark") && <AreaField {...common("remark")} wide maxLength={1000} />}
    </div>
  );
}
