import type { ReactElement, ReactNode } from "react";

export interface MatrixRow {
  readonly id: string;
  readonly label: ReactNode;
  readonly cells: readonly ReactNode[];
  readonly isChanged?: boolean;
}

export interface MatrixGroup {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly MatrixRow[];
}

/** A table of rights: rows in groups, columns of controls; what differs from what is in force is marked. */
export function MatrixEditor({ label, head, groups }: { label: string; head: readonly string[]; groups: readonly MatrixGroup[] }): ReactElement {
  return (
    <div className="matrix-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="matrix">
        <thead><tr>{head.map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
        {groups.map((group) => (
          <tbody key={group.id}>
            <tr className="matrix-group"><td colSpan={head.length}>{group.label}</td></tr>
            {group.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className={row.isChanged ? "changed" : undefined}>{row.label}</th>
                {row.cells.map((cell, index) => <td key={index} className={row.isChanged ? "changed" : undefined}>{cell}</td>)}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
