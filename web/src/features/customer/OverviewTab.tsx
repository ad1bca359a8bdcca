import { lazy, ReactElement, Suspense } from "react";
import type { Customer } from "../../gen/api";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { customerFields, useWords } from "../../lib/spoken";
import { Card, Facts } from "../../ui/Page";
import { FieldValue, ShownField } from "./FieldValue";
import { LatestNotes } from "./LatestNotes";
import { MergedFiles } from "./MergedFiles";
import { useHappenings } from "./happenings";
import { Skeleton } from "../../ui/State";
import { Timeline } from "../../ui/Timeline";
import { Together } from "../../ui/Together";

const Visits = lazy(() => import("./Visits"));

const texts = dictionary({
  identity: ["身份与联系", "Identity and contact"],
  service: ["归属与来源", "Owner and source"],
  medical: ["医疗提示", "Medical alert"],
  remark: ["备注", "Remark"],
  latest: ["最近动态", "Lately"],
  nothing: ["还没有动态", "Nothing yet"],
  noAllergy: ["未登记过敏史", "No allergies recorded"],
});

const identity: readonly ShownField[] = ["phone", "wechat", "idNumber", "birthday", "sex", "address", "occupation", "skinType", "preferences"];
const service: readonly ShownField[] = ["homeBranchId", "ownerId", "layer", "sourceChannel", "introducerId", "createdAt", "updatedAt"];

/** What is known of a customer, as far as the caller may see it: a field that he may not see is not named. */
export function OverviewTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const label = useWords(customerFields);
  const rights = useRights();
  const seen = (fields: readonly ShownField[]) => fields.filter((field) => field in customer && rights.sees("customer", field, customer.homeBranchId))
    .map((field) => ({ name: label(field), value: field === "introducerId" ? <Introducer id={customer.introducerId} /> : <FieldValue customer={customer} field={field} /> }));
  const contact = seen(identity);
  return (
    <Together className="columns">
      <div className="stack">
        {contact.length > 0 && <Card title={t.identity}><Facts rows={contact} /></Card>}
        <Card title={t.service}><Facts rows={seen(service)} /></Card>
        {"allergy" in customer && <Card title={t.medical}>{customer.allergy ? <FieldValue customer={customer} field="allergy" /> : <p className="dim">{t.noAllergy}</p>}</Card>}
        {"remark" in customer && customer.remark && <Card title={t.remark}><FieldValue customer={customer} field="remark" /></Card>}
      </div>
      <div className="stack">
        {rights.may("read.note", customer.homeBranchId) && <LatestNotes customer={customer} />}
        <Lately customer={customer} />
        {rights.may("read.visit", customer.homeBranchId) && <Suspense fallback={<Skeleton lines={3} />}><Visits customer={customer} /></Suspense>}
        <MergedFiles customer={customer.id ?? ""} branch={customer.homeBranchId ?? undefined} />
      </div>
    </Together>
  );
}

function Lately({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const id = customer.id ?? "";
  const events = useQuery(["timeline", id, "lately"], () => api("GET /v1/customers/{id}/timeline", { path: { id }, query: { limit: 6 } }));
  const items = useHappenings(events.value?.data ?? []);
  return <Card title={t.latest}>{items.length > 0 ? <Timeline items={items} /> : <p className="dim">{t.nothing}</p>}</Card>;
}

function Introducer({ id }: { id: string | null | undefined }): ReactElement {
  const found = useQuery(id ? ["customer", id] : undefined, () => api("GET /v1/customers/{id}", { path: { id: id ?? "" } }));
  if (!id || !found.value) return <span className="dim">—</span>;
  return <Link to={`/customers/${id}`}>{found.value.name} #{found.value.number}</Link>;
}
