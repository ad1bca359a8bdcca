import { ReactElement, useState } from "react";
import type { Tag, TagGroup } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { TagColour, tagName } from "../../lib/tags";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { Segments, SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice, Skeleton } from "../../ui/State";
import { TagChip } from "../../ui/TagChip";
import { ConditionBuilder, kindsOf, LiveCount, useCriteria } from "../customer/ConditionBuilder";
import { Condition, conditionOf, draftOf, emptyGroup, Group } from "../customer/conditions";
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
  const rights = useRights();
  const mayRule = rights.may("read.segment") && (tag ? tag.kind === "rule" : !group.exclusive && !group.maximum);
  const [kind, setKind] = useState<string>(tag?.kind ?? "manual");
  const isManual = kind === "manual";
  const isSystem = tag?.kind === "system";
  const [goesBy, setGoesBy] = useState(tag?.days ? String(tag.days) : "");
  const criteria = useCriteria(mayRule);
  const kept = useQuery(mayRule && tag ? ["tag-rule", tag.id] : undefined, () => api("GET /v1/tags/{id}/rule", { path: { id: tag?.id ?? "" } }), { isLive: false });
  const [draft, setDraft] = useState<Group>();
  const shownDraft = draft ?? (tag ? draftOf(kept.value?.condition as Condition | undefined) : emptyGroup);
  const rule = kind === "rule" && criteria && shownDraft ? conditionOf(shownDraft, kindsOf(criteria)) as Record<string, never> | undefined : undefined;
  const save = () => run(async () => {
    const common = { name, nameEn: nameEn.trim() || null, colour: (colour || null) as TagColour | null };
    const body = isSystem ? { colour: common.colour, ...(goesBy ? { days: Number(goesBy) } : {}) } : isManual ? { ...common, lifetimeDays: days ? Number(days) : null } : common;
    if (tag) {
      await api("PATCH /v1/tags/{id}", { path: { id: tag.id }, version: tag.version, body });
      if (draft && rule) await api("PUT /v1/tags/{id}/rule", { path: { id: tag.id }, body: { condition: rule } });
      changed("tag-rule", tag.id);
    } else await api("POST /v1/tags", { body: { ...common, ...body, groupId: group.id, ...(rule ? { rule } : {}) } });
    changed("tags");
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={tag ? t.editTag(tagName(tag)) : t.newTagIn(tagName(group))} wide={kind === "rule"} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !name.trim() || (kind === "rule" && !tag && !rule), run: () => void save() }}>
      {isSystem && <Notice kind="info">{t.systemHelp}</Notice>}
      {isSystem && tag.days !== null && <TextField label={t.days} type="number" min={1} max={3650} value={goesBy} onValue={setGoesBy} error={problem?.of("days")} data-autofocus />}
      {!isSystem && <TextField label={t.name} required value={name} onValue={setName} maxLength={40} error={problem?.of("name")} data-autofocus />}
      {!isSystem && <TextField label={t.nameEn} hint={t.optional} value={nameEn} onValue={setNameEn} maxLength={60} error={problem?.of("nameEn")} />}
      <SelectField
        label={t.colour} value={colour} onValue={setColour} empty={t.groupColour} choices={choicesOf(colourWords, shown)} error={problem?.of("colour")}
        hint={<TagChip tag={{ name: name || t.name, colour: (colour || group.colour) as TagColour, isArchived: false, isSystem }} />}
      />
      {isManual && <TextField label={t.lifetime} hint={t.lifetimeHelp} type="number" min={1} max={3650} value={days} onValue={setDays} error={problem?.of("lifetimeDays")} />}
      {mayRule && !tag && <Segments label={t.kind} value={kind} onValue={setKind} choices={[{ value: "manual", label: t.manual }, { value: "rule", label: t.rule }]} />}
      {kind === "rule" && mayRule && (
        <>
          <Notice kind="info">{t.ruleHelp}</Notice>
          {!criteria || (tag && !kept.value) ? <Skeleton lines={3} /> : shownDraft
            ? <><ConditionBuilder criteria={criteria} group={shownDraft} onChange={setDraft} /><LiveCount criteria={criteria} group={shownDraft} /></>
            : <Notice kind="info">{t.complexRule}</Notice>}
        </>
      )}
      <FormProblem problem={problem} fields={["name", "nameEn", "colour", "lifetimeDays"]} />
    </Dialog>
  );
}
