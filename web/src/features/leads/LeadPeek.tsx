import { ReactElement, useState } from "react";
import type { Lead } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { tell, tellProblem } from "../../lib/toast";
import { channels, useWords } from "../../lib/spoken";
import { Button, ButtonLink } from "../../ui/Button";
import { Menu, MenuItem } from "../../ui/Menu";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Notice } from "../../ui/State";
import { AssignDialog } from "./AssignDialog";
import { ConvertDialog } from "./ConvertDialog";
import { EditLeadDialog } from "./EditLeadDialog";
import { LeadClock, LeadState } from "./Looks";
import { RevealContactDialog } from "./RevealContactDialog";
import { useServices } from "./services";
import { StepDialog } from "./StepDialog";
import { assignmentWords, leadTexts, lostReasons } from "./words";

interface Props {
  lead: Lead;
  onClose: () => void;
  /** The lead as it is now; undefined where one does not see it any more. */
  onChanged: (lead: Lead | undefined) => void;
}

/** One lead: who it is, where it stands, and what its owner may do next. */
export function LeadPeek({ lead, onClose, onChanged }: Props): ReactElement {
  const t = useTexts(leadTexts);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const services = useServices();
  const [channel, lost] = [useWords(channels), useWords(lostReasons)];
  const [dialog, setDialog] = useState<"step" | "assign" | "convert" | "edit" | "reveal">();
  const [shownPhone, setShownPhone] = useState<string>();
  const whole = useQuery<Lead>(["lead", lead.id ?? "", String(lead.version)], () => api("GET /v1/leads/{id}", { path: { id: lead.id ?? "" } })).value ?? lead;
  const isPool = lead.state === "new" || lead.state === "recycled";
  const isOver = lead.state === "won" || lead.state === "lost";
  const assigns = rights.may("assign.lead", lead.branchId);
  const works = rights.may("update.lead", lead.branchId) && !isPool;
  const done = (next: Lead | undefined) => {
    setDialog(undefined);
    changed("lead-history", lead.id ?? "");
    changed("tasks");
    onChanged(next);
  };
  const claim = async () => {
    try {
      done(await api("POST /v1/leads/{id}/claim", { path: { id: lead.id ?? "" } }));
      tell(t.claimed);
    } catch (error) {
      tellProblem(asProblem(error));
      onChanged(undefined);
    }
  };
  const mayReveal = rights.may("reveal.customer", lead.branchId) && rights.mayUse("reveal", "lead", "phone", lead.branchId) && (!isPool || assigns);
  const more: MenuItem[] = [
    ...(works && !isOver ? [{ label: t.edit, icon: "pencil", act: () => setDialog("edit") }] : []),
    ...(assigns && !isOver ? [{ label: t.assign, icon: "user-round-check", act: () => setDialog("assign") }] : []),
  ];
  const foot = (
    <>
      {isPool && rights.may("claim.lead", lead.branchId) && <Button kind="primary" icon="hand" writes onClick={() => void claim()}>{t.claim}</Button>}
      {works && <Button kind={isOver ? "plain" : "primary"} icon="arrow-right" writes onClick={() => setDialog("step")}>{t.step}</Button>}
      {works && !isOver && !lead.customerId && rights.may("create.customer", lead.branchId) && <Button icon="user-round-plus" writes onClick={() => setDialog("convert")}>{t.convert}</Button>}
      {lead.customerId && rights.may("read.customer") && <ButtonLink icon="user-round" to={`/customers/${lead.customerId}`}>{t.openCustomer}</ButtonLink>}
      {mayReveal && whole.phone && !shownPhone && <Button icon="eye" onClick={() => setDialog("reveal")}>{t.reveal}</Button>}
      <Menu label={t.edit} items={more} />
    </>
  );
  return (
    <Peek title={<>{whole.name ?? "—"} <span className="mono dim">#{lead.number}</span></>} onClose={onClose} wide foot={foot}>
      <div className="row"><LeadState lead={lead} /><LeadClock lead={lead} /></div>
      {isPool && !assigns && <Notice>{t.claimFirst}</Notice>}
      <Facts
        two rows={[
          { name: t.phone, value: shownPhone ?? whole.phone ?? "—" }, { name: t.wechat, value: whole.wechat ?? "—" },
          { name: t.wish, value: services.name(whole.serviceId) ?? "—" }, { name: t.owner, value: lead.ownerId ? `${names.person(lead.ownerId) ?? "—"}${lead.ownerId === me.user.id ? " ✓" : ""}` : t.nobody },
          { name: t.source, value: [channel(whole.sourceChannel), whole.medium, whole.campaign].filter(Boolean).join(" · ") }, { name: t.branch, value: names.unit(lead.branchId) ?? "—" },
          { name: t.touches, value: String(lead.touchCount ?? 1) }, { name: t.received, value: moment(whole.createdAt) },
          ...(lead.protectedUntil && !isOver ? [{ name: t.protectedUntil, value: moment(lead.protectedUntil) }] : []),
          ...(lead.lostReason ? [{ name: t.lostReason, value: lost(lead.lostReason) }] : []),
          ...(whole.remark ? [{ name: t.remark, value: <span className="prewrap">{whole.remark}</span>, wide: true }] : []),
        ]}
      />
      <History lead={lead} />
      {dialog === "step" && <StepDialog lead={lead} onClose={() => setDialog(undefined)} onDone={done} />}
      {dialog === "assign" && <AssignDialog lead={lead} onClose={() => setDialog(undefined)} onDone={done} />}
      {dialog === "convert" && <ConvertDialog lead={whole} onClose={() => setDialog(undefined)} onDone={() => done(undefined)} />}
      {dialog === "edit" && <EditLeadDialog lead={whole} onClose={() => setDialog(undefined)} onDone={done} />}
      {dialog === "reveal" && <RevealContactDialog lead={lead} onClose={() => setDialog(undefined)} onRevealed={setShownPhone} />}
    </Peek>
  );
}

function History({ lead }: { lead: Lead }): ReactElement | null {
  const t = useTexts(leadTexts);
  const names = useDirectory();
  const [channel, how] = [useWords(channels), useWords(assignmentWords)];
  const found = useQuery(["lead-history", lead.id ?? "", String(lead.version)], () => api("GET /v1/leads/{id}/history", { path: { id: lead.id ?? "" } })).value;
  if (!found) return null;
  return (
    <>
      <section>
        <h3>{t.historyTouches}</h3>
        <Facts rows={found.touches.map((touch) => ({ name: moment(touch.at), value: [channel(touch.sourceChannel), touch.medium, touch.campaign, names.person(touch.receivedBy)].filter(Boolean).join(" · ") }))} />
      </section>
      <section>
        <h3>{t.historyOwners}</h3>
        <Facts rows={found.assignments.map((one) => ({ name: moment(one.at), value: `${one.userId ? names.person(one.userId) ?? "—" : t.pool} · ${how(one.how)}` }))} />
      </section>
    </>
  );
}
