import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { useStore } from "../lib/store";
import { dismiss, toasts } from "../lib/toast";
import { Icon } from "./Icon";

const texts = dictionary({ undo: ["撤销", "Undo"], close: ["关闭", "Close"] });

export function Toasts(): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.kind}`}>
          <Icon icon={toast.kind === "done" ? "circle-check" : "circle-alert"} />
          <span>{toast.text}</span>
          {toast.undo && (
            <button
              type="button" className="toast-undo"
              onClick={() => {
                dismiss(toast.id);
                toast.undo?.();
              }}
            >
              {t.undo}
            </button>
          )}
          <button type="button" aria-label={t.close} onClick={() => dismiss(toast.id)}><Icon icon="x" /></button>
        </div>
      ))}
    </div>
  );
}
