import { ReactElement, useState } from "react";
import type { BreakGlassReview, BreakGlassVerdict } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Button, ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Segments } from "../../ui/Field";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem, Notice } from "../../ui/State";
import { EmergencyState } from "./EmergencyState";
import { emergencyTexts, verdicts } from "./texts";

/** One opening: why, what came of it, and the judgement. */
export function ReviewPeek({ opening, number, onClose, onChanged }: { opening: BreakGlassReview; number: number | undefined; onClose: () => void; onChanged: (opening: BreakGlassReview) => void }): ReactElement {
  const t = useTexts(emergencyTexts);
  const rights = useRights();
  const names = useDirectory();
  const [isJudging, setJudging] = useState(false);
  const isOwn = opening.userId === rights.me.user.id;
  const mayJudge = !opening.verdict && !isOwn && rights.may("review.break_glass");
  const foot = (
    <>
      {mayJudge && <Button kind="primary" icon="clipboard-check" onClick={() => setJudging(true)}>{t.review}</Button>}
      {opening.customerId && rights.may("read.audit") && <ButtonLink icon="file-search" to={`/audit?customer=${opening.customerId}&actor=${opening.userId}`}>{t.looked}</ButtonLink>}
      {opening.customerId && number !== undefined && rights.may("read.customer") && <ButtonLink icon="user-round" to={`/customers/${opening.customerId}`}>{t.openCustomer}</ButtonLink>}
    </>
  );
  return (
    <Peek title={opening.userName ?? names.person(opening.userId) ?? "—"} onClose={onClose} wide foot={foot}>
      <div className="row"><EmergencyState opening={opening} /></div>
      {isOwn && !opening.verdict && <Notice>{t.own}</Notice>}
      <Facts
        two rows={[
          { name: t.customer, value: !opening.customerId ? t.nobody : number === undefined ? t.unseen : <span className="mono">#{number}</span> },
          { name: t.branch, value: names.unit(opening.branchId) },
          { name: t.at, value: moment(opening.openedAt) },
          { name: t.until, value: opening.customerId ? moment(opening.endedAt ?? opening.until) : undefined },
          { name: t.reason, value: <span className="prewrap">{opening.reason}</span>, wide: true },
        ]}
      />
      {opening.verdict && (
        <section>
          <h3>{t.verdict}</h3>
          <Facts rows={[{ name: t.judged, value: t.byWhom(names.person(opening.reviewedBy) ?? "—", moment(opening.reviewedAt)), wide: true }, { name: t.remark, value: <span className="prewrap">{opening.remark}</span>, wide: true }]} />
        </section>
      )}
      {isJudging && <ReviewDialog opening={opening} onClose={() => setJudging(false)} onChanged={onChanged} />}
    </Peek>
  );
}

function ReviewDialog({ opening, onClose, onChanged }: { opening: BreakGlassReview; onClose: () => void; onChanged: (opening: BreakGlassReview) => void }): ReactElement {
  const t = useTexts(emergencyTexts);
  const shown = useStore(language);
  const [verdict, setVerdict] = useState("justified");
  const [remark, setRemark] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const isStillOpen = opening.customerId !== null && !opening.endedAt && Date.parse(opening.until) > Date.now();
  const judge = () => run(async () => {
    const reviewed = await api("POST /v1/break-glass/reviews/{id}", { path: { id: opening.id }, body: { verdict: verdict as BreakGlassVerdict["verdict"], remark: remark.trim() } });
    onChanged(reviewed);
    changed("emergencies");
    tell(t.done);
    onClose();
  });
  return (
    <Dialog title={t.review} onClose={onClose} action={{ label: t.review, danger: verdict === "unjustified", busy: isBusy, disabled: [...remark.trim()].length < 2, run: () => void judge() }}>
      <div>
        <div className="field-label">{t.verdict}</div>
        <Segments label={t.verdict} value={verdict} onValue={setVerdict} choices={choicesOf(verdicts, shown)} />
      </div>
      {verdict === "unjustified" && isStillOpen && <Notice kind="warn">{t.endsNow}</Notice>}
      <AreaField label={t.remark} hint={t.remarkHelp} rows={4} value={remark} onValue={setRemark} maxLength={500} error={problem?.of("remark")} data-autofocus />
      <FormProblem problem={problem} fields={["verdict", "remark"]} />
    </Dialog>
  );
}
