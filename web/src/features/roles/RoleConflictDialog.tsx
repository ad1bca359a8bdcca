import { ReactElement, useState } from "react";
import type { RoleWithContent } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, language, Language, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { scopes, word } from "../../lib/spoken";
import { actionText } from "../../lib/words";
import { Dialog } from "../../ui/Dialog";
import { Segments } from "../../ui/Field";
import { Notice } from "../../ui/State";
import type { Content } from "./content";
import { rightText, targetName } from "./difference";
import { roleTexts } from "./texts";
import { Divergence, divergences, Held, joined } from "./threeWay";

const texts = dictionary({
  title: ["这个角色刚被别人改过", "Somebody else changed this role"],
  by: [(name: string, at: string) => `${name} 于 ${at} 发布了变更。`, (name: string, at: string) => `${name} published a change, ${at}.`],
  clash: ["标出的项目两边都改了，请逐项选择；其余的自动合并。", "What is marked was changed by both: choose for each. The rest is joined."],
  noClash: ["两边改的是不同的项目，可以直接合并。", "You changed different things: they can be joined as they are."],
  item: ["项目", "Item"],
  base: ["原来", "Before"],
  theirs: ["对方", "Theirs"],
  mine: ["我的", "Mine"],
  keep: ["采用", "Keep"],
  join: ["合并到我的草稿", "Join with my draft"],
  drop: ["放弃我的改动", "Drop my changes"],
  same: ["不变", "as before"],
});

interface Props {
  readonly role: RoleWithContent;
  readonly base: Content;
  readonly mine: Content;
  readonly onJoined: (draft: Content) => void;
  readonly onClose: () => void;
}

/** What stood there, what somebody else published in between, and the draft, item by item. */
export function RoleConflictDialog({ role, base, mine, onJoined, onClose }: Props): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const names = useDirectory();
  const theirs = role.content as unknown as Content;
  const found = divergences(base, theirs, mine);
  const clashes = found.filter((one) => one.isClash);
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const published = useQuery(["proposals", role.id], () => api("GET /v1/roles/{id}/proposals", { path: { id: role.id } })).value?.data
    .filter((proposal) => proposal.state === "published" && proposal.decidedAt)
    .sort((left, right) => ((left.decidedAt ?? "") < (right.decidedAt ?? "") ? 1 : -1))[0];
  const choose = (id: string, side: string) => setKept((now) => {
    const next = new Set(now);
    if (side === "theirs") next.add(id);
    else next.delete(id);
    return next;
  });
  const changed = (one: Divergence, side: "theirs" | "mine") => {
    const [before, after] = [heldText(one, one.base, shown), heldText(one, one[side], shown)];
    return before === after ? <span className="dim">{t.same}</span> : <span className="diff-after">{after}</span>;
  };
  return (
    <Dialog title={t.title} wide onClose={onClose} action={{ label: t.join, run: () => onJoined(joined(theirs, found, kept)) }}>
      <Notice kind="warn">{published && `${t.by(names.person(published.decidedBy ?? published.proposedBy) ?? "—", moment(published.decidedAt))} `}{clashes.length > 0 ? t.clash : t.noClash}</Notice>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
        <table className="diff">
          <thead><tr><th scope="col">{t.item}</th><th scope="col">{t.base}</th><th scope="col">{t.theirs}</th><th scope="col">{t.mine}</th><th scope="col">{t.keep}</th></tr></thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.id} className={one.isClash ? "diff-clash" : undefined}>
                <td>{nameOf(one, shown)}</td>
                <td>{heldText(one, one.base, shown)}</td>
                <td>{changed(one, "theirs")}</td>
                <td>{changed(one, "mine")}</td>
                <td>
                  {one.isClash && (
                    <Segments
                      label={nameOf(one, shown)} value={kept.has(one.id) ? "theirs" : "mine"} onValue={(side) => choose(one.id, side)}
                      choices={[{ value: "theirs", label: t.theirs }, { value: "mine", label: t.mine }]}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function nameOf({ thing }: Divergence, language: Language): string {
  if (thing.kind === "rows") return roleTexts[language].rows;
  return thing.kind === "action" ? actionText(thing.target, language) : targetName(thing.target, language);
}

function heldText({ thing }: Divergence, held: Held, language: Language): string {
  if (thing.kind === "rows") return word(scopes[language] as Record<string, string>, String(held));
  if (typeof held === "object") return rightText(held, language);
  return held === true ? roleTexts[language].added : roleTexts[language].withheld;
}
