import { lazy, ReactElement, ReactNode, Suspense, useMemo, useState } from "react";
import { Category, named, Service, useCategories, useServices } from "../../lib/catalogue";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { yuan } from "../../lib/money";
import { setQuery, usePlace } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Check } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { Tree } from "../../ui/Tree";
import { categoriesBelow, categoryTree } from "./categories";
import { ServicePeek } from "./ServicePeek";
import { catalogueTexts, natures } from "./texts";

const ServiceDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ServiceDialog })));
const ImportDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.ImportDialog })));
const CategoryDialog = lazy(() => import("./editors").then((chunk) => ({ default: chunk.CategoryDialog })));

/** Services by their categories. */
export function ServicesView({ tabs }: { tabs: ReactNode }): ReactElement {
  const t = useTexts(catalogueTexts);
  const rights = useRights();
  const nature = useWords(natures);
  const { query } = usePlace();
  const [typed, setTyped] = useState("");
  const [showsArchived, setShowsArchived] = useState(false);
  const [isMaking, setMaking] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [category, setCategory] = useState<{ category?: Category; parent?: string }>();
  const categories = useCategories();
  const services = useServices();
  const mayManage = rights.mayEverywhere("manage.service");
  const chosen = query.get("category") ?? undefined;
  const all = categories.value ?? [];
  const rows = useMemo(() => {
    const within = chosen ? categoriesBelow(all, chosen) : undefined;
    const wanted = typed.trim().toLowerCase();
    return (services.value ?? []).filter((service) => (showsArchived || service.state !== "archived") && (!within || within.has(service.categoryId ?? "")) &&
      [service.name, service.nameEn, service.code].some((text) => text?.toLowerCase().includes(wanted)));
  }, [services.value, all, chosen, typed, showsArchived]);
  const names = new Map(all.map((one) => [one.id, named(one)]));
  const current = services.value?.find((service) => service.id === query.get("service"));
  const inTree = all.filter((one) => showsArchived || one.state !== "archived");
  const selected = all.find((one) => one.id === chosen);
  const hasNone = services.value?.length === 0;
  return (
    <>
      <PageHead title={t.title} count={services.value && t.count(rows.length)}>
        <label className="search"><Icon icon="search" /><span className="sr">{t.find}</span><input type="search" value={typed} placeholder={t.find} onChange={(event) => setTyped(event.target.value)} /></label>
        <Check label={t.showArchived} checked={showsArchived} onChecked={setShowsArchived} />
        {mayManage && (
          <Menu
            label={t.categories}
            items={[
              { label: t.newCategory, icon: "folder-plus", act: () => setCategory(chosen ? { parent: chosen } : {}) },
              ...(selected ? [{ label: t.editCategory(named(selected)), icon: "pencil", act: () => setCategory({ category: selected }) }] : []),
            ]}
          />
        )}
        {mayManage && rights.may("upload.file") && <Button icon="file-up" onClick={() => setImporting(true)}>{t.fromTable}</Button>}
        {mayManage && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.newService}</Button>}
      </PageHead>
      {tabs}
      <div className="org">
        <div className="org-tree">
          {!categories.value ? <Skeleton /> : inTree.length > 0 && (
            <Tree
              label={t.categories} current={chosen ?? "all"} onChoose={(id) => setQuery({ category: id === "all" || id === chosen ? undefined : id })}
              nodes={[{ id: "all", label: t.allCategories, icon: "layers", children: [] }, ...categoryTree(inTree)]}
            />
          )}
        </div>
        <div className="org-people">
          <div className="split">
            {services.problem && !services.value ? <div className="grow"><Refusal problem={services.problem} again={services.again} /></div>
              : !services.value ? <div className="grow"><Skeleton lines={12} /></div>
                : rows.length === 0 ? <div className="grow"><Empty icon={hasNone ? "book-open" : "search-x"} title={hasNone ? t.none : t.noMatch}>{hasNone && t.noneHelp}</Empty></div>
                  : (
                    <DataGrid<Service>
                      label={t.services} rows={rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ service: row.id ?? undefined })} rowHeight={44}
                      columns={[
                        { id: "name", title: t.name, width: "minmax(200px, 2fr)", cell: (row) => <><b>{named(row)}</b> {row.state === "archived" && <Badge icon="archive">{t.archived}</Badge>}</> },
                        ...(current ? [] : [
                          { id: "code", title: t.code, width: "110px", cell: (row: Service) => <span className="mono">{row.code}</span> },
                          { id: "category", title: t.category, width: "minmax(110px, 1fr)", cell: (row: Service) => names.get(row.categoryId) ?? "—" },
                        ]),
                        { id: "nature", title: t.nature, width: "110px", cell: (row) => <Badge tone={row.nature === "medical" ? "brand" : "plain"} icon={row.nature === "medical" ? "stethoscope" : "sparkles"}>{nature(row.nature)}</Badge> },
                        { id: "price", title: t.listed, width: "120px", number: true, cell: (row) => yuan(row.listPriceFen) },
                      ]}
                    />
                  )}
            {current && <ServicePeek key={current.id} service={current} onClose={() => setQuery({ service: undefined })} />}
          </div>
        </div>
      </div>
      <Suspense>
        {isMaking && <ServiceDialog {...(chosen ? { category: chosen } : {})} onClose={() => setMaking(false)} onSaved={(id) => setQuery({ service: id })} />}
        {isImporting && <ImportDialog kind="services" onClose={() => setImporting(false)} />}
        {category && <CategoryDialog {...category} onClose={() => setCategory(undefined)} />}
      </Suspense>
    </>
  );
}
