import { useState } from "react";
import { halfWidth } from "./input";
import type { Problem } from "./problem";

/** What a field of a form takes. */
export interface Bound {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error: string | undefined;
}

/** Texts of a form by name, each with what was complained about it. */
export function useDraft<Draft extends object>(first: Draft) {
  const [draft, setDraft] = useState(first);
  const set = (changes: Partial<Draft>) => setDraft((known) => ({ ...known, ...changes }));
  const bind = (name: keyof Draft & string, problem?: Problem): Bound => ({
    value: String(draft[name] ?? ""), onValue: (value) => set({ [name]: value } as unknown as Partial<Draft>), error: problem?.of(name),
  });
  return { draft, set, bind };
}

/** An empty field says that there is nothing. */
export const textOrNull = (text: string): string | null => text.trim() || null;

/** A whole number as people type it; nothing where nothing or no number is typed. */
export function numberOrNull(text: string): number | null {
  const typed = halfWidth(text).trim();
  return /^-?\d+$/.test(typed) ? Number(typed) : null;
}

/** Words between commas of either width, each once. */
export const wordsOf = (text: string): string[] => [...new Set(text.split(/[,，、;；\s]+/).map((word) => word.trim()).filter(Boolean))];

/** Without what is nothing: for making something, where absent is the way to say so. */
export function said<Values extends object>(values: Values): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as { [Name in keyof Values]?: NonNullable<Values[Name]> };
}
