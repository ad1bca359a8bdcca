import type { ReactElement } from "react";
import type { BreakGlassReview, CareRequest } from "../../gen/api";
import { ago } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { Card } from "../../ui/Page";
import { careStates } from "../customer/accessWords";

const texts = dictionary({
  emergencies: ["待复核的紧急访问", "Emergencies to review"],
  noEmergencies: ["没有待复核的紧急访问", "No emergencies to review"],
  queue: ["待审批的查看申请", "Care requests to decide"],
  noQueue: ["没有待审批的申请", "Nothing waits for a decision"],
  mine: ["我的查看申请", "My care requests"],
  noMine: ["没有申请过查看受限客户", "You have asked for nobody"],
  ask: ["申请", "Ask"],
  all: ["全部", "All"],
});

/** What waits for a judgement about somebody’s access, and one’s own requests. */
export function TrustCards(): ReactElement {
  const rights = useRights();
  return (
    <>
      {rights.may("review.break_glass") && <Emergencies />}
      {rights.may("approve.care") && <Queue />}
      {rights.may("request.care") && <Mine />}
    </>
  );
}

function Emergencies(): ReactElement {
  const t = useTexts(texts);
  const found = useQuery<{ data: BreakGlassReview[] }>(["emergencies", "today"], () => api("GET /v1/break-glass/reviews", { query: { state: "open", limit: 6 } }));
  return (
    <Card title={t.emergencies} flush actions={<Link to="/emergencies">{t.all}</Link>}>
      <ul className="list">
        {found.value?.data.length === 0 && <li className="dim">{t.noEmergencies}</li>}
        {found.value?.data.map((row) => <li key={row.id}><Badge tone="bad" icon="siren">{ago(row.openedAt)}</Badge><Link to={`/emergencies?opening=${row.id}`}>{row.userName ?? "—"}</Link><span className="grow clip dim">{row.reason}</span></li>)}
      </ul>
    </Card>
  );
}

function Queue(): ReactElement {
  const t = useTexts(texts);
  const found = useQuery<{ data: CareRequest[] }>(["care-queue", "today"], () => api("GET /v1/care-requests/queue", { query: { state: "requested", limit: 6 } }));
  return (
    <Card title={t.queue} flush actions={<Link to="/care-requests">{t.all}</Link>}>
      <ul className="list">
        {found.value?.data.length === 0 && <li className="dim">{t.noQueue}</li>}
        {found.value?.data.map((row) => <li key={row.id}><Link to={`/care-requests?request=${row.id}`}>{row.userName ?? "—"}</Link><span className="mono dim">#{row.customerNumber}</span><span className="grow clip dim">{row.reason}</span></li>)}
      </ul>
    </Card>
  );
}

const looks: Record<CareRequest["state"], readonly [Tone, string]> = { requested: ["warn", "clock"], approved: ["ok", "circle-check"], refused: ["bad", "ban"] };

function Mine(): ReactElement {
  const t = useTexts(texts);
  const word = useWords(careStates);
  const found = useQuery<{ data: CareRequest[] }>(["care-mine", "today"], () => api("GET /v1/care-requests", { query: { limit: 4 } }));
  return (
    <Card title={t.mine} flush actions={<Link to="/care-requests?view=mine&new=1">{t.ask}</Link>}>
      <ul className="list">
        {found.value?.data.length === 0 && <li className="dim">{t.noMine}</li>}
        {found.value?.data.map((row) => <li key={row.id}><Link to={`/care-requests?view=mine&request=${row.id}`}>#{row.customerNumber}</Link><span className="grow clip dim">{row.reason}</span><Badge tone={looks[row.state][0]} icon={looks[row.state][1]}>{word(row.state)}</Badge></li>)}
      </ul>
    </Card>
  );
}
