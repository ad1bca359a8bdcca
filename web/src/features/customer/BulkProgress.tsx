import type { ReactElement } from "react";
import { BulkState, isOver } from "../../lib/bulk";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { Button } from "../../ui/Button";
import { FormProblem, Notice } from "../../ui/State";

const texts = dictionary({
  progress: [(done: number, all: number) => `已完成 ${done} / ${all}`, (done: number, all: number) => `${done} of ${all} done`],
  done: [(done: number) => `已处理 ${done} 位`, (done: number) => `${done} done`],
  cancelled: [(done: number) => `已停止，处理了 ${done} 位`, (done: number) => `Stopped after ${done}`],
  failed: ["操作中断：您的账号或权限已变更", "It ended: your account or rights have changed"],
  refused: [(count: number) => `${count} 位没有处理：`, (count: number) => `${count} were not done:`],
  stop: ["停止", "Stop"],
  line: [(row: number, why: string) => `第 ${row} 位：${why}`, (row: number, why: string) => `No. ${row}: ${why}`],
  more: [(count: number) => `还有 ${count} 位`, (count: number) => `and ${count} more`],
  notYours: ["不在您的权限范围内", "outside of what you may change"],
  notAllowed: ["规则不允许", "not allowed by a rule"],
});

/** How far a job is with many customers, and what it could not do. */
export function BulkProgress({ work }: { work: BulkState }): ReactElement {
  const t = useTexts(texts);
  const { isBusy, problem, run } = useSubmission();
  const done = work.done - work.refused;
  if (!isOver(work)) {
    return (
      <div className="stack">
        <p role="status">{t.progress(work.done, work.total)}</p>
        <progress aria-label={t.progress(work.done, work.total)} value={work.done} max={Math.max(1, work.total)} />
        <div><Button busy={isBusy} writes onClick={() => void run(async () => void (await api("POST /v1/bulk-actions/{id}/cancellation", { path: { id: work.id } })))}>{t.stop}</Button></div>
        <FormProblem problem={problem} />
      </div>
    );
  }
  return (
    <div className="stack">
      <Notice kind={work.state === "failed" ? "bad" : "ok"} live>{work.state === "failed" ? t.failed : work.state === "cancelled" ? t.cancelled(done) : t.done(done)}</Notice>
      {work.refused > 0 && <Refused work={work} />}
    </div>
  );
}

function Refused({ work }: { work: BulkState }): ReactElement {
  const t = useTexts(texts);
  const rows = useQuery(["bulk", work.id, "refused"], () => api("GET /v1/bulk-actions/{id}/rows", { path: { id: work.id }, query: { outcome: "refused" } })).value?.data ?? [];
  const shown = rows.slice(0, 10);
  return (
    <Notice kind="bad">
      {t.refused(work.refused)}
      <ul>{shown.map((row) => <li key={row.position}>{t.line(row.position, row.code === "resource.not_found" ? t.notYours : t.notAllowed)}</li>)}</ul>
      {work.refused > shown.length && t.more(work.refused - shown.length)}
    </Notice>
  );
}
