import { memo, MouseEvent, ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import type { Column, Heading } from "./DataGrid";

interface GridRowProps<Row> {
  row: Row;
  index: number;
  domID: string;
  top: number;
  height: number;
  columns: readonly Column<Row>[];
  template: string;
  isCurrent: boolean;
  isActive: boolean;
  isSelected: boolean;
  hasSelection: boolean;
  heading: Heading | undefined;
  isGrouped: boolean;
  onToggle: (row: Row) => void;
  onPoint: (row: Row, index: number, event: MouseEvent) => void;
  onOpen: (row: Row) => void;
}

const texts = dictionary({ select: ["选择这一行", "Select this row"] });

function Line<Row>(props: GridRowProps<Row>): ReactElement {
  const t = useTexts(texts);
  const { row, index, top, height, columns, isCurrent, isActive, heading } = props;
  if (heading) {
    return (
      <div
        id={props.domID} role="row" aria-rowindex={index + 2} aria-level={heading.isOpen === undefined ? 2 : 1} aria-expanded={heading.isOpen}
        className={`grid-row grid-group ${isActive ? "grid-active" : ""}`} style={{ top, height }} onClick={(event) => props.onPoint(row, index, event)}
      >
        <div role="gridcell" aria-colspan={columns.length + (props.hasSelection ? 1 : 0)} className="grid-cell">{heading.content}</div>
      </div>
    );
  }
  return (
    <div
      id={props.domID} role="row" aria-rowindex={index + 2} aria-level={props.isGrouped ? 2 : undefined} aria-selected={props.isSelected || isCurrent}
      className={`grid-row ${isCurrent ? "grid-current" : ""} ${isActive ? "grid-active" : ""}`}
      style={{ top, height, gridTemplateColumns: props.template }} onClick={(event) => props.onPoint(row, index, event)} onDoubleClick={() => props.onOpen(row)}
    >
      {props.hasSelection && (
        <div role="gridcell" className="grid-check" onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
          <input type="checkbox" tabIndex={-1} aria-label={t.select} checked={props.isSelected} onChange={() => props.onToggle(row)} />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={column.number ? "grid-cell number" : "grid-cell"}>{column.cell(row)}</div>
      ))}
    </div>
  );
}

/** Drawn anew only when something of it changed: scrolling draws what comes into sight and leaves the rest. */
export const GridRow = memo(Line) as typeof Line;
