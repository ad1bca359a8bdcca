import { FormEvent, ReactElement, ReactNode, useEffect, useId, useRef } from "react";
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
    if (!action?.busy && !action?.disabled) action?.run();
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
      {action ? <form onSubmit={submit} noValidate>{inside}</form> : <div className="dialog-inner">{inside}</div>}
    </dialog>
  );
}
