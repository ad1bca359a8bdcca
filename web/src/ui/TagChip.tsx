import type { ReactElement } from "react";
import type { ShownTag } from "../lib/tags";

/** A tag: its name on its colour; one of the program's own has an edge. */
export function TagChip({ tag }: { tag: Pick<ShownTag, "name" | "colour" | "isArchived"> & { isSystem?: boolean } }): ReactElement {
  return <span className={`tag tag-${tag.colour}${tag.isArchived ? " tag-archived" : ""}${tag.isSystem ? " tag-system" : ""}`}>{tag.name}</span>;
}
