import type { ReactElement } from "react";
import type { Appointment as Listed, Customer } from "../../gen/api";
import { Appointment, appointmentEnds, appointmentLooks, appointmentOf, appointmentStates } from "../../lib/appointments";
import { named, useServices } from "../../lib/catalogue";
import { dayMinute } from "../../lib/clock";
import { useDirectory } from "../../lib/directory";
import { time, weekday } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { usePages } from "../../lib/pages";
import { Link } from "../../lib/router";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button, ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Page";
import { StaleButton } from "../../ui/StaleButton";
import { Empty, Refusal, Skeleton } from "../../ui/State";

const texts = dictionary({
  coming: ["即将到来", "To come"],
  past: ["过去的预约", "Past"],
  none: ["没有预约", "No bookings"],
  noneHelp: ["在您能看到的院区没有这位客户的预约。", "This customer has no bookings in the branches that you see."],
  book: ["新建预约", "New booking"],
  more: ["更多", "More"],
});

/** A customer's bookings, in the branches that one sees. */
export default function BookingsTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const id = customer.id ?? "";
  const list = usePages<Listed>(id, (cursor, signal) => api("GET /v1/customers/{id}/appointments", { path: { id }, query: { sort: "-startsAt", limit: 50, cursor }, signal }), { topic: "appointment", id: (row) => row.id });
  const book = rights.may("book.appointment") && <ButtonLink kind="primary" icon="plus" to={`/calendar?new=1&customer=${id}`}>{t.book}</ButtonLink>;
  if (list.problem && list.rows.length === 0) return <Refusal problem={list.problem} again={list.again} />;
  if (list.isLoading && list.rows.length === 0) return <Skeleton lines={5} />;
  if (list.rows.length === 0) return <Empty icon="calendar-days" title={t.none} action={book}>{t.noneHelp}</Empty>;
  const now = new Date().toISOString();
  const rows = list.rows.map(appointmentOf);
  const coming = rows.filter((one) => one.endsAt >= now && !["cancelled", "no_show", "completed"].includes(one.state)).reverse();
  const past = rows.filter((one) => !coming.includes(one));
  return (
    <div className="stack">
      <Card title={t.coming} flush actions={<><StaleButton list={list} />{book}</>}>
        <ul className="list">{coming.length === 0 && <li className="dim">{t.none}</li>}{coming.map((one) => <Line key={one.id} row={one} />)}</ul>
      </Card>
      {past.length > 0 && <Card title={t.past} flush><ul className="list">{past.map((one) => <Line key={one.id} row={one} />)}</ul></Card>}
      {list.hasMore && <div><Button icon="chevron-down" onClick={list.more}>{t.more}</Button></div>}
    </div>
  );
}

function Line({ row }: { row: Appointment }): ReactElement {
  const state = useWords(appointmentStates);
  const ended = useWords(appointmentEnds);
  const directory = useDirectory();
  // By the names under which it was booked; in another language where that is known.
  const services = new Map((useServices().value ?? []).map((one) => [one.name ?? "", named(one)]));
  const what = [...new Set(row.names.map((name) => services.get(name) ?? name))].filter(Boolean).join(" + ");
  const [tone, icon] = appointmentLooks[row.state];
  const { day } = dayMinute(row.startsAt);
  return (
    <li className="row-wrap">
      <Link to={`/calendar?day=${day}&booking=${row.id}&branch=${row.branchId}`}><b>{weekday(day)} {time(row.startsAt)}–{time(row.endsAt)}</b></Link>
      <span className="grow clip">{[what, row.endReason ?? (row.endWord && ended(row.endWord))].filter(Boolean).join(" · ")}</span>
      <span className="dim small">{directory.unit(row.branchId)}</span>
      <span className="mono dim">#{row.number}</span>
      <Badge tone={tone} icon={icon}>{state(row.state)}</Badge>
    </li>
  );
}
