import { Fragment, ReactElement } from "react";
import type { Customer } from "../../../gen/api";
import { api } from "../../../lib/http";
import { dictionary, useTexts } from "../../../lib/i18n";
import { useQuery } from "../../../lib/query";
import { Link } from "../../../lib/router";
import { Card } from "../../../ui/Page";
import { Refusal, Skeleton } from "../../../ui/State";
import { Tier } from "../Tier";

const texts = dictionary({
  title: ["转介绍关系", "Introductions"],
  broughtBy: ["由谁介绍", "Brought by"],
  brought: ["介绍了谁", "Brought"],
  nobody: ["没有转介绍记录", "No introductions"],
  more: ["人数较多，只显示一部分", "There are more than are shown"],
});

/** Who brought a customer, and whom he brought, generation by generation; only whom one may see. */
export function Introductions({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const id = customer.id ?? "";
  const found = useQuery(["introductions", id], () => api("GET /v1/customers/{id}/introductions", { path: { id } }));
  if (found.problem && !found.value) return <Card title={t.title}><Refusal problem={found.problem} again={found.again} /></Card>;
  if (!found.value) return <Card title={t.title}><Skeleton lines={2} /></Card>;
  const below = (found.value.descendants ?? []).flat();
  const above = found.value.ancestors ?? [];
  if (above.length === 0 && below.length === 0) return <Card title={t.title}><p className="dim">{t.nobody}</p></Card>;
  return (
    <Card title={t.title}>
      {above.length > 0 && <p><span className="dim">{t.broughtBy}　</span>{above.map((one, index) => <Fragment key={one.id}>{index > 0 && " ← "}<Person customer={one} /></Fragment>)}</p>}
      {below.length > 0 && <><p className="dim">{t.brought}</p><Branch of={id} people={below} /></>}
      {found.value.truncated && <p className="dim">{t.more}</p>}
    </Card>
  );
}

function Branch({ of, people }: { of: string; people: readonly Customer[] }): ReactElement | null {
  const own = people.filter((one) => one.introducerId === of);
  if (own.length === 0) return null;
  return <ul className="tree-list">{own.map((one) => <li key={one.id}><Person customer={one} /><Branch of={one.id ?? ""} people={people} /></li>)}</ul>;
}

const Person = ({ customer }: { customer: Customer }): ReactElement => <><Link to={`/customers/${customer.id}`}>{customer.name ?? "—"}</Link> <Tier level={customer.level} /></>;
