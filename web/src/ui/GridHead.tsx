import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import type { GridProps } from "./DataGrid";
import { Icon } from "./Icon";

const texts = dictionary({
  all: ["选择已加载的全部", "Select all that is loaded"],
  selection: ["选择", "Selection"],
});

export function GridHead<Row>({ columns, template, rows, id, selected, onSelect, sort, onSort, heading }: GridProps<Row> & { template: string }): ReactElement {
  const t = useTexts(texts);
  const own = heading ? rows.filter((row) => !heading(row)) : rows;
  const areAll = selected !== undefined && own.length > 0 && own.every((row) => selected.has(id(row)));
  return (
    <div role="rowgroup" className="grid-head">
      <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        {onSelect && (
          <div role="columnheader" className="grid-check" aria-label={t.selection}>
            <input type="checkbox" tabIndex={-1} aria-label={t.all} checked={areAll} onChange={() => onSelect(new Set(areAll ? [] : own.map(id)))} />
          </div>
        )}
        {columns.map((column) => {
          const order = column.sort && sort === column.sort ? "ascending" : column.sort && sort === "-" + column.sort ? "descending" : undefined;
          const next = order === "descending" ? column.sort : "-" + (column.sort ?? "");
          return (
            <div key={column.id} role="columnheader" className={column.number ? "grid-cell number" : "grid-cell"} aria-sort={column.sort ? order ?? "none" : undefined}>
              {column.sort && onSort ? (
                <button type="button" className="grid-sort" onClick={() => onSort(next ?? "")}>
                  {column.title}
                  {order && <Icon icon={order === "ascending" ? "arrow-up" : "arrow-down"} />}
                </button>
              ) : column.title}
            </div>
          );
        })}
      </div>
    </div>
  );
}
