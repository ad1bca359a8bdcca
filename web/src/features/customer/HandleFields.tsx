import type { ReactElement } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import type { Problem } from "../../lib/problem";
import { TextField } from "../../ui/Field";

/** What somebody shows and says before whom the customer stands. */
export interface Handle {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
}

export const noHandle: Handle = { number: "", name: "", phone: "" };

const texts = dictionary({
  number: ["客户号", "Customer number"],
  numberHelp: ["会员卡或预约单上的号码", "As on the card or the appointment"],
  name: ["姓名（须完全一致）", "Name, to the letter"],
  phone: ["或手机号（须完整）", "Or the whole phone"],
});

export function HandleFields({ handle, problem, onHandle }: { handle: Handle; problem: Problem | undefined; onHandle: (handle: Handle) => void }): ReactElement {
  const t = useTexts(texts);
  return (
    <div className="form-grid">
      <TextField wide label={t.number} hint={t.numberHelp} inputMode="numeric" maxLength={18} autoComplete="off" value={handle.number} onValue={(number) => onHandle({ ...handle, number })} error={problem?.of("number")} />
      <TextField label={t.name} maxLength={64} autoComplete="off" value={handle.name} onValue={(name) => onHandle({ ...handle, name })} error={problem?.of("name")} />
      <TextField label={t.phone} inputMode="tel" maxLength={40} autoComplete="off" value={handle.phone} onValue={(phone) => onHandle({ ...handle, phone })} error={problem?.of("phone")} />
    </div>
  );
}

/** As the API takes it; undefined while something is missing. */
export function handleBody(handle: Handle): { number: number; name?: string; phone?: string } | undefined {
  const number = /^#?(\d+)$/.exec(halfWidth(handle.number).trim())?.[1];
  const [name, phone] = [handle.name.trim(), halfWidth(handle.phone).replace(/\s/g, "")];
  if (!number || !Number.isSafeInteger(Number(number)) || (!name && !phone)) return undefined;
  return { number: Number(number), ...(name ? { name } : {}), ...(phone ? { phone } : {}) };
}
