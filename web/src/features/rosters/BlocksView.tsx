import { ReactElement, useState } from "react";
import { inOrder, kindIcons, useBookables } from "../../lib/catalogue";
import { dayMinute, endOfDay, minuteOfDay, momentOf, timeOfDay } from "../../lib/clock";
import { useDirectory } from "../../lib/directory";
import { addDays, moment, startOfDay, today } from "../../lib/format";
import { useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Segments, SelectField, TextField } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { PageHead } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { ConflictList, conflictsIn } from "./ConflictList";
import type { ViewProps } from "./reading";
import { blockKinds, rosterTexts } from "./texts";

/** Time that is taken for no customer: maintenance, and whatever else. */
export function BlocksView({ branch, choice, tabs }: ViewProps): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const directory = useDirectory();
  const kind = useWords(blockKinds);
  const { query } = usePlace();
  const [isMaking, setMaking] = useState(query.get("new") === "1");
  const { isBusy, problem, run } = useSubmission();
  const from = startOfDay(today());
  const bookables = useBookables(branch.id).value ?? [];
  const by = new Map(bookables.map((one) => [one.id, one]));
  const found = useQuery(["blocks", branch.id, from], () => everyPage((cursor) => api("GET /v1/resource-blocks", { query: { "filter[branchId]": branch.id, "filter[endsAt][gt]": from, sort: "startsAt", limit: 200, cursor } }), 1000));
  const mayBlock = rights.may("block.resource", branch.id);
  const release = (id: string) => run(async () => {
    await api("DELETE /v1/resource-blocks/{id}", { path: { id } });
    ["blocks", "working-time"].forEach((key) => changed(key));
    tell(t.released);
  });
  return (
    <>
      <PageHead title={t.title}>
        <BranchSelect branches={choice.branches} value={branch.id} onValue={choice.choose} />
        {mayBlock && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.newBlock}</Button>}
      </PageHead>
      {tabs}
      <div className="tab-body stack">
        <FormProblem problem={problem} />
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton /> : found.value.length === 0 ? <Empty icon="construction" title={t.noBlocks}>{t.noBlocksHelp}</Empty> : (
          <section className="card card-flush table-scroll" tabIndex={0} aria-label={t.blocks}>
            <table className="table">
              <thead><tr><th scope="col">{t.resource}</th><th scope="col">{t.kind}</th><th scope="col">{t.time}</th><th scope="col">{t.reason}</th><th scope="col">{t.by}</th><th scope="col"><span className="sr">{t.release}</span></th></tr></thead>
              <tbody>
                {found.value.map((one) => {
                  const what = by.get(one.resourceId ?? "");
                  return (
                    <tr key={one.id}>
                      <td><Icon icon={kindIcons[what?.kind ?? ""] ?? "circle-dot"} /> <b>{what?.name ?? "—"}</b></td>
                      <td><Badge tone={one.kind === "maintenance" ? "warn" : "plain"} icon={one.kind === "maintenance" ? "wrench" : "ban"}>{kind(one.kind)}</Badge></td>
                      <td>{moment(one.startsAt)} – {moment(one.endsAt)}</td>
                      <td>{one.reason ?? "—"}</td>
                      <td>{directory.person(one.createdBy) ?? "—"}</td>
                      <td className="number">{mayBlock && <Button writes busy={isBusy} onClick={() => void release(one.id ?? "")}>{t.release}</Button>}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
        )}
      </div>
      {isMaking && <BlockDialog branch={branch.id} onClose={() => setMaking(false)} />}
    </>
  );
}

function BlockDialog({ branch, onClose }: { branch: string; onClose: () => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const shown = useStore(language);
  const bookables = inOrder(useBookables(branch).value ?? []).filter((one) => one.state !== "retired");
  const soon = Math.ceil((dayMinute(Date.now()).minute + 1) / 60) * 60;
  const { draft, set, bind } = useDraft({ resourceId: "", kind: "maintenance", from: today(), until: today(), starts: timeOfDay(Math.min(soon, 1380)), ends: timeOfDay(Math.min(soon + 60, 1440)), reason: "" });
  const { isBusy, problem, run } = useSubmission();
  const startsAt = momentOf(draft.from, minuteOfDay(draft.starts) ?? 0);
  const ends = endOfDay(draft.ends) ?? 0;
  const endsAt = ends === 1440 ? momentOf(addDays(draft.until, 1), 0) : momentOf(draft.until, ends);
  const conflicts = conflictsIn(problem);
  const save = () => run(async (key) => {
    await api("POST /v1/resource-blocks", { key, body: { resourceId: draft.resourceId, kind: draft.kind as "block", startsAt, endsAt, reason: draft.reason.trim() } });
    ["blocks", "working-time"].forEach((one) => changed(one));
    tell(t.blocked);
    onClose();
  });
  return (
    <Dialog title={t.newBlock} wide={conflicts !== undefined} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.resourceId || !draft.reason.trim() || Date.parse(endsAt) <= Date.parse(startsAt), run: () => void save() }}>
      <SelectField label={t.resource} required empty="" choices={bookables.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))} {...bind("resourceId", problem)} data-autofocus />
      <div className="field"><span className="field-label" aria-hidden="true">{t.kind}</span><Segments label={t.kind} choices={choicesOf(blockKinds, shown)} value={draft.kind} onValue={(kind) => set({ kind })} /></div>
      <div className="form-grid">
        <DateField label={t.firstDay} required value={draft.from} onValue={(from) => set({ from, ...(draft.until < from ? { until: from } : {}) })} error={problem?.of("startsAt")} />
        <TextField label={t.starts} required type="time" {...bind("starts")} />
        <DateField label={t.lastDay} required min={draft.from} value={draft.until} onValue={(until) => set({ until })} error={problem?.of("endsAt")} />
        <TextField label={t.ends} required type="time" {...bind("ends")} />
      </div>
      <TextField label={t.reason} required maxLength={200} {...bind("reason", problem)} />
      {conflicts ? <><Notice kind="bad" live>{problem?.text}</Notice><ConflictList conflicts={conflicts} people={bookables} /></> : <FormProblem problem={problem} fields={["resourceId", "startsAt", "endsAt", "reason"]} />}
    </Dialog>
  );
}
