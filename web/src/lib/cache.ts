/** What was read from the server, by key. A key is a path of words: whatever begins alike is invalidated together. */
export type Key = readonly (string | number | undefined)[];

export interface Entry<Value = unknown> {
  readonly value: Value | undefined;
  readonly error: unknown;
  /** When the value came; 0 when it has to be read again. */
  readonly readAt: number;
  readonly isReading: boolean;
}

interface Slot {
  entry: Entry;
  running: Promise<unknown> | undefined;
  read: (() => Promise<unknown>) | undefined;
  readonly listeners: Set<() => void>;
  /** Read again by itself while it is looked at. */
  isLive: boolean;
  lastUsed: number;
}

const empty: Entry = { value: undefined, error: undefined, readAt: 0, isReading: false };

export class QueryCache {
  private readonly slots = new Map<string, Slot>();

  /** `kept` is how many answers are kept that nobody looks at. */
  constructor(private readonly now: () => number = Date.now, private readonly kept = 100) {}

  entry(key: Key): Entry {
    return this.slots.get(text(key))?.entry ?? empty;
  }

  subscribe(key: Key, listener: () => void): () => void {
    const slot = this.slot(key);
    slot.listeners.add(listener);
    return () => {
      slot.listeners.delete(listener);
      slot.lastUsed = this.now();
      this.forgetOldest();
    };
  }

  /** Reads unless a fresh value is there or somebody reads already. */
  ensure(key: Key, read: () => Promise<unknown>, freshFor: number, isLive = true): Promise<unknown> {
    const slot = this.slot(key);
    slot.read = read;
    slot.isLive = isLive;
    const age = this.now() - slot.entry.readAt;
    if (slot.running) return slot.running;
    if (slot.entry.readAt > 0 && age < freshFor) return Promise.resolve(slot.entry.value);
    return this.read(slot);
  }

  /** Puts a value that is known from elsewhere, as the answer of a write. */
  set(key: Key, value: unknown): void {
    const slot = this.slot(key);
    slot.running = undefined;
    this.change(slot, { value, error: undefined, readAt: this.now(), isReading: false });
  }

  /** Marks everything below a key as old, and reads again what somebody looks at. */
  invalidate(prefix: Key): void {
    for (const slot of this.below(prefix)) {
      this.change(slot, { ...slot.entry, readAt: 0 });
      if (slot.listeners.size > 0 && slot.read) void this.read(slot);
    }
  }

  /** Marks everything below a key as old, and reads again what somebody looks at and is live: nobody asked for it. */
  refreshBelow(prefix: Key): void {
    for (const slot of this.below(prefix)) {
      if (!slot.isLive) continue;
      if (slot.listeners.size === 0) this.change(slot, { ...slot.entry, readAt: 0 });
      else if (slot.read && !slot.running) void this.read(slot);
    }
  }

  /** Reads again what is looked at and older than this. */
  refresh(olderThan: number): void {
    for (const slot of this.slots.values()) {
      const isOld = this.now() - slot.entry.readAt >= olderThan;
      if (slot.isLive && slot.listeners.size > 0 && slot.read && !slot.running && isOld) void this.read(slot);
    }
  }

  /** Whether somebody looks at something whose first answer is still on its way. */
  isFilling(): boolean {
    return [...this.slots.values()].some((slot) => slot.listeners.size > 0 && slot.running !== undefined && slot.entry.value === undefined);
  }

  /** Forgets everything: somebody else sits there now. */
  clear(): void {
    for (const slot of this.slots.values()) {
      slot.running = undefined;
      this.change(slot, empty);
    }
    for (const [name, slot] of this.slots) if (slot.listeners.size === 0) this.slots.delete(name);
  }

  private async read(slot: Slot): Promise<unknown> {
    if (!slot.read) return undefined;
    const running = slot.read();
    slot.running = running;
    this.change(slot, { ...slot.entry, isReading: true });
    try {
      const value = await running;
      // A newer value came while this one was on its way.
      if (slot.running !== running) return value;
      slot.running = undefined;
      this.change(slot, { value, error: undefined, readAt: this.now(), isReading: false });
      return value;
    } catch (error) {
      if (slot.running === running) {
        slot.running = undefined;
        this.change(slot, { ...slot.entry, error, isReading: false });
      }
      return undefined;
    }
  }

  private change(slot: Slot, entry: Entry): void {
    slot.entry = entry;
    slot.listeners.forEach((listener) => listener());
  }

  private slot(key: Key): Slot {
    const name = text(key);
    const known = this.slots.get(name);
    if (known) return known;
    const slot: Slot = { entry: empty, running: undefined, read: undefined, listeners: new Set(), isLive: true, lastUsed: this.now() };
    this.slots.set(name, slot);
    return slot;
  }

  private *below(prefix: Key): Iterable<Slot> {
    const wanted = prefix.map(String);
    for (const [name, slot] of this.slots) {
      const words = JSON.parse(name) as string[];
      if (wanted.every((word, index) => words[index] === word)) yield slot;
    }
  }

  private forgetOldest(): void {
    const unused = [...this.slots].filter(([, slot]) => slot.listeners.size === 0);
    unused.sort(([, left], [, right]) => left.lastUsed - right.lastUsed);
    for (const [name] of unused.slice(0, Math.max(0, unused.length - this.kept))) this.slots.delete(name);
  }
}

const text = (key: Key): string => JSON.stringify(key.map((part) => String(part ?? "")));
