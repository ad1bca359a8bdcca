import type { ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { setQuery, usePlace } from "../../lib/router";
import { Button, IconButton } from "../../ui/Button";
import { Check, Choice, Segments, SelectField } from "../../ui/Field";
import { fitting } from "../../ui/gridTypes";
import { chosenColumns, chosenWidths, columnsText, FieldColumn, shifted, toggled, widthsText } from "./columnChoice";
import { listTexts } from "./texts";

const step = 24;

/** Each column with buttons for its place and width: what the mouse does by dragging, for keys and fingers; groups and density below. */
export default function ColumnsPanel({ columns, groupings }: { columns: readonly FieldColumn[]; groupings: readonly Choice[] }): ReactElement {
  const t = useTexts(listTexts);
  const { query } = usePlace();
  const shown = chosenColumns(columns, query).map((column) => column.field);
  const widths = chosenWidths(query);
  const put = (fields: readonly string[]) => setQuery({ columns: columnsText(columns, fields) });
  const widen = (column: FieldColumn, by: number) => {
    const now = widths.get(column.field) ?? measured(column);
    setQuery({ widths: widthsText(new Map(widths).set(column.field, fitting(now + by))) });
  };
  const listed = [...shown, ...columns.map((column) => column.field).filter((field) => !shown.includes(field))]
    .flatMap((field) => columns.filter((column) => column.field === field));
  return (
    <div className="filter-panel columns-panel">
      <ul className="columns-list">
        {listed.map((column) => {
          const at = shown.indexOf(column.field);
          const isShown = at >= 0;
          return (
            <li key={column.field}>
              <span className="grow"><Check label={column.title} checked={isShown} disabled={column.field === "name"} onChecked={(isOn) => put(toggled(columns, shown, column.field, isOn))} /></span>
              {isShown && <IconButton icon="arrow-up" label={t.earlier(column.title)} disabled={at === 0} onClick={() => put(shifted(shown, column.field, -1))} />}
              {isShown && <IconButton icon="arrow-down" label={t.later(column.title)} disabled={at === shown.length - 1} onClick={() => put(shifted(shown, column.field, 1))} />}
              {isShown && <IconButton icon="minus" label={t.narrower(column.title)} onClick={() => widen(column, -step)} />}
              {isShown && <IconButton icon="plus" label={t.wider(column.title)} onClick={() => widen(column, step)} />}
            </li>
          );
        })}
      </ul>
      {groupings.length > 0 && <SelectField label={t.group} value={query.get("group") ?? ""} onValue={(group) => setQuery({ group: group || undefined })} empty={t.ungrouped} choices={groupings} />}
      <Segments
        label={t.density} value={query.get("density") ?? "normal"} onValue={(density) => setQuery({ density: density === "normal" ? undefined : density })}
        choices={[{ value: "compact", label: t.compact }, { value: "normal", label: t.normal }, { value: "comfortable", label: t.comfortable }]}
      />
      {(query.has("columns") || query.has("widths")) && <Button kind="quiet" icon="rotate-ccw" onClick={() => setQuery({ columns: undefined, widths: undefined })}>{t.ownColumns}</Button>}
    </div>
  );
}

/** How wide a column stands there now. */
const measured = (column: FieldColumn): number => document.querySelector(`[data-column="${column.id}"]`)?.getBoundingClientRect().width ?? 120;
