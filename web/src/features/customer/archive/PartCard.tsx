import { ReactElement, useState } from "react";
import type { Customer } from "../../../gen/api";
import { api } from "../../../lib/http";
import { useTexts } from "../../../lib/i18n";
import { useRights } from "../../../lib/me";
import { cache, useQuery } from "../../../lib/query";
import { Link } from "../../../lib/router";
import { useSubmission } from "../../../lib/submit";
import { tell } from "../../../lib/toast";
import { word } from "../../../lib/spoken";
import { Badge } from "../../../ui/Badge";
import { Button, IconButton } from "../../../ui/Button";
import { Card } from "../../../ui/Page";
import { FormProblem, Refusal, Skeleton } from "../../../ui/State";
import { PartDialog } from "./PartDialog";
import type { Part, PartField, PartKind } from "./parts";
import { archiveTexts, severities } from "./words";

/** What a customer has several of, each with its fields in a line, as far as one may see and change them. */
export function PartCard({ customer, kind }: { customer: Customer; kind: PartKind }): ReactElement {
  const t = useTexts(archiveTexts);
  const rights = useRights();
  const id = customer.id ?? "";
  const [editing, setEditing] = useState<Part | "new">();
  const { problem, run } = useSubmission();
  const found = useQuery([kind.path, id], async () => {
    const page = await api(`GET /v1/customers/{id}/${kind.path}` as "GET /v1/customers/{id}/phones", { path: { id }, query: { limit: 100 } });
    return page.data as unknown as Part[];
  });
  const mayWrite = rights.may(kind.write, customer.homeBranchId) && kind.fields.filter((field) => field.required && !field.once).every((field) => rights.maySet(kind.resource, field.name, customer.homeBranchId));
  const done = () => {
    cache.invalidate([kind.path, id]);
    cache.invalidate(["timeline", id]);
  };
  const remove = (part: Part) => run(async () => {
    await api(`DELETE /v1/customer-${kind.path}/{id}` as "DELETE /v1/customer-phones/{id}", { path: { id: part.id } });
    tell(t.removed);
    done();
  });
  return (
    <Card title={t[kind.path]} actions={mayWrite && <Button icon="plus" onClick={() => setEditing("new")}>{t.add}</Button>}>
      <FormProblem problem={problem} />
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={2} /> : found.value.length === 0 ? <p className="dim">{t.none}</p> : (
        <ul className="part-list">
          {found.value.map((part) => (
            <li key={part.id} className="row">
              <div className="row row-wrap grow" style={{ gap: 8 }}>
                {kind.fields.filter((field) => field.name in part).map((field) => <PartValue key={field.name} part={part} field={field} />)}
              </div>
              {mayWrite && <IconButton icon="pencil" label={t.edit} onClick={() => setEditing(part)} />}
              {mayWrite && kind.removable && <IconButton icon="trash-2" label={t.remove} onClick={() => void remove(part)} />}
            </li>
          ))}
        </ul>
      )}
      {editing && <PartDialog customer={customer} kind={kind} stored={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} onDone={done} />}
    </Card>
  );
}

function PartValue({ part, field }: { part: Part; field: PartField }): ReactElement | null {
  const t = useTexts(archiveTexts);
  const words = useTexts(field.words ?? severities) as unknown as Record<string, string>;
  const value = part[field.name];
  if (value === null || value === undefined || value === "") return null;
  const text = String(value);
  const isMasked = part.masked?.includes(field.name) ?? false;
  if (field.type === "customer") return <OtherCustomer id={text} />;
  if (isMasked && /^\*+$/.test(text)) return <span className="dim" title={t.hidden}>{text}</span>;
  if (field.name === "severity") return <Badge tone={text === "stop" ? "bad" : text === "caution" ? "warn" : "info"}>{word(words, text)}</Badge>;
  if (field.type === "choice") return <Badge>{word(words, text)}</Badge>;
  if (field.type === "date") return <span className="dim">{t[field.label]} {text}</span>;
  return <span className="prewrap">{text}</span>;
}

/** Another customer by name, as far as he is seen. */
export function OtherCustomer({ id }: { id: string }): ReactElement {
  const found = useQuery(["customer", id], () => api("GET /v1/customers/{id}", { path: { id } }));
  return <Link to={`/customers/${id}`}>{found.value ? `${found.value.name ?? "—"} #${found.value.number}` : "…"}</Link>;
}

