import { ReactElement, useState } from "react";
import type { Webhook } from "../../gen/api";
import { api } from "../../lib/http";
import { comma, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { NewWebhookDialog } from "./NewWebhookDialog";
import { hookTexts } from "./texts";
import { WebhookPeek } from "./WebhookPeek";

export function HookState({ hook }: { hook: Webhook }): ReactElement {
  const t = useTexts(hookTexts);
  if (hook.active) return <Badge tone="ok" icon="circle-check">{t.active}</Badge>;
  if (hook.pauseReason === "failing") return <Badge tone="bad" icon="circle-alert">{t.failing}</Badge>;
  if (hook.pauseReason === "gone") return <Badge tone="bad" icon="ban">{t.gone}</Badge>;
  return <Badge icon="circle-pause">{t.paused}</Badge>;
}

export function useEventNames(): (type: string) => string {
  const t = useTexts(hookTexts);
  const names: Record<string, string> = { "customer.created": t.created, "customer.changed": t.changed, "note.created": t.noteCreated, "note.changed": t.noteChanged, "appointment.booked": t.appointmentBooked, "appointment.changed": t.appointmentChanged, "appointment.ended": t.appointmentEnded, "appointment.reminder_due": t.reminderDue, "waitlist.offered": t.waitlistOffered, "lead.created": t.leadCreated, "lead.assigned": t.leadAssigned, "lead.changed": t.leadChanged, "task.created": t.taskCreated, "task.closed": t.taskClosed, "online_request.received": t.onlineReceived, "online_request.changed": t.onlineChanged, "webhook.test": t.test };
  return (type) => names[type] ?? type;
}

/** Other systems that are told of what happens. */
export default function WebhooksPage(): ReactElement {
  const t = useTexts(hookTexts);
  const rights = useRights();
  const event = useEventNames();
  const { query } = usePlace();
  const [isMaking, setMaking] = useState(false);
  const found = useQuery(["webhooks"], async () => (await api("GET /v1/webhooks")).data);
  const current = found.value?.find((hook) => hook.id === query.get("hook"));
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        {rights.may("manage.webhook") && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.create}</Button>}
      </PageHead>
      <div className="page-flush">
        <div className="split">
          {found.problem && !found.value ? <div className="grow"><Refusal problem={found.problem} again={found.again} /></div>
            : !found.value ? <div className="grow"><Skeleton /></div>
              : found.value.length === 0 ? <div className="grow"><Empty icon="webhook" title={t.none}>{t.noneHelp}</Empty></div>
                : (
                  <DataGrid
                    label={t.title} rows={found.value} id={(row) => row.id} current={current?.id} onPeek={(row) => setQuery({ hook: row.id })}
                    columns={[
                      { id: "name", title: t.name, width: "minmax(140px, 1fr)", cell: (row) => <b>{row.name}</b> },
                      { id: "state", title: t.state, width: "170px", cell: (row) => <HookState hook={row} /> },
                      { id: "url", title: t.url, width: "minmax(200px, 1.6fr)", cell: (row) => <span className="mono">{row.url}</span> },
                      { id: "events", title: t.events, width: "minmax(200px, 1.4fr)", cell: (row) => row.eventTypes.map(event).join(comma()) },
                    ]}
                  />
                )}
          {current && <WebhookPeek key={current.id} hook={current} onClose={() => setQuery({ hook: undefined })} />}
        </div>
      </div>
      {isMaking && <NewWebhookDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}
