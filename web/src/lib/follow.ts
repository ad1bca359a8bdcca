import { useEffect, useState } from "react";
import { asProblem, Problem } from "./problem";

/**
 * Follows work of the server until it is over: looks again, a little later each time, through lost connections too. `id` undefined follows
 * nothing; `read` and `isOver` may be made anew at every call.
 */
export function useFollowed<Work>(
  id: string | undefined, read: (id: string) => Promise<Work>, isOver: (work: Work) => boolean,
): { now: Work | undefined; problem: Problem | undefined } {
  const [now, setNow] = useState<Work>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (id === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = 300;
    let isGone = false;
    const look = async () => {
      try {
        const found = await read(id);
        if (isGone) return;
        setNow(found);
        if (isOver(found)) return;
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
  return { now, problem };
}
