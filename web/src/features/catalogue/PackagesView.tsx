import { lazy, ReactElement, ReactNode, Suspense, useState } from "react";
import { named, ServicePackage, useCategories, useServices } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { yuan } from "../../lib/money";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Check } from "../../ui/Field";
import { Facts, PageHead } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { worth } from "./packages";
import { catalogueTexts } from "./texts";

const PackageDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.PackageDialog })));
const ImportDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ImportDialog })));
const LinesDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.LinesDialog })));

/** Services that are sold as one. */
export function PackagesView({ tabs }: { tabs: ReactNode }): ReactElement {
  const t = useTexts(catalogueTexts);
  const rights = useRights();
  const { query } = usePlace();
  const [isMaking, setMaking] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [showsArchived, setShowsArchived] = useState(false);
  const categories = useCategories().value ?? [];
  const names = new Map(categories.map((one) => [one.id, named(one)]));
  const found = useQuery(["service-packages"], () => everyPage((cursor) => api("GET /v1/service-packages", { query: { sort: "position", limit: 200, cursor } })));
  const rows = (found.value ?? []).filter((one) => showsArchived || one.state !== "archived");
  const current = found.value?.find((one) => one.id === query.get("package"));
  return (
    <>
      <PageHead title={t.title} count={found.value && t.count(rows.length)}>
        <Check label={t.showArchived} checked={showsArchived} onChecked={setShowsArchived} />
        {rights.mayEverywhere("manage.service") && rights.may("upload.file") && <Button icon="file-up" onClick={() => setImporting(true)}>{t.fromTable}</Button>}
        {rights.mayEverywhere("manage.service") && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.newPackage}</Button>}
      </PageHead>
      {tabs}
      <div className="split">
        {found.problem && !found.value ? <div className="grow"><Refusal problem={found.problem} again={found.again} /></div>
          : !found.value ? <div className="grow"><Skeleton lines={8} /></div>
            : rows.length === 0 ? <div className="grow"><Empty icon="package" title={t.noPackages}>{t.noPackagesHelp}</Empty></div>
              : (
                <DataGrid<ServicePackage>
                  label={t.packages} rows={rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ package: row.id ?? undefined })} rowHeight={44}
                  columns={[
                    { id: "name", title: t.name, width: "minmax(200px, 2fr)", cell: (row) => <><b>{named(row)}</b> {row.state === "archived" && <Badge icon="archive">{t.archived}</Badge>}</> },
                    { id: "code", title: t.code, width: "120px", cell: (row) => <span className="mono">{row.code}</span> },
                    { id: "category", title: t.category, width: "minmax(120px, 1fr)", cell: (row) => names.get(row.categoryId) ?? "—" },
                    { id: "valid", title: t.validDays, width: "110px", number: true, cell: (row) => row.validDays ?? "—" },
                    { id: "price", title: t.listed, width: "130px", number: true, cell: (row) => yuan(row.listPriceFen) },
                  ]}
                />
              )}
        {current && <PackagePeek key={current.id} item={current} category={names.get(current.categoryId)} onClose={() => setQuery({ package: undefined })} />}
      </div>
      <Suspense>
        {isMaking && <PackageDialog onClose={() => setMaking(false)} onSaved={(id) => setQuery({ package: id })} />}
        {isImporting && <ImportDialog kind="packages" onClose={() => setImporting(false)} />}
      </Suspense>
    </>
  );
}

function PackagePeek({ item, category, onClose }: { item: ServicePackage; category: string | undefined; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const rights = useRights();
  const [open, setOpen] = useState<"package" | "lines">();
  const { isBusy, problem, run } = useSubmission();
  const id = item.id ?? "";
  const services = useServices().value ?? [];
  const names = new Map(services.map((one) => [one.id ?? "", named(one)]));
  const lines = useQuery(["package-lines", id], () => api("GET /v1/service-packages/{id}/lines", { path: { id } }));
  const sum = lines.value ? worth(lines.value.lines, new Map(services.map((one) => [one.id ?? "", one.listPriceFen ?? 0]))) : 0;
  const price = item.listPriceFen ?? 0;
  const mayManage = rights.mayEverywhere("manage.service");
  const isArchived = item.state === "archived";
  const archive = () => run(async () => {
    await api("PATCH /v1/service-packages/{id}", { path: { id }, version: item.version ?? 0, body: { state: isArchived ? "active" : "archived" } });
    changed("service-packages");
    changed("package-lines", id);
    tell(t.saved);
  });
  const foot = mayManage && (
    <>
      <Button kind="primary" icon="pencil" onClick={() => setOpen("package")}>{t.edit}</Button>
      <Button icon={isArchived ? "archive-restore" : "archive"} writes busy={isBusy} onClick={() => void archive()}>{isArchived ? t.restore : t.archive}</Button>
    </>
  );
  return (
    <Peek title={named(item)} onClose={onClose} wide foot={foot}>
      {isArchived && <Notice kind="warn">{t.archived}</Notice>}
      <FormProblem problem={problem} />
      <Facts
        two rows={[
          { name: t.listed, value: <b>{yuan(item.listPriceFen)}</b> },
          { name: t.worth, value: sum > 0 ? <>{yuan(sum)}{sum > price && <span className="dim"> · {t.saves(Math.round((100 * (sum - price)) / sum))}</span>}</> : undefined },
          { name: t.code, value: item.code && <span className="mono">{item.code}</span> }, { name: t.category, value: category }, { name: t.validDays, value: item.validDays },
        ]}
      />
      <div className="row"><h3 className="grow">{t.lines}</h3>{mayManage && lines.value && <Button kind="quiet" icon="pencil" onClick={() => setOpen("lines")}>{t.editLines}</Button>}</div>
      {lines.problem && !lines.value ? <Refusal problem={lines.problem} again={lines.again} /> : !lines.value ? <Skeleton lines={3} /> : lines.value.lines.length === 0 ? <p className="dim">{t.noLines}</p> : (
        <table className="table">
          <thead><tr><th scope="col">{t.service}</th><th scope="col" className="number">{t.sessions}</th></tr></thead>
          <tbody>{lines.value.lines.map((line, index) => <tr key={index}><td>{names.get(line.serviceId) ?? "—"} {line.gift && <Badge tone="vio" icon="gift">{t.gift}</Badge>}</td><td className="number">{line.sessions}</td></tr>)}</tbody>
        </table>
      )}
      <Suspense>
        {open === "package" && <PackageDialog item={item} onClose={() => setOpen(undefined)} />}
        {open === "lines" && lines.value && <LinesDialog item={item} lines={lines.value} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Peek>
  );
}
