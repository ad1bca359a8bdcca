import type { Visit } from "../../gen/api";
import type { AppointmentState } from "../../lib/appointments";
import { useDirectory } from "../../lib/directory";
import { today } from "../../lib/format";
import { api } from "../../lib/http";
import { useRights } from "../../lib/me";
import { changed } from "../../lib/live";
import { useQuery } from "../../lib/query";
import type { Choice } from "../../ui/Field";

/** What a board shows of a customer. */
export interface BoardCustomer {
  id?: string;
  number?: number;
  name?: string;
  level?: string | null;
}

/** One card. */
export interface BoardRow {
  visit: Visit;
  customer: BoardCustomer | null;
  seconds: Record<string, number>;
  /** Consents that his booking wants and that he has not given; nothing where one does not read them. */
  missingConsents?: readonly string[] | null;
  requiredForms?: readonly string[];
}

export const steps = ["waiting", "consultation", "cashier", "treatment", "observation", "left"] as const;
export type Step = (typeof steps)[number];

/** Somebody who is booked for today and has not come. */
export interface Expected {
  id: string;
  state: AppointmentState;
  startsAt: string;
  endsAt: string;
  customerId: string;
  name: string | undefined;
  number: number | undefined;
  missingConsents: readonly string[] | null;
  requiredForms: readonly string[];
}

/** Who is booked in a branch today and has not come yet, the next first. */
export function useExpected(branch: string): readonly Expected[] {
  const rights = useRights();
  const day = today();
  const found = useQuery(branch && rights.may("read.appointment", branch) ? ["expected", branch, day] : undefined, async () => {
    const reply = (await api("GET /v1/branches/{id}/appointments", { path: { id: branch }, query: { from: day, to: day } })) as unknown as {
      data: { id: string; state: AppointmentState; startsAt: string; endsAt: string; customerId: string | null; missingConsents: string[] | null; requiredForms: string[] }[]; customers: BoardCustomer[];
    };
    const people = new Map(reply.customers.map((one) => [one.id ?? "", one]));
    return reply.data.filter((one) => (one.state === "booked" || one.state === "confirmed") && one.customerId).map((one) => ({
      id: one.id, state: one.state, startsAt: one.startsAt, endsAt: one.endsAt, customerId: one.customerId ?? "", name: people.get(one.customerId ?? "")?.name, number: people.get(one.customerId ?? "")?.number,
      missingConsents: one.missingConsents, requiredForms: one.requiredForms,
    }));
  });
  return found.value ?? [];
}

/** Visits changed: whatever shows them reads again. */
export function boardChanged(): void {
  for (const key of ["waiting-board", "expected", "visits", "timeline"]) changed(key);
}

/** Since when a step lasts, in whole minutes. */
export const minutesSince = (since: string | null | undefined, now: number): number => (since ? Math.max(0, Math.floor((now - Date.parse(since)) / 60_000)) : 0);

/** Whether somebody waits longer than the house wants: a quarter of an hour, and half of one. */
export function patience(step: string | null | undefined, minutes: number): "plain" | "warn" | "bad" {
  if (step !== "waiting" && step !== "cashier") return "plain";
  return minutes >= 30 ? "bad" : minutes >= 15 ? "warn" : "plain";
}

/** People of a branch who can be handed a visit, by their names. */
export function useColleagues(branch: string, kinds: readonly string[]): Choice[] {
  const rights = useRights();
  const names = useDirectory();
  const found = useQuery(rights.may("read.resource") && branch ? ["colleagues", branch, kinds.join(",")] : undefined, async () => (await api("GET /v1/resources", {
    query: { "filter[branchId]": branch, "filter[kind]": kinds.join(","), "filter[state]": "ready", limit: 200 },
  })).data, { isLive: false });
  const people = new Map((found.value ?? []).filter((one) => one.userId).map((one) => [one.userId ?? "", one.name ?? names.person(one.userId) ?? ""]));
  return [...people].map(([value, label]) => ({ value, label }));
}
