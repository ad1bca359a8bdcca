import type { ReactElement } from "react";
import type { AuditEvent, Customer } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { usePages } from "../../lib/pages";
import { Link } from "../../lib/router";
import { useStore } from "../../lib/store";
import { purposeText, targetText } from "../../lib/fieldWords";
import { actionText } from "../../lib/words";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { Timeline } from "../../ui/Timeline";

const texts = dictionary({
  none: ["没有查看记录", "Nobody looked"],
  noneHelp: ["谁查看或修改了这位客户的敏感信息，会逐条列在这里。", "Whoever sees or changes something sensitive of this customer is listed here."],
  purpose: [(text: string) => `用途：${text}`, (text: string) => `Purpose: ${text}`],
  open: ["在审计中打开", "Open in the audit"],
  more: ["更早的", "Earlier"],
});

/** Who saw or changed this customer, when and why. Reading it is in the audit as well. */
export function AccessTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const names = useDirectory();
  const id = customer.id ?? "";
  const list = usePages<AuditEvent>(id, (cursor, signal) => api("GET /v1/audit/events", { query: { "filter[customerId]": id, limit: 50, cursor }, signal }));
  if (list.problem) return <Refusal problem={list.problem} again={list.again} />;
  if (list.isLoading && list.rows.length === 0) return <Skeleton />;
  if (list.rows.length === 0) return <Empty icon="shield-check" title={t.none}>{t.noneHelp}</Empty>;
  return (
    <Card>
      <Timeline
        items={list.rows.map((event) => ({
          id: event.id ?? "", at: event.at ?? "", icon: event.action?.startsWith("reveal") ? "eye" : event.action?.startsWith("update") ? "pencil" : "file-search",
          what: <><b>{names.person(event.actorId) ?? event.actorName ?? "—"}</b> {actionText(event.action ?? "", shown)} <Link to={`/audit?event=${event.id}`} aria-label={t.open}>›</Link></>,
          details: (
            <div className="row row-wrap" style={{ gap: 4, paddingTop: 4 }}>
              {(event.fields ?? []).map((field) => <Badge key={field}>{targetText(field, shown)}</Badge>)}
              {event.purpose && <span className="small dim">{t.purpose(purposeText(event.purpose, shown))}</span>}
            </div>
          ),
        }))}
      />
      {list.hasMore && <Button icon="chevron-down" onClick={list.more}>{t.more}</Button>}
    </Card>
  );
}
