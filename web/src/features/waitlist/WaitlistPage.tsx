import { lazy, ReactElement, Suspense, useMemo } from "react";
import { useBranch } from "../../lib/branch";
import { named, useServices } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { count, moment, shortDay, time } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { choicesOf, useWords } from "../../lib/spoken";
import { useStore } from "../../lib/store";
import type { Appointment } from "../../lib/appointments";
import { Badge } from "../../ui/Badge";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button } from "../../ui/Button";
import { Column, DataGrid } from "../../ui/DataGrid";
import { Filter, FilterBar } from "../../ui/FilterBar";
import { Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { Countdown } from "./Countdown";
import { endedStates, Entry, inLine, matching, openStates, urgencyOf } from "./model";
import { mostInLine, useLine, useNames, useOffers, useWishWords } from "./reading";
import { urgencyWords, waitStates, waitTexts } from "./texts";

// What is opened beside the list comes when it is opened.
const EntryPeek = lazy(() => import("./EntryPeek").then((chunk) => ({ default: chunk.EntryPeek })));
const WishDialog = lazy(() => import("./WishDialog").then((chunk) => ({ default: chunk.WishDialog })));

/** Who would come if there were time: the line of a branch, what is held for whom, and what became of the others. */
export default function WaitlistPage(): ReactElement {
  const t = useTexts(waitTexts);
  const rights = useRights();
  const { query } = usePlace();
  const { branch, branches, choose } = useBranch("read.waitlist_entry");
  const forWhom = query.get("customer") ?? undefined;
  const isNew = query.get("new") === "1";
  const given = useQuery(isNew && forWhom ? ["customer", forWhom] : undefined, () => api("GET /v1/customers/{id}", { path: { id: forWhom ?? "" } }));
  const isKnown = !forWhom || given.value !== undefined || given.problem !== undefined;
  const view = query.get("view") === "ended" ? "ended" : "line";
  if (!branch) return <Page><PageHead title={t.title} /><Empty icon="map-pin" title={t.noBranch} /></Page>;
  const mayAdd = rights.may("book.appointment", branch.id);
  const day = query.get("on") ?? "";
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        <BranchSelect branches={branches} value={branch.id} onValue={choose} />
        {mayAdd && <Button kind="primary" icon="list-plus" onClick={() => setQuery({ new: "1" })}>{t.add}</Button>}
      </PageHead>
      <ViewTabs
        label={t.views} tabs={(["line", "ended"] as const).map((one) => ({ id: one, label: t[one] }))} value={view}
        onValue={(next) => setQuery({ view: next === "line" ? undefined : next, entry: undefined, state: undefined, service: undefined, urgency: undefined, day: undefined })}
      />
      {view === "line" ? <Line key={branch.id} branch={branch.id} /> : <Ended key={branch.id} branch={branch.id} />}
      {isNew && isKnown && mayAdd && (
        <Suspense><WishDialog
          branch={branch.id} customer={given.value}
          first={{ services: (query.get("services") ?? "").split(",").filter(Boolean), from: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : dayMinute(Date.now()).day, with: query.get("with") ?? "" }}
          onClose={() => setQuery({ new: undefined, customer: undefined, services: undefined, on: undefined, with: undefined })}
        /></Suspense>
      )}
    </Page>
  );
}

function Line({ branch }: { branch: string }): ReactElement {
  const t = useTexts(waitTexts);
  const { query } = usePlace();
  const shown = useStore(language);
  const found = useLine(branch);
  const services = useServices().value ?? [];
  const line = useMemo(() => inLine(found.value ?? []), [found.value]);
  const places = useMemo(() => new Map(line.filter((entry) => entry.state === "waiting").map((entry, index) => [entry.id ?? "", index + 1])), [line]);
  const offers = useOffers(line, branch);
  const filters: Filter[] = [
    { id: "state", label: t.state, kind: "choices", choices: choicesOf(waitStates, shown).filter((one) => (openStates as readonly string[]).includes(one.value)) },
    { id: "service", label: t.services, kind: "choices", choices: services.map((one) => ({ value: one.id ?? "", label: named(one) })) },
    { id: "urgency", label: t.urgency, kind: "choices", choices: choicesOf(urgencyWords, shown) },
    { id: "day", label: t.day, kind: "days" },
  ];
  const of = (name: string) => query.get(name) ?? "";
  const rows = matching(line, { state: of("state"), service: of("service"), priority: of("urgency"), days: of("day") });
  const names = useNames(line);
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  return (
    <>
      {line.length >= mostInLine && <Notice kind="warn" strip>{t.tooMany(count(mostInLine))}</Notice>}
      {line.length > 0 && <FilterBar filters={filters} values={Object.fromEntries(filters.map((one) => [one.id, of(one.id)]))} onChange={(id, value) => setQuery({ [id]: value, entry: undefined })} />}
      {line.length === 0 ? <Empty icon="list-plus" title={t.none}>{t.noneHelp}</Empty>
        : rows.length === 0 ? <Empty icon="search-x" title={t.noneFound}>{t.noneFoundHelp}</Empty>
          : <Entries branch={branch} rows={rows} places={places} names={names} offers={offers} />}
    </>
  );
}

