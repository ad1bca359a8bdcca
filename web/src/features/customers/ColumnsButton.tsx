import { lazy, ReactElement, Suspense, useRef, useState } from "react";
import { useTexts } from "../../lib/i18n";
import { IconButton } from "../../ui/Button";
import type { Choice } from "../../ui/Field";
import { Popover } from "../../ui/Popover";
import type { FieldColumn } from "./columnChoice";
import { listTexts } from "./texts";

export { chosenColumns, extraFields } from "./columnChoice";
export type { FieldColumn } from "./columnChoice";

const ColumnsPanel = lazy(() => import("./ColumnsPanel"));

/** Pixels of a row, where the view says so. */
export function rowHeight(query: URLSearchParams): { rowHeight?: number } {
  const heights: Record<string, number> = { compact: 30, comfortable: 48 };
  const height = heights[query.get("density") ?? ""];
  return height ? { rowHeight: height } : {};
}

/** Which columns are shown, in which order and how wide, what the list is grouped by, and how close the rows stand. */
export function ColumnsButton({ columns, groupings }: { columns: readonly FieldColumn[]; groupings: readonly Choice[] }): ReactElement {
  const t = useTexts(listTexts);
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton ref={ref} icon="columns-3" label={t.columns} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && <Suspense><Popover anchor={ref} label={t.columns} align="right" onClose={() => setOpen(false)}><ColumnsPanel columns={columns} groupings={groupings} /></Popover></Suspense>}
    </>
  );
}
