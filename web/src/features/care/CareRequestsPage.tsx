import type { ReactElement } from "react";
import type { CareRequest } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { lastDay, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { setQuery, usePlace } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { careStates } from "../customer/accessWords";
import { CareRequestDialog } from "../customer/CareRequestDialog";
import { CarePeek } from "./CarePeek";
import { careTexts } from "./texts";

const looks: Record<CareRequest["state"], readonly [Tone, string]> = { requested: ["warn", "clock"], approved: ["ok", "circle-check"], refused: ["bad", "ban"] };

export function CareState({ request }: { request: CareRequest }): ReactElement {
  const t = useTexts(careTexts);
  const word = useWords(careStates);
  const [tone, icon] = looks[request.state];
  if (request.state === "approved" && Date.parse(request.until) < Date.now()) return <Badge icon="circle-slash">{t.over}</Badge>;
  return <Badge tone={tone} icon={icon}>{word(request.state)}</Badge>;
}

/** One's own requests to see somebody, and those that one may decide. */
export default function CareRequestsPage(): ReactElement {
  const t = useTexts(careTexts);
  const rights = useRights();
  const names = useDirectory();
  const { query } = usePlace();
  const views = [...(rights.may("approve.care") ? ["queue", "approved", "refused"] as const : []), ...(rights.may("request.care") ? ["mine"] as const : [])];
  const view = views.find((one) => one === query.get("view")) ?? views[0] ?? "mine";
  const list = usePages<CareRequest>(view, (cursor, signal) => (view === "mine"
    ? api("GET /v1/care-requests", { query: { limit: 100, cursor }, signal })
    : api("GET /v1/care-requests/queue", { query: { state: view === "queue" ? "requested" : view, limit: 100, cursor }, signal })),
  { topic: view === "mine" ? "care_decision" : "care_request", id: (row) => row.id });
  const current = list.rows.find((row) => row.id === query.get("request"));
  const mayAsk = rights.may("request.care");
  const ask = mayAsk && <Button kind={view === "mine" ? "primary" : "plain"} icon="user-round-key" onClick={() => setQuery({ new: "1" })}>{t.ask}</Button>;
  return (
    <Page>
      <PageHead title={t.title} count={t.about}><StaleButton list={list} />{ask}</PageHead>
      <ViewTabs label={t.views} tabs={views.map((one) => ({ id: one, label: t[one] }))} value={view} onValue={(next) => setQuery({ view: next === views[0] ? undefined : next, request: undefined })} />
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="user-round-key" title={view === "mine" ? t.noneMine : view === "queue" ? t.none : t.noneDecided}>{view === "mine" ? t.noneHelp : t.noneQueueHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id} current={current?.id} onPeek={(row) => setQuery({ request: row.id })} onEnd={list.more} hasMore={list.hasMore}
                  columns={[
                    { id: "at", title: t.at, width: "140px", cell: (row) => moment(row.createdAt) },
                    ...(view === "mine" ? [] : [{ id: "person", title: t.person, width: "minmax(90px, .7fr)", cell: (row: CareRequest) => <b>{row.userName ?? names.person(row.userId) ?? "—"}</b> }]),
                    { id: "customer", title: t.customer, width: "90px", cell: (row) => <span className="mono">#{row.customerNumber}</span> },
                    { id: "branch", title: t.branch, width: "minmax(90px, .7fr)", cell: (row) => names.unit(row.branchId) ?? <span className="dim">—</span> },
                    { id: "reason", title: t.reason, width: "minmax(120px, 2fr)", cell: (row) => <span className="clip">{row.reason}</span> },
                    { id: "until", title: t.until, width: "100px", cell: (row) => lastDay(row.until) },
                    { id: "state", title: t.state, width: "110px", cell: (row) => <CareState request={row} /> },
                  ]}
                />
              )}
        {current && <CarePeek key={current.id} request={current} onClose={() => setQuery({ request: undefined })} onChanged={(next) => list.replace((one) => one.id === next.id, next)} />}
      </div>
      {query.get("new") === "1" && mayAsk && <CareRequestDialog onClose={() => setQuery({ new: undefined })} onDone={list.again} />}
    </Page>
  );
}
