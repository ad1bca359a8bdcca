import { halfWidth } from "./input";

/** `¥1,286.00` of whole fen. */
export function yuan(fen: number | null | undefined): string {
  if (typeof fen !== "number") return "—";
  const whole = Math.floor(Math.abs(fen) / 100);
  return `${fen < 0 ? "−" : ""}¥${String(whole).replace(/\B(?=(\d{3})+$)/g, ",")}.${String(Math.abs(fen) % 100).padStart(2, "0")}`;
}

/** What a field of a form holds of an amount: `1286`, `1286.5`. */
export const yuanTyped = (fen: number | null | undefined): string => (typeof fen === "number" ? (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)) : "");

/** Whole fen of what somebody typed; undefined for what is no amount. */
export function fenOf(text: string): number | undefined {
  const typed = halfWidth(text).replace(/[¥￥,\s]/g, "");
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : undefined;
}
