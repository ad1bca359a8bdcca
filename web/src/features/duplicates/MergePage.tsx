import { KeyboardEvent, ReactElement, useMemo, useState } from "react";
import type { Customer, CustomerMergePreview } from "../../gen/api";
import { nameOf, useCustomFields } from "../../lib/customFields";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { useKey } from "../../lib/keys";
import { changed } from "../../lib/live";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { go, Link } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell, tellProblem, tellUndoable } from "../../lib/toast";
import type { PageProps } from "../../app/routes";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Card, Page, PageHead } from "../../ui/Page";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { CustomValue } from "../customer/CustomValue";
import { FieldValue, ShownField } from "../customer/FieldValue";
import { mergeTexts } from "./texts";

type Line = CustomerMergePreview["fields"][number];
type Choice = Line["suggestion"];

/** Two files side by side, item by item. */
export default function MergePage({ parameters }: PageProps): ReactElement {
  const [target, source] = [parameters["id"] ?? "", parameters["source"] ?? ""];
  const found = useQuery(["merge", target, source], () => api("GET /v1/customers/{id}/merge-preview", { path: { id: target }, query: { source } }));
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  return <Comparison key={target} preview={found.value} />;
}

function Comparison({ preview }: { preview: CustomerMergePreview }): ReactElement {
  const t = useTexts(mergeTexts);
  const [target, source] = [preview.target, preview.source] as unknown as [Customer, Customer];
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const [isAll, setAll] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const rows = useMemo(() => preview.fields.filter((line) => isAll || line.differs), [preview, isAll]);
  const isBlocked = preview.conflicts.length > 0;
  const swap = () => go(`/customers/${source.id}/merge/${target.id}`, { replace: true });
  useKey("X", swap);
  useKey("Ctrl+Enter", isBlocked ? undefined : () => setAsking(true));
  const name = (customer: Customer) => `${customer.name ?? "—"} #${customer.number}`;
  return (
    <Page>
      <PageHead title={t.title} above={<div className="breadcrumb small"><Link to="/duplicates">{t.back}</Link><Icon icon="chevron-right" /></div>}>
        <Button icon="arrow-left-right" onClick={swap}>{t.swap}</Button>
        <Button kind="primary" icon="git-merge" writes disabled={isBlocked} onClick={() => setAsking(true)}>{t.merge}</Button>
      </PageHead>
      <div className="tab-body">
        <div className="stack">
          <p className="dim">{t.help}<br />{t.keys}</p>
          {isBlocked && <Notice kind="bad"><b>{t.conflicts}</b><ul>{preview.conflicts.map((one) => <li key={one.code}>{one.detail}</li>)}</ul></Notice>}
          <Card flush>
            <div className="table-scroll">
              <table className="table merge">
                <caption className="sr">{t.title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t.item}</th>
                    <th scope="col"><span className="dim">{t.target}</span><br /><b>{name(target)}</b></th>
                    <th scope="col"><span className="dim">{t.source}</span><br /><b>{name(source)}</b></th>
                    <th scope="col"><span className="sr">{t.both}</span></th>
                  </tr>
                </thead>
                <tbody onKeyDown={walk}>
                  {rows.map((line) => (
                    <Item key={line.field} line={line} target={target} source={source} value={chosen[line.field] ?? line.suggestion} onValue={(value) => setChosen((now) => ({ ...now, [line.field]: value }))} />
                  ))}
                </tbody>
              </table>
            </div>
            {rows.length === 0 && <p className="dim pad">{t.nothingDiffers}</p>}
          </Card>
          <label className="row"><input type="checkbox" checked={!isAll} onChange={(event) => setAll(!event.target.checked)} /> {t.onlyDifferent}</label>
          <Card title={t.moves}>
            {preview.moves.length === 0 ? <p className="dim">{t.movesNothing}</p>
              : <div className="row row-wrap">{preview.moves.map((one) => <Badge key={one.what}>{one.name} {one.count}</Badge>)}</div>}
          </Card>
        </div>
      </div>
      {isAsking && <Confirmation target={target} source={source} fields={Object.fromEntries(preview.fields.map((line) => [line.field, chosen[line.field] ?? line.suggestion]))} onClose={() => setAsking(false)} />}
    </Page>
  );
}

/** Up and down go from item to item; left and right choose within one, as radio buttons do by themselves. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const row = (event.target as HTMLElement).closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  event.preventDefault();
  (next?.querySelector<HTMLInputElement>("input:checked") ?? next?.querySelector<HTMLInputElement>("input"))?.focus();
}

function Item({ line, target, source, value, onValue }: { line: Line; target: Customer; source: Customer; value: Choice; onValue: (value: Choice) => void }): ReactElement {
  const t = useTexts(mergeTexts);
  const own = (useCustomFields().value ?? []).find((one) => nameOf(one) === line.field);
  const cell = (choice: Choice, customer: Customer, word: string) => (
    <td className={value === choice ? "chosen" : undefined}>
      <span className="row">
        {line.differs && line.choices.includes(choice) && <input type="radio" name={line.field} aria-label={`${line.label}${colon()}${word}`} checked={value === choice} onChange={() => onValue(choice)} />}
        {own ? <CustomValue customer={customer} field={own} /> : <FieldValue customer={customer} field={line.field as ShownField} />}
      </span>
    </td>
  );
  return (
    <tr>
      <th scope="row">{line.label}</th>
      {cell("target", target, t.keepTarget)}
      {cell("source", source, t.takeSource)}
      <td className={value === "both" ? "chosen" : undefined}>
        {!line.differs ? <span className="dim">{t.same}</span> : line.choices.includes("both") && (
          <label className="row"><input type="radio" name={line.field} checked={value === "both"} onChange={() => onValue("both")} /> {t.both}</label>
        )}
      </td>
    </tr>
  );
}

function Confirmation({ target, source, fields, onClose }: { target: Customer; source: Customer; fields: Record<string, Choice>; onClose: () => void }): ReactElement {
  const t = useTexts(mergeTexts);
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const merge = () => run(async (key) => {
    const made = await api("POST /v1/customers/{id}/merges", {
      path: { id: target.id ?? "" }, version: target.version ?? 0, key,
      body: { sourceId: source.id ?? "", sourceVersion: source.version ?? 0, fields, ...(reason.trim() ? { reason: reason.trim() } : {}) },
    });
    changed("customer");
    changed("timeline");
    onClose();
    go(`/customers/${target.id}`);
    tellUndoable(t.done, () => void undo(made.id, t.undo, t.undone));
  });
  return (
    <Dialog title={t.sure} onClose={onClose} action={{ label: t.merge, busy: isBusy, run: () => void merge() }}>
      <p>{t.sureText(`${source.name ?? "—"} #${source.number}`, `${target.name ?? "—"} #${target.number}`)}</p>
      <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} />
      <FormProblem problem={problem} />
    </Dialog>
  );
}

async function undo(id: string, reason: string, done: string): Promise<void> {
  try {
    await api("POST /v1/customer-merges/{id}/reversal", { path: { id }, version: 1, body: { reason } });
    changed("customer");
    tell(done);
  } catch (error) {
    tellProblem(asProblem(error));
  }
}
