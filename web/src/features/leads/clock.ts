/** Minutes until a moment; negative once it has passed. */
export function minutesTo(text: string, now = Date.now()): number {
  return Math.floor((Date.parse(text) - now) / 60_000);
}

/** A span in minutes below two hours, in hours above. */
export function span(minutes: number): { count: number; unit: "minutes" | "hours" } {
  const size = Math.abs(minutes);
  return size < 120 ? { count: size, unit: "minutes" } : { count: Math.round(size / 60), unit: "hours" };
}

/** A clinic's day and a time of it, as the API takes them. `start` is the day's first moment. */
export function at(start: string, time: string): string {
  const [hours = "0", minutes = "0"] = time.split(":");
  return new Date(Date.parse(start) + (Number(hours) * 60 + Number(minutes)) * 60_000).toISOString();
}
