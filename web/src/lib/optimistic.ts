import type { Key } from "./cache";
import { asProblem } from "./problem";
import { cache } from "./query";
import { tellProblem, tellUndoable } from "./toast";

interface Change<Value> {
  readonly key: Key;
  /** The value as it will be. */
  readonly paint: (value: Value) => Value;
  /** Tells the server; answers the value as it is now. */
  readonly send: (value: Value) => Promise<Value>;
  readonly done: string;
  /** Tells the server to take it back, given the value after the change. */
  readonly undo?: (value: Value) => Promise<Value>;
}

/** Paints first, sends then; rolls back when it fails. Only for what can be undone (ui.md §8.5). */
export async function optimistically<Value>(change: Change<Value>): Promise<void> {
  const before = cache.entry(change.key).value as Value | undefined;
  if (before === undefined) return;
  cache.set(change.key, change.paint(before));
  try {
    const after = await change.send(before);
    cache.set(change.key, after);
    const { undo } = change;
    if (undo) tellUndoable(change.done, () => void takeBack(change.key, () => undo(after), after));
  } catch (error) {
    cache.set(change.key, before);
    tellProblem(asProblem(error));
  }
}

async function takeBack<Value>(key: Key, undo: () => Promise<Value>, after: Value): Promise<void> {
  try {
    cache.set(key, await undo());
  } catch (error) {
    cache.set(key, after);
    tellProblem(asProblem(error));
  }
}
