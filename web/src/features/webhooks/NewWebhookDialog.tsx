import { ReactElement, useState } from "react";
import type { WebhookCreation } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { Copy } from "../../ui/Badge";
import { Dialog } from "../../ui/Dialog";
import { Check, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { hookTexts } from "./texts";
import { useEventNames } from "./WebhooksPage";

const types: WebhookCreation["eventTypes"] = [
  "customer.created", "customer.changed", "note.created", "note.changed", "appointment.booked", "appointment.changed", "appointment.ended", "appointment.reminder_due", "waitlist.offered",
  "lead.created", "lead.assigned", "lead.changed", "task.created", "task.closed", "online_request.received", "online_request.changed",
];

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }): ReactElement {
  const t = useTexts(hookTexts);
  return (
    <Dialog title={t.secret} onClose={onClose}>
      <Notice kind="warn">{t.once}</Notice>
      <div className="secret"><Copy text={secret} /></div>
    </Dialog>
  );
}

export function NewWebhookDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(hookTexts);
  const event = useEventNames();
  const [name, setName] = useState("");
  const [url, setURL] = useState("https://");
  const [chosen, setChosen] = useState<WebhookCreation["eventTypes"]>(types);
  const [secret, setSecret] = useState<string>();
  const { isBusy, problem, run } = useSubmission();
  const create = () => run(async () => {
    const made = await api("POST /v1/webhooks", { body: { name, url, eventTypes: chosen } });
    changed("webhooks");
    setSecret(made.secret);
  });
  if (secret) return <SecretDialog secret={secret} onClose={onClose} />;
  return (
    <Dialog title={t.create} onClose={onClose} action={{ label: t.create, busy: isBusy, disabled: !name.trim() || url.length < 12 || chosen.length === 0, run: () => void create() }}>
      <TextField label={t.name} value={name} onValue={setName} maxLength={60} error={problem?.of("name")} />
      <TextField label={t.url} hint={t.urlHelp} value={url} onValue={setURL} maxLength={500} inputMode="url" spellCheck={false} error={problem?.of("url")} />
      <fieldset className="choices"><legend>{t.events}</legend>
        {types.map((type) => <Check key={type} label={event(type)} checked={chosen.includes(type)} onChecked={(isOn) => setChosen(isOn ? [...chosen, type] : chosen.filter((one) => one !== type))} />)}
      </fieldset>
      <FormProblem problem={problem} fields={["name", "url", "eventTypes"]} />
    </Dialog>
  );
}
