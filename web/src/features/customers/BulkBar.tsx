import { ReactElement, useState } from "react";
import type { Customer, CustomerChange } from "../../gen/api";
import { usePeople } from "../../lib/directory";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useStore } from "../../lib/store";
import { choicesOf, tiers } from "../../lib/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField } from "../../ui/Field";
import { Notice } from "../../ui/State";
import { listTexts } from "./texts";

type Act = "ownerId" | "level";

/** What can be done with several customers at once; each is changed by itself and answers for itself. */
export function BulkBar({ rows, onClear, onChanged }: { rows: readonly Customer[]; onClear: () => void; onChanged: (row: Customer) => void }): ReactElement {
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

function BulkDialog({ act, rows, onChanged, onClose }: { act: Act; rows: readonly Customer[]; onChanged: (row: Customer) => void; onClose: () => void }): ReactElement {
  const t = useTexts(listTexts);
  const shown = useStore(language);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  const [value, setValue] = useState("");
  const [done, setDone] = useState<number>();
  const [failed, setFailed] = useState<string[]>([]);
  const choices = act === "level" ? choicesOf(tiers, shown) : people.map((person) => ({ value: person.id, label: person.displayName }));
  const isRunning = done !== undefined && done < rows.length;
  const apply = async () => {
    setFailed([]);
    for (const [index, row] of rows.entries()) {
      setDone(index);
      try {
        const body: CustomerChange = act === "level" ? { level: value } as CustomerChange : { ownerId: value };
        onChanged(await api("PATCH /v1/customers/{id}", { path: { id: row.id ?? "" }, version: row.version ?? 0, body }));
      } catch (error) {
        const refusal = asProblem(error);
        setFailed((now) => [...now, `${row.name} #${row.number}: ${refusal.text}`]);
      }
    }
    setDone(rows.length);
  };
  return (
    <Dialog
      title={act === "level" ? t.tier : t.assign} onClose={onClose}
      {...(done === undefined || isRunning ? { action: { label: t.apply, run: () => void apply(), busy: isRunning, disabled: value === "" } } : {})}
    >
      {done === undefined && <SelectField label={act === "level" ? t.newTier : t.owner} value={value} onValue={setValue} empty="" choices={choices} />}
      {isRunning && <p role="status">{t.progress(done, rows.length)}</p>}
      {done === rows.length && <Notice kind="ok" live>{t.allDone(rows.length - failed.length)}</Notice>}
      {failed.length > 0 && <Notice kind="bad">{t.someFailed(failed.length)}<ul>{failed.map((line) => <li key={line}>{line}</li>)}</ul></Notice>}
    </Dialog>
  );
}
