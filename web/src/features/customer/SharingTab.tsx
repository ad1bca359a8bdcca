import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { useRights } from "../../lib/me";
import { RestrictionCard } from "./RestrictionCard";
import { SharesCard } from "./SharesCard";
import { Together } from "../../ui/Together";

/** Who sees this customer beyond his own branch, and whether he is closed to all but his team. */
export default function SharingTab({ customer }: { customer: Customer }): ReactElement {
  const rights = useRights();
  return (
    <Together className="stack">
      <SharesCard customer={customer} />
      {(rights.may("protect.customer", customer.homeBranchId) || "restriction" in customer) && <RestrictionCard customer={customer} />}
    </Together>
  );
}
