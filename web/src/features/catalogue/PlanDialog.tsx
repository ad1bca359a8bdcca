import { ReactElement, useState } from "react";
import { Bookable, bookableKinds, BookableKind, kindWords, named, Service, useBookables } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useDirectory } from "../../lib/directory";
import { cache } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { AlternativeDraft, bondLetter, changedAt, movedBy, NeedDraft, newAlternative, newNeed, newSegment, Plan, planBody, planDraft, planMinutes, SegmentDraft, withoutAt } from "./plan";
import { catalogueTexts } from "./texts";

/** A service's time in pieces, and what each piece takes. */
export function PlanDialog({ service, plan, onClose }: { service: Service; plan: Plan; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const [segments, setSegments] = useState<readonly SegmentDraft[]>(() => (plan.segments.length > 0 ? planDraft(plan) : [newSegment("")]));
  const { isBusy, problem, run } = useSubmission();
  const bookables = useBookables().value ?? [];
  const id = service.id ?? "";
  const minutes = planMinutes(segments);
  const save = () => run(async () => {
    const saved = await api("PUT /v1/services/{id}/plan", { path: { id }, version: plan.version, body: planBody(segments) });
    cache.set(["service-plan", id], saved);
    changed("services");
    changed("service-safety", id);
    changed("service-deposit", id);
    tell(t.saved);
    onClose();
  });
  const isReady = segments.every((one) => one.name.trim() && Number(one.minutes) >= 5) && (segments.length === 0 || (minutes >= 5 && minutes <= 720));
  return (
    <Dialog title={t.planOf(named(service))} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }} foot={<span className="grow dim">{t.total(minutes)}</span>}>
      <Notice>{t.planHelp}</Notice>
      {segments.map((segment, index) => (
        <fieldset key={index} className="plan-card">
          <legend className="sr">{t.segmentOf(index + 1)}</legend>
          <div className="plan-card-head">
            <TextField label={t.segment} required maxLength={30} value={segment.name} onValue={(name) => setSegments(changedAt(segments, index, (one) => ({ ...one, name })))} error={problem?.of(`segments/${index}/name`)} />
            <TextField label={t.minutes} required type="number" min={5} max={720} step={5} value={segment.minutes} onValue={(value) => setSegments(changedAt(segments, index, (one) => ({ ...one, minutes: value })))} error={problem?.of(`segments/${index}/minutes`)} />
            <span className="row">
              <IconButton icon="arrow-up" label={t.up(t.segmentOf(index + 1))} disabled={index === 0} onClick={() => setSegments(movedBy(segments, index, -1))} />
              <IconButton icon="arrow-down" label={t.down(t.segmentOf(index + 1))} disabled={index === segments.length - 1} onClick={() => setSegments(movedBy(segments, index, 1))} />
              <IconButton icon="trash-2" label={t.removeOf(t.segmentOf(index + 1))} onClick={() => setSegments(withoutAt(segments, index))} />
            </span>
          </div>
          {segment.needs.map((need, number) => (
            <Need
              key={number} need={need} label={t.need(number + 1)} bookables={bookables}
              onChange={(next) => setSegments(changedAt(segments, index, (one) => ({ ...one, needs: changedAt(one.needs, number, () => next) })))}
              onRemove={() => setSegments(changedAt(segments, index, (one) => ({ ...one, needs: withoutAt(one.needs, number) })))}
            />
          ))}
          <div><Button kind="quiet" icon="plus" onClick={() => setSegments(changedAt(segments, index, (one) => ({ ...one, needs: [...one.needs, newNeed("room")] })))}>{t.addNeed}</Button></div>
        </fieldset>
      ))}
      <div><Button icon="plus" onClick={() => setSegments([...segments, newSegment("")])}>{t.addSegment}</Button></div>
      <FormProblem problem={problem} fields={segments.flatMap((_, index) => [`segments/${index}/name`, `segments/${index}/minutes`])} />
    </Dialog>
  );
}

function Need({ need, label, bookables, onChange, onRemove }: { need: NeedDraft; label: string; bookables: readonly Bookable[]; onChange: (need: NeedDraft) => void; onRemove: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const bonds = Array.from({ length: 6 }, (_, index) => ({ value: String(index + 1), label: bondLetter(index + 1) }));
  return (
    <div className="plan-need" role="group" aria-label={label}>
      <div className="stack">
        {need.alternatives.map((one, index) => (
          <Alternative
            key={index} one={one} bookables={bookables} label={t.alternative(index + 1)}
            onChange={(next) => onChange({ ...need, alternatives: changedAt(need.alternatives, index, () => next) })}
            {...(need.alternatives.length > 1 ? { onRemove: () => onChange({ ...need, alternatives: withoutAt(need.alternatives, index) }) } : {})}
          />
        ))}
        <div className="row">
          <Button kind="quiet" icon="plus" onClick={() => onChange({ ...need, alternatives: [...need.alternatives, newAlternative(need.alternatives[0]?.kind ?? "doctor")] })}>{t.addAlternative}</Button>
          <span className="grow" />
          <SelectField label={t.bond} value={need.bond} empty={t.noBond} choices={bonds} onValue={(bond) => onChange({ ...need, bond })} />
        </div>
      </div>
      <IconButton icon="trash-2" label={t.removeOf(label)} onClick={onRemove} />
    </div>
  );
}

function Alternative({ one, bookables, label, onChange, onRemove }: { one: AlternativeDraft; bookables: readonly Bookable[]; label: string; onChange: (one: AlternativeDraft) => void; onRemove?: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const shown = useStore(language);
  const units = useDirectory();
  const kinds = choicesOf(kindWords, shown).filter((choice) => bookableKinds.includes(choice.value as BookableKind));
  const named = bookables.filter((bookable) => bookable.kind === one.kind && bookable.state !== "retired")
    .map((bookable) => ({ value: bookable.id ?? "", label: [bookable.name, units.unit(bookable.branchId)].filter(Boolean).join(" · ") }));
  return (
    <div className="plan-alternative" role="group" aria-label={label}>
      <SelectField label={t.kind} value={one.kind} choices={kinds} onValue={(kind) => onChange({ ...one, kind: kind as BookableKind, resourceId: "" })} />
      <SelectField label={t.which} value={one.resourceId} empty={t.anybody} choices={named} onValue={(resourceId) => onChange({ ...one, resourceId })} />
      <TextField label={t.tags} placeholder={t.tagsHelp} value={one.tags} onValue={(tags) => onChange({ ...one, tags })} />
      <TextField label={t.before} type="number" min={0} max={240} step={5} value={one.before} onValue={(before) => onChange({ ...one, before })} />
      <TextField label={t.after} type="number" min={0} max={240} step={5} value={one.after} onValue={(after) => onChange({ ...one, after })} />
      {onRemove && <IconButton icon="x" label={t.removeOf(label)} onClick={onRemove} />}
    </div>
  );
}
