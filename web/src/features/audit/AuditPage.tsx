import { lazy, ReactElement, Suspense, useMemo, useState } from "react";
import type { AuditEvent } from "../../gen/api";
import { useDirectory, usePeople, useUnits } from "../../lib/directory";
import { date, second } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { go, setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { purposeText, targetText } from "../../lib/fieldWords";
import { choicesOf, outcomes, useWords } from "../../lib/spoken";
import { actionText } from "../../lib/words";
import { Badge, Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Column, DataGrid } from "../../ui/DataGrid";
import { Filter, FilterBar } from "../../ui/FilterBar";
import { Segments } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Page, PageHead } from "../../ui/Page";
import { PrintSheet } from "../../ui/PrintSheet";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { auditActions } from "./actions";
import { auditFilters } from "./auditQuery";
import { EventPeek } from "./EventPeek";
import { auditTexts } from "./texts";
import { VerifyDialog } from "./VerifyDialog";

const QuestionsView = lazy(() => import("./QuestionsView").then((chunk) => ({ default: chunk.QuestionsView })));

const questions = [
  { id: "all", text: "all", query: "" }, { id: "reveals", text: "reveals", query: "action=reveal.customer" }, { id: "denied", text: "denied", query: "outcome=denied" },
  { id: "changes", text: "changes", query: "action=update.customer" }, { id: "signIns", text: "signIns", query: "action=create.session" },
  { id: "rights", text: "rights", query: "action=create.grant" }, { id: "readers", text: "readers", query: "action=read.audit" },
] as const;

/** Who did what, to whom, when and why; and the proof that nobody changed it since. */
export default function AuditPage(): ReactElement {
  const t = useTexts(auditTexts);
  const { query } = usePlace();
  const view = query.get("view") === "questions" ? "questions" : "events";
  const choices = [{ value: "events", label: t.events }, { value: "questions", label: t.saved }];
  const switcher = <Segments label={t.title} value={view} onValue={(next) => go(next === "events" ? "/audit" : "/audit?view=questions")} choices={choices} />;
  if (view === "questions") return <Page><PageHead title={t.title}>{switcher}</PageHead><Suspense fallback={<Skeleton />}><QuestionsView /></Suspense></Page>;
  return <Events switcher={switcher} />;
}

