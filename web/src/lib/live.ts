import { connection } from "./connection";
import { locked } from "./lock";
import { cache } from "./query";

/**
 * Keeps what is on the screen up to date. The only place that decides when: today by asking again when somebody comes back to
 * the page and every half minute while he looks at it. An event stream of the server would call `changed` instead.
 */
const every = 30_000;

/** Something below this key changed on the server. */
export const changed = (...key: string[]): void => cache.invalidate(key);

export function startLive(): void {
  // Behind the lock screen nothing is asked for: a session that nobody uses has to end.
  const isLooking = () => document.visibilityState === "visible" && connection.get().online && !locked.get();
  const lookAgain = () => {
    if (isLooking()) cache.refresh(every / 2);
  };
  addEventListener("focus", lookAgain);
  document.addEventListener("visibilitychange", lookAgain);
  setInterval(() => {
    if (isLooking()) cache.refresh(every);
  }, every);
}
