import { Store } from "./store";

/** Whether the server can be reached, and since when it can not. */
export interface Connection {
  readonly online: boolean;
  /** When something was last read from the server. */
  readonly readAt: number;
}

export const connection = new Store<Connection>({ online: true, readAt: Date.now() });

export function reached(): void {
  connection.set({ online: true, readAt: Date.now() });
}

export function lost(): void {
  connection.update((now) => (now.online ? { ...now, online: false } : now));
}

/** Asks while the connection is lost, so that the page comes back by itself. */
export function watchConnection(returned: () => void): void {
  let waiting = false;
  const probe = async () => {
    try {
      const answer = await fetch("/health", { cache: "no-store" });
      await answer.text();
      if (answer.ok) {
        waiting = false;
        reached();
        returned();
        return;
      }
    } catch {
      // Still away.
    }
    setTimeout(() => void probe(), 3000);
  };
  connection.subscribe(() => {
    if (connection.get().online || waiting) return;
    waiting = true;
    setTimeout(() => void probe(), 2000);
  });
  addEventListener("offline", lost);
}
