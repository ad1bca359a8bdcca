import { ReactElement, useState } from "react";
import type { Alert, AlertClosing } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Button, ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { AreaField, SelectField } from "../../ui/Field";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem } from "../../ui/State";
import { AlertState, Severity } from "./AlertsPage";
import { alertKinds, alertTexts, verdicts } from "./words";

/** One alert: what it is about, and the steps from open to closed. */
export function AlertPeek({ alert, onClose, onChanged }: { alert: Alert; onClose: () => void; onChanged: (alert: Alert) => void }): ReactElement {
  const t = useTexts(alertTexts);
  const rights = useRights();
  const names = useDirectory();
  const [kind, verdict] = [useWords(alertKinds), useWords(verdicts)];
  const [asked, setAsked] = useState<"take" | "close">();
  const mayHandle = rights.may("handle.alert") && alert.state !== "closed";
  const foot = (mayHandle || alert.eventId) && (
    <>
      {mayHandle && alert.state === "open" && <Button kind="primary" icon="hand" onClick={() => setAsked("take")}>{t.take}</Button>}
      {mayHandle && <Button icon="check" onClick={() => setAsked("close")}>{t.close}</Button>}
      {alert.eventId && rights.may("read.audit") && <ButtonLink icon="file-search" to={`/audit?event=${alert.eventId}`}>{t.event}</ButtonLink>}
      {alert.customerId && rights.may("read.customer") && <ButtonLink icon="user-round" to={`/customers/${alert.customerId}`}>{t.customer}</ButtonLink>}
    </>
  );
  const history = [
    alert.acknowledgedAt && { name: `${t.acknowledged} · ${moment(alert.acknowledgedAt)} · ${names.person(alert.acknowledgedBy) ?? "—"}`, value: alert.note, wide: true },
    alert.closedAt && { name: `${t.closed} · ${moment(alert.closedAt)} · ${names.person(alert.closedBy) ?? "—"}`, value: `${verdict(alert.verdict)}${alert.closingNote ? `${colon()}${alert.closingNote}` : ""}`, wide: true },
  ].filter((row): row is { name: string; value: string | undefined; wide: boolean } => Boolean(row));
  return (
    <Peek title={kind(alert.kind)} onClose={onClose} wide foot={foot}>
      <div className="row"><Severity alert={alert} /><AlertState alert={alert} /></div>
      {alert.title && <p>{alert.title}</p>}
      <Facts two rows={[{ name: t.at, value: moment(alert.eventAt ?? alert.at) }, { name: t.who, value: names.person(alert.subjectId) }, { name: t.observed, value: typeof alert.observed === "number" ? `${alert.observed} / ${alert.threshold ?? "—"}` : undefined }]} />
      {history.length > 0 && <section><h3>{t.history}</h3><Facts rows={history} /></section>}
      {asked && <HandleDialog alert={alert} step={asked} onClose={() => setAsked(undefined)} onChanged={onChanged} />}
    </Peek>
  );
}

function HandleDialog({ alert, step, onClose, onChanged }: { alert: Alert; step: "take" | "close"; onClose: () => void; onChanged: (alert: Alert) => void }): ReactElement {
  const t = useTexts(alertTexts);
  const shown = useStore(language);
  const [note, setNote] = useState("");
  const [verdict, setVerdict] = useState("harmless");
  const { isBusy, problem, run } = useSubmission();
  const act = () => run(async () => {
    const path = { id: alert.id ?? "" };
    onChanged(step === "take"
      ? await api("POST /v1/alerts/{id}/acknowledgement", { path, body: { note } })
      : await api("POST /v1/alerts/{id}/closing", { path, body: { note, verdict: verdict as AlertClosing["verdict"] } }));
    tell(step === "take" ? t.taken : t.done);
    onClose();
  });
  return (
    <Dialog title={step === "take" ? t.take : t.close} onClose={onClose} action={{ label: step === "take" ? t.take : t.close, busy: isBusy, disabled: note.trim() === "", run: () => void act() }}>
      {step === "close" && <SelectField label={t.verdict} value={verdict} onValue={setVerdict} choices={choicesOf(verdicts, shown)} />}
      <AreaField label={t.note} value={note} onValue={setNote} maxLength={1000} error={problem?.of("note")} />
      <FormProblem problem={problem} fields={["note"]} />
    </Dialog>
  );
}
