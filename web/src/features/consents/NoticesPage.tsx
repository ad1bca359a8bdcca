import { ReactElement, useState } from "react";
import type { ConsentNotice } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Badge, Copy, Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { FilterBar } from "../../ui/FilterBar";
import { Facts, Page, PageHead } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { DataGrid } from "../../ui/DataGrid";
import { Empty, FormProblem, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { CoverageView } from "./CoverageView";
import { DraftDialog } from "./DraftDialog";
import { coverageTexts, noticeTexts } from "./texts";
import { purposes } from "./purposes";

type State = NonNullable<ConsentNotice["state"]>;
const looks: Record<State, readonly [Tone, string]> = { draft: ["warn", "pencil"], published: ["ok", "badge-check"], discarded: ["plain", "archive"] };

/** The notices that people read before they agree, editions by purpose and language; and how many agreed. */
export default function NoticesPage(): ReactElement {
  const t = useTexts(noticeTexts);
  const c = useTexts(coverageTexts);
  const rights = useRights();
  const shown = useStore(language);
  const purpose = useWords(purposes);
  const { query } = usePlace();
  const [isDrafting, setDrafting] = useState(false);
  const wanted = query.get("purpose") ?? "";
  const found = useQuery(["notices", "all"], async () => (await api("GET /v1/consent-notices")).data as ConsentNotice[]);
  const rows = (found.value ?? []).filter((notice) => !wanted || wanted.split(",").includes(notice.purpose ?? ""));
  const current = rows.find((notice) => notice.id === query.get("notice"));
  const mayCount = rights.may("read.consent") && rights.may("read.customer");
  const isCounting = mayCount && query.get("view") === "coverage";
  return (
    <Page>
      <PageHead title={t.title} count={isCounting ? undefined : found.value && t.count(rows.length)}>
        {rights.may("draft.consent_notice") && <Button kind="primary" icon="plus" onClick={() => setDrafting(true)}>{t.create}</Button>}
      </PageHead>
      {mayCount && <ViewTabs label={c.tabs} tabs={[{ id: "notices", label: c.notices }, { id: "coverage", label: c.coverage }]} value={isCounting ? "coverage" : "notices"} onValue={(next) => setQuery({ view: next === "notices" ? undefined : next, notice: undefined })} />}
      {isCounting ? <div className="tab-body"><CoverageView published={new Set((found.value ?? []).filter((notice) => notice.state === "published").map((notice) => notice.purpose ?? ""))} /></div> : <div className="page-flush">
        <FilterBar filters={[{ id: "purpose", label: t.purpose, kind: "choices", choices: choicesOf(purposes, shown) }]} values={{ purpose: wanted }} onChange={(_, value) => setQuery({ purpose: value })} />
        <div className="split">
          {found.problem && !found.value ? <div className="grow"><Refusal problem={found.problem} again={found.again} /></div>
            : !found.value ? <div className="grow"><Skeleton /></div>
              : rows.length === 0 ? <div className="grow"><Empty icon="file-text" title={t.none}>{t.noneHelp}</Empty></div>
                : (
                  <DataGrid
                    label={t.title} rows={rows} id={(row) => row.id ?? ""} current={current?.id} onPeek={(row) => setQuery({ notice: row.id })}
                    columns={[
                      { id: "purpose", title: t.purpose, width: "minmax(140px, 1fr)", cell: (row) => <b>{purpose(row.purpose)}</b> },
                      { id: "title", title: t.name, width: "minmax(180px, 2fr)", cell: (row) => row.title },
                      { id: "edition", title: t.edition, width: "80px", cell: (row) => row.edition },
                      { id: "language", title: t.language, width: "90px", cell: (row) => (row.language === "zh" ? "中文" : "English") },
                      { id: "state", title: t.state, width: "110px", cell: (row) => <NoticeState state={row.state ?? "draft"} /> },
                      { id: "published", title: t.publishedAt, width: "190px", cell: (row) => moment(row.publishedAt) },
                    ]}
                  />
                )}
          {current && <NoticePeek key={current.id} notice={current} onClose={() => setQuery({ notice: undefined })} />}
        </div>
      </div>}
      {isDrafting && <DraftDialog onClose={() => setDrafting(false)} />}
    </Page>
  );
}

function NoticeState({ state }: { state: State }): ReactElement {
  const t = useTexts(noticeTexts);
  const [tone, icon] = looks[state];
  return <Badge tone={tone} icon={icon}>{t[state]}</Badge>;
}

function NoticePeek({ notice, onClose }: { notice: ConsentNotice; onClose: () => void }): ReactElement {
  const t = useTexts(noticeTexts);
  const rights = useRights();
  const path = { id: notice.id ?? "" };
  const whole = useQuery(["notice", path.id], () => api("GET /v1/consent-notices/{id}", { path })).value ?? notice;
  const publication = useSubmission();
  const discard = useSubmission();
  const settled = (text: string) => {
    changed("notices");
    changed("notice", path.id);
    tell(text);
  };
  const foot = notice.state === "draft" && (
    <>
      {rights.may("publish.consent_notice") && <Button kind="primary" icon="badge-check" writes busy={publication.isBusy} onClick={() => void publication.run(async () => {
        await api("POST /v1/consent-notices/{id}/publication", { path });
        settled(t.inForce);
      })}>{t.publish}</Button>}
      {rights.may("draft.consent_notice") && <Button writes busy={discard.isBusy} onClick={() => void discard.run(async () => {
        await api("POST /v1/consent-notices/{id}/discard", { path });
        settled(t.gone);
      })}>{t.discard}</Button>}
    </>
  );
  return (
    <Peek title={notice.title ?? t.title} onClose={onClose} wide foot={foot}>
      <Facts
        two rows={[
          { name: t.state, value: <NoticeState state={notice.state ?? "draft"} /> }, { name: t.edition, value: notice.edition }, { name: t.publishedAt, value: moment(notice.publishedAt) },
          { name: t.renewal, value: notice.requiresRenewal ? t.yes : t.no }, { name: t.digest, value: notice.digest && <Copy text={notice.digest} shown={notice.digest.slice(0, 16) + "…"} />, wide: true },
        ]}
      />
      <div className="prewrap">{whole.body}</div>
      <FormProblem problem={publication.problem ?? discard.problem} />
    </Peek>
  );
}
