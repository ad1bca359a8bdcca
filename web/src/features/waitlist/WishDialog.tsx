import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { isPerson, named, useBookables, useServices } from "../../lib/catalogue";
import { findCustomers } from "../../lib/customers";
import { useDraft } from "../../lib/form";
import { addDays, today } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { choicesOf } from "../../lib/spoken";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Combobox, Option } from "../../ui/Combobox";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { SelectList } from "../../ui/SelectList";
import { FormProblem, Notice } from "../../ui/State";
import { Entry, EntryBody, keepsPlace, listOf, mostServices, wishBody, wishChange, wishDraft, wishProblems } from "./model";
import { waitlistChanged } from "./reading";
import { urgencyWords, waitTexts } from "./texts";

interface WishDialogProps {
  branch: string;
  /** A wish that stands, to be changed. */
  entry?: Entry | undefined;
  /** Who it is about, where that is known. */
  customer?: Customer | undefined;
  /** What a refused booking asked for. */
  first?: { readonly services: readonly string[]; readonly from: string; readonly with: string } | undefined;
  onClose: () => void;
}

const fields = ["customerId", "services", "resources", "from", "until", "weekdays", "after", "before", "priority"];

/** Who would come, for what, and when it would suit; a new wish, one that is changed, or one in place of another. */
export function WishDialog({ branch, entry, customer: given, first, onClose }: WishDialogProps): ReactElement {
  const t = useTexts(waitTexts);
  const rights = useRights();
  const shown = useStore(language);
  const services = (useServices().value ?? []).filter((one) => one.state !== "archived");
  const people = (useBookables(branch).value ?? []).filter((one) => isPerson(one.kind) || one.id === listOf(entry?.resources)[0]);
  const optionOf = (one: Customer): Option => ({ value: one.id ?? "", label: one.name ?? `#${one.number ?? ""}`, detail: [one.number && `#${one.number}`, one.phone].filter(Boolean).join("  ") });
  const [customer, setCustomer] = useState<Option | undefined>(given && optionOf(given));
  const [chosen, setChosen] = useState<readonly string[]>(entry ? listOf(entry.services) : first && first.services.length > 0 ? first.services : [""]);
  const { draft, set, bind } = useDraft(entry ? wishDraft(entry) : {
    with: first?.with ?? "", from: first?.from ?? today(), until: addDays(first?.from ?? today(), 27), weekdays: [] as readonly string[], after: "", before: "", urgency: "plain",
  });
  const [made, setMade] = useState<{ of: string; entry: Entry }>();
  const { isBusy, problem, run } = useSubmission();
  const wrong = wishProblems(draft, today());
  const said = { over: t.pastDays, order: t.wrongOrder, long: t.tooLong };
  const list = chosen.filter(Boolean);
  const whom = entry ? entry.customerId ?? "" : customer?.value ?? "";
  const isReady = whom !== "" && list.length > 0 && draft.from !== "" && draft.until !== "" && Object.keys(wrong).length === 0;
  const isSame = entry !== undefined && keepsPlace(draft, list, entry);
  // The new wish is there before the old one goes: whatever happens in between, nobody falls off the list.
  const replace = async (key: string, old: Entry, body: EntryBody) => {
    const question = JSON.stringify(body);
    const fresh = made?.of === question ? made.entry : await api("POST /v1/waitlist-entries", { key, body });
    setMade({ of: question, entry: fresh });
    try {
      await api("POST /v1/waitlist-entries/{id}/withdrawal", { path: { id: old.id ?? "" }, version: old.version ?? 0 });
    } catch (error) {
      await api("POST /v1/waitlist-entries/{id}/withdrawal", { path: { id: fresh.id ?? "" }, version: fresh.version ?? 0 });
      setMade(undefined);
      throw error;
    }
  };
  const save = () => run(async (key) => {
    const body = wishBody(draft, { branch, customer: whom, services: list, before: entry });
    if (entry && isSame) await api("PATCH /v1/waitlist-entries/{id}", { path: { id: entry.id ?? "" }, version: entry.version ?? 0, body: wishChange(draft, entry) });
    else if (entry) await replace(key, entry, body);
    else await api("POST /v1/waitlist-entries", { key, body });
    waitlistChanged();
    tell(entry ? t.changed : t.added(customer?.label ?? ""));
    onClose();
  });
  const names = t.weekdayNames.split(" ");
  return (
    <Dialog title={entry ? t.change : t.add} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }}>
      {entry && <Notice kind={isSame ? "info" : "warn"}>{isSame ? t.changeHelp : t.anewHelp}</Notice>}
      {!entry && <Combobox label={t.customer} required hint={t.customerHelp} value={customer} onValue={setCustomer} error={problem?.of("customerId")} search={async (text, signal) => (await findCustomers(rights, text, signal)).map(optionOf)} />}
      <SelectList label={t.services} values={chosen} onValues={setChosen} most={mostServices} error={problem?.of("services")} choices={services.map((one) => ({ value: one.id ?? "", label: [named(one), one.code].filter(Boolean).join(" · ") }))} />
      <div className="form-grid">
        <DateField label={t.from} required value={draft.from} onValue={(from) => set({ from })} error={problem?.of("from")} />
        <DateField label={t.until} required value={draft.until} onValue={(until) => set({ until })} min={today()} error={wrong.until ? said[wrong.until] : problem?.of("until")} />
        <TextField label={t.after} type="time" step={900} hint={t.hoursHelp} {...bind("after", problem)} />
        <TextField label={t.before} type="time" step={900} value={draft.before} onValue={(before) => set({ before })} error={wrong.before ? said[wrong.before] : problem?.of("before")} />
        <SelectField label={t.with} empty={t.anybody} choices={people.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))} value={draft.with} onValue={(next) => set({ with: next })} error={problem?.of("resources")} />
        <SelectField label={t.urgency} choices={choicesOf(urgencyWords, shown)} value={draft.urgency} onValue={(urgency) => set({ urgency: urgency as typeof draft.urgency })} error={problem?.of("priority")} />
      </div>
      <div className="stack" role="group" aria-label={t.weekdays}>
        <span className="field-label">{t.weekdays}</span>
        <div className="tags">
          {names.map((name, index) => {
            const day = String(index + 1);
            const isOn = draft.weekdays.includes(day);
            return <button key={day} type="button" className="tag-choice" aria-pressed={isOn} onClick={() => set({ weekdays: isOn ? draft.weekdays.filter((one) => one !== day) : [...draft.weekdays, day] })}>{t.weekday(name)}</button>;
          })}
        </div>
        <span className="field-hint">{t.anyDay}</span>
      </div>
      <FormProblem problem={problem} fields={fields} />
    </Dialog>
  );
}
