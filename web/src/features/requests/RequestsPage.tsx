import type { ReactElement } from "react";
import type { Data_request } from "../../gen/api";
import { date } from "../../lib/format";
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
import { ExportButton } from "../exports/ExportButton";
import { RequestPeek } from "./RequestPeek";
import { requestKinds, requestStates, requestTexts } from "./words";

const views = { open: "received,verified", settled: "completed,refused,cancelled", all: undefined } as const;
const looks: Record<string, readonly [Tone, string]> = { received: ["warn", "user-round-search"], verified: ["info", "clock"], completed: ["ok", "circle-check"], refused: ["bad", "ban"], cancelled: ["plain", "circle-slash"] };

export function RequestState({ state }: { state: string | null | undefined }): ReactElement {
  const word = useWords(requestStates);
  const [tone, icon] = looks[state ?? ""] ?? ["plain", "circle-dot"];
  return <Badge tone={tone} icon={icon}>{word(state)}</Badge>;
}

/** How long there is until the end of the term that the law sets. */
export function Clock({ request }: { request: Data_request }): ReactElement {
  const t = useTexts(requestTexts);
  const isOpen = request.state === "received" || request.state === "verified";
  if (!request.dueAt) return <span className="dim">—</span>;
  const days = Math.ceil((Date.parse(request.dueAt) - Date.now()) / 86_400_000);
  if (!isOpen) return <>{date(request.dueAt)}</>;
  return <span className="row">{date(request.dueAt)} <Badge tone={days < 0 ? "bad" : days <= 3 ? "warn" : "plain"} icon="clock">{days < 0 ? t.late(-days) : t.left(days)}</Badge></span>;
}

/** What people ask about their data, with the clock of each request. */
export default function RequestsPage(): ReactElement {
  const t = useTexts(requestTexts);
  const kind = useWords(requestKinds);
  const { query } = usePlace();
  const chosen = query.get("view");
  const view = chosen === "settled" || chosen === "all" ? chosen : "open";
  const list = usePages<Data_request>(view, (cursor, signal) => api("GET /v1/data-requests", { query: { "filter[state]": views[view], sort: view === "open" ? "dueAt" : "-receivedAt", limit: 100, cursor }, signal }), { topic: "data_request", id: (row) => row.id });
  const labels = {
    number: t.number, customerId: t.customer, kind: t.kind, state: t.state, requester: t.requester, receivedAt: t.received, receivedBy: t.receivedBy, dueAt: t.due,
    identityMethod: t.method, identityCheckedAt: t.identity, settledAt: t.settledAt, settledBy: t.settledBy, refusalReason: t.reason,
  };
  const current = list.rows.find((request) => request.id === query.get("request"));
  return (
    <Page>
      <PageHead title={t.title}>
        <StaleButton list={list} />
        <ExportButton list={{ path: "data-requests", resource: "data_request", labels, parameters: { "filter[state]": views[view] } }} />
      </PageHead>
      <ViewTabs label={t.views} tabs={(["open", "settled", "all"] as const).map((one) => ({ id: one, label: t[one] }))} value={view} onValue={(next) => setQuery({ view: next === "open" ? undefined : next, request: undefined })} />
      <div className="split">
        {list.problem ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="file-user" title={t.none}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ request: row.id ?? undefined })} onEnd={list.more} hasMore={list.hasMore}
                  columns={[
                    { id: "number", title: t.number, width: "90px", cell: (row) => <span className="mono">#{row.number}</span> },
                    { id: "kind", title: t.kind, width: "minmax(110px, 1fr)", cell: (row) => <b>{kind(row.kind)}</b> },
                    { id: "state", title: t.state, width: "140px", cell: (row) => <RequestState state={row.state} /> },
                    { id: "received", title: t.received, width: "minmax(110px, 1fr)", cell: (row) => (row.receivedAt ? date(row.receivedAt) : "") },
                    { id: "due", title: t.due, width: "minmax(220px, 1.4fr)", cell: (row) => <Clock request={row} /> },
                  ]}
                />
              )}
        {current && <RequestPeek key={current.id} request={current} onClose={() => setQuery({ request: undefined })} onChanged={(next) => list.replace((one) => one.id === next.id, next)} />}
      </div>
    </Page>
  );
}
