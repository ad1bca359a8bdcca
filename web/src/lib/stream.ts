import { Store } from "./store";

/** What the server says of changes: kinds of objects, or everything after a gap. */
export interface News {
  readonly changed: (topics: readonly string[]) => void;
  readonly everything: () => void;
}

/** Whether the page hears of changes at once. Without, it asks by itself, and says so after a while. */
export const hears = new Store<boolean>(false);

/** How often each kind was said to have changed; lists look at it. */
export const changes = new Store<Readonly<Record<string, number>>>({});

/**
 * The server's stream of changes, open while `on` was called last. One page is looked at at a time, and a browser has few connections to
 * a server, so pages that nobody looks at close theirs.
 */
export class ChangeStream {
  private source: EventSource | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private wasOpen = false;

  constructor(private readonly news: News, private readonly path = "/v1/stream") {}

  on(): void {
    if (!this.source && this.waiting === undefined) this.open();
  }

  off(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.source?.close();
    this.source = undefined;
    hears.set(false);
  }

  private open(): void {
    this.waiting = undefined;
    const source = new EventSource(this.path);
    this.source = source;
    source.addEventListener("ready", () => {
      this.failures = 0;
      hears.set(true);
      // What changed while nobody listened was not told.
      if (this.wasOpen) this.news.everything();
      this.wasOpen = true;
    });
    source.addEventListener("changed", (event) => this.news.changed(String(event.data).split(" ").filter(Boolean)));
    source.addEventListener("all", () => this.news.everything());
    // The browser's own way of coming back knows no patience and stops at a refusal.
    source.addEventListener("error", () => {
      this.off();
      this.failures += 1;
      this.waiting = setTimeout(() => this.open(), patience(this.failures));
    });
  }
}

/** Milliseconds before another try: doubled each time up to a minute, spread so that pages do not return in step. */
export const patience = (failures: number, chance = Math.random()): number => Math.min(60_000, 1000 * 2 ** Math.min(failures, 6)) * (0.5 + chance / 2);
