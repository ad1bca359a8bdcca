import { useEffect, useState } from "react";
import type { Export } from "../../gen/api";
import { api } from "../../lib/http";
import { asProblem, Problem } from "../../lib/problem";

/** Whether nothing more happens to it by itself. */
export const isOver = (one: Export): boolean => one.state !== "approved" && one.state !== "running";

/** Follows an export until it is over or waits for somebody: looks again every second, a little later each time. */
export function useExport(id: string | undefined): { made: Export | undefined; problem: Problem | undefined } {
  const [made, setMade] = useState<Export>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (id === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = 300;
    let isGone = false;
    const look = async () => {
      try {
        const now = await api("GET /v1/exports/{id}", { path: { id } });
        if (isGone) return;
        setMade(now);
        if (isOver(now)) return;
      } catch (error) {
        if (isGone) return;
        const refusal = asProblem(error);
        if (!refusal.isOffline) {
          setProblem(refusal);
          return;
        }
      }
      pause = Math.min(pause * 1.4, 3000);
      timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [id]);
  return { made, problem };
}
