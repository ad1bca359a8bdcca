import { ReactElement, useState } from "react";
import type { Tenant } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { tenantTexts } from "./texts";

/** Closes a chain after some days, or takes that back. */
export function ClosureDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }): ReactElement {
  const t = useTexts(tenantTexts);
  const isClosing = tenant.state === "closing";
  const [days, setDays] = useState("30");
  const { isBusy, problem, run } = useSubmission();
  const act = () => run(async () => {
    const path = { id: tenant.id };
    if (isClosing) await api("DELETE /v1/tenants/{id}/closure", { path });
    else await api("POST /v1/tenants/{id}/closure", { path, body: { graceDays: Number(days) } });
    changed("tenants");
    tell(t.done);
    onClose();
  });
  const label = isClosing ? t.reopen : t.close;
  return (
    <Dialog title={`${label}${colon()}${tenant.name}`} onClose={onClose} action={{ label, danger: !isClosing, busy: isBusy, disabled: !isClosing && !/^\d{1,4}$/.test(days.trim()), run: () => void act() }}>
      {!isClosing && <Notice kind="bad">{t.closeSure}</Notice>}
      {!isClosing && <TextField label={t.graceDays} inputMode="numeric" value={days} onValue={setDays} error={problem?.of("graceDays")} />}
      <FormProblem problem={problem} fields={["graceDays"]} />
    </Dialog>
  );
}
