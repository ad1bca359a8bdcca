import { KeyboardEvent, ReactElement, ReactNode, useEffect, useRef, useState } from "react";
import { addDays, today, weekday } from "../lib/format";
import { dictionary, useTexts } from "../lib/i18n";
import { halfWidth } from "../lib/input";
import { IconButton } from "./Button";
import { monthGrid, parseDay, shiftMonth } from "./days";
import { Field } from "./Field";
import { Popover } from "./Popover";

const texts = dictionary({
  open: ["打开日历", "Open calendar"],
  before: ["上个月", "Previous month"],
  after: ["下个月", "Next month"],
  month: [(year: string, month: string) => `${year}年${Number(month)}月`, (year: string, month: string) => `${year}-${month}`],
  days: ["一 二 三 四 五 六 日", "Mo Tu We Th Fr Sa Su"],
  format: ["例如 2026-11-21", "for example 2026-11-21"],
  bad: ["请写成 2026-11-21 的形式", "Write it like 2026-11-21"],
});

interface DateFieldProps {
  label: ReactNode;
  /** `2026-11-21`, or empty. */
  value: string;
  onValue: (day: string) => void;
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean;
  min?: string;
}

/** A day: typed in any usual way, or chosen in a calendar. */
export function DateField({ label, value, onValue, error, hint, required, min }: DateFieldProps): ReactElement {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(value);
  const [isBad, setBad] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => setTyped(value), [value]);
  const settle = () => {
    const day = parseDay(halfWidth(typed));
    setBad(day === undefined);
    if (day !== undefined && day !== value) onValue(day);
  };
  return (
    <Field label={label} error={isBad ? t.bad : error} hint={hint} {...(required ? { required } : {})}>
      {(parts) => (
        <div className="input-box">
          <input {...parts} className="input" inputMode="numeric" placeholder={t.format} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={settle} onKeyDown={(event) => event.key === "Enter" && settle()} />
          <IconButton ref={ref} icon="calendar" label={t.open} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} />
          {isOpen && (
            <Popover anchor={ref} label={t.open} align="right" onClose={() => setOpen(false)}>
              <Month
                value={value || today()} {...(min ? { min } : {})}
                onChoose={(day) => {
                  setBad(false);
                  onValue(day);
                  setOpen(false);
                  ref.current?.focus();
                }}
              />
            </Popover>
          )}
        </div>
      )}
    </Field>
  );
}

function Month({ value, min, onChoose }: { value: string; min?: string; onChoose: (day: string) => void }): ReactElement {
  const t = useTexts(texts);
  const [at, setAt] = useState(value);
  const ref = useRef<HTMLDivElement>(null);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (hasMoved.current) ref.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [at]);
  const [year = "", month = ""] = at.split("-");
  const key = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    const step = steps[event.key];
    const next = step !== undefined ? addDays(at, step) : event.key === "PageUp" ? shiftMonth(at, -1) : event.key === "PageDown" ? shiftMonth(at, 1) : undefined;
    if (!next) return;
    event.preventDefault();
    hasMoved.current = true;
    setAt(next);
  };
  return (
    <div className="calendar" ref={ref}>
      <div className="calendar-head">
        <IconButton icon="chevron-left" label={t.before} onClick={() => setAt(shiftMonth(at, -1))} />
        <b aria-live="polite">{t.month(year, month)}</b>
        <IconButton icon="chevron-right" label={t.after} onClick={() => setAt(shiftMonth(at, 1))} />
      </div>
      <div className="calendar-grid" onKeyDown={key}>
        {t.days.split(" ").map((name) => <span key={name} aria-hidden="true">{name}</span>)}
        {monthGrid(at).map((day) => (
          <button
            key={day} type="button" tabIndex={day === at ? 0 : -1} aria-label={weekday(day)} aria-pressed={day === value}
            disabled={min !== undefined && day < min}
            className={`calendar-day ${day.slice(0, 7) === at.slice(0, 7) ? "" : "calendar-other"} ${day === today() ? "calendar-today" : ""}`}
            onClick={() => onChoose(day)}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
    </div>
  );
}
