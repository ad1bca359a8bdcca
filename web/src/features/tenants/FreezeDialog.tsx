import { ReactElement, useState } from "react";
import type { Tenant } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { Facts } from "../../ui/Page";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { tenantTexts } from "./texts";

interface Freeze { reason?: string; frozenAt?: string; thawAsked?: boolean }

/** Stops every use of a chain's keys at once; two operators take that back together. */
export function FreezeDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }): ReactElement {
  const t = useTexts(tenantTexts);
  const key = ["tenant-keys", tenant.id];
  const found = useQuery(key, () => api("GET /v1/tenants/{id}/keys", { path: { id: tenant.id } }), { isLive: false });
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const freeze = found.value?.freeze as Freeze | null | undefined;
  const act = () => run(async () => {
    const path = { id: tenant.id };
    if (freeze) {
      const { state } = await api("POST /v1/tenants/{id}/thaw", { path });
      tell(state === "thawed" ? t.thawed : t.thawAsked);
    } else {
      await api("POST /v1/tenants/{id}/freeze", { path, body: { reason: reason.trim() } });
      tell(t.frozenNow);
    }
    cache.invalidate(key);
    onClose();
  });
  const label = freeze ? t.thaw : t.freeze;
  return (
    <Dialog title={`${label}${colon()}${tenant.name}`} onClose={onClose} action={{ label, danger: !freeze, busy: isBusy, disabled: !found.value || (!freeze && reason.trim().length < 2), run: () => void act() }}>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !found.value ? <Skeleton lines={3} />
          : freeze ? (
            <>
              <Notice kind="bad">{t.frozen}</Notice>
              <Facts rows={[{ name: t.reason, value: freeze.reason }, { name: t.frozenAt, value: freeze.frozenAt && moment(freeze.frozenAt) }, { name: t.thaw, value: freeze.thawAsked ? t.isAsked : t.notAsked }]} />
              <p className="dim">{t.thawHelp}</p>
            </>
          ) : (
            <>
              <Notice kind="bad">{t.freezeSure}</Notice>
              <TextField label={t.reason} maxLength={200} value={reason} onValue={setReason} error={problem?.of("reason")} />
            </>
          )}
      <FormProblem problem={problem} fields={["reason"]} />
    </Dialog>
  );
}
