import { ReactElement, useState } from "react";
import type { Consultation } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Check, SelectField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { FormProblem, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { useColleagues } from "../arrivals/board";
import { noDealReasons } from "../arrivals/words";
import { isOpen, Plan, PlanOption, talkChanged, yuan } from "./model";
import { PlanEditor, Sum, usePrices } from "./PlanEditor";
import { benchTexts, planStates, verdictWords } from "./texts";

/** The versions of the plan; the newest is written, those before stand. */
export function PlanPane({ talk }: { talk: Consultation }): ReactElement {
  const t = useTexts(benchTexts);
  const rights = useRights();
  const id = talk.id ?? "";
  const versions = useQuery(["plans", id], async () => (await api("GET /v1/consultations/{id}/plans", { path: { id }, query: { limit: 99, sort: "-createdAt" } })).data);
  const [chosen, setChosen] = useState<string>();
  const [isWriting, setWriting] = useState(false);
  const all = versions.value ?? [];
  const current = all.find((plan) => plan.id === chosen) ?? all[0];
  const mayWrite = isOpen(talk) && rights.may("write.treatment_plan");
  const whole = useQuery(current ? ["plan", current.id ?? "", current.version ?? 0] : undefined, async () => (await api("GET /v1/treatment-plans/{id}", { path: { id: current?.id ?? "" } })) as unknown as Plan);
  const plan = whole.value;
  const done = (made: string) => {
    setChosen(made);
    setWriting(false);
  };
  if (!versions.value) return <Card title={t.plan}>{versions.problem ? <Refusal problem={versions.problem} again={versions.again} /> : <Skeleton lines={4} />}</Card>;
  const isNew = isWriting || (all.length === 0 && mayWrite);
  return (
    <Card title={t.plan} actions={mayWrite && all.length > 0 && !isWriting && plan?.state !== "draft" && <Button icon="copy-plus" onClick={() => setWriting(true)}>{t.newVersion}</Button>}>
      {all.length > 1 && (
        <ViewTabs label={t.versions} tabs={all.map((one) => ({ id: one.id ?? "", label: t.version(one.revision ?? 1) }))} value={current?.id ?? ""} onValue={(next) => { setChosen(next); setWriting(false); }} />
      )}
      {all.length === 0 && !mayWrite && <p className="dim">{t.noPlan}</p>}
      {isNew ? <PlanEditor key="new" talk={talk} plan={plan} onDone={done} />
        : plan && plan.state === "draft" && mayWrite ? <><PlanEditor key={`${plan.id}-${plan.version}`} talk={talk} plan={plan} onDone={done} /><DraftActions talk={talk} plan={plan} /></>
          : plan ? <PlanView talk={talk} plan={plan} />
            : whole.problem ? <Refusal problem={whole.problem} again={whole.again} /> : current && <Skeleton lines={4} />}
    </Card>
  );
}

function DraftActions({ talk, plan }: { talk: Consultation; plan: Plan }): ReactElement {
  const t = useTexts(benchTexts);
  const { isBusy, problem, run } = useSubmission();
  const discuss = () => run(async () => {
    await api("POST /v1/treatment-plans/{id}/discussion", { path: { id: plan.id }, version: plan.version });
    talkChanged(talk.id ?? "");
    tell(t.discussed);
  });
  return (
    <div className="row" style={{ paddingTop: 8 }}>
      <FormProblem problem={problem} />
      <span className="grow" />
      <Button icon="presentation" busy={isBusy} onClick={() => void discuss()}>{t.discuss}</Button>
    </div>
  );
}

/** A version as it was shown, and what can be said of it. */
function PlanView({ talk, plan }: { talk: Consultation; plan: Plan }): ReactElement {
  const t = useTexts(benchTexts);
  const me = useMe();
  const rights = useRights();
  const state = useWords(planStates);
  const reason = useWords(noDealReasons);
  const [asks, setAsks] = useState<"invite" | "decline" | "opinion">();
  const { isBusy, problem, run } = useSubmission();
  const isPending = plan.state === "discussed" || plan.state === "joint_review";
  const mayDecide = isPending && isOpen(talk) && rights.may("decide.treatment_plan");
  const own = plan.opinions.find((one) => one.userId === me.user.id);
  const accept = (option: string) => run(async () => {
    await api("POST /v1/treatment-plans/{id}/acceptance", { path: { id: plan.id }, version: plan.version, body: { option } as never });
    talkChanged(talk.id ?? "");
    tell(t.accepted);
  });
  return (
    <div className="bench-side">
      <div className="row row-wrap">
        <Badge tone={plan.state === "accepted" ? "ok" : plan.state === "declined" ? "warn" : isPending ? "info" : "plain"}>{state(plan.state)}</Badge>
        {plan.declinedReason && <span className="dim">{reason(plan.declinedReason)}</span>}
        {plan.acceptedOption && plan.acceptedFen !== null && <b>{t.option(plan.acceptedOption)} · {yuan(plan.acceptedFen)}</b>}
        <span className="grow" />
        {isPending && isOpen(talk) && rights.may("write.treatment_plan") && <Button icon="users" onClick={() => setAsks("invite")}>{t.invite}</Button>}
        {isPending && own && rights.may("review.treatment_plan") && <Button kind="primary" icon="stethoscope" onClick={() => setAsks("opinion")}>{t.give}</Button>}
        {mayDecide && <Button icon="circle-slash" onClick={() => setAsks("decline")}>{t.decline}</Button>}
      </div>
      {plan.summary && <p className="prewrap">{plan.summary}</p>}
      {plan.options.map((option) => (
        <OptionView key={option.code} option={option} branch={talk.branchId ?? ""} isChosen={plan.acceptedOption === option.code}>
          {mayDecide && <Button kind="primary" icon="circle-check" busy={isBusy} onClick={() => void accept(option.code)}>{t.accept(option.code)}</Button>}
        </OptionView>
      ))}
      {plan.opinions.length > 0 && <Opinions plan={plan} branch={talk.branchId ?? ""} />}
      <FormProblem problem={problem} />
      {asks === "invite" && <InviteDialog talk={talk} plan={plan} onClose={() => setAsks(undefined)} />}
      {asks === "decline" && <DeclineDialog talk={talk} plan={plan} onClose={() => setAsks(undefined)} />}
      {asks === "opinion" && <OpinionDialog talk={talk} plan={plan} onClose={() => setAsks(undefined)} />}
    </div>
  );
}

function OptionView({ option, branch, isChosen, children }: { option: PlanOption; branch: string; isChosen: boolean; children: React.ReactNode }): ReactElement {
  const t = useTexts(benchTexts);
  const { names } = usePrices(branch);
  return (
    <section className="plan-option" aria-label={t.option(option.code)}>
      <div className="row row-wrap">
        <b>{t.option(option.code)}</b>
        {isChosen && <Badge tone="ok" icon="circle-check">{t.accepted}</Badge>}
        {option.needsReview && <Badge tone="vio" icon="users">{t.needsReview}</Badge>}
        <span className="grow" />
        <Sum t={t} list={option.listFen} asked={option.priceFen} />
      </div>
      <ul className="mark-list">
        {option.items.map((item) => (
          <li key={item.id}>
            <div className="row"><span>{names.get(item.serviceId) ?? "—"} × {item.sessions}</span><span className="grow" /><span>{yuan(item.priceFen ?? 0)}</span></div>
            <div className="dim">{[item.sites, item.dosage, item.timing, item.risk].filter(Boolean).join(" · ")}</div>
          </li>
        ))}
      </ul>
      {children && <div className="row"><span className="grow" />{children}</div>}
    </section>
  );
}

function Opinions({ plan, branch }: { plan: Plan; branch: string }): ReactElement {
  const t = useTexts(benchTexts);
  const names = useDirectory();
  const verdict = useWords(verdictWords);
  const people = new Map(useColleagues(branch, ["doctor", "nurse", "therapist"]).map((one) => [one.value, one.label]));
  return (
    <section aria-label={t.opinions}>
      <b>{t.opinions}</b>
      <ul className="mark-list">
        {plan.opinions.map((one) => (
          <li key={one.id} className="row row-wrap">
            <span>{people.get(one.userId) ?? names.person(one.userId) ?? "—"}</span>
            {one.verdict ? <Badge tone={one.verdict === "agree" ? "ok" : "bad"}>{verdict(one.verdict)}</Badge> : <Badge icon="clock">{t.waiting}</Badge>}
            {one.givenAt && <span className="dim">{moment(one.givenAt)}</span>}
            {one.opinion && <span>{one.opinion}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Asked {
  talk: Consultation;
  plan: Plan;
  onClose: () => void;
}

function InviteDialog({ talk, plan, onClose }: Asked): ReactElement {
  const t = useTexts(benchTexts);
  const [users, setUsers] = useState<string[]>([]);
  const people = useColleagues(talk.branchId ?? "", ["doctor", "nurse", "therapist"]).filter((one) => !plan.opinions.some((known) => known.userId === one.value));
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("POST /v1/treatment-plans/{id}/invitations", { path: { id: plan.id }, version: plan.version, body: { userIds: users } as never });
    talkChanged(talk.id ?? "");
    tell(t.invited);
    onClose();
  });
  return (
    <Dialog title={t.invite} onClose={onClose} action={{ label: t.invite, busy: isBusy, disabled: users.length === 0, run: () => void save() }}>
      <fieldset className="bench-side">
        <legend>{t.doctors}</legend>
        {people.map((one) => <Check key={one.value} label={one.label} checked={users.includes(one.value)} onChecked={(on) => setUsers(on ? [...users, one.value] : users.filter((user) => user !== one.value))} />)}
      </fieldset>
      <FormProblem problem={problem} />
    </Dialog>
  );
}

function DeclineDialog({ talk, plan, onClose }: Asked): ReactElement {
  const t = useTexts(benchTexts);
  const shown = useStore(language);
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("POST /v1/treatment-plans/{id}/refusal", { path: { id: plan.id }, version: plan.version, body: { reason } as never });
    talkChanged(talk.id ?? "");
    tell(t.declined);
    onClose();
  });
  return (
    <Dialog title={t.decline} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !reason, run: () => void save() }}>
      <SelectField label={t.reason} value={reason} onValue={setReason} empty="" choices={choicesOf(noDealReasons, shown)} error={problem?.of("reason")} required />
      <FormProblem problem={problem} fields={["reason"]} />
    </Dialog>
  );
}

function OpinionDialog({ talk, plan, onClose }: Asked): ReactElement {
  const t = useTexts(benchTexts);
  const shown = useStore(language);
  const [verdict, setVerdict] = useState("agree");
  const [opinion, setOpinion] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("PUT /v1/treatment-plans/{id}/opinion", { path: { id: plan.id }, body: { verdict, ...(opinion.trim() ? { opinion } : {}) } as never });
    talkChanged(talk.id ?? "");
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.mine} onClose={onClose} action={{ label: t.give, busy: isBusy, run: () => void save() }}>
      <SelectField label={t.verdict} value={verdict} onValue={setVerdict} choices={choicesOf(verdictWords, shown)} />
      <AreaField label={t.opinion} value={opinion} onValue={setOpinion} rows={4} maxLength={2000} required={verdict === "object"} error={problem?.of("opinion")} />
      <FormProblem problem={problem} fields={["opinion"]} />
    </Dialog>
  );
}
