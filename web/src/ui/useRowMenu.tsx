import { ReactElement, RefObject, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import type { GridProps } from "./gridTypes";
import { MenuItem, MenuList } from "./Menu";
import type { Point } from "./Popover";

const texts = dictionary({
  menu: ["这一行的操作", "What can be done with this row"],
  peek: ["在旁边查看", "Look at it here"],
  open: ["打开完整页面", "Open its page"],
  select: ["选择", "Select"],
  drop: ["取消选择", "Deselect"],
  edit: ["在表中修改", "Change it here"],
});

interface RowMenu<Row> {
  readonly open: (row: Row, at: Point) => void;
  readonly element: ReactElement | null;
}

/** A row's menu: what a click and the keys do, and what the list adds. */
export function useRowMenu<Row>(props: GridProps<Row>, grid: RefObject<HTMLElement>, toggle: (row: Row) => void, edit: (row: Row) => void): RowMenu<Row> {
  const t = useTexts(texts);
  const [shown, setShown] = useState<{ row: Row; at: Point }>();
  const items = (row: Row): MenuItem[] => {
    const { onPeek, onOpen, selected, onSelect, columns } = props;
    const isSelected = selected?.has(props.id(row)) ?? false;
    return [
      ...(onPeek ? [{ label: t.peek, icon: "panel-right-open", keys: "Enter", act: () => onPeek(row) }] : []),
      ...(onOpen ? [{ label: t.open, icon: "maximize-2", keys: "Ctrl Enter", act: () => onOpen(row) }] : []),
      ...(columns.some((column) => column.edit?.(row)) ? [{ label: t.edit, icon: "text-cursor-input", keys: "F2", act: () => edit(row) }] : []),
      ...(onSelect ? [{ label: isSelected ? t.drop : t.select, icon: isSelected ? "square" : "square-check", keys: "X", act: () => toggle(row) }] : []),
      ...(props.menu?.(row) ?? []).map((item, index) => (index === 0 ? { ...item, apart: true } : item)),
    ];
  };
  const close = () => setShown(undefined);
  const list = shown ? items(shown.row) : [];
  return {
    open: (row, at) => setShown({ row, at }),
    element: shown && list.length > 0 ? <MenuList label={t.menu} items={list} anchor={grid} at={shown.at} onClose={close} /> : null,
  };
}
