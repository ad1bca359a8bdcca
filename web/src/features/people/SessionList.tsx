import { ReactElement, useState } from "react";
import type { Session, User } from "../../gen/api";
import { ago } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { tell, tellProblem } from "../../lib/toast";
import { browserName } from "../../lib/browser";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Card } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { peopleTexts } from "./texts";

export function SessionList({ person }: { person: User }): ReactElement {
  const found = useQuery(["sessions", person.id], () => api("GET /v1/users/{id}/sessions", { path: { id: person.id } }));
  if (found.problem) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton lines={2} />;
  return <Sessions sessions={found.value.data} onEnded={() => changed("sessions", person.id)} />;
}

/** Open sessions, each ended by a click. */
export function Sessions({ sessions, onEnded }: { sessions: readonly Session[]; onEnded: () => void }): ReactElement {
  const t = useTexts(peopleTexts);
  const [ending, setEnding] = useState<string>();
  const end = async (id: string) => {
    setEnding(id);
    try {
      await api("DELETE /v1/sessions/{id}", { path: { id } });
      tell(t.ended1);
      onEnded();
    } catch (error) {
      tellProblem(asProblem(error));
    } finally {
      setEnding(undefined);
    }
  };
  return (
    <Card title={t.sessions} flush>
      <ul className="list">
        {sessions.length === 0 && <li className="dim">{t.noSessions}</li>}
        {sessions.map((session) => (
          <li key={session.id}>
            <Icon icon="monitor" />
            <span className="grow"><b>{browserName(session.userAgent)}</b> <span className="dim small">{session.address} · {t.lastUsed(ago(session.lastUsedAt))}</span></span>
            {session.current ? <Badge tone="brand" icon="circle-check">{t.current}</Badge> : <Button writes busy={ending === session.id} onClick={() => void end(session.id)}>{t.endSession}</Button>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
