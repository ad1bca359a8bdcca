import { ReactElement, useState } from "react";
import type { User } from "../../gen/api";
import { usePeople } from "../../lib/directory";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { SelectField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { peopleTexts } from "./texts";

/** Somebody leaves: his customers go to another first, then sessions and grants end for good. */
export function DepartureDialog({ person, onClose, onLeft }: { person: User; onClose: () => void; onLeft: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  const rights = useRights();
  const people = (usePeople().value ?? []).filter((one) => one.state === "active" && one.id !== person.id);
  const mayHandOver = rights.may("update.customer") && rights.mayUse("filter", "customer", "ownerId") && rights.maySet("customer", "ownerId");
  const owned = useQuery(mayHandOver ? ["owned", person.id] : undefined, () =>
    everyPage((cursor) => api("GET /v1/customers", { query: { "filter[ownerId]": person.id, fields: "id,version", limit: 200, cursor } }), 5000));
  const [successor, setSuccessor] = useState("");
  const [done, setDone] = useState<number>();
  const { isBusy, problem, run } = useSubmission();
  const customers = owned.value ?? [];
  const leave = () => run(async () => {
    let failed = 0;
    for (const [index, customer] of (successor ? customers : []).entries()) {
      setDone(index);
      try {
        await api("PATCH /v1/customers/{id}", { path: { id: customer.id ?? "" }, version: customer.version ?? 0, body: { ownerId: successor } });
      } catch {
        failed += 1;
      }
    }
    await api("POST /v1/users/{id}/departure", { path: { id: person.id } });
    changed("people");
    changed("person", person.id);
    tell(failed > 0 ? t.handOverFailed(failed) : t.left);
    onClose();
    onLeft();
  });
  return (
    <Dialog title={`${t.leave}：${person.displayName}`} onClose={onClose} action={{ label: t.leaveAction, danger: true, busy: isBusy, disabled: mayHandOver && !owned.value, run: () => void leave() }}>
      <Notice kind="warn">{t.leaveSure}</Notice>
      {customers.length > 0 && (
        <SelectField
          label={t.handOver} hint={t.handOverCount(count(customers.length))} value={successor} onValue={setSuccessor} empty={t.handOverNone}
          choices={people.map((one) => ({ value: one.id, label: one.displayName }))}
        />
      )}
      {isBusy && done !== undefined && <p role="status">{t.handOverProgress(done, customers.length)}</p>}
      <FormProblem problem={problem} />
    </Dialog>
  );
}
