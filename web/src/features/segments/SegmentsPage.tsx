import { ReactElement, useState } from "react";
import { moment } from "../../lib/format";
import { useDirectory } from "../../lib/directory";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { SegmentDialog } from "./SegmentDialog";
import { SegmentPeek } from "./SegmentPeek";
import { segmentTexts } from "./texts";

/** Conditions under names: how many there are now, who, and how many there were. */
export default function SegmentsPage(): ReactElement {
  const t = useTexts(segmentTexts);
  const rights = useRights();
  const names = useDirectory();
  const { query } = usePlace();
  const [isMaking, setMaking] = useState(false);
  const found = useQuery(["segments"], async () => (await api("GET /v1/segments")).data);
  const shown = (found.value ?? []).filter((segment) => !segment.archived || segment.id === query.get("segment"));
  const current = shown.find((segment) => segment.id === query.get("segment"));
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        {rights.may("manage.segment") && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>{t.create}</Button>}
      </PageHead>
      <div className="page-flush">
        <div className="split">
          {found.problem && !found.value ? <div className="grow"><Refusal problem={found.problem} again={found.again} /></div>
            : !found.value ? <div className="grow"><Skeleton /></div>
              : shown.length === 0 ? <div className="grow"><Empty icon="chart-pie" title={t.none}>{t.noneHelp}</Empty></div>
                : (
                  <DataGrid
                    label={t.title} rows={shown} id={(row) => row.id} current={current?.id} onPeek={(row) => setQuery({ segment: row.id })}
                    columns={[
                      { id: "name", title: t.name, width: "minmax(180px, 2fr)", cell: (row) => <><b>{row.name}</b> {row.archived && <Badge icon="archive">{t.archived}</Badge>}</> },
                      { id: "by", title: t.createdBy, width: "minmax(120px, 1fr)", cell: (row) => names.person(row.createdBy) ?? "—" },
                      { id: "at", title: t.createdAt, width: "160px", cell: (row) => moment(row.createdAt) },
                    ]}
                  />
                )}
          {current && <SegmentPeek key={current.id} segment={current} onClose={() => setQuery({ segment: undefined })} />}
        </div>
      </div>
      {isMaking && (
        <SegmentDialog
          onClose={() => setMaking(false)} onSaved={(id) => {
            setMaking(false);
            setQuery({ segment: id });
          }}
        />
      )}
    </Page>
  );
}
