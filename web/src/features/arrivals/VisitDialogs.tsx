import { ReactElement, useState } from "react";
import type { Visit } from "../../gen/api";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { SelectField, Switch, TextField } from "../../ui/Field";
import { FormProblem, Notice, Skeleton } from "../../ui/State";
import { boardChanged, useColleagues } from "./board";
import { arrivalTexts, noDealReasons, strategies, visitTypes } from "./words";

interface Shown {
  visit: Visit;
  name: string;
  onClose: () => void;
}

/** Says what a visit is, and who looks after it. */
export function HandOverDialog({ visit, name, onClose }: Shown): ReactElement {
  const t = useTexts(arrivalTexts);
  const shown = useStore(language);
  const branch = visit.branchId ?? "";
  const [type, setType] = useState(visit.type ?? "");
  const [consultant, setConsultant] = useState("");
  const [doctor, setDoctor] = useState("");
  const [reason, setReason] = useState("");
  const consultants = useColleagues(branch, ["consultant", "doctor", "therapist"]);
  const doctors = useColleagues(branch, ["doctor", "nurse", "therapist"]);
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    const body = {
      ...(type && type !== visit.type ? { type } : {}), ...(consultant ? { consultantId: consultant } : {}), ...(doctor ? { doctorId: doctor } : {}),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    };
    await api("POST /v1/visits/{id}/hand-over", { path: { id: visit.id ?? "" }, version: visit.version ?? 0, body: body as never });
    boardChanged();
    tell(t.handed);
    onClose();
  });
  const isEmpty = (!type || type === visit.type) && !consultant && !doctor;
  return (
    <Dialog title={`${t.handOver} · ${name}`} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: isEmpty, run: () => void save() }}>
      <SelectField label={t.type} value={type} onValue={setType} choices={choicesOf(visitTypes, shown)} error={problem?.of("type")} />
      <div className="form-grid">
        <SelectField label={t.to} value={consultant} onValue={setConsultant} empty={t.unchanged} choices={consultants} error={problem?.of("consultantId")} />
        <SelectField label={t.doctor} value={doctor} onValue={setDoctor} empty={t.unchanged} choices={doctors} error={problem?.of("doctorId")} />
      </div>
      <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <FormProblem problem={problem} fields={["type", "consultantId", "doctorId", "reason"]} />
    </Dialog>
  );
}

/** The customer leaves; a talk that came to nothing says why. */
export function LeaveDialog({ visit, name, onClose }: Shown): ReactElement {
  const t = useTexts(arrivalTexts);
  const shown = useStore(language);
  const isSale = visit.type === "first" || visit.type === "return" || visit.type === "repeat_purchase";
  const needsReason = visit.state === "planned" || (visit.state === "consulting" && isSale);
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("POST /v1/visits/{id}/leaving", { path: { id: visit.id ?? "" }, version: visit.version ?? 0, body: (needsReason ? { noDealReason: reason } : {}) as never });
    boardChanged();
    tell(t.gone);
    onClose();
  });
  return (
    <Dialog title={`${t.leave} · ${name}`} onClose={onClose} action={{ label: t.leave, busy: isBusy, disabled: needsReason && !reason, run: () => void save() }}>
      <p>{t.leaveAbout(name)}</p>
      {needsReason && <SelectField label={t.noDeal} value={reason} onValue={setReason} empty="" choices={choicesOf(noDealReasons, shown)} error={problem?.of("noDealReason")} required />}
      <FormProblem problem={problem} fields={["noDealReason"]} />
    </Dialog>
  );
}

/** How the branch hands out those who come. */
export function RuleDialog({ branch, onClose }: { branch: string; onClose: () => void }): ReactElement {
  const t = useTexts(arrivalTexts);
  const found = useQuery(["triage-rule", branch], () => api("GET /v1/branches/{id}/triage-rule", { path: { id: branch } }), { isLive: false });
  if (!found.value) return <Dialog title={t.rule} onClose={onClose}>{found.problem ? <Notice kind="warn">{found.problem.message}</Notice> : <Skeleton lines={3} />}</Dialog>;
  return <RuleForm branch={branch} rule={found.value as unknown as Rule} onClose={onClose} />;
}

interface Rule {
  strategy: string;
  ownerFirst: boolean;
  version: number;
}

function RuleForm({ branch, rule, onClose }: { branch: string; rule: Rule; onClose: () => void }): ReactElement {
  const t = useTexts(arrivalTexts);
  const shown = useStore(language);
  const [strategy, setStrategy] = useState(rule.strategy);
  const [ownerFirst, setOwnerFirst] = useState(rule.ownerFirst);
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("PUT /v1/branches/{id}/triage-rule", { path: { id: branch }, version: rule.version, body: { strategy, ownerFirst } as never });
    changed("triage-rule", branch);
    tell(t.ruleSaved);
    onClose();
  });
  return (
    <Dialog title={t.rule} onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <Switch label={t.ownerFirst} checked={ownerFirst} onChecked={setOwnerFirst} />
      <SelectField label={t.strategy} value={strategy} onValue={setStrategy} choices={choicesOf(strategies, shown).filter((one) => one.value !== "own")} error={problem?.of("strategy")} />
      <FormProblem problem={problem} fields={["strategy"]} />
    </Dialog>
  );
}
