import { ReactElement, useState } from "react";
import type { BranchChoice } from "../../lib/branch";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { Check, SelectField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { resourceTexts } from "./texts";

type Kind = "rooms" | "devices" | "prices";

/** Gives a branch what another works with. */
export function CopyDialog({ choice, onClose }: { choice: BranchChoice; onClose: () => void }): ReactElement {
  const t = useTexts(resourceTexts);
  const rights = useRights();
  const to = choice.branch;
  const others = choice.branches.filter((one) => one.id !== to?.id);
  const [from, setFrom] = useState(others[0]?.id ?? "");
  const kinds: readonly Kind[] = ["rooms", "devices", ...(rights.may("set.price", to?.id) ? ["prices" as const] : [])];
  const [chosen, setChosen] = useState<readonly Kind[]>(kinds);
  const { isBusy, problem, run } = useSubmission();
  const copy = () => run(async (key) => {
    const made = await api("POST /v1/branches/{id}/catalogue-copies", { path: { id: to?.id ?? "" }, key, body: { fromBranchId: from, kinds: [...chosen] } }) as { rooms?: number; devices?: number; prices?: number } | undefined;
    ["resources", "prices", "branch-prices"].forEach((one) => changed(one));
    tell(t.copied(made?.rooms ?? 0, made?.devices ?? 0, made?.prices ?? 0));
    onClose();
  });
  return (
    <Dialog title={t.copyTitle(to?.name ?? "")} onClose={onClose} action={{ label: t.run, busy: isBusy, disabled: !from || chosen.length === 0, run: () => void copy() }}>
      <Notice>{t.copyHelp}</Notice>
      <SelectField label={t.source} value={from} onValue={setFrom} choices={others.map((one) => ({ value: one.id, label: one.name }))} error={problem?.of("fromBranchId")} />
      <fieldset className="field">
        <legend className="field-label">{t.what}</legend>
        {kinds.map((kind) => <Check key={kind} label={t[kind]} checked={chosen.includes(kind)} onChecked={(isOn) => setChosen(kinds.filter((one) => (one === kind ? isOn : chosen.includes(one))))} />)}
      </fieldset>
      <FormProblem problem={problem} fields={["fromBranchId"]} />
    </Dialog>
  );
}
