/** How a unit's codes are made. */
export interface Format {
  readonly unitId: string;
  readonly prefix: string;
  readonly datePart: string;
  readonly digits: number;
}

export const isFormat = ({ prefix, digits }: Format): boolean => /^([A-Z0-9]*[A-Z])?$/.test(prefix) && Number.isInteger(digits) && digits >= 1 && digits <= 12;

/** What the 123rd code of a day would look like. */
export function sample({ prefix, datePart, digits }: Format, day = new Date()): string {
  const two = (number: number) => String(number % 100).padStart(2, "0");
  const date = two(day.getFullYear()) + two(day.getMonth() + 1) + two(day.getDate());
  return prefix + (datePart === "none" ? "" : date.slice(0, datePart.length)) + "123".padStart(digits, "0");
}
