import type { Operations } from "../../gen/api";
import { dayMinute, endMinute } from "../../lib/clock";

export type Roster = Operations["GET /v1/branches/{id}/roster"]["reply"];
export type Template = Operations["GET /v1/shift-templates/{id}"]["reply"];
export type Conflict = Operations["GET /v1/branches/{id}/roster/conflicts"]["reply"]["data"][number];
type DraftBody = Operations["PUT /v1/branches/{id}/roster"]["body"];

/** Somebody's work on a day, as minutes of the clinic's clock. */
export interface Shift {
  readonly resourceId: string;
  readonly day: string;
  /** Null for hours of its own. */
  readonly templateId: string | null;
  readonly starts: number;
  readonly ends: number;
  readonly breakStarts: number | null;
  readonly breakEnds: number | null;
}

/** The server's shifts by the clinic's clock. */
export function shiftsOf(shifts: Roster["draft"], zone?: string): Shift[] {
  return shifts.map((one) => ({
    resourceId: one.resourceId, day: one.day, templateId: one.templateId, starts: dayMinute(one.startsAt, zone).minute, ends: endMinute(one.endsAt, one.day, zone),
    breakStarts: one.breakStartsAt ? dayMinute(one.breakStartsAt, zone).minute : null, breakEnds: one.breakEndsAt ? dayMinute(one.breakEndsAt, zone).minute : null,
  }));
}

export const shiftOf = (template: Template, resourceId: string, day: string): Shift => ({
  resourceId, day, templateId: template.id ?? null, starts: template.startsMinute ?? 0, ends: template.endsMinute ?? 0, breakStarts: template.breakStartsMinute ?? null, breakEnds: template.breakEndsMinute ?? null,
});

export const inCell = (shifts: readonly Shift[], resourceId: string, day: string): Shift[] =>
  shifts.filter((one) => one.resourceId === resourceId && one.day === day).sort((left, right) => left.starts - right.starts);

/** The same week with other shifts of one person on one day. */
export const withCell = (shifts: readonly Shift[], resourceId: string, day: string, cell: readonly Shift[]): Shift[] =>
  [...shifts.filter((one) => one.resourceId !== resourceId || one.day !== day), ...cell];

/** A template put into a cell; it goes when it was all that was there. */
export function toggled(shifts: readonly Shift[], template: Template, resourceId: string, day: string): Shift[] {
  const cell = inCell(shifts, resourceId, day);
  const isThere = cell.length === 1 && cell[0]?.templateId === template.id;
  return withCell(shifts, resourceId, day, isThere ? [] : [shiftOf(template, resourceId, day)]);
}

const word = (shift: Shift): string => [shift.resourceId, shift.day, shift.templateId ?? "", shift.starts, shift.ends, shift.breakStarts ?? "", shift.breakEnds ?? ""].join();

/** What is in one week and not in the other, both ways. */
export function difference(before: readonly Shift[], after: readonly Shift[]): { added: Shift[]; removed: Shift[] } {
  const [had, has] = [new Set(before.map(word)), new Set(after.map(word))];
  return { added: after.filter((one) => !had.has(word(one))), removed: before.filter((one) => !has.has(word(one))) };
}

export function isSame(before: readonly Shift[], after: readonly Shift[]): boolean {
  const { added, removed } = difference(before, after);
  return added.length === 0 && removed.length === 0;
}

/** Shifts of one person on one day that meet. */
export function overlapping(cell: readonly Shift[]): boolean {
  const sorted = [...cell].sort((left, right) => left.starts - right.starts);
  return sorted.some((one, index) => index > 0 && (sorted[index - 1]?.ends ?? 0) > one.starts);
}

/** Minutes that are worked: without breaks. */
export const worked = (shifts: readonly Shift[]): number =>
  shifts.reduce((sum, one) => sum + one.ends - one.starts - (one.breakStarts !== null && one.breakEnds !== null ? one.breakEnds - one.breakStarts : 0), 0);

/** `37.5` of minutes. */
export const hoursText = (minutes: number): string => String(Math.round(minutes / 6) / 10);

export const draftBody = (week: string, shifts: readonly Shift[]): DraftBody => ({
  week, shifts: shifts.map((one) => (one.templateId !== null
    ? { resourceId: one.resourceId, day: one.day, templateId: one.templateId }
    : {
      resourceId: one.resourceId, day: one.day, startsMinute: one.starts, endsMinute: one.ends,
      ...(one.breakStarts !== null && one.breakEnds !== null ? { breakStartsMinute: one.breakStarts, breakEndsMinute: one.breakEnds } : {}),
    })),
});

export interface DayMark {
  readonly kind: "closed" | "make_up";
  readonly name: string;
  readonly likeWeekday: number | null;
}

interface MarkedDay {
  readonly unitId?: string | null;
  readonly day?: string | null;
  readonly kind?: "closed" | "make_up" | null;
  readonly name?: string | null;
  readonly likeWeekday?: number | null;
}

/** What is said of days for a branch: the nearest unit's word counts. */
export function dayMarks(days: readonly MarkedDay[], units: readonly { id: string; parentId?: string | null }[], branch: string): Map<string, DayMark> {
  const marks = new Map<string, DayMark>();
  const seen = new Set<string>();
  for (let unit: string | null | undefined = branch; unit && !seen.has(unit);) {
    seen.add(unit);
    for (const one of days) {
      if (one.unitId === unit && one.day && one.kind && !marks.has(one.day)) marks.set(one.day, { kind: one.kind, name: one.name ?? "", likeWeekday: one.likeWeekday ?? null });
    }
    const here: string = unit;
    unit = units.find((candidate) => candidate.id === here)?.parentId;
  }
  return marks;
}

export interface Period {
  readonly weekday: number;
  readonly opens: number;
  readonly closes: number;
}

/** Periods that cannot be: none, backwards, or meeting on one day. */
export function badPeriods(periods: readonly Period[]): number[] {
  return periods.flatMap((one, index) =>
    (one.closes <= one.opens || periods.some((other, at) => at !== index && other.weekday === one.weekday && other.opens < one.closes && one.opens < other.closes) ? [index] : []));
}
