import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { addDays, ago, count, startOfDay, today, weekday } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { Avatar } from "../../ui/Badge";
import { ButtonLink } from "../../ui/Button";
import { Card, Page, PageHead } from "../../ui/Page";
import { Together } from "../../ui/Together";
import { Tier } from "../customer/Tier";
import { ComplianceCards } from "./ComplianceCards";
import { AdminCards } from "./AdminCards";
import { BookingsCard } from "./BookingsCard";
import { MentionsCard } from "./MentionsCard";
import { TasksCard } from "./TasksCard";
import { TrustCards } from "./TrustCards";

const texts = dictionary({
  title: ["今日", "Today"],
  morning: [(name: string) => `${name}，上午好`, (name: string) => `Good morning, ${name}`],
  afternoon: [(name: string) => `${name}，下午好`, (name: string) => `Good afternoon, ${name}`],
  evening: [(name: string) => `${name}，晚上好`, (name: string) => `Good evening, ${name}`],
  newToday: ["今日建档", "Created today"],
  newWeek: ["近 7 天建档", "Created in 7 days"],
  mine: ["我的客户", "My customers"],
  vip: ["铂金以上", "Platinum and above"],
  more: [(value: string) => `${value}+`, (value: string) => `${value}+`],
  latest: ["最近建档", "Created lately"],
  all: ["全部", "All"],
  none: ["近 7 天没有新客户", "No new customers in 7 days"],
  create: ["新建客户", "New customer"],
});

/** What there is to do and to know today, by what somebody may see; every figure opens its list. */
export default function TodayPage(): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const rights = useRights();
  const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone: me.tenant.timeZone, hour: "2-digit", hour12: false }).format(new Date()));
  const greeting = hour < 5 ? t.evening : hour < 12 ? t.morning : hour < 18 ? t.afternoon : t.evening;
  const maySeeCustomers = rights.may("read.customer");
  return (
    <Page>
      <PageHead title={greeting(me.user.displayName)} count={weekday(today())}>
        {rights.may("create.customer") && <ButtonLink kind="primary" icon="plus" to="/customers?new=1">{t.create}</ButtonLink>}
      </PageHead>
      <div className="page-body">
        <Together className="today-grid">
          {maySeeCustomers && <Figures />}
          {rights.may("read.appointment") && <BookingsCard />}
          {rights.may("read.task") && <TasksCard />}
          {rights.may("read.note") && <MentionsCard />}
          {maySeeCustomers && <Latest />}
          {rights.may("read.audit") && <ComplianceCards />}
          <TrustCards />
          <AdminCards />
        </Together>
      </div>
    </Page>
  );
}

function Figures(): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const rights = useRights();
  const may = (field: string) => rights.mayUse("filter", "customer", field);
  const day = today();
  return (
    <section className="card today-figures" aria-label={t.title}>
      {may("createdAt") && <Figure name={t.newToday} filters={{ "filter[createdAt][gte]": startOfDay(day) }} to={`/customers?f.createdAt=${day}..`} />}
      {may("createdAt") && <Figure name={t.newWeek} filters={{ "filter[createdAt][gte]": startOfDay(addDays(day, -6)) }} to={`/customers?f.createdAt=${addDays(day, -6)}..`} />}
      {may("ownerId") && <Figure name={t.mine} filters={{ "filter[ownerId]": me.user.id }} to={`/customers?f.ownerId=${me.user.id}`} />}
      {may("level") && <Figure name={t.vip} filters={{ "filter[level]": "platinum,diamond" }} to="/customers?f.level=platinum,diamond" />}
    </section>
  );
}

/** The API gives no totals: up to 200 are counted, more are said to be more. */
function Figure({ name, filters, to }: { name: string; filters: Record<string, string>; to: string }): ReactElement {
  const t = useTexts(texts);
  const found = useQuery(["figure", JSON.stringify(filters)], () => api("GET /v1/customers", { query: { ...filters, fields: "id", limit: 200 } }));
  const page = found.value;
  const text = page ? (page.page.next ? t.more(count(page.data.length)) : count(page.data.length)) : "–";
  return <Link className="today-figure" to={to}><small>{name}</small><span className="figure">{text}</span></Link>;
}

function Latest(): ReactElement {
  const t = useTexts(texts);
  const from = startOfDay(addDays(today(), -6));
  const found = useQuery<{ data: Customer[] }>(["latest", from], () => api("GET /v1/customers", { query: { "filter[createdAt][gte]": from, limit: 8 } }));
  const rows = found.value?.data ?? [];
  return (
    <Card title={t.latest} wide flush actions={<Link to="/customers">{t.all}</Link>}>
      <ul className="list">
        {found.value && rows.length === 0 && <li className="dim">{t.none}</li>}
        {rows.map((customer) => (
          <li key={customer.id}>
            <Avatar name={customer.name ?? "·"} size="small" />
            <Link to={`/customers/${customer.id}`}><b>{customer.name}</b></Link>
            <span className="mono dim">#{customer.number}</span>
            <Tier level={customer.level} />
            <span className="grow" />
            <span className="dim small">{customer.phone}</span>
            <span className="dim small">{customer.createdAt && ago(customer.createdAt)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
