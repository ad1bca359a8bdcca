import { ReactElement, ReactNode, useRef, useState } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { Popover } from "./Popover";

export interface MenuItem {
  readonly label: string;
  readonly icon?: string;
  readonly act: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly apart?: boolean;
}

/** A button that opens a menu; by default the three dots of a row or a page. */
export function Menu({ label, items, trigger }: { label: string; items: readonly MenuItem[]; trigger?: (open: () => void, ref: React.RefObject<HTMLButtonElement>, isOpen: boolean) => ReactNode }): ReactElement | null {
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  if (items.length === 0) return null;
  const toggle = () => setOpen(!isOpen);
  return (
    <>
      {trigger?.(toggle, ref, isOpen) ?? (
        <Button ref={ref} icon="ellipsis" aria-label={label} title={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={toggle} />
      )}
      {isOpen && (
        <Popover anchor={ref} onClose={() => setOpen(false)} label={label} role="menu" align="right">
          {items.map((item) => (
            <div key={item.label} role="none">
              {item.apart && <div className="menu-line" role="separator" />}
              <button
                type="button" role="menuitem" className={item.danger ? "menu-item menu-danger" : "menu-item"} disabled={item.disabled}
                onClick={() => {
                  setOpen(false);
                  ref.current?.focus();
                  item.act();
                }}
              >
                {item.icon && <Icon icon={item.icon} />}
                {item.label}
              </button>
            </div>
          ))}
        </Popover>
      )}
    </>
  );
}
