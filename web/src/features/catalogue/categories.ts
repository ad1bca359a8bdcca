import type { Category } from "../../lib/catalogue";
import { named } from "../../lib/catalogue";
import type { TreeNode } from "../../ui/Tree";

const inOrder = (left: Category, right: Category) => (left.position ?? 0) - (right.position ?? 0) || (left.name ?? "").localeCompare(right.name ?? "", "zh");

/** Categories as a tree; one whose parent is out of sight stands at the top. */
export function categoryTree(categories: readonly Category[]): TreeNode[] {
  const known = new Set(categories.map((category) => category.id));
  const sorted = [...categories].sort(inOrder);
  const below = (parent: string | undefined): TreeNode[] =>
    sorted.filter((one) => (parent === undefined ? !one.parentId || !known.has(one.parentId) : one.parentId === parent && one.id !== parent))
      .map((one) => ({ id: one.id ?? "", icon: "folder", isClosed: one.state === "archived", label: named(one), children: below(one.id ?? "") }));
  return below(undefined);
}

/** A category and everything below it. */
export function categoriesBelow(categories: readonly Category[], top: string): Set<string> {
  const found = new Set([top]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const one of categories) if (one.parentId && found.has(one.parentId)) found.add(one.id ?? "");
  }
  return found;
}

/** Names with what is above them, for a select: `注射 › 玻尿酸`. */
export function categoryChoices(categories: readonly Category[], except?: ReadonlySet<string>): { value: string; label: string }[] {
  const by = new Map(categories.map((one) => [one.id ?? "", one]));
  const path = (one: Category, depth = 0): string => {
    const above = one.parentId && depth < 5 ? by.get(one.parentId) : undefined;
    return above ? `${path(above, depth + 1)} › ${named(one)}` : named(one);
  };
  return categories.filter((one) => one.state !== "archived" && !except?.has(one.id ?? ""))
    .map((one) => ({ value: one.id ?? "", label: path(one) })).sort((left, right) => left.label.localeCompare(right.label, "zh"));
}
