import type { ReactElement } from "react";
import { either, useTexts } from "../lib/i18n";
import { Answer, answers, Draft, PageShown, questionsFor, withService } from "./model";
import { Choice, Field } from "./parts";
import { publicTexts } from "./texts";

interface StepProps {
  page: PageShown;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  errorOf: (field: string) => string | undefined;
}

export function ServiceStep({ page, draft, onDraft, errorOf }: StepProps): ReactElement {
  const t = useTexts(publicTexts);
  return (
    <Choice
      name="service" legend={t.service} quiet value={draft.serviceId} error={errorOf("serviceId")} onValue={(id) => onDraft(withService(draft, page, id))}
      choices={page.services.map((one) => ({
        value: one.id, label: <><b>{either(one.name, one.nameEn ?? undefined)}</b><small>{t.minutes(one.minutes)}</small>{one.note && <small>{one.note}</small>}</>,
      }))}
    />
  );
}

export function HealthStep({ page, draft, onDraft, errorOf }: StepProps): ReactElement {
  const t = useTexts(publicTexts);
  const service = page.services.find((one) => one.id === draft.serviceId);
  return (
    <>
      <p className="p-hint">{t.healthHelp}</p>
      {service?.asksAge && (
        <Field label={t.age} hint={t.years} error={errorOf("age")}>
          {(parts) => <input {...parts} className="p-input p-short" inputMode="numeric" autoComplete="off" maxLength={3} value={draft.age} onChange={(event) => onDraft({ ...draft, age: event.target.value })} />}
        </Field>
      )}
      {questionsFor(page, draft.serviceId).map((one) => (
        <Choice
          key={one.word} name={`question-${one.word}`} legend={either(one.text, one.textEn ?? undefined)} beside value={draft.answers[one.word] ?? ""} error={errorOf(`answers/${one.word}`)}
          choices={answers.map((value) => ({ value, label: t[value] }))} onValue={(value) => onDraft({ ...draft, answers: { ...draft.answers, [one.word]: value as Answer } })}
        />
      ))}
      <Field label={t.remark} optional error={errorOf("remark")}>
        {(parts) => <textarea {...parts} className="p-input" rows={3} maxLength={500} autoComplete="off" value={draft.remark} onChange={(event) => onDraft({ ...draft, remark: event.target.value })} />}
      </Field>
      <p className="p-hint">{t.leave}</p>
    </>
  );
}

export function ContactStep({ page, draft, onDraft, errorOf }: StepProps): ReactElement {
  const t = useTexts(publicTexts);
  const consent = errorOf("consent");
  return (
    <>
      <Field label={t.name} error={errorOf("name")}>
        {(parts) => <input {...parts} className="p-input" autoComplete="name" maxLength={64} value={draft.name} onChange={(event) => onDraft({ ...draft, name: event.target.value })} />}
      </Field>
      <Field label={t.phone} hint={t.phoneHelp} error={errorOf("phone")}>
        {(parts) => <input {...parts} className="p-input" type="tel" inputMode="tel" autoComplete="tel" maxLength={24} value={draft.phone} onChange={(event) => onDraft({ ...draft, phone: event.target.value })} />}
      </Field>
      <div className="p-trap" aria-hidden="true">
        <label>Website<input tabIndex={-1} autoComplete="off" name="website" value={draft.website} onChange={(event) => onDraft({ ...draft, website: event.target.value })} /></label>
      </div>
      <section aria-label={t.notice}>
        <h3>{t.notice}</h3>
        <div className="p-notice-text" tabIndex={0} role="group" aria-label={t.notice}>{page.notice}</div>
      </section>
      <div className="p-field">
        <label className="p-option p-consent">
          <input type="checkbox" checked={draft.consent} aria-invalid={consent ? true : undefined} aria-describedby={consent ? "consent-error" : undefined} aria-required onChange={(event) => onDraft({ ...draft, consent: event.target.checked })} />
          <span>{t.consent}</span>
        </label>
        {consent && <p className="p-error" id="consent-error">{consent}</p>}
      </div>
    </>
  );
}
