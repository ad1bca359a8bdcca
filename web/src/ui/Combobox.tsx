import { KeyboardEvent, ReactElement, ReactNode, useEffect, useId, useRef, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { Field } from "./Field";
import { IconButton } from "./Button";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

interface ComboboxProps {
  label: ReactNode;
  value: Option | undefined;
  onValue: (option: Option | undefined) => void;
  /** Asks for options; a later question makes an earlier answer void. */
  search: (text: string, signal: AbortSignal) => Promise<readonly Option[]>;
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean;
}

const texts = dictionary({
  none: ["没有匹配项", "Nothing matches"],
  clear: ["清除", "Clear"],
  searching: ["查找中…", "Searching…"],
});

/** Chooses one of many: options come from the server while somebody types. */
export function Combobox({ label, value, onValue, search, error, hint, required }: ComboboxProps): ReactElement {
  const t = useTexts(texts);
  const list = useId();
  const [typed, setTyped] = useState<string>();
  const [options, setOptions] = useState<readonly Option[]>();
  const [active, setActive] = useState(0);
  const isOpen = typed !== undefined;
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    if (typed === undefined) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      latest.current(typed, asked.signal).then(
        (found) => {
          if (asked.signal.aborted) return;
          setOptions(found);
          setActive(0);
        },
        () => setOptions([]));
    }, 180);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [typed]);
  const choose = (option: Option | undefined) => {
    onValue(option);
    setTyped(undefined);
    setOptions(undefined);
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) setTyped("");
      else setActive(Math.max(0, Math.min((options?.length ?? 1) - 1, active + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      const option = options?.[active];
      if (option) choose(option);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(undefined);
    }
  };
  return (
    <Field label={label} error={error} hint={hint} {...(required ? { required } : {})}>
      {(parts) => (
        <div className="combobox">
          <div className="input-box">
            <input
              {...parts} className="input" role="combobox" aria-expanded={isOpen} aria-controls={list} aria-autocomplete="list" autoComplete="off"
              aria-activedescendant={isOpen && options?.length ? `${list}-${active}` : undefined}
              value={typed ?? value?.label ?? ""} onChange={(event) => setTyped(event.target.value)} onFocus={(event) => event.target.select()}
              onClick={() => setTyped((now) => now ?? "")} onKeyDown={key} onBlur={() => setTyped(undefined)}
            />
            {value && <IconButton icon="x" label={t.clear} onClick={() => choose(undefined)} />}
          </div>
          {isOpen && (
            <div className="popover">
              <div className="listbox" role="listbox" id={list} aria-label={typeof label === "string" ? label : t.searching}>
                {options?.map((option, index) => (
                  <div
                    key={option.value} id={`${list}-${index}`} role="option" className="option" aria-selected={index === active}
                    onPointerDown={(event) => {
                      event.preventDefault();
                      choose(option);
                    }}
                  >
                    {option.label}{option.detail && <small>{option.detail}</small>}
                  </div>
                ))}
              </div>
              {options?.length === 0 && <div className="option dim">{t.none}</div>}
              {options === undefined && <div className="option dim">{t.searching}</div>}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
