import { ReactElement, useState } from "react";
import type { Lead, LeadStep } from "../../gen/api";
import { startOfDay, today } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { at } from "./clock";
import { leadSteps, leadTexts, lostReasons } from "./words";

/** Where a lead may go from where it is; the server has the last word. */
const steps: Record<string, readonly string[]> = {
  assigned: ["contacted", "attempted", "added_wecom", "booked", "arrived", "lost"], contacted: ["added_wecom", "booked", "arrived", "contacted", "attempted", "lost"],
  added_wecom: ["booked", "arrived", "contacted", "attempted", "lost"], booked: ["arrived", "contacted", "lost"], arrived: ["won", "lost"], won: ["reopened"], lost: ["reopened"],
};

/** Says how far a lead is, and when to call again. */
export function StepDialog({ lead, onClose, onDone }: { lead: Lead; onClose: () => void; onDone: (lead: Lead) => void }): ReactElement {
  const t = useTexts(leadTexts);
  const shown = useStore(language);
  const possible = steps[lead.state ?? ""] ?? [];
  const all = choicesOf(leadSteps, shown);
  const [step, setStep] = useState(possible[0] ?? "contacted");
  const [reason, setReason] = useState("");
  const [appointment, setAppointment] = useState("");
  const [day, setDay] = useState("");
  const [hour, setHour] = useState("10:00");
  const [title, setTitle] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const callsAgain = !["won", "lost", "reopened"].includes(step);
  const go = () => run(async () => {
    const body = {
      step, ...(step === "lost" ? { reason } : {}), ...(step === "booked" ? { appointmentId: appointment.trim() } : {}),
      ...(callsAgain && day ? { nextAt: at(startOfDay(day), hour), ...(title.trim() ? { nextTitle: title.trim() } : {}) } : {}),
    };
    onDone(await api("POST /v1/leads/{id}/steps", { path: { id: lead.id ?? "" }, version: lead.version ?? 0, body: body as LeadStep }));
    tell(t.stepped);
  });
  return (
    <Dialog title={`${t.step} #${lead.number}`} onClose={onClose} action={{ label: t.step, danger: step === "lost", busy: isBusy, disabled: (step === "lost" && !reason) || (step === "booked" && !appointment.trim()), run: () => void go() }}>
      <SelectField label={t.state} value={step} onValue={setStep} choices={possible.map((one) => all.find((choice) => choice.value === one) ?? { value: one, label: one })} error={problem?.of("step")} />
      {step === "lost" && <SelectField label={t.lostReason} required value={reason} onValue={setReason} empty="" choices={choicesOf(lostReasons, shown)} error={problem?.of("reason")} />}
      {step === "booked" && <TextField label={t.appointment} required value={appointment} onValue={setAppointment} maxLength={36} error={problem?.of("appointmentId")} />}
      {callsAgain && <DateField label={t.nextAt} value={day} onValue={setDay} min={today()} error={problem?.of("nextAt")} />}
      {callsAgain && day && <TextField label={t.nextTime} type="time" value={hour} onValue={setHour} />}
      {callsAgain && day && <TextField label={t.nextTitle} value={title} onValue={setTitle} maxLength={200} error={problem?.of("nextTitle")} />}
      <FormProblem problem={problem} fields={["step", "reason", "appointmentId", "nextAt", "nextTitle"]} />
    </Dialog>
  );
}
