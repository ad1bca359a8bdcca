import { memo, MouseEvent, ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { IconButton } from "./Button";
import { CellEditor, EditEnd } from "./CellEditor";
import type { Column, Heading } from "./gridTypes";
import type { Point } from "./Popover";

interface GridRowProps<Row> {
  row: Row;
  index: number;
  domID: string;
  top: number;
  height: number;
  columns: readonly Column<Row>[];
  isCurrent: boolean;
  isActive: boolean;
  isSelected: boolean;
  hasSelection: boolean;
  heading: Heading | undefined;
  isGrouped: boolean;
  hasMenu: boolean;
  /** The column of it that is being changed. */
  editing: string | undefined;
  onToggle: (row: Row) => void;
  onPoint: (row: Row, index: number, event: MouseEvent) => void;
  onOpen: (row: Row) => void;
  onMenu: (row: Row, index: number, at: Point) => void;
  onEdited: (row: Row, column: string, end: EditEnd) => void;
}

const texts = dictionary({
  select: ["选择这一行", "Select this row"],
  more: ["这一行的操作", "What can be done with this row"],
});

function Line<Row>(props: GridRowProps<Row>): ReactElement {
  const t = useTexts(texts);
  const { row, index, top, height, columns, isCurrent, isActive, heading } = props;
  if (heading) {
    return (
      <div
        id={props.domID} role="row" aria-rowindex={index + 2} aria-level={heading.isOpen === undefined ? 2 : 1} aria-expanded={heading.isOpen}
        className={`grid-row grid-group ${isActive ? "grid-active" : ""}`} style={{ top, height }} onClick={(event) => props.onPoint(row, index, event)}
      >
        <div role="gridcell" aria-colspan={columns.length + (props.hasSelection ? 1 : 0) + (props.hasMenu ? 1 : 0)} className="grid-cell">{heading.content}</div>
      </div>
    );
  }
  return (
    <div
      id={props.domID} role="row" aria-rowindex={index + 2} aria-level={props.isGrouped ? 2 : undefined} aria-selected={props.isSelected || isCurrent}
      className={`grid-row ${isCurrent ? "grid-current" : ""} ${isActive ? "grid-active" : ""}`}
      style={{ top, height }} onClick={(event) => props.onPoint(row, index, event)} onDoubleClick={() => props.onOpen(row)}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(row, index, { x: event.clientX, y: event.clientY });
      }}
    >
      {props.hasSelection && (
        <div role="gridcell" className="grid-check" onClick={still} onDoubleClick={still}>
          <input type="checkbox" tabIndex={-1} aria-label={t.select} checked={props.isSelected} onChange={() => props.onToggle(row)} />
        </div>
      )}
      {columns.map((column) => {
        const edit = props.editing === column.id ? column.edit?.(row) : undefined;
        if (edit) return <div key={column.id} role="gridcell" className="grid-cell grid-editing" onClick={still} onDoubleClick={still}><CellEditor label={column.title} edit={edit} onEnd={(end) => props.onEdited(row, column.id, end)} /></div>;
        return <div key={column.id} role="gridcell" className={column.number ? "grid-cell number" : "grid-cell"}>{column.cell(row)}</div>;
      })}
      {props.hasMenu && (
        <div role="gridcell" className="grid-more" onClick={still} onDoubleClick={still}>
          <IconButton
            icon="ellipsis" label={t.more} tabIndex={-1} aria-haspopup="menu"
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              props.onMenu(row, index, { x: box.left, y: box.bottom });
            }}
          />
        </div>
      )}
    </div>
  );
}

/** What happens inside a cell of its own is no click on the row. */
const still = (event: MouseEvent): void => event.stopPropagation();

/** Drawn anew only when something of it changed: scrolling draws what comes into sight and leaves the rest. */
export const GridRow = memo(Line) as typeof Line;
