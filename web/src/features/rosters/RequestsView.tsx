import { ReactElement, useState } from "react";
import type { Operations } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { dayMinute } from "../../lib/clock";
import { moment, shortDay, time } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge, Tone } from "../../ui/Badge";
import { BranchSelect } from "../../ui/BranchSelect";
import { Button } from "../../ui/Button";
import { Card, PageHead } from "../../ui/Page";
import { FormProblem, Refusal, Skeleton } from "../../ui/State";
import { ConflictList, conflictsIn } from "./ConflictList";
import { DecisionDialog, LeaveDialog } from "./LeaveDialog";
import { useStaff, ViewProps } from "./reading";
import { SwapDialog } from "./SwapDialog";
import { leaveKinds, requestStates, rosterTexts } from "./texts";


export type Leave = Operations["GET /v1/leave-requests"]["reply"]["data"][number];
type Swap = Operations["GET /v1/shift-swaps"]["reply"]["data"][number];

const looks: Readonly<Record<string, readonly [Tone, string]>> = { requested: ["warn", "clock"], approved: ["ok", "circle-check"], refused: ["bad", "circle-x"], withdrawn: ["plain", "undo-2"] };

function RequestState({ state }: { state: string | null | undefined }): ReactElement {
  const word = useWords(requestStates);
  const [tone, icon] = looks[state ?? "requested"] ?? ["plain", "circle-dot"];
  return <Badge tone={tone} icon={icon}>{word(state)}</Badge>;
}

