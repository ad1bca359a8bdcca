import { ReactElement, useEffect, useState } from "react";
import type { Import } from "../../gen/api";
import { count, moment } from "../../lib/format";
import { api, downloadFile } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tellProblem } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Card, Page, PageHead } from "../../ui/Page";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { Stepper } from "../../ui/Stepper";
import type { PageProps } from "../../app/routes";
import { ImportState } from "./ImportsPage";
import { MappingStep } from "./MappingStep";
import { RowList } from "./RowList";
import { importTexts } from "./texts";

const stepOf: Record<Import["state"], number> = { draft: 1, checking: 2, checked: 2, running: 3, cancelling: 3, cancelled: 4, done: 4, failed: 4, undoing: 4, undone: 5 };
const moves = new Set<Import["state"]>(["checking", "running", "cancelling", "undoing"]);

/** One import, at the step where it is. */
export default function ImportPage({ parameters }: PageProps): ReactElement {
  const t = useTexts(importTexts);
  const id = parameters.id ?? "";
  const found = useQuery(["imports", id], () => api("GET /v1/imports/{id}", { path: { id } }));
  const current = found.value;
  const isMoving = current !== undefined && moves.has(current.state);
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => changed("imports", id), 1500);
    return () => clearInterval(timer);
  }, [isMoving, id]);
  if (!current) return <Page>{found.problem ? <Refusal problem={found.problem} again={found.again} /> : <Skeleton lines={10} />}</Page>;
  return (
    <Page>
      <PageHead title={t.title} count={moment(current.createdAt)}><ImportState state={current.state} /></PageHead>
      <div className="tab-body">
        <div className="stack">
          <Stepper label={t.steps} current={stepOf[current.state]} steps={[t.stepUpload, t.stepMap, t.stepCheck, t.stepRun, t.stepDone]} />
          {current.state === "draft" ? <MappingStep id={id} /> : <Course current={current} />}
        </div>
      </div>
    </Page>
  );
}

function Course({ current }: { current: Import }): ReactElement {
  const t = useTexts(importTexts);
  const me = useMe();
  const submission = useSubmission();
  const [isAsking, setAsking] = useState(false);
  const [isMapping, setMapping] = useState(false);
  const id = current.id;
  const act = (verb: "run" | "cancellation" | "undo") => () => void submission.run(async () => {
    await api(`POST /v1/imports/{id}/${verb}` as const, { path: { id } });
    changed("imports");
    setAsking(false);
  });
  const fetchReport = () => void downloadFile(`/v1/imports/${id}/report`).catch((error: unknown) => tellProblem(asProblem(error)));
  const isMine = current.createdBy === me.user.id;
  if (isMapping) return <MappingStep id={id} onDone={() => setMapping(false)} />;
  const isTried = current.state === "checking" || current.state === "checked";
  const isUndone = current.state === "undoing" || current.state === "undone";
  const writable = current.created + current.updated;
  return (
    <>
      <FormProblem problem={submission.problem} />
      {current.error && <Notice kind="bad">{t[current.error as "unreadable"] ?? t.otherError}</Notice>}
      {moves.has(current.state) && <Progress current={current} />}
      <Card>
        <div className="today-figures">
          <Figure name={isTried ? t.wouldCreate : t.didCreate} value={current.created} />
          <Figure name={isTried ? t.wouldUpdate : t.didUpdate} value={current.updated} />
          <Figure name={t.duplicates} value={current.duplicates} />
          <Figure name={t.failures} value={current.failed} />
        </div>
        {current.blankRows > 0 && <p className="dim small">{t.blank(count(current.blankRows))}</p>}
        {isUndone && (
          <>
            <div className="today-figures">
              <Figure name={t.removed} value={current.removed} />
              <Figure name={t.restored} value={current.restored} />
              <Figure name={t.kept} value={current.kept} />
            </div>
            {current.kept > 0 && <p className="dim">{t.keptText}</p>}
          </>
        )}
        <div className="row row-wrap">
          {current.state === "checked" && (
            <>
              <Button kind="primary" icon="play" writes busy={submission.isBusy} disabled={writable === 0} onClick={act("run")}>{t.run(count(writable))}</Button>
              {isMine && <Button icon="pencil" onClick={() => setMapping(true)}>{t.back}</Button>}
            </>
          )}
          {(current.state === "running" || current.state === "checking") && <Button icon="circle-slash" writes busy={submission.isBusy} onClick={act("cancellation")}>{t.stop}</Button>}
          {current.hasReport && isMine && <Button icon="download" onClick={fetchReport}>{t.download}</Button>}
          {current.state === "failed" && isMine && current.fileId && <Button icon="pencil" onClick={() => setMapping(true)}>{t.back}</Button>}
          {current.isUndoable && writable > 0 && <Button kind="danger" icon="rotate-ccw" writes onClick={() => setAsking(true)}>{t.undo}</Button>}
        </div>
      </Card>
      {!moves.has(current.state) && <RowList key={current.state} id={id} failed={current.failed} duplicates={current.duplicates} />}
      {isAsking && (
        <Dialog title={t.undoTitle} onClose={() => setAsking(false)} action={{ label: t.undo, run: act("undo"), busy: submission.isBusy, danger: true }}>
          <p>{t.undoText}</p>
          <FormProblem problem={submission.problem} />
        </Dialog>
      )}
    </>
  );
}

function Progress({ current }: { current: Import }): ReactElement {
  const t = useTexts(importTexts);
  const isUndoing = current.state === "undoing";
  const done = isUndoing ? current.removed + current.restored + current.kept : current.rows;
  const all = isUndoing ? current.created + current.updated : current.totalRows;
  return (
    <Card>
      <p role="status" className="row">
        {typeof all === "number" && all > 0
          ? <><progress value={done} max={all} aria-label={t.progress} />{t.progressText(count(done), count(all))}</>
          : <><progress aria-label={t.progress} />{t.progressOpen(count(done))}</>}
      </p>
      <p className="dim">{t.leave}</p>
    </Card>
  );
}

function Figure({ name, value }: { name: string; value: number }): ReactElement {
  return <div className="today-figure"><small>{name}</small><span className="figure">{count(value)}</span></div>;
}
