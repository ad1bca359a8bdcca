import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Page";
import { Refusal, Skeleton } from "../../ui/State";
import { purposes } from "../consents/purposes";
import { stateReasons } from "../consents/words";
import { GiveConsentDialog } from "./GiveConsentDialog";
import { WithdrawDialog } from "./WithdrawDialog";

const texts = dictionary({
  title: ["授权同意", "Consents"],
  purpose: ["用途", "Purpose"],
  state: ["状态", "State"],
  why: ["说明", "Why"],
  since: ["自", "Since"],
  allowed: ["允许", "Allowed"],
  refused: ["不允许", "Not allowed"],
  give: ["登记同意", "Record consent"],
  withdraw: ["撤回", "Withdraw"],
  withdrawMarketing: ["停止全部推广", "Stop all promotion"],
  actions: ["操作", "Actions"],
});

/** Every purpose: whether it is allowed, and why. */
export function ConsentsTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [purposeName, reason] = [useWords(purposes), useWords(stateReasons)];
  const id = customer.id ?? "";
  const [giving, setGiving] = useState<string>();
  const [withdrawing, setWithdrawing] = useState<string>();
  const found = useQuery(["consents", id], async () => (await api("GET /v1/customers/{id}/consent-states", { path: { id } })).data);
  const mayGive = rights.may("create.consent", customer.homeBranchId) && rights.may("read.consent_notice");
  const mayWithdraw = rights.may("withdraw.consent", customer.homeBranchId);
  const done = () => {
    cache.invalidate(["consents", id]);
    cache.invalidate(["timeline", id]);
  };
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  return (
    <Card title={t.title} flush actions={mayWithdraw && <Button icon="bell-off" onClick={() => setWithdrawing("marketing")}>{t.withdrawMarketing}</Button>}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
        <table className="table">
          <thead><tr>{[t.purpose, t.state, t.why, t.since].map((title) => <th key={title} scope="col">{title}</th>)}<th scope="col"><span className="sr">{t.actions}</span></th></tr></thead>
          <tbody>
            {found.value.map((state) => (
              <tr key={state.purpose}>
                <td><b>{purposeName(state.purpose)}</b></td>
                <td><Badge tone={state.allowed ? "ok" : "plain"} icon={state.allowed ? "circle-check" : "circle-slash"}>{state.allowed ? t.allowed : t.refused}</Badge></td>
                <td>{reason(state.reason)}</td>
                <td>{state.since ? moment(state.since) : <span className="dim">—</span>}</td>
                <td className="number">
                  {!state.allowed && mayGive && state.reason !== "minor" && <Button onClick={() => setGiving(state.purpose)}>{t.give}</Button>}
                  {state.allowed && mayWithdraw && <Button onClick={() => setWithdrawing(state.purpose)}>{t.withdraw}</Button>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {giving && <GiveConsentDialog customer={customer} purpose={giving} onClose={() => setGiving(undefined)} onDone={done} />}
      {withdrawing && <WithdrawDialog customer={customer} purpose={withdrawing} onClose={() => setWithdrawing(undefined)} onDone={done} />}
    </Card>
  );
}
