import { lazy, ReactElement, Suspense } from "react";
import { useDirectory } from "../../lib/directory";
import { useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { setQuery, usePlace } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { publicPath } from "./model";
import { usePagesOnline } from "./reading";
import { pageStates, pageTexts } from "./texts";

const PagePeek = lazy(() => import("./PagePeek").then((chunk) => ({ default: chunk.PagePeek })));
const PageDialog = lazy(() => import("./PageDialogs").then((chunk) => ({ default: chunk.PageDialog })));

/** The public pages of the branches: which there are, where they are found, and which are on. */
export default function OnlinePagesPage(): ReactElement {
  const t = useTexts(pageTexts);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const state = useWords(pageStates);
  const { query } = usePlace();
  const found = usePagesOnline();
  const rows = found.value ?? [];
  const current = rows.find((row) => row.id === query.get("page"));
  const mayMake = me.branches.some((one) => rights.may("manage.online_page", one.id));
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        {mayMake && <Button kind="primary" icon="plus" onClick={() => setQuery({ new: "1" })}>{t.create}</Button>}
      </PageHead>
      <div className="split">
        {found.problem && !found.value ? <div className="grow"><Refusal problem={found.problem} again={found.again} /></div>
          : !found.value ? <div className="grow"><Skeleton /></div>
            : rows.length === 0 ? <div className="grow"><Empty icon="globe" title={t.none}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={rows} id={(row) => row.id} current={current?.id} onPeek={(row) => setQuery({ page: row.id })} rowHeight={44}
                  columns={[
                    { id: "title", title: t.pageTitle, width: "minmax(140px, 1.2fr)", cell: (row) => <b className="clip">{row.title || "—"}</b> },
                    { id: "branch", title: t.branch, width: "minmax(110px, .8fr)", cell: (row) => names.unit(row.branchId) ?? "—" },
                    { id: "address", title: t.address, width: "minmax(160px, 1.4fr)", cell: (row) => <span className="mono clip">{publicPath(me.tenant.slug, row.slug)}</span> },
                    { id: "state", title: t.state, width: "120px", cell: (row) => <Badge tone={row.state === "on" ? "ok" : "plain"} icon={row.state === "on" ? "globe" : "circle-slash"}>{state(row.state)}</Badge> },
                  ]}
                />
              )}
        {current && <Suspense><PagePeek key={current.id} page={current} onClose={() => setQuery({ page: undefined })} /></Suspense>}
      </div>
      {query.get("new") === "1" && mayMake && <Suspense><PageDialog onClose={() => setQuery({ new: undefined })} onSaved={(id) => setQuery({ page: id })} /></Suspense>}
    </Page>
  );
}
