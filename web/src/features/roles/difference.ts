import type { RoleDifference } from "../../gen/api";
import type { FieldRight } from "../../lib/me";
import type { Difference } from "../../ui/DiffView";
import type { Language } from "../../lib/i18n";
import { targetText } from "../../lib/fieldWords";
import { classes, levelWords, scopes, usages, word } from "../../lib/spoken";
import { actionText } from "../../lib/words";

interface FieldDifference {
  target: string;
  before: FieldRight | null;
  after: FieldRight | null;
}

/** A right in words: `可读（筛选、排序）`. */
export function rightText(right: FieldRight | null | undefined, language: Language): string {
  const level = word(levelWords[language] as Record<string, string>, right?.level ?? "none");
  const uses = (right?.uses ?? []).map((use) => word(usages[language] as Record<string, string>, use));
  if (uses.length === 0) return level;
  return language === "zh" ? `${level}（${uses.join("、")}）` : `${level} (${uses.join(", ")})`;
}

/** A field, or a whole class of fields, in words. */
export const targetName = (target: string, language: Language): string =>
  (target.includes(".") ? targetText(target, language) : `${word(classes[language] as Record<string, string>, target)} ${target}`);

/** The server's difference of two contents as rows of before and after. */
export function differenceRows(difference: RoleDifference, language: Language, allowed: string): Difference[] {
  const rows: Difference[] = [];
  const { rowScope, actions, fields } = difference;
  if (rowScope && rowScope.before !== rowScope.after) {
    const scope = (value: string | undefined) => word(scopes[language] as Record<string, string>, value);
    rows.push({ name: language === "zh" ? "数据范围" : "Rows", before: scope(rowScope.before), after: scope(rowScope.after) });
  }
  for (const action of actions.removed ?? []) rows.push({ name: actionText(action, language), before: allowed });
  for (const action of actions.added ?? []) rows.push({ name: actionText(action, language), after: allowed });
  for (const field of fields as unknown as FieldDifference[]) {
    rows.push({ name: targetName(field.target, language), before: rightText(field.before, language), after: rightText(field.after, language) });
  }
  return rows;
}
