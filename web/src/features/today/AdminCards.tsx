import type { ReactElement } from "react";
import { useDirectory, usePeople, useRoles, roleName } from "../../lib/directory";
import { api } from "../../lib/http";
import { dictionary, either, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { Avatar, Badge } from "../../ui/Badge";
import { Card } from "../../ui/Page";

const texts = dictionary({
  access: ["我的角色", "My roles"],
  waiting: ["待复核的授权", "Grants to confirm"],
  noWaiting: ["没有待复核的授权", "Nothing waits for a second person"],
  invited: ["尚未激活的人员", "Not activated yet"],
  noInvited: ["所有人员都已激活", "Everybody is active"],
});

/** One's own roles, and for who manages people what waits for a decision. */
export function AdminCards(): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const rights = useRights();
  return (
    <>
      <Card title={t.access} flush>
        <ul className="list">
          {me.grants.map((grant) => (
            <li key={grant.id}><Badge tone="brand" icon="badge-check">{either(grant.role.name.zh, grant.role.name.en)}</Badge><span className="grow">{grant.unit.name}</span></li>
          ))}
        </ul>
      </Card>
      {rights.may("confirm.grant") && <Waiting />}
      {rights.may("invite.user") && <Invited />}
    </>
  );
}

function Waiting(): ReactElement {
  const t = useTexts(texts);
  const names = useDirectory();
  const roles = useRoles().value ?? [];
  const found = useQuery(["grants", "proposed"], () => api("GET /v1/grants", { query: { "filter[state]": "proposed", limit: 20 } }));
  const grants = found.value?.data ?? [];
  return (
    <Card title={t.waiting} flush>
      <ul className="list">
        {found.value && grants.length === 0 && <li className="dim">{t.noWaiting}</li>}
        {grants.map((grant) => {
          const role = roles.find((one) => one.id === grant.roleId);
          return <li key={grant.id}><Link to={`/people/${grant.userId}`}>{names.person(grant.userId) ?? "—"}</Link><span className="grow" /><Badge tone="warn" icon="clock">{role ? roleName(role) : grant.roleCode}</Badge></li>;
        })}
      </ul>
    </Card>
  );
}

function Invited(): ReactElement {
  const t = useTexts(texts);
  const people = usePeople();
  const invited = (people.value ?? []).filter((person) => person.state === "invited");
  return (
    <Card title={t.invited} flush>
      <ul className="list">
        {people.value && invited.length === 0 && <li className="dim">{t.noInvited}</li>}
        {invited.slice(0, 8).map((person) => <li key={person.id}><Avatar name={person.displayName} size="small" /><Link to={`/people/${person.id}`}>{person.displayName}</Link></li>)}
      </ul>
    </Card>
  );
}
