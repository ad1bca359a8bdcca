import type { ReactElement, ReactNode } from "react";
import type { AuditEventDetail } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { date, second } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { useStore } from "../../lib/store";
import { purposeText, targetText } from "../../lib/fieldWords";
import { outcomes, useWords } from "../../lib/spoken";
import { actionText, resources } from "../../lib/words";
import { Badge, ShortID } from "../../ui/Badge";
import { ButtonLink } from "../../ui/Button";
import { DiffView } from "../../ui/DiffView";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Notice, Refusal, Skeleton } from "../../ui/State";
import { outcomeLooks } from "./AuditPage";
import { auditTexts } from "./texts";

/** One event with its proof, its content before and after, and the records that it touched. */
export function EventPeek({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const t = useTexts(auditTexts);
  const shown = useStore(language);
  const rights = useRights();
  const found = useQuery(["audit-event", id], () => api("GET /v1/audit/events/{id}", { path: { id } }), { isLive: false });
  const event = found.value;
  const foot = event?.customerId && rights.may("read.customer") && <><ButtonLink icon="user-round" to={`/customers/${event.customerId}`}>{t.openCustomer}</ButtonLink><ButtonLink icon="list-filter" to={`/audit?customer=${event.customerId}`}>{t.thisCustomer}</ButtonLink></>;
  return (
    <Peek title={event ? actionText(event.action ?? "", shown) : t.event} onClose={onClose} wide foot={foot}>
      {found.problem ? <Refusal problem={found.problem} again={found.again} /> : event ? <EventFacts event={event} /> : <Skeleton />}
    </Peek>
  );
}

function EventFacts({ event }: { event: AuditEventDetail }): ReactElement {
  const t = useTexts(auditTexts);
  const shown = useStore(language);
  const names = useDirectory();
  const [outcome, thing] = [useWords(outcomes), useWords(resources)];
  const look = outcomeLooks[event.outcome ?? ""];
  const id = (value: string | null | undefined): ReactNode => (value ? <ShortID id={value} /> : undefined);
  const rows = [
    { name: t.at, value: `${date(event.at ?? "")} ${second(event.at ?? "")}` },
    { name: t.outcome, value: <Badge tone={look?.[0] ?? "plain"} icon={look?.[1]}>{outcome(event.outcome)}</Badge> },
    { name: t.actor, value: <>{names.person(event.actorId) ?? event.actorName ?? "—"}{event.actorId && <> <Link className="small" to={`/audit?actor=${event.actorId}`}>{t.onlyThis}</Link></>}</> },
    { name: t.address, value: event.address && <span className="mono">{event.address}</span> },
    { name: t.object, value: event.objectType && <>{thing(event.objectType)} {id(event.objectId)}</> },
    { name: t.branch, value: names.unit(event.branchId) },
    { name: t.request, value: id(event.requestId) },
    { name: t.session, value: id(event.sessionId) },
    { name: t.purpose, value: event.purpose && purposeText(event.purpose, shown), wide: true },
    { name: t.fields, value: event.fields && event.fields.length > 0 ? <span className="row row-wrap" style={{ gap: 4 }}>{event.fields.map((field) => <Badge key={field}>{targetText(field, shown)}</Badge>)}</span> : undefined, wide: true },
  ].filter((row) => row.value);
  return (
    <>
      <Notice kind={event.batch ? "ok" : "info"}>{event.batch ? t.sealedIn(event.batch) : t.waitingHelp}</Notice>
      <Facts two rows={rows} />
      <EventBody event={event} />
    </>
  );
}

function EventBody({ event }: { event: AuditEventDetail }): ReactElement {
  const t = useTexts(auditTexts);
  const shown = useStore(language);
  const body = (event.body ?? {}) as Record<string, unknown>;
  const changes = body["changes"] as Record<string, { from?: unknown; to?: unknown }> | undefined;
  const rest = Object.entries(body).filter(([name]) => name !== "changes");
  const links = event.links ?? [];
  return (
    <>
      {changes && (
        <section>
          <h3>{t.beforeAfter}</h3>
          <DiffView rows={Object.entries(changes).map(([field, change]) => ({ name: targetText(field, shown), before: textOf(change.from), after: textOf(change.to) }))} />
          {JSON.stringify(changes).includes("***") && <p className="dim small">{t.hidden}</p>}
        </section>
      )}
      {rest.length > 0 && <section><h3>{t.content}</h3><Facts two rows={rest.map(([name, value]) => ({ name, value: <span className="mono">{textOf(value)}</span> }))} /></section>}
      {links.length > 0 && (
        <section>
          <h3>{t.links}</h3>
          <ul className="stack" style={{ gap: 4 }}>{links.map((link, index) => <li key={index} className="row"><ShortID id={link.objectId ?? ""} /><Badge>{targetText(link.field ?? "", shown)}</Badge></li>)}</ul>
        </section>
      )}
      {!changes && rest.length === 0 && links.length === 0 && <p className="dim">{t.noBody}</p>}
    </>
  );
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
