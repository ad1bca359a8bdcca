import { KeyboardEvent, DragEvent, useState } from "react";

/** The list with one of its members at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}

interface Ordering {
  /** What one drags by. */
  grip: (index: number) => { draggable: boolean; onDragStart: (event: DragEvent) => void };
  /** What one drops on, and where the keys are heard. */
  place: (index: number) => Place;
}

interface Place {
  "data-over": boolean;
  onDragOver: (event: DragEvent) => void;
  onDragLeave: () => void;
  onDrop: (event: DragEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Order by dragging, or with Alt and the arrow keys. `kind` tells lists apart: nothing is dropped into another one. */
export function useOrdering(kind: string, count: number, onMove: (from: number, to: number) => void): Ordering {
  const [over, setOver] = useState<number>();
  const type = `application/x-peony-${kind.toLowerCase()}`;
  const grip = (index: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(type, String(index));
      event.dataTransfer.effectAllowed = "move";
      const line = event.currentTarget.closest("li, section");
      if (line) event.dataTransfer.setDragImage(line, 12, 12);
    },
  });
  const place = (index: number): Place => ({
    "data-over": over === index,
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(type)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(index);
    },
    onDragLeave: () => setOver(undefined),
    onDrop: (event) => {
      setOver(undefined);
      if (!event.dataTransfer.types.includes(type)) return;
      event.preventDefault();
      event.stopPropagation();
      const from = Number(event.dataTransfer.getData(type));
      if (from !== index) onMove(from, index);
    },
    onKeyDown: (event) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      const to = index + step;
      if (!event.altKey || step === 0 || (event.target as Element).closest("dialog")) return;
      event.preventDefault();
      event.stopPropagation();
      if (to >= 0 && to < count) onMove(index, to);
    },
  });
  return { grip, place };
}
