import { ReactElement, useEffect, useState } from "react";
import type { ImportPlan, ImportPreview } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { Button } from "../../ui/Button";
import { Check, Choice, SelectField, TextField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { importTexts } from "./texts";

const encodings: readonly Choice[] = [{ value: "utf8", label: "UTF-8" }, { value: "gb18030", label: "GB18030 / GBK" }, { value: "utf16le", label: "UTF-16 LE" }, { value: "utf16be", label: "UTF-16 BE" }];

/** What each column is, and what to do with whom is there already. */
export function MappingStep({ id, onDone }: { id: string; onDone?: () => void }): ReactElement {
  const [reading, setReading] = useState({ encoding: "auto", delimiter: "auto" });
  const found = useQuery(["import-preview", id, reading.encoding, reading.delimiter], () => api("GET /v1/imports/{id}/preview", { path: { id }, query: reading }), { isLive: false });
  if (!found.value) return found.problem ? <Refusal problem={found.problem} again={found.again} /> : <Skeleton lines={10} />;
  return <Mapping key={JSON.stringify(reading)} id={id} preview={found.value} reading={reading} onReading={setReading} {...(onDone ? { onDone } : {})} />;
}

interface MappingProps {
  id: string;
  preview: ImportPreview;
  reading: { encoding: string; delimiter: string };
  onReading: (reading: { encoding: string; delimiter: string }) => void;
  onDone?: () => void;
}

function Mapping({ id, preview, reading, onReading, onDone }: MappingProps): ReactElement {
  const t = useTexts(importTexts);
  const spoken = useStore(language);
  const me = useMe();
  const rights = useRights();
  const submission = useSubmission();
  const [columns, setColumns] = useState<Record<number, string>>(() => Object.fromEntries(preview.columns.map((one) => [one.column, one.field])));
  const [hasHeader, setHeader] = useState(preview.hasHeader);
  const [policy, setPolicy] = useState<string>(preview.policy);
  const [source, setSource] = useState("file");
  const branches = me.branches.filter((branch) => branch.open && rights.may("import.customer", branch.id));
  const [branch, setBranch] = useState(branches.length === 1 ? branches[0]?.id ?? "" : "");
  useEffect(() => setColumns(Object.fromEntries(preview.columns.map((one) => [one.column, one.field]))), [preview]);
  const chosen = new Set(Object.values(columns).filter(Boolean));
  const usesBranch = chosen.has("homeBranchId");
  const width = Math.max(preview.titles.length, ...preview.rows.map((row) => row.length));
  const samples = hasHeader ? preview.rows : [preview.titles, ...preview.rows];
  const choose = (column: number, field: string) => setColumns({ ...columns, [column]: field });
  const start = () => void submission.run(async () => {
    const plan: ImportPlan = {
      columns: Object.entries(columns).filter(([, field]) => field).map(([column, field]) => ({ column: Number(column), field })),
      policy: policy as ImportPlan["policy"], hasHeader, source: chosen.has("externalId") ? source : "file",
      ...(branch ? { homeBranchId: branch } : {}),
      ...(reading.encoding === "auto" ? {} : { encoding: reading.encoding as NonNullable<ImportPlan["encoding"]> }),
      ...(reading.delimiter === "auto" ? {} : { delimiter: reading.delimiter as NonNullable<ImportPlan["delimiter"]> }),
    };
    await api("POST /v1/imports/{id}/check", { path: { id }, body: plan });
    changed("imports");
    onDone?.();
  });
  const auto = (found: string | null | undefined, choices: readonly Choice[]): Choice[] =>
    [{ value: "auto", label: `${t.auto}${found ? `: ${choices.find((one) => one.value === found)?.label ?? found}` : ""}` }, ...choices];
  const delimiters: Choice[] = [{ value: "comma", label: t.comma }, { value: "semicolon", label: t.semicolon }, { value: "tab", label: t.tab }, { value: "bar", label: t.bar }];
  return (
    <>
      {preview.isRemembered && <Notice>{t.remembered}</Notice>}
      <Card title={t.stepMap} flush>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t.stepMap}>
          <table className="table">
            <thead><tr>{[t.column, t.field, t.sample].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
            <tbody>
              {Array.from({ length: width }, (_, column) => {
                const title = hasHeader ? preview.titles[column] || t.columnNumber(column + 1) : t.columnNumber(column + 1);
                return (
                  <tr key={column}>
                    <td><b>{title}</b></td>
                    <td>
                      <select className="input" aria-label={`${t.field}: ${title}`} value={columns[column] ?? ""} onChange={(event) => choose(column, event.target.value)}>
                        <option value="">{t.ignore}</option>
                        {preview.fields.filter((field) => !chosen.has(field.name) || columns[column] === field.name).map((field) => (
                          <option key={field.name} value={field.name}>{spoken === "zh" ? field.zh : field.en}</option>
                        ))}
                      </select>
                    </td>
                    <td className="dim">{samples.slice(0, 3).map((row) => row[column]).filter(Boolean).join(" · ") || "—"}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </Card>
      <Card>
        <div className="form-grid">
          <SelectField
            label={t.branch} hint={t.branchHint} required={!usesBranch} value={branch} onValue={setBranch} empty={usesBranch ? t.byColumn : "—"}
            choices={branches.map((one) => ({ value: one.id, label: one.name }))} error={submission.problem?.of("homeBranchId")}
          />
          <SelectField label={t.policy} hint={t.policyHint} value={policy} onValue={setPolicy} choices={[{ value: "skip", label: t.skip }, { value: "update", label: t.update }, { value: "report", label: t.report }]} />
          {chosen.has("externalId") && <TextField label={t.source} hint={t.sourceHint} value={source} onValue={setSource} maxLength={40} error={submission.problem?.of("source")} />}
          {preview.format === "csv" && (
            <>
              <SelectField label={t.encoding} value={reading.encoding} onValue={(encoding) => onReading({ ...reading, encoding })} choices={auto(preview.encoding, encodings)} />
              <SelectField label={t.delimiter} value={reading.delimiter} onValue={(delimiter) => onReading({ ...reading, delimiter })} choices={auto(preview.delimiter, delimiters)} />
            </>
          )}
          <div className="wide"><Check label={t.hasHeader} checked={hasHeader} onChecked={setHeader} /></div>
        </div>
        {!chosen.has("name") && <Notice kind="warn">{t.noName}</Notice>}
        <FormProblem problem={submission.problem} fields={["homeBranchId", "source"]} />
        <div className="row">
          <Button kind="primary" icon="list-checks" writes busy={submission.isBusy} disabled={!chosen.has("name") || (!branch && !usesBranch)} onClick={start}>{t.check}</Button>
          <span className="dim">{t.checkAbout}</span>
        </div>
      </Card>
    </>
  );
}
