import { ReactElement, useState } from "react";
import type { CanaryCustomer } from "../../gen/api";
import { findCustomers, useCustomerNumbers } from "../../lib/customers";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Combobox, Option } from "../../ui/Combobox";
import { Dialog } from "../../ui/Dialog";
import { Card } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { encryptionTexts } from "./texts";

function renew(): void {
  cache.invalidate(["canaries"]);
  cache.invalidate(["keys"]);
}

/** Customers whom nobody should open. Their names are never read here: that alone would be an alarm. */
export function CanariesCard(): ReactElement {
  const t = useTexts(encryptionTexts);
  const names = useDirectory();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<CanaryCustomer>();
  const found = useQuery(["canaries"], async () => (await api("GET /v1/keys/canaries")).data);
  const rows = found.value ?? [];
  const numbers = useCustomerNumbers(rows.map((row) => row.customerId));
  const name = (row: CanaryCustomer) => (numbers.has(row.customerId) ? `#${numbers.get(row.customerId)}` : t.unseen);
  return (
    <Card title={t.canaries} flush actions={<Button icon="plus" writes onClick={() => setAdding(true)}>{t.add}</Button>}>
      <div className="card-pad"><Notice>{t.canariesAbout}</Notice></div>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !found.value ? <Skeleton lines={3} />
          : rows.length === 0 ? <Empty icon="bird" title={t.noCanaries}>{t.noCanariesHelp}</Empty>
            : (
              <div className="table-scroll" tabIndex={0} role="region" aria-label={t.canaries}>
                <table className="table">
                  <thead><tr><th scope="col">{t.customer}</th><th scope="col">{t.branch}</th><th scope="col">{t.since}</th><th scope="col"><span className="sr">{t.actions}</span></th></tr></thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.customerId}>
                        <td><Badge tone="vio" icon="bird">{name(row)}</Badge></td><td>{names.unit(row.branchId) ?? "—"}</td><td>{moment(row.createdAt)}</td>
                        <td className="number"><Button writes onClick={() => setRemoving(row)}>{t.remove}</Button></td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
      {removing && <RemoveDialog canary={removing} name={name(removing)} onClose={() => setRemoving(undefined)} />}
    </Card>
  );
}

function AddDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(encryptionTexts);
  const rights = useRights();
  const [chosen, setChosen] = useState<Option>();
  const { isBusy, problem, run } = useSubmission();
  const search = async (text: string, signal: AbortSignal) => (await findCustomers(rights, text, signal))
    .map((customer) => ({ value: customer.id ?? "", label: `#${customer.number} ${customer.name ?? ""}` }));
  const add = () => run(async () => {
    await api("PUT /v1/keys/canaries/{customerId}", { path: { customerId: chosen?.value ?? "" } });
    renew();
    tell(t.added);
    onClose();
  });
  return (
    <Dialog title={t.add} onClose={onClose} action={{ label: t.add, busy: isBusy, disabled: !chosen, run: () => void add() }}>
      <Notice kind="warn">{t.addAbout}</Notice>
      <Combobox label={t.find} hint={rights.may("search.customer") ? t.findByText : t.findByNumber} value={chosen} onValue={setChosen} search={search} />
      <FormProblem problem={problem} />
    </Dialog>
  );
}

function RemoveDialog({ canary, name, onClose }: { canary: CanaryCustomer; name: string; onClose: () => void }): ReactElement {
  const t = useTexts(encryptionTexts);
  const { isBusy, problem, run } = useSubmission();
  const remove = () => run(async () => {
    await api("DELETE /v1/keys/canaries/{customerId}", { path: { customerId: canary.customerId } });
    renew();
    tell(t.removed);
    onClose();
  });
  return (
    <Dialog title={t.remove} onClose={onClose} action={{ label: t.remove, danger: true, busy: isBusy, run: () => void remove() }}>
      <Notice kind="warn">{t.removeAbout(name)}</Notice>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
