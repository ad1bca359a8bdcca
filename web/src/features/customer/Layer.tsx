import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { useLayers } from "../../lib/tags";
import { TagChip } from "../../ui/TagChip";

/** The layer that a customer is in, as its tag looks. */
export function Layer({ customer }: { customer: Customer }): ReactElement {
  const layers = useLayers();
  if (customer.masked?.includes("layer")) return <span className="dim">***</span>;
  if (!customer.layer) return <span className="dim">—</span>;
  const layer = layers.get(customer.layer);
  return layer ? <TagChip tag={layer} /> : <>{customer.layer}</>;
}
