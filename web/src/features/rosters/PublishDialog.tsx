import { ReactElement, useState } from "react";
import type { Bookable } from "../../lib/catalogue";
import { addDays, shortDay } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { changed } from "../../lib/live";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Notice, Refusal } from "../../ui/State";
import { ConflictList, conflictsIn } from "./ConflictList";
import { difference, Roster, shiftsOf } from "./draft";
import { rosterTexts } from "./texts";

/** Lists what stands against a draft before it counts; goes on with a reason, but never where somebody would be in two branches. */
export function PublishDialog({ branch, roster, people, onClose }: { branch: string; roster: Roster; hasChanges: boolean; people: readonly Bookable[]; onClose: () => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const { week } = roster;
  const found = useQuery(["roster-conflicts", branch, week, roster.version], async () => (await api("GET /v1/branches/{id}/roster/conflicts", { path: { id: branch }, query: { week } })).data);
  const conflicts = conflictsIn(problem) ?? found.value;
  const isBarred = conflicts?.some((one) => one.kind === "elsewhere") ?? false;
  const needsReason = (conflicts?.length ?? 0) > 0;
  const { added, removed } = difference(shiftsOf(roster.published), shiftsOf(roster.draft));
  const publish = () => run(async () => {
    cache.set(["roster", branch, week], await api("POST /v1/branches/{id}/roster/publications", { path: { id: branch }, version: roster.version, body: { week, ...(needsReason ? { despite: reason.trim() } : {}) } }));
    changed("working-time");
    tell(t.published);
    onClose();
  });
  return (
    <Dialog
      title={t.publishWeek(`${shortDay(week)} – ${shortDay(addDays(week, 6))}`)} wide={needsReason} onClose={onClose}
      action={{ label: t.publish.replace("…", ""), busy: isBusy, disabled: !conflicts || isBarred || (needsReason && !reason.trim()), run: () => void publish() }}
    >
      <p>{t.changes(added.length, removed.length)}</p>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !conflicts ? <Notice>{t.checking}</Notice>
          : conflicts.length === 0 ? <Notice kind="ok">{t.noConflicts}</Notice>
            : (
              <>
                <Notice kind={isBarred ? "bad" : "warn"} live><b>{t.conflicts(conflicts.length)}</b>{isBarred && <><br />{t.elsewhere}</>}</Notice>
                <ConflictList conflicts={conflicts} people={people} />
                {!isBarred && <TextField label={t.despite} hint={t.despiteHelp} required maxLength={200} value={reason} onValue={setReason} error={problem?.of("despite")} />}
              </>
            )}
      {problem?.code !== "schedule.conflicts" && <FormProblem problem={problem} fields={["despite"]} />}
    </Dialog>
  );
}
