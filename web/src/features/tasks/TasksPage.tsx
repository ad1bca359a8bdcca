import { ReactElement, useState } from "react";
import type { Task } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { Link, setQuery, usePlace } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { DataGrid } from "../../ui/DataGrid";
import { Menu, MenuItem } from "../../ui/Menu";
import { Facts, Page, PageHead } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { useNamesOfTasks } from "./about";
import { NewTaskDialog } from "./NewTaskDialog";
import { SettleDialog, Verb } from "./SettleDialog";
import { taskKinds, taskStates, taskTexts } from "./words";

/** What there is to do: one's own, the team's, and what is over. */
export default function TasksPage(): ReactElement {
  const t = useTexts(taskTexts);
  const rights = useRights();
  const names = useDirectory();
  const kind = useWords(taskKinds);
  const { query } = usePlace();
  const views = ["mine", ...(rights.may("oversee.task") ? ["team"] as const : []), "done"] as const;
  const view = views.find((one) => one === query.get("view")) ?? "mine";
  const asked = view === "done" ? { "filter[state]": "done,cancelled", sort: "-dueAt" } : { view, "filter[state]": "open", sort: "dueAt" };
  const list = usePages<Task>(view, (cursor, signal) => api("GET /v1/tasks", { query: { ...asked, limit: 100, cursor }, signal }), { topic: "task", id: (row) => row.id });
  const current = list.rows.find((row) => row.id === query.get("task"));
  const nameOf = useNamesOfTasks(list.rows);
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        <StaleButton list={list} />
        {rights.may("create.task") && <Button kind="primary" icon="plus" onClick={() => setQuery({ new: "1" })}>{t.create}</Button>}
      </PageHead>
      <ViewTabs label={t.views} tabs={views.map((one) => ({ id: one, label: t[one] }))} value={view} onValue={(next) => setQuery({ view: next === "mine" ? undefined : next, task: undefined })} />
      <div className="split">
        {list.problem && list.rows.length === 0 ? <div className="grow"><Refusal problem={list.problem} again={list.again} /></div>
          : list.isLoading && list.rows.length === 0 ? <div className="grow"><Skeleton /></div>
            : list.rows.length === 0 ? <div className="grow"><Empty icon="circle-check" title={view === "done" ? t.noneDone : t.none}>{view === "done" ? t.noneDoneHelp : t.noneHelp}</Empty></div>
              : (
                <DataGrid
                  label={t.title} rows={list.rows} id={(row) => row.id ?? ""} current={current?.id ?? undefined} onPeek={(row) => setQuery({ task: row.id ?? undefined })} onEnd={list.more} hasMore={list.hasMore} rowHeight={44}
                  columns={[
                    { id: "due", title: t.due, width: "190px", cell: (row) => <Due task={row} /> },
                    { id: "kind", title: t.kind, width: "130px", cell: (row) => <Badge>{kind(row.kind)}</Badge> },
                    { id: "what", title: t.what, width: "minmax(160px, 2fr)", cell: (row) => <span className="clip">{row.title ?? kind(row.kind)}</span> },
                    { id: "about", title: t.about_, width: "minmax(110px, .8fr)", cell: (row) => <About task={row} name={nameOf(row)} /> },
                    ...(view === "mine" ? [] : [{ id: "who", title: t.who, width: "minmax(90px, .7fr)", cell: (row: Task) => names.person(row.assigneeId) ?? "—" }]),
                  ]}
                />
              )}
        {current && (
          <TaskPeek
            key={current.id} task={current} name={nameOf(current)} onClose={() => setQuery({ task: undefined })} onChanged={() => {
              changed("tasks");
              setQuery({ task: undefined });
              list.again();
            }}
          />
        )}
      </div>
      {query.get("new") === "1" && rights.may("create.task") && (
        <NewTaskDialog
          onClose={() => setQuery({ new: undefined })} onCreated={() => {
            changed("tasks");
            setQuery({ new: undefined });
            list.again();
          }}
        />
      )}
    </Page>
  );
}

