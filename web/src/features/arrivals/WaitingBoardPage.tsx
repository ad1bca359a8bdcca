import { ReactElement, useEffect, useState } from "react";
import { lateness, latenesses } from "../../lib/appointments";
import { count, time } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { go, Link, setQuery, usePlace } from "../../lib/router";
import { tell, tellProblem } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button } from "../../ui/Button";
import type { MenuItem } from "../../ui/Menu";
import { Page, PageHead } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { BoardRow, boardChanged, Expected, Step, steps, useColleagues, useExpected } from "./board";
import { CheckInDialog } from "./CheckInDialog";
import { VisitCard } from "./VisitCard";
import { HandOverDialog, LeaveDialog, RuleDialog } from "./VisitDialogs";
import { arrivalTexts, visitSteps } from "./words";

const tick = 15_000;

/** Who is there, where, and for how long: a column for each step. */
export default function WaitingBoardPage(): ReactElement {
  const t = useTexts(arrivalTexts);
  const me = useMe();
  const rights = useRights();
  const step = useWords(visitSteps);
  const { query } = usePlace();
  const open = me.branches.filter((one) => one.open && rights.may("read.visit", one.id));
  const branch = query.get("branch") ?? open[0]?.id ?? "";
  const found = useQuery(branch ? ["waiting-board", branch] : undefined, () => api("GET /v1/branches/{id}/waiting-board", { path: { id: branch } }));
  const rows = (found.value?.data ?? []) as unknown as BoardRow[];
  const colleagues = useColleagues(branch, ["consultant", "doctor", "nurse", "therapist"]);
  const expected = useExpected(branch);
  const people = new Map(colleagues.map((one) => [one.value, one.label]));
  const [now, setNow] = useState(Date.now());
  const [dragged, setDragged] = useState<string>();
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => setNow(Date.now()), [found.value]);
  const current = rows.find((row) => row.visit.id === query.get("visit"));
  const mayMove = rights.may("move.visit", branch);
  const mayRecord = rights.may("record.visit", branch);
  const nameOf = (row: BoardRow) => row.customer?.name ?? t.hidden;
  const move = async (row: BoardRow, to: Step) => {
    if (row.visit.step === to) return;
    if (to === "left") return setQuery({ visit: row.visit.id ?? undefined, act: "leave" });
    try {
      await api("POST /v1/visits/{id}/moves", { path: { id: row.visit.id ?? "" }, version: row.visit.version ?? 0, body: { step: to } as never });
      tell(t.moved(nameOf(row), step(to)));
    } catch (error) {
      tellProblem(asProblem(error));
    }
    boardChanged();
  };
  const undo = async (row: BoardRow) => {
    try {
      await api("POST /v1/visits/{id}/withdrawal", { path: { id: row.visit.id ?? "" } });
      tell(t.undone);
    } catch (error) {
      tellProblem(asProblem(error));
    }
    boardChanged();
  };
  const items = (row: BoardRow): MenuItem[] => {
    const customer = row.customer?.id;
    const show: MenuItem[] = customer ? [{ label: t.openCustomer, icon: "user-round", act: () => go(`/customers/${customer}`) }] : [];
    if (row.visit.state === "left") return show;
    const consult: MenuItem[] = customer && rights.may("create.consultation", branch)
      ? [{ label: t.consult, icon: "message-square-text", act: () => go(`/consultations?customer=${customer}&visit=${row.visit.id}`) }] : [];
    if (!mayMove) return [...consult, ...show];
    return [
      ...steps.filter((one) => one !== row.visit.step && one !== "left").map((one) => ({ label: t.moveTo(step(one)), icon: "arrow-right", act: () => void move(row, one) })),
      { label: t.handOver, icon: "user-round-cog", apart: true, act: () => setQuery({ visit: row.visit.id ?? undefined, act: "hand" }) },
      ...consult, ...show,
      { label: t.leave, icon: "log-out", apart: true, act: () => void move(row, "left") },
      ...(mayRecord ? [{ label: t.undo, icon: "undo-2", danger: true, act: () => void undo(row) }] : []),
    ];
  };
  const drop = (to: Step) => {
    const row = rows.find((one) => one.visit.id === dragged);
    setDragged(undefined);
    if (row) void move(row, to);
  };
  const close = () => setQuery({ visit: undefined, act: undefined, booked: undefined });
  const booked = expected.find((one) => one.id === query.get("booked"));
  const there = rows.filter((row) => row.visit.state !== "left");
  return (
    <Page>
      <PageHead title={t.title} count={t.about(count(there.length))}>
        <BranchSelect branches={open} value={branch} onValue={(next) => setQuery({ branch: next, visit: undefined })} />
        {rights.may("manage.triage", branch) && <Button icon="sliders-horizontal" onClick={() => setQuery({ act: "rule" })}>{t.rule}</Button>}
        {mayRecord && <Button kind="primary" icon="user-round-check" onClick={() => setQuery({ act: "check-in" })}>{t.checkIn}</Button>}
      </PageHead>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !found.value ? <Skeleton />
          : rows.length === 0 && expected.length === 0 ? <Empty icon="armchair" title={t.nobody}>{t.nobodyHelp}</Empty>
            : (
              <div className="board" role="group" aria-label={t.title}>
                {rights.may("read.appointment", branch) && (
                  <section className="board-column" aria-label={t.expected}>
                    <h2 className="board-head">{t.expected} <span className="dim">{count(expected.length)}</span></h2>
                    <ul className="board-list" tabIndex={0}>
                      {expected.map((one) => (
                        <li key={one.id} className="board-card">
                          <div className="board-name"><b>{one.name ?? t.hidden}</b>{one.number !== undefined && <span className="mono dim">#{one.number}</span>}</div>
                          <div className="row row-wrap">
                            <ExpectedBadge one={one} now={now} />
                            <span className="grow" />
                            {lateness(one, now) === "missed" && rights.may("cancel.appointment", branch) && <Link to={`/calendar?booking=${one.id}&branch=${branch}`}>{t.noShow}</Link>}
                            {mayRecord && <Button icon="user-round-check" onClick={() => setQuery({ act: "check-in", booked: one.id })}>{t.checkIn}</Button>}
                          </div>
                        </li>
                      ))}
                      {expected.length === 0 && <li className="dim board-none">{t.empty}</li>}
                    </ul>
                  </section>
                )}
                {steps.map((one) => {
                  const own = rows.filter((row) => row.visit.step === one).sort((a, b) => (a.visit.stepSince ?? "").localeCompare(b.visit.stepSince ?? ""));
                  return (
                    <section
                      key={one} className={dragged ? "board-column board-target" : "board-column"} aria-label={step(one)}
                      onDragOver={(event) => dragged && event.preventDefault()} onDrop={() => drop(one)}
                    >
                      <h2 className="board-head">{step(one)} <span className="dim">{count(own.length)}</span></h2>
                      <ul className="board-list" tabIndex={0}>
                        {own.map((row) => <VisitCard key={row.visit.id} row={row} now={now} people={people} items={items(row)} onDrag={setDragged} />)}
                        {own.length === 0 && <li className="dim board-none">{t.empty}</li>}
                      </ul>
                    </section>
                  );
                })}
              </div>
            )}
      {query.get("act") === "check-in" && mayRecord && <CheckInDialog branch={branch} booked={booked} onClose={close} />}
      {query.get("act") === "rule" && <RuleDialog branch={branch} onClose={close} />}
      {current && query.get("act") === "hand" && <HandOverDialog visit={current.visit} name={nameOf(current)} onClose={close} />}
      {current && query.get("act") === "leave" && <LeaveDialog visit={current.visit} name={nameOf(current)} onClose={close} />}
    </Page>
  );
}

/** When somebody was to come, and whether he is late. */
function ExpectedBadge({ one, now }: { one: Expected; now: number }): ReactElement {
  const lateWord = useWords(latenesses);
  const late = lateness(one, now);
  return <Badge tone={late === "late" || late === "missed" ? "bad" : late ? "warn" : "plain"} icon={late ? "alarm-clock" : "clock"}>{time(one.startsAt)}{late ? ` · ${lateWord(late)}` : ""}</Badge>;
}
