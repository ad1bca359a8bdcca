export type Language = "zh" | "en";

export const remembered = "peony.language";

/** The language that a page begins in. The texts' file is asked for by it before anything else of the app is there, so nothing more is imported here. */
export function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(remembered);
    if (kept === "zh" || kept === "en") return kept;
  } catch {
    // Storage may be switched off; the browser's language decides then.
  }
  return typeof navigator !== "undefined" && navigator.language.startsWith("en") ? "en" : "zh";
}
