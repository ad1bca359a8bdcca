import type { ReactElement } from "react";
import type { Role } from "../../gen/api";
import { roleName } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { DiffView } from "../../ui/DiffView";
import { SelectField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { differenceRows } from "./difference";
import { roleTexts } from "./texts";

/** Two roles as a difference; which ones stands in the address. */
export function CompareView({ roles }: { roles: readonly Role[] }): ReactElement {
  const t = useTexts(roleTexts);
  const shown = useStore(language);
  const { query } = usePlace();
  const left = query.get("left") ?? roles.find((role) => role.code === "front_desk")?.id ?? roles[0]?.id ?? "";
  const right = query.get("right") ?? roles.find((role) => role.code === "consultant")?.id ?? roles[1]?.id ?? "";
  const found = useQuery(left && right && left !== right ? ["comparison", left, right] : undefined, () => api("GET /v1/roles/comparison", { query: { left, right } }));
  const choices = roles.map((role) => ({ value: role.id, label: roleName(role) }));
  const name = (id: string) => choices.find((choice) => choice.value === id)?.label ?? "";
  return (
    <div className="page-body" style={{ paddingTop: 16 }}>
      <div className="stack" style={{ maxWidth: 980 }}>
        <div className="form-grid">
          <SelectField label={t.left} value={left} onValue={(id) => setQuery({ left: id })} choices={choices} />
          <SelectField label={t.right} value={right} onValue={(id) => setQuery({ right: id })} choices={choices} />
        </div>
        <Card>
          {left === right ? <p className="dim">{t.same}</p>
            : found.problem ? <Refusal problem={found.problem} again={found.again} />
              : !found.value ? <Skeleton />
                : <DiffView rows={differenceRows(found.value, shown, t.added)} before={name(left)} after={name(right)} />}
        </Card>
      </div>
    </div>
  );
}
