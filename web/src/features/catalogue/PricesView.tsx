import { lazy, ReactElement, ReactNode, Suspense, useState } from "react";
import { useBranch } from "../../lib/branch";
import { named, Service, useServices } from "../../lib/catalogue";
import { useDirectory } from "../../lib/directory";
import { today } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { yuan } from "../../lib/money";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { Badge } from "../../ui/Badge";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button, ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { DateField } from "../../ui/DatePicker";
import { Icon } from "../../ui/Icon";
import { Facts, PageHead } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { catalogueTexts } from "./texts";

const ImportDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ImportDialog })));
const PriceDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.PriceDialog })));

/** What services cost in a branch on a day, and whose word that is. */
export function PricesView({ tabs }: { tabs: ReactNode }): ReactElement {
  const t = useTexts(catalogueTexts);
  const rights = useRights();
  const names = useDirectory();
  const { query } = usePlace();
  const [typed, setTyped] = useState("");
  const [isImporting, setImporting] = useState(false);
  const { branch, branches, choose } = useBranch("read.service");
  const day = query.get("day") ?? today();
  const services = useServices();
  const prices = useQuery(branch ? ["branch-prices", branch.id, day] : undefined, () => api("GET /v1/branches/{id}/prices", { path: { id: branch?.id ?? "" }, query: { day } }));
  const by = new Map((prices.value?.data ?? []).map((price) => [price.serviceId, price]));
  const rows = (services.value ?? []).filter((service) => service.state !== "archived" && [service.name, service.nameEn, service.code].some((text) => text?.toLowerCase().includes(typed.trim().toLowerCase())));
  const current = services.value?.find((service) => service.id === query.get("service"));
  const problem = services.problem ?? prices.problem;
  const whose = (row: Service) => {
    const price = by.get(row.id ?? "");
    if (!price) return "—";
    return price.unitId ? <Badge tone={price.unitId === branch?.id ? "brand" : "info"} icon={price.unitId === branch?.id ? "map-pin" : "building-2"}>{price.unitId === branch?.id ? t.own : names.unit(price.unitId) ?? "—"}</Badge> : <span className="dim">{t.ofList}</span>;
  };
  return (
    <>
      <PageHead title={t.title} count={services.value && t.count(rows.length)}>
        <label className="search"><Icon icon="search" /><span className="sr">{t.find}</span><input type="search" value={typed} placeholder={t.find} onChange={(event) => setTyped(event.target.value)} /></label>
        <BranchSelect branches={branches} value={branch?.id} onValue={choose} />
        {branches.length > 1 && rights.may("set.price", branch?.id) && rights.may("manage.resource", branch?.id) && <ButtonLink icon="copy-plus" to={`/resources?copy=prices&branch=${branch?.id ?? ""}`}>{t.copyPrices}</ButtonLink>}
        {rights.may("set.price") && rights.may("upload.file") && <Button icon="file-up" onClick={() => setImporting(true)}>{t.fromTable}</Button>}
      </PageHead>
      {tabs}
      <div className="filters"><div className="day-field"><DateField label={t.onDay} value={day} onValue={(next) => setQuery({ day: next === today() ? undefined : next })} /></div></div>
      <div className="split">
        {!branch ? <div className="grow"><Empty icon="map-pin" title={t.noBranch} /></div>
          : problem && (!services.value || !prices.value) ? <div className="grow"><Refusal problem={problem} again={prices.problem ? prices.again : services.again} /></div>
            : !services.value || !prices.value ? <div className="grow"><Skeleton lines={12} /></div>
              : rows.length === 0 ? <div className="grow"><Empty icon="wallet" title={typed ? t.noMatch : t.none} /></div>
                : (
                  <DataGrid<Service>
                    label={t.prices} rows={rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ service: row.id ?? undefined })} rowHeight={44}
                    columns={[
                      { id: "name", title: t.service, width: "minmax(200px, 2fr)", cell: (row) => <b>{named(row)}</b> },
                      { id: "listed", title: t.listed, width: "130px", number: true, cell: (row) => <span className="dim">{yuan(row.listPriceFen)}</span> },
                      { id: "price", title: t.price, width: "130px", number: true, cell: (row) => <b>{yuan(by.get(row.id ?? "")?.priceFen ?? row.listPriceFen)}</b> },
                      { id: "from", title: t.from, width: "minmax(130px, 1fr)", cell: whose },
                      { id: "since", title: t.since, width: "120px", cell: (row) => by.get(row.id ?? "")?.since ?? <span className="dim">—</span> },
                    ]}
                  />
                )}
        {current && <PricePeek key={current.id} service={current} branch={branch?.id} onClose={() => setQuery({ service: undefined })} />}
      </div>
      <Suspense>{isImporting && <ImportDialog kind="prices" onClose={() => setImporting(false)} />}</Suspense>
    </>
  );
}

function PricePeek({ service, branch, onClose }: { service: Service; branch: string | undefined; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const rights = useRights();
  const names = useDirectory();
  const [isSetting, setSetting] = useState(false);
  const id = service.id ?? "";
  const found = useQuery(["prices", id], () => everyPage((cursor) => api("GET /v1/prices", { query: { "filter[serviceId]": id, sort: "-since", limit: 100, cursor } }), 500));
  const foot = rights.may("set.price") && <Button kind="primary" icon="plus" onClick={() => setSetting(true)}>{t.setPrice}</Button>;
  return (
    <Peek title={named(service)} onClose={onClose} wide foot={foot}>
      <Facts two rows={[{ name: t.listed, value: <b>{yuan(service.listPriceFen)}</b> }, { name: t.code, value: service.code && <span className="mono">{service.code}</span> }]} />
      <h3>{t.history}</h3>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={3} /> : found.value.length === 0 ? <p className="dim">{t.noHistory}</p> : (
        <table className="table">
          <thead><tr><th scope="col">{t.firstDay}</th><th scope="col">{t.unit}</th><th scope="col" className="number">{t.price}</th></tr></thead>
          <tbody>
            {found.value.map((price) => (
              <tr key={price.id}>
                <td>{price.since} {(price.since ?? "") > today() && <Badge tone="info" icon="clock">{t.begins}</Badge>}</td>
                <td>{names.unit(price.unitId) ?? "—"}</td>
                <td className="number">{price.priceFen === null || price.priceFen === undefined ? <span className="dim">{t.ends}</span> : yuan(price.priceFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Suspense>{isSetting && <PriceDialog service={service} branch={branch} onClose={() => setSetting(false)} />}</Suspense>
    </Peek>
  );
}
