import type { ReactElement } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import type { Problem } from "../../lib/problem";
import { TextField } from "../../ui/Field";
import type { Handle } from "./handle";

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
