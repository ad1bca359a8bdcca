import { ReactElement, useState } from "react";
import type { Tag, TagGroup } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { TagColour, tagName } from "../../lib/tags";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/words";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { TagChip } from "../../ui/TagChip";
import { colourWords, tagTexts } from "./texts";

/** A new tag of a group, or one that is changed. */
export function TagDialog({ group, tag, onClose }: { group: TagGroup; tag?: Tag; onClose: () => void }): ReactElement {
  const t = useTexts(tagTexts);
  const shown = useStore(language);
  const [name, setName] = useState(tag?.name ?? "");
  const [nameEn, setNameEn] = useState(tag?.nameEn ?? "");
  const [colour, setColour] = useState<string>(tag?.colour ?? "");
  const [days, setDays] = useState(tag?.lifetimeDays ? String(tag.lifetimeDays) : "");
  const { isBusy, problem, run } = useSubmission();
  const isManual = (tag?.kind ?? "manual") === "manual";
  const save = () => run(async () => {
    const common = { name, nameEn: nameEn.trim() || null, colour: (colour || null) as TagColour | null };
    const body = isManual ? { ...common, lifetimeDays: days ? Number(days) : null } : common;
    if (tag) await api("PATCH /v1/tags/{id}", { path: { id: tag.id }, version: tag.version, body });
    else await api("POST /v1/tags", { body: { ...body, groupId: group.id } });
    changed("tags");
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={tag ? t.editTag(tagName(tag)) : t.newTagIn(tagName(group))} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !name.trim(), run: () => void save() }}>
      <TextField label={t.name} required value={name} onValue={setName} maxLength={40} error={problem?.of("name")} data-autofocus />
      <TextField label={t.nameEn} hint={t.optional} value={nameEn} onValue={setNameEn} maxLength={60} error={problem?.of("nameEn")} />
      <SelectField
        label={t.colour} value={colour} onValue={setColour} empty={t.groupColour} choices={choicesOf(colourWords, shown)} error={problem?.of("colour")}
        hint={<TagChip tag={{ name: name || t.name, colour: (colour || group.colour) as TagColour, isArchived: false }} />}
      />
      {isManual && <TextField label={t.lifetime} hint={t.lifetimeHelp} type="number" min={1} max={3650} value={days} onValue={setDays} error={problem?.of("lifetimeDays")} />}
      <FormProblem problem={problem} fields={["name", "nameEn", "colour", "lifetimeDays"]} />
    </Dialog>
  );
}
