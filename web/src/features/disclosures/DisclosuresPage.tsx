import { ReactElement, useMemo, useState } from "react";
import type { Disclosure } from "../../gen/api";
import { customerNumbers, distinct, useCustomerNumbers } from "../../lib/customers";
import { useDirectory, usePeople } from "../../lib/directory";
import { addDays, date, startOfDay } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, language, useTexts } from "../../lib/i18n";
import { everyPage, usePages } from "../../lib/pages";
import { setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { choicesOf, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Filter, FilterBar } from "../../ui/FilterBar";
import { Icon } from "../../ui/Icon";
import { Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, FormProblem, Refusal, Skeleton } from "../../ui/State";
import { categories, grounds } from "../consents/disclosureWords";
import { ExportButton } from "../exports/ExportButton";
import { DisclosurePeek } from "./DisclosurePeek";
import { RegisterSheet } from "./RegisterSheet";
import { abroadWords, registerTexts } from "./texts";

/** What the address says, as the API asks for it. */
function apiFilters(query: URLSearchParams): Record<string, string | undefined> {
  const [from = "", until = ""] = (query.get("at") ?? "").split("..");
  return {
    "filter[ground]": query.get("ground") ?? undefined, "filter[abroad]": query.get("abroad") ?? undefined,
    "filter[recordedBy]": query.get("by") ?? undefined, "filter[recipient]": query.get("recipient") ?? undefined,
    "filter[disclosedAt][gte]": from ? startOfDay(from) : undefined, "filter[disclosedAt][lt]": until ? startOfDay(addDays(until, 1)) : undefined,
  };
}

/** The whole register of what was passed on, over all customers that one sees. */
export default function DisclosuresPage(): ReactElement {
  const t = useTexts(registerTexts);
  const shown = useStore(language);
  const names = useDirectory();
  const people = usePeople().value ?? [];
  const [category, ground, where] = [useWords(categories), useWords(grounds), useWords(abroadWords)];
  const { query } = usePlace();
  const [typed, setTyped] = useState(query.get("recipient") ?? "");
  const [printed, setPrinted] = useState<{ entries: readonly Disclosure[]; numbers: ReadonlyMap<string, number> }>();
  const { isBusy, problem, run } = useSubmission();
  const asked = useMemo(() => apiFilters(query), [query]);
  const read = (cursor: string | undefined, limit: number, signal?: AbortSignal) => api("GET /v1/disclosures", { query: { ...asked, limit, cursor }, ...(signal ? { signal } : {}) });
  const list = usePages<Disclosure>(JSON.stringify(asked), (cursor, signal) => read(cursor, 100, signal), { topic: "disclosure", id: (row) => row.id });
  const numbers = useCustomerNumbers(list.rows.map((row) => row.customerId));
  const current = list.rows.find((row) => row.id === query.get("entry"));
  const filters: Filter[] = [
    { id: "ground", label: t.ground, kind: "choices", choices: choicesOf(grounds, shown) }, { id: "abroad", label: t.where, kind: "choices", single: true, choices: choicesOf(abroadWords, shown) },
    { id: "at", label: t.at, kind: "days" },
    ...(people.length > 0 ? [{ id: "by", label: t.by, kind: "choices" as const, choices: people.map((person) => ({ value: person.id, label: person.displayName })) }] : []),
  ];
  const values = Object.fromEntries(filters.map((filter) => [filter.id, query.get(filter.id) ?? ""]));
  const labels = { customerId: t.customer, recipient: t.recipient, recipientContact: t.contact, abroad: t.where, categories: t.data, method: t.method, ground: t.ground, purpose: t.purpose, disclosedAt: t.at, recordedAt: t.recorded, recordedBy: t.by };
  const hasFilters = Object.values(asked).some(Boolean);
  const number = (row: Disclosure) => numbers.get(row.customerId ?? "");
  const print = () => run(async () => {
    const entries = await everyPage((cursor) => read(cursor, 200));
    setPrinted({ entries, numbers: await customerNumbers(distinct(entries.map((entry) => entry.customerId))) });
  });
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        <StaleButton list={list} />
        <ExportButton list={{ path: "disclosures", resource: "disclosure", labels, parameters: asked }} />
        <Button icon="printer" busy={isBusy} title={t.printAll} disabled={list.rows.length === 0} onClick={() => void print()}>{t.print}</Button>
      </PageHead>
      <FilterBar filters={filters} values={values} onChange={(id, value) => setQuery({ [id]: value, entry: undefined })}>
        <form
          className="search" role="search" onSubmit={(event) => {
            event.preventDefault();
            setQuery({ recipient: typed.trim() || undefined, entry: undefined });
          }}
        >
          <Icon icon="search" />
          <input
            type="search" aria-label={t.find} placeholder={t.find} value={typed} maxLength={120} onChange={(event) => {
              setTyped(event.target.value);
              if (event.target.value === "") setQuery({ recipient: undefined });
            }}
          />
          <kbd>Enter</kbd>
        </form>
      </FilterBar>
      <FormProblem problem={problem} />
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon={hasFilters ? "list-filter" : "share-2"} title={hasFilters ? t.noMatch : t.none}>{hasFilters ? t.noMatchHelp : t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ entry: row.id ?? undefined })} onEnd={list.more} hasMore={list.hasMore}
                  columns={[
                    { id: "at", title: t.at, width: "110px", cell: (row) => (row.disclosedAt ? date(row.disclosedAt) : "—") },
                    { id: "customer", title: t.customer, width: "90px", cell: (row) => (number(row) === undefined ? <span className="dim">—</span> : <span className="mono">#{number(row)}</span>) },
                    { id: "recipient", title: t.recipient, width: "minmax(160px, 1.4fr)", cell: (row) => <span className="row"><b className="clip">{row.recipient}</b>{row.abroad === "yes" && <Badge tone="warn" icon="globe">{where("yes")}</Badge>}{row.correctsId && <Badge>{t.correction}</Badge>}</span> },
                    { id: "data", title: t.data, width: "minmax(160px, 1.4fr)", cell: (row) => <span className="clip">{(row.categories ?? []).map(category).join(comma())}</span> },
                    { id: "ground", title: t.ground, width: "minmax(120px, 1fr)", cell: (row) => ground(row.ground) },
                    { id: "by", title: t.by, width: "minmax(80px, .6fr)", cell: (row) => names.person(row.recordedBy) ?? "—" },
                  ]}
                />
              )}
        {current && <DisclosurePeek key={current.id} entry={current} number={number(current)} onClose={() => setQuery({ entry: undefined })} />}
      </div>
      {printed && <RegisterSheet {...printed} onDone={() => setPrinted(undefined)} />}
    </Page>
  );
}
