import { useEffect, useRef } from "react";
import { Store } from "./store";

/** Single letters can be switched off (WCAG 2.1.4). */
export const lettersAreOn = new Store<boolean>(readLetters());

function readLetters(): boolean {
  try {
    return localStorage.getItem("peony.letters") !== "off";
  } catch {
    return true;
  }
}

export function switchLetters(on: boolean): void {
  lettersAreOn.set(on);
  try {
    localStorage.setItem("peony.letters", on ? "on" : "off");
  } catch {
    // For this page only.
  }
}

interface Binding {
  readonly keys: string;
  readonly act: (event: KeyboardEvent) => void;
}

const bindings: Binding[] = [];
let first: { key: string; at: number } | undefined;

/** The name of a keystroke: `Ctrl+K`, `/`, `Escape`, `ArrowDown`. */
export function stroke(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + shift + key;
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !/^(checkbox|radio|button)$/.test(target.getAttribute("type") ?? "");
}

function pressed(event: KeyboardEvent): void {
  // An input method uses the same keys to choose characters.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const name = stroke(event);
  const isPlain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isPlain && (isTyping(event.target) || !lettersAreOn.get())) return;
  if (document.querySelector("dialog[open]") && name !== "Ctrl+K") return;
  const sequence = first && event.timeStamp - first.at < 1000 ? `${first.key} ${name}` : undefined;
  const found = (sequence && newest(sequence)) || newest(name);
  first = isPlain && !found ? { key: name, at: event.timeStamp } : undefined;
  if (!found) return;
  event.preventDefault();
  found.act(event);
}

const newest = (keys: string): Binding | undefined => [...bindings].reverse().find((binding) => binding.keys === keys);

export function startKeys(): void {
  addEventListener("keydown", pressed);
}

/** Binds keys while the component is there; `G K` is one key after the other. The newest binding wins. */
export function useKey(keys: string, act: ((event: KeyboardEvent) => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  const isOn = act !== undefined;
  useEffect(() => {
    if (!isOn) return undefined;
    const binding: Binding = { keys, act: (event) => latest.current?.(event) };
    bindings.push(binding);
    return () => void bindings.splice(bindings.indexOf(binding), 1);
  }, [keys, isOn]);
}
