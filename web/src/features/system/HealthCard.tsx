import type { ReactElement } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { moment } from "../../lib/format";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card, Facts } from "../../ui/Page";

const texts = dictionary({
  title: ["运行状态", "Health"],
  alive: ["服务进程", "Process"],
  ready: ["就绪", "Readiness"],
  latency: ["响应时间", "Round trip"],
  up: ["正常", "Up"],
  down: ["异常", "Down"],
  checked: ["检查时间", "Checked"],
  again: ["再次检查", "Check again"],
});

interface Health { alive: boolean; ready: boolean; milliseconds: number; at: string }

async function ask(): Promise<Health> {
  const began = performance.now();
  const isUp = async (path: string) => {
    try {
      const answer = await fetch(path, { cache: "no-store" });
      // An answer that is not read holds its connection.
      await answer.text();
      return answer.ok;
    } catch {
      return false;
    }
  };
  const alive = await isUp("/health");
  const milliseconds = Math.round(performance.now() - began);
  return { alive, ready: await isUp("/ready"), milliseconds, at: new Date().toISOString() };
}

export function HealthCard(): ReactElement {
  const t = useTexts(texts);
  const health = useQuery(["health"], ask);
  const state = (isUp: boolean | undefined) => (isUp === undefined ? undefined : <Badge tone={isUp ? "ok" : "bad"} icon={isUp ? "circle-check" : "circle-alert"}>{isUp ? t.up : t.down}</Badge>);
  return (
    <Card title={t.title} actions={<Button kind="quiet" icon="refresh-cw" aria-label={t.again} title={t.again} onClick={health.again} />}>
      <Facts
        two rows={[
          { name: t.alive, value: state(health.value?.alive) }, { name: t.ready, value: state(health.value?.ready) },
          { name: t.latency, value: health.value && `${health.value.milliseconds} ms` }, { name: t.checked, value: health.value && moment(health.value.at) },
        ]}
      />
    </Card>
  );
}
