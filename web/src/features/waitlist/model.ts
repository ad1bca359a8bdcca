import type { Operations, Waitlist_entry } from "../../gen/api";
import { timeOfDay, weekdayOf } from "../../lib/clock";
import { addDays } from "../../lib/format";

export type Entry = Waitlist_entry & { isHidden?: boolean };
export type EntryBody = Operations["POST /v1/waitlist-entries"]["body"];
export type EntryChange = Operations["PATCH /v1/waitlist-entries/{id}"]["body"];
export type WaitState = NonNullable<Waitlist_entry["state"]>;

export const openStates: readonly WaitState[] = ["waiting", "offered"];
export const endedStates: readonly WaitState[] = ["booked", "withdrawn", "expired"];

/** Days that somebody may wait, the first and the last counted (docs/api/bookings.md). */
export const longest = 93;
/** Services of one wish. */
export const mostServices = 6;
export const wholeDay = 1440;

/** Lists of the API come as lists; a masked one as a text. */
export const listOf = (value: readonly string[] | string | null | undefined): readonly string[] => (Array.isArray(value) ? value : []);

/** The order in which time that comes free is offered: the most urgent first, then who waits longest. */
export const inLine = (entries: readonly Entry[]): Entry[] => [...entries].sort((left, right) =>
  (right.priority ?? 0) - (left.priority ?? 0) || (left.createdAt ?? "").localeCompare(right.createdAt ?? "") || (left.id ?? "").localeCompare(right.id ?? ""));

export interface LineFilter {
  readonly state: string;
  readonly service: string;
  readonly priority: string;
  /** `from..until`: they would come on one of these days; either end may be left out. */
  readonly days: string;
}

/** Those of the line who are asked for; each filter's values between commas. */
export function matching(entries: readonly Entry[], { state, service, priority, days }: LineFilter): Entry[] {
  const any = (text: string, values: readonly string[]) => text === "" || text.split(",").some((one) => values.includes(one));
  return entries.filter((entry) => any(state, [entry.state ?? ""]) && any(service, listOf(entry.services)) && any(priority, [urgencyOf(entry.priority)]) && (days === "" || comesWithin(entry, days)));
}

function comesWithin(entry: Entry, days: string): boolean {
  const [from = "", until = ""] = days.split("..");
  const last = [entry.until ?? "", until].filter(Boolean).sort()[0] ?? "";
  let day = [entry.from ?? "", from].sort()[1] ?? "";
  for (let guard = 0; guard < longest && day <= last; guard += 1, day = addDays(day, 1)) if (comesOn(entry, day)) return true;
  return false;
}

/** Whether somebody would come on a day: within his days, and on that day of the week. */
export function comesOn(entry: Entry, day: string): boolean {
  const days = listOf(entry.weekdays);
  return (entry.from ?? "") <= day && day <= (entry.until ?? "") && (days.length === 0 || days.includes(String(weekdayOf(day))));
}

export const urgencies = ["plain", "soon", "urgent"] as const;
export type Urgency = (typeof urgencies)[number];

/** Ten steps of the API are three words here. */
export const urgencyOf = (priority: number | null | undefined): Urgency => ((priority ?? 0) >= 7 ? "urgent" : (priority ?? 0) >= 3 ? "soon" : "plain");
export const priorityOf: Readonly<Record<Urgency, number>> = { plain: 0, soon: 5, urgent: 9 };

/** `09:00–12:00` of the minutes between which the whole visit lies; undefined where any time suits. */
export function hoursOf({ after, before }: { after?: number | null; before?: number | null }): string | undefined {
  const [from, until] = [after ?? 0, before ?? wholeDay];
  return from === 0 && until === wholeDay ? undefined : `${timeOfDay(from)}–${until === wholeDay ? "24:00" : timeOfDay(until)}`;
}

/** What is left of an offer, `12:05`; nothing is left of one that ended. */
export function leftOf(until: string | null | undefined, now: number): string | undefined {
  const seconds = Math.ceil((Date.parse(until ?? "") - now) / 1000);
  return seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : undefined;
}

/** What the form holds: times of day as they are typed. */
export interface WishDraft {
  readonly with: string;
  readonly from: string;
  readonly until: string;
  readonly weekdays: readonly string[];
  readonly after: string;
  readonly before: string;
  readonly urgency: string;
}

/** Complaints about a wish before it is sent, by field. */
export function wishProblems(draft: WishDraft, today: string): Partial<Record<"until" | "before", "over" | "order" | "long">> {
  const days = (Date.parse(draft.until) - Date.parse(draft.from)) / 86_400_000 + 1;
  return {
    ...(draft.until && draft.until < today ? { until: "over" as const } : draft.from && draft.until && days < 1 ? { until: "order" as const } : days > longest ? { until: "long" as const } : {}),
    ...(draft.after && draft.before && endOf(draft.before) <= startOf(draft.after) ? { before: "order" as const } : {}),
  };
}

const startOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const endOf = (text: string): number => startOf(text) || wholeDay;

/** What is sent: what is as always is left out. Of a wish that is changed, what nobody touched stays. */
export function wishBody(draft: WishDraft, { branch, customer, services, before }: { branch: string; customer: string; services: readonly string[]; before?: Entry | undefined }): EntryBody {
  const urgency = draft.urgency as Urgency;
  const number = before?.priority != null && urgencyOf(before.priority) === urgency ? before.priority : priorityOf[urgency];
  const named = listOf(before?.resources);
  const resources = draft.with === "" ? [] : draft.with === named[0] ? [...named] : [draft.with];
  return {
    branchId: branch, customerId: customer, services: services.filter(Boolean), from: draft.from, until: draft.until,
    ...(resources.length > 0 ? { resources } : {}),
    ...(draft.weekdays.length > 0 && draft.weekdays.length < 7 ? { weekdays: [...draft.weekdays].sort() } : {}),
    ...(draft.after ? { after: startOf(draft.after) } : {}), ...(draft.before ? { before: endOf(draft.before) } : {}),
    ...(number > 0 ? { priority: number } : {}),
  };
}

/** Whether it is the wish that stands, for other days, hours or people: then it keeps its place in line. */
export const keepsPlace = (draft: WishDraft, services: readonly string[], entry: Entry): boolean =>
  draft.urgency === urgencyOf(entry.priority) && services.filter(Boolean).join() === listOf(entry.services).join();

/** What is sent of such a change: everything that may be said, so that what was taken out is gone. */
export function wishChange(draft: WishDraft, entry: Entry): EntryChange {
  const body = wishBody(draft, { branch: "", customer: "", services: [], before: entry });
  return { from: body.from, until: body.until, resources: body.resources ?? null, weekdays: body.weekdays ?? null, after: body.after ?? null, before: body.before ?? null };
}

/** The form of a wish that stands. */
export function wishDraft(entry: Entry): WishDraft {
  const days = listOf(entry.weekdays);
  return {
    with: listOf(entry.resources)[0] ?? "", from: entry.from ?? "", until: entry.until ?? "", weekdays: days.length === 7 ? [] : days,
    after: entry.after ? timeOfDay(entry.after) : "", before: entry.before && entry.before < wholeDay ? timeOfDay(entry.before) : "", urgency: urgencyOf(entry.priority),
  };
}
