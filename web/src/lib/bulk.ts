import { useEffect, useState } from "react";
import { api } from "./http";
import { asProblem, Problem } from "./problem";

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

/** Follows an action until it is over: looks again every second, a little later each time. */
export function useBulk(id: string | undefined): { work: BulkState | undefined; problem: Problem | undefined } {
  const [work, setWork] = useState<BulkState>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (id === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = 400;
    let isGone = false;
    const look = async () => {
      try {
        const now = await api("GET /v1/bulk-actions/{id}", { path: { id } });
        if (isGone) return;
        setWork(now);
        if (isOver(now)) return;
      } catch (error) {
        if (isGone) return;
        const refusal = asProblem(error);
        if (!refusal.isOffline) {
          setProblem(refusal);
          return;
        }
      }
      pause = Math.min(pause * 1.3, 3000);
      timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [id]);
  return { work, problem };
}
