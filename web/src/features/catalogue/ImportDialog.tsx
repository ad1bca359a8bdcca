import { ReactElement, useState } from "react";
import type { Operations } from "../../gen/api";
import { count } from "../../lib/format";
import { api, uploadFile } from "../../lib/http";
import { comma, semicolon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { FileDrop } from "../../ui/FileDrop";
import { FormProblem, Notice } from "../../ui/State";
import { importingTexts } from "./importing";

type Outcome = Operations["POST /v1/catalogue-imports/checks"]["reply"];
export type TableKind = "services" | "packages" | "prices" | "resources";

const doings = {
  services: { check: "POST /v1/catalogue-imports/checks", run: "POST /v1/catalogue-imports" },
  packages: { check: "POST /v1/catalogue-imports/packages/checks", run: "POST /v1/catalogue-imports/packages" },
  prices: { check: "POST /v1/catalogue-imports/prices/checks", run: "POST /v1/catalogue-imports/prices" },
  resources: { check: "POST /v1/catalogue-imports/resources/checks", run: "POST /v1/catalogue-imports/resources" },
} as const;

/** What is read anew once a table is brought in. */
const touched: Record<TableKind, readonly string[]> = {
  services: ["services", "service-categories", "service-plan"], packages: ["service-packages", "package-lines", "service-categories"],
  prices: ["prices", "branch-prices"], resources: ["resources", "working-time"],
};

/** A table of the catalogue: what it would do, what is wrong with it, and then the doing. */
export function ImportDialog({ kind, onClose }: { kind: TableKind; onClose: () => void }): ReactElement {
  const t = useTexts(importingTexts);
  const columns = { services: t.ofServices, packages: t.ofPackages, prices: t.ofPrices, resources: t.ofResources }[kind];
  const [file, setFile] = useState<{ id: string; name: string }>();
  const [tried, setTried] = useState<Outcome>();
  const { isBusy, problem, run } = useSubmission();
  const check = (chosen: File) => void run(async () => {
    const uploaded = await uploadFile(chosen);
    setTried(await api(doings[kind].check, { body: { fileId: uploaded.id } }));
    setFile({ id: uploaded.id, name: chosen.name });
  });
  const apply = () => void run(async () => {
    if (!file) return;
    const done = await api(doings[kind].run, { body: { fileId: file.id } });
    for (const one of touched[kind]) changed(one);
    tell(t.done(done.created, done.changed));
    onClose();
  });
  const again = () => {
    setFile(undefined);
    setTried(undefined);
  };
  const writable = tried ? tried.created + tried.changed + tried.categories : 0;
  return (
    <Dialog title={t[kind]} wide onClose={onClose} action={{ label: t.apply, busy: isBusy, disabled: !tried || tried.failed > 0 || writable === 0, run: apply }}>
      {!tried && (isBusy ? <p role="status" className="row"><progress aria-label={t.trying} />{t.trying}</p>
        : <FileDrop accept={[".csv", ".txt", ".tsv", ".xlsx"]} mostBytes={4_194_304} onFile={check} hint={t.drop(columns)} />)}
      {tried && (
        <>
          <div className="row"><b className="grow clip">{file?.name}</b><Button icon="file-up" onClick={again}>{t.other}</Button></div>
          <div className="today-figures">
            <Figure name={t.wouldCreate} value={tried.created} />
            <Figure name={t.wouldChange} value={tried.changed} />
            <Figure name={t.unchanged} value={tried.unchanged} />
            {(kind === "services" || kind === "packages") && <Figure name={t.categories} value={tried.categories} />}
            <Figure name={t.failed} value={tried.failed} />
          </div>
          {tried.ignored.length > 0 && <Notice kind="warn">{t.ignored(tried.ignored.join(comma()))}</Notice>}
          {tried.failed > 0 ? <Notice kind="bad">{t.hasErrors}</Notice> : writable === 0 && <Notice>{t.nothing}</Notice>}
          {tried.problems.length > 0 && (
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t.errors}>
              <table className="table">
                <thead><tr>{[t.row, t.what].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
                <tbody>{tried.problems.map((row) => <tr key={row.row}><td className="mono">{row.row}</td><td>{row.problems.join(semicolon())}</td></tr>)}</tbody>
              </table>
            </div>
          )}
        </>
      )}
      <FormProblem problem={problem} />
    </Dialog>
  );
}

function Figure({ name, value }: { name: string; value: number }): ReactElement {
  return <div className="today-figure"><small>{name}</small><span className="figure">{count(value)}</span></div>;
}
