import { Store } from "./store";

/** How close rows stand in lists; `auto` follows the device: wider under fingers. A view may say otherwise for its list. */
export type Density = "auto" | "compact" | "normal" | "comfortable";

/** What somebody likes on this computer. */
export interface Preferences {
  readonly density: Density;
  /** Whether the page says at once that a colleague mentions one, or that one's own request is decided. */
  readonly tellsNews: boolean;
}

const key = "peony.preferences";
const densities: readonly string[] = ["auto", "compact", "normal", "comfortable"];

export function preferencesOf(text: string | null): Preferences {
  try {
    const kept = JSON.parse(text ?? "{}") as Partial<Preferences>;
    return { density: densities.includes(kept.density ?? "") ? kept.density as Density : "auto", tellsNews: kept.tellsNews !== false };
  } catch {
    return { density: "auto", tellsNews: true };
  }
}

function read(): Preferences {
  try {
    return preferencesOf(localStorage.getItem(key));
  } catch {
    return preferencesOf(null);
  }
}

export const preferences = new Store<Preferences>(read());

export function prefer(change: Partial<Preferences>): void {
  preferences.update((now) => ({ ...now, ...change }));
  try {
    localStorage.setItem(key, JSON.stringify(preferences.get()));
  } catch {
    // For this page only.
  }
}

/** Pixels of a row of that density. */
export const rowPixels: Readonly<Record<Exclude<Density, "auto">, number>> = { compact: 30, normal: 36, comfortable: 48 };

/** Pixels of a row as somebody likes it: never below what fingers need. */
export function preferredRow({ density }: Preferences, isTouched: boolean): number {
  return isTouched ? rowPixels.comfortable : density === "auto" ? rowPixels.normal : rowPixels[density];
}
