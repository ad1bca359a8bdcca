import { ReactElement, useEffect, useState } from "react";
import type { ImportRows } from "../../gen/api";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { semicolon, useTexts } from "../../lib/i18n";
import { asProblem } from "../../lib/problem";
import { tellProblem } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Segments } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { Empty, Skeleton } from "../../ui/State";
import { importTexts } from "./texts";

type Row = ImportRows["data"][number];

/** Rows that somebody should look at: what was wrong, and who was there already. */
export function RowList({ id, failed, duplicates }: { id: string; failed: number; duplicates: number }): ReactElement {
  const t = useTexts(importTexts);
  const [outcome, setOutcome] = useState(failed > 0 || duplicates === 0 ? "failed" : "duplicate");
  const [rows, setRows] = useState<readonly Row[]>();
  const [next, setNext] = useState<number | null>(null);
  const read = async (after: number | undefined, before: readonly Row[]) => {
    try {
      const page = await api("GET /v1/imports/{id}/rows", { path: { id }, query: { outcome, after, limit: 100 } });
      setRows([...before, ...page.data]);
      setNext(page.next);
    } catch (error) {
      tellProblem(asProblem(error));
    }
  };
  useEffect(() => {
    setRows(undefined);
    void read(undefined, []);
  }, [id, outcome]);
  const choices = [{ value: "failed", label: `${t.showFailed} ${count(failed)}` }, { value: "duplicate", label: `${t.showDuplicates} ${count(duplicates)}` }];
  return (
    <Card flush title={t.why} actions={<Segments label={t.outcome} value={outcome} onValue={setOutcome} choices={choices} />}>
      {!rows ? <Skeleton />
        : rows.length === 0 ? <Empty icon="circle-check" title={t.noProblems} />
          : (
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t.why}>
              <table className="table">
                <thead><tr>{[t.rowNumber, t.why].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
                <tbody>{rows.map((row) => <tr key={row.row}><td className="mono">{row.row}</td><td>{row.problems.join(semicolon())}</td></tr>)}</tbody>
              </table>
            </div>
          )}
      {next !== null && rows && <div className="row"><Button onClick={() => void read(next, rows)}>{t.more}</Button></div>}
    </Card>
  );
}
