import { ReactElement, ReactNode, useEffect, useId, useRef } from "react";
import { useTexts } from "../lib/i18n";
import { publicTexts } from "./texts";

// The few parts of the public page. It shares no styles with the app: it is read on telephones, by people who were never there.

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  children: (parts: { id: string; "aria-describedby"?: string; "aria-invalid"?: true; "aria-required"?: true }) => ReactNode;
}

/** Label above, complaint and hint below. */
export function Field({ label, hint, error, optional, children }: FieldProps): ReactElement {
  const t = useTexts(publicTexts);
  const id = useId();
  const described = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className="p-field">
      <label htmlFor={id}>{label}{optional && <span className="p-dim"> {t.optional}</span>}</label>
      {children({ id, ...(described ? { "aria-describedby": described } : {}), ...(error ? { "aria-invalid": true as const } : {}), ...(optional ? {} : { "aria-required": true as const }) })}
      {error && <p className="p-error" id={`${id}-error`}>{error}</p>}
      {hint && <p className="p-hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  legend: ReactNode;
  /** The legend is said above already. */
  quiet?: boolean;
  error?: string | undefined;
  value: string;
  choices: readonly { readonly value: string; readonly label: ReactNode }[];
  onValue: (value: string) => void;
  /** Side by side instead of below each other. */
  beside?: boolean;
}

/** One of a few, each large enough for a thumb. */
export function Choice({ name, legend, quiet, error, value, choices, onValue, beside }: ChoiceProps): ReactElement {
  const id = useId();
  return (
    <fieldset role="radiogroup" className="p-choice" aria-describedby={error ? id : undefined} aria-invalid={error ? true : undefined}>
      <legend className={quiet ? "p-sr" : undefined}>{legend}</legend>
      <div className={beside ? "p-beside" : "p-below"}>
        {choices.map((choice) => (
          <label key={choice.value} className="p-option">
            <input type="radio" name={name} value={choice.value} checked={value === choice.value} onChange={() => onValue(choice.value)} />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      {error && <p className="p-error" id={id}>{error}</p>}
    </fieldset>
  );
}

/** What is said at once and aloud: a refusal, or that something was loaded anew. */
export function Notice({ kind, children }: { kind: "bad" | "info"; children: ReactNode }): ReactElement {
  return <div className={`p-notice p-notice-${kind}`} role="alert">{children}</div>;
}

/** The head of a step, where the focus goes when it begins. */
export function StepHead({ children, above }: { children: ReactNode; above?: ReactNode }): ReactElement {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return <>{above}<h2 ref={ref} tabIndex={-1}>{children}</h2></>;
}
