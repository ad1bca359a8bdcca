import { clinic } from "./format";

/** `08:30` of minutes since midnight; the end of a day is `00:00`. */
export const timeOfDay = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes since midnight; undefined for what is no time of day. */
export function minuteOfDay(text: string): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
}

/** The same for an end: midnight ends a day, nothing ends when it begins. */
export const endOfDay = (text: string): number | undefined => (minuteOfDay(text) === 0 ? 1440 : minuteOfDay(text));

/** A minute of a day of the clinic. */
export interface DayMinute {
  readonly day: string;
  readonly minute: number;
}

let reader: { zone: string; format: Intl.DateTimeFormat } | undefined;

function readerOf(zone: string): Intl.DateTimeFormat {
  if (reader?.zone !== zone) {
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    reader = { zone, format };
  }
  return reader.format;
}

/** Where a moment stands on the clinic's clock. */
export function dayMinute(moment: string | number | Date, zone = clinic.timeZone): DayMinute {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of readerOf(zone).formatToParts(new Date(moment))) parts[type] = value;
  return { day: `${parts.year}-${parts.month}-${parts.day}`, minute: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** The minute of a day at which something ends: what ends at or after midnight ends with the day. */
export function endMinute(moment: string, day: string, zone = clinic.timeZone): number {
  const at = dayMinute(moment, zone);
  return at.day > day ? 1440 : at.minute;
}

/** The moment of a minute on the clinic's clock; RFC 3339. Where the clock jumps over it, the moment after the jump. */
export function momentOf(day: string, minute: number, zone = clinic.timeZone): string {
  const wanted = Date.parse(day + "T00:00:00Z") + minute * 60_000;
  let at = wanted;
  for (let tries = 0; tries < 3; tries += 1) {
    const shown = dayMinute(at, zone);
    const off = Date.parse(shown.day + "T00:00:00Z") + shown.minute * 60_000 - wanted;
    if (off === 0) break;
    at -= off;
  }
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** Monday of a day's week. */
export function mondayOf(day: string): string {
  const at = new Date(day + "T00:00:00Z");
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}

/** 1 is Monday. */
export const weekdayOf = (day: string): number => ((new Date(day + "T00:00:00Z").getUTCDay() + 6) % 7) + 1;
