import { ReactElement, useEffect, useState } from "react";
import type { RoleProposal, RoleWithContent } from "../../gen/api";
import { roleName } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { leaving } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { scopes, choicesOf, useWords } from "../../lib/spoken";
import { language } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { ActionsMatrix } from "./ActionsMatrix";
import { Catalog, Content, countChanges } from "./content";
import { FieldsMatrix } from "./FieldsMatrix";
import { ProposalDialog } from "./ProposalDialog";
import { Proposals } from "./Proposals";
import { RoleConflictDialog } from "./RoleConflictDialog";
import { RetireDialog } from "./RetireDialog";
import { roleTexts } from "./texts";

/** One role: what it holds, changed as a draft, submitted as a proposal, published as a difference. */
export function RoleView({ id, catalog }: { id: string; catalog: Catalog }): ReactElement {
  const found = useQuery(["role", id], () => api("GET /v1/roles/{id}", { path: { id } }));
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  return <RoleEditor role={found.value} catalog={catalog} />;
}

function RoleEditor({ role, catalog }: { role: RoleWithContent; catalog: Catalog }): ReactElement {
  const t = useTexts(roleTexts);
  const scope = useWords(scopes);
  const shown = useStore(language);
  const rights = useRights();
  // What the draft was begun on: somebody else may publish in between, and the draft must not go under.
  const [base, setBase] = useState(role);
  const stored = base.content as unknown as Content;
  const [draft, setDraft] = useState<Content>(stored);
  const [isJoining, setJoining] = useState(false);
  const [tab, setTab] = useState("fields");
  const [proposal, setProposal] = useState<RoleProposal>();
  const [isRetiring, setRetiring] = useState(false);
  const { isBusy, problem, run, clear } = useSubmission();
  const mayChange = rights.may("update.role") && !role.fixed;
  const changes = countChanges(stored, draft);
  useEffect(() => {
    leaving.guard = changes > 0 ? () => confirm(t.pending(changes) + "。" + t.discard + "?") : undefined;
    return () => {
      leaving.guard = undefined;
    };
  }, [changes]);
  const begin = (content: Content) => {
    setBase(role);
    setDraft(content);
    clear();
  };
  const theirs = role.content as unknown as Content;
  // Nothing of one's own in between, or it was the draft itself that was published: there is nothing to join.
  const isOvertaken = role.version !== base.version && changes > 0 && countChanges(theirs, draft) > 0;
  useEffect(() => {
    if (role.version !== base.version && !isOvertaken) begin(theirs);
  }, [role.version, isOvertaken]);
  useEffect(() => {
    // The server knows of a newer one before the page does.
    if (problem?.code === "proposal.stale") changed("role", role.id);
  }, [problem]);
  const propose = () => run(async () => {
    setProposal(await api("POST /v1/roles/{id}/proposals", { path: { id: role.id }, body: { baseVersion: base.version ?? 0, content: draft } }));
    changed("proposals", role.id);
  });
  const tabs = [{ id: "fields", label: t.fields }, { id: "actions", label: t.actions }, { id: "proposals", label: t.proposals }];
  return (
    <div className="role-main">
      <div className="role-head">
        <h2>{roleName(role)}</h2>
        <span className="mono dim">{role.code}</span>
        {role.exclusive && <Badge tone="info" icon="user-round">{t.exclusive}</Badge>}
        {role.needsTwoPeople && <Badge tone="info" icon="users">{t.twoPeople}</Badge>}
        {role.fixed && <Badge tone="warn" icon="lock">{t.fixed}</Badge>}
        <span className="grow" />
        <label className="row"><span className="dim">{t.rows}</span>
          {mayChange
            ? <select className="input" style={{ width: "auto" }} value={draft.rowScope} onChange={(event) => setDraft({ ...draft, rowScope: event.target.value as Content["rowScope"] })}>{choicesOf(scopes, shown).map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}</select>
            : <b>{scope(draft.rowScope)}</b>}
        </label>
        {mayChange && !role.builtIn && <Menu label={t.retire} items={[{ label: t.retire, icon: "archive", danger: true, act: () => setRetiring(true) }]} />}
      </div>
      {!rights.may("update.role") && <div style={{ padding: "0 16px 8px" }}><Notice>{t.readOnly}</Notice></div>}
      <ViewTabs label={t.flags} tabs={tabs} value={tab} onValue={setTab} />
      {tab === "fields" && <FieldsMatrix catalog={catalog} stored={stored} draft={draft} onChange={mayChange ? setDraft : undefined} />}
      {tab === "actions" && <ActionsMatrix catalog={catalog} stored={stored} draft={draft} onChange={mayChange ? setDraft : undefined} builtIn={role.builtIn ?? false} />}
      {tab === "proposals" && <Proposals role={role} catalog={catalog} onOpen={setProposal} />}
      {isOvertaken && <div style={{ padding: "8px 16px" }}><Notice kind="warn" live action={<Button icon="git-compare" onClick={() => setJoining(true)}>{t.compareTheirs}</Button>}>{t.between}</Notice></div>}
      {problem && !isOvertaken && <div style={{ padding: "8px 16px" }}><FormProblem problem={problem} /></div>}
      {changes > 0 && (
        <div className="pending" role="region" aria-label={t.pending(changes)}>
          <b>{t.pending(changes)}</b>
          <span className="grow" />
          <Button onClick={() => setDraft(stored)}>{t.discard}</Button>
          <Button kind="primary" icon="git-compare" writes busy={isBusy} disabled={isOvertaken} onClick={() => void propose()}>{t.review}</Button>
        </div>
      )}
      {proposal && (
        <ProposalDialog
          proposal={proposal} catalog={catalog} onClose={() => setProposal(undefined)}
          onDecided={() => {
            setProposal(undefined);
            leaving.guard = undefined;
            changed("role", role.id);
            changed("roles");
            changed("proposals", role.id);
          }}
        />
      )}
      {isJoining && (
        <RoleConflictDialog
          role={role} base={stored} mine={draft} onClose={() => setJoining(false)}
          onJoined={(content) => {
            setJoining(false);
            begin(content);
          }}
        />
      )}
      {isRetiring && <RetireDialog role={role} onClose={() => setRetiring(false)} />}
    </div>
  );
}
