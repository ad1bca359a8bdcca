/** `08:30` of minutes since midnight; the end of a day is `00:00`. */
export const timeOfDay = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes since midnight; undefined for what is no time of day. */
export function minuteOfDay(text: string): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
}
