import { ReactElement, useEffect, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { isOver, useBulk } from "../../lib/bulk";
import { usePeople } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tagName, useTags } from "../../lib/tags";
import { choicesOf, customerFields, tiers } from "../../lib/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choice, SelectField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { BulkProgress } from "../customer/BulkProgress";
import { ExportButton } from "../exports/ExportButton";
import { listTexts } from "./texts";

type Act = "set_owner" | "set_level" | "set_tag" | "remove_tag";

/** What can be done with several customers at once: a job does it, each by itself, and each answers for itself. */
export function BulkBar({ rows, onClear, onChanged }: { rows: readonly Customer[]; onClear: () => void; onChanged: () => void }): ReactElement {
  const t = useTexts(listTexts);
  const rights = useRights();
  const labels = useTexts(customerFields);
  const [act, setAct] = useState<Act>();
  return (
    <div className="bulk" role="region" aria-label={t.selected(rows.length)}>
      <b>{t.selected(rows.length)}</b>
      {rights.maySet("customer", "ownerId") && <Button icon="user-round-check" onClick={() => setAct("set_owner")}>{t.assign}</Button>}
      {rights.maySet("customer", "level") && <Button icon="award" onClick={() => setAct("set_level")}>{t.tier}</Button>}
      {rights.may("tag.customer") && <Button icon="tag" onClick={() => setAct("set_tag")}>{t.tag}</Button>}
      {rights.may("tag.customer") && <Button icon="x" onClick={() => setAct("remove_tag")}>{t.untag}</Button>}
      <ExportButton list={{ path: "customers", resource: "customer", labels, ids: rows.map((row) => row.id ?? "") }} />
      <span className="grow" />
      <Button kind="quiet" icon="x" onClick={onClear}>{t.clear}</Button>
      {act && <BulkDialog act={act} rows={rows} onChanged={onChanged} onClose={() => setAct(undefined)} />}
    </div>
  );
}

function BulkDialog({ act, rows, onChanged, onClose }: { act: Act; rows: readonly Customer[]; onChanged: () => void; onClose: () => void }): ReactElement {
  const t = useTexts(listTexts);
  const choices = useChoices(act);
  const [value, setValue] = useState("");
  const [ordered, setOrdered] = useState<string>();
  const { isBusy, problem, run } = useSubmission();
  const { work } = useBulk(ordered);
  const [title, label] = { set_owner: [t.assign, t.owner], set_level: [t.tier, t.newTier], set_tag: [t.tag, t.whichTag], remove_tag: [t.untag, t.whichTag] }[act] as [string, string];
  const over = work !== undefined && isOver(work);
  const changed = useRef(onChanged);
  changed.current = onChanged;
  useEffect(() => {
    if (over) changed.current();
  }, [over]);
  const apply = () => run(async () => {
    const action = await api("POST /v1/customers/bulk-actions", { body: { action: act, value, ids: rows.map((row) => row.id ?? "") } });
    setOrdered(action.id);
  });
  return (
    <Dialog title={title} onClose={onClose} {...(ordered === undefined ? { action: { label: t.apply, run: () => void apply(), busy: isBusy, disabled: value === "" } } : {})}>
      {ordered === undefined && <SelectField label={label} value={value} onValue={setValue} empty="" choices={choices} />}
      {work && <BulkProgress work={work} />}
      <FormProblem problem={problem} />
    </Dialog>
  );
}

function useChoices(act: Act): readonly Choice[] {
  const shown = useStore(language);
  const people = usePeople().value ?? [];
  const tags = useTags().value ?? [];
  if (act === "set_level") return choicesOf(tiers, shown);
  if (act === "set_owner") return people.filter((person) => person.state === "active").map((person) => ({ value: person.id, label: person.displayName }));
  return tags.filter((tag) => tag.kind === "manual" && !tag.archived).map((tag) => ({ value: tag.id, label: tagName(tag) }));
}
