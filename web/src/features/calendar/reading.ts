import { useMemo } from "react";
import type { Customer } from "../../gen/api";
import { appointmentOf } from "../../lib/appointments";
import { inOrder, named, useBookables, useServices } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { tiers, useWords } from "../../lib/spoken";
import { bookingOf, closuresOf, openOf, resourceOf, shiftsOf, Wording } from "./appointments";
import { deskTexts } from "./deskTexts";

/** A word for each service, and for what may not be seen. */
export function useWording(): Wording {
  const t = useTexts(deskTexts);
  const tier = useWords(tiers);
  const services = useServices().value;
  return useMemo(() => {
    const names = new Map((services ?? []).map((one) => [one.id ?? "", named(one)]));
    return { service: (id) => names.get(id) ?? "", tier, hidden: t.hidden, held: t.held, completed: t.completedFixed };
  }, [services, t]);
}

/** Everything that the calendar draws of some days of a branch; the same objects while nothing changed. */
export function useDays(branch: string, from: string, to: string) {
  const t = useTexts(deskTexts);
  const rights = useRights();
  const wording = useWording();
  const path = { id: branch };
  const [seesResources, seesShifts] = [rights.may("read.resource", branch), rights.may("read.shift", branch)];
  const booked = useQuery(["appointments", branch, from, to], () => api("GET /v1/branches/{id}/appointments", { path, query: { from, to, ended: "true" } }));
  const working = useQuery(seesShifts ? ["working-time", branch, from, to] : undefined, () => api("GET /v1/branches/{id}/working-time", { path, query: { from, to } }));
  const found = useBookables(branch);
  const plan = useMemo(() => {
    const bookables = inOrder(found.value ?? []).filter((one) => one.state !== "retired");
    // Who may not see whom and what there is sees when something is booked, in one column.
    const resources = seesResources ? bookables.map(resourceOf) : [{ id: branch, kind: "branch", name: t.title, capacity: 1000 }];
    const customers: ReadonlyMap<string, Customer> = new Map((booked.value?.customers ?? []).map((one) => [one.id ?? "", one]));
    const appointments = (booked.value?.data ?? []).map(appointmentOf);
    const isThere = booked.value && (found.value || !seesResources) && (working.value || !seesShifts);
    const bookings = isThere ? appointments.map((one) => {
      const booking = bookingOf(one, customers.get(one.customerId ?? ""), wording);
      return seesResources ? booking : { ...booking, uses: [branch], segments: [{ from: 0, to: booking.end - booking.start, name: "", uses: [branch] }] };
    }) : undefined;
    const shifts = working.value && seesResources ? shiftsOf(working.value, resources) : [];
    const closures = working.value && seesResources ? closuresOf(working.value, bookings ?? [], t) : [];
    return { bookables, resources, customers, appointments, bookings, shifts, closures, open: openOf(shifts, bookings ?? []) };
  }, [booked.value, working.value, found.value, wording, seesResources, seesShifts]);
  return {
    ...plan, isComplete: booked.value?.isComplete ?? true, problem: booked.problem ?? working.problem ?? found.problem, again: () => [booked, working, found].forEach((one) => one.again()),
  };
}
