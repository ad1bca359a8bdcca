import { ReactElement, useState } from "react";
import type { Job } from "../../gen/api";
import { ago, count, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { setQuery, usePlace } from "../../lib/router";
import { tell, tellProblem } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { Menu, MenuItem } from "../../ui/Menu";
import { Card, Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { jobKinds, jobTexts } from "./texts";

const states = ["waiting", "running", "done", "dead", "cancelled"] as const;
const looks: Record<Job["state"], readonly [Tone, string]> = { waiting: ["info", "clock"], running: ["vio", "loader"], done: ["ok", "circle-check"], dead: ["bad", "circle-alert"], cancelled: ["plain", "circle-slash"] };

/** What is done after the answer: how far it is, and what can be done about it. */
export default function JobsPage(): ReactElement {
  const t = useTexts(jobTexts);
  const { query } = usePlace();
  const state = query.get("state") ?? "";
  const found = useQuery(["jobs", state], () => api("GET /v1/jobs", { query: { "filter[state]": state || undefined, limit: 100 } }));
  const jobs = found.value?.data ?? [];
  return (
    <Page>
      <PageHead title={t.title} count={found.value && count(jobs.length) + (found.value.page.next ? "+" : "")} />
      <ViewTabs label={t.states} tabs={[{ id: "", label: t.all }, ...states.map((one) => ({ id: one, label: t[one] }))]} value={state} onValue={(next) => setQuery({ state: next })} />
      <div className="tab-body">
        {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
          : !found.value ? <Skeleton />
            : jobs.length === 0 ? <Empty icon="list-checks" title={t.none}>{t.noneHelp}</Empty>
              : (
                <div className="stack">
                  <p className="dim">{t.about}</p>
                  <Card flush>
                    <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
                      <table className="table">
                        <thead><tr>{[t.kind, t.state, t.progress, t.attempt, t.due, t.created, t.error].map((title) => <th key={title} scope="col">{title}</th>)}<th scope="col"><span className="sr">{t.actions}</span></th></tr></thead>
                        <tbody>{jobs.map((job) => <JobRow key={job.id} job={job} />)}</tbody>
                      </table>
                    </div>
                  </Card>
                </div>
              )}
      </div>
    </Page>
  );
}

function JobRow({ job }: { job: Job }): ReactElement {
  const t = useTexts(jobTexts);
  const rights = useRights();
  const [isBusy, setBusy] = useState(false);
  const [tone, icon] = looks[job.state];
  const name = useWords(jobKinds)(job.kind);
  const act = (verb: "cancellation" | "retry" | "replay") => async () => {
    setBusy(true);
    try {
      await api(`POST /v1/jobs/{id}/${verb}` as const, { path: { id: job.id } });
      changed("jobs");
      tell(t.asked);
    } catch (error) {
      tellProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const items: MenuItem[] = [];
  if (rights.may("manage.job") && !isBusy) {
    if (job.state === "waiting") items.push({ label: t.retry, icon: "refresh-cw", act: () => void act("retry")() });
    if (job.state === "dead" || job.state === "cancelled") items.push({ label: t.replay, icon: "rotate-ccw", act: () => void act("replay")() });
    if (job.state === "waiting" || job.state === "running") items.push({ label: t.cancel, icon: "x", danger: true, act: () => void act("cancellation")() });
  }
  const { done, total } = job.progress ?? {};
  return (
    <tr>
      <td>{name === job.kind ? <span className="mono">{name}</span> : <span title={job.kind}>{name}</span>}</td>
      <td>{job.cancelRequested && job.state === "running" ? <Badge tone="warn" icon="clock">{t.stopping}</Badge> : <Badge tone={tone} icon={icon}>{t[job.state]}</Badge>}</td>
      <td>{typeof done === "number" && typeof total === "number" && total > 0 ? <span className="row"><progress value={done} max={total} aria-label={t.progress} /> {count(done)} / {count(total)}</span> : <span className="dim">—</span>}</td>
      <td>{job.attempt}</td>
      <td title={moment(job.dueAt)}>{job.state === "waiting" ? ago(job.dueAt) : <span className="dim">—</span>}</td>
      <td title={moment(job.createdAt)}>{ago(job.createdAt)}</td>
      <td>{job.error ? <span className="mono">{job.error}</span> : <span className="dim">—</span>}</td>
      <td className="number"><Menu label={`${t.actions} ${name}`} items={items} /></td>
    </tr>
  );
}
