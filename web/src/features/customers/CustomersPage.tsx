import { lazy, ReactElement, Suspense, useMemo, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { searchCustomers } from "../../lib/customers";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { isSought } from "../../lib/input";
import { useKey } from "../../lib/keys";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { go, setQuery, usePlace } from "../../lib/router";
import { Button, ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { FilterBar } from "../../ui/FilterBar";
import { Icon } from "../../ui/Icon";
import { Page, PageHead } from "../../ui/Page";
import { PrintSheet } from "../../ui/PrintSheet";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { BulkBar } from "./BulkBar";
import { useColumns } from "./columns";
import { chosenColumns, ColumnsButton, extraFields, rowHeight } from "./ColumnsButton";
import { customerFields } from "../../lib/words";
import { ExportButton } from "../exports/ExportButton";
import { CustomerPeek } from "./CustomerPeek";
import { useFilters } from "./filters";
import { apiFilters } from "./listQuery";
import { listTexts } from "./texts";
import { Views } from "./Views";

// Seldom opened: fetched when it is.
const NewCustomerDialog = lazy(() => import("./NewCustomerDialog").then((chunk) => ({ default: chunk.NewCustomerDialog })));
const EmergencyDialog = lazy(() => import("../customer/EmergencyDialog").then((chunk) => ({ default: chunk.EmergencyDialog })));

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
  const list = usePages<Customer>(JSON.stringify([parameters, sort, typed.trim(), extra]), async (cursor, signal) => {
    if (!isSearching) return api("GET /v1/customers", { query: { ...parameters, ...extra, sort, limit: 100, cursor } as Record<string, string | number | undefined>, signal });
    await new Promise((resolve) => setTimeout(resolve, 220));
    const found = signal.aborted ? undefined : await searchCustomers(typed, 50, signal);
    if (!signal.aborted) setNear(found?.near ?? 0);
    return { data: found?.data ?? [], page: { next: null } };
  }, { topic: "customer", id: (row) => row.id });
  useKey("/", () => search.current?.focus());
  const peeked = query.get("peek") ?? undefined;
  const current = list.rows.find((row) => row.id === peeked);
  const values = Object.fromEntries(filters.map((filter) => [filter.id, query.get("f." + filter.id) ?? ""]));
  const hasFilters = Object.values(values).some(Boolean);
  const customerLabels = useTexts(customerFields);
  const total = list.isLoading && list.rows.length === 0 ? undefined : t.count(count(list.rows.length), list.hasMore);
  const isAll = allOf === JSON.stringify(parameters) && !isSearching;
  const selected = isAll ? new Set(list.rows.map((row) => row.id ?? "")) : picked;
  const select = (next: ReadonlySet<string>) => {
    setAllOf(undefined);
    setPicked(next);
  };
  const chosen = list.rows.filter((row) => selected.has(row.id ?? ""));
  return (
    <Page>
      <PageHead title={t.title} count={total}>
        {list.isStale && <Button kind="quiet" icon="refresh-cw" onClick={list.again}>{t.stale}</Button>}
        {rights.may("search.customer") && (
          <label className="search">
            <Icon icon="search" />
            <span className="sr">{t.search}</span>
            <input
              ref={search} type="search" value={typed} placeholder={t.search} autoComplete="off" onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => event.key === "Escape" && setTyped("")}
            />
            <kbd>/</kbd>
          </label>
        )}
        <ColumnsButton columns={allColumns} />
        {!isSearching && <ExportButton list={{ path: "customers", resource: "customer", labels: customerLabels, columns: columns.map((column) => column.field), parameters, sort }} />}
        {rights.may("break_glass.customer") && <ButtonLink icon="siren" to="/customers?emergency=1">{t.emergency}</ButtonLink>}
        <Button icon="printer" aria-label={t.print} title={t.print} onClick={() => setPrinting(true)} />
        {rights.may("create.customer") && <ButtonLink kind="primary" icon="plus" to="/customers?new=1">{t.create}</ButtonLink>}
      </PageHead>
      <Views />
      {chosen.length > 0
        ? <BulkBar key={JSON.stringify(parameters)} rows={chosen} matching={isSearching ? undefined : { parameters, sort }} isAll={isAll} onAll={() => setAllOf(JSON.stringify(parameters))} onClear={() => select(new Set())} onChanged={list.again} />
        : !isSearching && <FilterBar filters={filters} values={values} onChange={(id, value) => setQuery({ ["f." + id]: value })} />}
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton lines={12} /></div>
            : list.rows.length === 0 ? <div className="grow"><NoCustomers isSearching={isSearching} hasFilters={hasFilters} typed={typed} /></div>
              : (
                <DataGrid
                  label={t.title} columns={columns} rows={list.rows} {...rowHeight(query)} id={(row) => row.id ?? ""} current={peeked}
                  onPeek={(row) => setQuery({ peek: row.id ?? undefined })} onOpen={(row) => go(`/customers/${row.id}`)}
                  sort={isSearching ? undefined : sort} onSort={(next) => setQuery({ sort: next === "-number" ? undefined : next })}
                  onEnd={list.more} hasMore={list.hasMore} foot={isSearching ? (near > 0 ? t.nearFoot(near) : t.searchFoot) : undefined}
                  {...(rights.may("update.customer") || rights.may("export.customer") ? { selected, onSelect: select } : {})}
                />
              )}
        {current && <CustomerPeek customer={current} onClose={() => setQuery({ peek: undefined })} />}
      </div>
      {query.get("new") === "1" && rights.may("create.customer") && <Suspense><NewCustomerDialog onClose={() => setQuery({ new: undefined })} onCreated={list.again} /></Suspense>}
      {query.get("emergency") === "1" && rights.may("break_glass.customer") && <Suspense><EmergencyDialog onClose={() => setQuery({ emergency: undefined })} /></Suspense>}
      {printing && (
        <PrintSheet title={t.title} onDone={() => setPrinting(false)}>
          <table className="print-table">
            <thead><tr>{columns.map((column) => <th key={column.id} scope="col">{column.title}</th>)}</tr></thead>
            <tbody>{list.rows.map((row) => <tr key={row.id}>{columns.map((column) => <td key={column.id}>{column.cell(row)}</td>)}</tr>)}</tbody>
          </table>
        </PrintSheet>
      )}
    </Page>
  );
}

function NoCustomers({ isSearching, hasFilters, typed }: { isSearching: boolean; hasFilters: boolean; typed: string }): ReactElement {
  const t = useTexts(listTexts);
  const rights = useRights();
  const create = rights.may("create.customer") && <ButtonLink icon="plus" to="/customers?new=1">{t.create}</ButtonLink>;
  if (isSearching) return <Empty icon="search-x" title={t.notFound} action={create}>{isSought(typed) ? t.notFoundHelp : t.typeMore}</Empty>;
  if (hasFilters) return <Empty icon="list-filter" title={t.noMatch}>{t.noMatchHelp}</Empty>;
  return <Empty icon="users" title={t.none} action={create}>{t.noneHelp}</Empty>;
}
