import type { ReactElement } from "react";
import { count, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { Copy } from "../../ui/Badge";
import { Card, Facts } from "../../ui/Page";

const texts = dictionary({
  title: ["审计封存", "Audit seal"],
  batch: ["最新批次", "Latest batch"],
  sealed: ["封存时间", "Sealed"],
  events: ["本批事件", "Events in it"],
  head: ["链头指纹", "Head"],
  open: ["打开审计", "Open the audit"],
});

/** The newest sealed batch: its head is worth keeping elsewhere. */
export function SealCard(): ReactElement {
  const t = useTexts(texts);
  const batch = useQuery(["batches", "newest"], () => api("GET /v1/audit/batches", { query: { limit: 1 } }), { isLive: false }).value?.data[0];
  return (
    <Card title={t.title} actions={<Link to="/audit">{t.open}</Link>}>
      <Facts
        two rows={[
          { name: t.batch, value: batch && count(batch.batch ?? 0) }, { name: t.events, value: batch && count(batch.events ?? 0) },
          { name: t.sealed, value: batch && moment(batch.sealedAt), wide: true },
          { name: t.head, value: batch?.head && <Copy text={`${batch.batch}:${batch.head}`} shown={batch.head.slice(0, 24) + "…"} />, wide: true },
        ]}
      />
    </Card>
  );
}
