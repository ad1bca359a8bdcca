import { ReactElement, useState } from "react";
import type { User } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { Dialog } from "../../ui/Dialog";
import { FormProblem } from "../../ui/State";
import { InvitationLink } from "./InviteDialog";
import { peopleTexts } from "./texts";

/** A new invitation: for who has not come yet, or to set a new password. */
export function ReinviteDialog({ person, onClose }: { person: User; onClose: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  const [token, setToken] = useState<string>();
  const { isBusy, problem, run } = useSubmission();
  const renew = () => run(async () => {
    const answer = await api("POST /v1/users/{id}/invitation", { path: { id: person.id } });
    setToken((answer.invitation as { token: string }).token);
  });
  const title = `${person.state === "invited" ? t.reinvite : t.reset}${colon()}${person.displayName}`;
  if (token) return <Dialog title={t.invitation} onClose={onClose}><InvitationLink token={token} /></Dialog>;
  return (
    <Dialog title={title} onClose={onClose} action={{ label: t.inviteAction, busy: isBusy, run: () => void renew() }}>
      <p>{t.invitationHelp}</p>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