export function Due({ task }: { task: Task }): ReactElement {
  const t = useTexts(taskTexts);
  const isLate = task.state === "open" && task.dueAt != null && Date.parse(task.dueAt) < Date.now();
  return <span className="row"><span>{moment(task.dueAt)}</span>{isLate && <Badge tone="bad" icon="alarm-clock">{t.overdue}</Badge>}</span>;
}

function About({ task, name }: { task: Task; name: string | undefined }): ReactElement {
  const t = useTexts(taskTexts);
  const rights = useRights();
  if (task.leadId) return <Link to={`/leads?view=everything&lead=${task.leadId}`}>{name ?? t.lead}</Link>;
  if (task.requestId && rights.may("read.online_request")) return <Link to={`/online-requests?view=all&request=${task.requestId}`}>{t.request}</Link>;
  if (task.customerId) return <Link to={`/customers/${task.customerId}`}>{name ?? t.customer}</Link>;
  return <span className="dim">—</span>;
}

function TaskPeek({ task, name, onClose, onChanged }: { task: Task; name: string | undefined; onClose: () => void; onChanged: () => void }): ReactElement {
  const t = useTexts(taskTexts);
  const me = useMe();
  const rights = useRights();
  const names = useDirectory();
  const [kind, state] = [useWords(taskKinds), useWords(taskStates)];
  const [verb, setVerb] = useState<Verb>();
  const oversees = rights.may("oversee.task", task.branchId);
  const isOpen = task.state === "open";
  const items: MenuItem[] = isOpen ? [
    ...(oversees ? [{ label: t.hand, icon: "user-round-check", act: () => setVerb("hand") }] : []),
    ...(oversees || task.createdBy === me.user.id ? [{ label: t.cancel, icon: "circle-slash", danger: true, act: () => setVerb("cancel") }] : []),
  ] : [];
  const foot = (
    <>
      {isOpen && <Button kind="primary" icon="check" writes onClick={() => setVerb("complete")}>{t.complete}</Button>}
      {isOpen && <Button icon="clock" writes onClick={() => setVerb("postpone")}>{t.postpone}</Button>}
      {task.leadId && <ButtonLink icon="inbox" to={`/leads?view=everything&lead=${task.leadId}`}>{t.lead}</ButtonLink>}
      {task.requestId && rights.may("read.online_request") && <ButtonLink icon="inbox" to={`/online-requests?view=all&request=${task.requestId}`}>{t.request}</ButtonLink>}
      {task.customerId && rights.may("read.customer") && <ButtonLink icon="user-round" to={`/customers/${task.customerId}`}>{t.customer}</ButtonLink>}
      <Menu label={t.cancel} items={items} />
    </>
  );
  return (
    <Peek title={task.title ?? kind(task.kind)} onClose={onClose} wide foot={foot}>
      <div className="row"><Badge>{kind(task.kind)}</Badge><Badge tone={isOpen ? "info" : "plain"}>{state(task.state)}</Badge>{(task.postponed ?? 0) > 0 && <Badge tone="warn" icon="clock">{t.postponed(task.postponed ?? 0)}</Badge>}</div>
      <Facts
        two rows={[
          ...(name ? [{ name: t.about_, value: <About task={task} name={name} />, wide: true }] : []), { name: t.due, value: <Due task={task} /> }, { name: t.who, value: names.person(task.assigneeId) ?? "—" },
          ...(task.postponeReason ? [{ name: t.reason, value: task.postponeReason, wide: true }] : []), ...(task.outcome ? [{ name: t.outcome, value: task.outcome, wide: true }] : []),
        ]}
      />
      {verb && <SettleDialog task={task} verb={verb} onClose={() => setVerb(undefined)} onDone={onChanged} />}
    </Peek>
  );
}
