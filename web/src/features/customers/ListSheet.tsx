import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { PrintSheet } from "../../ui/PrintSheet";
import type { FieldColumn } from "./columnChoice";

/** The rows that are loaded, on paper, with the columns of the list. */
export default function ListSheet({ title, columns, rows, onDone }: { title: string; columns: readonly FieldColumn[]; rows: readonly Customer[]; onDone: () => void }): ReactElement {
  return (
    <PrintSheet title={title} onDone={onDone}>
      <table className="print-table">
        <thead><tr>{columns.map((column) => <th key={column.id} scope="col">{column.title}</th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr key={row.id}>{columns.map((column) => <td key={column.id}>{column.cell(row)}</td>)}</tr>)}</tbody>
      </table>
    </PrintSheet>
  );
}
