import { ReactElement, useState } from "react";
import type { LayerParameters } from "../../gen/api";
import { addDays, today } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import type { TagColour } from "../../lib/tags";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { colourWords } from "../tags/texts";
import { layerTexts } from "./texts";

/** New thresholds and names, from a day on. The layers' conditions on scores are those in force. */
export function ParametersDialog({ current, onClose }: { current: LayerParameters; onClose: () => void }): ReactElement {
  const t = useTexts(layerTexts);
  const shown = useStore(language);
  const [day, setDay] = useState(addDays(today(), 1));
  const pair = (values: readonly number[], scale = 1) => [String((values[0] ?? 0) / scale), String((values[1] ?? 0) / scale)] as const;
  const [recency, setRecency] = useState<readonly [string, string]>(pair(current.recencyDays));
  const [frequency, setFrequency] = useState<readonly [string, string]>(pair(current.frequencyDays));
  const [monetary, setMonetary] = useState<readonly [string, string]>(pair(current.monetaryFen, 100));
  const [layers, setLayers] = useState(current.layers);
  const { isBusy, problem, run } = useSubmission();
  const rename = (code: string, change: { name?: string; nameEn?: string | null; colour?: TagColour }) =>
    setLayers(layers.map((layer) => (layer.code === code ? { ...layer, ...change } : layer)));
  const save = () => run(async () => {
    const numbers = (values: readonly [string, string], scale = 1) => values.map((value) => Math.round(Number(value) * scale));
    await api("POST /v1/layer-parameters", {
      body: { effectiveOn: day, recencyDays: numbers(recency), frequencyDays: numbers(frequency), monetaryFen: numbers(monetary, 100), layers: layers.map((layer) => ({ ...layer, nameEn: layer.nameEn || null })) },
    });
    changed("layer-parameters");
    tell(t.saved);
    onClose();
  });
  const boxes = (title: string, values: readonly [string, string], set: (next: readonly [string, string]) => void, words: readonly [string, string], field: string) => (
    <fieldset className="field">
      <legend className="field-label">{title}</legend>
      <div className="form-grid">
        <TextField label={words[0]} type="number" min={1} value={values[0]} onValue={(value) => set([value, values[1]])} error={problem?.of(field)} />
        <TextField label={words[1]} type="number" min={1} value={values[1]} onValue={(value) => set([values[0], value])} />
      </div>
    </fieldset>
  );
  return (
    <Dialog title={t.set} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !day || layers.some((layer) => !layer.name.trim()), run: () => void save() }}>
      <DateField label={t.effectiveOn} hint={t.effectiveHelp} value={day} onValue={setDay} error={problem?.of("effectiveOn")} />
      {boxes(t.recency, recency, setRecency, [t.near, t.far], "recencyDays")}
      {boxes(t.frequency, frequency, setFrequency, [t.some, t.many], "frequencyDays")}
      {boxes(t.monetary, monetary, setMonetary, [t.someYuan, t.manyYuan], "monetaryFen")}
      <p className="field-label">{t.layers}</p>
      <Notice kind="info">{t.kept}</Notice>
      {layers.map((layer) => (
        <fieldset key={layer.code} className="field">
          <legend className="sr">{layer.name}</legend>
          <div className="form-grid">
            <TextField label={t.name} maxLength={20} value={layer.name} onValue={(name) => rename(layer.code, { name })} />
            <TextField label={t.nameEn} maxLength={40} value={layer.nameEn ?? ""} onValue={(nameEn) => rename(layer.code, { nameEn })} />
            <SelectField label={t.colour} value={layer.colour} onValue={(colour) => rename(layer.code, { colour: colour as TagColour })} choices={choicesOf(colourWords, shown)} />
          </div>
        </fieldset>
      ))}
      <FormProblem problem={problem} fields={["effectiveOn", "recencyDays", "frequencyDays", "monetaryFen"]} />
    </Dialog>
  );
}
