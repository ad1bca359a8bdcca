import { ReactElement, useState } from "react";
import type { Segment } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Notice, Skeleton } from "../../ui/State";
import { ConditionBuilder, kindsOf, LiveCount, useCriteria } from "../customer/ConditionBuilder";
import { conditionOf, draftOf, emptyGroup, Group } from "../customer/conditions";
import { segmentTexts } from "./texts";

/** A segment's name and condition, with how many it holds for while it is written. */
export function SegmentDialog({ segment, onClose, onSaved }: { segment?: Segment; onClose: () => void; onSaved: (id: string) => void }): ReactElement {
  const t = useTexts(segmentTexts);
  const criteria = useCriteria();
  const [name, setName] = useState(segment?.name ?? "");
  const kept = segment ? draftOf(segment.condition) : emptyGroup;
  const [group, setGroup] = useState<Group | undefined>(kept);
  const { isBusy, problem, run } = useSubmission();
  const condition = criteria && group ? conditionOf(group, kindsOf(criteria)) : undefined;
  const save = () => run(async () => {
    const body = { name: name.trim(), ...(condition ? { condition: condition as Record<string, never> } : {}) };
    const saved = segment
      ? await api("PATCH /v1/segments/{id}", { path: { id: segment.id }, version: segment.version, body })
      : await api("POST /v1/segments", { body: { ...body, condition: condition as Record<string, never> } });
    changed("segments");
    changed("segment", saved.id);
    tell(t.saved);
    onSaved(saved.id);
  });
  return (
    <Dialog
      title={segment ? t.editOf(segment.name) : t.create} wide onClose={onClose}
      action={{ label: t.save, busy: isBusy, disabled: !name.trim() || (!condition && group !== undefined), run: () => void save() }}
    >
      <TextField label={t.name} value={name} onValue={setName} maxLength={40} error={problem?.of("name")} data-autofocus />
      {!criteria ? <Skeleton lines={4} /> : group ? (
        <>
          <ConditionBuilder criteria={criteria} group={group} onChange={setGroup} />
          <LiveCount criteria={criteria} group={group} />
        </>
      ) : <Notice kind="info">{t.complex}</Notice>}
      <FormProblem problem={problem} fields={["name"]} />
    </Dialog>
  );
}
