import { ReactElement, useState } from "react";
import type { PageProps } from "../../app/routes";
import type { Consultation } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField } from "../../ui/Field";
import { Page, PageHead } from "../../ui/Page";
import { FormProblem, Refusal, Skeleton } from "../../ui/State";
import { noDealReasons } from "../arrivals/words";
import { WarningsBanner } from "../customer/WarningsBanner";
import { isOpen, talkChanged } from "./model";
import { PlanPane } from "./PlanPane";
import { RecordPane } from "./RecordPane";
import { benchTexts, talkOutcomes } from "./texts";

/** One talk: what is written of it, and the plan beside it. */
export default function WorkbenchPage({ parameters }: PageProps): ReactElement {
  const t = useTexts(benchTexts);
  const id = parameters["id"] ?? "";
  const found = useQuery(["consultation", id], () => api("GET /v1/consultations/{id}", { path: { id } }));
  if (found.problem && !found.value) return <Page><PageHead title={t.title} /><Refusal problem={found.problem} again={found.again} /></Page>;
  if (!found.value) return <Skeleton />;
  return <Workbench talk={found.value} />;
}

function Workbench({ talk }: { talk: Consultation }): ReactElement {
  const t = useTexts(benchTexts);
  const rights = useRights();
  const outcome = useWords(talkOutcomes);
  const customerId = talk.customerId ?? "";
  const customer = useQuery(["customer", customerId], () => api("GET /v1/customers/{id}", { path: { id: customerId } })).value;
  const [isClosing, setClosing] = useState(false);
  const mayClose = isOpen(talk) && rights.may("update.consultation");
  const name = customer?.name ?? (customer?.number ? `#${customer.number}` : t.customer);
  return (
    <Page>
      <PageHead title={name} count={moment(talk.createdAt)} above={<Link to="/consultations">{t.back}</Link>}>
        {talk.outcome && <Badge tone={talk.outcome === "deal" ? "ok" : "warn"}>{outcome(talk.outcome)}</Badge>}
        <ButtonLink icon="user-round" to={`/customers/${customerId}`}>{t.customerPage}</ButtonLink>
        {mayClose && <Button icon="circle-check" onClick={() => setClosing(true)}>{t.close}</Button>}
      </PageHead>
      {customer && <WarningsBanner customer={customer} />}
      <div className="bench">
        <div className="bench-side"><RecordPane talk={talk} /></div>
        <div className="bench-side">{rights.may("read.treatment_plan") && <PlanPane talk={talk} />}</div>
      </div>
      {isClosing && <CloseDialog talk={talk} onClose={() => setClosing(false)} />}
    </Page>
  );
}

function CloseDialog({ talk, onClose }: { talk: Consultation; onClose: () => void }): ReactElement {
  const t = useTexts(benchTexts);
  const shown = useStore(language);
  const id = talk.id ?? "";
  const plans = useQuery(["plans", id], async () => (await api("GET /v1/consultations/{id}/plans", { path: { id }, query: { limit: 99, sort: "-createdAt" } })).data).value ?? [];
  const isDeal = plans.some((plan) => plan.state === "accepted");
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("POST /v1/consultations/{id}/closing", { path: { id }, version: talk.version ?? 0, body: (isDeal ? {} : { noDealReason: reason }) as never });
    talkChanged(id);
    tell(t.ended);
    onClose();
  });
  return (
    <Dialog title={t.close} onClose={onClose} action={{ label: t.close, busy: isBusy, disabled: !isDeal && !reason, run: () => void save() }}>
      <p>{t.closeAbout}</p>
      {!isDeal && <SelectField label={t.reason} value={reason} onValue={setReason} empty="" choices={choicesOf(noDealReasons, shown)} error={problem?.of("noDealReason")} required />}
      <FormProblem problem={problem} fields={["noDealReason"]} />
    </Dialog>
  );
}
