import { ReactElement, useState } from "react";
import type { Grant, User } from "../../gen/api";
import { roleName, useDirectory, useRoles } from "../../lib/directory";
import { date } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { tell, tellProblem } from "../../lib/toast";
import { grantStates, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { peopleTexts } from "./texts";

/** What somebody holds, where, and from when to when. */
export function GrantList({ person }: { person: User }): ReactElement {
  const t = useTexts(peopleTexts);
  const found = useQuery(["grants", person.id], () => api("GET /v1/grants", { query: { "filter[userId]": person.id, limit: 100 } }));
  const [showsEnded, setShowsEnded] = useState(false);
  if (found.problem) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  const isOver = (grant: Grant) => grant.state === "revoked" || grant.state === "refused" || (grant.validUntil !== null && grant.validUntil !== undefined && Date.parse(grant.validUntil) < Date.now());
  const current = found.value.data.filter((grant) => !isOver(grant));
  const ended = found.value.data.filter(isOver);
  return (
    <Card title={t.grants} flush>
      {current.length === 0 && <p className="dim" style={{ padding: "8px 20px 16px" }}>{t.noGrants}</p>}
      {current.length + (showsEnded ? ended.length : 0) > 0 && (
        <div className="table-scroll">
          <table className="table">
            <thead><tr><th scope="col">{t.role}</th><th scope="col">{t.unit}</th><th scope="col">{t.from}</th><th scope="col">{t.until}</th><th scope="col">{t.state}</th><th scope="col"><span className="sr">{t.more}</span></th></tr></thead>
            <tbody>{[...current, ...(showsEnded ? ended : [])].map((grant) => <GrantRow key={grant.id} grant={grant} isOver={isOver(grant)} />)}</tbody>
          </table>
        </div>
      )}
      {ended.length > 0 && <div style={{ padding: "8px 16px" }}><Button kind="quiet" icon={showsEnded ? "chevron-up" : "chevron-down"} onClick={() => setShowsEnded(!showsEnded)}>{t.ended} {ended.length}</Button></div>}
    </Card>
  );
}

function GrantRow({ grant, isOver }: { grant: Grant; isOver: boolean }): ReactElement {
  const t = useTexts(peopleTexts);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const state = useWords(grantStates);
  const role = useRoles().value?.find((one) => one.id === grant.roleId);
  const [isBusy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      tell(done);
      changed("grants");
    } catch (error) {
      tellProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const isMine = grant.userId === me.user.id;
  return (
    <tr>
      <td>{role ? roleName(role) : grant.roleCode}</td>
      <td>{names.unit(grant.unitId) ?? "—"}</td>
      <td>{date(grant.validFrom)}</td>
      <td>{grant.validUntil ? date(new Date(Date.parse(grant.validUntil) - 1).toISOString()) : <span className="dim">{t.forever}</span>}</td>
      <td>
        {grant.inForce ? <Badge tone="ok" icon="circle-check">{t.inForce}</Badge>
          : grant.state === "active" && !isOver ? <Badge tone="info" icon="clock">{t.notInForce}</Badge>
            : <Badge tone={grant.state === "proposed" ? "warn" : "plain"} icon={grant.state === "proposed" ? "clock" : "circle-slash"}>{state(grant.state)}</Badge>}
      </td>
      <td className="number">
        {grant.state === "proposed" && rights.may("confirm.grant") && !isMine && (
          <Button kind="primary" busy={isBusy} writes onClick={() => void act(() => api("POST /v1/grants/{id}/confirmation", { path: { id: grant.id } }), t.confirmed)}>{t.confirmGrant}</Button>
        )}{" "}
        {!isOver && rights.may("revoke.grant") && !isMine && (
          <Button busy={isBusy} writes onClick={() => void act(() => api("DELETE /v1/grants/{id}", { path: { id: grant.id } }), t.revoked)}>{t.revoke}</Button>
        )}
      </td>
    </tr>
  );
}
