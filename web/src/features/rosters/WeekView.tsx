import { lazy, ReactElement, Suspense, useEffect, useState } from "react";
import { useDirectory, useUnits } from "../../lib/directory";
import { addDays, moment, shortDay, today } from "../../lib/format";
import { mondayOf, momentOf } from "../../lib/clock";
import { api } from "../../lib/http";
import { textsOf, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { cache, useQuery } from "../../lib/query";
import { leaving, setQuery, usePlace } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button, IconButton } from "../../ui/Button";
import { PageHead } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { dayMarks, difference, draftBody, isSame, Shift, shiftsOf, Template } from "./draft";
import { useCalendarDays, useStaff, useTemplates, ViewProps } from "./reading";
import { RosterGrid } from "./RosterGrid";
import { rosterTexts } from "./texts";

const PublishDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.PublishDialog })));
const CellDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.CellDialog })));

/** Somebody's own changes, and the version of the week that they began with. */
interface Edits {
  readonly version: number;
  readonly before: readonly Shift[];
  readonly shifts: readonly Shift[];
}

/** A week of a branch: people by days; drafted, looked at for conflicts, and published. */
export function WeekView({ branch, choice, tabs }: ViewProps): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const names = useDirectory();
  const { query } = usePlace();
  const week = mondayOf(query.get("week") ?? today());
  const days = Array.from({ length: 7 }, (_, index) => addDays(week, index));
  const mayManage = rights.may("manage.shift", branch.id);
  const staff = useStaff(branch.id);
  const templates = useTemplates(branch.id);
  const units = useUnits().value ?? [];
  const marks = dayMarks(useCalendarDays().value ?? [], units, branch.id);
  const key = ["roster", branch.id, week];
  const found = useQuery(key, () => api("GET /v1/branches/{id}/roster", { path: { id: branch.id }, query: { week } }));
  const mayLeave = rights.may("read.leave_request", branch.id);
  const [monday, sunday] = [momentOf(week, 0), momentOf(addDays(week, 7), 0)];
  const leave = useQuery(mayLeave ? ["leave", branch.id, week] : undefined, () => everyPage((cursor) =>
    api("GET /v1/leave-requests", { query: { "filter[branchId]": branch.id, "filter[state]": "approved", "filter[startsAt][lt]": sunday, "filter[endsAt][gt]": monday, limit: 200, cursor } })));
  const [edits, setEdits] = useState<Edits>();
  const [brush, setBrush] = useState<Template | "eraser">();
  const [cell, setCell] = useState<{ resourceId: string; day: string }>();
  const [isPublishing, setPublishing] = useState(false);
  const { isBusy, problem, run, clear } = useSubmission();
  useEffect(() => {
    setEdits(undefined);
    clear();
  }, [week]);

  const roster = found.value;
  const published = roster ? shiftsOf(roster.published) : [];
  const hasDraft = mayManage && roster?.draftedAt != null;
  const kept = roster ? (hasDraft ? shiftsOf(roster.draft) : published) : [];
  const shifts = edits?.shifts ?? kept;
  const change = (next: readonly Shift[]) => setEdits({ version: edits?.version ?? roster?.version ?? 0, before: edits?.before ?? kept, shifts: next });
  const own = edits && !isSame(edits.before, edits.shifts) ? difference(edits.before, edits.shifts) : undefined;
  const isStale = own !== undefined && roster !== undefined && edits !== undefined && roster.version !== edits.version;
  useEffect(() => {
    if (!own) return undefined;
    leaving.guard = () => confirm(textsOf(rosterTexts).leaveUnsaved);
    return () => {
      leaving.guard = undefined;
    };
  }, [own !== undefined]);

  const save = () => run(async () => {
    if (!edits) return;
    cache.set(key, await api("PUT /v1/branches/{id}/roster", { path: { id: branch.id }, version: edits.version, body: draftBody(week, edits.shifts) }));
    setEdits(undefined);
    tell(t.saved);
  });
  const copy = () => run(async () => {
    cache.set(key, await api("POST /v1/branches/{id}/roster/copies", { path: { id: branch.id }, version: roster?.version ?? 0, body: { from: addDays(week, -7), to: week } }));
    setEdits(undefined);
    tell(t.copied);
  });
  const publish = async () => {
    if (own ? await save() : true) setPublishing(true);
  };
  const discard = () => {
    setEdits(undefined);
    clear();
    found.again();
  };
  const go = (to: string) => {
    if (own && !confirm(t.leaveUnsaved)) return;
    setQuery({ week: to === mondayOf(today()) ? undefined : to });
  };
  const state = !roster ? undefined : hasDraft ? t.unpublished : roster.publishedAt ? t.publishedAt(moment(roster.publishedAt), names.person(roster.publishedBy) ?? "") : t.never;
  const isDifferent = hasDraft && !isSame(published, shiftsOf(roster.draft));
  return (
    <>
      <PageHead title={t.title} count={state}>
        <BranchSelect branches={choice.branches} value={branch.id} onValue={choice.choose} />
        <div className="segments">
          <IconButton kind="plain" icon="chevron-left" label={t.before} onClick={() => go(addDays(week, -7))} />
          <Button onClick={() => go(mondayOf(today()))}>{t.thisWeek}</Button>
          <IconButton kind="plain" icon="chevron-right" label={t.after} onClick={() => go(addDays(week, 7))} />
        </div>
        <b aria-live="polite">{shortDay(week)} – {shortDay(days[6] ?? week)}</b>
        {mayManage && <Button icon="copy" writes busy={isBusy} disabled={!roster || own !== undefined} onClick={() => void copy()}>{t.copyWeek}</Button>}
        {mayManage && <Button kind="primary" icon="send" writes busy={isBusy} disabled={!roster || (!hasDraft && !own) || isStale} onClick={() => void publish()}>{t.publish}</Button>}
      </PageHead>
      {tabs}
      {!rights.may("read.resource", branch.id) ? <Empty icon="lock" title={t.noNames}>{t.noNamesHelp}</Empty> : found.problem && !roster ? <Refusal problem={found.problem} again={found.again} />
        : !roster || !staff.value || !templates.value ? <Skeleton lines={12} />
          : staff.value.length === 0 ? <Empty icon="users" title={t.nobody}>{t.nobodyHelp}</Empty>
            : (
              <RosterGrid
                staff={staff.value} days={days} shifts={shifts} published={hasDraft || own ? published : undefined} templates={templates.value.filter((one) => one.state !== "archived")} allTemplates={templates.value} marks={marks} leave={leave.value ?? []}
                brush={brush} onBrush={setBrush} {...(mayManage ? { onChange: change, onEdit: (resourceId: string, day: string) => setCell({ resourceId, day }) } : {})}
              />
            )}
      {(own || problem) && (
        <div className="pending" role="region" aria-label={t.saveDraft}>
          {isStale && <Notice kind="warn" live>{t.stale}</Notice>}
          <FormProblem problem={problem} />
          {own && <span>{t.unsaved(own.added.length, own.removed.length)}</span>}
          <span className="grow" />
          <Button onClick={discard}>{t.discard}</Button>
          {own && <Button kind="primary" writes busy={isBusy} disabled={isStale} onClick={() => void save()}>{t.saveDraft}</Button>}
        </div>
      )}
      <Suspense>
        {cell && <CellDialog {...cell} name={staff.value?.find((one) => one.id === cell.resourceId)?.name ?? ""} shifts={shifts} templates={(templates.value ?? []).filter((one) => one.state !== "archived")} onChange={change} onClose={() => setCell(undefined)} />}
        {isPublishing && roster && <PublishDialog branch={branch.id} roster={roster} hasChanges={isDifferent} people={staff.value ?? []} onClose={() => setPublishing(false)} />}
      </Suspense>
    </>
  );
}
