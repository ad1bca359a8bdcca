import { ReactElement, useState } from "react";
import type { Appointment } from "../../lib/appointments";
import { useBookables } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { useDirectory } from "../../lib/directory";
import { moment, shortDay, time, today } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { go, Link } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { Menu, MenuItem } from "../../ui/Menu";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem, Notice } from "../../ui/State";
import { Countdown } from "./Countdown";
import { Entry, urgencyOf } from "./model";
import { useWishWords, waitlistChanged } from "./reading";
import { OfferDialog, WithdrawDialog } from "./SettleDialogs";
import { urgencyWords, waitStates, waitTexts } from "./texts";
import { WishDialog } from "./WishDialog";

interface EntryPeekProps {
  entry: Entry;
  branch: string;
  name: string;
  offer: Appointment | undefined;
  onClose: () => void;
}

/** One who waits: what he wants, what is held for him, and his answer. */
export function EntryPeek({ entry, branch, name, offer: listed, onClose }: EntryPeekProps): ReactElement {
  const t = useTexts(waitTexts);
  const rights = useRights();
  const names = useDirectory();
  const wish = useWishWords(branch);
  const [state, urgency] = [useWords(waitStates), useWords(urgencyWords)];
  const [dialog, setDialog] = useState<"offer" | "change" | "withdraw">();
  const { isBusy, problem, run } = useSubmission();
  const id = entry.customerId ?? undefined;
  const customer = useQuery(id && rights.may("read.customer") ? ["customer", id] : undefined, () => api("GET /v1/customers/{id}", { path: { id: id ?? "" } })).value;
  const held = entry.appointmentId ?? undefined;
  const offer = useQuery(held && rights.may("read.appointment", branch) ? ["appointment", held] : undefined, () => api("GET /v1/appointments/{id}", { path: { id: held ?? "" } })).value;
  const things = new Map((useBookables(branch).value ?? []).map((one) => [one.id ?? "", one.name ?? ""]));
  const who = [...new Set((offer?.segments ?? []).flatMap((segment) => segment.resourceIds))].map((one) => things.get(one)).filter(Boolean).join(comma());
  const [startsAt, endsAt] = [offer?.startsAt ?? listed?.startsAt, offer?.endsAt ?? listed?.endsAt];
  const mayBook = rights.may("book.appointment", branch);
  const [isWaiting, isOffered] = [entry.state === "waiting", entry.state === "offered"];
  const settle = (what: "acceptance" | "refusal") => run(async () => {
    const options = { path: { id: entry.id ?? "" }, version: entry.version ?? 0 };
    if (what === "acceptance") await api("POST /v1/waitlist-entries/{id}/acceptance", options);
    else await api("POST /v1/waitlist-entries/{id}/refusal", options);
    waitlistChanged();
    tell(what === "acceptance" ? t.accepted : t.declined);
  });
  const day = startsAt ? dayMinute(startsAt).day : undefined;
  const items: MenuItem[] = [
    ...(mayBook && isWaiting && id ? [{ label: t.change, icon: "pencil", act: () => setDialog("change") }] : []),
    ...(mayBook && id && (isWaiting || isOffered) && rights.may("read.appointment", branch) ? [{ label: t.bookOther, icon: "calendar-plus", act: () => go(`/calendar?new=1&customer=${id}&branch=${branch}`) }] : []),
    ...(mayBook && (isWaiting || isOffered) ? [{ label: t.withdraw, icon: "circle-slash", danger: true, apart: true, act: () => setDialog("withdraw") }] : []),
  ];
  const foot = (
    <>
      {mayBook && isWaiting && <Button kind="primary" icon="calendar-search" writes onClick={() => setDialog("offer")}>{t.offerNow}</Button>}
      {mayBook && isOffered && <Button kind="primary" icon="calendar-check" writes busy={isBusy} onClick={() => void settle("acceptance")}>{t.accept}</Button>}
      {mayBook && isOffered && <Button icon="undo-2" writes busy={isBusy} onClick={() => void settle("refusal")}>{t.decline}</Button>}
      {day && (isOffered || entry.state === "booked") && <ButtonLink icon="calendar-days" to={`/calendar?branch=${branch}&booking=${held ?? ""}${day === today() ? "" : `&day=${day}`}`}>{t.openCalendar}</ButtonLink>}
      <Menu label={t.menu} items={items} />
    </>
  );
  return (
    <Peek title={name} onClose={onClose} wide foot={foot}>
      <div className="row row-wrap">
        <Badge tone={isOffered ? "warn" : entry.state === "booked" ? "ok" : isWaiting ? "info" : "plain"}>{state(entry.state)}</Badge>
        {urgencyOf(entry.priority) !== "plain" && <Badge tone={urgencyOf(entry.priority) === "urgent" ? "bad" : "vio"} icon="chevrons-up">{urgency(urgencyOf(entry.priority))}</Badge>}
        {isOffered && entry.offeredUntil && <Countdown until={entry.offeredUntil} />}
      </div>
      {(isOffered || entry.state === "booked") && startsAt && endsAt && (
        <Notice kind={isOffered ? "warn" : "ok"}>
          <b>{shortDay(dayMinute(startsAt).day)} {time(startsAt)}–{time(endsAt)}</b>{who && <><br /><span className="small">{who}</span></>}
        </Notice>
      )}
      <FormProblem problem={problem} />
      <Facts
        two rows={[
          ...(customer ? [{ name: t.customer, value: <Link to={`/customers/${customer.id}`}>{customer.name ?? `#${customer.number}`}</Link> }, { name: t.phone, value: customer.phone ?? "—" }] : []),
          { name: t.services, value: wish.services(entry), wide: true },
          { name: t.wish, value: [wish.days(entry), wish.weekdays(entry), wish.hours(entry)].filter(Boolean).join(" · "), wide: true },
          ...(wish.who(entry) ? [{ name: t.with, value: wish.who(entry) }] : []),
          { name: t.since, value: moment(entry.createdAt) },
          { name: t.by, value: names.person(entry.createdBy) ?? "—" },
          ...(entry.endedAt ? [{ name: t.over, value: moment(entry.endedAt) }] : []),
        ]}
      />
      {dialog === "offer" && <OfferDialog entry={entry} name={name} onClose={() => setDialog(undefined)} />}
      {dialog === "withdraw" && <WithdrawDialog entry={entry} name={name} onClose={() => setDialog(undefined)} />}
      {dialog === "change" && <WishDialog branch={branch} entry={entry} onClose={() => setDialog(undefined)} />}
    </Peek>
  );
}
