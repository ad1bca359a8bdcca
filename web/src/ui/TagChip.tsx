import type { ReactElement } from "react";
import type { ShownTag } from "../lib/tags";

/** A tag: its name on its colour. */
export function TagChip({ tag }: { tag: Pick<ShownTag, "name" | "colour" | "isArchived"> }): ReactElement {
  return <span className={`tag tag-${tag.colour}${tag.isArchived ? " tag-archived" : ""}`}>{tag.name}</span>;
}
