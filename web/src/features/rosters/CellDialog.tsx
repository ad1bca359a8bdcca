import { ReactElement, useState } from "react";
import { endOfDay, minuteOfDay, timeOfDay } from "../../lib/clock";
import { weekday } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { Notice } from "../../ui/State";
import { inCell, overlapping, Shift, shiftOf, Template, withCell } from "./draft";
import { rosterTexts } from "./texts";

interface CellProps {
  resourceId: string;
  day: string;
  name: string;
  shifts: readonly Shift[];
  templates: readonly Template[];
  onChange: (shifts: readonly Shift[]) => void;
  onClose: () => void;
}

interface Typed {
  template: string;
  starts: string;
  ends: string;
  breakStarts: string;
  breakEnds: string;
}

const typedOf = (shift: Shift): Typed => ({
  template: shift.templateId ?? "", starts: timeOfDay(shift.starts), ends: timeOfDay(shift.ends), breakStarts: shift.breakStarts === null ? "" : timeOfDay(shift.breakStarts), breakEnds: shift.breakEnds === null ? "" : timeOfDay(shift.breakEnds),
});

/** What somebody does on a day: by templates, or at hours of its own; more than one shift where they do not meet. */
export function CellDialog({ resourceId, day, name, shifts, templates, onChange, onClose }: CellProps): ReactElement {
  const t = useTexts(rosterTexts);
  const [typed, setTyped] = useState<readonly Typed[]>(() => {
    const there = inCell(shifts, resourceId, day).map(typedOf);
    return there.length > 0 ? there : [{ template: templates[0]?.id ?? "", starts: "09:00", ends: "18:00", breakStarts: "", breakEnds: "" }];
  });
  const read = (one: Typed): Shift | undefined => {
    const template = templates.find((candidate) => candidate.id === one.template);
    if (template) return shiftOf(template, resourceId, day);
    const [starts, ends, from, until] = [minuteOfDay(one.starts), endOfDay(one.ends), minuteOfDay(one.breakStarts), minuteOfDay(one.breakEnds)];
    if (starts === undefined || ends === undefined || ends <= starts) return undefined;
    if (!one.breakStarts && !one.breakEnds) return { resourceId, day, templateId: null, starts, ends, breakStarts: null, breakEnds: null };
    if (from === undefined || until === undefined || from <= starts || until <= from || until >= ends) return undefined;
    return { resourceId, day, templateId: null, starts, ends, breakStarts: from, breakEnds: until };
  };
  const cell = typed.map(read);
  const isWhole = cell.every((one) => one !== undefined);
  const meets = isWhole && overlapping(cell as Shift[]);
  const set = (index: number, change: Partial<Typed>) => setTyped(typed.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const done = () => {
    onChange(withCell(shifts, resourceId, day, cell as Shift[]));
    onClose();
  };
  return (
    <Dialog title={t.editCell(name, weekday(day))} onClose={onClose} action={{ label: t.done, disabled: !isWhole || meets, run: done }}>
      {typed.length === 0 && <p className="dim">{t.off}</p>}
      {typed.map((one, index) => (
        <fieldset key={index} className="field shift-fields">
          <legend className="sr">{t.shiftNumber(index + 1)}</legend>
          <div className="row row-top">
            <div className="grow"><SelectField label={t.template} value={one.template} empty={t.ownHours} choices={templates.map((template) => ({ value: template.id ?? "", label: `${template.name} ${timeOfDay(template.startsMinute ?? 0)}–${timeOfDay(template.endsMinute ?? 0)}` }))} onValue={(template) => set(index, { template })} /></div>
            <IconButton icon="trash-2" label={t.removeOf(t.shiftNumber(index + 1))} onClick={() => setTyped(typed.filter((_, at) => at !== index))} />
          </div>
          {!one.template && (
            <div className="form-grid">
              <TextField label={t.starts} type="time" value={one.starts} onValue={(starts) => set(index, { starts })} />
              <TextField label={t.ends} type="time" value={one.ends} onValue={(ends) => set(index, { ends })} />
              <TextField label={t.breakStarts} hint={t.optional} type="time" value={one.breakStarts} onValue={(breakStarts) => set(index, { breakStarts })} />
              <TextField label={t.breakEnds} hint={t.optional} type="time" value={one.breakEnds} onValue={(breakEnds) => set(index, { breakEnds })} />
            </div>
          )}
          {cell[index] === undefined && <Notice kind="warn">{t.badHours}</Notice>}
        </fieldset>
      ))}
      {meets && <Notice kind="bad" live>{t.overlap}</Notice>}
      <div><Button icon="plus" onClick={() => setTyped([...typed, { template: "", starts: "", ends: "", breakStarts: "", breakEnds: "" }])}>{t.addShift}</Button></div>
    </Dialog>
  );
}
