import { ReactElement, ReactNode, useEffect } from "react";

/** A page's head: title, count, filters, and the main action at the far right. */
export function PageHead({ title, count, children, above }: { title: string; count?: ReactNode; children?: ReactNode; above?: ReactNode }): ReactElement {
  useTitle(title);
  return (
    <div className="page-head">
      <div>
        {above}
        <div className="row"><h1>{title}</h1>{count !== undefined && <span className="page-count">{count}</span>}</div>
      </div>
      <span className="grow" />
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 芍药 Peony`;
  }, [title]);
}

export function Page({ children }: { children: ReactNode }): ReactElement {
  return <div className="page">{children}</div>;
}

export function Card({ title, actions, children, wide, flush }: { title?: string; actions?: ReactNode; children: ReactNode; wide?: boolean; flush?: boolean }): ReactElement {
  return (
    <section className={`card ${wide ? "today-wide" : ""} ${flush ? "card-flush" : ""}`}>
      {(title || actions) && <div className="card-head"><h2>{title}</h2>{actions}</div>}
      {children}
    </section>
  );
}

/** Names and values of a record. */
export function Facts({ rows, two }: { rows: readonly { name: string; value: ReactNode; wide?: boolean }[]; two?: boolean }): ReactElement {
  return (
    <dl className={two ? "facts facts-two" : "facts"}>
      {rows.map((row) => (
        <div key={row.name} className={row.wide ? "wide" : undefined}>
          <dt>{row.name}</dt>
          <dd>{row.value ?? <span className="dim">—</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
