import { lazy, ReactElement, Suspense } from "react";
import { useTexts } from "../../lib/i18n";
import { setQuery, usePlace } from "../../lib/router";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { ServicesView } from "./ServicesView";
import { catalogueTexts } from "./texts";

const PackagesView = lazy(() => import("./views").then((chunk) => ({ default: chunk.PackagesView })));
const PricesView = lazy(() => import("./views").then((chunk) => ({ default: chunk.PricesView })));

/** What the chain does and what it takes for it: services, packages, and the prices of branches. */
export default function CataloguePage(): ReactElement {
  const t = useTexts(catalogueTexts);
  const { query } = usePlace();
  const tabs = [{ id: "services", label: t.services }, { id: "packages", label: t.packages }, { id: "prices", label: t.prices }];
  const tab = tabs.find((one) => one.id === query.get("tab"))?.id ?? "services";
  const choose = (next: string) => setQuery({ tab: next === "services" ? undefined : next, service: undefined, package: undefined, category: undefined });
  const views = <ViewTabs label={t.views} tabs={tabs} value={tab} onValue={choose} />;
  return (
    <Page>
      {tab === "services" && <ServicesView tabs={views} />}
      <Suspense fallback={<Skeleton />}>
        {tab === "packages" && <PackagesView tabs={views} />}
        {tab === "prices" && <PricesView tabs={views} />}
      </Suspense>
    </Page>
  );
}
