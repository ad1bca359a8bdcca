import { KeyboardEvent, ReactElement, ReactNode, RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

interface PopoverProps {
  anchor: RefObject<HTMLElement>;
  onClose: () => void;
  label: string;
  children: ReactNode;
  role?: "menu" | "dialog";
  align?: "left" | "right";
}

/** Something that floats below a control until a click elsewhere, Escape, or the focus leaves. */
export function Popover({ anchor, onClose, label, children, role = "dialog", align = "left" }: PopoverProps): ReactElement {
  const ref = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ left: number; top: number } | undefined>();
  useLayoutEffect(() => {
    const from = anchor.current?.getBoundingClientRect();
    const own = ref.current?.getBoundingClientRect();
    if (!from || !own) return;
    const wanted = align === "left" ? from.left : from.right - own.width;
    const below = from.bottom + 4;
    const top = below + own.height > innerHeight - 8 ? Math.max(8, from.top - own.height - 4) : below;
    setAt({ left: Math.max(8, Math.min(wanted, innerWidth - own.width - 8)), top });
  }, [anchor, align]);
  useEffect(() => {
    ref.current?.querySelector<HTMLElement>("button, input, select, a, [tabindex]")?.focus();
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!ref.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      onClose();
      anchor.current?.focus();
    } else if (role === "menu" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const items = [...(ref.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
      const now = items.indexOf(document.activeElement as HTMLElement);
      items[(now + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length]?.focus();
    }
  };
  return (
    <div ref={ref} className="popover" role={role} aria-label={label} onKeyDown={key} style={at ?? { left: 0, top: 0, visibility: "hidden" }}>
      {children}
    </div>
  );
}
