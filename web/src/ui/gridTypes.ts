import type { ReactNode } from "react";
import type { Choice } from "./Field";
import type { MenuItem } from "./Menu";

/** How a cell is changed where it stands. */
export interface CellEdit {
  readonly value: string;
  /** One of these; without them it is typed. */
  readonly choices?: readonly Choice[];
  /** What no value is called; without it there has to be one. */
  readonly empty?: string;
  readonly type?: "text" | "date";
  readonly save: (value: string) => void;
}

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** CSS of the column's width in the grid, as `120px` or `minmax(140px, 1fr)`. */
  readonly width: string;
  readonly number?: boolean;
  /** The name to sort by; without it the column is not sorted. */
  readonly sort?: string | undefined;
  readonly cell: (row: Row) => ReactNode;
  /** F2 changes it in place, where it answers anything. */
  readonly edit?: (row: Row) => CellEdit | undefined;
}

/** What stands across a grid instead of a row. */
export interface Heading {
  readonly content: ReactNode;
  readonly isOpen?: boolean;
}

export interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly id: (row: Row) => string;
  readonly current?: string | undefined;
  /** Enter or a click: beside the list. */
  readonly onPeek?: (row: Row) => void;
  /** Ctrl+Enter or a double click: on its own page. */
  readonly onOpen?: (row: Row) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  /** The end comes into sight. */
  readonly onEnd?: () => void;
  readonly hasMore?: boolean;
  readonly rowHeight?: number;
  readonly foot?: ReactNode;
  /** A line across all columns instead of a row's cells, such as the head of a group, which is open or shut. */
  readonly heading?: (row: Row) => Heading | undefined;
  /** Opens or shuts the group of a heading; without `isOpen` the other way round. */
  readonly onTurn?: (row: Row, isOpen?: boolean) => void;
  /** What else can be done with a row: by right click, Shift+F10, the menu key, and a button at its end. */
  readonly menu?: (row: Row) => readonly MenuItem[];
  /** Columns were put into another order. */
  readonly onOrder?: (ids: readonly string[]) => void;
  /** A column was made so wide; undefined is its own width again. */
  readonly onWidth?: (id: string, pixels: number | undefined) => void;
}

/** Pixels that a column may be wide. */
export const narrowest = 48;
export const widest = 800;
export const fitting = (pixels: number): number => Math.round(Math.min(widest, Math.max(narrowest, pixels)));
