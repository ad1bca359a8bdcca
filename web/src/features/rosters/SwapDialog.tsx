import { ReactElement, useState } from "react";
import { dayMinute } from "../../lib/clock";
import { addDays, shortDay, time, today } from "../../lib/format";
import { textOrNull } from "../../lib/form";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { everyPage } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { useStaff } from "./reading";
import { rosterTexts } from "./texts";

/** Asks a colleague of the same kind to take a published shift over, or to exchange it for one of his. */
export function SwapDialog({ branch, onClose }: { branch: string; onClose: () => void }): ReactElement {
  const t = useTexts(rosterTexts);
  const me = useMe();
  const rights = useRights();
  const staff = useStaff(branch).value ?? [];
  const day = today();
  const found = useQuery(["shifts", branch, day], () => everyPage((cursor) =>
    api("GET /v1/shifts", { query: { "filter[branchId]": branch, "filter[state]": "published", "filter[day][gte]": day, "filter[day][lte]": addDays(day, 28), sort: "startsAt", limit: 200, cursor } })));
  const [shiftId, setShift] = useState("");
  const [to, setTo] = useState("");
  const [forShift, setForShift] = useState("");
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const names = new Map(staff.map((one) => [one.id, one]));
  const mayForOthers = rights.may("decide.leave_request", branch);
  const all = found.value ?? [];
  const mine = all.filter((one) => mayForOthers || names.get(one.resourceId ?? "")?.userId === me.user.id);
  const chosen = all.find((one) => one.id === shiftId);
  const kind = names.get(chosen?.resourceId ?? "")?.kind;
  const colleagues = staff.filter((one) => one.kind === kind && one.id !== chosen?.resourceId);
  const label = (one: (typeof all)[number]) => `${names.get(one.resourceId ?? "")?.name ?? ""} ${shortDay(dayMinute(one.startsAt ?? "").day)} ${time(one.startsAt ?? "")}–${time(one.endsAt ?? "")}`;
  const ask = () => run(async (key) => {
    const why = textOrNull(reason);
    await api("POST /v1/shift-swaps", { key, body: { shiftId, toResourceId: to, ...(forShift ? { forShiftId: forShift } : {}), ...(why ? { reason: why } : {}) } });
    changed("swaps");
    tell(t.requested);
    onClose();
  });
  return (
    <Dialog title={t.newSwap} onClose={onClose} action={{ label: t.newSwap, busy: isBusy, disabled: !shiftId || !to, run: () => void ask() }}>
      {found.value && mine.length === 0 && <Notice kind="warn">{t.noShifts}</Notice>}
      <SelectField
        label={t.myShift} required empty="" value={shiftId} choices={mine.map((one) => ({ value: one.id ?? "", label: label(one) }))} error={problem?.of("shiftId")}
        onValue={(next) => {
          setShift(next);
          setTo("");
          setForShift("");
        }}
      />
      <SelectField label={t.whoTakes} required empty="" value={to} onValue={setTo} choices={colleagues.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))} error={problem?.of("toResourceId")} disabled={!chosen} />
      <SelectField label={t.inExchange} empty={t.noExchange} value={forShift} onValue={setForShift} choices={all.filter((one) => one.resourceId === to).map((one) => ({ value: one.id ?? "", label: label(one) }))} error={problem?.of("forShiftId")} disabled={!to} />
      <TextField label={t.reason} hint={t.optional} maxLength={200} value={reason} onValue={setReason} error={problem?.of("reason")} />
      <FormProblem problem={problem} fields={["shiftId", "toResourceId", "forShiftId", "reason"]} />
    </Dialog>
  );
}
