import { lazy, ReactElement, Suspense, useRef, useState } from "react";
import type { Customer, CustomerChange } from "../../gen/api";
import { usePeople } from "../../lib/directory";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { cache } from "../../lib/query";
import { useStore } from "../../lib/store";
import { tellRefused, tellUndoable } from "../../lib/toast";
import { channels, choicesOf, customerFields, sexes, tiers, useWords } from "../../lib/spoken";
import type { CellEdit } from "../../ui/gridTypes";
import type { FormField } from "../customer/form";
import type { FieldColumn } from "./ColumnsButton";
import { standingOn } from "./standing";

// Seldom seen: fetched when it is.
const ConflictDialog = lazy(() => import("../customer/ConflictDialog").then((chunk) => ({ default: chunk.ConflictDialog })));

const texts = dictionary({
  changed: [(field: string, name: string) => `已修改 ${name} 的${field}`, (field: string, name: string) => `${field} of ${name} changed`],
  none: ["未填写", "Not given"],
  nobody: ["无归属", "Nobody"],
});

type Changes = Partial<Record<FormField, string | null>>;

interface Clash {
  readonly id: number;
  readonly base: Customer;
  readonly theirs: Customer;
  readonly mine: Changes;
}

/** What F2 changes in the list: what is neither sealed nor a matter of somebody's rights. */
type InlineField = "name" | "level" | "sex" | "birthday" | "sourceChannel" | "ownerId";

/**
 * Changes cells of the customers' list where they stand: painted first, sent with the version that was seen, taken back within eight
 * seconds, and put side by side where somebody else was faster.
 */
export function useInlineEdits(show: (customer: Customer) => void): { editable: (columns: readonly FieldColumn[]) => readonly FieldColumn[]; dialog: ReactElement | undefined } {
  const t = useTexts(texts);
  const rights = useRights();
  const shown = useStore(language);
  const label = useWords(customerFields);
  const people = (usePeople().value ?? []).filter((person) => person.state === "active");
  // One is asked about after the other: what was queued behind a change that met another's meets it too.
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const clash = clashes[0];
  const met = useRef(0);
  // One after the other for each customer: the next cell's change stands on the version that the one before made.
  const running = useRef(new Map<string, Promise<Customer | undefined>>());

  const patch = async (row: Customer, mine: Changes, version: number): Promise<Customer> => {
    const id = row.id ?? "";
    const saved = await api("PATCH /v1/customers/{id}", { path: { id }, version, body: mine as CustomerChange });
    if (cache.entry(["customer", id]).value !== undefined) cache.set(["customer", id], saved);
    cache.invalidate(["timeline", id]);
    show({ ...row, ...saved });
    return saved;
  };
  const send = async (row: Customer, mine: Changes, undo: Changes | undefined): Promise<Customer | undefined> => {
    const before = await running.current.get(row.id ?? "");
    const known = standingOn(row, before);
    try {
      const saved = await patch(row, mine, known.version ?? 0);
      const [field = ""] = Object.keys(mine);
      if (undo) tellUndoable(t.changed(label(field), saved.name ?? "—"), () => change({ ...row, ...saved }, undo, undefined));
      return saved;
    } catch (error) {
      const problem = asProblem(error);
      show(known);
      if (problem.status !== 412) {
        tellRefused(Object.keys(mine).map((field) => problem.of(field)).find(Boolean) ?? problem.text);
        return before;
      }
      const theirs = await api("GET /v1/customers/{id}", { path: { id: row.id ?? "" } }).catch(() => undefined);
      if (theirs) {
        show({ ...row, ...theirs });
        met.current += 1;
        const id = met.current;
        setClashes((asked) => [...asked, { id, base: row, theirs, mine }]);
      }
      // Nobody behind it has seen theirs: what was queued is refused as well, instead of overwriting it.
      return undefined;
    }
  };
  const change = (row: Customer, mine: Changes, undo: Changes | undefined) => {
    const sent = send(row, mine, undo);
    running.current.set(row.id ?? "", sent);
    show({ ...row, ...mine } as Customer);
  };
  const edit = (row: Customer, field: InlineField): CellEdit | undefined => {
    const mayEdit = rights.may("update.customer", row.homeBranchId) && rights.maySet("customer", field, row.homeBranchId);
    if (!mayEdit || row.version === undefined || !(field in row) || row.masked?.includes(field)) return undefined;
    const value = row[field] ?? "";
    const save = (next: string) => change(row, { [field]: next || null }, { [field]: value || null });
    switch (field) {
      case "name": return { value, save };
      case "birthday": return { value, save, type: "date", empty: t.none };
      case "level": return { value, save, choices: choicesOf(tiers, shown) };
      case "sex": return { value, save, choices: choicesOf(sexes, shown), empty: t.none };
      case "sourceChannel": return { value, save, choices: choicesOf(channels, shown), empty: t.none };
      case "ownerId": {
        // Who is not among those that one may see cannot be chosen, and is not lost either.
        if (people.length === 0 || (value !== "" && !people.some((person) => person.id === value))) return undefined;
        return { value, save, choices: people.map((person) => ({ value: person.id, label: person.displayName })), empty: t.nobody };
      }
    }
  };
  const fields: ReadonlySet<string> = new Set<InlineField>(["name", "level", "sex", "birthday", "sourceChannel", "ownerId"]);
  return {
    editable: (columns) => columns.map((column) => (fields.has(column.field) ? { ...column, edit: (row: Customer) => edit(row, column.field as InlineField) } : column)),
    dialog: clash && (
      <Suspense>
        <ConflictDialog
          key={clash.id} base={clash.base} theirs={clash.theirs} mine={clash.mine} isBusy={false} onClose={() => setClashes((asked) => asked.slice(1))}
          onResolved={(kept) => {
            setClashes((asked) => asked.slice(1));
            if (Object.keys(kept).length > 0) change(clash.theirs, kept, undefined);
          }}
        />
      </Suspense>
    ),
  };
}
