import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { tagIDs, useTagDirectory } from "../../lib/tags";
import { TagChip } from "../../ui/TagChip";
import { comma } from "../../lib/i18n";

/** A customer's tags as chips, in the chain's order. In a line of a list three of them, and how many more there are. */
export function CustomerTags({ customer, line }: { customer: Customer; line?: boolean }): ReactElement | null {
  const known = useTagDirectory();
  if (customer.masked?.includes("tags")) return line ? <span className="dim">***</span> : null;
  const tags = tagIDs(customer.tags).flatMap((id) => known.get(id) ?? []).sort((left, right) => left.rank - right.rank);
  if (tags.length === 0) return line ? <span className="dim">—</span> : null;
  const shown = line ? tags.slice(0, 3) : tags;
  return (
    <span className={line ? "tags tags-line" : "tags"}>
      {shown.map((tag) => <TagChip key={tag.id} tag={tag} />)}
      {shown.length < tags.length && <span className="dim small" title={tags.slice(3).map((tag) => tag.name).join(comma())}>+{tags.length - shown.length}</span>}
    </span>
  );
}
