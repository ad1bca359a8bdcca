import { ReactElement, useState } from "react";
import { usePeople } from "../../lib/directory";
import { purposeText, targetText } from "../../lib/fieldWords";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, dictionary, language, useTexts } from "../../lib/i18n";
import { usePages } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { actionText } from "../../lib/words";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";

interface Parameter { name: string; title: string; type: "id" | "number" | "word" | "field"; choices: string[]; standard: string | number | null; required: boolean }
interface Question { name: string; title: string; summary: string; answers: "now" | "later"; parameters: Parameter[]; columns: { name: string; title: string }[] }
type Row = Record<string, unknown>;

const texts = dictionary({
  questions: ["问题", "Questions"],
  ask: ["查询", "Ask"],
  later: ["这项功能启用后才有数据。", "It answers once that feature is in use."],
  none: ["没有符合的记录", "Nothing found"],
  noneHelp: ["默认查询最近 90 天。", "The last ninety days are asked about."],
  choose: ["选择左侧的问题，填好条件后查询。", "Choose a question, fill in what it takes, and ask."],
  more: ["更多", "More"],
  any: ["不限", "any"],
});

/** The saved questions: what an inspector asks, with the answer beside. */
export function QuestionsView(): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const found = useQuery<Question[]>(["questions", shown], async () => ((await api("GET /v1/audit/questions")).data ?? []) as unknown as Question[], { isLive: false });
  const [chosen, setChosen] = useState<string>();
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  const question = found.value.find((one) => one.name === chosen);
  return (
    <div className="role-split">
      <nav className="role-list" aria-label={t.questions}>
        {found.value.map((one) => <button key={one.name} type="button" className="side-link" aria-current={one.name === chosen ? "true" : undefined} onClick={() => setChosen(one.name)}><span>{one.title}</span></button>)}
      </nav>
      {question ? <Asking key={question.name} question={question} /> : <Empty icon="message-circle-question-mark" title={t.questions}>{t.choose}</Empty>}
    </div>
  );
}

function Asking({ question }: { question: Question }): ReactElement {
  const t = useTexts(texts);
  const people = usePeople().value ?? [];
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(question.parameters.map((one) => [one.name, one.standard === null ? "" : String(one.standard)])));
  const [asked, setAsked] = useState<Record<string, string>>();
  const list = usePages<Row>(asked && JSON.stringify([question.name, asked]), async (cursor, signal) =>
    (await api("GET /v1/audit/questions/{name}", { path: { name: question.name }, query: { ...asked, limit: 100, cursor } as Record<string, string | number | undefined>, signal })) as unknown as { data: Row[]; page: { next: string | null } });
  const isComplete = question.parameters.every((one) => !one.required || values[one.name]?.trim());
  const control = (one: Parameter) => {
    const common = { label: one.title, value: values[one.name] ?? "", onValue: (value: string) => setValues((now) => ({ ...now, [one.name]: value })) };
    if (one.name === "actorId") return <SelectField key={one.name} {...common} empty={t.any} choices={people.map((person) => ({ value: person.id, label: person.displayName }))} />;
    if (one.type === "word") return <SelectField key={one.name} {...common} choices={one.choices.map((choice) => ({ value: choice, label: choice }))} />;
    return <TextField key={one.name} {...common} inputMode={one.type === "number" ? "numeric" : "text"} spellCheck={false} />;
  };
  return (
    <div className="tab-body" tabIndex={0} role="region" aria-label={question.title}>
      <div className="stack">
        <div><h2>{question.title}</h2><p className="dim">{question.summary}</p></div>
        {question.answers === "later" && <Notice>{t.later}</Notice>}
        <form
          className="form-grid" onSubmit={(event) => {
            event.preventDefault();
            setAsked(Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== "")));
          }}
        >
          {question.parameters.map(control)}
          <div className="wide"><Button type="submit" kind="primary" icon="search" disabled={!isComplete}>{t.ask}</Button></div>
        </form>
        {asked && (list.problem ? <Refusal problem={list.problem} again={list.again} />
          : list.isLoading && list.rows.length === 0 ? <Skeleton />
            : list.rows.length === 0 ? <Empty icon="file-search" title={t.none}>{t.noneHelp}</Empty>
              : <Answer question={question} rows={list.rows} />)}
        {list.hasMore && <div><Button icon="chevron-down" onClick={list.more}>{t.more}</Button></div>}
      </div>
    </div>
  );
}

const eventColumns = ["at", "actorName", "action", "fields", "purpose", "outcome"];

function Answer({ question, rows }: { question: Question; rows: readonly Row[] }): ReactElement {
  const shown = useStore(language);
  const people = new Map((usePeople().value ?? []).map((person) => [person.id, person.displayName]));
  const columns = question.columns.length > 0 ? question.columns : eventColumns.map((name) => ({ name, title: name }));
  const text = (name: string, value: unknown): string => {
    if (value === null || value === undefined) return "—";
    if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value)) return moment(value);
    if (name === "action") return actionText(String(value), shown);
    if (name === "purpose") return purposeText(String(value), shown);
    if (name === "fields" && Array.isArray(value)) return value.map((field) => targetText(String(field), shown)).join(comma());
    if (typeof value === "string" && people.has(value)) return people.get(value) ?? value;
    return Array.isArray(value) ? value.join(comma()) : String(value);
  };
  return (
    <Card flush>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={question.title}>
        <table className="table">
          <thead><tr>{columns.map((column) => <th key={column.name} scope="col">{column.title}</th>)}</tr></thead>
          <tbody>{rows.map((row, index) => <tr key={String(row["id"] ?? index)}>{columns.map((column) => <td key={column.name}>{text(column.name, row[column.name])}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </Card>
  );
}
