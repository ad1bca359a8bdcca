import { lazy, ReactElement, Suspense, useMemo, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { searchCustomers } from "../../lib/customers";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { isSought } from "../../lib/input";
import { useDirectory } from "../../lib/directory";
import { useKey } from "../../lib/keys";
import { changed } from "../../lib/live";
import { Rights, useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { usePrefetch } from "../../lib/prefetch";
import { go, setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { changes } from "../../lib/stream";
import { Button, ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { FilterBar } from "../../ui/FilterBar";
import { Icon } from "../../ui/Icon";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { useCustomerActs } from "./acts";
import { columnsText, chosenWidths, widthsText } from "./columnChoice";
import { useColumns } from "./columns";
import { chosenColumns, ColumnsButton, extraFields, rowHeight } from "./ColumnsButton";
import { customerFields } from "../../lib/spoken";
import { ExportButton } from "../exports/ExportButton";
import { useFilters } from "./filters";
import { useInlineEdits } from "./inlineEdit";
import { apiFilters } from "./listQuery";
import { listTexts } from "./texts";
import { Views } from "./Views";

// Seldom opened: fetched when it is.
const NewCustomerDialog = lazy(() => import("./NewCustomerDialog").then((chunk) => ({ default: chunk.NewCustomerDialog })));
const GroupedGrid = lazy(() => import("./GroupedGrid"));
const CustomerPeek = lazy(() => import("./CustomerPeek").then((chunk) => ({ default: chunk.CustomerPeek })));
const ListSheet = lazy(() => import("./ListSheet"));
const BulkBar = lazy(() => import("./BulkBar").then((chunk) => ({ default: chunk.BulkBar })));
const EmergencyDialog = lazy(() => import("../customer/EmergencyDialog").then((chunk) => ({ default: chunk.EmergencyDialog })));

/** So many a search shows. */
const atMost = 50;

/** The list of customers: filters, order and the customer beside it stand in the address; what is searched for does not. */
export default function CustomersPage(): ReactElement {
  const t = useTexts(listTexts);
  const rights = useRights();
  const { query } = usePlace();
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  // All that match were chosen, and those are the ones that matched then: other filters are another choice.
  const [allOf, setAllOf] = useState<string>();
  const [printing, setPrinting] = useState(false);
  const [near, setNear] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const allColumns = useColumns(rights);
  const columns = chosenColumns(allColumns, query);
  const filters = useFilters(rights);
  const sort = query.get("sort") ?? "-number";
  const parameters = useMemo(() => apiFilters(query), [query]);
  const isSearching = typed.trim() !== "";
  const extra = extraFields(columns);
  const names = useDirectory();
  const groupings = filters.filter((filter) => filter.kind === "choices" && mayGroup(rights, filter.id)).map((filter) => ({ value: filter.id, label: filter.label }));
  const group = query.get("group") ?? "";
  const isGrouped = group !== "" && !isSearching && mayGroup(rights, group);
  const [reading, setReading] = useState(0);
  const [inGroups, setInGroups] = useState<readonly Customer[]>([]);
  const nameOfGroup = (key: string | null) => {
    if (key === null) return t.noValue;
    const choice = filters.find((filter) => filter.id === group)?.choices?.find((one) => one.value === key);
    return choice?.label ?? (group === "homeBranchId" ? names.unit(key) : group === "layer" || group.startsWith("custom.") ? key : names.person(key)) ?? key;
  };
  const list = usePages<Customer>(isGrouped ? undefined : JSON.stringify([parameters, sort, typed.trim(), extra]), async (cursor, signal) => {
    if (!isSearching) return api("GET /v1/customers", { query: { ...parameters, ...extra, sort, limit: 100, cursor } as Record<string, string | number | undefined>, signal });
    await new Promise((resolve) => setTimeout(resolve, 220));
    const found = signal.aborted ? undefined : await searchCustomers(typed, atMost, signal);
    if (!signal.aborted) setNear(found?.near ?? 0);
    return { data: found?.data ?? [], page: { next: null } };
  }, { topic: "customer", id: (row) => row.id });
  usePrefetch([() => import("./CustomerPeek"), () => import("./BulkBar"), () => import("./ColumnsPanel"), () => import("./RowDialog"), () => import("./NewCustomerDialog")]);
  useKey("/", () => search.current?.focus());
  const peeked = query.get("peek") ?? undefined;
  const rows = isGrouped ? inGroups : list.rows;
  const current = rows.find((row) => row.id === peeked);
  const values = Object.fromEntries(filters.map((filter) => [filter.id, query.get("f." + filter.id) ?? ""]));
  const hasFilters = Object.values(values).some(Boolean);
  const customerLabels = useTexts(customerFields);
  const total = isGrouped || (isSearching && !isSought(typed)) || (list.isLoading && list.rows.length === 0) ? undefined : t.count(count(list.rows.length), list.hasMore);
  const isAll = allOf === JSON.stringify(parameters) && !isSearching;
  const selected = isAll ? new Set(rows.map((row) => row.id ?? "")) : picked;
  const select = (next: ReadonlySet<string>) => {
    setAllOf(undefined);
    setPicked(next);
  };
  const again = () => {
    if (!isGrouped) list.again();
    changed("customers");
    setReading((last) => last + 1);
  };
  // Groups are read anew only when somebody asks: whatever was told since says that they are old.
  const told = useStore(changes)["customer"] ?? 0;
  const grouped = JSON.stringify([isGrouped && group, parameters, sort, extra, reading]);
  const readGroups = useRef({ grouped, told });
  if (readGroups.current.grouped !== grouped) readGroups.current = { grouped, told };
  const isStale = isGrouped ? readGroups.current.told !== told : list.isStale;
  const show = (next: Customer) => list.replace((one) => one.id === next.id, next);
  const acts = useCustomerActs((next) => (isGrouped ? again() : list.rows.filter((one) => one.id === next.id).forEach((one) => show({ ...one, ...next }))));
  const edits = useInlineEdits(show);
  const fieldOf = (id: string) => allColumns.find((column) => column.id === id)?.field ?? id;
  const widen = (id: string, pixels: number | undefined) => {
    const widths = new Map(chosenWidths(query));
    widths.delete(fieldOf(id));
    setQuery({ widths: widthsText(pixels === undefined ? widths : widths.set(fieldOf(id), pixels)) });
  };
  const put = (ids: readonly string[]) => setQuery({ columns: columnsText(allColumns, ids.map(fieldOf)) });
  const order = (next: string) => setQuery({ sort: next === "-number" ? undefined : next });
  const chosen = rows.filter((row) => selected.has(row.id ?? ""));
  const choosing = rights.may("update.customer") || rights.may("export.customer") ? { selected, onSelect: select } : {};
  return (
    <Page>
      <PageHead title={t.title} count={total}>
        {isStale && <Button kind="quiet" icon="refresh-cw" onClick={isGrouped ? again : list.again}>{t.stale}</Button>}
        {rights.may("search.customer") && (
          <label className="search">
            <Icon icon="search" />
            <span className="sr">{t.search}</span>
            <input
              ref={search} type="search" value={typed} placeholder={t.find} title={t.search} autoComplete="off" onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => event.key === "Escape" && setTyped("")}
            />
            <kbd>/</kbd>
          </label>
        )}
        <ColumnsButton columns={allColumns} groupings={groupings} />
        {!isSearching && <ExportButton list={{ path: "customers", resource: "customer", labels: customerLabels, columns: columns.map((column) => column.field), parameters, sort }} />}
        {rights.may("break_glass.customer") && <ButtonLink icon="siren" to="/customers?emergency=1">{t.emergency}</ButtonLink>}
        <Button icon="printer" aria-label={t.print} title={t.print} onClick={() => setPrinting(true)} />
        {rights.may("create.customer") && <ButtonLink kind="primary" icon="plus" to="/customers?new=1">{t.create}</ButtonLink>}
      </PageHead>
      <Views />
      {chosen.length > 0
        ? <Suspense fallback={<div className="bulk" />}><BulkBar key={JSON.stringify(parameters)} rows={chosen} matching={isSearching ? undefined : { parameters, sort }} isAll={isAll} onAll={() => setAllOf(JSON.stringify(parameters))} onClear={() => select(new Set())} onChanged={again} /></Suspense>
        : !isSearching && <FilterBar filters={filters} values={values} onChange={(id, value) => setQuery({ ["f." + id]: value })} />}
      <div className="split">
        {isGrouped ? (
          <Suspense fallback={<div className="grow"><Skeleton lines={12} /></div>}>
            <GroupedGrid
              key={`${group} ${reading}`} label={t.title} by={group} name={nameOfGroup} columns={columns} parameters={parameters} extra={extra} sort={sort} onSort={order} {...rowHeight(query)}
              current={peeked} onPeek={(row) => setQuery({ peek: row.id ?? undefined })} onOpen={(row) => go(`/customers/${row.id}`)} onRows={setInGroups}
              menu={acts.menu} onWidth={widen} onOrder={put} {...choosing}
            />
          </Suspense>
        ) : list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton lines={12} /></div>
            : list.rows.length === 0 ? <div className="grow"><NoCustomers isSearching={isSearching} hasFilters={hasFilters} typed={typed} /></div>
              : (
                <DataGrid
                  label={t.title} columns={edits.editable(columns)} rows={list.rows} {...rowHeight(query)} id={(row) => row.id ?? ""} current={peeked}
                  onPeek={(row) => setQuery({ peek: row.id ?? undefined })} onOpen={(row) => go(`/customers/${row.id}`)}
                  sort={isSearching ? undefined : sort} onSort={order}
                  onEnd={list.more} hasMore={list.hasMore} foot={!isSearching ? undefined : near > 0 ? t.nearFoot(near) : list.rows.length >= atMost ? t.searchFoot : undefined}
                  menu={acts.menu} onWidth={widen} onOrder={put} {...choosing}
                />
              )}
        {current && <Suspense fallback={<div className="peek" />}><CustomerPeek customer={current} acts={acts.menu(current)} onClose={() => setQuery({ peek: undefined })} /></Suspense>}
      </div>
      {acts.dialog}
      {edits.dialog}
      {query.get("new") === "1" && rights.may("create.customer") && <Suspense><NewCustomerDialog onClose={() => setQuery({ new: undefined })} onCreated={again} /></Suspense>}
      {query.get("emergency") === "1" && rights.may("break_glass.customer") && <Suspense><EmergencyDialog onClose={() => setQuery({ emergency: undefined })} /></Suspense>}
      {printing && <Suspense><ListSheet title={t.title} columns={columns} rows={rows} onDone={() => setPrinting(false)} /></Suspense>}
    </Page>
  );
}

/** Whose group a customer stands in says his value: it has to be read in clear. */
const mayGroup = (rights: Rights, field: string): boolean =>
  rights.mayUse("group", "customer", field) && ["read", "write"].includes(rights.on("customer", field).level);

function NoCustomers({ isSearching, hasFilters, typed }: { isSearching: boolean; hasFilters: boolean; typed: string }): ReactElement {
  const t = useTexts(listTexts);
  const rights = useRights();
  const create = rights.may("create.customer") && <ButtonLink icon="plus" to="/customers?new=1">{t.create}</ButtonLink>;
  // Too short a text was not sought at all: nobody may take that for "there is no such customer".
  if (isSearching && !isSought(typed)) return <Empty icon="search" title={t.keepTyping}>{t.typeMore}</Empty>;
  if (isSearching) return <Empty icon="search-x" title={t.notFound} action={create}>{t.notFoundHelp}</Empty>;
  if (hasFilters) return <Empty icon="list-filter" title={t.noMatch}>{t.noMatchHelp}</Empty>;
  return <Empty icon="users" title={t.none} action={create}>{t.noneHelp}</Empty>;
}
