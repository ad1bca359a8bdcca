import { halfWidth } from "../../lib/input";

/** What somebody shows and says before whom the customer stands. */
export interface Handle {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
}

export const noHandle: Handle = { number: "", name: "", phone: "" };

/** As the API takes it; undefined while something is missing. */
export function handleBody(handle: Handle): { number: number; name?: string; phone?: string } | undefined {
  const number = /^#?(\d+)$/.exec(halfWidth(handle.number).trim())?.[1];
  const [name, phone] = [handle.name.trim(), halfWidth(handle.phone).replace(/\s/g, "")];
  if (!number || !Number.isSafeInteger(Number(number)) || (!name && !phone)) return undefined;
  return { number: Number(number), ...(name ? { name } : {}), ...(phone ? { phone } : {}) };
}
