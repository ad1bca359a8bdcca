import { ReactElement, useState } from "react";
import { findCustomers } from "../../lib/customers";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf } from "../../lib/spoken";
import { Combobox, Option } from "../../ui/Combobox";
import { Dialog } from "../../ui/Dialog";
import { Segments, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { PapersNotice } from "../consents/PapersNotice";
import { boardChanged, Expected, useColleagues } from "./board";
import { arrivalTexts, strategies, visitTypes } from "./words";

/** Somebody has come: found by name, number or the phone's last four, or by the code that he shows. */
export function CheckInDialog({ branch, booked, onClose }: { branch: string; booked?: Expected | undefined; onClose: () => void }): ReactElement {
  const t = useTexts(arrivalTexts);
  const rights = useRights();
  const shown = useStore(language);
  const [way, setWay] = useState("search");
  const [chosen, setChosen] = useState<Option | undefined>(booked && { value: booked.customerId, label: booked.name ?? `#${booked.number ?? ""}` });
  const [code, setCode] = useState("");
  const [type, setType] = useState("");
  const [to, setTo] = useState("");
  const colleagues = useColleagues(branch, ["consultant", "doctor"]);
  const { isBusy, problem, run } = useSubmission();
  const whom: { customerId?: string; code?: string } = way === "search" ? { customerId: chosen?.value ?? "" } : { code: code.trim() };
  const save = () => run(async (key) => {
    const handed = to === "" ? {} : to.startsWith("by:") ? { strategy: to.slice(3) } : { consultantId: to };
    await api("POST /v1/visits", { body: { ...whom, branchId: branch, ...(type ? { type } : {}), ...handed, ...(booked && whom.customerId === booked.customerId ? { appointmentId: booked.id } : {}) } as never, key });
    boardChanged();
    tell(t.arrived);
    onClose();
  });
  const search = async (text: string, signal: AbortSignal) => (await findCustomers(rights, text, signal)).map((found) => ({
    value: found.id ?? "", label: found.name ?? `#${found.number}`, detail: [`#${found.number}`, found.phone].filter(Boolean).join(" · "),
  }));
  return (
    <Dialog title={t.checkIn} onClose={onClose} action={{ label: t.checkIn, busy: isBusy, disabled: way === "search" ? !chosen : code.trim() === "", run: () => void save() }}>
      <Segments label={t.by} value={way} onValue={setWay} choices={[{ value: "search", label: t.bySearch }, { value: "code", label: t.byCode }]} />
      {way === "search"
        ? <Combobox label={t.customer} value={chosen} onValue={setChosen} search={search} hint={t.findHint} error={problem?.of("customerId")} required />
        : <TextField label={t.code} value={code} onValue={setCode} hint={t.codeHint} error={problem?.of("code")} autoComplete="off" required />}
      {booked && whom.customerId === booked.customerId && <PapersNotice forms={booked.requiredForms} consents={booked.missingConsents} />}
      <div className="form-grid">
        <SelectField label={t.type} value={type} onValue={setType} empty={t.derived} choices={choicesOf(visitTypes, shown)} error={problem?.of("type")} />
        <SelectField
          label={t.to} value={to} onValue={setTo} empty={t.toNobody} error={problem?.of("consultantId") ?? problem?.of("strategy")}
          choices={[...colleagues, ...choicesOf(strategies, shown).map((one) => ({ value: `by:${one.value}`, label: one.label }))]}
        />
      </div>
      <FormProblem problem={problem} fields={["customerId", "code", "type", "consultantId", "strategy"]} />
    </Dialog>
  );
}
