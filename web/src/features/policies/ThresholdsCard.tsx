import type { ReactElement } from "react";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { Card } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { HoursField } from "./HoursField";
import { Figure, NumbersForm } from "./NumbersForm";
import { policyTexts } from "./texts";
import type { Changes } from "./usePolicy";

const key = ["audit-settings"];

/** From when on somebody's doings are worth an alert. */
export function ThresholdsCard(): ReactElement {
  const t = useTexts(policyTexts);
  const rights = useRights();
  const found = useQuery(key, () => api("GET /v1/audit/settings"));
  const mayChange = rights.may("update.audit_setting");
  const figures: Figure[] = [
    { name: "nightCustomers", label: t.nightCustomers, from: 1, to: 100_000 },
    { name: "medianFactor", label: t.medianFactor, from: 2, to: 100 },
    { name: "medianFloor", label: t.medianFloor, from: 1, to: 100_000 },
    { name: "denialsPerHour", label: t.denialsPerHour, from: 1, to: 100_000 },
    { name: "searchesPerHour", label: t.searchesPerHour, from: 1, to: 100_000 },
    { name: "signInFailures", label: t.signInFailures, from: 2, to: 100_000 },
    { name: "exportRows", label: t.exportRows, from: 1, to: 10_000_000 },
    { name: "retentionMonths", label: t.retentionMonths, from: 6, to: 1200 },
  ];
  const save = async (changes: Changes) => {
    cache.set(key, await api("PATCH /v1/audit/settings", { version: found.value?.version ?? 0, body: changes }));
  };
  return (
    <Card title={t.thresholds} wide>
      <div className="stack stack-loose">
        <p className="dim">{t.thresholdsAbout}</p>
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
          : !found.value ? <Skeleton lines={4} />
            : (
              <>
                <HoursField key={`h${found.value.version}`} opensAt={found.value.opensAt ?? 0} closesAt={found.value.closesAt ?? 1440} mayChange={mayChange} save={save} reload={found.again} />
                <NumbersForm key={`n${found.value.version}`} figures={figures} stored={found.value as Record<string, number>} mayChange={mayChange} save={save} reload={found.again} />
              </>
            )}
      </div>
    </Card>
  );
}
