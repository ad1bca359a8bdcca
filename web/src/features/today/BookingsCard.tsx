import type { ReactElement } from "react";
import { appointmentLooks, appointmentOf, appointmentStates, lateness, latenesses } from "../../lib/appointments";
import { useBranch } from "../../lib/branch";
import { named, useBookables, useServices } from "../../lib/catalogue";
import { time, today } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useMe } from "../../lib/me";
import { useNow } from "../../lib/now";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Page";

const texts = dictionary({
  all: [(branch: string) => `今日预约 · ${branch}`, (branch: string) => `Bookings today · ${branch}`],
  mine: ["我今天的预约", "My bookings today"],
  open: ["预约日历", "Calendar"],
  none: ["今天没有预约", "No bookings today"],
  past: [(done: number, left: number) => `已完成 ${done}，还有 ${left}`, (done: number, left: number) => `${done} done, ${left} to come`],
  hidden: ["其他客户", "Another customer"],
  more: [(n: number) => `还有 ${n} 个`, (n: number) => `${n} more`],
});

const shown = 10;
const isOpen = (state: string): boolean => !["completed", "cancelled", "no_show", "held"].includes(state);

/** The day's bookings: one's own for who is booked himself, otherwise the branch's; what is still to come, in order. */
export function BookingsCard(): ReactElement | null {
  const t = useTexts(texts);
  const me = useMe();
  const state = useWords(appointmentStates);
  const lateWord = useWords(latenesses);
  const now = useNow();
  const { branch } = useBranch("read.appointment");
  const day = today();
  const found = useQuery(branch ? ["appointments", branch.id, day, day] : undefined, () => api("GET /v1/branches/{id}/appointments", { path: { id: branch?.id ?? "" }, query: { from: day, to: day } }));
  const bookables = useBookables(branch?.id).value ?? [];
  const services = new Map((useServices().value ?? []).map((one) => [one.id ?? "", named(one)]));
  if (!branch) return null;
  const own = new Set(bookables.filter((one) => one.userId === me.user.id && one.branchId === branch.id).map((one) => one.id ?? ""));
  const all = (found.value?.data ?? []).map(appointmentOf).filter((one) => own.size === 0 || one.segments.some((segment) => segment.resourceIds.some((id) => own.has(id))));
  const names = new Map((found.value?.customers ?? []).map((one) => [one.id ?? "", one.name]));
  const open = all.filter((one) => isOpen(one.state));
  const done = all.filter((one) => one.state === "completed").length;
  return (
    <Card title={own.size > 0 ? t.mine : t.all(branch.name)} wide flush actions={<><span className="dim small">{all.length > 0 && t.past(done, open.length)}</span><Link to={`/calendar?branch=${branch.id}`}>{t.open}</Link></>}>
      <ul className="list">
        {found.value && open.length === 0 && <li className="dim">{t.none}</li>}
        {open.slice(0, shown).map((one) => {
          const [tone, icon] = appointmentLooks[one.state];
          const late = lateness(one, now);
          return (
            <li key={one.id}>
              <b>{time(one.startsAt)}</b>
              <Link to={`/calendar?booking=${one.id}&branch=${branch.id}`}>{names.get(one.customerId ?? "") ?? t.hidden}</Link>
              <span className="grow clip dim">{[...new Set(one.services.map((id, index) => services.get(id) ?? one.names[index]))].filter(Boolean).join(" + ")}</span>
              {late && late !== "due" && <Badge tone="bad" icon="alarm-clock">{lateWord(late)}</Badge>}
              <Badge tone={tone} icon={icon}>{state(one.state)}</Badge>
            </li>
          );
        })}
        {open.length > shown && <li className="dim">{t.more(open.length - shown)}</li>}
      </ul>
    </Card>
  );
}
