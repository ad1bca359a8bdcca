import { ReactElement, useState } from "react";
import type { Customer, Customer_tag as CustomerTag } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { addDays, date, dayOf, moment, startOfDay } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { optimistically } from "../../lib/optimistic";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { useTagDirectory } from "../../lib/tags";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Card } from "../../ui/Page";
import { Empty, FormProblem, Refusal, Skeleton } from "../../ui/State";
import { TagChip } from "../../ui/TagChip";
import { TagsDialog, tagsChanged } from "./TagsDialog";
import { customerTagTexts } from "./tagTexts";
import { Together } from "../../ui/Together";

const readHistory = (id: string) => api("GET /v1/customers/{id}/tag-history", { path: { id }, query: { limit: 200 } });
type History = Awaited<ReturnType<typeof readHistory>>;

/** What a customer is called now, and was before: by whom, from when until when. */
export default function TagsTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(customerTagTexts);
  const rights = useRights();
  const id = customer.id ?? "";
  const [changing, setChanging] = useState<CustomerTag>();
  const [isEditing, setEditing] = useState(false);
  const found = useQuery(["customer-tags", id], () => readHistory(id));
  const mayTag = rights.may("tag.customer", customer.homeBranchId) && rights.maySet("customer", "tags", customer.homeBranchId);
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  const now = Date.now();
  const holds = (row: CustomerTag) => !row.endedAt && (!row.expiresAt || Date.parse(row.expiresAt) > now);
  const [held, past] = [found.value.data.filter(holds), found.value.data.filter((row) => !holds(row))];
  const remove = (row: CustomerTag) => {
    const path = { id, tagId: row.tagId ?? "" };
    const after = async () => {
      tagsChanged(id);
      return readHistory(id);
    };
    const ended = { endedAt: new Date().toISOString(), endReason: "removed" as const };
    return optimistically<History>({
      key: ["customer-tags", id], done: t.removed,
      paint: (history) => ({ ...history, data: history.data.map((one) => (one.id === row.id ? { ...one, ...ended } : one)) }),
      send: async () => {
        await api("DELETE /v1/customers/{id}/tags/{tagId}", { path });
        return after();
      },
      undo: async () => {
        await api("PUT /v1/customers/{id}/tags/{tagId}", { path, body: { expiresAt: row.expiresAt ?? null } });
        return after();
      },
    });
  };
  return (
    <Together className="stack">
      <Card title={t.now} flush actions={mayTag && <Button icon="tag" onClick={() => setEditing(true)}>{t.edit}</Button>}>
        {held.length === 0 ? <Empty icon="tags" title={t.none}>{t.noneHelp}</Empty> : (
          <Rows rows={held} title={t.now} last={t.until} end={(row) => (row.expiresAt ? date(row.expiresAt) : t.forever)} actions={mayTag ? (row) => row.source === "manual" && (
            <><Button onClick={() => setChanging(row)}>{t.change}</Button> <Button writes onClick={() => void remove(row)}>{t.remove}</Button></>
          ) : undefined}
          />
        )}
      </Card>
      {past.length > 0 && <Card title={t.history} flush><Rows rows={past} title={t.history} last={t.ended} end={(row) => <Ended row={row} />} /></Card>}
      {isEditing && <TagsDialog customer={customer} onClose={() => setEditing(false)} />}
      {changing && <EndDialog customer={id} row={changing} onClose={() => setChanging(undefined)} />}
    </Together>
  );
}

interface RowsProps {
  rows: readonly CustomerTag[];
  title: string;
  last: string;
  end: (row: CustomerTag) => React.ReactNode;
  actions?: ((row: CustomerTag) => React.ReactNode) | undefined;
}

function Rows({ rows, title, last, end, actions }: RowsProps): ReactElement {
  const t = useTexts(customerTagTexts);
  const known = useTagDirectory();
  const names = useDirectory();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="table">
        <thead><tr>{[t.tag, t.since, t.by, last].map((one) => <th key={one} scope="col">{one}</th>)}{actions && <th scope="col"><span className="sr">{t.actions}</span></th>}</tr></thead>
        <tbody>
          {rows.map((row) => {
            const tag = known.get(row.tagId ?? "");
            return (
              <tr key={row.id}>
                <td>{tag ? <TagChip tag={tag} /> : row.tagName ?? "***"}</td>
                <td>{moment(row.since)}</td>
                <td>{row.source === "manual" ? names.person(row.setBy) ?? t.manual : t[(row.source ?? "system") as "rule" | "system"]}</td>
                <td>{end(row)}</td>
                {actions && <td className="number">{actions(row)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Ended({ row }: { row: CustomerTag }): ReactElement {
  const t = useTexts(customerTagTexts);
  const names = useDirectory();
  const reasons: Record<string, string> = { removed: t.reasonRemoved, replaced: t.reasonReplaced, renewed: t.reasonRenewed, expired: t.reasonExpired, rule: t.reasonRule, system: t.reasonSystem };
  const by = names.person(row.endedBy);
  return <>{moment(row.endedAt ?? row.expiresAt)} <span className="dim">{reasons[row.endReason ?? "expired"]}{by ? ` · ${by}` : ""}</span></>;
}

function EndDialog({ customer, row, onClose }: { customer: string; row: CustomerTag; onClose: () => void }): ReactElement {
  const t = useTexts(customerTagTexts);
  const known = useTagDirectory();
  // The last day is whole: the tag ends when it does.
  const [day, setDay] = useState(row.expiresAt ? dayOf(new Date(Date.parse(row.expiresAt) - 1)) : "");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("PUT /v1/customers/{id}/tags/{tagId}", { path: { id: customer, tagId: row.tagId ?? "" }, body: { expiresAt: day ? startOfDay(addDays(day, 1)) : null } });
    tagsChanged(customer);
    onClose();
  });
  return (
    <Dialog title={t.changeOf(known.get(row.tagId ?? "")?.name ?? "")} onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <DateField label={t.last} hint={t.lastHelp} value={day} onValue={setDay} error={problem?.of("expiresAt")} />
      <FormProblem problem={problem} fields={["expiresAt"]} />
    </Dialog>
  );
}
