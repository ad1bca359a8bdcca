import { CSSProperties, KeyboardEvent, MouseEvent, ReactElement, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { preferences, preferredRow } from "../lib/preferences";
import { useStore } from "../lib/store";
import type { EditEnd } from "./CellEditor";
import { GridHead } from "./GridHead";
import { GridRow } from "./GridRow";
import type { Column, GridProps } from "./gridTypes";
import type { Point } from "./Popover";
import { useRowMenu } from "./useRowMenu";
import { drawnRows, visibleRows } from "./window";

export type { Column, GridProps };

const texts = dictionary({ more: ["继续加载…", "Loading more…"] });

/** A virtual grid: one tab stop, arrow keys inside, at most sixty rows in the document, and the one that is being changed. */
export function DataGrid<Row>(props: GridProps<Row>): ReactElement {
  const { columns, rows, id, onPeek, onOpen, onEnd, hasMore, selected, onSelect } = props;
  const t = useTexts(texts);
  const name = useId();
  const ref = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState(0);
  const liked = useStore(preferences);
  const height = props.rowHeight ?? preferredRow(liked, typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches);
  const headHeight = 36;
  const { from, to } = visibleRows(view.top, view.height, height, rows.length);

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (hasMore && to > rows.length - 20) onEnd?.();
  }, [to, rows.length, hasMore]);
  useEffect(() => {
    if (active >= rows.length) setActive(Math.max(0, rows.length - 1));
  }, [rows.length, active]);

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    const element = ref.current;
    const row = rows[next];
    if (!element || row === undefined) return;
    const top = next * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height + headHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + height + headHeight - element.clientHeight;
    if (props.current !== undefined && !props.heading?.(row)) onPeek?.(row);
  };
  /** Right opens a group; left shuts it, or goes to the head of the group that a row is in. */
  const turnFrom = (index: number, isOpen: boolean) => {
    for (let at = index; at >= 0; at -= 1) {
      const row = rows[at];
      const head = row === undefined ? undefined : props.heading?.(row);
      if (row === undefined || head?.isOpen === undefined) continue;
      if (at !== index && isOpen) return;
      if (at !== index) moveTo(at);
      else props.onTurn?.(row, isOpen);
      return;
    }
  };
  // The same functions at every drawing, so that rows need not be drawn again because of them.
  const latest = useRef(props);
  latest.current = props;
  const toggle = useCallback((row: Row) => {
    const now = latest.current;
    if (!now.onSelect || !now.selected) return;
    const next = new Set(now.selected);
    if (!next.delete(now.id(row))) next.add(now.id(row));
    now.onSelect(next);
  }, []);
  const point = useCallback((row: Row, index: number, event: MouseEvent) => {
    const now = latest.current;
    setActive(index);
    if (now.heading?.(row)) now.onTurn?.(row);
    else (event.ctrlKey || event.metaKey || !now.onPeek ? now.onOpen : now.onPeek)?.(row);
  }, []);
  const openRow = useCallback((row: Row) => latest.current.onOpen?.(row), []);
  const [editing, setEditing] = useState<{ row: string; column: string }>();
  const edit = useCallback((row: Row, from = -1, step = 1) => {
    const now = latest.current;
    for (let at = from + step; at >= 0 && at < now.columns.length; at += step) {
      const column = now.columns[at];
      if (!column?.edit?.(row)) continue;
      setEditing({ row: now.id(row), column: column.id });
      return;
    }
    setEditing(undefined);
    ref.current?.focus();
  }, []);
  const edited = useCallback((row: Row, column: string, end: EditEnd) => {
    const at = latest.current.columns.findIndex((one) => one.id === column);
    if (end === "next" || end === "back") {
      edit(row, at, end === "next" ? 1 : -1);
      return;
    }
    setEditing((now) => (now?.row === latest.current.id(row) && now.column === column ? undefined : now));
    if (end === "stay") ref.current?.focus();
  }, [edit]);
  const menu = useRowMenu(props, ref, toggle, edit);
  const openMenu = useRef(menu.open);
  openMenu.current = menu.open;
  const ask = useCallback((row: Row, index: number, at: Point) => {
    setActive(index);
    openMenu.current(row, at);
  }, []);
  const askByKey = () => {
    const row = rows[active];
    const box = document.getElementById(`${name}-${active}`)?.getBoundingClientRect();
    if (row !== undefined && box && !props.heading?.(row)) ask(row, active, { x: box.left + 56, y: box.bottom - 4 });
  };
  const key = (event: KeyboardEvent) => {
    if (event.target !== ref.current || event.nativeEvent.isComposing) return;
    const page = Math.max(1, Math.floor(view.height / height) - 1);
    const row = rows[active];
    const moves: Record<string, number> = { ArrowDown: active + 1, j: active + 1, ArrowUp: active - 1, k: active - 1, Home: 0, End: rows.length - 1, PageDown: active + page, PageUp: active - page };
    const target = moves[event.key];
    const head = row === undefined ? undefined : props.heading?.(row);
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (props.onTurn && isPlain && (event.key === "ArrowLeft" || event.key === "ArrowRight")) turnFrom(active, event.key === "ArrowRight");
    else if (head && row !== undefined && (event.key === "Enter" || event.key === " ")) props.onTurn?.(row);
    else if (target !== undefined && isPlain) moveTo(target);
    else if (event.key === "Enter" && row !== undefined) (event.ctrlKey || event.metaKey || !onPeek ? onOpen : onPeek)?.(row);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) askByKey();
    else if (event.key === "F2" && row !== undefined) edit(row);
    else if ((event.key === " " || event.key === "x") && row !== undefined && onSelect && !head) toggle(row);
    else return;
    event.preventDefault();
  };

  const [drafts, setDrafts] = useState<Readonly<Record<string, number>>>({});
  const widths = columns.map((column) => (drafts[column.id] === undefined ? column.width : `${drafts[column.id]}px`));
  const template = [...(onSelect ? ["40px"] : []), ...widths, ...(props.menu ? ["minmax(44px, auto)"] : [])].join(" ");
  const activeRow = rows[active];
  // A row that is scrolled out of sight while it is changed keeps its editor, and what was typed there.
  const drawn = drawnRows({ from, to }, editing ? rows.findIndex((row) => id(row) === editing.row) : -1);
  return (
    <>
      <div
        ref={ref} className="grid" role={props.heading ? "treegrid" : "grid"} aria-label={props.label} aria-rowcount={hasMore ? -1 : rows.length + 1} aria-colcount={columns.length}
        tabIndex={0} aria-activedescendant={activeRow !== undefined && drawn.includes(active) ? `${name}-${active}` : undefined}
        aria-multiselectable={onSelect ? true : undefined} onKeyDown={key}
        onContextMenu={(event) => {
          // The menu key of some systems says so only afterwards, and to what has the focus.
          if (event.target === ref.current) event.preventDefault();
        }}
        onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
      >
        <div className="grid-inner" style={{ "--grid-columns": template } as CSSProperties}>
          <GridHead {...props} onDraftWidths={setDrafts} />
          <div className="grid-body" role="rowgroup" style={{ height: rows.length * height }}>
            {drawn.map((index) => ({ index, row: rows[index] as Row })).map(({ index, row }) => (
              <GridRow
                key={id(row)} row={row} index={index} domID={`${name}-${index}`} top={index * height} height={height}
                columns={columns} isCurrent={props.current === id(row)} isActive={active === index}
                isSelected={selected?.has(id(row)) ?? false} hasSelection={onSelect !== undefined} hasMenu={props.menu !== undefined}
                heading={props.heading?.(row)} isGrouped={props.heading !== undefined}
                editing={editing?.row === id(row) ? editing.column : undefined} onToggle={toggle} onPoint={point} onOpen={openRow} onMenu={ask} onEdited={edited}
              />
            ))}
          </div>
          {(hasMore || props.foot) && <div className="grid-foot">{hasMore ? t.more : props.foot}</div>}
        </div>
      </div>
      {menu.element}
    </>
  );
}
