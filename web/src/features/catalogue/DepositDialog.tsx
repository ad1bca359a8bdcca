import type { ReactElement } from "react";
import type { ServiceDeposit } from "../../gen/api";
import { named, Service } from "../../lib/catalogue";
import { DepositRule, depositTexts, ruleOn } from "../../lib/deposits";
import { numberOrNull, useDraft } from "../../lib/form";
import { today } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { fenOf, yuanTyped } from "../../lib/money";
import { cache } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { catalogueTexts } from "./texts";

/** What a service asks for so that a time is kept, from a day on; what has begun stays. */
export function DepositDialog({ service, deposit, onClose }: { service: Service; deposit: ServiceDeposit; onClose: () => void }): ReactElement {
  const t = useTexts(catalogueTexts);
  const words = useTexts(depositTexts);
  const now = ruleOn(deposit.rules, today());
  const { draft, set, bind } = useDraft({
    since: today(), kind: now?.kind ?? "amount", amount: yuanTyped(now?.amountFen), percent: String(now?.percent ?? 20), payHours: String(now?.payHours ?? 24), freeHours: String(now?.freeHours ?? 24),
    latePercent: String(now?.latePercent ?? 50), noShowPercent: String(now?.noShowPercent ?? 100),
  });
  const { isBusy, problem, run } = useSubmission();
  const id = service.id ?? "";
  const fen = fenOf(draft.amount);
  const numbers = { payHours: numberOrNull(draft.payHours), freeHours: numberOrNull(draft.freeHours), latePercent: numberOrNull(draft.latePercent), noShowPercent: numberOrNull(draft.noShowPercent) };
  const percent = numberOrNull(draft.percent);
  const isReady = draft.since !== "" && (draft.kind === "none" || ((draft.kind === "amount" ? fen !== undefined && fen > 0 : percent !== null) && !Object.values(numbers).includes(null)));
  const save = () => run(async () => {
    const { payHours, freeHours, latePercent, noShowPercent } = numbers;
    const terms = { payHours: payHours ?? 0, freeHours: freeHours ?? 0, latePercent: latePercent ?? 0, noShowPercent: noShowPercent ?? 0 };
    const rule: DepositRule = {
      since: draft.since, kind: draft.kind as DepositRule["kind"], ...(draft.kind === "amount" ? { amountFen: fen ?? 0 } : {}), ...(draft.kind === "share" ? { percent: percent ?? 0 } : {}),
      ...(draft.kind === "none" ? {} : terms),
    };
    const rules = [...deposit.rules.filter((one) => one.since !== draft.since), rule];
    const saved = await api("PUT /v1/services/{id}/deposit", { path: { id }, version: deposit.version, body: { rules } });
    cache.set(["service-deposit", id], saved);
    changed("services");
    changed("service-deposits");
    changed("service-plan", id);
    changed("service-safety", id);
    tell(t.saved);
    onClose();
  });
  // The rule that is said is the last of the list that is sent.
  const at = deposit.rules.filter((one) => one.since !== draft.since).length;
  const of = (field: string) => problem?.of(`rules/${at}/${field}`);
  return (
    <Dialog title={t.depositOf(named(service))} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady, run: () => void save() }}>
      <DateField label={t.firstDay} required min={today()} hint={t.depositSince} value={draft.since} onValue={(since) => set({ since })} error={of("since")} />
      <SelectField label={words.deposit} choices={[{ value: "amount", label: t.depositAmount }, { value: "share", label: t.depositShare }, { value: "none", label: words.none }]} {...bind("kind")} error={of("kind")} />
      {draft.kind === "amount" && <TextField label={t.depositFen} required inputMode="decimal" {...bind("amount")} error={draft.amount && fen === undefined ? t.badPrice : of("amountFen")} data-autofocus />}
      {draft.kind === "share" && <TextField label={t.depositPercent} required type="number" min={1} max={100} {...bind("percent")} error={of("percent")} data-autofocus />}
      {draft.kind !== "none" && (
        <div className="form-grid">
          <TextField label={t.payHours} type="number" min={0} max={720} {...bind("payHours")} error={of("payHours")} />
          <TextField label={t.freeHours} type="number" min={0} max={720} {...bind("freeHours")} error={of("freeHours")} />
          <TextField label={t.latePercent} type="number" min={0} max={100} {...bind("latePercent")} error={of("latePercent")} />
          <TextField label={t.noShowPercent} type="number" min={0} max={100} {...bind("noShowPercent")} error={of("noShowPercent")} />
        </div>
      )}
      <p className="small dim">{t.depositHelp}</p>
      <FormProblem problem={problem} fields={["since", "kind", "amountFen", "percent", "payHours", "freeHours", "latePercent", "noShowPercent"].map((field) => `rules/${at}/${field}`)} />
    </Dialog>
  );
}
