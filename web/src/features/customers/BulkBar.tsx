import { ReactElement, useEffect, useState } from "react";
import type { Customer } from "../../gen/api";
import { isOver, useBulk } from "../../lib/bulk";
import { usePeople } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { choicesOf, tiers } from "../../lib/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { BulkProgress } from "../customer/BulkProgress";
import { listTexts } from "./texts";

type Act = "ownerId" | "level";

/** What can be done with several customers at once: a job does it, each by itself, and each answers for itself. */
export function BulkBar({ rows, onClear, onChanged }: { rows: readonly Customer[]; onClear: () => void; onChanged: () => void }): ReactElement {
  const t = useTexts(listTexts);
  const rights = useRights();
  const [act, setAct] = useState<Act>();
  return (
    <div className="bulk" role="region" aria-label={t.selected(rows.length)}>
      <b>{t.selected(rows.length)}</b>
      {rights.maySet("customer", "ownerId") && <Button icon="user-round-check" onClick={() => setAct("ownerId")}>{t.assign}</Button>}
      {rights.maySet("customer", "level") && <Button icon="award" onClick={() => setAct("level")}>{t.tier}</Button>}
      <span className="grow" />
      <Button kind="quiet" icon="x" onClick={onClear}>{t.clear}</Button>
      {act && <BulkDialog act={act} rows={rows} onChanged={onChanged} onClose={() => setAct(undefined)} />}
    </div>
  );
}

function BulkDialog({ act, rows, onChanged, onClose }: { act: Act; rows: readonly Customer[]; onChanged: () => void; onClose: () => void }): ReactElement {
  const t = useTexts(listTexts);
  const shown = useStore(language);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  const [value, setValue] = useState("");
  const [ordered, setOrdered] = useState<string>();
  const { isBusy, problem, run } = useSubmission();
  const { work } = useBulk(ordered);
  const choices = act === "level" ? choicesOf(tiers, shown) : people.map((person) => ({ value: person.id, label: person.displayName }));
  const over = work !== undefined && isOver(work);
  useEffect(() => {
    if (over) onChanged();
    // Once, when it is over.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [over]);
  const apply = () => run(async () => {
    const action = await api("POST /v1/customers/bulk-actions", { body: { action: act === "level" ? "set_level" : "set_owner", value, ids: rows.map((row) => row.id ?? "") } });
    setOrdered(action.id);
  });
  return (
    <Dialog title={act === "level" ? t.tier : t.assign} onClose={onClose} {...(ordered === undefined ? { action: { label: t.apply, run: () => void apply(), busy: isBusy, disabled: value === "" } } : {})}>
      {ordered === undefined && <SelectField label={act === "level" ? t.newTier : t.owner} value={value} onValue={setValue} empty="" choices={choices} />}
      {work && <BulkProgress work={work} />}
      <FormProblem problem={problem} />
    </Dialog>
  );
}
