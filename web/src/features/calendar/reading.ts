import type { Customer } from "../../gen/api";
import { appointmentOf } from "../../lib/appointments";
import { Bookable, inOrder, named, useBookables, useServices } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { tiers, useWords } from "../../lib/words";
import { bookingOf, closuresOf, openOf, resourceOf, shiftsOf, Wording } from "./appointments";
import { deskTexts } from "./deskTexts";

/** A word for each service, and for what may not be seen. */
export function useWording(): Wording {
  const t = useTexts(deskTexts);
  const tier = useWords(tiers);
  const services = new Map((useServices().value ?? []).map((one) => [one.id ?? "", named(one)]));
  return { service: (id) => services.get(id) ?? "", tier, hidden: t.hidden, held: t.held, completed: t.completedFixed };
}

/** Everything that the calendar draws of some days of a branch. */
export function useDays(branch: string | undefined, from: string, to: string) {
  const t = useTexts(deskTexts);
  const wording = useWording();
  const path = { id: branch ?? "" };
  const booked = useQuery(branch ? ["appointments", branch, from, to] : undefined, () => api("GET /v1/branches/{id}/appointments", { path, query: { from, to, ended: "true" } }));
  const working = useQuery(branch ? ["working-time", branch, from, to] : undefined, () => api("GET /v1/branches/{id}/working-time", { path, query: { from, to } }));
  const found = useBookables(branch);
  const bookables = inOrder(found.value ?? []).filter((one) => one.state !== "retired");
  const resources = bookables.map(resourceOf);
  const customers = new Map((booked.value?.customers ?? []).map((one) => [one.id ?? "", one]));
  const appointments = (booked.value?.data ?? []).map(appointmentOf);
  const bookings = booked.value && found.value && working.value ? appointments.map((one) => bookingOf(one, customers.get(one.customerId ?? ""), wording)) : undefined;
  const shifts = working.value ? shiftsOf(working.value, resources) : [];
  const closures = working.value ? closuresOf(working.value, bookings ?? [], t) : [];
  return {
    bookables, resources, bookings, shifts, closures, open: openOf(shifts, bookings ?? []), appointments, customers: customers as ReadonlyMap<string, Customer>,
    isComplete: booked.value?.isComplete ?? true, problem: booked.problem ?? working.problem ?? found.problem,
    again: () => [booked, working, found].forEach((one) => one.again()),
  };
}

export type Days = ReturnType<typeof useDays>;
export type { Bookable };
