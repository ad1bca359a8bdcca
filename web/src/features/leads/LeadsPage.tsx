import { ReactElement, useMemo, useState } from "react";
import type { Lead } from "../../gen/api";
import { useDirectory, useUnits } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { channels, choicesOf, useWords } from "../../lib/spoken";
import { Button, ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Filter, FilterBar } from "../../ui/FilterBar";
import { Icon } from "../../ui/Icon";
import { Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, FormProblem, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { LeadPeek } from "./LeadPeek";
import { LeadClock, LeadState } from "./Looks";
import { NewLeadDialog } from "./NewLeadDialog";
import { useServices } from "./services";
import { leadStates, leadTexts, lostReasons } from "./words";

type View = "mine" | "pool" | "open" | "everything";

/** Leads: one's own, the pool that waits for somebody, and all that one sees. */
export default function LeadsPage(): ReactElement {
  const t = useTexts(leadTexts);
  const rights = useRights();
  const names = useDirectory();
  const shown = useStore(language);
  const channel = useWords(channels);
  const services = useServices();
  const { query } = usePlace();
  const branches = (useUnits().value ?? []).filter((unit) => unit.kind === "branch");
  const views: readonly View[] = [...(rights.may("claim.lead") ? ["mine"] as const : []), "pool", "open", "everything"];
  const view = views.find((one) => one === query.get("view")) ?? views[0] ?? "pool";
  const asked = useMemo(() => ({
    view: view === "everything" ? undefined : view,
    "filter[state]": query.get("state") ?? undefined, "filter[sourceChannel]": query.get("source") ?? undefined, "filter[branchId]": query.get("branch") ?? undefined,
    "filter[lostReason]": query.get("lost") ?? undefined,
  }), [view, query]);
  const list = usePages<Lead>(JSON.stringify(asked), (cursor, signal) => api("GET /v1/leads", { query: { ...asked, sort: "-number", limit: 100, cursor }, signal }), { topic: "lead", id: (row) => row.id });
  const chosen = query.get("lead");
  const listed = list.rows.find((row) => row.id === chosen);
  // A link may lead to one that no window of the list has read.
  const alone = useQuery<Lead>(chosen && !listed && !list.isLoading ? ["lead", chosen] : undefined, () => api("GET /v1/leads/{id}", { path: { id: chosen ?? "" } }));
  const current = listed ?? (chosen ? alone.value : undefined);
  const [typed, setTyped] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const find = () => run(async () => {
    const found = await api("POST /v1/leads/search", { body: { phone: halfWidth(typed).trim() } });
    const first = found.data[0];
    if (first) setQuery({ view: "everything", state: undefined, source: undefined, branch: undefined, lost: undefined, lead: first.id ?? undefined });
    else tell(t.notFound);
  });
  const filters: Filter[] = [
    ...(view === "everything" ? [{ id: "state", label: t.state, kind: "choices" as const, choices: choicesOf(leadStates, shown) }, { id: "lost", label: t.lostReason, kind: "choices" as const, choices: choicesOf(lostReasons, shown) }] : []),
    { id: "source", label: t.source, kind: "choices", choices: choicesOf(channels, shown) },
    ...(branches.length > 1 ? [{ id: "branch", label: t.branch, kind: "choices" as const, choices: branches.map((unit) => ({ value: unit.id, label: unit.name })) }] : []),
  ];
  const values = Object.fromEntries(filters.map((filter) => [filter.id, query.get(filter.id) ?? ""]));
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        <StaleButton list={list} />
        {rights.may("read.lead_rule") && <ButtonLink icon="split" to="/lead-rules">{t.rules}</ButtonLink>}
        {rights.may("create.lead") && <Button kind="primary" icon="plus" onClick={() => setQuery({ new: "1" })}>{t.create}</Button>}
      </PageHead>
      <ViewTabs label={t.views} tabs={views.map((one) => ({ id: one, label: t[one] }))} value={view} onValue={(next) => setQuery({ view: next === views[0] ? undefined : next, lead: undefined, state: undefined, lost: undefined })} />
      <FilterBar filters={filters} values={values} onChange={(id, value) => setQuery({ [id]: value, lead: undefined })}>
        <form
          className="search" role="search" onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() && !isBusy) void find();
          }}
        >
          <Icon icon="search" />
          <input type="search" aria-label={t.find} placeholder={t.find} value={typed} maxLength={40} inputMode="tel" onChange={(event) => setTyped(event.target.value)} />
          <kbd>Enter</kbd>
        </form>
      </FilterBar>
      <FormProblem problem={problem} />
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="inbox" title={t.none}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ lead: row.id ?? undefined })} onEnd={list.more} hasMore={list.hasMore} rowHeight={44}
                  columns={[
                    { id: "number", title: t.number, width: "80px", cell: (row) => <span className="mono">#{row.number}</span> },
                    { id: "name", title: t.name, width: "minmax(110px, 1fr)", cell: (row) => <span className="row"><b className="clip">{row.name ?? "—"}</b><span className="dim small">{row.phone}</span></span> },
                    { id: "state", title: t.state, width: "130px", cell: (row) => <LeadState lead={row} /> },
                    { id: "clock", title: t.clock, width: "130px", cell: (row) => <LeadClock lead={row} /> },
                    { id: "wish", title: t.wish, width: "minmax(90px, .8fr)", cell: (row) => services.name(row.serviceId) ?? <span className="dim">—</span> },
                    { id: "source", title: t.source, width: "minmax(90px, .7fr)", cell: (row) => <span className="clip">{channel(row.sourceChannel)}{row.campaign ? ` · ${row.campaign}` : ""}</span> },
                    { id: "owner", title: t.owner, width: "minmax(80px, .7fr)", cell: (row) => (row.ownerId ? names.person(row.ownerId) ?? "—" : <span className="dim">{t.nobody}</span>) },
                    { id: "at", title: t.received, width: "130px", cell: (row) => moment(row.createdAt) },
                  ]}
                />
              )}
        {current && <LeadPeek key={current.id} lead={current} onClose={() => setQuery({ lead: undefined })} onChanged={(next) => {
              alone.again();
              if (next && listed) list.replace((one) => one.id === next.id, next);
              else list.again();
            }} />}
      </div>
      {query.get("new") === "1" && rights.may("create.lead") && <NewLeadDialog onClose={() => setQuery({ new: undefined })} onCreated={list.again} />}
    </Page>
  );
}
