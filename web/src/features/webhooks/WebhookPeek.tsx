import { ReactElement, useState } from "react";
import type { Webhook, WebhookDelivery } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, comma, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell, tellProblem } from "../../lib/toast";
import { Badge, Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Menu } from "../../ui/Menu";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { SecretDialog } from "./NewWebhookDialog";
import { hookTexts } from "./texts";
import { HookState, useEventNames } from "./WebhooksPage";

const looks: Record<WebhookDelivery["state"], readonly [Tone, string]> = { pending: ["info", "clock"], delivered: ["ok", "circle-check"], failed: ["bad", "circle-alert"] };

/** A subscription with its log, and what can be done with it. */
export function WebhookPeek({ hook, onClose }: { hook: Webhook; onClose: () => void }): ReactElement {
  const t = useTexts(hookTexts);
  const rights = useRights();
  const event = useEventNames();
  const path = { id: hook.id };
  const [secret, setSecret] = useState<string>();
  const [asked, setAsked] = useState<"rotate" | "remove">();
  const log = useQuery(["deliveries", hook.id], () => api("GET /v1/webhooks/{id}/deliveries", { path, query: { limit: 50 } }));
  const mayManage = rights.may("manage.webhook");
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      tell(done);
      changed("deliveries", hook.id);
      changed("webhooks");
    } catch (error) {
      tellProblem(asProblem(error));
    }
  };
  const foot = mayManage && (
    <>
      <Button icon="send" writes onClick={() => void act(() => api("POST /v1/webhooks/{id}/test", { path }), t.asked)}>{t.test}</Button>
      <Button icon={hook.active ? "circle-pause" : "circle-play"} writes onClick={() => void act(() => api("PATCH /v1/webhooks/{id}", { path, version: hook.version, body: { active: !hook.active } }), t.saved)}>{hook.active ? t.pause : t.resume}</Button>
      <Menu label={t.more} items={[{ label: t.rotate, icon: "key-round", act: () => setAsked("rotate") }, { label: t.remove, icon: "trash-2", danger: true, act: () => setAsked("remove") }]} />
    </>
  );
  return (
    <Peek title={hook.name} onClose={onClose} wide foot={foot}>
      <Facts two rows={[{ name: t.state, value: <HookState hook={hook} /> }, { name: t.events, value: hook.eventTypes.map(event).join(comma()) }, { name: t.url, value: <span className="mono">{hook.url}</span>, wide: true }]} />
      <h3>{t.log}</h3>
      {log.problem && !log.value ? <Refusal problem={log.problem} again={log.again} /> : !log.value ? <Skeleton lines={3} /> : log.value.data.length === 0 ? <p className="dim">{t.noLog}</p> : (
        <ul className="stack" style={{ gap: 8 }}>
          {log.value.data.map((delivery) => (
            <li key={delivery.id} className="row row-wrap">
              <Badge tone={looks[delivery.state][0]} icon={looks[delivery.state][1]}>{t[delivery.state]}</Badge>
              <span className="grow">{event(delivery.eventType)} <span className="dim small">{moment(delivery.createdAt)} · {t.attempts(delivery.attempts)}{delivery.status ? ` · ${delivery.status}` : ""}{delivery.error ? ` · ${delivery.error}` : ""}</span></span>
              {mayManage && delivery.state !== "pending" && <Button writes onClick={() => void act(() => api("POST /v1/webhooks/{id}/deliveries/{deliveryId}/replay", { path: { id: hook.id, deliveryId: delivery.id } }), t.asked)}>{t.replay}</Button>}
            </li>
          ))}
        </ul>
      )}
      {asked && <SureDialog hook={hook} what={asked} onClose={() => setAsked(undefined)} onSecret={setSecret} onRemoved={onClose} />}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </Peek>
  );
}

function SureDialog({ hook, what, onClose, onSecret, onRemoved }: { hook: Webhook; what: "rotate" | "remove"; onClose: () => void; onSecret: (secret: string) => void; onRemoved: () => void }): ReactElement {
  const t = useTexts(hookTexts);
  const { isBusy, problem, run } = useSubmission();
  const act = () => run(async () => {
    const path = { id: hook.id };
    if (what === "rotate") {
      onSecret((await api("POST /v1/webhooks/{id}/secret", { path })).secret);
      onClose();
      return;
    }
    await api("DELETE /v1/webhooks/{id}", { path });
    tell(t.removed);
    changed("webhooks");
    onRemoved();
  });
  return (
    <Dialog title={`${t[what]}${colon()}${hook.name}`} onClose={onClose} action={{ label: t[what], danger: true, busy: isBusy, run: () => void act() }}>
      <Notice kind="warn">{what === "rotate" ? t.rotateSure : t.removeSure}</Notice>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
