/** Full-width digits, letters and signs as half-width ones: what people paste from chats. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");
}

/**
 * Whether there is enough to look for: two characters or letters, four digits, a number behind "#". What it means, name, pinyin, initials,
 * phone, number or WeChat, the server says.
 */
export function isSought(text: string): boolean {
  const typed = halfWidth(text).trim();
  const digits = typed.replace(/[\s\-()+]/g, "");
  if (/^\d+$/.test(digits)) return digits.length >= 4;
  return /^#\d+$/.test(typed) || [...typed].length >= 2;
}
