import type { ReactElement } from "react";
import type { Customer } from "../../../gen/api";
import { CustomCard } from "./CustomCard";
import { Introductions } from "./Introductions";
import { Lanes, Levels } from "./Lanes";
import { PartCard } from "./PartCard";
import { partKinds } from "./parts";
import { Together } from "../../../ui/Together";

/** What a record has besides the person: warnings, phones, addresses, relations, who brought whom, who looks after him. */
export default function ArchiveTab({ customer }: { customer: Customer }): ReactElement {
  return (
    <Together className="columns">
      <div className="stack">{partKinds.map((kind) => <PartCard key={kind.path} customer={customer} kind={kind} />)}</div>
      <div className="stack">
        <CustomCard customer={customer} />
        <Introductions customer={customer} />
        <Lanes customer={customer} />
        <Levels customer={customer} />
      </div>
    </Together>
  );
}
