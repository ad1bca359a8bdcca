import { session } from "./session";

/** Unfinished texts, in memory alone: they are about customers and do not belong on a disk. */
const drafts = new Map<string, string>();

export const draftOf = (key: string): string => drafts.get(key) ?? "";

export function keepDraft(key: string, text: string): void {
  if (text.trim() === "") drafts.delete(key);
  else drafts.set(key, text);
}

/** Whether something is unfinished. */
export const hasDrafts = (): boolean => drafts.size > 0;

export function startDrafts(): void {
  addEventListener("beforeunload", (event) => {
    if (drafts.size > 0) event.preventDefault();
  });
  session.subscribe(() => {
    if (session.get().state === "signed-out") drafts.clear();
  });
}
