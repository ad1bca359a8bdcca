import type { KeyboardEvent, ReactElement, ReactNode } from "react";

export interface Tab {
  readonly id: string;
  readonly label: ReactNode;
}

/** Tabs of a page or views of a list; the chosen one stands in the address. */
export function ViewTabs({ label, tabs, value, onValue, children }: { label: string; tabs: readonly Tab[]; value: string; onValue: (id: string) => void; children?: ReactNode }): ReactElement {
  const move = (event: KeyboardEvent, index: number) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onValue(next.id);
    (event.currentTarget.parentElement?.children[tabs.indexOf(next)] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="view-tabs">
      <div role="tablist" aria-label={label} className="row" style={{ gap: 2 }}>
        {tabs.map((tab, index) => (
          <button
            key={tab.id} type="button" role="tab" aria-selected={tab.id === value} tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onValue(tab.id)} onKeyDown={(event) => move(event, index)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {children && <><span className="grow" />{children}</>}
    </div>
  );
}
