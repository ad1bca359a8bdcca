import { ReactElement, useState } from "react";
import type { Customer, DuplicatePair } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { evidenceWords } from "../../lib/evidence";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { Link, setQuery, usePlace } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { customerFields, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { Card, Facts, Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { FieldValue, ShownField } from "../customer/FieldValue";
import { duplicateTexts } from "./texts";

const states = ["open", "dismissed", "merged"] as const;
const shown: readonly ShownField[] = ["phone", "birthday", "sex", "level", "homeBranchId", "ownerId", "createdAt"];

/** Pairs of customers who may be one person, for whoever sees both. */
export default function DuplicatesPage(): ReactElement {
  const t = useTexts(duplicateTexts);
  const { query } = usePlace();
  const state = states.find((one) => one === query.get("state")) ?? "open";
  const list = usePages<DuplicatePair>("duplicates/" + state, (cursor, signal) => api("GET /v1/customer-duplicates", { query: { state, limit: 30, cursor }, signal }), { topic: "duplicate", id: (row) => row.id });
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const rows = [...list.rows].filter((row) => !gone.has(row.id)).sort((one, other) => other.score - one.score);
  const settled = (pair: DuplicatePair) => setGone((now) => new Set([...now, pair.id]));
  return (
    <Page>
      <PageHead title={t.title}><StaleButton list={list} /></PageHead>
      <ViewTabs label={t.states} tabs={states.map((one) => ({ id: one, label: t[one] }))} value={state} onValue={(next) => { setGone(new Set()); setQuery({ state: next === "open" ? undefined : next }); }} />
      <div className="tab-body" role="tabpanel" tabIndex={0} aria-label={t.title}>
        {list.problem ? <Refusal problem={list.problem} again={list.again} />
          : list.isLoading && rows.length === 0 ? <Skeleton />
            : rows.length === 0 ? <Empty icon="git-merge" title={t.none}>{t.noneHelp}</Empty>
              : (
                <div className="stack">
                  <p className="dim">{t.about}</p>
                  {rows.map((row) => <Pair key={row.id} pair={row} onSettled={() => settled(row)} />)}
                  {list.hasMore && <Button busy={list.isLoading} onClick={list.more}>{t.more}</Button>}
                </div>
              )}
      </div>
    </Page>
  );
}

function Pair({ pair, onSettled }: { pair: DuplicatePair; onSettled: () => void }): ReactElement {
  const t = useTexts(duplicateTexts);
  const rights = useRights();
  const names = useDirectory();
  const word = useWords(evidenceWords);
  const [isDismissing, setDismissing] = useState(false);
  const { isBusy, problem, run } = useSubmission();
  const [first, second] = pair.customers as unknown as [Customer, Customer];
  const who = names.person(pair.decidedBy ?? undefined) ?? t.unknown;
  const mayMerge = [first, second].every((one) => rights.may("merge.customer", one?.homeBranchId));
  const reopen = () => run(async () => {
    await api("DELETE /v1/customer-duplicates/{id}/dismissal", { path: { id: pair.id }, version: pair.version });
    tell(t.reopened);
    onSettled();
  });
  return (
    <Card
      title={t.score(pair.score)}
      actions={(
        <div className="row row-wrap">
          {pair.evidence.map((one) => <Badge key={one} tone={one === "otherIdNumber" ? "warn" : "info"} icon={one === "otherIdNumber" ? "triangle-alert" : "equal"}>{word(one)}</Badge>)}
          {pair.state === "open" && <Button onClick={() => setDismissing(true)}>{t.dismiss}</Button>}
          {pair.state === "dismissed" && <Button busy={isBusy} writes onClick={() => void reopen()}>{t.reopen}</Button>}
          {pair.state === "open" && mayMerge && <ButtonLink kind="primary" icon="git-merge" to={`/customers/${first.id}/merge/${second.id}`}>{t.compare}</ButtonLink>}
        </div>
      )}
    >
      {pair.state === "open" && pair.reason && <Notice kind="warn">{t.before(who, pair.reason)}</Notice>}
      {pair.state === "dismissed" && <Notice>{pair.reason}　{t.decided(who, moment(pair.decidedAt ?? ""))}</Notice>}
      <div className="pair">
        {[first, second].map((customer) => <Side key={customer?.id} customer={customer} />)}
      </div>
      <FormProblem problem={problem} />
      {isDismissing && <Dismissal pair={pair} onClose={() => setDismissing(false)} onDone={onSettled} />}
    </Card>
  );
}

function Side({ customer }: { customer: Customer }): ReactElement {
  const label = useWords(customerFields);
  const rows = shown.filter((field) => field in customer).map((field) => ({ name: label(field), value: <FieldValue customer={customer} field={field} /> }));
  return (
    <section aria-label={customer.name ?? ""}>
      <h3><Link to={`/customers/${customer.id}`}>{customer.name ?? "—"}</Link> <span className="mono dim">#{customer.number}</span></h3>
      <Facts two rows={rows} />
    </section>
  );
}

function Dismissal({ pair, onClose, onDone }: { pair: DuplicatePair; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(duplicateTexts);
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const dismiss = () => run(async () => {
    await api("PUT /v1/customer-duplicates/{id}/dismissal", { path: { id: pair.id }, version: pair.version, body: { reason: reason.trim() } });
    tell(t.dismissed1);
    onClose();
    onDone();
  });
  return (
    <Dialog title={t.dismissTitle} onClose={onClose} action={{ label: t.dismiss, busy: isBusy, disabled: reason.trim().length < 2, run: () => void dismiss() }}>
      <p className="dim">{t.dismissHelp}</p>
      <TextField label={t.reason} value={reason} onValue={setReason} required maxLength={200} error={problem?.of("reason")} />
      <FormProblem problem={problem} fields={["reason"]} />
    </Dialog>
  );
}
