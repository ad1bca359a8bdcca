import type { ReactElement } from "react";
import type { BreakGlassReview } from "../../gen/api";
import { useCustomerNumbers } from "../../lib/customers";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { usePages } from "../../lib/pages";
import { setQuery, usePlace } from "../../lib/router";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { StaleButton } from "../../ui/StaleButton";
import { EmergencyState } from "./EmergencyState";
import { ReviewPeek } from "./ReviewPeek";
import { emergencyTexts } from "./texts";

/** Emergency openings that wait for a judgement, and those that have one. */
export default function EmergenciesPage(): ReactElement {
  const t = useTexts(emergencyTexts);
  const names = useDirectory();
  const { query } = usePlace();
  const state = query.get("state") === "reviewed" ? "reviewed" : "open";
  const list = usePages<BreakGlassReview>(state, (cursor, signal) => api("GET /v1/break-glass/reviews", { query: { state, limit: 100, cursor }, signal }), { topic: "break_glass", id: (row) => row.id });
  const numbers = useCustomerNumbers(list.rows.map((row) => row.customerId));
  const current = list.rows.find((row) => row.id === query.get("opening"));
  const customer = (row: BreakGlassReview) => {
    if (!row.customerId) return <span className="dim">{t.nobody}</span>;
    const number = numbers.get(row.customerId);
    return number === undefined ? <span className="dim">{t.unseen}</span> : <span className="mono">#{number}</span>;
  };
  return (
    <Page>
      <PageHead title={t.title} count={t.about}><StaleButton list={list} /></PageHead>
      <ViewTabs label={t.states} tabs={(["open", "reviewed"] as const).map((one) => ({ id: one, label: t[one] }))} value={state} onValue={(next) => setQuery({ state: next === "open" ? undefined : next, opening: undefined })} />
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="shield-check" title={state === "open" ? t.none : t.noneReviewed}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id} current={current?.id} onPeek={(row) => setQuery({ opening: row.id })} onEnd={list.more} hasMore={list.hasMore}
                  columns={[
                    { id: "at", title: t.at, width: "140px", cell: (row) => moment(row.openedAt) },
                    { id: "person", title: t.person, width: "minmax(90px, .7fr)", cell: (row) => <b>{row.userName ?? names.person(row.userId) ?? "—"}</b> },
                    { id: "customer", title: t.customer, width: "minmax(110px, .7fr)", cell: customer },
                    { id: "branch", title: t.branch, width: "minmax(90px, .7fr)", cell: (row) => names.unit(row.branchId) ?? <span className="dim">—</span> },
                    { id: "reason", title: t.reason, width: "minmax(160px, 2fr)", cell: (row) => <span className="clip">{row.reason}</span> },
                    { id: "state", title: t.state, width: "150px", cell: (row) => <EmergencyState opening={row} /> },
                  ]}
                />
              )}
        {current && <ReviewPeek key={current.id} opening={current} number={numbers.get(current.customerId ?? "")} onClose={() => setQuery({ opening: undefined })} onChanged={(next) => list.replace((one) => one.id === next.id, next)} />}
      </div>
    </Page>
  );
}
