import { ReactElement, useState } from "react";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import type { Ending } from "./AppointmentPeek";
import { appointmentsChanged } from "./progress";
import { bookingTexts } from "./texts";

/** Why it is cancelled, why nobody came, why somebody came late, or why his deposit is waived. */
export function EndDialog({ ending, customer, onClose }: { ending: Ending; customer: string; onClose: () => void }): ReactElement {
  const t = useTexts(bookingTexts);
  const { appointment, what } = ending;
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const end = () => run(async () => {
    const options = { path: { id: appointment.id }, version: appointment.version, body: { reason: reason.trim() } };
    if (what === "cancellation") await api("POST /v1/appointments/{id}/cancellation", options);
    else if (what === "no-show") await api("POST /v1/appointments/{id}/no-show", options);
    else if (what === "deposit-waiver") await api("POST /v1/appointments/{id}/deposit-waiver", options);
    else await api("POST /v1/appointments/{id}/arrival", options);
    appointmentsChanged();
    tell(what === "cancellation" ? t.ended : what === "no-show" ? t.missed : what === "deposit-waiver" ? t.waived : t.arrived(customer));
    onClose();
  });
  const title = { cancellation: t.cancelTitle, "no-show": t.noShowTitle, arrival: t.arriveTitle, "deposit-waiver": t.waiveTitle }[what](customer);
  const common = what === "cancellation" ? t.cancelReasons.split("|") : what === "no-show" ? t.noShowReasons.split("|") : [];
  return (
    <Dialog title={title} onClose={onClose} action={{ label: t.done, busy: isBusy, danger: what === "cancellation" || what === "no-show", disabled: !reason.trim(), run: () => void end() }}>
      {common.length > 0 && (
        <div className="tags" role="group" aria-label={t.reasons}>
          {common.map((one) => <button key={one} type="button" className="tag-choice" aria-pressed={reason === one} onClick={() => setReason(one)}>{one}</button>)}
        </div>
      )}
      <TextField label={t.reason} required maxLength={200} value={reason} onValue={setReason} error={problem?.of("reason")} data-autofocus />
      <FormProblem problem={problem} fields={["reason"]} />
    </Dialog>
  );
}
