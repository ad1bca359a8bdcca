import type { Language } from "../../lib/i18n";
import source from "./changes.txt";

/** What was new on a day, in one language. */
export interface Release {
  readonly day: string;
  readonly lines: readonly string[];
}

/** Reads `# day`, then pairs of `zh …` and `en …`; the build fails where one of a pair is missing (`tools/checks.mjs`). */
export function releasesOf(text: string, language: Language): Release[] {
  return text.split(/^# /m).filter((part) => part.trim() !== "").map((part) => {
    const [day = "", ...lines] = part.trim().split("\n");
    return { day, lines: lines.filter((line) => line.startsWith(language + " ")).map((line) => line.slice(3)) };
  });
}

export const releases = (language: Language): Release[] => releasesOf(source, language);
