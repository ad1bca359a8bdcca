import { ReactElement, useState } from "react";
import { dayMinute } from "../lib/clock";
import { time, weekday } from "../lib/format";
import { useTexts } from "../lib/i18n";
import type { Receipt } from "./model";
import { StepHead } from "./parts";
import { publicTexts } from "./texts";

/** What became of the request, and the number that names it to the clinic. */
export function Done({ receipt, onAnother }: { receipt: Receipt; onAnother: () => void }): ReactElement {
  const t = useTexts(publicTexts);
  const [isCopied, setCopied] = useState(false);
  const { outcome, startsAt } = receipt;
  const isHeld = outcome === "held" && startsAt !== null;
  const copy = () => navigator.clipboard?.writeText(receipt.receipt).then(() => setCopied(true), () => undefined);
  return (
    <div className="p-done">
      <StepHead>{isHeld ? t.heldTitle : outcome === "call" ? t.callTitle : t.receivedTitle}</StepHead>
      <p>{isHeld ? t.held(`${weekday(dayMinute(startsAt).day)} ${time(startsAt)}`) : outcome === "call" ? t.call : t.received}</p>
      <dl className="p-receipt"><dt>{t.receipt}</dt><dd>{receipt.receipt}</dd></dl>
      <p className="p-hint">{t.receiptHelp}</p>
      <div className="p-buttons">
        {"clipboard" in navigator && <button type="button" className="p-button" onClick={() => void copy()}>{isCopied ? t.copied : t.copy}</button>}
        <button type="button" className="p-button" onClick={onAnother}>{t.another}</button>
      </div>
    </div>
  );
}
