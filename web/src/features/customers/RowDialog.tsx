import { ReactElement, useEffect, useRef } from "react";
import type { Customer } from "../../gen/api";
import { api } from "../../lib/http";
import { cache, useQuery } from "../../lib/query";
import { tellProblem } from "../../lib/toast";
import { EditDialog } from "../customer/EditDialog";
import { TagsDialog } from "../customer/TagsDialog";
import type { RowAct } from "./acts";

/** A dialog of the customer's page over the list. It works on the whole record, of which the list shows a part. */
export default function RowDialog({ act, customer, onChanged, onClose }: { act: RowAct; customer: Customer; onChanged: (customer: Customer) => void; onClose: () => void }): ReactElement | null {
  const id = customer.id ?? "";
  const whole = useQuery(["customer", id], () => api("GET /v1/customers/{id}", { path: { id } }));
  const tell = useRef(onChanged);
  tell.current = onChanged;
  const seen = useRef(whole.value?.version);
  useEffect(() => {
    if (whole.value && whole.value.version !== seen.current) tell.current(whole.value);
    seen.current = whole.value?.version;
  }, [whole.value]);
  const problem = whole.value ? undefined : whole.problem;
  useEffect(() => {
    if (!problem) return;
    tellProblem(problem);
    onClose();
  }, [problem?.code]);
  if (!whole.value) return null;
  if (act === "tag") return <TagsDialog customer={whole.value} onClose={onClose} />;
  return (
    <EditDialog
      customer={whole.value} onClose={onClose}
      onSaved={(saved) => {
        cache.set(["customer", id], saved);
        cache.invalidate(["timeline", id]);
      }}
    />
  );
}
