import { ReactElement, ReactNode, useRef, useState } from "react";
import { comma, dictionary, useTexts } from "../lib/i18n";
import { Button } from "./Button";
import { Check, Choice, TextField } from "./Field";
import { DateField } from "./DatePicker";
import { Icon } from "./Icon";
import { Popover } from "./Popover";

/** A field that can be filtered. Values stand in the address as text: choices joined by commas, days and numbers as `from..to`. */
export interface Filter {
  readonly id: string;
  readonly label: string;
  readonly kind: "choices" | "days" | "numbers" | "text";
  readonly choices?: readonly Choice[];
  /** One value at a time. */
  readonly single?: boolean;
  /** Numbers: how many of what is kept are one of what is typed; 100 for yuan. */
  readonly scale?: number;
}

const texts = dictionary({
  add: ["筛选", "Filter"],
  clear: ["清除全部", "Clear all"],
  remove: [(name: string) => `去掉筛选 ${name}`, (name: string) => `Remove filter ${name}`],
  is: ["是", "is"],
  any: ["任一", "any of"],
  from: ["从", "From"],
  until: ["到", "Until"],
  least: ["不小于", "At least"],
  most: ["不大于", "At most"],
  exactly: ["完全等于", "Exactly"],
  apply: ["应用", "Apply"],
  search: ["查找", "Find"],
});

/** `字段 运算 值` as chips. `values` is what stands in the address. */
export function FilterBar({ filters, values, onChange, children }: { filters: readonly Filter[]; values: Readonly<Record<string, string>>; onChange: (id: string, value: string | undefined) => void; children?: ReactNode }): ReactElement | null {
  const t = useTexts(texts);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string>();
  const addRef = useRef<HTMLButtonElement>(null);
  const set = filters.filter((filter) => values[filter.id]);
  const unset = filters.filter((filter) => !values[filter.id] && filter.id !== open);
  const shown = filters.filter((filter) => set.includes(filter) || filter.id === open);
  if (filters.length === 0 && !children) return null;
  return (
    <div className="filters">
      {shown.map((filter) => (
        <FilterChip
          key={filter.id} filter={filter} value={values[filter.id] ?? ""} isOpen={open === filter.id}
          onOpen={(isOpen) => setOpen(isOpen ? filter.id : undefined)} onChange={(value) => onChange(filter.id, value || undefined)}
        />
      ))}
      {unset.length > 0 && (
        <Button ref={addRef} icon="list-filter" kind="quiet" aria-haspopup="menu" aria-expanded={adding} onClick={() => setAdding(!adding)}>{t.add}</Button>
      )}
      {adding && (
        <Popover anchor={addRef} label={t.add} role="menu" onClose={() => setAdding(false)}>
          {unset.map((filter) => (
            <button
              key={filter.id} type="button" role="menuitem" className="menu-item"
              onClick={() => {
                setAdding(false);
                setOpen(filter.id);
              }}
            >
              {filter.label}
            </button>
          ))}
        </Popover>
      )}
      {set.length > 1 && <button type="button" className="link-button" onClick={() => set.forEach((filter) => onChange(filter.id, undefined))}>{t.clear}</button>}
      {children && <><span className="grow" />{children}</>}
    </div>
  );
}

interface ChipProps {
  filter: Filter;
  value: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (value: string) => void;
}

function FilterChip({ filter, value, isOpen, onOpen, onChange }: ChipProps): ReactElement {
  const t = useTexts(texts);
  const ref = useRef<HTMLButtonElement>(null);
  const chosen = value ? value.split(",") : [];
  const isPlain = filter.kind !== "choices";
  const labels = filter.kind === "numbers" ? scaled(value, filter.scale).join(" – ") : isPlain ? value.replace("..", " – ") : chosen.map((one) => filter.choices?.find((choice) => choice.value === one)?.label ?? one).join(comma());
  return (
    <span className="chip">
      <button ref={ref} type="button" className="chip-main" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
        {filter.label} {value && (isPlain || chosen.length < 2 ? t.is : t.any)} <b>{labels || "…"}</b>
      </button>
      <button
        type="button" className="chip-close" aria-label={t.remove(filter.label)}
        onClick={() => {
          onOpen(false);
          onChange("");
        }}
      >
        <Icon icon="x" />
      </button>
      {isOpen && (
        <Popover anchor={ref} label={filter.label} onClose={() => onOpen(false)}>
          <div className="filter-panel">
            {filter.kind === "days" ? <Days value={value} onChange={onChange} />
              : filter.kind === "numbers" ? <Numbers value={value} scale={filter.scale ?? 1} onChange={onChange} />
                : filter.kind === "text" ? <Words value={value} onChange={onChange} />
                  : <Choices filter={filter} chosen={chosen} onChange={onChange} />}
          </div>
        </Popover>
      )}
    </span>
  );
}

function Choices({ filter, chosen, onChange }: { filter: Filter; chosen: string[]; onChange: (value: string) => void }): ReactElement {
  const t = useTexts(texts);
  const [sought, setSought] = useState("");
  const choices = filter.choices ?? [];
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(sought.toLowerCase()));
  const toggle = (value: string, isOn: boolean) => onChange((isOn ? [...(filter.single ? [] : chosen), value] : chosen.filter((one) => one !== value)).slice(0, 50).join(","));
  return (
    <>
      {choices.length > 8 && <input className="input" aria-label={t.search} placeholder={t.search} value={sought} onChange={(event) => setSought(event.target.value)} />}
      <div className="filter-choices">
        {shown.map((choice) => <Check key={choice.value} label={choice.label} checked={chosen.includes(choice.value)} onChecked={(isOn) => toggle(choice.value, isOn)} />)}
      </div>
    </>
  );
}

function Days({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactElement {
  const t = useTexts(texts);
  const [from = "", until = ""] = value.split("..");
  const change = (first: string, last: string) => onChange(first || last ? `${first}..${last}` : "");
  return (
    <>
      <DateField label={t.from} value={from} onValue={(day) => change(day, until)} />
      <DateField label={t.until} value={until} onValue={(day) => change(from, day)} />
    </>
  );
}

/** Both ends as people read them. */
function scaled(value: string, scale = 1): string[] {
  return value.split("..").map((end) => (end === "" || scale === 1 ? end : (Number(end) / scale).toFixed(2)));
}

function Numbers({ value, scale, onChange }: { value: string; scale: number; onChange: (value: string) => void }): ReactElement {
  const t = useTexts(texts);
  const [[from = "", until = ""], setTyped] = useState<string[]>(() => scaled(value, scale));
  const kept = (typed: string): string | undefined => (typed.trim() === "" ? "" : Number.isFinite(Number(typed)) ? String(Math.round(Number(typed) * scale)) : undefined);
  const change = (first: string, last: string) => {
    setTyped([first, last]);
    const [least, most] = [kept(first), kept(last)];
    if (least !== undefined && most !== undefined) onChange(least || most ? `${least}..${most}` : "");
  };
  return (
    <>
      <TextField label={t.least} inputMode="decimal" maxLength={16} value={from} onValue={(typed) => change(typed, until)} />
      <TextField label={t.most} inputMode="decimal" maxLength={16} value={until} onValue={(typed) => change(from, typed)} />
    </>
  );
}

function Words({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactElement {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(typed.trim());
      }}
    >
      <TextField label={t.exactly} maxLength={200} autoComplete="off" value={typed} onValue={setTyped} />
      <Button type="submit" disabled={typed.trim() === value}>{t.apply}</Button>
    </form>
  );
}
