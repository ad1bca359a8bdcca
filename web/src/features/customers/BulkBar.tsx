import { lazy, ReactElement, Suspense, useState } from "react";
import type { Customer } from "../../gen/api";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { customerFields } from "../../lib/spoken";
import { Button } from "../../ui/Button";
import { ExportButton } from "../exports/ExportButton";
import { listTexts } from "./texts";

// Seldom opened: fetched when it is.
const BulkDialog = lazy(() => import("./BulkDialog"));

export type Act = "set_owner" | "set_level" | "set_tag" | "remove_tag";

/** Everybody whom the list's filters leave. */
export interface Matching {
  readonly parameters: Readonly<Record<string, string>>;
  readonly sort: string;
}

interface Props {
  readonly rows: readonly Customer[];
  /** Without it, as in a search, only what is selected can be meant. */
  readonly matching: Matching | undefined;
  /** Whether all that match are meant, loaded or not. */
  readonly isAll: boolean;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onChanged: () => void;
}

/** What can be done with several customers at once: a job does it, each by itself, and each answers for itself. */
export function BulkBar({ rows, matching, isAll, onAll, onClear, onChanged }: Props): ReactElement {
  const t = useTexts(listTexts);
  const rights = useRights();
  const labels = useTexts(customerFields);
  const [act, setAct] = useState<Act>();
  const mayChange = rights.may("update.customer");
  const counted = useQuery(matching && mayChange ? ["customers", "matching", JSON.stringify(matching.parameters)] : undefined, () =>
    api("GET /v1/customers/bulk-actions/selection", { query: { ...matching?.parameters } as Record<string, string> }));
  const found = counted.value;
  const all = isAll && matching && found ? { matching, count: found.count, again: counted.again } : undefined;
  const said = all ? t.selectedAll(count(all.count)) : t.selected(rows.length);
  const list = { path: "customers", resource: "customer", labels } as const;
  return (
    <div className="bulk" role="region" aria-label={said}>
      <b aria-live="polite">{said}</b>
      {!all && found && found.count > rows.length && (
        found.count <= found.most
          ? <Button kind="quiet" icon="list-checks" onClick={onAll}>{t.selectAll(count(found.count))}</Button>
          : <span className="faint">{t.tooMany(count(found.most))}</span>
      )}
      {rights.maySet("customer", "ownerId") && <Button icon="user-round-check" onClick={() => setAct("set_owner")}>{t.assign}</Button>}
      {rights.maySet("customer", "level") && <Button icon="award" onClick={() => setAct("set_level")}>{t.tier}</Button>}
      {rights.may("tag.customer") && <Button icon="tag" onClick={() => setAct("set_tag")}>{t.tag}</Button>}
      {rights.may("tag.customer") && <Button icon="x" onClick={() => setAct("remove_tag")}>{t.untag}</Button>}
      {all
        ? <ExportButton list={{ ...list, parameters: all.matching.parameters, sort: all.matching.sort }} />
        : <ExportButton list={{ ...list, ids: rows.map((row) => row.id ?? "") }} />}
      <span className="grow" />
      <Button kind="quiet" icon="x" onClick={onClear}>{t.clear}</Button>
      {act && <Suspense><BulkDialog act={act} rows={rows} all={all} onChanged={onChanged} onClose={() => setAct(undefined)} /></Suspense>}
    </div>
  );
}
