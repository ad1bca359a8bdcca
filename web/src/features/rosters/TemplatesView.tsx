import { ReactElement, useState } from "react";
import { endOfDay, minuteOfDay, timeOfDay } from "../../lib/clock";
import { numberOrNull, said, useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Check, TextField } from "../../ui/Field";
import { PageHead } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import type { Template } from "./draft";
import { useTemplates, ViewProps } from "./reading";
import { rosterTexts } from "./texts";

/** Shifts by their names. */
export function TemplatesView({ branch, choice, tabs }: ViewProps): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const mayManage = rights.may("manage.shift", branch.id);
  const found = useTemplates(branch.id);
  const [open, setOpen] = useState<Template | "new">();
  const [showsArchived, setShowsArchived] = useState(false);
  const rows = (found.value ?? []).filter((one) => showsArchived || one.state !== "archived");
  return (
    <>
      <PageHead title={t.title}>
        <Check label={t.showArchived} checked={showsArchived} onChecked={setShowsArchived} />
        <BranchSelect branches={choice.branches} value={branch.id} onValue={choice.choose} />
        {mayManage && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t.newTemplate}</Button>}
      </PageHead>
      {tabs}
      <div className="tab-body">
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton /> : rows.length === 0 ? <Empty icon="clock" title={t.noTemplates}>{t.noTemplatesHelp}</Empty> : (
          <section className="card card-flush table-scroll" tabIndex={0} aria-label={t.templates}>
            <table className="table">
              <thead><tr><th scope="col">{t.name}</th><th scope="col">{t.starts}</th><th scope="col">{t.ends}</th><th scope="col">{t.pause}</th><th scope="col"><span className="sr">{t.edit}</span></th></tr></thead>
              <tbody>
                {rows.map((one) => (
                  <tr key={one.id}>
                    <td><b>{one.name}</b> {one.state === "archived" && <Badge icon="archive">{t.archived}</Badge>}</td>
                    <td>{timeOfDay(one.startsMinute ?? 0)}</td>
                    <td>{one.endsMinute === 1440 ? "24:00" : timeOfDay(one.endsMinute ?? 0)}</td>
                    <td>{typeof one.breakStartsMinute === "number" ? `${timeOfDay(one.breakStartsMinute)}–${timeOfDay(one.breakEndsMinute ?? 0)}` : <span className="dim">—</span>}</td>
                    <td className="number">{mayManage && <IconButton icon="pencil" label={t.editTemplate(one.name ?? "")} onClick={() => setOpen(one)} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
      {open && <TemplateDialog branch={branch.id} {...(open === "new" ? {} : { template: open })} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function TemplateDialog({ branch, template, onClose }: { branch: string; template?: Template; onClose: () => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const at = (minute: number | null | undefined) => (typeof minute === "number" ? timeOfDay(minute) : "");
  const { draft, set, bind } = useDraft({
    name: template?.name ?? "", starts: at(template?.startsMinute ?? 540), ends: at(template?.endsMinute ?? 1080), breakStarts: at(template?.breakStartsMinute), breakEnds: at(template?.breakEndsMinute),
    position: String(template?.position ?? 0), isArchived: template?.state === "archived",
  });
  const { isBusy, problem, run } = useSubmission();
  const [starts, ends, from, until] = [minuteOfDay(draft.starts), endOfDay(draft.ends), minuteOfDay(draft.breakStarts), minuteOfDay(draft.breakEnds)];
  const hasBreak = Boolean(draft.breakStarts || draft.breakEnds);
  const isWhole = starts !== undefined && ends !== undefined && ends > starts && (!hasBreak || (from !== undefined && until !== undefined && from > starts && until > from && until < ends));
  const save = () => run(async (key) => {
    if (starts === undefined || ends === undefined) return;
    const required = { name: draft.name.trim(), startsMinute: starts, endsMinute: ends };
    const optional = { breakStartsMinute: hasBreak ? from ?? null : null, breakEndsMinute: hasBreak ? until ?? null : null, position: numberOrNull(draft.position) ?? 0, state: draft.isArchived ? "archived" as const : "active" as const };
    if (template) await api("PATCH /v1/shift-templates/{id}", { path: { id: template.id ?? "" }, version: template.version ?? 0, body: { ...required, ...optional } });
    else await api("POST /v1/shift-templates", { key, body: { branchId: branch, ...required, ...said(optional) } });
    changed("shift-templates");
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={template ? t.editTemplate(template.name ?? "") : t.newTemplate} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.name.trim() || !isWhole, run: () => void save() }}>
      <TextField label={t.name} required maxLength={30} {...bind("name", problem)} data-autofocus />
      <div className="form-grid">
        <TextField label={t.starts} required type="time" {...bind("starts")} error={problem?.of("startsMinute")} />
        <TextField label={t.ends} required type="time" {...bind("ends")} error={problem?.of("endsMinute")} />
        <TextField label={t.breakStarts} hint={t.optional} type="time" {...bind("breakStarts")} error={problem?.of("breakStartsMinute")} />
        <TextField label={t.breakEnds} hint={t.optional} type="time" {...bind("breakEnds")} error={problem?.of("breakEndsMinute")} />
        <TextField label={t.position} type="number" min={0} max={9999} {...bind("position", problem)} />
      </div>
      {!isWhole && <Notice kind="warn">{t.badHours}</Notice>}
      {template && <Check label={t.archived} checked={draft.isArchived} onChecked={(isArchived) => set({ isArchived })} />}
      <FormProblem problem={problem} fields={["name", "startsMinute", "endsMinute", "breakStartsMinute", "breakEndsMinute", "position"]} />
    </Dialog>
  );
}
