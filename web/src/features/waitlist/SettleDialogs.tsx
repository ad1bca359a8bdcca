import { ReactElement, useState } from "react";
import { api } from "../../lib/http";
import { moment, today } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { FormProblem } from "../../ui/State";
import type { Entry } from "./model";
import { waitlistChanged } from "./reading";
import { waitTexts } from "./texts";

interface Shown {
  entry: Entry;
  name: string;
  onClose: () => void;
}

/** Holds a time for somebody at once: the first that suits, or the first of a day. */
export function OfferDialog({ entry, name, onClose }: Shown): ReactElement {
  const t = useTexts(waitTexts);
  const [day, setDay] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const offer = () => run(async () => {
    const held = await api("POST /v1/waitlist-entries/{id}/offer", { path: { id: entry.id ?? "" }, version: entry.version ?? 0, body: day ? { on: day } : {} });
    // Where it is cannot be missed: the row shows it as well, should this reading fail.
    const found = held.appointmentId ? await api("GET /v1/appointments/{id}", { path: { id: held.appointmentId } }).catch(() => undefined) : undefined;
    waitlistChanged();
    tell(t.offered(found?.startsAt ? moment(found.startsAt) : ""));
    onClose();
  });
  return (
    <Dialog title={`${t.offerNow} · ${name}`} onClose={onClose} action={{ label: t.offerNow, busy: isBusy, run: () => void offer() }}>
      <p>{t.offerHelp}</p>
      <DateField label={t.offerOn} hint={t.offerAny} value={day} onValue={setDay} min={today() > (entry.from ?? "") ? today() : entry.from ?? today()} error={problem?.of("on")} />
      <FormProblem problem={problem} fields={["on"]} />
    </Dialog>
  );
}

/** Takes somebody off the list. */
export function WithdrawDialog({ entry, name, onClose }: Shown): ReactElement {
  const t = useTexts(waitTexts);
  const { isBusy, problem, run } = useSubmission();
  const withdraw = () => run(async () => {
    await api("POST /v1/waitlist-entries/{id}/withdrawal", { path: { id: entry.id ?? "" }, version: entry.version ?? 0 });
    waitlistChanged();
    tell(t.withdrawn);
    onClose();
  });
  return (
    <Dialog title={t.withdrawTitle(name)} onClose={onClose} action={{ label: t.withdrawTitle(name), busy: isBusy, danger: true, run: () => void withdraw() }}>
      <p>{t.withdrawHelp}</p>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
