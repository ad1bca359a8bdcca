// Which rows of a table of rights are drawn: hundreds of rows of controls at once would make every page slow.

interface Row {
  readonly text: string;
}

interface Group<One extends Row> {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly One[];
}

export interface Drawn<One extends Row, Many extends Group<One>> {
  readonly isSought: boolean;
  readonly groups: readonly { group: Many; rows: readonly One[]; isOpen: boolean }[];
  /** So many rows match and are not drawn. */
  readonly left: number;
}

/** Open at first: as many groups from the top as have so many rows together, the first in any case. */
export function startOpen(groups: readonly { id: string; rows: readonly unknown[] }[], most = 60): ReadonlySet<string> {
  const open = new Set<string>();
  let rows = 0;
  for (const group of groups) {
    rows += group.rows.length;
    if (open.size > 0 && rows > most) break;
    open.add(group.id);
  }
  return open;
}

/** The rows of open groups; while something is sought the rows that match it, of whatever group, at most so many. */
export function drawn<One extends Row, Many extends Group<One>>(groups: readonly (Many & Group<One>)[], open: ReadonlySet<string>, sought: string, most = 60): Drawn<One, Many> {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return { isSought: false, groups: groups.map((group) => ({ group, rows: open.has(group.id) ? group.rows : [], isOpen: open.has(group.id) })), left: 0 };
  }
  let room = most;
  let left = 0;
  const found = groups.map((group) => {
    const matching = group.rows.filter((row) => words.every((word) => `${group.label} ${row.text}`.toLowerCase().includes(word)));
    const rows = matching.slice(0, room);
    room -= rows.length;
    left += matching.length - rows.length;
    return { group, rows, isOpen: true };
  });
  return { isSought: true, groups: found.filter((one) => one.rows.length > 0), left };
}
