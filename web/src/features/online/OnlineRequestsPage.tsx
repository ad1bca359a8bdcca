import { lazy, ReactElement, Suspense, useMemo } from "react";
import { named, useServices } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { moment, shortDay, time } from "../../lib/format";
import { language, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useNow } from "../../lib/now";
import { usePages } from "../../lib/pages";
import { setQuery, usePlace } from "../../lib/router";
import { choicesOf, useWords } from "../../lib/spoken";
import { useStore } from "../../lib/store";
import { ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Filter, FilterBar } from "../../ui/FilterBar";
import { Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { Clock, StateBadge } from "./Clock";
import { OnlineRequest, View, views, wishText } from "./model";
import { readRequests, useRequest } from "./reading";
import { onlineTexts, requestStates, slotWords, triageWords } from "./texts";

const RequestPeek = lazy(() => import("./RequestPeek").then((chunk) => ({ default: chunk.RequestPeek })));
const tick = 15_000;

/** What customers asked for from outside: for doctors what waits for their word, for the desk what is to be booked or asked. */
export default function OnlineRequestsPage(): ReactElement {
  const t = useTexts(onlineTexts);
  const me = useMe();
  const rights = useRights();
  const shown = useStore(language);
  const slot = useWords(slotWords);
  const services = useServices().value ?? [];
  const { query } = usePlace();
  const first: View = rights.may("review.online_request") ? "review" : rights.may("update.online_request") ? "desk" : "open";
  const view = views.find((one) => one === query.get("view")) ?? first;
  const asked = useMemo(() => ({
    view: view === "all" ? undefined : view, sort: view === "all" ? "-createdAt" : "dueAt",
    "filter[state]": query.get("state") ?? undefined, "filter[triage]": query.get("triage") ?? undefined, "filter[branchId]": query.get("branch") ?? undefined, "filter[receipt]": query.get("receipt") ?? undefined,
  }), [view, query]);
  const list = usePages<OnlineRequest>(JSON.stringify(asked), (cursor, signal) => readRequests({ ...asked, limit: 100, cursor }, signal), { topic: "online_request", id: (row) => row.id });
  const chosen = query.get("request") ?? undefined;
  const listed = list.rows.find((row) => row.id === chosen);
  // What was just decided leaves its list, and is still looked at.
  const alone = useRequest(chosen && !listed && !list.isLoading ? chosen : undefined).value;
  const current = listed ?? (chosen ? alone : undefined);
  const now = useNow(tick);
  const branches = me.branches.filter((one) => rights.may("read.online_request", one.id));
  const filters: Filter[] = [
    ...(view === "open" || view === "all" ? [{ id: "state", label: t.state, kind: "choices" as const, choices: choicesOf(requestStates, shown) }] : []),
    { id: "triage", label: t.triage, kind: "choices", choices: choicesOf(triageWords, shown) },
    ...(branches.length > 1 ? [{ id: "branch", label: t.branch, kind: "choices" as const, choices: branches.map((one) => ({ value: one.id, label: one.name })) }] : []),
    { id: "receipt", label: t.receipt, kind: "text" },
  ];
  const serviceName = (id: string | null | undefined) => named(services.find((one) => one.id === id)) || "—";
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        <StaleButton list={list} />
        {rights.may("read.online_page") && <ButtonLink icon="globe" to="/online-pages">{t.settings}</ButtonLink>}
      </PageHead>
      <ViewTabs label={t.views} tabs={views.map((one) => ({ id: one, label: t[one] }))} value={view} onValue={(next) => setQuery({ view: next === first ? undefined : next, request: undefined, state: undefined })} />
      <FilterBar filters={filters} values={Object.fromEntries(filters.map((one) => [one.id, query.get(one.id) ?? ""]))} onChange={(id, value) => setQuery({ [id]: value, request: undefined })} />
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="inbox" title={t.none}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id} current={current?.id} onPeek={(row) => setQuery({ request: row.id })} onEnd={list.more} hasMore={list.hasMore} rowHeight={44}
                  columns={[
                    { id: "clock", title: t.clock, width: "150px", cell: (row) => <Clock request={row} now={now} /> },
                    { id: "number", title: t.number, width: "80px", cell: (row) => <span className="mono">#{row.number}</span> },
                    { id: "name", title: t.who, width: "minmax(150px, 1fr)", cell: (row) => <><b>{row.name ?? "—"}</b> <span className="dim small">{row.phone}</span></> },
                    { id: "state", title: t.state, width: "minmax(168px, 1.2fr)", cell: (row) => <StateBadge request={row} /> },
                    { id: "service", title: t.service, width: "minmax(110px, 1fr)", cell: (row) => <span className="clip">{serviceName(row.serviceId)}</span> },
                    { id: "slot", title: t.slot, width: "170px", cell: (row) => (row.startsAt && (row.slot === "held" || row.slot === "booked") ? <b>{shortDay(dayMinute(row.startsAt).day)} {time(row.startsAt)}</b> : <span className="dim">{slot(row.slot)}</span>) },
                    { id: "wishes", title: t.wishes, width: "minmax(130px, 1fr)", cell: (row) => <span className="clip">{(row.wishes ?? []).map((one) => wishText(one, t)).join(" · ")}</span> },
                    { id: "received", title: t.received, width: "130px", cell: (row) => moment(row.createdAt) },
                  ]}
                />
              )}
        {current && <Suspense><RequestPeek key={current.id} request={current} now={now} onClose={() => setQuery({ request: undefined })} onNewer={(next) => list.replace((row) => row.id === next.id, next)} /></Suspense>}
      </div>
    </Page>
  );
}
