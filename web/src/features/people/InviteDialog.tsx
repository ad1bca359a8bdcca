import { ReactElement, useState } from "react";
import { keys } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useMe } from "../../lib/me";
import { cache } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { ButtonLink } from "../../ui/Button";
import { Copy } from "../../ui/Badge";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { peopleTexts } from "./texts";

interface Invited {
  id: string;
  invitation: { token: string; expiresAt: string };
}

/** Invites somebody; the link is shown once. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  useStore(language);
  const [displayName, setDisplayName] = useState("");
  const [userName, setUserName] = useState("");
  const [locale, setLocale] = useState("");
  const [invited, setInvited] = useState<Invited>();
  const { isBusy, problem, run } = useSubmission();
  const invite = () => run(async () => {
    const answer = await api("POST /v1/users", { body: { displayName, userName: userName.trim(), ...(locale ? { locale: locale as "zh" | "en" } : {}) } });
    setInvited(answer as unknown as Invited);
    cache.invalidate(keys.people);
  });
  if (invited) {
    return (
      <Dialog title={t.invitation} onClose={onClose} foot={<ButtonLink kind="primary" to={`/people/${invited.id}?grant=1`}>{t.goGrant}</ButtonLink>}>
        <InvitationLink token={invited.invitation.token} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t.inviteTitle} onClose={onClose} action={{ label: t.inviteAction, busy: isBusy, disabled: displayName.trim() === "" || userName.trim() === "", run: () => void invite() }}>
      <TextField label={t.displayName} value={displayName} onValue={setDisplayName} maxLength={64} error={problem?.of("displayName")} />
      <TextField label={t.userName} hint={t.userNameHelp} value={userName} onValue={setUserName} maxLength={63} spellCheck={false} autoCapitalize="none" error={problem?.of("userName")} />
      <SelectField label={t.language} value={locale} onValue={setLocale} empty={t.sameAsChain} choices={[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} />
      <FormProblem problem={problem} fields={["displayName", "userName", "locale"]} />
    </Dialog>
  );
}

/** The token stands in the fragment, which a browser sends to nobody. */
export function InvitationLink({ token }: { token: string }): ReactElement {
  const t = useTexts(peopleTexts);
  const me = useMe();
  const link = `${location.origin}/invitation#${new URLSearchParams({ tenant: me.tenant.slug, token }).toString()}`;
  return (
    <>
      <Notice kind="warn">{t.invitationHelp}</Notice>
      <div className="secret"><Copy text={link} /></div>
    </>
  );
}
