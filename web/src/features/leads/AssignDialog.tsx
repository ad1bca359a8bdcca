import { ReactElement, useState } from "react";
import type { Lead } from "../../gen/api";
import { usePeople } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { leadTexts } from "./words";

/** Gives a lead to somebody, or back to the pool. */
export function AssignDialog({ lead, onClose, onDone }: { lead: Lead; onClose: () => void; onDone: (lead: Lead | undefined) => void }): ReactElement {
  const t = useTexts(leadTexts);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active" && person.id !== lead.ownerId);
  const [user, setUser] = useState("");
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const go = () => run(async () => {
    const body = { userId: user === "pool" ? null : user, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    onDone(await api("POST /v1/leads/{id}/assignment", { path: { id: lead.id ?? "" }, version: lead.version ?? 0, body }));
    tell(t.assigned);
  });
  return (
    <Dialog title={`${t.assign} #${lead.number}`} onClose={onClose} action={{ label: t.assign, busy: isBusy, disabled: !user, run: () => void go() }}>
      <SelectField label={t.whom} required value={user} onValue={setUser} empty="" choices={[...(lead.ownerId ? [{ value: "pool", label: t.toPool }] : []), ...people.map((person) => ({ value: person.id, label: person.displayName }))]} error={problem?.of("userId")} />
      <TextField label={t.reason} value={reason} onValue={setReason} maxLength={200} error={problem?.of("reason")} />
      <FormProblem problem={problem} fields={["userId", "reason"]} />
    </Dialog>
  );
}
