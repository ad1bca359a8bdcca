/** Full-width digits, letters and signs as half-width ones: what people paste from chats. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");
}

/** What somebody typed into the search box means. */
export type Sought = { phone: string } | { phoneLast4: string } | { name: string };

/** Four digits are the end of a number, more are a number, everything else is a name; undefined while too short. */
export function sought(text: string): Sought | undefined {
  const typed = halfWidth(text).trim();
  const digits = typed.replace(/[\s\-()+]/g, "");
  if (/^\d+$/.test(digits)) {
    if (digits.length === 4) return { phoneLast4: digits };
    return digits.length >= 7 ? { phone: typed.replace(/[\s\-()]/g, "") } : undefined;
  }
  return [...typed].length >= 2 ? { name: typed } : undefined;
}
