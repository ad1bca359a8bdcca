import { ReactElement, useEffect, useState } from "react";
import { named, useServices } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { useDirectory } from "../../lib/directory";
import { moment, shortDay, time } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { Menu, MenuItem } from "../../ui/Menu";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Notice } from "../../ui/State";
import { BookDialog } from "./BookDialog";
import { Clock, StateBadge } from "./Clock";
import { answerLines, isAskedBack, isBookable, isOpen, OnlineRequest, waitsForDoctor, wishText } from "./model";
import { useRequest } from "./reading";
import { RevealDialog, ReviewDialog, StepDialog } from "./RequestDialogs";
import { answerWords, onlineTexts, slotWords, triageWords } from "./texts";

/** One request: what is wanted, what was answered, what the rules and the doctor said, and what may be done next. */
export function RequestPeek({ request: listed, now, onClose, onNewer }: { request: OnlineRequest; now: number; onClose: () => void; onNewer: (request: OnlineRequest) => void }): ReactElement {
  const t = useTexts(onlineTexts);
  const rights = useRights();
  const names = useDirectory();
  const services = useServices().value ?? [];
  const [answer, slot, triage] = [useWords(answerWords), useWords(slotWords), useWords(triageWords)];
  const whole = useRequest(listed.id).value;
  // The list may have heard of a change first; a dialog is sent under the newest that was shown.
  const request = whole && whole.version >= listed.version ? whole : { ...whole, ...listed };
  useEffect(() => {
    if (whole && whole.version > listed.version) onNewer(whole);
  }, [whole?.version, listed.version]);
  const [dialog, setDialog] = useState<"review" | "reopened" | "withdrawn" | "book" | "reveal">();
  const [phone, setPhone] = useState<string>();
  const branch = request.branchId ?? "";
  const serviceName = (id: string | null | undefined) => named(services.find((one) => one.id === id)) || "—";
  const [mayReview, mayWork, mayBook] = [rights.may("review.online_request", branch), rights.may("update.online_request", branch), rights.may("book.appointment", branch)];
  const mayReveal = Boolean(request.phone) && !phone && rights.may("reveal.customer", branch) && rights.mayUse("reveal", "online_request", "phone", branch);
  const isForDoctor = waitsForDoctor(request.state);
  const lines = answerLines(request.answers);
  const items: MenuItem[] = [
    ...(mayReveal ? [{ label: t.reveal, icon: "eye", act: () => setDialog("reveal") }] : []),
    ...(mayWork && isOpen(request.state) ? [{ label: t.withdraw, icon: "circle-slash", danger: true, apart: true, act: () => setDialog("withdrawn") }] : []),
  ];
  const foot = (
    <>
      {mayReview && isForDoctor && <Button kind="primary" icon="stethoscope" writes onClick={() => setDialog("review")}>{t.decide}</Button>}
      {mayBook && isBookable(request.state) && <Button kind="primary" icon="calendar-check" writes onClick={() => setDialog("book")}>{t.book}</Button>}
      {mayWork && isAskedBack(request.state) && <Button kind="primary" icon="message-circle" writes onClick={() => setDialog("reopened")}>{t.reopen}</Button>}
      {request.customerId && rights.may("read.customer") && <ButtonLink icon="user-round" to={`/customers/${request.customerId}`}>{t.openCustomer}</ButtonLink>}
      {!request.customerId && request.leadId && rights.may("read.lead") && <ButtonLink icon="inbox" to={`/leads?view=everything&lead=${request.leadId}`}>{t.lead}</ButtonLink>}
      <Menu label={t.more} items={items} />
    </>
  );
  return (
    <Peek title={<>{request.name ?? "—"} <span className="mono dim">#{request.number}</span></>} onClose={onClose} wide foot={foot}>
      <div className="row row-wrap"><StateBadge request={request} /><Clock request={request} now={now} />{request.triage && <Badge>{triage(request.triage)}</Badge>}</div>
      {request.startsAt && request.slot !== "none" && (
        <Notice kind={request.slot === "held" ? "warn" : request.slot === "booked" ? "ok" : "info"} action={request.appointmentId && request.slot !== "ended" && rights.may("read.appointment", branch) ? <ButtonLink kind="quiet" icon="calendar-days" to={`/calendar?branch=${branch}&day=${dayMinute(request.startsAt).day}&booking=${request.appointmentId}`}>{t.calendar}</ButtonLink> : undefined}>
          <b>{shortDay(dayMinute(request.startsAt).day)} {time(request.startsAt)}</b> · {slot(request.slot)}{request.slot === "held" && request.heldUntil && <><br /><span className="small">{t.heldUntil(moment(request.heldUntil))}</span></>}
        </Notice>
      )}
      <Facts
        two rows={[
          { name: t.service, value: serviceName(request.serviceId) }, { name: t.phone, value: phone ?? request.phone ?? "—" },
          { name: t.wishes, value: (request.wishes ?? []).map((one) => <span key={one}>{wishText(one, t)}<br /></span>), wide: true },
          { name: t.branch, value: names.unit(request.branchId) ?? "—" }, { name: t.received, value: moment(request.createdAt) },
          { name: t.receipt, value: <span className="mono">{request.receipt}</span> }, ...(request.age ? [{ name: t.age, value: request.age }] : []),
          ...(request.postponeUntil && request.state === "postponed" ? [{ name: t.postponedTo, value: shortDay(request.postponeUntil) }] : []),
          ...(request.message ? [{ name: t.message, value: request.message, wide: true }] : []),
        ]}
      />
      {rights.sees("online_request", "answers", branch) ? whole && (
        <section aria-label={t.answers}>
          <h3>{t.answers}</h3>
          {lines.length === 0 ? <p className="dim">{t.noAnswers}</p> : (
            <ul className="conflicts" tabIndex={0}>
              {lines.map((line) => (
                <li key={line.text}>
                  <span className="grow">{line.question}</span>
                  {line.answer && <Badge tone={line.answer === "yes" ? "bad" : line.answer === "unsure" ? "warn" : "plain"} icon={line.answer === "yes" ? "triangle-alert" : line.answer === "unsure" ? "circle-question-mark" : "check"}>{answer(line.answer)}</Badge>}
                </li>
              ))}
            </ul>
          )}
        </section>
      ) : <p className="small dim">{t.hiddenAnswers}</p>}
      {(request.remark || request.reason) && (
        <Facts rows={[...(request.remark ? [{ name: t.remark, value: <span className="prewrap">{request.remark}</span> }] : []), ...(request.reason ? [{ name: t.reason, value: <span className="prewrap">{request.reason}</span> }] : [])]} />
      )}
      {request.reviewedAt && <p className="small dim">{t.reviewedBy(names.person(request.reviewedBy) ?? "—", moment(request.reviewedAt))}</p>}
      {dialog === "review" && <ReviewDialog request={request} service={serviceName} onClose={() => setDialog(undefined)} />}
      {(dialog === "reopened" || dialog === "withdrawn") && <StepDialog request={request} step={dialog} onClose={() => setDialog(undefined)} />}
      {dialog === "book" && <BookDialog request={request} onClose={() => setDialog(undefined)} />}
      {dialog === "reveal" && <RevealDialog request={request} onClose={() => setDialog(undefined)} onRevealed={setPhone} />}
    </Peek>
  );
}
