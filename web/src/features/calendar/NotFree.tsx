import { ReactElement, useState } from "react";
import type { Bookable } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { shortDay, time, weekday } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/State";
import { warningKinds } from "../customer/archive/words";
import { Concern, Refusal, RefusedPlace, resourcesIn, Slot } from "./appointments";
import { bookingTexts, refusedKinds } from "./texts";

interface NotFreeProps {
  refusal: Refusal;
  branch: string;
  bookables: readonly Bookable[];
  /** Names of customers that somebody sees. */
  customer: (id: string | null | undefined) => string | undefined;
  busy?: boolean;
  onChoose: (slot: Slot) => void;
  /** Books in spite of it, where that may be done at all. */
  onOverbook?: ((reason: string) => void) | undefined;
  /** Puts the customer on the waiting list instead, where that may be done. */
  onWait?: (() => void) | undefined;
}

const span = (from: string, until: string): string => `${time(from)}–${time(until)}`;

/** Why a time is not free: what, when, and what stands there; and the next times that are, to be taken by one tap. */
export function NotFree({ refusal, branch, bookables, customer, busy, onChoose, onOverbook, onWait }: NotFreeProps): ReactElement {
  const t = useTexts(bookingTexts);
  const kind = useWords(refusedKinds);
  const rights = useRights();
  const [reason, setReason] = useState("");
  const names = new Map(bookables.map((one) => [one.id ?? "", one.name ?? ""]));
  const isSoft = refusal.conflicts.length > 0 && refusal.conflicts.every((one) => one.isSoft);
  const nameOf = (one: RefusedPlace) => one.resourceName ?? names.get(one.resourceId ?? "") ?? one.segment ?? t.customer;
  return (
    <div className="stack not-free" role="alert">
      <Notice kind="bad"><b>{t.notFree}</b></Notice>
      <ul className="conflicts">
        {refusal.conflicts.map((one, index) => {
          const buffered = one.busyFrom && one.busyUntil && (one.busyFrom !== one.startsAt || one.busyUntil !== one.endsAt);
          return (
            <li key={index}>
              <span className="grow">
                <b>{t.whatIs(nameOf(one), `${shortDay(dayMinute(one.startsAt).day)} ${span(one.startsAt, one.endsAt)}`, kind(one.kind))}</b>
                {(one.taken || buffered) && (
                  <small className="dim not-free-there">
                    {[
                      one.taken && t.there(span(one.taken.busyFrom ?? one.taken.startsAt, one.taken.busyUntil ?? one.taken.endsAt), customer(one.taken.customerId) ?? kind(one.kind)),
                      buffered && t.withBuffers(span(one.busyFrom ?? one.startsAt, one.busyUntil ?? one.endsAt)),
                    ].filter(Boolean).join(" · ")}
                  </small>
                )}
              </span>
              {one.isSoft && <Badge tone="warn" icon="triangle-alert">{rights.may("overbook.appointment", branch) ? t.soft : t.softByOthers}</Badge>}
            </li>
          );
        })}
      </ul>
      <h3>{t.next}</h3>
      {refusal.alternatives.length === 0 ? <p className="dim">{t.noNext}</p> : (
        <div className="row row-wrap">
          {refusal.alternatives.map((slot) => (
            <Button key={slot.startsAt} icon="calendar-check" writes busy={busy} onClick={() => onChoose(slot)}>
              {weekday(dayMinute(slot.startsAt).day)} {span(slot.startsAt, slot.endsAt)} <small className="dim">{resourcesIn(slot).map((id) => names.get(id)).filter(Boolean).join(" · ")}</small>
            </Button>
          ))}
        </div>
      )}
      {onWait && <div><Button icon="list-plus" onClick={onWait}>{t.wait}</Button></div>}
      {onOverbook && isSoft && rights.may("overbook.appointment", branch) && (
        <div className="rule-line">
          <TextField label={t.overbookReason} hint={t.audited} maxLength={200} value={reason} onValue={setReason} />
          <Button kind="danger" writes busy={busy} disabled={!reason.trim()} onClick={() => onOverbook(reason.trim())}>{t.overbook}</Button>
        </div>
      )}
    </div>
  );
}

/** Medical reasons against a booking; a doctor's right goes past what forbids it. */
export function Concerns({ concerns, branch, service, busy, onGoOn, reach }: { concerns: readonly Concern[]; branch: string; service: (id: string) => string; busy?: boolean; onGoOn: (reason: string) => void; reach?: string | undefined }): ReactElement {
  const t = useTexts(bookingTexts);
  const warning = useWords(warningKinds);
  const rights = useRights();
  const [reason, setReason] = useState("");
  const isStopped = concerns.some((one) => one.severity === "stop") && !rights.may("overrule.warning", branch);
  const text = (one: Concern) => (one.kind === "age" ? t.concernAge : one.kind === "interval" ? t.concernInterval(one.until ?? "") : `${t.concernWarning}${one.warning ? ` · ${warning(one.warning)}` : ""}`);
  return (
    <div className="stack not-free" role="alert">
      <Notice kind={isStopped ? "bad" : "warn"}><b>{t.concerns}</b></Notice>
      <ul className="conflicts">
        {concerns.map((one, index) => (
          <li key={index}>
            <Badge tone={one.severity === "stop" ? "bad" : "warn"} icon={one.severity === "stop" ? "octagon-x" : "triangle-alert"}>{t[one.severity]}</Badge>
            <span className="grow">{text(one)}{one.serviceId && <small className="dim"> · {service(one.serviceId)}</small>}</span>
          </li>
        ))}
      </ul>
      {isStopped ? <Notice kind="bad">{t.mayNot}</Notice> : (
        <div className="rule-line">
          <TextField label={t.despite} hint={reach ?? t.audited} maxLength={200} value={reason} onValue={setReason} />
          <Button kind="danger" writes busy={busy} disabled={!reason.trim()} onClick={() => onGoOn(reason.trim())}>{t.goOn}</Button>
        </div>
      )}
    </div>
  );
}
