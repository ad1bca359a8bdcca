import { KeyboardEvent, ReactElement, useEffect, useRef, useState } from "react";
import type { CellEdit } from "./gridTypes";

/** How an edit is left: back to the row, on to the next cell or the one before, or because the focus went elsewhere. */
export type EditEnd = "stay" | "next" | "back" | "left";

/** A cell under change: Enter keeps it, Tab keeps it and goes on, Escape leaves it as it was. */
export function CellEditor({ label, edit, onEnd }: { label: string; edit: CellEdit; onEnd: (end: EditEnd) => void }): ReactElement {
  // What was seen when it began: a row that the server's stream replaces meanwhile must not lend its version to what was typed over the old one.
  const first = useRef(edit).current;
  const [value, setValue] = useState(first.value);
  const ref = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    ref.current?.focus();
    if (ref.current instanceof HTMLInputElement && edit.type !== "date") ref.current.select();
  }, []);
  const leave = (end: EditEnd, isKept: boolean) => {
    // Half a date reads as nothing, and would be kept as nothing.
    if (isOver.current || (isKept && ref.current?.validity.badInput)) return;
    isOver.current = true;
    const next = value.trim();
    if (isKept && next !== first.value && (next !== "" || first.empty !== undefined)) first.save(next);
    onEnd(end);
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") leave("stay", false);
    else if (event.key === "Enter") leave("stay", true);
    else if (event.key === "Tab") leave(event.shiftKey ? "back" : "next", true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const common = {
    ref, value, className: "input grid-input", "aria-label": label, onKeyDown: key,
    onChange: (event: { target: { value: string } }) => setValue(event.target.value), onBlur: () => leave("left", true),
  };
  if (!edit.choices) return <input {...common} type={edit.type ?? "text"} autoComplete="off" maxLength={64} />;
  return (
    <select {...common}>
      {edit.empty !== undefined && <option value="">{edit.empty}</option>}
      {edit.choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
    </select>
  );
}
