import type { ReactElement } from "react";
import type { Alert } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { usePages } from "../../lib/pages";
import { setQuery, usePlace } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { AlertPeek } from "./AlertPeek";
import { alertKinds, alertTexts, severities } from "./words";

const severityLooks: Record<string, readonly [Tone, string]> = { info: ["info", "info"], warning: ["warn", "triangle-alert"], critical: ["bad", "siren"] };
const stateLooks: Record<string, readonly [Tone, string]> = { open: ["bad", "circle-dot"], acknowledged: ["warn", "clock"], closed: ["plain", "circle-check"] };

export function Severity({ alert }: { alert: Alert }): ReactElement {
  const word = useWords(severities);
  const [tone, icon] = severityLooks[alert.severity ?? "info"] ?? ["plain", "info"];
  return <Badge tone={tone} icon={icon}>{word(alert.severity)}</Badge>;
}

export function AlertState({ alert }: { alert: Alert }): ReactElement {
  const t = useTexts(alertTexts);
  const state = alert.state ?? "open";
  const [tone, icon] = stateLooks[state] ?? ["plain", "circle-dot"];
  return <Badge tone={tone} icon={icon}>{t[state]}</Badge>;
}

/** What the compliance officer is told without asking. */
export default function AlertsPage(): ReactElement {
  const t = useTexts(alertTexts);
  const kind = useWords(alertKinds);
  const names = useDirectory();
  const { query } = usePlace();
  const state = query.get("state") ?? "open";
  const filter = state === "all" ? undefined : state;
  const list = usePages<Alert>(state, (cursor, signal) => api("GET /v1/alerts", { query: { "filter[state]": filter, limit: 100, cursor }, signal }), { topic: "alert", id: (row) => row.id });
  const current = list.rows.find((alert) => alert.id === query.get("alert"));
  return (
    <Page>
      <PageHead title={t.title} count={t.about}><StaleButton list={list} /></PageHead>
      <ViewTabs label={t.states} tabs={(["open", "acknowledged", "closed", "all"] as const).map((one) => ({ id: one, label: t[one] }))} value={state} onValue={(next) => setQuery({ state: next === "open" ? undefined : next, alert: undefined })} />
      <div className="split">
        {list.problem ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="shield-check" title={t.none}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id ?? ""} current={current?.id} onPeek={(row) => setQuery({ alert: row.id })} onEnd={list.more} hasMore={list.hasMore}
                  columns={[
                    { id: "severity", title: t.severity, width: "110px", cell: (row) => <Severity alert={row} /> },
                    { id: "what", title: t.what, width: "minmax(180px, 1.4fr)", cell: (row) => <b>{kind(row.kind)}</b> },
                    { id: "who", title: t.who, width: "minmax(110px, 1fr)", cell: (row) => names.person(row.subjectId) ?? <span className="dim">—</span> },
                    { id: "observed", title: t.observed, width: "120px", cell: (row) => (typeof row.observed === "number" ? `${row.observed} / ${row.threshold ?? "—"}` : <span className="dim">—</span>) },
                    { id: "at", title: t.at, width: "150px", cell: (row) => moment(row.at) },
                    { id: "state", title: t.state, width: "110px", cell: (row) => <AlertState alert={row} /> },
                  ]}
                />
              )}
        {current && <AlertPeek key={current.id} alert={current} onClose={() => setQuery({ alert: undefined })} onChanged={(next) => list.replace((one) => one.id === next.id, next)} />}
      </div>
    </Page>
  );
}
