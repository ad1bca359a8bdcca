import type { Operations } from "../../gen/api";
import type { BookableKind } from "../../lib/catalogue";
import { numberOrNull, wordsOf } from "../../lib/form";

export type Plan = Operations["GET /v1/services/{id}/plan"]["reply"];
type PlanBody = Operations["PUT /v1/services/{id}/plan"]["body"];

/** A plan as it stands in its form: texts as they are typed. */
export interface SegmentDraft {
  readonly name: string;
  readonly minutes: string;
  readonly needs: readonly NeedDraft[];
}

export interface NeedDraft {
  /** `""` for none; otherwise its number. */
  readonly bond: string;
  readonly alternatives: readonly AlternativeDraft[];
}

export interface AlternativeDraft {
  readonly kind: BookableKind;
  readonly tags: string;
  readonly resourceId: string;
  readonly before: string;
  readonly after: string;
}

export const newAlternative = (kind: BookableKind): AlternativeDraft => ({ kind, tags: "", resourceId: "", before: "0", after: "0" });
export const newNeed = (kind: BookableKind = "doctor"): NeedDraft => ({ bond: "", alternatives: [newAlternative(kind)] });
export const newSegment = (name: string): SegmentDraft => ({ name, minutes: "30", needs: [newNeed("doctor"), newNeed("room")] });

export function planDraft(plan: Plan | undefined): SegmentDraft[] {
  return (plan?.segments ?? []).map((segment) => ({
    name: segment.name, minutes: String(segment.minutes),
    needs: (segment.needs ?? []).map((need) => ({
      bond: need.bond ? String(need.bond) : "",
      alternatives: need.alternatives.map((one) => ({
        kind: one.kind, tags: (one.tags ?? []).join("，"), resourceId: one.resourceId ?? "", before: String(one.bufferBefore ?? 0), after: String(one.bufferAfter ?? 0),
      })),
    })),
  }));
}

export function planBody(segments: readonly SegmentDraft[]): PlanBody {
  return {
    segments: segments.map((segment) => ({
      name: segment.name.trim(), minutes: numberOrNull(segment.minutes) ?? 0,
      needs: segment.needs.map((need) => ({
        bond: need.bond ? Number(need.bond) : null,
        alternatives: need.alternatives.map((one) => ({
          kind: one.kind, tags: wordsOf(one.tags), resourceId: one.resourceId || null, bufferBefore: numberOrNull(one.before) ?? 0, bufferAfter: numberOrNull(one.after) ?? 0,
        })),
      })),
    })),
  };
}

export const planMinutes = (segments: readonly { minutes: string | number }[]): number => segments.reduce((sum, one) => sum + (Number(one.minutes) || 0), 0);

/** A list with one of its items changed. */
export const changedAt = <Item>(items: readonly Item[], index: number, change: (item: Item) => Item): Item[] => items.map((item, at) => (at === index ? change(item) : item));
export const withoutAt = <Item>(items: readonly Item[], index: number): Item[] => items.filter((_, at) => at !== index);
export function movedBy<Item>(items: readonly Item[], index: number, by: 1 | -1): Item[] {
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(index + by, 0, item);
  return next;
}

/** The letter of a bond. */
export const bondLetter = (bond: number | string): string => String.fromCharCode(64 + Number(bond));
