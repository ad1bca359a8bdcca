import { ReactElement, useState } from "react";
import type { CareRequest } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { addDays, dayOf, lastDay, moment, startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button, ButtonLink } from "../../ui/Button";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem, Notice } from "../../ui/State";
import { CareState } from "./CareRequestsPage";
import { careTexts } from "./texts";

/** One request, and yes or no where it waits. */
export function CarePeek({ request, onClose, onChanged }: { request: CareRequest; onClose: () => void; onChanged: (request: CareRequest) => void }): ReactElement {
  const t = useTexts(careTexts);
  const rights = useRights();
  const names = useDirectory();
  const [asked, setAsked] = useState<"approve" | "refuse">();
  const isOwn = request.userId === rights.me.user.id;
  const mayDecide = request.state === "requested" && !isOwn && rights.may("approve.care", request.branchId);
  const holds = isOwn && request.state === "approved" && Date.parse(request.until) > Date.now();
  const foot = (
    <>
      {mayDecide && <Button kind="primary" icon="check" onClick={() => setAsked("approve")}>{t.approve}</Button>}
      {mayDecide && <Button kind="danger" icon="ban" onClick={() => setAsked("refuse")}>{t.refuse}</Button>}
      {holds && rights.may("read.customer") && <ButtonLink kind="primary" icon="user-round" to={`/customers/${request.customerId}`}>{t.open}</ButtonLink>}
    </>
  );
  return (
    <Peek title={`${t.customer} #${request.customerNumber}`} onClose={onClose} wide foot={(mayDecide || holds) && foot}>
      <div className="row"><CareState request={request} /></div>
      {isOwn && request.state === "requested" && rights.may("approve.care") && <Notice>{t.own}</Notice>}
      <Facts
        two rows={[
          { name: t.person, value: request.userName ?? "—" }, { name: t.branch, value: names.unit(request.branchId) }, { name: t.at, value: moment(request.createdAt) }, { name: t.until, value: lastDay(request.until) },
          ...(request.decidedAt ? [{ name: t.decided, value: `${names.person(request.decidedBy) ?? "—"} · ${moment(request.decidedAt)}` }] : []),
          { name: t.reason, value: <span className="prewrap">{request.reason}</span>, wide: true },
        ]}
      />
      {asked && <DecisionDialog request={request} isApproval={asked === "approve"} onClose={() => setAsked(undefined)} onChanged={onChanged} />}
    </Peek>
  );
}

function DecisionDialog({ request, isApproval, onClose, onChanged }: { request: CareRequest; isApproval: boolean; onClose: () => void; onChanged: (request: CareRequest) => void }): ReactElement {
  const t = useTexts(careTexts);
  // The last day that is wholly or partly within the time that was asked for.
  const wanted = dayOf(new Date(Date.parse(request.until) - 1));
  const [until, setUntil] = useState(wanted < today() ? today() : wanted);
  const { isBusy, problem, run } = useSubmission();
  const decide = () => run(async () => {
    const body = isApproval ? { approved: true, ...(until === wanted ? {} : { until: startOfDay(addDays(until, 1)) }) } : { approved: false };
    onChanged(await api("POST /v1/care-requests/{id}/decision", { path: { id: request.id }, body }));
    changed("care-queue");
    tell(isApproval ? t.yes : t.no);
    onClose();
  });
  return (
    <Dialog title={`${isApproval ? t.approve : t.refuse}${colon()}${request.userName ?? ""} #${request.customerNumber}`} onClose={onClose} action={{ label: isApproval ? t.approve : t.refuse, danger: !isApproval, busy: isBusy, disabled: isApproval && !until, run: () => void decide() }}>
      <Notice>{isApproval ? t.approveAbout : t.refuseAbout}</Notice>
      {isApproval && <DateField label={t.until} value={until} onValue={setUntil} min={today()} error={problem?.of("until")} />}
      <FormProblem problem={problem} fields={["until"]} />
    </Dialog>
  );
}
