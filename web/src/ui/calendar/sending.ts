import type { Booking, Change, Outcome } from "./model";

/** What became of a change. */
export interface Answer {
  readonly outcome: Outcome;
  /** Nothing newer of the same visit is on its way: what was answered is what is shown. */
  readonly isLatest: boolean;
}

interface Line {
  tail: Promise<void>;
  waiting: number;
  /** What the server answered last. */
  known: Booking | undefined;
  /** Raised by a refusal: what was built on it is not sent. */
  round: number;
}

/**
 * Sends the changes of a visit one after another, each under the version that the one before it left: an older answer never overwrites a
 * newer change, and somebody's own second step is no conflict with his first.
 */
export class Sending {
  private readonly lines = new Map<string, Line>();

  /** Undefined for a change that stood on one which was refused. */
  async send(change: Change, deliver: (change: Change) => Promise<Outcome>): Promise<Answer | undefined> {
    const { id } = change.to;
    const line = this.lines.get(id) ?? { tail: Promise.resolve(), waiting: 0, known: undefined, round: 0 };
    this.lines.set(id, line);
    line.waiting += 1;
    const { round } = line;
    const before = line.tail;
    let release = (): void => undefined;
    line.tail = new Promise((done) => {
      release = done;
    });
    await before;
    try {
      if (round !== line.round) return undefined;
      const version = line.known?.version;
      const outcome = await deliver(version === undefined ? change : { ...change, from: { ...change.from, version }, to: { ...change.to, version } });
      if ("refused" in outcome) line.round += 1;
      line.known = "refused" in outcome ? outcome.theirs ?? line.known : outcome.saved;
      return { outcome, isLatest: line.waiting === 1 || "refused" in outcome };
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.lines.delete(id);
      release();
    }
  }
}

/** Whether what was painted says more than what came afresh: an answer that was read before the change does not take it back. */
export const isNewer = (painted: Booking, fresh: Booking | undefined): boolean => fresh !== undefined && (painted.version ?? 0) > (fresh.version ?? 0);
