import { useTexts } from "../../lib/i18n";
import { Submission, useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { policyTexts } from "./texts";

/** Changes to numbers; null goes back to what holds without the chain's own. */
export type Changes = Record<string, number | null>;

/** Saves over the version that was read; where somebody was faster, the newest is loaded and said so. */
export function usePolicy(save: (changes: Changes) => Promise<void>, reload: () => void): Omit<Submission, "run"> & { submit: (changes: Changes) => Promise<void> } {
  const t = useTexts(policyTexts);
  const { run, ...rest } = useSubmission();
  const submit = async (changes: Changes) => {
    await run(async () => {
      try {
        await save(changes);
        tell(t.saved);
      } catch (error) {
        if ((error as { status?: number }).status !== 412) throw error;
        reload();
        tell(t.stale);
      }
    });
  };
  return { ...rest, submit };
}
