import { ReactElement, useState } from "react";
import type { Import } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { count, moment } from "../../lib/format";
import { api, uploadFile } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useQuery } from "../../lib/query";
import { go } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { Badge, Tone } from "../../ui/Badge";
import { ButtonLink } from "../../ui/Button";
import { FileDrop } from "../../ui/FileDrop";
import { Card, Page, PageHead } from "../../ui/Page";
import { Empty, FormProblem, Refusal, Skeleton } from "../../ui/State";
import { Stepper } from "../../ui/Stepper";
import { importTexts } from "./texts";

const looks: Record<Import["state"], readonly [Tone, string]> = {
  draft: ["plain", "pencil"], checking: ["vio", "loader"], checked: ["info", "clock"], running: ["vio", "loader"], cancelling: ["warn", "clock"],
  cancelled: ["warn", "circle-slash"], done: ["ok", "circle-check"], failed: ["bad", "circle-alert"], undoing: ["vio", "loader"], undone: ["plain", "rotate-ccw"],
};

/** Where an import is. */
export function ImportState({ state }: { state: Import["state"] }): ReactElement {
  const t = useTexts(importTexts);
  const [tone, icon] = looks[state];
  return <Badge tone={tone} icon={icon}>{t[state]}</Badge>;
}

/** Begins an import with a file, and shows earlier ones. */
export default function ImportsPage(): ReactElement {
  const t = useTexts(importTexts);
  const names = useDirectory();
  const submission = useSubmission();
  const [file, setFile] = useState<string>();
  const found = useQuery(["imports"], () => api("GET /v1/imports", { query: { limit: 50 } }));
  const imports = found.value?.data ?? [];
  const begin = (chosen: File) => {
    setFile(chosen.name);
    void submission.run(async (key) => {
      const uploaded = await uploadFile(chosen);
      const made = await api("POST /v1/imports", { body: { fileId: uploaded.id }, key });
      changed("imports");
      go(`/imports/${made.id}`);
    });
  };
  return (
    <Page>
      <PageHead title={t.title} />
      <div className="tab-body">
        <div className="stack">
          <p className="dim">{t.about}</p>
          <Stepper label={t.steps} current={0} steps={[t.stepUpload, t.stepMap, t.stepCheck, t.stepRun, t.stepDone]} />
          <Card>
            {submission.isBusy
              ? <p role="status" className="row"><progress aria-label={t.uploading} />{t.uploading} {file}</p>
              : <FileDrop accept={[".csv", ".txt", ".tsv", ".xlsx"]} mostBytes={104_857_600} onFile={begin} hint={t.dropHint} />}
            <FormProblem problem={submission.problem} />
          </Card>
          {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
            : !found.value ? <Skeleton />
              : imports.length === 0 ? <Empty icon="file-up" title={t.none}>{t.noneHelp}</Empty>
                : (
                  <Card title={t.earlier} flush>
                    <div className="table-scroll" tabIndex={0} role="region" aria-label={t.earlier}>
                      <table className="table">
                        <thead>
                          <tr>
                            {[t.created, t.by, t.state, t.rows, t.didCreate, t.didUpdate, t.duplicates, t.failures].map((title) => <th key={title} scope="col">{title}</th>)}
                            <th scope="col"><span className="sr">{t.open}</span></th>
                          </tr>
                        </thead>
                        <tbody>
                          {imports.map((one) => (
                            <tr key={one.id}>
                              <td>{moment(one.createdAt)}</td>
                              <td>{names.person(one.createdBy) ?? "—"}</td>
                              <td><ImportState state={one.state} /></td>
                              {[one.rows, one.created, one.updated, one.duplicates, one.failed].map((value, index) => <td key={index}>{count(value)}</td>)}
                              <td className="number"><ButtonLink to={`/imports/${one.id}`} aria-label={`${t.open} ${moment(one.createdAt)}`}>{t.open}</ButtonLink></td>
                            </tr>
                          ))}
                        </tbody>
                      </table>
                    </div>
                  </Card>
                )}
        </div>
      </div>
    </Page>
  );
}
