import type { ReactElement } from "react";
import type { AuditEvent } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { startOfDay, time, today } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { useStore } from "../../lib/store";
import { targetText } from "../../lib/fieldWords";
import { actionText } from "../../lib/words";
import { Card } from "../../ui/Page";
import { Badge } from "../../ui/Badge";

const texts = dictionary({
  reveals: ["今日查看原文", "Revealed today"],
  denied: ["今日被拒绝的操作", "Refused today"],
  none: ["今天没有", "None today"],
  all: ["全部", "All"],
});

/** What a compliance officer looks at first. */
export function ComplianceCards(): ReactElement {
  const t = useTexts(texts);
  return (
    <>
      <Events title={t.reveals} filter={{ "filter[action]": "reveal.customer" }} to="/audit?action=reveal.customer" />
      <Events title={t.denied} filter={{ "filter[outcome]": "denied" }} to="/audit?outcome=denied" />
    </>
  );
}

function Events({ title, filter, to }: { title: string; filter: Record<string, string>; to: string }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const names = useDirectory();
  const from = startOfDay(today());
  const found = useQuery<{ data: AuditEvent[] }>(["audit-today", title], () => api("GET /v1/audit/events", { query: { ...filter, "filter[at][gte]": from, limit: 6 } }), { isLive: false });
  const events = found.value?.data ?? [];
  return (
    <Card title={title} flush actions={<Link to={to}>{t.all}</Link>}>
      <ul className="list">
        {found.value && events.length === 0 && <li className="dim">{t.none}</li>}
        {events.map((event) => (
          <li key={event.id}>
            <span className="dim small">{time(event.at ?? "")}</span>
            <Link to={`/audit?event=${event.id}`}>{names.person(event.actorId) ?? event.actorName ?? "—"}</Link>
            <span className="grow clip">{actionText(event.action ?? "", shown)}</span>
            {(event.fields ?? []).slice(0, 2).map((field) => <Badge key={field}>{targetText(field, shown)}</Badge>)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
