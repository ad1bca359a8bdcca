import type { Customer } from "../../gen/api";

/** What of a group is loaded. */
export interface Section {
  readonly rows: readonly Customer[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
  /** The next page could not be read: somebody has to ask for it again. */
  readonly hasFailed?: boolean;
}

/** A line of the grouped list. */
export type Line =
  | { readonly kind: "group"; readonly id: string; readonly key: string | null; readonly count: number; readonly isOpen: boolean }
  | { readonly kind: "row"; readonly id: string; readonly row: Customer }
  | { readonly kind: "more"; readonly id: string; readonly group: string; readonly key: string | null; readonly hasFailed: boolean };

export const groupID = (key: string | null): string => `group ${key === null ? "" : "=" + key}`;

/** Heads of groups, below the open ones their customers, and a line where more are to come. */
export function linesOf(groups: readonly { key: string | null; count: number }[], sections: Readonly<Record<string, Section>>, shut: ReadonlySet<string>): Line[] {
  return groups.flatMap((group): Line[] => {
    const id = groupID(group.key);
    const isOpen = !shut.has(id);
    const head: Line = { kind: "group", id, key: group.key, count: group.count, isOpen };
    if (!isOpen) return [head];
    const section = sections[id];
    const rows = (section?.rows ?? []).map((row): Line => ({ kind: "row", id: row.id ?? "", row }));
    const hasFailed = section?.hasFailed === true;
    const hasMore = section === undefined || section.next !== null || hasFailed;
    return [head, ...rows, ...(hasMore ? [{ kind: "more", id: `${id} ${rows.length}`, group: id, key: group.key, hasFailed } as const] : [])];
  });
}
