import type { Branch } from "../../gen/api";
import type { TreeNode } from "../../ui/Tree";
import { bracketed } from "../../lib/i18n";

const icons = { chain: "building-2", region: "map", branch: "map-pin", department: "stethoscope" } as const;
const order = ["chain", "region", "branch", "department"];

/** The units as a tree; one whose parent is out of sight stands at the top. */
export function unitTree(units: readonly Branch[], closedWord: string): TreeNode[] {
  const known = new Set(units.map((unit) => unit.id));
  const sorted = [...units].sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind) || left.name.localeCompare(right.name, "zh"));
  const below = (parent: string | null): TreeNode[] =>
    sorted.filter((unit) => (parent === null ? !unit.parentId || !known.has(unit.parentId) : unit.parentId === parent)).map((unit) => ({
      id: unit.id, icon: icons[unit.kind], isClosed: unit.state === "closed",
      label: unit.state === "closed" ? bracketed(unit.name, closedWord) : unit.name, children: below(unit.id),
    }));
  return below(null);
}

/** A unit and everything under it. */
export function unitsBelow(units: readonly Branch[], top: string): Set<string> {
  const found = new Set([top]);
  let size = 0;
  while (size !== found.size) {
    size = found.size;
    for (const unit of units) if (unit.parentId && found.has(unit.parentId)) found.add(unit.id);
  }
  return found;
}
