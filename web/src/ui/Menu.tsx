import { ReactElement, ReactNode, RefObject, useRef, useState } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { Point, Popover } from "./Popover";

export interface MenuItem {
  readonly label: string;
  readonly icon?: string;
  readonly act: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly apart?: boolean;
  /** The keys that do the same. */
  readonly keys?: string;
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
      {isOpen && <MenuList label={label} items={items} anchor={ref} align="right" onClose={() => setOpen(false)} />}
    </>
  );
}

/** The open menu: below what opened it, or at a point. The focus goes back before anything is done. */
export function MenuList({ label, items, anchor, onClose, align, at }: { label: string; items: readonly MenuItem[]; anchor: RefObject<HTMLElement>; onClose: () => void; align?: "left" | "right"; at?: Point | undefined }): ReactElement {
  return (
    <Popover anchor={anchor} onClose={onClose} label={label} role="menu" at={at} {...(align ? { align } : {})}>
      {items.map((item) => (
        <div key={item.label} role="none">
          {item.apart && <div className="menu-line" role="separator" />}
          <button
            type="button" role="menuitem" tabIndex={-1} className={item.danger ? "menu-item menu-danger" : "menu-item"} disabled={item.disabled}
            onClick={() => {
              onClose();
              anchor.current?.focus();
              item.act();
            }}
          >
            {item.icon && <Icon icon={item.icon} />}
            <span className="grow">{item.label}</span>
            {item.keys && <kbd>{item.keys}</kbd>}
          </button>
        </div>
      ))}
    </Popover>
  );
}
