import type { Operations } from "../../gen/api";
import { numberOrNull } from "../../lib/form";

export type Lines = Operations["GET /v1/service-packages/{id}/lines"]["reply"];

export interface LineDraft {
  readonly serviceId: string;
  readonly sessions: string;
  readonly isGift: boolean;
}

export const lineDrafts = (lines: Lines): LineDraft[] => lines.lines.map((line) => ({ serviceId: line.serviceId, sessions: String(line.sessions), isGift: line.gift ?? false }));

export const linesBody = (lines: readonly LineDraft[]): Operations["PUT /v1/service-packages/{id}/lines"]["body"] => ({
  lines: lines.map((line) => ({ serviceId: line.serviceId, sessions: numberOrNull(line.sessions) ?? 0, gift: line.isGift })),
});

/** What the lines would take by themselves; gifts are worth nothing less. */
export function worth(lines: Lines["lines"], prices: ReadonlyMap<string, number>): number {
  return lines.reduce((sum, line) => sum + (prices.get(line.serviceId) ?? 0) * line.sessions, 0);
}
