import { ReactElement, ReactNode, useDeferredValue, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { Badge } from "./Badge";
import { Icon } from "./Icon";
import { drawn, startOpen } from "./matrix";

export interface MatrixRow {
  readonly id: string;
  readonly label: ReactNode;
  /** What a search looks in. */
  readonly text: string;
  readonly cells: () => readonly ReactNode[];
  readonly isChanged?: boolean;
}

export interface MatrixGroup {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly MatrixRow[];
}

const texts = dictionary({
  find: ["按名称或代码查找", "Find by name or code"],
  none: ["没有匹配的行", "No row matches"],
  more: [(rows: number) => `还有 ${rows} 行匹配，输入更多内容可缩小范围`, (rows: number) => `${rows} more match; type more to narrow it`],
  changed: [(rows: number) => `改动 ${rows}`, (rows: number) => `${rows} changed`],
});

/** A table of rights: rows in groups that fold, columns of controls; what differs from what is in force is marked. A folded group draws no rows. */
export function MatrixEditor({ label, head, groups }: { label: string; head: readonly string[]; groups: readonly MatrixGroup[] }): ReactElement {
  const t = useTexts(texts);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(() => startOpen(groups));
  const shown = drawn(groups, open, useDeferredValue(typed));
  const toggle = (id: string) => setOpen((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])));
  return (
    <>
      <div className="matrix-find">
        <label className="search">
          <Icon icon="search" />
          <span className="sr">{t.find}</span>
          <input type="search" value={typed} placeholder={t.find} autoComplete="off" onChange={(event) => setTyped(event.target.value)} onKeyDown={(event) => event.key === "Escape" && setTyped("")} />
        </label>
        <span role="status" className="dim">{shown.isSought && shown.groups.length === 0 ? t.none : shown.left > 0 ? t.more(shown.left) : ""}</span>
      </div>
      <div className="matrix-scroll" tabIndex={0} role="region" aria-label={label}>
        <table className="matrix">
          <thead><tr>{head.map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
          {shown.groups.map(({ group, rows, isOpen }) => (
            <tbody key={group.id}>
              <tr className="matrix-group">
                <td colSpan={head.length}>
                  {shown.isSought ? group.label : (
                    <button type="button" className="matrix-fold" aria-expanded={isOpen} onClick={() => toggle(group.id)}>
                      <Icon icon={isOpen ? "chevron-down" : "chevron-right"} />
                      {group.label} <span className="dim">{group.rows.length}</span>
                      {group.rows.some((row) => row.isChanged) && <Badge tone="warn">{t.changed(group.rows.filter((row) => row.isChanged).length)}</Badge>}
                    </button>
                  )}
                </td>
              </tr>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className={row.isChanged ? "changed" : undefined}>{row.label}</th>
                  {row.cells().map((cell, index) => <td key={index} className={row.isChanged ? "changed" : undefined}>{cell}</td>)}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}
