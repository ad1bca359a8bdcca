import { KeyboardEvent, ReactElement, ReactNode, RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

interface PopoverProps {
  anchor: RefObject<HTMLElement>;
  onClose: () => void;
  label: string;
  children: ReactNode;
  role?: "menu" | "dialog";
  align?: "left" | "right";
  /** Where a pointer asked for it, instead of below the anchor, which then only gets the focus back. */
  at?: Point | undefined;
}

/** A place in the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something that floats below a control, or at a point, until a click elsewhere or Escape. */
export function Popover({ anchor, onClose, label, children, role = "dialog", align = "left", at: point }: PopoverProps): ReactElement {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  const [at, setAt] = useState<{ left: number; top: number } | undefined>();
  useLayoutEffect(() => {
    const from = point ? new DOMRect(point.x, point.y - 4, 0, 8) : anchor.current?.getBoundingClientRect();
    const own = ref.current?.getBoundingClientRect();
    if (!from || !own) return;
    const wanted = align === "left" ? from.left : from.right - own.width;
    const below = from.bottom + (point ? 0 : 4);
    const top = below + own.height > innerHeight - 8 ? Math.max(8, from.top - own.height - 4) : below;
    setAt({ left: Math.max(8, Math.min(wanted, innerWidth - own.width - 8)), top });
  }, [anchor, align, point?.x, point?.y]);
  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!ref.current?.contains(target) && (point !== undefined || !anchor.current?.contains(target))) latest.current();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const isPlaced = at !== undefined;
  useEffect(() => {
    // What is not yet in its place is hidden, and takes no focus.
    if (isPlaced) ref.current?.querySelector<HTMLElement>("button:not(:disabled), input:not(:disabled), select, a, [tabindex]")?.focus();
  }, [isPlaced]);
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      onClose();
      anchor.current?.focus();
    } else if (role === "menu" && event.key === "Tab") {
      // A menu is left as a whole: the focus goes back to where it was opened.
      event.preventDefault();
      onClose();
      anchor.current?.focus();
    } else if (role === "menu" && /^(ArrowDown|ArrowUp|Home|End)$/.test(event.key)) {
      event.preventDefault();
      const items = [...(ref.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
      const now = items.indexOf(document.activeElement as HTMLElement);
      const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key] ?? 0;
      items[(next + items.length) % items.length]?.focus();
    }
  };
  return (
    <div ref={ref} className="popover" role={role} aria-label={label} onKeyDown={key} onContextMenu={(event) => event.preventDefault()} style={at ?? { left: 0, top: 0, visibility: "hidden" }}>
      {children}
    </div>
  );
}
