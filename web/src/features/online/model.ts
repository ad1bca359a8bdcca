import { dayMinute } from "../../lib/clock";
import { shortDay, time } from "../../lib/format";

// Shapes of docs/api/online-requests.md as the pages about them use them; whatever somebody may not see is absent or null.

export type RequestState = "auto_ok" | "need_review" | "contraindicated" | "approved" | "asking" | "postponed" | "rejected" | "confirmed" | "withdrawn";
export type Triage = "auto_ok" | "need_review" | "contraindicated";

export interface OnlineRequest {
  readonly id: string;
  readonly version: number;
  readonly number?: number | null;
  readonly receipt?: string | null;
  readonly branchId?: string | null;
  readonly pageId?: string | null;
  readonly serviceId?: string | null;
  readonly state: RequestState;
  readonly triage?: Triage | null;
  readonly slot?: "none" | "held" | "ended" | "booked" | null;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly age?: string | null;
  readonly answers?: string | null;
  readonly remark?: string | null;
  /** Medical, for the record. */
  readonly reason?: string | null;
  /** What the desk is to say or to ask. */
  readonly message?: string | null;
  readonly wishes?: readonly string[] | null;
  readonly startsAt?: string | null;
  readonly heldUntil?: string | null;
  readonly appointmentId?: string | null;
  readonly dueAt?: string | null;
  readonly overdueAt?: string | null;
  readonly postponeUntil?: string | null;
  readonly reviewedBy?: string | null;
  readonly reviewedAt?: string | null;
  readonly closedAt?: string | null;
  readonly leadId?: string | null;
  readonly customerId?: string | null;
  readonly createdAt?: string | null;
}

export interface OnlinePage {
  readonly id: string;
  readonly version: number;
  readonly branchId: string;
  readonly slug: string;
  readonly state: "off" | "on";
  readonly title?: string | null;
  readonly welcome?: string | null;
  readonly accent?: string | null;
  readonly notice?: string | null;
  readonly wishes?: "times" | "halves" | null;
  readonly sourceChannel?: string | null;
  readonly reviewMinutes?: number | null;
  readonly mostHolds?: number | null;
  readonly mostWaiting?: number | null;
}

export interface Offered {
  readonly serviceId: string;
  readonly note?: string | null;
}

export interface Asked {
  readonly word: string;
  readonly text: string;
  readonly textEn?: string | null;
  readonly serviceIds: readonly string[];
}

export const views = ["review", "desk", "late", "open", "all"] as const;
export type View = (typeof views)[number];

const waiting: Readonly<Record<"review" | "desk", readonly RequestState[]>> = { review: ["need_review", "contraindicated"], desk: ["auto_ok", "approved", "asking", "postponed"] };
export const waitsForDoctor = (state: RequestState): boolean => waiting.review.includes(state);
export const waitsForDesk = (state: RequestState): boolean => waiting.desk.includes(state);
export const isOpen = (state: RequestState): boolean => waitsForDoctor(state) || waitsForDesk(state);
/** Where it can become a booking. */
export const isBookable = (state: RequestState): boolean => state === "auto_ok" || state === "approved";
/** Where something was found out that the doctor waits for. */
export const isAskedBack = (state: RequestState): boolean => state === "asking" || state === "postponed";

export type Answer = "yes" | "no" | "unsure";

/** The answers, line by line: the question as it was asked, and what was said; a question may have colons of its own. */
export function answerLines(text: string | null | undefined): { question: string; answer: Answer | undefined; text: string }[] {
  return (text ?? "").split("\n").filter(Boolean).map((line) => {
    const found = /^(.*): (yes|no|unsure)$/.exec(line);
    return found ? { question: found[1] ?? "", answer: found[2] as Answer, text: line } : { question: line, answer: undefined, text: line };
  });
}

export type Wish = { readonly startsAt: string } | { readonly day: string; readonly half: "morning" | "afternoon" };

export function wishOf(text: string): Wish | undefined {
  const half = /^(\d{4}-\d{2}-\d{2}) (morning|afternoon)$/.exec(text);
  if (half) return { day: half[1] ?? "", half: half[2] as "morning" | "afternoon" };
  return Number.isNaN(Date.parse(text)) ? undefined : { startsAt: text };
}

/** `11月24日周二 09:00`, or the day with its half in words. */
export function wishText(text: string, words: { morning: string; afternoon: string }): string {
  const wish = wishOf(text);
  if (!wish) return text;
  return "startsAt" in wish ? `${shortDay(dayMinute(wish.startsAt).day)} ${time(wish.startsAt)}` : `${shortDay(wish.day)} ${words[wish.half]}`;
}

/** How the clock of working hours stands: over, soon over, running, or stopped. */
export function clockOf(request: Pick<OnlineRequest, "state" | "dueAt" | "overdueAt">, now: number): { kind: "over" | "soon" | "runs"; minutes: number } | undefined {
  if (!waitsForDoctor(request.state) && request.state !== "auto_ok") return undefined;
  if (!request.dueAt) return undefined;
  const minutes = Math.floor((Date.parse(request.dueAt) - now) / 60_000);
  return { kind: request.overdueAt || minutes < 0 ? "over" : minutes < 30 ? "soon" : "runs", minutes };
}

export type Decision = "approve" | "ask" | "postpone" | "reject";
export interface ReviewDraft {
  readonly decision: Decision;
  readonly reason: string;
  readonly message: string;
  readonly postponeUntil: string;
}

/** Whether a decision has what it needs. */
export function isDecided({ decision, reason, message, postponeUntil }: ReviewDraft): boolean {
  if (decision === "ask") return message.trim() !== "";
  if (decision === "reject") return reason.trim() !== "";
  return decision !== "postpone" || (reason.trim() !== "" && postponeUntil !== "");
}

export function reviewBody(draft: ReviewDraft, despite?: string): Record<string, string> {
  const [reason, message] = [draft.reason.trim(), draft.message.trim()];
  return { decision: draft.decision, ...(reason ? { reason } : {}), ...(message ? { message } : {}), ...(draft.decision === "postpone" ? { postponeUntil: draft.postponeUntil } : {}), ...(despite ? { despite } : {}) };
}

/** What rules name a question by: letters, digits and lines below. */
export const plainWord = (text: string): string => text.toLowerCase().replace(/[\s-]+/g, "_").replace(/[^a-z0-9_]/g, "").slice(0, 40);

/** Where the public finds a page. */
export const publicPath = (tenant: string, slug: string): string => `/p/${tenant}.${slug}`;