function Ended({ branch }: { branch: string }): ReactElement {
  const t = useTexts(waitTexts);
  const { query } = usePlace();
  const shown = useStore(language);
  const asked = { "filter[branchId]": branch, "filter[state]": query.get("state") || endedStates.join(","), sort: "-createdAt" };
  const list = usePages<Entry>(JSON.stringify(asked), (cursor, signal) => api("GET /v1/waitlist-entries", { query: { ...asked, limit: 100, cursor }, signal }), { topic: "waitlist_entry", id: (row) => row.id });
  const names = useNames(list.rows);
  const offers = useOffers(list.rows.filter((entry) => entry.state === "booked"), branch);
  const filters: Filter[] = [{ id: "state", label: t.state, kind: "choices", choices: choicesOf(waitStates, shown).filter((one) => (endedStates as readonly string[]).includes(one.value)) }];
  if (list.problem && list.rows.length === 0) return <Refusal problem={list.problem} again={list.again} />;
  return (
    <>
      <FilterBar filters={filters} values={{ state: query.get("state") ?? "" }} onChange={(id, value) => setQuery({ [id]: value, entry: undefined })}><StaleButton list={list} /></FilterBar>
      {list.isLoading && list.rows.length === 0 ? <Skeleton /> : list.rows.length === 0 ? <Empty icon="list-plus" title={t.noneFound}>{t.noneFoundHelp}</Empty>
        : <Entries branch={branch} rows={list.rows} names={names} offers={offers} onEnd={list.more} hasMore={list.hasMore} />}
    </>
  );
}

interface EntriesProps {
  branch: string;
  rows: readonly Entry[];
  places?: ReadonlyMap<string, number>;
  names: ReturnType<typeof useNames>;
  offers: ReadonlyMap<string, Appointment>;
  onEnd?: () => void;
  hasMore?: boolean;
}

function Entries({ branch, rows, places, names, offers, onEnd, hasMore }: EntriesProps): ReactElement {
  const t = useTexts(waitTexts);
  const { query } = usePlace();
  const [state, urgency] = [useWords(waitStates), useWords(urgencyWords)];
  const wish = useWishWords(branch);
  const current = rows.find((row) => row.id === query.get("entry"));
  const nameOf = (row: Entry) => {
    const known = names.get(row.customerId ?? "");
    return known?.name ?? (known?.number ? `#${known.number}` : t.hidden);
  };
  const columns: Column<Entry>[] = [
    ...(places ? [{ id: "place", title: t.place, width: "64px", cell: (row: Entry) => <span className="mono">{places.get(row.id ?? "") ?? "—"}</span> }] : []),
    { id: "customer", title: t.customer, width: "minmax(110px, 1fr)", cell: (row) => <b className="clip">{nameOf(row)}</b> },
    { id: "state", title: t.state, width: "130px", cell: (row) => (row.state === "offered" && row.offeredUntil ? <Countdown until={row.offeredUntil} /> : <Badge tone={row.state === "booked" ? "ok" : row.state === "waiting" ? "info" : "plain"}>{state(row.state)}</Badge>) },
    {
      id: "offer", title: t.offer, width: "175px", cell: (row) => {
        const offer = row.state === "offered" || row.state === "booked" ? offers.get(row.appointmentId ?? "") : undefined;
        return offer ? <b>{shortDay(dayMinute(offer.startsAt).day)} {time(offer.startsAt)}</b> : <span className="dim">—</span>;
      },
    },
    { id: "urgency", title: t.urgency, width: "100px", cell: (row) => (urgencyOf(row.priority) === "plain" ? <span className="dim">{urgency("plain")}</span> : <Badge tone={urgencyOf(row.priority) === "urgent" ? "bad" : "vio"} icon="chevrons-up">{urgency(urgencyOf(row.priority))}</Badge>) },
    { id: "services", title: t.services, width: "minmax(120px, 1.2fr)", cell: (row) => <span className="clip">{wish.services(row)}</span> },
    { id: "wish", title: t.wish, width: "minmax(220px, 1.6fr)", cell: (row) => <span className="clip">{[wish.days(row), wish.weekdays(row), wish.hours(row)].filter(Boolean).join(" · ")}</span> },
    { id: "with", title: t.with, width: "minmax(80px, .7fr)", cell: (row) => <span className="clip dim">{wish.who(row) || t.anybody}</span> },
    { id: "since", title: t.since, width: "130px", cell: (row) => moment(row.createdAt) },
  ];
  return (
    <div className="split">
      <DataGrid
        label={t.title} rows={rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ entry: row.id ?? undefined })} columns={columns} rowHeight={44}
        {...(onEnd ? { onEnd } : {})} hasMore={hasMore ?? false}
      />
      {current && <Suspense><EntryPeek key={current.id} entry={current} branch={branch} name={nameOf(current)} offer={offers.get(current.appointmentId ?? "")} onClose={() => setQuery({ entry: undefined })} /></Suspense>}
    </div>
  );
}
