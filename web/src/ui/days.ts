import { addDays } from "../lib/format";

/** `2026-11-21` out of what somebody typed: with dashes, dots, slashes, 年月日 or without any; "" for nothing; undefined for no day. */
export function parseDay(text: string): string | undefined {
  const typed = text.trim();
  if (typed === "") return "";
  const match = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(typed);
  if (!match) return undefined;
  const [, year = "", month = "", day = ""] = match;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(iso + "T00:00:00Z");
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** The same day of another month, or its last day. */
export function shiftMonth(day: string, steps: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + steps, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** Six weeks from Monday around a day's month. */
export function monthGrid(day: string): string[] {
  const first = day.slice(0, 8) + "01";
  const weekday = (new Date(first + "T00:00:00Z").getUTCDay() + 6) % 7;
  return Array.from({ length: 42 }, (_, index) => addDays(first, index - weekday));
}
