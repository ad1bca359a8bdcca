import { ReactElement, useState } from "react";
import type { User } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { go, Link, setQuery, usePlace } from "../../lib/router";
import type { PageProps } from "../../app/routes";
import { Avatar, ShortID } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Menu, MenuItem } from "../../ui/Menu";
import { Card, Facts, Page, useTitle } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { EditPersonDialog } from "./EditPersonDialog";
import { GrantDialog } from "./GrantDialog";
import { GrantList } from "./GrantList";
import { HandOverDialog } from "./HandOverDialog";
import { PersonState } from "./PersonState";
import { ReinviteDialog } from "./ReinviteDialog";
import { SessionList } from "./SessionList";
import { SuspensionDialog } from "./SuspensionDialog";
import { peopleTexts } from "./texts";

type Asked = "edit" | "suspension" | "departure" | "handOver" | "invitation" | "grant";

/** One person: account, roles with their dates, open sessions, and what can be done about them. */
export default function PersonPage({ parameters }: PageProps): ReactElement {
  const id = parameters["id"] ?? "";
  const found = useQuery(["person", id], () => api("GET /v1/users/{id}", { path: { id } }));
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  return <Person person={found.value} />;
}

function Person({ person }: { person: User }): ReactElement {
  const t = useTexts(peopleTexts);
  const me = useMe();
  const rights = useRights();
  const { query } = usePlace();
  const [asked, setAsked] = useState<Asked | undefined>(query.get("grant") ? "grant" : undefined);
  useTitle(person.displayName);
  const isMe = person.id === me.user.id;
  const isHere = person.state !== "left";
  const items = actions();
  function actions(): MenuItem[] {
    if (isMe) return [];
    const handOver: MenuItem | false = rights.may("hand_over.customer") && { label: t.handOver, icon: "arrow-right-left", act: () => setAsked("handOver") };
    // Who left without handing over can be helped afterwards.
    if (!isHere) return handOver ? [handOver] : [];
    const all: (MenuItem | false)[] = [
      handOver,
      rights.may("update.user") && { label: t.edit, icon: "pencil", act: () => setAsked("edit") },
      rights.may("invite.user") && { label: person.state === "invited" ? t.reinvite : t.reset, icon: "mail", act: () => setAsked("invitation") },
      rights.may("suspend.user") && person.state !== "invited" && { label: person.state === "suspended" ? t.resume : t.suspend, icon: person.state === "suspended" ? "circle-play" : "circle-pause", act: () => setAsked("suspension"), apart: true },
      rights.may("suspend.user") && { label: t.leave, icon: "log-out", danger: true, act: () => setAsked("departure") },
    ];
    return all.filter((item): item is MenuItem => item !== false);
  }
  const close = () => {
    setAsked(undefined);
    setQuery({ grant: undefined });
  };
  const account = [
    { name: t.userName, value: person.userName && <span className="mono">{person.userName}</span> },
    { name: t.state, value: <PersonState state={person.state} /> },
    { name: t.second, value: person.totpEnabled === undefined ? undefined : person.totpEnabled ? t.on : t.off },
    { name: t.since, value: person.createdAt && moment(person.createdAt) },
    { name: "ID", value: <ShortID id={person.id} /> },
  ].filter((row) => row.value !== undefined);
  return (
    <Page>
      <div className="customer-head">
        <Avatar name={person.displayName} size="large" />
        <div className="grow">
          <div className="breadcrumb small"><Link to="/people">{t.back}</Link><Icon icon="chevron-right" /></div>
          <h1>{person.displayName} <PersonState state={person.state} /></h1>
        </div>
        {rights.may("create.grant") && isHere && !isMe && <Button kind="primary" icon="badge-plus" onClick={() => setAsked("grant")}>{t.grant}</Button>}
        <Menu label={t.more} items={items} />
      </div>
      <div className="page-body">
        <div className="columns">
          <div className="stack">
            {rights.may("read.grant") && <GrantList person={person} />}
            {rights.may("revoke.session") && <SessionList person={person} />}
          </div>
          <Card title={t.about}><Facts two rows={account} /></Card>
        </div>
      </div>
      {asked === "edit" && <EditPersonDialog person={person} onClose={close} />}
      {asked === "suspension" && <SuspensionDialog person={person} onClose={close} />}
      {asked === "invitation" && <ReinviteDialog person={person} onClose={close} />}
      {(asked === "departure" || asked === "handOver") && <HandOverDialog person={person} departs={asked === "departure"} onClose={close} onLeft={() => go("/people")} />}
      {asked === "grant" && <GrantDialog person={person} onClose={close} />}
    </Page>
  );
}
