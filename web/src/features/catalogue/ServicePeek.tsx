import { lazy, ReactElement, Suspense, useState } from "react";
import { named, scopeWords, Service, useCategories } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { yuan } from "../../lib/money";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Facts } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { DepositView } from "./DepositView";
import { planMinutes } from "./plan";
import { PlanView } from "./PlanView";
import { SafetyView } from "./SafetyView";
import { bookingWays, catalogueTexts, natures } from "./texts";

const ServiceDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ServiceDialog })));
const PlanDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.PlanDialog })));
const DepositDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.DepositDialog })));
const SafetyDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.SafetyDialog })));

/** A service beside the list: what it is, how its time is spent, what is asked before it, which deposit it wants. */
export function ServicePeek({ service, onClose }: { service: Service; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const rights = useRights();
  const nature = useWords(natures);
  const scope = useWords(scopeWords);
  const way = useWords(bookingWays);
  const [open, setOpen] = useState<"service" | "plan" | "safety" | "deposit">();
  const { isBusy, problem, run } = useSubmission();
  const id = service.id ?? "";
  const categories = useCategories().value ?? [];
  const plan = useQuery(["service-plan", id], () => api("GET /v1/services/{id}/plan", { path: { id } }));
  const safety = useQuery(["service-safety", id], () => api("GET /v1/services/{id}/safety", { path: { id } }));
  const deposit = useQuery(["service-deposit", id], () => api("GET /v1/services/{id}/deposit", { path: { id } }));
  const mayManage = rights.mayEverywhere("manage.service");
  const isArchived = service.state === "archived";
  const archive = () => run(async () => {
    await api("PATCH /v1/services/{id}", { path: { id }, version: service.version ?? 0, body: { state: isArchived ? "active" : "archived" } });
    changed("services");
    tell(t.saved);
  });
  const foot = mayManage && (
    <>
      <Button kind="primary" icon="pencil" onClick={() => setOpen("service")}>{t.edit}</Button>
      <Button icon={isArchived ? "archive-restore" : "archive"} writes busy={isBusy} onClick={() => void archive()}>{isArchived ? t.restore : t.archive}</Button>
    </>
  );
  return (
    <Peek title={named(service)} onClose={onClose} wide foot={foot}>
      {isArchived && <Notice kind="warn">{t.archived}</Notice>}
      <FormProblem problem={problem} />
      <Facts
        two rows={[
          { name: t.listed, value: <b>{yuan(service.listPriceFen)}</b> },
          { name: t.code, value: service.code && <span className="mono">{service.code}</span> },
          { name: t.category, value: named(categories.find((one) => one.id === service.categoryId)) || "—" },
          { name: t.department, value: service.department },
          { name: t.nature, value: <>{nature(service.nature)}{service.scope && <> <Badge tone="brand" icon="id-card">{scope(service.scope)}</Badge></>}</> },
          { name: t.booking, value: way(service.booking) },
          { name: t.cycle, value: service.cycleDays },
          { name: t.least, value: service.leastDays },
        ]}
      />
      <section className="stack" aria-label={t.plan}>
        <div className="row"><h3 className="grow">{t.plan} {plan.value && plan.value.segments.length > 0 && <small className="dim">{t.total(planMinutes(plan.value.segments))}</small>}</h3>
          {mayManage && plan.value && <Button kind="quiet" icon="pencil" onClick={() => setOpen("plan")}>{t.editPlan}</Button>}</div>
        {plan.problem && !plan.value ? <Refusal problem={plan.problem} again={plan.again} /> : !plan.value ? <Skeleton lines={3} /> : plan.value.segments.length === 0 ? <Notice kind="warn">{t.noPlan}</Notice> : <PlanView plan={plan.value} />}
      </section>
      <section className="stack" aria-label={t.safety}>
        <div className="row"><h3 className="grow">{t.safety}</h3>{mayManage && safety.value && <Button kind="quiet" icon="pencil" onClick={() => setOpen("safety")}>{t.editSafety}</Button>}</div>
        {safety.problem && !safety.value ? <Refusal problem={safety.problem} again={safety.again} /> : !safety.value ? <Skeleton lines={2} /> : <SafetyView safety={safety.value} />}
      </section>
      <section className="stack" aria-label={t.deposit}>
        <div className="row"><h3 className="grow">{t.deposit}</h3>{mayManage && deposit.value && <Button kind="quiet" icon="pencil" onClick={() => setOpen("deposit")}>{t.editDeposit}</Button>}</div>
        {deposit.problem && !deposit.value ? <Refusal problem={deposit.problem} again={deposit.again} /> : !deposit.value ? <Skeleton lines={2} /> : <DepositView deposit={deposit.value} />}
      </section>
      <Suspense>
        {open === "service" && <ServiceDialog service={service} onClose={() => setOpen(undefined)} />}
        {open === "plan" && plan.value && <PlanDialog service={service} plan={plan.value} onClose={() => setOpen(undefined)} />}
        {open === "deposit" && deposit.value && <DepositDialog service={service} deposit={deposit.value} onClose={() => setOpen(undefined)} />}
        {open === "safety" && safety.value && <SafetyDialog service={service} safety={safety.value} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Peek>
  );
}
