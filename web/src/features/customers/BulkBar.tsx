import { ReactElement, useEffect, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { isOver, useBulk } from "../../lib/bulk";
import { usePeople } from "../../lib/directory";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tagName, useTags } from "../../lib/tags";
import { choicesOf, customerFields, tiers } from "../../lib/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choice, SelectField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { BulkProgress } from "../customer/BulkProgress";
import { ExportButton } from "../exports/ExportButton";
import { listTexts } from "./texts";

type Act = "set_owner" | "set_level" | "set_tag" | "remove_tag";

/** Everybody whom the list's filters leave. */
export interface Matching {
  readonly parameters: Readonly<Record<string, string>>;
  readonly sort: string;
}

interface Props {
  readonly rows: readonly Customer[];
  /** Without it, as in a search, only what is selected can be meant. */
  readonly matching: Matching | undefined;
  /** Whether all that match are meant, loaded or not. */
  readonly isAll: boolean;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onChanged: () => void;
}

/** What can be done with several customers at once: a job does it, each by itself, and each answers for itself. */
export function BulkBar({ rows, matching, isAll, onAll, onClear, onChanged }: Props): ReactElement {
  const t = useTexts(listTexts);
  const rights = useRights();
  const labels = useTexts(customerFields);
  const [act, setAct] = useState<Act>();
  const mayChange = rights.may("update.customer");
  const counted = useQuery(matching && mayChange ? ["customers", "matching", JSON.stringify(matching.parameters)] : undefined, () =>
    api("GET /v1/customers/bulk-actions/selection", { query: { ...matching?.parameters } as Record<string, string> }));
  const found = counted.value;
  const all = isAll && matching && found ? { matching, count: found.count, again: counted.again } : undefined;
  const said = all ? t.selectedAll(count(all.count)) : t.selected(rows.length);
  const list = { path: "customers", resource: "customer", labels } as const;
  return (
    <div className="bulk" role="region" aria-label={said}>
      <b aria-live="polite">{said}</b>
      {!all && found && found.count > rows.length && (
        found.count <= found.most
          ? <Button kind="quiet" icon="list-checks" onClick={onAll}>{t.selectAll(count(found.count))}</Button>
          : <span className="faint">{t.tooMany(count(found.most))}</span>
      )}
      {rights.maySet("customer", "ownerId") && <Button icon="user-round-check" onClick={() => setAct("set_owner")}>{t.assign}</Button>}
      {rights.maySet("customer", "level") && <Button icon="award" onClick={() => setAct("set_level")}>{t.tier}</Button>}
      {rights.may("tag.customer") && <Button icon="tag" onClick={() => setAct("set_tag")}>{t.tag}</Button>}
      {rights.may("tag.customer") && <Button icon="x" onClick={() => setAct("remove_tag")}>{t.untag}</Button>}
      {all
        ? <ExportButton list={{ ...list, parameters: all.matching.parameters, sort: all.matching.sort }} />
        : <ExportButton list={{ ...list, ids: rows.map((row) => row.id ?? "") }} />}
      <span className="grow" />
      <Button kind="quiet" icon="x" onClick={onClear}>{t.clear}</Button>
      {act && <BulkDialog act={act} rows={rows} all={all} onChanged={onChanged} onClose={() => setAct(undefined)} />}
    </div>
  );
}

interface DialogProps {
  readonly act: Act;
  readonly rows: readonly Customer[];
  readonly all: { readonly matching: Matching; readonly count: number; readonly again: () => void } | undefined;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

function BulkDialog({ act, rows, all, onChanged, onClose }: DialogProps): ReactElement {
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
  // Others match now than were confirmed: the dialog counts anew and asks again.
  const recount = useRef(all?.again);
  recount.current = all?.again;
  useEffect(() => {
    if (problem?.code === "bulk.count_changed") recount.current?.();
  }, [problem]);
  const apply = () => run(async () => {
    const action = all
      ? await api("POST /v1/customers/bulk-actions", { query: { ...all.matching.parameters } as Record<string, string>, body: { action: act, value, all: true, expected: all.count } })
      : await api("POST /v1/customers/bulk-actions", { body: { action: act, value, ids: rows.map((row) => row.id ?? "") } });
    setOrdered(action.id);
  });
  return (
    <Dialog title={title} onClose={onClose} {...(ordered === undefined ? { action: { label: t.applyTo(count(all ? all.count : rows.length)), run: () => void apply(), busy: isBusy, disabled: value === "" } } : {})}>
      {ordered === undefined && all && <Notice kind="info">{t.allNote(count(all.count))}</Notice>}
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
