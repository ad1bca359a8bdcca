import { ReactElement, useEffect } from "react";
import type { KeyRotation } from "../../gen/api";
import { count, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { cache, useQuery } from "../../lib/query";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { progressOf } from "./keyState";
import { encryptionTexts, phases, rotationKinds } from "./texts";

const everySoOften = 3_000;

/** A rotation; while it runs it is asked after every few seconds. */
export function RotationRow({ listed }: { listed: KeyRotation }): ReactElement {
  const t = useTexts(encryptionTexts);
  const [kind, phase] = [useWords(rotationKinds), useWords(phases)];
  const wasRunning = listed.state === "running";
  const found = useQuery(wasRunning ? ["key-rotation", listed.id] : undefined, () => api("GET /v1/keys/rotations/{id}", { path: { id: listed.id } }));
  const rotation = found.value ?? listed;
  const isRunning = rotation.state === "running";
  useEffect(() => {
    if (!wasRunning) return undefined;
    if (!isRunning) {
      cache.invalidate(["keys"]);
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") cache.invalidate(["key-rotation", listed.id]);
    }, everySoOften);
    return () => clearInterval(timer);
  }, [wasRunning, isRunning]);
  const percent = Math.round(progressOf(rotation) * 100);
  return (
    <li className="row-wrap">
      <b>{kind(rotation.kind)}</b>
      {rotation.fromVersion && rotation.toVersion && <span className="dim small">{t.versions(rotation.fromVersion, rotation.toVersion)}</span>}
      <Badge tone={isRunning ? "info" : "ok"} icon={isRunning ? "loader" : "circle-check"}>{isRunning ? phase(rotation.phase) : t.done}</Badge>
      {isRunning && <progress aria-label={t.progress} max={100} value={percent} />}
      <span className="dim small">{t.progressOf(count(rotation.done), count(rotation.total))}</span>
      <span className="grow" />
      <span className="dim small">{t.began} {moment(rotation.createdAt)}{rotation.finishedAt && <> · {t.finished} {moment(rotation.finishedAt)}</>}</span>
    </li>
  );
}
