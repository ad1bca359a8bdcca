import { ReactElement, useState } from "react";
import type { AuditVerification } from "../../gen/api";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useSubmission } from "../../lib/submit";
import { Copy } from "../../ui/Badge";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { parseHead } from "./auditQuery";
import { auditTexts } from "./texts";

interface Total { batches: number; events: number; unsealed: number; head: { batch: number; head: string } | undefined; fault: AuditVerification["fault"] }

/** A run over the whole trail, request after request until it is complete. */
export function VerifyDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(auditTexts);
  const [expected, setExpected] = useState("");
  const [total, setTotal] = useState<Total>();
  const [isDone, setDone] = useState(false);
  const { isBusy, problem, run } = useSubmission();
  const kept = parseHead(expected);
  const isBad = expected.trim() !== "" && !kept;
  const verify = () => run(async () => {
    let sum: Total = { batches: 0, events: 0, unsealed: 0, head: undefined, fault: null };
    let fromBatch: number | undefined;
    setDone(false);
    for (;;) {
      const answer = await api("POST /v1/audit/verifications", { body: { ...(kept ? { expectedHead: kept } : {}), ...(fromBatch !== undefined ? { fromBatch } : {}) } });
      const head = (answer.head ?? undefined) as Total["head"];
      sum = { batches: sum.batches + (answer.batches ?? 0), events: sum.events + (answer.events ?? 0), unsealed: answer.unsealed ?? 0, head: head ?? sum.head, fault: answer.fault };
      setTotal(sum);
      if (answer.complete || answer.fault || !head) break;
      fromBatch = head.batch + 1;
    }
    setDone(true);
  });
  return (
    <Dialog title={t.verifyTitle} onClose={onClose} {...(isDone ? {} : { action: { label: t.start, busy: isBusy, disabled: isBad, run: () => void verify() } })}>
      {!isDone && <p>{t.verifyHelp}</p>}
      {!isDone && <TextField label={t.expected} hint={t.expectedHelp} value={expected} onValue={setExpected} spellCheck={false} autoComplete="off" error={isBad ? t.badExpected : undefined} />}
      {isBusy && total && <p role="status">{t.running(count(total.events))}</p>}
      {isDone && total && (
        <>
          <Notice kind={total.fault ? "bad" : "ok"} live>
            <b>{total.fault ? t.broken : t.intact}</b><br />
            {total.fault ? t.faultAt(total.fault.batch ?? 0, total.fault.kind ?? "") : t.verifiedNumbers(count(total.batches), count(total.events), count(total.unsealed))}
          </Notice>
          {total.head && <div><div className="field-label">{t.head}</div><div className="secret"><Copy text={`${total.head.batch}:${total.head.head}`} /></div></div>}
        </>
      )}
      <FormProblem problem={problem} />
    </Dialog>
  );
}
