import type { ReactElement } from "react";
import type { Erasure } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { date, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { usePages } from "../../lib/pages";
import { setQuery, usePlace } from "../../lib/router";
import { Badge, ShortID } from "../../ui/Badge";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { CertificatePeek } from "./CertificatePeek";
import { erasureTexts } from "./texts";

/** As many as the API gives at once; fewer are the last. */
const windowOfServer = 200;

export function MedicalState({ erasure }: { erasure: Erasure }): ReactElement {
  const t = useTexts(erasureTexts);
  if (erasure.medicalDestroyedAt) return <Badge icon="circle-slash">{t.destroyed(date(erasure.medicalDestroyedAt))}</Badge>;
  return <Badge tone="info" icon="lock">{t.locked(erasure.medicalLockedUntil ? date(erasure.medicalLockedUntil) : "—")}</Badge>;
}

/** Certificates of what was erased, newest first. */
export default function ErasuresPage(): ReactElement {
  const t = useTexts(erasureTexts);
  const names = useDirectory();
  const { query } = usePlace();
  const list = usePages<Erasure>("erasures", async (before, signal) => {
    const { data } = await api("GET /v1/erasures", { query: { before }, signal });
    return { data, page: { next: data.length < windowOfServer ? null : data[data.length - 1]?.erasedAt ?? null } };
  }, { topic: "erasure", id: (row) => row.id });
  const wanted = query.get("erasure");
  const current = list.rows.find((row) => row.id === wanted) ?? list.rows.find((row) => row.requestId && row.requestId === query.get("request"));
  return (
    <Page>
      <PageHead title={t.title} count={t.about}><StaleButton list={list} /></PageHead>
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="eraser" title={t.none}>{t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id ?? ""} current={current?.id} onPeek={(row) => setQuery({ erasure: row.id, request: undefined })} onEnd={list.more} hasMore={list.hasMore}
                  columns={[
                    { id: "number", title: t.number, width: "90px", cell: (row) => <b className="mono">#{row.number}</b> },
                    { id: "erased", title: t.erased, width: "150px", cell: (row) => moment(row.erasedAt) },
                    { id: "by", title: t.by, width: "minmax(100px, 1fr)", cell: (row) => names.person(row.erasedBy) ?? "—" },
                    { id: "medical", title: t.medical, width: "minmax(200px, 1.4fr)", cell: (row) => <MedicalState erasure={row} /> },
                    { id: "customer", title: t.customer, width: "minmax(140px, 1fr)", cell: (row) => (row.customerId ? <ShortID id={row.customerId} /> : "—") },
                  ]}
                />
              )}
        {current && <CertificatePeek key={current.id} listed={current} onClose={() => setQuery({ erasure: undefined, request: undefined })} />}
      </div>
    </Page>
  );
}
