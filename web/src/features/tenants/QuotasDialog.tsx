import { ReactElement, useState } from "react";
import type { Tenant } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { tenantTexts } from "./texts";

export function QuotasDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }): ReactElement {
  const t = useTexts(tenantTexts);
  const [users, setUsers] = useState("");
  const [requests, setRequests] = useState("");
  const [files, setFiles] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const number = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined);
  const body = { ...(number(users) !== undefined ? { userQuota: Number(users) } : {}), ...(number(requests) !== undefined ? { requestsPerMinute: Number(requests) } : {}), ...(number(files) !== undefined ? { fileQuotaMiB: Number(files) } : {}) };
  const save = () => run(async () => {
    await api("PATCH /v1/tenants/{id}/quotas", { path: { id: tenant.id }, body });
    tell(t.done);
    onClose();
  });
  return (
    <Dialog title={`${t.quotas}${colon()}${tenant.name}`} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: Object.keys(body).length === 0, run: () => void save() }}>
      <TextField label={t.users} hint={t.keep} inputMode="numeric" value={users} onValue={setUsers} error={problem?.of("userQuota")} />
      <TextField label={t.requests} hint={t.keep} inputMode="numeric" value={requests} onValue={setRequests} error={problem?.of("requestsPerMinute")} />
      <TextField label={t.files} hint={t.keep} inputMode="numeric" value={files} onValue={setFiles} error={problem?.of("fileQuotaMiB")} />
      <FormProblem problem={problem} fields={["userQuota", "requestsPerMinute", "fileQuotaMiB"]} />
    </Dialog>
  );
}
