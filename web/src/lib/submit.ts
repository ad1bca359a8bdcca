import { useRef, useState } from "react";
import { intention } from "./intention";
import { asProblem, Problem } from "./problem";

export interface Submission {
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  readonly clear: () => void;
  /** Runs a write that waits for the server. True when it succeeded; a second call while one runs does nothing. */
  readonly run: (work: (key: string) => Promise<void>) => Promise<boolean>;
}

/** A write with its busy state, its refusal and one idempotency key until it succeeds. */
export function useSubmission(): Submission {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef<string>();
  const running = useRef(false);
  const run = async (work: (key: string) => Promise<void>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    key.current ??= intention();
    try {
      await work(key.current);
      key.current = undefined;
      return true;
    } catch (error) {
      const refusal = asProblem(error);
      // What the server refused for its content will come with other content: that is another intention.
      if (refusal.status >= 400 && refusal.status < 500) key.current = undefined;
      setProblem(refusal);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { isBusy, problem, run, clear: () => setProblem(undefined) };
}
