import type { Export } from "../../gen/api";
import { useFollowed } from "../../lib/follow";
import { api } from "../../lib/http";
import type { Problem } from "../../lib/problem";

/** Whether nothing more happens to it by itself. */
export const isOver = (one: Export): boolean => one.state !== "approved" && one.state !== "running";

/** Follows an export until it is over or waits for somebody. */
export function useExport(id: string | undefined): { made: Export | undefined; problem: Problem | undefined } {
  const { now, problem } = useFollowed<Export>(id, (made) => api("GET /v1/exports/{id}", { path: { id: made } }), isOver);
  return { made: now, problem };
}
