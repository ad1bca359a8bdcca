import { lazy, ReactElement, Suspense } from "react";
import { useBranch } from "../../lib/branch";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { setQuery, usePlace } from "../../lib/router";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { rosterTexts } from "./texts";
import { WeekView } from "./WeekView";

const RequestsView = lazy(() => import("./views").then((chunk) => ({ default: chunk.RequestsView })));
const HoursView = lazy(() => import("./views").then((chunk) => ({ default: chunk.HoursView })));
const TemplatesView = lazy(() => import("./views").then((chunk) => ({ default: chunk.TemplatesView })));
const BlocksView = lazy(() => import("./views").then((chunk) => ({ default: chunk.BlocksView })));

/** Who works when: weeks, leave and swaps, opening hours, templates, blocked times. */
export default function RostersPage(): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const { query } = usePlace();
  const choice = useBranch("read.shift");
  const tabs = [
    { id: "week", label: t.week },
    ...(rights.may("read.leave_request") ? [{ id: "requests", label: t.requests }] : []),
    { id: "hours", label: t.hours }, { id: "templates", label: t.templates }, { id: "blocks", label: t.blocks },
  ];
  const tab = tabs.find((one) => one.id === query.get("tab"))?.id ?? "week";
  const views = <ViewTabs label={t.views} tabs={tabs} value={tab} onValue={(next) => setQuery({ tab: next === "week" ? undefined : next })} />;
  const { branch } = choice;
  if (!branch) return <Page><PageHead title={t.title} /><Empty icon="map-pin" title={t.noBranch} /></Page>;
  const shown = { branch, choice, tabs: views };
  return (
    <Page>
      {tab === "week" && <WeekView key={branch.id} {...shown} />}
      <Suspense fallback={<Skeleton />}>
        {tab === "requests" && <RequestsView key={branch.id} {...shown} />}
        {tab === "hours" && <HoursView key={branch.id} {...shown} />}
        {tab === "templates" && <TemplatesView key={branch.id} {...shown} />}
        {tab === "blocks" && <BlocksView key={branch.id} {...shown} />}
      </Suspense>
    </Page>
  );
}
