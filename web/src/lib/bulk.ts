import { useFollowed } from "./follow";
import { api } from "./http";
import type { Problem } from "./problem";

/** Work on many customers that a job does: how far it is. */
export interface BulkState {
  readonly id: string;
  readonly state: "waiting" | "running" | "done" | "cancelled" | "failed";
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly version: number;
}

export const isOver = (work: BulkState): boolean => work.state !== "waiting" && work.state !== "running";

/** Follows an action until it is over. */
export function useBulk(id: string | undefined): { work: BulkState | undefined; problem: Problem | undefined } {
  const { now, problem } = useFollowed<BulkState>(id, (action) => api("GET /v1/bulk-actions/{id}", { path: { id: action } }), isOver);
  return { work: now, problem };
}
