import { ReactElement, useState } from "react";
import { named, ServicePackage, useCategories, useServices } from "../../lib/catalogue";
import { numberOrNull, said, textOrNull, useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { fenOf, yuanTyped } from "../../lib/money";
import { cache } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Check, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { categoryChoices } from "./categories";
import { LineDraft, lineDrafts, Lines, linesBody } from "./packages";
import { changedAt, withoutAt } from "./plan";
import { catalogueTexts } from "./texts";

/** A new package, or one that is changed. */
export function PackageDialog({ item, onClose, onSaved }: { item?: ServicePackage; onClose: () => void; onSaved?: (id: string) => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const categories = useCategories().value ?? [];
  const { draft, set, bind } = useDraft({
    name: item?.name ?? "", nameEn: item?.nameEn ?? "", code: item?.code ?? "", categoryId: item?.categoryId ?? "", price: yuanTyped(item?.listPriceFen), validDays: String(item?.validDays ?? ""), position: String(item?.position ?? 0),
  });
  const { isBusy, problem, run } = useSubmission();
  const fen = fenOf(draft.price);
  const save = () => run(async (key) => {
    const required = { name: draft.name.trim(), categoryId: draft.categoryId, listPriceFen: fen ?? 0 };
    const optional = { nameEn: textOrNull(draft.nameEn), code: textOrNull(draft.code), validDays: numberOrNull(draft.validDays), position: numberOrNull(draft.position) ?? 0 };
    const saved = item
      ? await api("PATCH /v1/service-packages/{id}", { path: { id: item.id ?? "" }, version: item.version ?? 0, body: { ...required, ...optional } })
      : await api("POST /v1/service-packages", { key, body: { ...required, ...said(optional) } });
    changed("service-packages");
    changed("package-lines");
    tell(t.saved);
    onClose();
    onSaved?.(saved.id ?? "");
  });
  return (
    <Dialog title={item ? t.editService(item.name ?? "") : t.newPackage} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.name.trim() || !draft.categoryId || fen === undefined, run: () => void save() }}>
      <TextField label={t.name} required maxLength={60} {...bind("name", problem)} data-autofocus />
      <TextField label={t.nameEn} hint={t.optional} maxLength={80} {...bind("nameEn", problem)} />
      <div className="form-grid">
        <SelectField label={t.category} required empty="" choices={categoryChoices(categories)} {...bind("categoryId", problem)} />
        <TextField label={t.code} hint={t.codeHelp} maxLength={24} {...bind("code", problem)} onValue={(code) => set({ code: code.toUpperCase() })} />
        <TextField label={t.listPrice} required inputMode="decimal" {...bind("price", problem)} error={draft.price && fen === undefined ? t.badPrice : problem?.of("listPriceFen")} />
        <TextField label={t.validDays} hint={t.optional} type="number" min={1} max={3650} {...bind("validDays", problem)} />
        <TextField label={t.position} hint={t.positionHelp} type="number" min={0} max={9999} {...bind("position", problem)} />
      </div>
      <FormProblem problem={problem} fields={["name", "nameEn", "categoryId", "code", "listPriceFen", "validDays", "position"]} />
    </Dialog>
  );
}

/** What a package holds: services, how often each, and what of it is given. */
export function LinesDialog({ item, lines, onClose }: { item: ServicePackage; lines: Lines; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const services = useServices().value ?? [];
  const [drafts, setDrafts] = useState<readonly LineDraft[]>(lineDrafts(lines));
  const { isBusy, problem, run } = useSubmission();
  const id = item.id ?? "";
  const choices = services.filter((one) => one.state !== "archived" || drafts.some((line) => line.serviceId === one.id)).map((one) => ({ value: one.id ?? "", label: named(one) }));
  const save = () => run(async () => {
    cache.set(["package-lines", id], await api("PUT /v1/service-packages/{id}/lines", { path: { id }, version: lines.version, body: linesBody(drafts) }));
    changed("service-packages");
    tell(t.saved);
    onClose();
  });
  const isReady = drafts.every((line) => line.serviceId && Number(line.sessions) >= 1);
  return (
    <Dialog title={t.linesOf(named(item))} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }}>
      {drafts.length === 0 && <p className="dim">{t.noLines}</p>}
      {drafts.map((line, index) => (
        <div key={index} className="rule-line" role="group" aria-label={t.lineOf(index + 1)}>
          <SelectField label={t.service} empty="" choices={choices} value={line.serviceId} onValue={(serviceId) => setDrafts(changedAt(drafts, index, (one) => ({ ...one, serviceId })))} error={problem?.of(`lines/${index}`)} />
          <TextField label={t.sessions} type="number" min={1} max={100} value={line.sessions} onValue={(sessions) => setDrafts(changedAt(drafts, index, (one) => ({ ...one, sessions })))} />
          <Check label={t.gift} checked={line.isGift} onChecked={(isGift) => setDrafts(changedAt(drafts, index, (one) => ({ ...one, isGift })))} />
          <IconButton icon="trash-2" label={t.removeOf(t.lineOf(index + 1))} onClick={() => setDrafts(withoutAt(drafts, index))} />
        </div>
      ))}
      <div><Button icon="plus" disabled={drafts.length >= 40} onClick={() => setDrafts([...drafts, { serviceId: "", sessions: "1", isGift: false }])}>{t.addLine}</Button></div>
      <FormProblem problem={problem} fields={drafts.map((_, index) => `lines/${index}`)} />
    </Dialog>
  );
}
