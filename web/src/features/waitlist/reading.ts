import { useMemo } from "react";
import { appointmentOf, Appointment } from "../../lib/appointments";
import { named, useBookables, useServices } from "../../lib/catalogue";
import { distinct, useCustomerNames } from "../../lib/customers";
import { shortDay } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { Entry, hoursOf, listOf, openStates } from "./model";
import { waitTexts } from "./texts";

/** Of a line no more is read than fits one. */
export const mostInLine = 1000;
const atOnce = 50;

/** Whoever waits in a branch or holds an offer, read whole: the order of the line is made of all of them. */
export const useLine = (branch: string) => useQuery<Entry[]>(["waitlist", "line", branch], () => everyPage<Entry>((cursor) =>
  api("GET /v1/waitlist-entries", { query: { "filter[branchId]": branch, "filter[state]": openStates.join(","), sort: "createdAt", limit: 200, cursor } }), mostInLine));

/** Who the customers of some entries are, as far as somebody sees them. */
export const useNames = (entries: readonly Entry[]) => useCustomerNames(entries.map((entry) => entry.customerId));

/** The times that are held for some entries, by the ids of their appointments. */
export function useOffers(entries: readonly Entry[], branch: string): ReadonlyMap<string, Appointment> {
  const rights = useRights();
  const ids = distinct(entries.map((entry) => entry.appointmentId));
  return useQuery(ids.length > 0 && rights.may("read.appointment", branch) ? ["appointment", "offers", ...ids] : undefined, async () => {
    const found = new Map<string, Appointment>();
    for (let from = 0; from < ids.length; from += atOnce) {
      const page = await api("GET /v1/appointments", { query: { "filter[id]": ids.slice(from, from + atOnce).join(","), limit: atOnce } });
      for (const one of page.data.map(appointmentOf)) found.set(one.id, one);
    }
    return found;
  }).value ?? nothing;
}

const nothing: ReadonlyMap<string, Appointment> = new Map();

/** Everything that shows the waiting list or what it holds is read again. */
export function waitlistChanged(): void {
  ["waitlist", "appointments", "appointment", "customer-appointments", "working-time", "slots"].forEach((key) => changed(key));
}

/** An entry in words. */
export function useWishWords(branch: string) {
  const t = useTexts(waitTexts);
  const services = useServices().value;
  const bookables = useBookables(branch).value;
  return useMemo(() => {
    const names = new Map((services ?? []).map((one) => [one.id ?? "", named(one)]));
    const things = new Map((bookables ?? []).map((one) => [one.id ?? "", one.name ?? ""]));
    const weekdays = t.weekdayNames.split(" ").map(t.weekday);
    const all = (ids: readonly string[] | string | null | undefined, known: ReadonlyMap<string, string>) => listOf(ids).map((id) => known.get(id)).filter(Boolean).join(comma());
    return {
      services: (entry: Entry) => all(entry.services, names) || "—",
      who: (entry: Entry) => all(entry.resources, things),
      weekdays: (entry: Entry) => (listOf(entry.weekdays).length === 7 ? "" : listOf(entry.weekdays).map((day) => weekdays[Number(day) - 1]).join(comma())),
      days: (entry: Entry) => (entry.from === entry.until ? shortDay(entry.from ?? "") : t.days(shortDay(entry.from ?? ""), shortDay(entry.until ?? ""))),
      hours: (entry: Entry) => hoursOf(entry) ?? "",
    };
  }, [services, bookables, t]);
}
