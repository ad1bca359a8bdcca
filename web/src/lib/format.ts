import { language } from "./i18n";

const locale = () => (language.get() === "zh" ? "zh-CN" : "en-GB");
const formats = new Map<string, Intl.DateTimeFormat>();

/** The chain's time zone; set from `/v1/me`. */
export const clinic = { timeZone: "Asia/Shanghai" };

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [locale(), clinic.timeZone, name].join();
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(), { timeZone: clinic.timeZone, hour12: false, ...options });
  formats.set(key, known);
  return known;
}

/** `11月21日 14:02`, with the year where it is another one. */
export function moment(text: string | null | undefined): string {
  if (!text) return "—";
  return `${date(text)} ${time(text)}`;
}

/** `14:02` */
export function time(text: string): string {
  return format("time", { hour: "2-digit", minute: "2-digit" }).format(new Date(text));
}

/** `14:02:33` */
export function second(text: string): string {
  return format("second", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(text));
}

/** `11月21日`, with the year where it is another one. */
export function date(text: string): string {
  const value = new Date(text);
  const isThisYear = dayOf(value).slice(0, 4) === today().slice(0, 4);
  return format(isThisYear ? "date" : "dateYear", { month: "short", day: "numeric", ...(isThisYear ? {} : { year: "numeric" }) }).format(value);
}

/** The last day of something that ends at a moment: what ends at midnight ended with the day before. */
export const lastDay = (end: string): string => date(new Date(Date.parse(end) - 1).toISOString());

/** `11月21日 星期六` of a day `2026-11-21`. */
export function weekday(day: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", month: "long", day: "numeric", weekday: "long" }).format(new Date(day + "T00:00:00Z"));
}

/** `11月21日周六` of a day `2026-11-21`, where there is little room. */
export function shortDay(day: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", month: "short", day: "numeric", weekday: "short" }).format(new Date(day + "T00:00:00Z"));
}

/** The clinic's day of a time, `2026-11-21`. */
export function dayOf(value: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: clinic.timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(value);
}

export const today = (): string => dayOf(new Date());

/** The moment at which a day of the clinic begins, for filters; RFC 3339. */
export function startOfDay(day: string): string {
  const noon = new Date(day + "T12:00:00Z");
  const hours = new Intl.DateTimeFormat("en-GB", { timeZone: clinic.timeZone, hour: "2-digit", minute: "2-digit", hour12: false, day: "2-digit" }).formatToParts(noon);
  const part = (type: string) => Number(hours.find((one) => one.type === type)?.value ?? "0");
  const dayShift = part("day") === noon.getUTCDate() ? 0 : part("day") > noon.getUTCDate() && part("day") - noon.getUTCDate() < 20 ? 1 : -1;
  const offset = dayShift * 1440 + part("hour") * 60 + part("minute") - 720;
  return new Date(Date.parse(day + "T00:00:00Z") - offset * 60_000).toISOString();
}

/** A day `steps` days away. */
export function addDays(day: string, steps: number): string {
  return new Date(Date.parse(day + "T00:00:00Z") + steps * 86_400_000).toISOString().slice(0, 10);
}

/** How long ago, in one unit. */
export function ago(text: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(text) - now) / 1000);
  const units: [Intl.RelativeTimeFormatUnit, number][] = [["day", 86_400], ["hour", 3600], ["minute", 60]];
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["second" as const, 1];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

export const count = (value: number): string => new Intl.NumberFormat(locale()).format(value);

/** Years since a birthday. */
export function age(birthday: string, now = today()): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthday)) return undefined;
  const years = Number(now.slice(0, 4)) - Number(birthday.slice(0, 4));
  return now.slice(5) < birthday.slice(5) ? years - 1 : years;
}
