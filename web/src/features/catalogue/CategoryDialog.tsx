import type { ReactElement } from "react";
import { Category, useCategories } from "../../lib/catalogue";
import { numberOrNull, said, textOrNull, useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { Check, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { categoriesBelow, categoryChoices } from "./categories";
import { catalogueTexts } from "./texts";

/** A new category, or one that is changed. */
export function CategoryDialog({ category, parent, onClose }: { category?: Category; parent?: string; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const all = useCategories().value ?? [];
  const { draft, set, bind } = useDraft({
    name: category?.name ?? "", nameEn: category?.nameEn ?? "", parentId: category ? category.parentId ?? "" : parent ?? "", position: String(category?.position ?? 0), isArchived: category?.state === "archived",
  });
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async (key) => {
    const optional = { nameEn: textOrNull(draft.nameEn), parentId: draft.parentId || null, position: numberOrNull(draft.position) ?? 0, state: draft.isArchived ? "archived" as const : "active" as const };
    if (category) await api("PATCH /v1/service-categories/{id}", { path: { id: category.id ?? "" }, version: category.version ?? 0, body: { name: draft.name.trim(), ...optional } });
    else await api("POST /v1/service-categories", { key, body: { name: draft.name.trim(), ...said(optional) } });
    changed("service-categories");
    tell(t.saved);
    onClose();
  });
  const except = category ? categoriesBelow(all, category.id ?? "") : undefined;
  return (
    <Dialog title={category ? t.editCategory(category.name ?? "") : t.newCategory} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.name.trim(), run: () => void save() }}>
      <TextField label={t.name} required maxLength={40} {...bind("name", problem)} data-autofocus />
      <TextField label={t.nameEn} hint={t.optional} maxLength={60} {...bind("nameEn", problem)} />
      <div className="form-grid">
        <SelectField label={t.parent} empty={t.top} choices={categoryChoices(all, except)} {...bind("parentId", problem)} />
        <TextField label={t.position} hint={t.positionHelp} type="number" min={0} max={9999} {...bind("position", problem)} />
      </div>
      {category && <Check label={t.archived} checked={draft.isArchived} onChecked={(isArchived) => set({ isArchived })} />}
      <FormProblem problem={problem} fields={["name", "nameEn", "parentId", "position"]} />
    </Dialog>
  );
}
