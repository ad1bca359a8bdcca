import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Notice } from "../../ui/State";
import { archiveTexts, severities, warningKinds } from "./archive/words";

/** The medical warnings that stand today, on every tab; what they are says only who may read it. */
export function WarningsBanner({ customer }: { customer: Customer }): ReactElement | null {
  const t = useTexts(archiveTexts);
  const kind = useWords(warningKinds);
  const severity = useWords(severities);
  const id = customer.id ?? "";
  const found = useQuery(["warnings", id, "banner"], () => api("GET /v1/customers/{id}/warnings", { path: { id }, query: { limit: 100 } }));
  const today = new Date().toISOString().slice(0, 10);
  const standing = (found.value?.data ?? []).filter((one) => {
    const clear = (value: string | null | undefined, name: string) => (value && !one.masked?.includes(name) ? value : undefined);
    return (clear(one.since, "since") ?? "") <= today && (clear(one.until, "until") ?? today) >= today;
  });
  if (standing.length === 0) return null;
  const isGrave = standing.some((one) => one.severity === "stop");
  return (
    <div className="allergy">
      <div className="grow">
        <Notice kind={isGrave ? "bad" : "warn"}>
          <b>{t.warned}</b>
          {standing.map((one) => (
            <span key={one.id}>　<Badge tone={one.severity === "stop" ? "bad" : one.severity === "caution" ? "warn" : "info"}>{severity(one.severity)}</Badge> {one.masked?.includes("kind") ? t.hidden : kind(one.kind)}{one.detail && !one.masked?.includes("detail") ? `${colon()}${one.detail}` : ""}</span>
          ))}
        </Notice>
      </div>
    </div>
  );
}