function Events({ switcher }: { switcher: ReactElement }): ReactElement {
  const t = useTexts(auditTexts);
  const rights = useRights();
  const { query } = usePlace();
  const [isVerifying, setVerifying] = useState(false);
  const [printing, setPrinting] = useState(false);
  const parameters = useMemo(() => auditFilters(query), [query]);
  const list = usePages<AuditEvent>(JSON.stringify(parameters), (cursor, signal) => api("GET /v1/audit/events", { query: { ...parameters, limit: 100, cursor } as Record<string, string | number | undefined>, signal }));
  const columns = useColumns();
  const filters = useFilters();
  const values = Object.fromEntries(filters.map((filter) => [filter.id, query.get(filter.id) ?? ""]));
  const peeked = query.get("event") ?? undefined;
  const asked = new URLSearchParams([...query].filter(([name]) => name !== "event")).toString();
  const question = questions.find((one) => one.query === asked)?.id ?? "";
  return (
    <Page>
      <PageHead title={t.title}>
        {switcher}
        <Button icon="printer" aria-label={t.print} title={t.print} onClick={() => setPrinting(true)} />
        {rights.may("verify.audit") && <Button kind="primary" icon="shield-check" onClick={() => setVerifying(true)}>{t.verify}</Button>}
      </PageHead>
      <ViewTabs label={t.questions} tabs={questions.map((one) => ({ id: one.id, label: t[one.text] }))} value={question} onValue={(id) => go("/audit" + questions.filter((one) => one.id === id && one.query).map((one) => "?" + one.query).join(""))} />
      <FilterBar filters={filters} values={values} onChange={(id, value) => setQuery({ [id]: value })} />
      <div className="split">
        {list.problem ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton lines={14} /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="file-search" title={t.none}>{t.noneHelp}</Empty></div>
              : <DataGrid label={t.title} columns={columns} rows={list.rows} id={(row) => row.id ?? ""} current={peeked} onPeek={(row) => setQuery({ event: row.id ?? undefined })} onEnd={list.more} hasMore={list.hasMore} />}
        {peeked && <EventPeek id={peeked} onClose={() => setQuery({ event: undefined })} />}
      </div>
      {isVerifying && <VerifyDialog onClose={() => setVerifying(false)} />}
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

export const outcomeLooks: Record<string, readonly [Tone, string]> = { done: ["ok", "circle-check"], denied: ["bad", "ban"], failed: ["warn", "circle-alert"] };

function useColumns(): Column<AuditEvent>[] {
  const t = useTexts(auditTexts);
  const shown = useStore(language);
  const names = useDirectory();
  const outcome = useWords(outcomes);
  return [
    { id: "at", title: t.at, width: "150px", cell: (row) => <>{date(row.at ?? "")} {second(row.at ?? "")}</> },
    { id: "actor", title: t.actor, width: "minmax(110px, .8fr)", cell: (row) => <span className="grid-name">{names.person(row.actorId) ?? row.actorName ?? "—"}</span> },
    { id: "action", title: t.action, width: "minmax(140px, 1fr)", cell: (row) => actionText(row.action ?? "", shown) },
    { id: "outcome", title: t.outcome, width: "100px", cell: (row) => <Badge tone={outcomeLooks[row.outcome ?? ""]?.[0] ?? "plain"} icon={outcomeLooks[row.outcome ?? ""]?.[1]}>{outcome(row.outcome)}</Badge> },
    { id: "fields", title: t.fields, width: "minmax(150px, 1.2fr)", cell: (row) => (row.fields ?? []).map((field) => targetText(field, shown)).join(comma()) || <span className="dim">—</span> },
    { id: "purpose", title: t.purpose, width: "minmax(120px, 1fr)", cell: (row) => (row.purpose ? purposeText(row.purpose, shown) : <span className="dim">—</span>) },
    { id: "address", title: t.address, width: "120px", cell: (row) => <span className="mono dim">{row.address ?? "—"}</span> },
    { id: "proof", title: t.proof, width: "90px", cell: (row) => (row.sealed ? <span title={t.sealedIn(row.batch ?? 0)}><Icon icon="shield-check" /> {row.batch}</span> : <span className="dim" title={t.waitingHelp}>{t.waiting}</span>) },
  ];
}

function useFilters(): Filter[] {
  const t = useTexts(auditTexts);
  const shown = useStore(language);
  const people = usePeople().value ?? [];
  const units = (useUnits().value ?? []).filter((unit) => unit.kind === "branch");
  const { query } = usePlace();
  const customer = query.get("customer");
  const fields = ["phone", "wechat", "idNumber", "address", "allergy", "name"];
  const all: Filter[] = [
    { id: "actor", label: t.actor, kind: "choices", choices: people.map((person) => ({ value: person.id, label: person.displayName })) },
    { id: "action", label: t.action, kind: "choices", choices: auditActions.map((action) => ({ value: action, label: actionText(action, shown) })) },
    { id: "outcome", label: t.outcome, kind: "choices", choices: choicesOf(outcomes, shown) },
    { id: "field", label: t.field, kind: "choices", choices: fields.map((field) => ({ value: "customer." + field, label: targetText("customer." + field, shown) })) },
    { id: "branch", label: t.branch, kind: "choices", choices: units.map((unit) => ({ value: unit.id, label: unit.name })) },
    { id: "day", label: t.day, kind: "days" },
    ...(customer ? [{ id: "customer", label: t.customerFilter, kind: "choices" as const, choices: [{ value: customer, label: "…" + customer.slice(-8) }] }] : []),
  ];
  return all.map((filter) => ({ ...filter, single: true })).filter((filter) => filter.kind === "days" || (filter.choices?.length ?? 0) > 0);
}
