import { FocusEvent, ReactElement, useRef } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { useStore } from "../lib/store";
import { dismiss, toasts } from "../lib/toast";
import { Icon } from "./Icon";

const texts = dictionary({ undo: ["撤销", "Undo"], close: ["关闭", "Close"] });

export function Toasts(): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(toasts);
  // A button that goes away under its finger would leave the keyboard nowhere: it goes back to where it came from.
  const before = useRef<HTMLElement>();
  const came = (event: FocusEvent<HTMLElement>) => {
    const from = event.relatedTarget instanceof HTMLElement ? event.relatedTarget : undefined;
    if (!from || !event.currentTarget.contains(from)) before.current = from;
  };
  const leave = (id: number) => {
    dismiss(id);
    if (before.current?.isConnected) before.current.focus();
  };
  return (
    <div className="toasts" role="status" aria-live="polite" onFocus={came}>
      {shown.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.kind}`}>
          <Icon icon={toast.kind === "done" ? "circle-check" : "circle-alert"} />
          <span>{toast.text}</span>
          {toast.undo && (
            <button
              type="button" className="toast-undo"
              onClick={() => {
                leave(toast.id);
                toast.undo?.();
              }}
            >
              {t.undo}
            </button>
          )}
          <button type="button" aria-label={t.close} onClick={() => leave(toast.id)}><Icon icon="x" /></button>
        </div>
      ))}
    </div>
  );
}
