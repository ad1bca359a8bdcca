import { api } from "../../lib/http";
import { changed } from "../../lib/live";
import { asProblem } from "../../lib/problem";
import { tell, tellProblem } from "../../lib/toast";
import type { Appointment } from "../../lib/appointments";

/** Everything that shows appointments is read again. */
export function appointmentsChanged(): void {
  ["appointments", "appointment", "customer-appointments", "working-time", "slots"].forEach((key) => changed(key));
}

/** Moves an appointment on by a step that needs no reason. */
export async function progress(appointment: Appointment, step: "confirmation" | "arrival" | "start" | "completion", done: string): Promise<void> {
  const options = { path: { id: appointment.id }, version: appointment.version };
  try {
    if (step === "arrival") await api("POST /v1/appointments/{id}/arrival", { ...options, body: {} });
    else if (step === "confirmation") await api("POST /v1/appointments/{id}/confirmation", options);
    else if (step === "start") await api("POST /v1/appointments/{id}/start", options);
    else await api("POST /v1/appointments/{id}/completion", options);
    tell(done);
  } catch (error) {
    tellProblem(asProblem(error));
  }
  appointmentsChanged();
}
