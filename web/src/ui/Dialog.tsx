import { FormEvent, KeyboardEvent, ReactElement, ReactNode, useEffect, useId, useRef } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { Button, IconButton } from "./Button";

const texts = dictionary({ close: ["关闭", "Close"], cancel: ["取消", "Cancel"] });

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  /** With an action the dialog is a form. */
  action?: { label: string; run: () => void; busy?: boolean; danger?: boolean; disabled?: boolean };
  foot?: ReactNode;
}

/** A modal dialog: for decisions that block, and for forms that are left only with their answer. */
export function Dialog({ title, onClose, children, wide, action, foot }: DialogProps): ReactElement {
  const t = useTexts(texts);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const sent = useRef<"no" | "yes" | "busy">("no");
  // What was refused is where one goes on: the first field with a complaint has the focus (ui.md §8.5).
  useEffect(() => {
    if (sent.current === "no") return;
    if (action?.busy) {
      sent.current = "busy";
      return;
    }
    const first = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (first || sent.current === "busy") sent.current = "no";
    first?.focus();
  });
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    (ref.current?.querySelector<HTMLElement>("[data-autofocus], .dialog-body input, .dialog-body textarea, .dialog-body select") ?? ref.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (action?.busy || action?.disabled) return;
    sent.current = "yes";
    action?.run();
  };
  const key = (event: KeyboardEvent<HTMLFormElement>) => {
    if (!(event.ctrlKey || event.metaKey) || (event.key !== "Enter" && event.key.toLowerCase() !== "s") || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  const inside = (
    <>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="x" label={t.close} onClick={onClose} />
      </div>
      <div className="dialog-body">{children}</div>
      {(action || foot) && (
        <div className="dialog-foot">
          {foot}
          {action && <Button onClick={onClose}>{t.cancel}</Button>}
          {action && (
            <Button type="submit" writes kind={action.danger ? "danger" : "primary"} busy={action.busy} disabled={action.disabled}>{action.label}</Button>
          )}
        </div>
      )}
    </>
  );
  return (
    <dialog
      ref={ref} className={wide ? "dialog dialog-wide" : "dialog"} aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {action ? <form onSubmit={submit} onKeyDown={key} noValidate>{inside}</form> : <div className="dialog-inner">{inside}</div>}
    </dialog>
  );
}