/** Who asks to be away or to swap: one's own requests, and those that one decides. */
export function RequestsView({ branch, choice, tabs }: ViewProps): ReactElement {
  const t = useTexts(rosterTexts);
  const rights = useRights();
  const [open, setOpen] = useState<"leave" | "swap">();
  const mayAsk = rights.may("request.leave_request", branch.id);
  return (
    <>
      <PageHead title={t.title}>
        <BranchSelect branches={choice.branches} value={branch.id} onValue={choice.choose} />
        {mayAsk && <Button icon="arrow-left-right" onClick={() => setOpen("swap")}>{t.newSwap}</Button>}
        {mayAsk && <Button kind="primary" icon="plus" onClick={() => setOpen("leave")}>{t.newLeave}</Button>}
      </PageHead>
      {tabs}
      <div className="tab-body stack">
        <LeaveCard branch={branch.id} />
        <SwapCard branch={branch.id} />
      </div>
      {open === "leave" && <LeaveDialog branch={branch.id} onClose={() => setOpen(undefined)} />}
      {open === "swap" && <SwapDialog branch={branch.id} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function LeaveCard({ branch }: { branch: string }): ReactElement {
  const t = useTexts(rosterTexts);
  const me = useMe();
  const rights = useRights();
  const kind = useWords(leaveKinds);
  const staff = useStaff(branch).value ?? [];
  const directory = useDirectory();
  const [decided, setDecided] = useState<Leave>();
  const { isBusy, problem, run } = useSubmission();
  const found = useQuery(["leave", branch], () => everyPage((cursor) => api("GET /v1/leave-requests", { query: { "filter[branchId]": branch, sort: "-startsAt", limit: 100, cursor } }), 300));
  const names = new Map(staff.map((one) => [one.id, one.name]));
  const mayDecide = rights.may("decide.leave_request", branch);
  const withdraw = (one: Leave) => run(async () => {
    await api("POST /v1/leave-requests/{id}/withdrawal", { path: { id: one.id ?? "" }, version: one.version ?? 0 });
    ["leave", "working-time"].forEach((key) => changed(key));
    tell(t.withdrawn);
  });
  return (
    <Card title={t.leave} flush>
      <FormProblem problem={problem} />
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={3} /> : (
        <ul className="list">
          {found.value.length === 0 && <li className="dim">{t.noLeave}</li>}
          {found.value.map((one) => {
            const isMine = one.userId === me.user.id;
            const mayWithdraw = (one.state === "requested" && (isMine || one.requestedBy === me.user.id || mayDecide)) || (one.state === "approved" && mayDecide && !isMine);
            return (
              <li key={one.id} className="row-wrap">
                <b>{names.get(one.resourceId) ?? directory.person(one.userId) ?? "—"}</b>
                {one.kind && <Badge>{kind(one.kind)}</Badge>}
                <span>{moment(one.startsAt)} – {moment(one.endsAt)}</span>
                <span className="grow dim clip">{[one.reason, one.answer].filter(Boolean).join(" · ")}</span>
                <RequestState state={one.state} />
                {one.state === "requested" && mayDecide && !isMine && <Button kind="primary" onClick={() => setDecided(one)}>{t.approve}…</Button>}
                {mayWithdraw && <Button writes busy={isBusy} onClick={() => void withdraw(one)}>{t.withdraw}</Button>}
              </li>
            );
          })}
        </ul>
      )}
      {decided && <DecisionDialog leave={decided} name={names.get(decided.resourceId) ?? ""} people={staff} onClose={() => setDecided(undefined)} />}
    </Card>
  );
}

function SwapCard({ branch }: { branch: string }): ReactElement {
  const t = useTexts(rosterTexts);
  const me = useMe();
  const rights = useRights();
  const staff = useStaff(branch).value ?? [];
  const directory = useDirectory();
  const { isBusy, problem, run, clear } = useSubmission();
  const found = useQuery(["swaps", branch], () => everyPage((cursor) => api("GET /v1/shift-swaps", { query: { "filter[branchId]": branch, sort: "-createdAt", limit: 100, cursor } }), 300));
  const ids = [...new Set((found.value ?? []).flatMap((one) => [one.shiftId, one.forShiftId]).filter((id): id is string => Boolean(id)))].sort();
  const shifts = useQuery(ids.length > 0 ? ["shifts", ...ids] : undefined, async () => (await api("GET /v1/shifts", { query: { "filter[id]": ids.slice(0, 100).join(","), limit: 200 } })).data).value ?? [];
  const names = new Map(staff.map((one) => [one.id, one.name]));
  const mayDecide = rights.may("decide.leave_request", branch);
  const shiftText = (id: string | null | undefined) => {
    const shift = shifts.find((one) => one.id === id);
    return shift?.startsAt && shift.endsAt ? `${names.get(shift.resourceId) ?? ""} ${shortDay(dayMinute(shift.startsAt).day)} ${time(shift.startsAt)}–${time(shift.endsAt)}` : "—";
  };
  const settle = (one: Swap, step: "approve" | "refuse" | "withdraw") => run(async () => {
    const common = { path: { id: one.id ?? "" }, version: one.version ?? 0 };
    if (step === "withdraw") await api("POST /v1/shift-swaps/{id}/withdrawal", common);
    else await api("POST /v1/shift-swaps/{id}/decision", { ...common, body: { approved: step === "approve" } });
    ["swaps", "shifts", "roster", "working-time"].forEach((key) => changed(key));
    tell(step === "approve" ? t.approved : step === "refuse" ? t.refused : t.withdrawn);
  });
  const conflicts = conflictsIn(problem);
  return (
    <Card title={t.swaps} flush>
      {conflicts ? <div className="card-pad"><FormProblem problem={problem} /><ConflictList conflicts={conflicts} people={staff} /><div><Button onClick={clear}>{t.done}</Button></div></div> : <FormProblem problem={problem} />}
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={3} /> : (
        <ul className="list">
          {found.value.length === 0 && <li className="dim">{t.noSwaps}</li>}
          {found.value.map((one) => (
            <li key={one.id} className="row-wrap">
              <b>{t.takes(shiftText(one.shiftId), names.get(one.toResourceId) ?? "—")}</b>
              {one.forShiftId && <span>{t.inExchange}{colon()}{shiftText(one.forShiftId)}</span>}
              <span className="grow dim clip">{[directory.person(one.requestedBy), one.reason].filter(Boolean).join(" · ")}</span>
              <RequestState state={one.state} />
              {one.state === "requested" && mayDecide && one.requestedBy !== me.user.id && (
                <>
                  <Button kind="primary" writes busy={isBusy} onClick={() => void settle(one, "approve")}>{t.approve}</Button>
                  <Button writes busy={isBusy} onClick={() => void settle(one, "refuse")}>{t.refuse}</Button>
                </>
              )}
              {one.state === "requested" && (mayDecide || one.requestedBy === me.user.id) && <Button writes busy={isBusy} onClick={() => void settle(one, "withdraw")}>{t.withdraw}</Button>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
