import type { ReactElement } from "react";
import type { Consultation } from "../../gen/api";
import { Named, useCustomerNames } from "../../lib/customers";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { go, setQuery, usePlace } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Dialog } from "../../ui/Dialog";
import { Page, PageHead } from "../../ui/Page";
import { Empty, FormProblem, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { noDealReasons } from "../arrivals/words";
import { talkChanged } from "./model";
import { benchTexts, talkOutcomes } from "./texts";

/** Talks that go on, and those that have ended. */
export default function ConsultationsPage(): ReactElement {
  const t = useTexts(benchTexts);
  const rights = useRights();
  const names = useDirectory();
  const outcome = useWords(talkOutcomes);
  const reason = useWords(noDealReasons);
  const { query } = usePlace();
  const isClosed = query.get("view") === "closed";
  const list = usePages<Consultation>(isClosed ? "consultations-closed" : "consultations", async (cursor, signal) => {
    const page = await api("GET /v1/consultations", {
      query: { limit: 100, cursor, sort: "-createdAt", ...(isClosed ? { "filter[outcome]": "deal,no_deal" } : {}) }, signal,
    });
    return isClosed ? page : { ...page, data: page.data.filter((row) => !row.closedAt) };
  });
  const rows = list.rows;
  const customers = useCustomerNames(rows.map((row) => row.customerId));
  const customer = query.get("customer");
  const reviews = useQuery(rights.may("review.treatment_plan") ? ["plan-reviews"] : undefined, () => api("GET /v1/me/plan-reviews", { query: { limit: 20 } })).value?.data ?? [];
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        {reviews.map((plan) => <ButtonLink key={plan.id} icon="stethoscope" to={`/consultations/${plan.consultationId}`}>{`${t.reviews} · ${t.version(plan.revision ?? 1)}`}</ButtonLink>)}
      </PageHead>
      <ViewTabs label={t.views} tabs={[{ id: "open", label: t.open }, { id: "closed", label: t.closed }]} value={isClosed ? "closed" : "open"} onValue={(next) => setQuery({ view: next === "open" ? undefined : next })} />
      {list.problem && rows.length === 0 ? <Refusal problem={list.problem} again={list.again} />
        : list.isLoading && rows.length === 0 ? <Skeleton />
          : rows.length === 0 && !list.hasMore ? <Empty icon="message-square-text" title={t.none}>{t.noneHelp}</Empty>
            : (
              <DataGrid
                label={t.title} rows={rows} id={(row) => row.id ?? ""} onPeek={(row) => go(`/consultations/${row.id}`)} onEnd={list.more} hasMore={list.hasMore} rowHeight={44}
                columns={[
                  { id: "at", title: t.at, width: "150px", cell: (row) => moment(row.createdAt) },
                  { id: "customer", title: t.customer, width: "minmax(120px, 1fr)", cell: (row) => <CustomerCell customer={customers.get(row.customerId ?? "")} /> },
                  { id: "consultant", title: t.consultant, width: "minmax(100px, 1fr)", cell: (row) => names.person(row.consultantId) ?? "—" },
                  { id: "remark", title: t.remark, width: "minmax(120px, 2fr)", cell: (row) => <span className="clip">{row.remark ?? ""}</span> },
                  { id: "state", title: t.outcome, width: "180px", cell: (row) => (row.outcome ? <Badge tone={row.outcome === "deal" ? "ok" : "warn"}>{outcome(row.outcome)}{row.noDealReason ? ` · ${reason(row.noDealReason)}` : ""}</Badge> : <Badge tone="info">{t.going}</Badge>) },
                ]}
              />
            )}
      {customer && rights.may("create.consultation") && <BeginDialog customer={customer} visit={query.get("visit")} onClose={() => setQuery({ customer: undefined, visit: undefined })} />}
    </Page>
  );
}

function CustomerCell({ customer }: { customer: Named | undefined }): ReactElement {
  return <span className="row"><b className="clip">{customer?.name ?? "—"}</b>{customer?.number != null && <span className="mono dim">#{customer.number}</span>}</span>;
}

/** Opens the record of a talk, or the one that the visit has. */
function BeginDialog({ customer, visit, onClose }: { customer: string; visit: string | null; onClose: () => void }): ReactElement {
  const t = useTexts(benchTexts);
  const found = useQuery(["customer", customer], () => api("GET /v1/customers/{id}", { path: { id: customer } }));
  const { isBusy, problem, run } = useSubmission();
  const begin = () => run(async (key) => {
    if (visit) {
      const there = await api("GET /v1/consultations", { query: { "filter[visitId]": visit, limit: 1 } });
      const known = there.data[0]?.id;
      if (known) return go(`/consultations/${known}`, { replace: true });
    }
    const made = await api("POST /v1/customers/{id}/consultations", { path: { id: customer }, body: (visit ? { visitId: visit } : {}) as never, key });
    talkChanged(made.id ?? "");
    go(`/consultations/${made.id}`, { replace: true });
  });
  return (
    <Dialog title={t.begin} onClose={onClose} action={{ label: t.begin, busy: isBusy, run: () => void begin() }}>
      <p>{t.beginAbout(found.value?.name ?? `#${found.value?.number ?? ""}`)}</p>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
