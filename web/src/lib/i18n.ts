import { firstLanguage, Language, remembered } from "./firstLanguage";
import { Store, useStore } from "./store";

export type { Language };

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

/** The texts of a part of the app: a file for each language. */
export type TextFiles = Readonly<Record<Language, () => Promise<{ readonly default: Readonly<Record<number, unknown>> }>>>;

const fetched: Record<Language, Record<number, unknown>> = { zh: {}, en: {} };
const spokenHere = new Set<TextFiles>();

/** A dictionary whose texts the build has put into files by language (web/tools/texts.mjs); they are there before the part that shows them. */
export function filed<S extends Source>(id: number): Dictionary<S> {
  return {
    get zh() {
      return fetched.zh[id] as TextsOf<S>;
    },
    get en() {
      return fetched.en[id] as TextsOf<S>;
    },
  };
}

export const language = new Store<Language>(firstLanguage());
/** What is shown next, while its texts are on their way. */
let coming = language.get();

async function fetchTexts(files: Iterable<TextFiles>, spoken: Language): Promise<void> {
  await Promise.all([...files].map(async (file) => Object.assign(fetched[spoken], (await file[spoken]()).default)));
}

/** Fetches texts in the language of the page, and in the one that is coming. From then on they follow the language. */
export async function speak(files: readonly TextFiles[]): Promise<void> {
  files.forEach((file) => spokenHere.add(file));
  await Promise.all([...new Set([language.get(), coming])].map((spoken) => fetchTexts(files, spoken)));
}

/**
 * Switches the language of the page once its texts are there, and keeps the choice. Fails where they cannot be fetched: the page goes on as it was, and
 * the next one has the chosen language.
 */
export async function chooseLanguage(next: Language): Promise<void> {
  try {
    localStorage.setItem(remembered, next);
  } catch {
    // Kept for this page only.
  }
  coming = next;
  try {
    await fetchTexts(spokenHere, next);
  } catch (failure) {
    if (coming === next) coming = language.get();
    throw failure;
  }
  // Of two choices the later one holds, whichever came first.
  if (coming === next) language.set(next);
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
