import { ReactElement, useState } from "react";
import type { TagGroup } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { TagColour, tagName } from "../../lib/tags";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { Segments, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { colourWords, tagTexts } from "./texts";

/** A new group, or one that is changed. */
export function GroupDialog({ group, onClose }: { group?: TagGroup; onClose: () => void }): ReactElement {
  const t = useTexts(tagTexts);
  const shown = useStore(language);
  const [name, setName] = useState(group?.name ?? "");
  const [nameEn, setNameEn] = useState(group?.nameEn ?? "");
  const [colour, setColour] = useState<string>(group?.colour ?? "teal");
  const [limit, setLimit] = useState(group?.exclusive ? "one" : group?.maximum ? "several" : "any");
  const [maximum, setMaximum] = useState(String(group?.maximum ?? 3));
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    const body = {
      name, nameEn: nameEn.trim() || null, colour: colour as TagColour, exclusive: limit === "one", maximum: limit === "several" ? Number(maximum) : null,
    };
    if (group) await api("PATCH /v1/tag-groups/{id}", { path: { id: group.id }, version: group.version, body });
    else await api("POST /v1/tag-groups", { body });
    changed("tag-groups");
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={group ? t.editGroup(tagName(group)) : t.newGroup} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !name.trim(), run: () => void save() }}>
      <TextField label={t.name} required value={name} onValue={setName} maxLength={40} error={problem?.of("name")} data-autofocus />
      <TextField label={t.nameEn} hint={t.optional} value={nameEn} onValue={setNameEn} maxLength={60} error={problem?.of("nameEn")} />
      <SelectField label={t.colour} value={colour} onValue={setColour} choices={choicesOf(colourWords, shown)} error={problem?.of("colour")} />
      <div className="field">
        <span className="field-label" aria-hidden="true">{t.limit}</span>
        <Segments label={t.limit} value={limit} onValue={setLimit} choices={[{ value: "any", label: t.anyNumber }, { value: "one", label: t.exclusive }, { value: "several", label: t.several }]} />
        {limit === "one" && <div className="field-hint">{t.one}</div>}
      </div>
      {limit === "several" && <TextField label={t.maximum} type="number" min={1} max={50} value={maximum} onValue={setMaximum} error={problem?.of("maximum")} />}
      <FormProblem problem={problem} fields={["name", "nameEn", "colour", "maximum"]} />
    </Dialog>
  );
}
