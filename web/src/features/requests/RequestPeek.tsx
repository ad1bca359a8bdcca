import { ReactElement, useState } from "react";
import type { DataRequestIdentity, DataRequestRefusal, Data_request } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Copy } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { AreaField, SelectField } from "../../ui/Field";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem, Notice } from "../../ui/State";
import { Stepper } from "../../ui/Stepper";
import { consentChannels } from "../consents/words";
import { Clock, RequestState } from "./RequestsPage";
import { identityMethods, refusalReasons, requestKinds, requestStates, requestTexts, requesters } from "./words";

type Step = "verify" | "exportIt" | "complete" | "refuse" | "cancel" | "lift";

/** A request with its clock and the steps that it may take now. */
export function RequestPeek({ request, onClose, onChanged }: { request: Data_request; onClose: () => void; onChanged: (request: Data_request) => void }): ReactElement {
  const t = useTexts(requestTexts);
  const rights = useRights();
  const names = useDirectory();
  const [kind, state, channel, who, method, reason] = [useWords(requestKinds), useWords(requestStates), useWords(consentChannels), useWords(requesters), useWords(identityMethods), useWords(refusalReasons)];
  const [step, setStep] = useState<Step>();
  const isErased = request.kind === "erase" && request.state === "completed";
  const isOpen = request.state === "received" || request.state === "verified";
  const isAnsweredByExport = ["access", "copy", "transfer"].includes(request.kind ?? "");
  const steps: Step[] = !rights.may("handle.data_request") ? [] : request.state === "received" ? ["verify", "refuse", "cancel"]
    : request.state === "verified" ? [...(isAnsweredByExport ? ["exportIt" as const] : []), "complete", "refuse", "cancel"]
      : request.state === "completed" && !request.liftedAt && ["restrict", "object"].includes(request.kind ?? "") ? ["lift"] : [];
  const rows = [
    { name: t.state, value: <RequestState state={request.state} /> }, { name: t.due, value: <Clock request={request} /> },
    { name: t.received, value: request.receivedAt && `${moment(request.receivedAt)} · ${names.person(request.receivedBy) ?? "—"}` }, { name: t.channel, value: request.channel && channel(request.channel) },
    { name: t.requester, value: request.requester && `${who(request.requester)} ${request.requesterName ?? ""}` },
    { name: t.identity, value: request.identityMethod && `${method(request.identityMethod)} · ${moment(request.identityCheckedAt)}` },
    { name: t.detail, value: request.detail, wide: true }, { name: t.reason, value: request.refusalReason && reason(request.refusalReason), wide: true }, { name: t.answer, value: request.answer, wide: true },
  ].filter((row) => row.value);
  return (
    <Peek
      title={`#${request.number} ${kind(request.kind)}`} onClose={onClose} wide
      foot={
        <>
          {steps.map((one, index) => <Button key={one} kind={index === 0 && one !== "lift" ? "primary" : one === "refuse" ? "danger" : "plain"} onClick={() => setStep(one)}>{t[one]}</Button>)}
          {isErased && rights.may("read.erasure") && <ButtonLink kind="primary" icon="eraser" to={`/erasures?request=${request.id}`}>{t.certificate}</ButtonLink>}
          {request.customerId && !isErased && rights.may("read.customer") && <ButtonLink icon="user-round" to={`/customers/${request.customerId}`}>{t.customer}</ButtonLink>}
        </>
      }
    >
      {isOpen && <Stepper label={t.step} steps={[state("received"), state("verified"), state("completed")]} current={request.state === "received" ? 0 : 1} />}
      <Facts two rows={rows} />
      {isErased && <Notice kind="ok">{t.erased}</Notice>}
      {step && <StepDialog request={request} step={step} onClose={() => setStep(undefined)} onChanged={onChanged} />}
    </Peek>
  );
}

function StepDialog({ request, step, onClose, onChanged }: { request: Data_request; step: Step; onClose: () => void; onChanged: (request: Data_request) => void }): ReactElement {
  const t = useTexts(requestTexts);
  const shown = useStore(language);
  const [chosen, setChosen] = useState(step === "verify" ? "id_card" : "identity_unproven");
  const [answer, setAnswer] = useState("");
  const [token, setToken] = useState<string>();
  const { isBusy, problem, run } = useSubmission();
  const path = { id: request.id ?? "" };
  const act = () => run(async () => {
    if (step === "exportIt") {
      setToken((await api("POST /v1/data-requests/{id}/exports", { path })).token);
      return;
    }
    onChanged(await moved());
    tell(t.done);
    onClose();
  });
  const moved = (): Promise<Data_request> => {
    switch (step) {
      case "verify": return api("POST /v1/data-requests/{id}/identity-check", { path, body: { method: chosen as DataRequestIdentity["method"] } });
      case "complete": return api("POST /v1/data-requests/{id}/completion", { path, body: answer.trim() ? { answer } : {} });
      case "refuse": return api("POST /v1/data-requests/{id}/refusal", { path, body: { reason: chosen as DataRequestRefusal["reason"], answer } });
      case "cancel": return api("POST /v1/data-requests/{id}/cancellation", { path });
      default: return api("POST /v1/data-requests/{id}/lifting", { path });
    }
  };
  if (token) {
    return (
      <Dialog title={t.exported} onClose={onClose}>
        <Notice kind="warn">{t.tokenHelp}</Notice>
        <div><div className="field-label">{t.token}</div><div className="secret"><Copy text={token} /></div></div>
      </Dialog>
    );
  }
  const isFinal = step === "complete" && request.kind === "erase";
  return (
    <Dialog title={`${t[step]} #${request.number}`} onClose={onClose} action={{ label: t[step], danger: isFinal || step === "refuse", busy: isBusy, disabled: step === "refuse" && answer.trim() === "", run: () => void act() }}>
      {isFinal && <Notice kind="bad">{t.completeErase}</Notice>}
      {step === "verify" && <SelectField label={t.method} value={chosen} onValue={setChosen} choices={choicesOf(identityMethods, shown)} />}
      {step === "refuse" && <SelectField label={t.reason} value={chosen} onValue={setChosen} choices={choicesOf(refusalReasons, shown)} />}
      {(step === "complete" || step === "refuse") && <AreaField label={t.answer} value={answer} onValue={setAnswer} maxLength={2000} error={problem?.of("answer")} />}
      <FormProblem problem={problem} fields={["answer", "method", "reason"]} />
    </Dialog>
  );
}
