import { Store, useStore } from "./store";

export type Language = "zh" | "en";

/** A text in both languages; without the second it does not compile. */
export type Both = readonly [zh: string, en: string];
type BothOf<Arguments extends never[]> = readonly [(...values: Arguments) => string, (...values: Arguments) => string];
type Source = Record<string, Both | BothOf<never[]>>;

/** The texts of one language. */
export type TextsOf<S extends Source> = { readonly [Key in keyof S]: S[Key][0] extends string ? string : S[Key][0] };

/** A feature's dictionary: `[中文, English]` for every key. */
export interface Dictionary<S extends Source> {
  readonly zh: TextsOf<S>;
  readonly en: TextsOf<S>;
}

export function dictionary<S extends Source>(source: S): Dictionary<S> {
  const pick = (index: 0 | 1) =>
    Object.fromEntries(Object.entries(source).map(([key, both]) => [key, both[index]])) as unknown as TextsOf<S>;
  return { zh: pick(0), en: pick(1) };
}

const remembered = "peony.language";

function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(remembered);
    if (kept === "zh" || kept === "en") return kept;
  } catch {
    // Storage may be switched off; the browser's language decides then.
  }
  return typeof navigator !== "undefined" && navigator.language.startsWith("en") ? "en" : "zh";
}

export const language = new Store<Language>(firstLanguage());

/** Switches the language of the page and keeps the choice. */
export function chooseLanguage(next: Language): void {
  language.set(next);
  try {
    localStorage.setItem(remembered, next);
  } catch {
    // Kept for this page only.
  }
}

/** The feature's texts in the language of the page. */
export function useTexts<S extends Source>(texts: Dictionary<S>): TextsOf<S> {
  return texts[useStore(language)];
}

/** For code outside of components. */
export function textsOf<S extends Source>(texts: Dictionary<S>): TextsOf<S> {
  return texts[language.get()];
}

/** One of two texts that came from the server side by side. */
export function either(zh: string | undefined, en: string | undefined): string {
  return (language.get() === "zh" ? zh || en : en || zh) ?? "";
}

// Marks between what is put together from several texts: full width belongs to Chinese alone.
const mark = (zh: string, en: string) => (): string => (language.get() === "zh" ? zh : en);
export const comma = mark("、", ", ");
export const semicolon = mark("；", "; ");
export const colon = mark("：", ": ");
/** `甲（乙）` or `a (b)`. */
export const bracketed = (text: string, inside: string): string => (language.get() === "zh" ? `${text}（${inside}）` : `${text} (${inside})`);
