import type { ReactElement, ReactNode } from "react";
import { dictionary, useTexts } from "../lib/i18n";

export interface Difference {
  readonly name: string;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

const texts = dictionary({
  field: ["项目", "Field"],
  before: ["之前", "Before"],
  after: ["之后", "After"],
  nothing: ["没有差异", "No difference"],
});

/** Before and after, side by side; what is on one side only was added or removed. */
export function DiffView({ rows, before, after }: { rows: readonly Difference[]; before?: string; after?: string }): ReactElement {
  const t = useTexts(texts);
  if (rows.length === 0) return <p className="dim">{t.nothing}</p>;
  return (
    <table className="diff">
      <thead><tr><th scope="col">{t.field}</th><th scope="col">{before ?? t.before}</th><th scope="col">{after ?? t.after}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <td>{row.name}</td>
            <td>{row.before === undefined ? <span className="dim">—</span> : <span className="diff-before">{row.before}</span>}</td>
            <td>{row.after === undefined ? <span className="dim">—</span> : <span className="diff-after">{row.after}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
