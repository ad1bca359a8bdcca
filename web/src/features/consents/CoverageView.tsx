import type { ReactElement } from "react";
import type { ConsentCoverage } from "../../gen/api";
import { count, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { coverageTexts } from "./texts";
import { purposes } from "./purposes";

const standings = ["current", "older", "renewalNeeded", "withdrawn", "none"] as const;

/** How many customers agreed to what, purpose by purpose, as bars and figures. */
export function CoverageView({ published }: { published: ReadonlySet<string> }): ReactElement {
  const t = useTexts(coverageTexts);
  const purpose = useWords(purposes);
  const found = useQuery(["consent-coverage"], () => api("GET /v1/consent-coverage"), { isLive: false });
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton lines={8} />;
  const { customers, at } = found.value;
  if (customers === 0) return <Empty icon="chart-pie" title={t.nobody}>{t.nobodyHelp}</Empty>;
  return (
    <Card title={t.coverage} actions={<span className="dim small">{t.counted(moment(at))}</span>}>
      <p className="dim">{t.about(count(customers))}</p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t.coverage}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t.purpose}</th><th scope="col">{t.holds}</th>
              {standings.map((one) => <th key={one} scope="col" className="number"><i className={`coverage-key coverage-${one}`} />{t[one]}</th>)}
            </tr>
          </thead>
          <tbody>
            {found.value.purposes.map((row) => (
              <tr key={row.purpose}>
                <td>{purpose(row.purpose)} {!published.has(row.purpose) && <Badge tone="warn">{t.noNotice}</Badge>}</td>
                <td><Bar row={row} customers={customers} /></td>
                {standings.map((one) => <td key={one} className="number">{count(row[one])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** The share that holds in words; the bar beside it is drawn of the figures that follow in the row. */
function Bar({ row, customers }: { row: ConsentCoverage["purposes"][number]; customers: number }): ReactElement {
  return (
    <div className="row">
      <div className="coverage" aria-hidden="true">{standings.map((one) => row[one] > 0 && <i key={one} className={`coverage-${one}`} style={{ flexGrow: row[one] }} />)}</div>
      <span className="number small">{(((row.current + row.older) / customers) * 100).toFixed(1)}%</span>
    </div>
  );
}
