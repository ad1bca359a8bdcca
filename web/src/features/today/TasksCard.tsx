import type { ReactElement } from "react";
import type { Task } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { useWords, Words } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Page";
import { useNamesOfTasks } from "../tasks/about";

const texts = dictionary({
  title: ["我的任务", "My tasks"],
  all: ["全部", "All"],
  none: ["没有待办任务", "Nothing to do"],
  overdue: ["已超时", "Overdue"],
});

const kinds: Words = dictionary({
  first_call: ["首次联系", "First call"], call_back: ["再次联系", "Call back"], touch: ["客户再次来访", "Turned up again"], follow_up: ["回访", "Follow-up"], other: ["其他", "Other"],
  licence_ends: ["执业资质到期", "Licence ends"], certificate_ends: ["注册证到期", "Certificate ends"], maintenance_due: ["设备保养到期", "Maintenance due"], metrology_due: ["计量检定到期", "Metrology due"],
});

/** What one has to do next, by when it is due. */
export function TasksCard(): ReactElement {
  const t = useTexts(texts);
  const kind = useWords(kinds);
  const found = useQuery<{ data: Task[] }>(["tasks", "mine"], () => api("GET /v1/tasks", { query: { view: "mine", "filter[state]": "open", sort: "dueAt", limit: 6 } }));
  const rows = found.value?.data ?? [];
  const nameOf = useNamesOfTasks(rows);
  return (
    <Card title={t.title} wide flush actions={<Link to="/tasks">{t.all}</Link>}>
      <ul className="list">
        {found.value && rows.length === 0 && <li className="dim">{t.none}</li>}
        {rows.map((task) => (
          <li key={task.id}>
            <Badge>{kind(task.kind)}</Badge>
            <Link to={`/tasks?task=${task.id}`}><b className="clip">{task.title ?? nameOf(task) ?? kind(task.kind)}</b></Link>
            {task.title && nameOf(task) && <span className="dim clip">{nameOf(task)}</span>}
            <span className="grow" />
            {task.dueAt != null && Date.parse(task.dueAt) < Date.now() && <Badge tone="bad" icon="alarm-clock">{t.overdue}</Badge>}
            <span className="dim small">{moment(task.dueAt)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
