import { ReactElement, useState } from "react";
import type { Operations } from "../../gen/api";
import type { BranchChoice } from "../../lib/branch";
import { count, today } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Check, SelectField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { resourceTexts } from "./texts";

type Copied = Operations["POST /v1/branches/{id}/catalogue-copies/checks"]["reply"]["parts"];
export type CopyKind = Copied[number]["kind"];

/** What each kind asks for: to read it there, to manage it here. */
const needs: Record<CopyKind, readonly [string, string]> = {
  rooms: ["read.resource", "manage.resource"], devices: ["read.resource", "manage.resource"], prices: ["read.service", "set.price"],
  opening_hours: ["read.shift", "manage.shift"], shift_templates: ["read.shift", "manage.shift"], triage_rule: ["read.visit", "manage.triage"],
};

/** Gives a branch what another works with: first what that would be, then the doing. */
export function CopyDialog({ choice, only, onClose }: { choice: BranchChoice; only?: CopyKind; onClose: () => void }): ReactElement {
  const t = useTexts(resourceTexts);
  const rights = useRights();
  const to = choice.branch;
  const others = choice.branches.filter((one) => one.id !== to?.id);
  const [from, setFrom] = useState(others[0]?.id ?? "");
  const kinds = (Object.keys(needs) as CopyKind[]).filter((kind) => rights.may(needs[kind][0], from) && rights.may(needs[kind][1], to?.id));
  const [picked, setPicked] = useState<readonly CopyKind[]>(only ? [only] : kinds);
  const chosen = kinds.filter((kind) => picked.includes(kind));
  const [pricesFrom, setPricesFrom] = useState(today());
  const [pricesOf, setPricesOf] = useState("");
  const [tried, setTried] = useState<Copied>();
  const { isBusy, problem, run } = useSubmission();
  /** What was looked at is of what was chosen then. */
  const after = <Value,>(set: (value: Value) => void) => (value: Value) => {
    set(value);
    setTried(undefined);
  };
  const path = { id: to?.id ?? "" };
  const body = { fromBranchId: from, kinds: [...chosen], ...(chosen.includes("prices") ? { pricesFrom, ...(pricesOf ? { pricesOf } : {}) } : {}) };
  const look = () => run(async () => setTried((await api("POST /v1/branches/{id}/catalogue-copies/checks", { path, body })).parts));
  const copy = () => run(async (key) => {
    // Repeated with the same key by somebody whose rights have changed, it says nothing more.
    const done = await api("POST /v1/branches/{id}/catalogue-copies", { path, key, body }) as { parts: Copied } | undefined;
    for (const one of ["resources", "prices", "branch-prices", "opening-hours", "shift-templates", "triage-rule", "working-time"]) changed(one);
    tell(t.copied((done?.parts ?? []).reduce((sum, part) => sum + part.made, 0)));
    onClose();
  });
  const isNothing = tried?.every((part) => part.made === 0) ?? false;
  const isReady = from !== "" && chosen.length > 0;
  const action = tried ? { label: t.run, busy: isBusy, disabled: !isReady || isNothing, run: () => void copy() } : { label: t.look, busy: isBusy, disabled: !isReady, run: () => void look() };
  return (
    <Dialog title={t.copyTitle(to?.name ?? "")} wide onClose={onClose} action={action}>
      <Notice>{t.copyHelp}</Notice>
      <SelectField label={t.source} value={from} onValue={after(setFrom)} choices={others.map((one) => ({ value: one.id, label: one.name }))} error={problem?.of("fromBranchId")} />
      <fieldset className="field">
        <legend className="field-label">{t.what}</legend>
        {kinds.map((kind) => <Check key={kind} label={t[kind]} checked={chosen.includes(kind)} onChecked={(isOn) => after(setPicked)(isOn ? [...picked, kind] : picked.filter((one) => one !== kind))} />)}
      </fieldset>
      {chosen.includes("prices") && (
        <div className="form-grid">
          <DateField label={t.pricesFrom} required value={pricesFrom} min={today()} onValue={after(setPricesFrom)} error={problem?.of("pricesFrom")} />
          <DateField label={t.pricesOf} value={pricesOf} onValue={after(setPricesOf)} hint={t.pricesOfHelp} error={problem?.of("pricesOf")} />
        </div>
      )}
      {tried && (
        <>
          {isNothing && <Notice>{t.nothing}</Notice>}
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t.result}>
            <table className="table">
              <thead><tr>{[t.part, t.wouldMake, t.isThere].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
              <tbody>{tried.map((part) => (
                <tr key={part.kind}><td>{t[part.kind]}</td><td><Names number={part.made} names={part.names} /></td><td><Names number={part.skipped} names={part.skippedNames} /></td></tr>
              ))}</tbody>
            </table>
          </div>
        </>
      )}
      <FormProblem problem={problem} fields={["fromBranchId", "pricesFrom", "pricesOf"]} />
    </Dialog>
  );
}

/** How many, and who the first of them are. */
function Names({ number, names }: { number: number; names: readonly string[] }): ReactElement {
  const t = useTexts(resourceTexts);
  const first = names.slice(0, 8).join(comma());
  return <><span className="figure">{count(number)}</span>{first && <span className="dim small"> · {names.length > 8 ? t.andMore(first) : first}</span>}</>;
}
