import { ReactElement, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { useTexts } from "../../lib/i18n";
import { setQuery, usePlace } from "../../lib/router";
import { IconButton } from "../../ui/Button";
import type { Column } from "../../ui/DataGrid";
import { Check, Choice, Segments, SelectField } from "../../ui/Field";
import { Popover } from "../../ui/Popover";
import { listTexts } from "./texts";

/** isExtra: shown where it is asked for, and fetched then. */
export type FieldColumn = Column<Customer> & { field: string; isExtra?: boolean };

/** The columns that the address asks for, in its order; the ordinary ones where it asks for none. */
export function chosenColumns(columns: readonly FieldColumn[], query: URLSearchParams): readonly FieldColumn[] {
  const wanted = (query.get("columns") ?? "").split(",").flatMap((field) => columns.filter((column) => column.field === field));
  return wanted.length > 0 ? wanted : columns.filter((column) => !column.isExtra);
}

/** Fields to fetch beside those of every list. */
export function extraFields(columns: readonly FieldColumn[]): { fields?: string } {
  const extra = columns.filter((column) => column.isExtra).map((column) => column.field);
  return extra.length > 0 ? { fields: ["*", ...extra].join(",") } : {};
}

/** Pixels of a row. */
export function rowHeight(query: URLSearchParams): { rowHeight?: number } {
  const heights: Record<string, number> = { compact: 30, comfortable: 48 };
  const height = heights[query.get("density") ?? ""];
  return height ? { rowHeight: height } : {};
}

/** Which columns are shown, what the list is grouped by, and how close the rows stand. */
export function ColumnsButton({ columns, groupings }: { columns: readonly FieldColumn[]; groupings: readonly Choice[] }): ReactElement {
  const t = useTexts(listTexts);
  const { query } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const shown = new Set(chosenColumns(columns, query).map((column) => column.field));
  const toggle = (field: string, isOn: boolean) => {
    const next = columns.filter((column) => (column.field === field ? isOn : shown.has(column.field))).map((column) => column.field);
    const ordinary = columns.filter((column) => !column.isExtra).map((column) => column.field).join(",");
    setQuery({ columns: next.length === 0 || next.join(",") === ordinary ? undefined : next.join(",") });
  };
  return (
    <>
      <IconButton ref={ref} icon="columns-3" label={t.columns} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <Popover anchor={ref} label={t.columns} align="right" onClose={() => setOpen(false)}>
          <div className="filter-panel">
            <div className="filter-choices">
              {columns.map((column) => <Check key={column.field} label={column.title} checked={shown.has(column.field)} disabled={column.field === "name"} onChecked={(isOn) => toggle(column.field, isOn)} />)}
            </div>
            {groupings.length > 0 && <SelectField label={t.group} value={query.get("group") ?? ""} onValue={(group) => setQuery({ group: group || undefined })} empty={t.ungrouped} choices={groupings} />}
            <Segments
              label={t.density} value={query.get("density") ?? "normal"} onValue={(density) => setQuery({ density: density === "normal" ? undefined : density })}
              choices={[{ value: "compact", label: t.compact }, { value: "normal", label: t.normal }, { value: "comfortable", label: t.comfortable }]}
            />
          </div>
        </Popover>
      )}
    </>
  );
}
