import { ReactElement, useState } from "react";
import type { Export } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { count, moment } from "../../lib/format";
import { api, downloadFile } from "../../lib/http";
import { comma, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { tell, tellProblem } from "../../lib/toast";
import { customerFields, useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card, Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { whyFailed } from "./ExportDialog";
import { exportTexts } from "./texts";

const looks: Record<Export["state"] | "expired", readonly [Tone, string]> = {
  waiting: ["warn", "clock"], approved: ["info", "clock"], running: ["vio", "loader"], done: ["ok", "circle-check"], expired: ["plain", "clock"],
  refused: ["bad", "circle-slash"], cancelled: ["plain", "circle-slash"], failed: ["bad", "circle-alert"], lapsed: ["plain", "clock"],
};

/** Which lists were taken out, by whom and why; what waits for somebody's approval; and one's own files. */
export default function ExportsPage(): ReactElement {
  const t = useTexts(exportTexts);
  const rights = useRights();
  const me = useMe();
  const { query } = usePlace();
  const mayDecide = rights.mayEverywhere("approve.export");
  const seesAll = rights.mayEverywhere("read.export");
  const views = [...(mayDecide ? ["waiting"] : []), ...(seesAll ? ["all"] : []), "mine"];
  const asked = query.get("view") ?? "";
  const view = views.includes(asked) ? asked : views[0] ?? "mine";
  const state = view === "waiting" ? "waiting" : undefined;
  const found = useQuery(["exports", view], () => api("GET /v1/exports", { query: { state, limit: 100 } }));
  const rows = (found.value?.data ?? []).filter((one) => view !== "mine" || one.requestedBy === me.user.id);
  const labels: Record<string, string> = { waiting: t.toDecide, all: t.all, mine: t.mine };
  return (
    <Page>
      <PageHead title={t.title} count={found.value && count(rows.length) + (found.value.page.next ? "+" : "")} />
      {views.length > 1 && <ViewTabs label={t.states} tabs={views.map((id) => ({ id, label: labels[id] ?? id }))} value={view} onValue={(next) => setQuery({ view: next === views[0] ? undefined : next })} />}
      <div className="tab-body">
        <div className="stack">
          <p className="dim">{t.about}</p>
          {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
            : !found.value ? <Skeleton />
              : rows.length === 0 ? <Empty icon="file-down" title={view === "waiting" ? t.noneToDecide : t.none}>{view === "waiting" ? t.noneToDecideHelp : t.noneHelp}</Empty>
                : (
                  <Card flush>
                    <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
                      <table className="table">
                        <thead>
                          <tr>
                            {[t.asked, t.list, t.by, t.reason, t.state].map((title) => <th key={title} scope="col">{title}</th>)}
                            <th scope="col" className="number">{t.rows}</th>
                            <th scope="col">{t.until}</th>
                            <th scope="col"><span className="sr">{t.actions}</span></th>
                          </tr>
                        </thead>
                        <tbody>{rows.map((one) => <ExportRow key={one.id} one={one} mayDecide={mayDecide} />)}</tbody>
                      </table>
                    </div>
                  </Card>
                )}
        </div>
      </div>
    </Page>
  );
}

function ExportRow({ one, mayDecide }: { one: Export; mayDecide: boolean }): ReactElement {
  const t = useTexts(exportTexts);
  const me = useMe();
  const names = useDirectory();
  const [isBusy, setBusy] = useState(false);
  const isMine = one.requestedBy === me.user.id;
  const shown = one.state === "done" && !one.available ? "expired" : one.state;
  const [tone, icon] = looks[shown];
  const what = `${(t as Record<string, unknown>)[one.list] as string} ${moment(one.requestedAt)}`;
  const act = (work: () => Promise<unknown>, said?: string) => async () => {
    setBusy(true);
    try {
      await work();
      changed("exports");
      if (said) tell(said);
    } catch (error) {
      tellProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const label = useWords(customerFields);
  // What the approver decides about: by which filters, and which columns.
  const filters = one.filters.filter((filter) => filter.name !== "sort").map((filter) => `${label(/^filter\[(\w+)\]/.exec(filter.name)?.[1] ?? filter.name)} ${filter.value}`);
  const order = [...filters, one.columns.map(label).join(comma())].filter(Boolean).join(" · ");
  const path = { id: one.id };
  const decide = (approved: boolean) => act(() => api("POST /v1/exports/{id}/decision", { path, body: { approved } }), t.decided);
  const decider = names.person(one.decidedBy);
  return (
    <tr>
      <td className="whole">{moment(one.requestedAt)}</td>
      <td>{(t as Record<string, unknown>)[one.list] as string} <span className="dim">{one.format.toUpperCase()}</span></td>
      <td className="whole">{names.person(one.requestedBy) ?? (isMine ? me.user.displayName : "—")}</td>
      <td><span className="clip" title={one.reason}>{one.reason}</span>{order && <div className="dim">{order}</div>}</td>
      <td>
        <Badge tone={tone} icon={icon}>{t[shown]}</Badge>
        {one.error && <div className="dim">{whyFailed(t, one)}</div>}
        {decider && <div className="dim">{t.decidedBy(decider)}</div>}
      </td>
      <td className="number">{count(one.rows ?? one.expectedRows)}</td>
      <td>{one.expiresAt && one.available ? moment(one.expiresAt) : <span className="dim">—</span>}{one.opened > 0 && <div className="dim">{t.opened(one.opened)}</div>}</td>
      <td className="number">
        <span className="row row-end">
          {isMine && one.available && <Button icon="download" busy={isBusy} aria-label={`${t.download} ${what}`} onClick={() => void act(() => downloadFile(`/v1/exports/${one.id}/content`))()}>{t.download}</Button>}
          {isMine && ["waiting", "approved", "running"].includes(one.state) && <Button writes busy={isBusy} aria-label={`${t.cancel} ${what}`} onClick={() => void act(() => api("POST /v1/exports/{id}/cancellation", { path }), t.withdrawn)()}>{t.cancel}</Button>}
          {mayDecide && !isMine && one.state === "waiting" && (
            <>
              <Button writes busy={isBusy} aria-label={`${t.refuse} ${what}`} onClick={() => void decide(false)()}>{t.refuse}</Button>
              <Button kind="primary" writes busy={isBusy} aria-label={`${t.approve} ${what}`} onClick={() => void decide(true)()}>{t.approve}</Button>
            </>
          )}
        </span>
      </td>
    </tr>
  );
}
