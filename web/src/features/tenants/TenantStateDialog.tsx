import type { ReactElement } from "react";
import type { Tenant } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { FormProblem, Notice } from "../../ui/State";
import { tenantTexts } from "./texts";

export function TenantStateDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }): ReactElement {
  const t = useTexts(tenantTexts);
  const { isBusy, problem, run } = useSubmission();
  const isActive = tenant.state === "active";
  const act = () => run(async () => {
    const path = { id: tenant.id };
    if (isActive) await api("POST /v1/tenants/{id}/suspension", { path });
    else await api("DELETE /v1/tenants/{id}/suspension", { path });
    changed("tenants");
    tell(t.done);
    onClose();
  });
  const label = isActive ? t.suspend : t.resume;
  return (
    <Dialog title={`${label}${colon()}${tenant.name}`} onClose={onClose} action={{ label, danger: isActive, busy: isBusy, run: () => void act() }}>
      {isActive && <Notice kind="warn">{t.suspendSure}</Notice>}
      <FormProblem problem={problem} />
    </Dialog>
  );
}
