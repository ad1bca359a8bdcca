import type { ReactElement } from "react";
import type { User } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { FormProblem, Notice } from "../../ui/State";
import { peopleTexts } from "./texts";

/** Suspends somebody, or lets him back. */
export function SuspensionDialog({ person, onClose }: { person: User; onClose: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  const { isBusy, problem, run } = useSubmission();
  const isSuspended = person.state === "suspended";
  const act = () => run(async () => {
    const path = { id: person.id };
    if (isSuspended) await api("DELETE /v1/users/{id}/suspension", { path });
    else await api("POST /v1/users/{id}/suspension", { path });
    changed("person", person.id);
    changed("people");
    changed("sessions", person.id);
    tell(isSuspended ? t.resumed : t.suspended);
    onClose();
  });
  const label = isSuspended ? t.resume : t.suspend;
  return (
    <Dialog title={`${label}${colon()}${person.displayName}`} onClose={onClose} action={{ label, danger: !isSuspended, busy: isBusy, run: () => void act() }}>
      {!isSuspended && <Notice kind="warn">{t.suspendSure}</Notice>}
      <FormProblem problem={problem} />
    </Dialog>
  );
}
