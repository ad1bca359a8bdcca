import { ReactElement, useMemo, useState } from "react";
import type { Branch, Grant, User } from "../../gen/api";
import { keys, roleName, useDirectory, usePeople, useRoles, useUnits } from "../../lib/directory";
import { date } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, language, semicolon, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { cache, useQuery } from "../../lib/query";
import { go, setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { choicesOf, userStates } from "../../lib/spoken";
import { Avatar } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Column, DataGrid } from "../../ui/DataGrid";
import { FilterBar } from "../../ui/FilterBar";
import { Icon } from "../../ui/Icon";
import { Menu, MenuItem } from "../../ui/Menu";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { Tree } from "../../ui/Tree";
import { InviteDialog } from "./InviteDialog";
import { PersonState } from "./PersonState";
import { peopleTexts } from "./texts";
import { UnitDialog } from "./UnitDialog";
import { unitsBelow, unitTree } from "./units";

/** The chain as a tree, and the people of what is chosen in it. */
export default function PeoplePage(): ReactElement {
  const t = useTexts(peopleTexts);
  const rights = useRights();
  const shown = useStore(language);
  const { query } = usePlace();
  const [typed, setTyped] = useState("");
  const [isInviting, setInviting] = useState(false);
  const [unitForm, setUnitForm] = useState<{ unit?: Branch; parent?: string }>();
  const units = useUnits();
  const people = usePeople();
  const grants = useQuery<Grant[]>(rights.may("read.grant") ? ["grants", "active"] : undefined, () => everyPage((cursor) => api("GET /v1/grants", { query: { "filter[state]": "active", limit: 200, cursor } })));
  const columns = useColumns(grants.value ?? []);
  const unit = query.get("unit") ?? undefined;
  const state = query.get("state") ?? "";
  const all = units.value ?? [];
  const rows = useMemo(() => {
    const within = unit ? unitsBelow(all, unit) : undefined;
    const inside = within && new Set((grants.value ?? []).filter((grant) => within.has(grant.unitId)).map((grant) => grant.userId));
    const wanted = state ? state.split(",") : [];
    return (people.value ?? []).filter((person) =>
      (!inside || inside.has(person.id)) && (wanted.length === 0 || wanted.includes(person.state)) &&
      `${person.displayName} ${person.userName ?? ""}`.toLowerCase().includes(typed.trim().toLowerCase()));
  }, [people.value, grants.value, all, unit, state, typed]);
  const current = all.find((one) => one.id === unit);
  return (
    <Page>
      <PageHead title={t.title} count={people.value && t.count(rows.length)}>
        <label className="search"><Icon icon="search" /><span className="sr">{t.search}</span><input type="search" value={typed} placeholder={t.search} onChange={(event) => setTyped(event.target.value)} /></label>
        <UnitMenu current={current} onEdit={setUnitForm} />
        {rights.may("invite.user") && <Button kind="primary" icon="user-round-plus" onClick={() => setInviting(true)}>{t.invite}</Button>}
      </PageHead>
      <div className="org">
        <div className="org-tree">
          {units.value ? <Tree label={t.tree} nodes={unitTree(all, t.closed)} current={unit} onChoose={(id) => setQuery({ unit: id === unit ? undefined : id })} /> : <Skeleton />}
        </div>
        <div className="org-people">
          <FilterBar filters={[{ id: "state", label: t.state, kind: "choices", choices: choicesOf(userStates, shown) }]} values={{ state }} onChange={(_, value) => setQuery({ state: value })} />
          {people.problem ? <Refusal problem={people.problem} again={people.again} />
            : !people.value ? <Skeleton lines={12} />
              : rows.length === 0 ? <Empty icon="users" title={t.none}>{t.noneHelp}</Empty>
                : <DataGrid label={t.title} columns={columns} rows={rows} id={(row) => row.id} onOpen={(row) => go(`/people/${row.id}`)} />}
        </div>
      </div>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {unitForm && (
        <UnitDialog
          units={all} {...unitForm} onClose={() => setUnitForm(undefined)}
          onSaved={() => {
            setUnitForm(undefined);
            cache.invalidate(keys.units);
          }}
        />
      )}
    </Page>
  );
}

function UnitMenu({ current, onEdit }: { current: Branch | undefined; onEdit: (form: { unit?: Branch; parent?: string }) => void }): ReactElement | null {
  const t = useTexts(peopleTexts);
  const rights = useRights();
  const items: MenuItem[] = [];
  if (rights.may("create.branch")) items.push({ label: t.addUnit, icon: "plus", act: () => onEdit(current ? { parent: current.id } : {}) });
  if (current && rights.may("update.branch")) items.push({ label: `${t.editUnit}${colon()}${current.name}`, icon: "pencil", act: () => onEdit({ unit: current }) });
  return <Menu label={t.tree} items={items} />;
}

function useColumns(grants: readonly Grant[]): Column<User>[] {
  const t = useTexts(peopleTexts);
  const rights = useRights();
  const names = useDirectory();
  const roles = useRoles().value ?? [];
  const mayChange = rights.may("update.user") || rights.may("invite.user");
  const rolesOf = (person: User) => grants.filter((grant) => grant.userId === person.id).map((grant) => {
    const role = roles.find((one) => one.id === grant.roleId);
    return `${role ? roleName(role) : grant.roleCode ?? ""} · ${names.unit(grant.unitId) ?? "—"}`;
  }).join(semicolon());
  const columns: (Column<User> | false)[] = [
    { id: "name", title: t.name, width: "minmax(140px, 1fr)", cell: (row) => <span className="row"><Avatar name={row.displayName} size="small" /><span className="grid-name clip">{row.displayName}</span></span> },
    mayChange && { id: "userName", title: t.userName, width: "168px", cell: (row) => <span className="mono">{row.userName}</span> },
    { id: "state", title: t.state, width: "98px", cell: (row) => <PersonState state={row.state} /> },
    rights.may("read.grant") && { id: "roles", title: t.roles, width: "minmax(180px, 2fr)", cell: (row) => rolesOf(row) || <span className="dim">—</span> },
    mayChange && { id: "second", title: t.second, width: "110px", cell: (row) => (row.totpEnabled ? t.on : <span className="dim">{t.off}</span>) },
    mayChange && { id: "since", title: t.since, width: "104px", cell: (row) => (row.createdAt ? date(row.createdAt) : "") },
  ];
  return columns.filter((column): column is Column<User> => column !== false);
}
