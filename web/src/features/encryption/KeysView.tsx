import { ReactElement, useState } from "react";
import { count, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { bracketed, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card, Facts } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { freezeOf, KeyVersion, rotationsOf, versionsOf } from "./keyState";
import { RotationDialog } from "./RotationDialog";
import { RotationRow } from "./RotationRow";
import { encryptionTexts, keyPurposes, keyStates, suites } from "./texts";

const looks: Record<string, readonly [Tone, string]> = { active: ["ok", "circle-check"], filling: ["info", "clock"], retiring: ["warn", "clock"], destroyed: ["plain", "circle-slash"] };

/** Versions of the keys, and what turns them over. */
export function KeysView(): ReactElement {
  const t = useTexts(encryptionTexts);
  const rights = useRights();
  const [purpose, status, suite] = [useWords(keyPurposes), useWords(keyStates), useWords(suites)];
  const [isRotating, setRotating] = useState(false);
  const [counted, setCounted] = useState<readonly KeyVersion[]>();
  const { isBusy, problem, run } = useSubmission();
  const found = useQuery(["keys"], () => api("GET /v1/keys"));
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  const state = found.value;
  const freeze = freezeOf(state);
  const versions = versionsOf(state);
  const rotations = rotationsOf(state);
  const underIt = (version: KeyVersion) => counted?.find((one) => one.purpose === version.purpose && one.version === version.version)?.count ?? null;
  // It looks at every customer: only when somebody asks.
  const countThem = () => run(async () => setCounted(versionsOf(await api("GET /v1/keys", { query: { counts: "true" } }))));
  const isRunning = rotations.some((rotation) => rotation.state === "running");
  return (
    <>
      {freeze && <Notice kind="bad">{bracketed(t.frozen(freeze.reason), moment(freeze.frozenAt))}{freeze.thawAsked && t.thawAsked}</Notice>}
      <Card title={t.state} flush actions={<Button icon="sigma" busy={isBusy} onClick={() => void countThem()}>{t.counting}</Button>}>
        <div className="card-pad"><Facts rows={[{ name: t.suite, value: suite(state.cipherSuite) }, ...(state.rootKeyId ? [{ name: t.root, value: <span className="mono">{state.rootKeyId}</span> }] : [])]} /><FormProblem problem={problem} /></div>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t.state}>
          <table className="table">
            <thead><tr><th scope="col">{t.purpose}</th><th scope="col">{t.version}</th><th scope="col">{t.status}</th><th scope="col">{t.suite}</th>{counted && <th scope="col" className="number">{t.count}</th>}<th scope="col">{t.created}</th></tr></thead>
            <tbody>
              {versions.map((version) => {
                const [tone, icon] = looks[version.state] ?? ["plain", "circle-dot"];
                return (
                  <tr key={version.purpose + version.version}>
                    <td><b>{purpose(version.purpose)}</b></td><td>{version.version}</td><td><Badge tone={tone} icon={icon}>{status(version.state)}</Badge></td>
                    <td>{suite(version.cipherSuite)}</td>{counted && <td className="number">{underIt(version) === null ? "—" : count(underIt(version) ?? 0)}</td>}<td>{moment(version.createdAt)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </Card>
      <Card title={t.rotations} flush actions={rights.may("rotate.key") && <Button icon="rotate-cw" writes disabled={isRunning || freeze !== null} onClick={() => setRotating(true)}>{t.rotate}</Button>}>
        {rotations.length === 0 ? <Empty icon="rotate-cw" title={t.noRotations}>{t.noRotationsHelp}</Empty>
          : <ul className="list">{rotations.map((rotation) => <RotationRow key={rotation.id} listed={rotation} />)}</ul>}
      </Card>
      {isRotating && <RotationDialog onClose={() => setRotating(false)} />}
    </>
  );
}
