import { ReactElement, ReactNode, useEffect, useId, useRef } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { useKey } from "../lib/keys";
import { IconButton } from "./Button";
import { ErrorBoundary } from "./ErrorBoundary";

const texts = dictionary({ close: ["关闭", "Close"] });

/** The detail beside a list: not modal, closed by Escape, and the focus goes back. */
export function Peek({ title, onClose, children, foot, wide, focusKey }: { title: ReactNode; onClose: () => void; children: ReactNode; foot?: ReactNode; wide?: boolean; focusKey?: string }): ReactElement {
  const t = useTexts(texts);
  const id = useId();
  const ref = useRef<HTMLElement>(null);
  const origin = useRef<Element | null>(document.activeElement);
  const close = () => {
    onClose();
    if (origin.current instanceof HTMLElement && origin.current.isConnected) origin.current.focus();
  };
  useKey("Escape", close);
  useEffect(() => {
    if (focusKey !== undefined) ref.current?.focus();
  }, [focusKey]);
  return (
    <aside ref={ref} className={wide ? "peek peek-wide" : "peek"} aria-labelledby={id} tabIndex={-1}>
      <div className="peek-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="x" label={t.close} onClick={close} />
      </div>
      <div className="peek-body" tabIndex={0} role="group" aria-labelledby={id}><ErrorBoundary>{children}</ErrorBoundary></div>
      {foot && <div className="peek-foot">{foot}</div>}
    </aside>
  );
}
