import { ReactElement, useState } from "react";
import type { Tenant } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Menu, MenuItem } from "../../ui/Menu";
import { Card, Page, PageHead } from "../../ui/Page";
import { Empty, Notice, Refusal, Skeleton } from "../../ui/State";
import { BackupsCard } from "./BackupsCard";
import { ClosureDialog } from "./ClosureDialog";
import { FreezeDialog } from "./FreezeDialog";
import { OpenTenantDialog } from "./OpenTenantDialog";
import { QuotasDialog } from "./QuotasDialog";
import { TenantStateDialog } from "./TenantStateDialog";
import { tenantTexts } from "./texts";

async function directory(): Promise<Tenant[]> {
  const tenants: Tenant[] = [];
  let after: string | undefined;
  do {
    const page = await api("GET /v1/tenants", { query: { after } });
    tenants.push(...page.data);
    after = page.page.next ?? undefined;
  } while (after && tenants.length < 2000);
  return tenants;
}

/** The operator's console: which chains there are, and no data of theirs. */
export default function TenantsPage(): ReactElement {
  const t = useTexts(tenantTexts);
  const rights = useRights();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<{ what: "state" | "quotas" | "closure" | "freeze"; tenant: Tenant }>();
  const [isOpening, setOpening] = useState(false);
  const found = useQuery(["tenants"], directory);
  const rows = (found.value ?? []).filter((tenant) => `${tenant.name} ${tenant.slug}`.toLowerCase().includes(typed.trim().toLowerCase()));
  const items = (tenant: Tenant): MenuItem[] => [
    ...(rights.may("update.tenant") ? [{ label: t.quotas, icon: "gauge", act: () => setAsked({ what: "quotas", tenant }) }] : []),
    ...(rights.may("suspend.tenant") && (tenant.state === "active" || tenant.state === "suspended") ? [{ label: tenant.state === "active" ? t.suspend : t.resume, icon: tenant.state === "active" ? "circle-pause" : "circle-play", danger: tenant.state === "active", act: () => setAsked({ what: "state", tenant }) }] : []),
    ...(rights.may("freeze.tenant") && tenant.state !== "closed" ? [{ label: t.keys, icon: "snowflake", apart: true, act: () => setAsked({ what: "freeze", tenant }) }] : []),
    ...(rights.may("close.tenant") && tenant.state !== "closed" ? [{ label: tenant.state === "closing" ? t.reopen : t.close, icon: tenant.state === "closing" ? "undo-2" : "archive", danger: tenant.state !== "closing", apart: true, act: () => setAsked({ what: "closure", tenant }) }] : []),
  ];
  return (
    <Page>
      <PageHead title={t.title} count={found.value && t.count(found.value.length)}>
        <label className="search"><Icon icon="search" /><span className="sr">{t.search}</span><input type="search" value={typed} placeholder={t.search} onChange={(event) => setTyped(event.target.value)} /></label>
        {rights.may("create.tenant") && <Button kind="primary" icon="plus" onClick={() => setOpening(true)}>{t.open}</Button>}
      </PageHead>
      <div className="page-body stack">
        <Notice>{t.about}</Notice>
        {found.problem ? <Refusal problem={found.problem} again={found.again} />
          : !found.value ? <Skeleton />
            : rows.length === 0 ? <Empty icon="building-2" title={t.none} />
              : (
                <Card flush>
                  <div className="table-scroll">
                    <table className="table">
                      <thead><tr><th scope="col">{t.name}</th><th scope="col">{t.slug}</th><th scope="col">{t.state}</th><th scope="col">{t.created}</th><th scope="col"><span className="sr">{t.actions}</span></th></tr></thead>
                      <tbody>
                        {rows.map((tenant) => (
                          <tr key={tenant.id}>
                            <td><b>{tenant.name}</b></td>
                            <td className="mono">{tenant.slug}</td>
                            <td><TenantState tenant={tenant} /></td>
                            <td>{moment(tenant.createdAt)}</td>
                            <td className="number"><Menu label={`${t.actions} ${tenant.name}`} items={items(tenant)} /></td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </div>
                </Card>
              )}
        <BackupsCard />
      </div>
      {isOpening && <OpenTenantDialog onClose={() => setOpening(false)} />}
      {asked?.what === "quotas" && <QuotasDialog tenant={asked.tenant} onClose={() => setAsked(undefined)} />}
      {asked?.what === "closure" && <ClosureDialog tenant={asked.tenant} onClose={() => setAsked(undefined)} />}
      {asked?.what === "freeze" && <FreezeDialog tenant={asked.tenant} onClose={() => setAsked(undefined)} />}
      {asked?.what === "state" && <TenantStateDialog tenant={asked.tenant} onClose={() => setAsked(undefined)} />}
    </Page>
  );
}

const looks = { active: ["ok", "circle-check"], suspended: ["bad", "circle-pause"], closing: ["warn", "clock"], closed: ["plain", "archive"] } as const;

function TenantState({ tenant }: { tenant: Tenant }): ReactElement {
  const t = useTexts(tenantTexts);
  const [tone, icon] = looks[tenant.state];
  return <span className="row"><Badge tone={tone} icon={icon}>{t[tenant.state]}</Badge>{tenant.closesAt && tenant.state === "closing" && <span className="dim small">{t.closesAt(moment(tenant.closesAt))}</span>}</span>;
}
