import { ReactElement, useState } from "react";
import { named, Service } from "../../lib/catalogue";
import { useUnits } from "../../lib/directory";
import { today } from "../../lib/format";
import { said, useDraft } from "../../lib/form";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { fenOf } from "../../lib/money";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { unitKinds, useWords } from "../../lib/spoken";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { Check, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { catalogueTexts } from "./texts";

/** What a unit takes for a service from a day on. */
export function PriceDialog({ service, branch, onClose }: { service: Service; branch: string | undefined; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const rights = useRights();
  const kind = useWords(unitKinds);
  const units = (useUnits().value ?? []).filter((unit) => unit.state === "open" && unit.kind !== "department" && (rights.mayEverywhere("set.price") || (unit.kind === "branch" && rights.may("set.price", unit.id))));
  const { draft, set, bind } = useDraft({ unitId: branch ?? "", since: today(), price: "" });
  const [isNone, setNone] = useState(false);
  const { isBusy, problem, run } = useSubmission();
  const fen = fenOf(draft.price);
  const save = () => run(async (key) => {
    await api("POST /v1/prices", { key, body: { serviceId: service.id ?? "", unitId: draft.unitId, since: draft.since, ...said({ priceFen: isNone ? null : fen }) } });
    changed("prices");
    changed("branch-prices");
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.setPriceOf(named(service))} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.unitId || !draft.since || (!isNone && fen === undefined), run: () => void save() }}>
      <SelectField label={t.unit} required empty="" choices={units.map((unit) => ({ value: unit.id, label: `${unit.name} · ${kind(unit.kind)}` }))} {...bind("unitId", problem)} />
      <DateField label={t.firstDay} required min={today()} hint={t.sinceHelp} value={draft.since} onValue={(since) => set({ since })} error={problem?.of("since")} />
      {!isNone && <TextField label={t.amount} required inputMode="decimal" {...bind("price", problem)} error={draft.price && fen === undefined ? t.badPrice : problem?.of("priceFen")} data-autofocus />}
      <Check label={t.noOwn} checked={isNone} onChecked={setNone} />
      <FormProblem problem={problem} fields={["unitId", "since", "priceFen"]} />
    </Dialog>
  );
}
