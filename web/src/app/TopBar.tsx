import type { ReactElement } from "react";
import { comma, either, language, useTexts } from "../lib/i18n";
import { useMe, useRights } from "../lib/me";
import { shownMentions, useUnreadMentions } from "../lib/mentions";
import { go } from "../lib/router";
import { signOut } from "../lib/session";
import { useStore } from "../lib/store";
import { switchLanguage } from "../lib/switchLanguage";
import { useDelayed } from "../ui/delay";
import { hears } from "../lib/stream";
import { Avatar } from "../ui/Badge";
import { Button, ButtonLink, IconButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Menu } from "../ui/Menu";
import { lock } from "../lib/lock";
import { shellTexts } from "./texts";

export function TopBar({ onSearch }: { onSearch: () => void }): ReactElement {
  const t = useTexts(shellTexts);
  const me = useMe();
  const rights = useRights();
  const shown = useStore(language);
  const search = rights.may("read.customer") ? t.search : t.searchPages;
  const isLate = useDelayed(!useStore(hears), 30_000);
  const mentions = useUnreadMentions().value;
  const waiting = mentions?.page.next ? `${shownMentions}+` : String(mentions?.data.length ?? 0);
  const roles = [...new Set(me.grants.map((grant) => either(grant.role.name.zh, grant.role.name.en)))].join(comma());
  return (
    <header className="top">
      {!rights.isOperator && <span className="top-branch"><Icon icon="map-pin" /><span className="clip" title={me.branches.length === 1 ? me.branches[0]?.name : undefined}>{me.branches.length === 1 ? me.branches[0]?.name : t.allBranches}</span></span>}
      <button type="button" className="top-search" onClick={onSearch} aria-label={search}>
        <Icon icon="search" /><span>{search}</span><kbd>Ctrl K</kbd>
      </button>
      <span className="grow" />
      {isLate && <span className="top-late" role="status" title={t.lateHelp}>{t.late}</span>}
      {waiting !== "0" && <ButtonLink kind="quiet" icon="at-sign" className="top-mentions" to="/today" aria-label={t.mentions(waiting)} title={t.mentions(waiting)}>{waiting}</ButtonLink>}
      <Button kind="quiet" icon="languages" aria-label={t.switchLanguage} title={t.switchLanguage} onClick={() => switchLanguage(shown === "zh" ? "en" : "zh")}>{t.language}</Button>
      <IconButton icon="lock" label={t.lock} onClick={lock} />
      <Menu
        label={t.account}
        items={[
          { label: t.profile, icon: "circle-user-round", act: () => go("/me") },
          { label: t.help, icon: "circle-question-mark", act: () => go("/help") },
          { label: t.lock, icon: "lock", act: lock },
          { label: t.signOut, icon: "log-out", apart: true, act: () => void signOut() },
        ]}
        trigger={(toggle, ref, isOpen) => (
          <button ref={ref} type="button" className="top-person" onClick={toggle} aria-haspopup="menu" aria-expanded={isOpen}>
            <Avatar name={me.user.displayName} />
            <span className="top-name" title={`${me.user.displayName} · ${roles}`}><b className="clip">{me.user.displayName}</b><small className="clip">{roles}</small></span>
            <Icon icon="chevron-down" />
          </button>
        )}
      />
    </header>
  );
}
