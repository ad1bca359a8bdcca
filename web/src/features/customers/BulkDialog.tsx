import { ReactElement, useEffect, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { isOver, useBulk } from "../../lib/bulk";
import { usePeople } from "../../lib/directory";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tagName, useTags } from "../../lib/tags";
import { choicesOf, tiers } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { Choice, SelectField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { BulkProgress } from "../customer/BulkProgress";
import type { Act, Matching } from "./BulkBar";
import { listTexts } from "./texts";

interface DialogProps {
  readonly act: Act;
  readonly rows: readonly Customer[];
  readonly all: { readonly matching: Matching; readonly count: number; readonly again: () => void } | undefined;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Says what is done to whom, orders it, and follows it. */
export default function BulkDialog({ act, rows, all, onChanged, onClose }: DialogProps): ReactElement {
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
