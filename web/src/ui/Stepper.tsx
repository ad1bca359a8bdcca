import type { ReactElement } from "react";
import { Icon } from "./Icon";

/** Where somebody is in a few steps. */
export function Stepper({ steps, current, label }: { steps: readonly string[]; current: number; label: string }): ReactElement {
  return (
    <ol className="stepper" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step} className={index < current ? "done" : undefined} aria-current={index === current ? "step" : undefined}>
          <b>{index < current ? <Icon icon="check" /> : index + 1}</b>
          {step}
        </li>
      ))}
    </ol>
  );
}
