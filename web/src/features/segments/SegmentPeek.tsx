import { ReactElement, useState } from "react";
import type { Customer, Segment } from "../../gen/api";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { tell, tellProblem } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Peek } from "../../ui/Peek";
import { Notice, Refusal, Skeleton } from "../../ui/State";
import { CustomerTags } from "../customer/CustomerTags";
import { Tier } from "../customer/Tier";
import { SegmentDialog } from "./SegmentDialog";
import { segmentTexts } from "./texts";

/** A segment beside the list: how many, who, and how many there were. */
export function SegmentPeek({ segment, onClose }: { segment: Segment; onClose: () => void }): ReactElement {
  const t = useTexts(segmentTexts);
  const rights = useRights();
  const [isEditing, setEditing] = useState(false);
  const path = { id: segment.id };
  const now = useQuery(segment.usable ? ["segment", segment.id, "count"] : undefined, () => api("GET /v1/segments/{id}/count", { path }));
  const history = useQuery(segment.usable ? ["segment", segment.id, "snapshots"] : undefined, async () => (await api("GET /v1/segments/{id}/snapshots", { path })).data);
  const archive = async () => {
    try {
      await api("PATCH /v1/segments/{id}", { path, version: segment.version, body: { archived: true } });
      tell(t.saved);
      onClose();
    } catch (error) {
      tellProblem(asProblem(error));
    }
    changed("segments");
  };
  const foot = rights.may("manage.segment") && segment.usable && !segment.archived && (
    <>
      <Button kind="primary" icon="pencil" onClick={() => setEditing(true)}>{t.edit}</Button>
      <Button icon="archive" writes onClick={() => void archive()}>{t.archive}</Button>
    </>
  );
  return (
    <Peek title={segment.name} onClose={onClose} wide foot={foot}>
      {!segment.usable ? <Notice kind="warn">{t.beyond}</Notice> : (
        <>
          <p><span className="dim">{t.now}</span> <b>{now.value ? t.people(count(now.value.count)) : "…"}</b></p>
          <h3>{t.members}</h3>
          {rights.may("read.customer") && <Members segment={segment} />}
          <h3>{t.history}</h3>
          {!history.value ? <Skeleton lines={2} /> : history.value.length === 0 ? <p className="dim">{t.noHistory}</p> : (
            <table className="table">
              <thead><tr><th scope="col">{t.day}</th><th scope="col" className="number">{t.number}</th></tr></thead>
              <tbody>{history.value.slice(0, 31).map((day) => <tr key={day.on}><td>{day.on}</td><td className="number">{count(day.members)}</td></tr>)}</tbody>
            </table>
          )}
        </>
      )}
      {isEditing && <SegmentDialog segment={segment} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />}
    </Peek>
  );
}

function Members({ segment }: { segment: Segment }): ReactElement {
  const t = useTexts(segmentTexts);
  const list = usePages<Customer>(`${segment.id}/${segment.version}`, (cursor, signal) =>
    api("GET /v1/segments/{id}/members", { path: { id: segment.id }, query: { limit: 20, cursor }, signal }));
  if (list.problem && list.rows.length === 0) return <Refusal problem={list.problem} again={list.again} />;
  if (list.isLoading && list.rows.length === 0) return <Skeleton lines={4} />;
  if (list.rows.length === 0) return <p className="dim">{t.noMembers}</p>;
  return (
    <>
      <ul className="stack" style={{ gap: 6 }}>
        {list.rows.map((row) => (
          <li key={row.id} className="row row-wrap">
            <Link to={`/customers/${row.id}`}>{row.name ?? "—"} <span className="mono dim">#{row.number}</span></Link> <Tier level={row.level} /> <CustomerTags customer={row} />
          </li>
        ))}
      </ul>
      {list.hasMore && <Button icon="chevron-down" onClick={list.more}>{t.more}</Button>}
    </>
  );
}
