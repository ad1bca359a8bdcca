import { InputHTMLAttributes, ReactElement, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes, useId, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { IconButton } from "./Button";
import { Icon } from "./Icon";

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean | undefined;
  wide?: boolean | undefined;
}

const texts = dictionary({
  required: ["必填", "required"],
  show: ["显示密码", "Show password"],
  hide: ["隐藏密码", "Hide password"],
});

/** What ties a control to its label, hint and error. */
export interface FieldParts {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
}

/** Label above, hint and error below. */
export function Field({ label, hint, error, required, wide, children }: FieldProps & { children: (parts: FieldParts) => ReactNode }): ReactElement {
  const t = useTexts(texts);
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={wide ? "field wide" : "field"}>
      <label className="field-label" htmlFor={id}>
        {label}
        {required && <span className="field-required">{t.required}</span>}
      </label>
      {children({ id, ...(described ? { "aria-describedby": described } : {}), ...(error ? { "aria-invalid": true as const } : {}), ...(required ? { "aria-required": true as const } : {}) })}
      {hint && <div className="field-hint" id={`${id}-hint`}>{hint}</div>}
      {error && <div className="field-error" id={`${id}-error`}><Icon icon="circle-alert" /><span>{error}</span></div>}
    </div>
  );
}

type Changed = { onValue: (value: string) => void };

export function TextField({ label, hint, error, required, wide, onValue, ...rest }: FieldProps & Changed & Omit<InputHTMLAttributes<HTMLInputElement>, "required">): ReactElement {
  return (
    <Field {...{ label, hint, error, required, wide }}>
      {(parts) => <input {...rest} {...parts} className={`input ${rest.className ?? ""}`} onChange={(event) => onValue(event.target.value)} />}
    </Field>
  );
}

export function AreaField({ label, hint, error, required, wide, onValue, ...rest }: FieldProps & Changed & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "required">): ReactElement {
  return (
    <Field {...{ label, hint, error, required, wide }}>
      {(parts) => <textarea {...rest} {...parts} className="input" onChange={(event) => onValue(event.target.value)} />}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function SelectField({ label, hint, error, required, wide, onValue, choices, empty, ...rest }: FieldProps & Changed & { choices: readonly Choice[]; empty?: string | undefined } & Omit<SelectHTMLAttributes<HTMLSelectElement>, "required">): ReactElement {
  return (
    <Field {...{ label, hint, error, required, wide }}>
      {(parts) => (
        <select {...rest} {...parts} className="input" onChange={(event) => onValue(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A password that can be pasted, filled by a manager and looked at. */
export function PasswordField({ label, hint, error, onValue, ...rest }: FieldProps & Changed & Omit<InputHTMLAttributes<HTMLInputElement>, "required">): ReactElement {
  const t = useTexts(texts);
  const [isShown, setShown] = useState(false);
  return (
    <Field {...{ label, hint, error }}>
      {(parts) => (
        <div className="input-box">
          <input {...rest} {...parts} type={isShown ? "text" : "password"} className="input" onChange={(event) => onValue(event.target.value)} />
          <IconButton icon={isShown ? "eye-off" : "eye"} label={isShown ? t.hide : t.show} onClick={() => setShown(!isShown)} />
        </div>
      )}
    </Field>
  );
}

export function Check({ label, checked, onChecked, disabled }: { label: ReactNode; checked: boolean; onChecked: (checked: boolean) => void; disabled?: boolean }): ReactElement {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChecked(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

export function Switch({ label, checked, onChecked, disabled }: { label: ReactNode; checked: boolean; onChecked: (checked: boolean) => void; disabled?: boolean }): ReactElement {
  return (
    <label className="switch">
      <input type="checkbox" role="switch" checked={checked} disabled={disabled} onChange={(event) => onChecked(event.target.checked)} />
      <i aria-hidden="true" />
      <span>{label}</span>
    </label>
  );
}

/** One of a few, all of them in sight. */
export function Segments({ label, choices, value, onValue }: { label: string; choices: readonly Choice[]; value: string; onValue: (value: string) => void }): ReactElement {
  const move = (event: React.KeyboardEvent, index: number) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = choices[(index + step + choices.length) % choices.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onValue(next.value);
    (event.currentTarget.parentElement?.children[choices.indexOf(next)] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="segments" role="radiogroup" aria-label={label}>
      {choices.map((choice, index) => (
        <button
          key={choice.value} type="button" className="button" role="radio" aria-checked={choice.value === value}
          tabIndex={choice.value === value ? 0 : -1} onClick={() => onValue(choice.value)} onKeyDown={(event) => move(event, index)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
