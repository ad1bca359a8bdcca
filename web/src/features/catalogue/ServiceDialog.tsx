import type { ReactElement } from "react";
import { scopeWords, Service, useCategories } from "../../lib/catalogue";
import { numberOrNull, said, textOrNull, useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { fenOf, yuanTyped } from "../../lib/money";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { Field, Segments, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { categoryChoices } from "./categories";
import { bookingWays, catalogueTexts, natures } from "./texts";

const shownFields = ["name", "nameEn", "code", "categoryId", "department", "nature", "scope", "listPriceFen", "cycleDays", "leastDays", "booking", "position"];

/** A new service, or one that is changed: all of it but its time and its rules. */
export function ServiceDialog({ service, category, onClose, onSaved }: { service?: Service; category?: string; onClose: () => void; onSaved?: (id: string) => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const shown = useStore(language);
  const categories = useCategories().value ?? [];
  const { draft, set, bind } = useDraft({
    name: service?.name ?? "", nameEn: service?.nameEn ?? "", code: service?.code ?? "", categoryId: service?.categoryId ?? category ?? "", department: service?.department ?? "",
    nature: service?.nature ?? "medical", scope: service?.scope ?? "", price: yuanTyped(service?.listPriceFen), cycleDays: String(service?.cycleDays ?? ""), leastDays: String(service?.leastDays ?? ""),
    booking: service?.booking ?? "desk", position: String(service?.position ?? 0),
  });
  const { isBusy, problem, run } = useSubmission();
  const fen = fenOf(draft.price);
  const save = () => run(async (key) => {
    const required = { name: draft.name.trim(), categoryId: draft.categoryId, nature: draft.nature as "medical", listPriceFen: fen ?? 0 };
    const optional = {
      nameEn: textOrNull(draft.nameEn), code: textOrNull(draft.code), department: textOrNull(draft.department), scope: draft.nature === "medical" ? textOrNull(draft.scope) : null,
      cycleDays: numberOrNull(draft.cycleDays), leastDays: numberOrNull(draft.leastDays), booking: draft.booking as "desk", position: numberOrNull(draft.position) ?? 0,
    };
    const saved = service
      ? await api("PATCH /v1/services/{id}", { path: { id: service.id ?? "" }, version: service.version ?? 0, body: { ...required, ...optional } })
      : await api("POST /v1/services", { key, body: { ...required, ...said(optional) } });
    ["services", "service-plan", "service-safety", "service-deposit"].forEach((key) => changed(key));
    tell(t.saved);
    onClose();
    onSaved?.(saved.id ?? "");
  });
  const isReady = Boolean(draft.name.trim() && draft.categoryId && fen !== undefined && (draft.nature !== "medical" || draft.scope.trim()));
  return (
    <Dialog title={service ? t.editService(service.name ?? "") : t.newService} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }}>
      <div className="form-grid">
        <TextField label={t.name} required maxLength={60} {...bind("name", problem)} data-autofocus />
        <TextField label={t.nameEn} hint={t.optional} maxLength={80} {...bind("nameEn", problem)} />
        <SelectField label={t.category} required empty="" choices={categoryChoices(categories)} {...bind("categoryId", problem)} />
        <TextField label={t.code} hint={t.codeHelp} maxLength={24} {...bind("code", problem)} onValue={(code) => set({ code: code.toUpperCase() })} />
        <div className="field">
          <span className="field-label" aria-hidden="true">{t.nature}</span>
          <Segments label={t.nature} choices={choicesOf(natures, shown)} value={draft.nature} onValue={(nature) => set({ nature: nature as "medical" })} />
        </div>
        {draft.nature === "medical" ? (
          <Field label={t.scope} required hint={t.scopeHelp} error={problem?.of("scope")}>
            {(parts) => (
              <>
                <input {...parts} className="input" list="service-scopes" maxLength={40} value={draft.scope} onChange={(event) => set({ scope: event.target.value.toLowerCase() })} />
                <datalist id="service-scopes">{choicesOf(scopeWords, shown).map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}</datalist>
              </>
            )}
          </Field>
        ) : <span />}
        <TextField label={t.listPrice} required inputMode="decimal" {...bind("price", problem)} error={draft.price && fen === undefined ? t.badPrice : problem?.of("listPriceFen")} />
        <TextField label={t.department} hint={t.optional} maxLength={40} {...bind("department", problem)} />
        <TextField label={t.cycle} hint={t.cycleHelp} type="number" min={1} max={3650} {...bind("cycleDays", problem)} />
        <TextField label={t.least} hint={t.leastHelp} type="number" min={0} max={3650} {...bind("leastDays", problem)} />
        <SelectField label={t.booking} choices={choicesOf(bookingWays, shown)} {...bind("booking", problem)} />
        <TextField label={t.position} hint={t.positionHelp} type="number" min={0} max={9999} {...bind("position", problem)} />
      </div>
      <FormProblem problem={problem} fields={shownFields} />
    </Dialog>
  );
}
