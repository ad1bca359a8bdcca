import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import type { GridProps } from "./gridTypes";
import { Icon } from "./Icon";
import { useColumnDrag } from "./useColumnDrag";

const texts = dictionary({
  all: ["选择已加载的全部", "Select all that is loaded"],
  selection: ["选择", "Selection"],
  acts: ["操作", "Actions"],
  drag: ["拖动可调整列的顺序", "Drag to put the column elsewhere"],
  wide: ["拖动可调整列宽，双击恢复", "Drag for another width; double click for its own"],
});

/** The head of a grid: sorts, and lets columns be dragged to another place or width. */
export function GridHead<Row>(props: GridProps<Row> & { onDraftWidths: (draft: Readonly<Record<string, number>>) => void }): ReactElement {
  const { columns, rows, id, selected, onSelect, sort, onSort, onOrder, onWidth, heading } = props;
  const t = useTexts(texts);
  const drag = useColumnDrag(props, props.onDraftWidths);
  const own = heading ? rows.filter((row) => !heading(row)) : rows;
  const areAll = selected !== undefined && own.length > 0 && own.every((row) => selected.has(id(row)));
  return (
    <div role="rowgroup" className="grid-head">
      <div className="grid-row grid-head" role="row" aria-rowindex={1}>
        {onSelect && (
          <div role="columnheader" className="grid-check" aria-label={t.selection}>
            <input type="checkbox" tabIndex={-1} aria-label={t.all} checked={areAll} onChange={() => onSelect(new Set(areAll ? [] : own.map(id)))} />
          </div>
        )}
        {columns.map((column) => {
          const order = column.sort && sort === column.sort ? "ascending" : column.sort && sort === "-" + column.sort ? "descending" : undefined;
          const next = order === "descending" ? column.sort : "-" + (column.sort ?? "");
          const landing = drag.landing?.id === column.id && drag.moved !== column.id ? `grid-landing-${drag.landing.side}` : "";
          return (
            <div
              key={column.id} role="columnheader" data-column={column.id} title={onOrder ? t.drag : undefined}
              className={`grid-cell ${column.number ? "number" : ""} ${onOrder ? "grid-movable" : ""} ${drag.moved === column.id ? "grid-moving" : ""} ${landing}`}
              aria-sort={column.sort ? order ?? "none" : undefined} onPointerDown={(event) => drag.grab(column.id, event)}
            >
              {column.sort && onSort ? (
                <button type="button" className="grid-sort" onClick={() => onSort(next ?? "")}>
                  {column.title}
                  {order && <Icon icon={order === "ascending" ? "arrow-up" : "arrow-down"} />}
                </button>
              ) : column.title}
              {onWidth && <span className="grid-edge" title={t.wide} aria-hidden="true" onPointerDown={(event) => drag.pull(column.id, event)} onDoubleClick={() => onWidth(column.id, undefined)} />}
            </div>
          );
        })}
        {props.menu && <div role="columnheader" className="grid-more"><span className="sr">{t.acts}</span></div>}
      </div>
    </div>
  );
}
