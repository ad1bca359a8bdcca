import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { age } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Card, Facts } from "../../ui/Page";
import { FormProblem, Notice } from "../../ui/State";
import { restrictionKinds } from "./accessWords";
import { FieldValue } from "./FieldValue";
import { RestrictDialog } from "./RestrictDialog";

const texts = dictionary({
  title: ["限制查看", "Restriction"],
  kind: ["类型", "Kind"],
  reason: ["原因", "Reason"],
  none: ["没有限制：按角色和院区查看。", "Not restricted: seen by role and branch."],
  minor: ["未成年人，自动只对诊疗团队可见。", "A minor: there only for the care team, by itself."],
  restrict: ["限制查看", "Restrict"],
  change: ["更改", "Change"],
  lift: ["解除限制", "Lift"],
  liftAbout: ["解除后，这位客户重新按角色和院区可见。只有诊疗团队成员可以解除。", "Afterwards the customer is seen by role and branch again. Only who cares for him may lift it."],
  lifted: ["限制已解除", "The restriction is lifted"],
});

/** Whether the customer is there only for those who care for him. */
export function RestrictionCard({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const kind = useWords(restrictionKinds);
  const [asked, setAsked] = useState<"restrict" | "lift">();
  const mayProtect = rights.may("protect.customer", customer.homeBranchId);
  const isMinor = !customer.masked?.includes("birthday") && (age(customer.birthday ?? "") ?? 18) < 18;
  const rows = [
    { name: t.kind, value: <Badge tone="warn" icon="lock">{kind(customer.restriction)}</Badge> },
    ...("restrictionReason" in customer ? [{ name: t.reason, value: <FieldValue customer={customer} field="restrictionReason" />, wide: true }] : []),
  ];
  const actions = mayProtect && (
    <div className="row">
      <Button writes icon="lock" onClick={() => setAsked("restrict")}>{customer.restriction ? t.change : t.restrict}</Button>
      {customer.restriction && <Button writes icon="lock-open" onClick={() => setAsked("lift")}>{t.lift}</Button>}
    </div>
  );
  return (
    <Card title={t.title} actions={actions}>
      <div className="stack">
        {isMinor && <Notice>{t.minor}</Notice>}
        {customer.restriction ? <Facts rows={rows} /> : !isMinor && <p className="dim">{t.none}</p>}
      </div>
      {asked === "restrict" && <RestrictDialog customer={customer} onClose={() => setAsked(undefined)} />}
      {asked === "lift" && <LiftDialog customer={customer} onClose={() => setAsked(undefined)} />}
    </Card>
  );
}

function LiftDialog({ customer, onClose }: { customer: Customer; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const { isBusy, problem, run } = useSubmission();
  const id = customer.id ?? "";
  const lift = () => run(async () => {
    await api("DELETE /v1/customers/{id}/restriction", { path: { id } });
    cache.invalidate(["customer", id]);
    cache.invalidate(["timeline", id]);
    tell(t.lifted);
    onClose();
  });
  return (
    <Dialog title={t.lift} onClose={onClose} action={{ label: t.lift, danger: true, busy: isBusy, run: () => void lift() }}>
      <Notice kind="warn">{t.liftAbout}</Notice>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
