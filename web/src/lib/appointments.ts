import type { AppointmentDetail, Appointment as Listed } from "../gen/api";
import type { Words } from "./spoken";
import type { DepositState } from "./deposits";
import { dictionary } from "./i18n";

export type AppointmentState = "held" | "booked" | "confirmed" | "arrived" | "in_service" | "completed" | "cancelled" | "no_show";

export interface Deposit {
  readonly state: DepositState;
  readonly fen: number;
  readonly paidFen: number;
  readonly forfeitFen: number;
  readonly dueAt: string | null;
  /** Empty in lists. */
  readonly terms: AppointmentDetail["depositTerms"];
}

/** An appointment with what every one has: the description of the API lets all fields be absent, for whoever may not see them. */
export interface Appointment {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly branchId: string;
  readonly state: AppointmentState;
  readonly startsAt: string;
  readonly endsAt: string;
  /** What is done, by the names under which it was booked. */
  readonly names: readonly string[];
  /** What is done, in its order; empty in lists. */
  readonly services: readonly string[];
  /** Empty in lists. */
  readonly segments: AppointmentDetail["segments"];
  readonly customerId: string | null;
  readonly isHidden: boolean;
  readonly isOverbooked: boolean;
  readonly heldUntil: string | null;
  readonly source: string | null;
  readonly remark: string | null;
  /** Nothing where one does not see it, or there is nothing to see. */
  readonly deposit: Deposit | null;
  /** Consents that are still to be given before the treatment; nothing where one does not read the customer's. */
  readonly missingConsents: readonly string[] | null;
  /** Forms that its services want, by their words. */
  readonly requiredForms: readonly string[];
  readonly endReason: string | null;
  /** How it ended where nobody said why. */
  readonly endWord: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string | null;
}

/** Reads one as the API gives it, alone or in a list. */
export function appointmentOf(given: Listed & Partial<Pick<AppointmentDetail, "segments" | "isHidden" | "isOverbooked" | "depositTerms" | "missingConsents" | "requiredForms">>): Appointment {
  const segments = [...(given.segments ?? [])].sort((left, right) => left.position - right.position);
  return {
    id: given.id ?? "", version: given.version ?? 0, number: given.number ?? 0, branchId: given.branchId ?? "", state: given.state ?? "booked", startsAt: given.startsAt ?? "", endsAt: given.endsAt ?? "", segments,
    names: given.services ?? [], services: segments.map((one) => one.serviceId).filter((id, index, all) => all[index - 1] !== id), customerId: given.customerId ?? null, isHidden: given.isHidden ?? false,
    isOverbooked: given.isOverbooked ?? false, heldUntil: given.heldUntil ?? null, source: given.source ?? null, remark: given.remark ?? null, endReason: given.endReason ?? null, endWord: given.endWord && given.endWord !== "said" ? given.endWord : null, createdBy: given.createdBy ?? null,
    createdAt: given.createdAt ?? null, missingConsents: given.missingConsents ?? null, requiredForms: given.requiredForms ?? [],
    deposit: given.depositState && given.depositState !== "none" ? { state: given.depositState, fen: given.depositFen ?? 0, paidFen: given.depositPaidFen ?? 0, forfeitFen: given.depositForfeitFen ?? 0, dueAt: given.depositDueAt ?? null, terms: given.depositTerms ?? [] } : null,
  };
}

/** The states of appointments, as the server spells them. */
export const appointmentStates: Words = dictionary({
  held: ["保留中", "Held"], booked: ["待确认", "To confirm"], confirmed: ["已确认", "Confirmed"], arrived: ["已到店", "Arrived"], in_service: ["治疗中", "In treatment"], completed: ["已完成", "Done"],
  cancelled: ["已取消", "Cancelled"], no_show: ["爽约", "No-show"],
});

/** How one that did not take place ended, where nobody said why. */
export const appointmentEnds: Words = dictionary({
  released: ["已放弃保留", "Given up"], expired: ["保留已过期", "The hold ran out"], erased: ["客户信息已删除", "The customer was erased"],
});

/** Colour and icon of a state; its word stands beside them. */
export const appointmentLooks: Readonly<Record<AppointmentState, readonly [tone: "plain" | "bad" | "warn" | "info" | "vio" | "brand", icon: string]>> = {
  held: ["warn", "hourglass"], booked: ["warn", "clock"], confirmed: ["info", "check"], arrived: ["vio", "door-open"], in_service: ["brand", "syringe"], completed: ["plain", "check-check"],
  cancelled: ["plain", "ban"], no_show: ["bad", "user-round-x"],
};

/** So long somebody is awaited before he is late. */
const graceMinutes = 15;

/** Whether somebody has not come: his time has begun, he is late, or it is over and nothing but a no-show is left to say. Nothing where he is there, or it is not time yet. */
export function lateness(one: Pick<Appointment, "state" | "startsAt" | "endsAt">, now: number): "due" | "late" | "missed" | undefined {
  if (one.state !== "booked" && one.state !== "confirmed") return undefined;
  const start = Date.parse(one.startsAt);
  if (now < start) return undefined;
  return now >= Date.parse(one.endsAt) ? "missed" : now >= start + graceMinutes * 60_000 ? "late" : "due";
}

export const latenesses: Words = dictionary({ due: ["已到时间", "Due"], late: ["迟到", "Late"], missed: ["未到店", "Has not come"] });
