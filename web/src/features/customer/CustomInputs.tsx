import { ReactElement, useState } from "react";
import type { CustomerField } from "../../gen/api";
import { labelOf, nameOf } from "../../lib/customFields";
import { usePeople } from "../../lib/directory";
import { findCustomers } from "../../lib/customers";
import { uploadFile } from "../../lib/http";
import { bracketed, dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { asProblem, Problem } from "../../lib/problem";
import { tellProblem } from "../../lib/toast";
import { Combobox, Option } from "../../ui/Combobox";
import { DateField } from "../../ui/DatePicker";
import { AreaField, Check, SelectField, TextField } from "../../ui/Field";
import { FileDrop } from "../../ui/FileDrop";

const texts = dictionary({
  none: ["未填写", "Not given"],
  keep: ["有内容，留空不改", "There is a value; leave empty to keep it"],
  paper: ["PDF、CSV 或 XLSX", "PDF, CSV or XLSX"],
  kept: ["已选择文件，保存后生效", "A file is chosen; it counts when you save"],
  chosen: ["已选客户", "A customer is chosen"],
  yuan: ["元", "yuan"],
});

interface InputsProps {
  fields: readonly CustomerField[];
  form: Readonly<Record<string, string>>;
  /** Names of fields that are shown masked. */
  masked?: ReadonlySet<string>;
  problem: Problem | undefined;
  onChange: (code: string, value: string) => void;
}

/** A control for each field that the clinic has added; several words stand in lines. */
export function CustomInputs({ fields, form, masked, problem, onChange }: InputsProps): ReactElement {
  return <>{fields.map((field) => <CustomInput key={field.code} {...{ field, problem }} value={form[field.code] ?? ""} isMasked={masked?.has(nameOf(field)) ?? false} onValue={(value) => onChange(field.code, value)} />)}</>;
}

interface InputProps {
  field: CustomerField;
  value: string;
  isMasked: boolean;
  problem: Problem | undefined;
  onValue: (value: string) => void;
}

function CustomInput({ field, value, isMasked, problem, onValue }: InputProps): ReactElement {
  const t = useTexts(texts);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active" || person.id === value);
  const common = {
    label: field.kind === "money" ? bracketed(labelOf(field), t.yuan) : labelOf(field), value, error: problem?.of(`custom/${field.code}`), required: field.required,
    hint: isMasked ? t.keep : undefined, onValue,
  };
  switch (field.kind) {
    case "date": return <DateField {...common} />;
    case "choice": return <SelectField {...common} empty={t.none} choices={wordsOf(field, value)} />;
    case "person": return <SelectField {...common} empty={t.none} choices={people.map((person) => ({ value: person.id, label: person.displayName }))} />;
    case "long_text": return <AreaField {...common} wide maxLength={4000} />;
    case "choices": return <Words field={field} value={value} onValue={onValue} />;
    case "customer": return <OtherCustomer {...common} />;
    case "file": return <Paper field={field} value={value} onValue={onValue} />;
    case "money": return <TextField {...common} inputMode="decimal" maxLength={16} autoComplete="off" />;
    case "number": return <TextField {...common} inputMode="numeric" maxLength={16} autoComplete="off" />;
    default: return <TextField {...common} maxLength={200} autoComplete="off" />;
  }
}

function OtherCustomer({ label, value, error, required, onValue }: { label: string; value: string; error?: string | undefined; required: boolean; onValue: (value: string) => void }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [chosen, setChosen] = useState<Option | undefined>(value ? { value, label: t.chosen } : undefined);
  const search = async (text: string, signal: AbortSignal) =>
    (await findCustomers(rights, text, signal)).map((found) => ({ value: found.id ?? "", label: `${found.name ?? "—"} #${found.number}` }));
  const choose = (option: Option | undefined) => {
    setChosen(option);
    onValue(option?.value ?? "");
  };
  return <Combobox label={label} required={required} value={chosen} onValue={choose} search={search} error={error} />;
}

/** Words that may be chosen, and the one that is there though it may not be chosen any more. */
const wordsOf = (field: CustomerField, value: string) =>
  [...new Set([...field.choices, ...(value && field.kind === "choice" ? [value] : [])])].map((word) => ({ value: word, label: word }));

function Words({ field, value, onValue }: Pick<InputProps, "field" | "value" | "onValue">): ReactElement {
  const chosen = value.split("\n").filter(Boolean);
  const toggle = (word: string, isOn: boolean) => onValue((isOn ? [...chosen, word] : chosen.filter((one) => one !== word)).join("\n"));
  return (
    <div className="field" role="group" aria-label={labelOf(field)}>
      <span className="field-label">{labelOf(field)}</span>
      <div className="row row-wrap">{field.choices.map((word) => <Check key={word} label={word} checked={chosen.includes(word)} onChecked={(isOn) => toggle(word, isOn)} />)}</div>
    </div>
  );
}

function Paper({ field, value, onValue }: Pick<InputProps, "field" | "value" | "onValue">): ReactElement {
  const t = useTexts(texts);
  const [isNew, setNew] = useState(false);
  const take = async (file: File) => {
    try {
      onValue((await uploadFile(file)).id);
      setNew(true);
    } catch (error) {
      tellProblem(asProblem(error));
    }
  };
  return (
    <div className="field" role="group" aria-label={labelOf(field)}>
      <span className="field-label">{labelOf(field)}</span>
      {isNew && value ? <span className="dim small">{t.kept}</span> : <FileDrop accept={[".pdf", ".csv", ".xlsx"]} mostBytes={100 << 20} hint={t.paper} onFile={(file) => void take(file)} />}
    </div>
  );
}
