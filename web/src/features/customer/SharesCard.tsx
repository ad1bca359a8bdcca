import { ReactElement, useState } from "react";
import type { Customer, Share } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { lastDay, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Card } from "../../ui/Page";
import { Empty, FormProblem, Notice, Refusal, Skeleton } from "../../ui/State";
import { shareScopes } from "./accessWords";
import { ShareDialog } from "./ShareDialog";

const texts = dictionary({
  title: ["与其他院区共享", "Shared with other branches"],
  share: ["共享", "Share"],
  none: ["没有共享给其他院区", "Shared with no other branch"],
  noneHelp: ["共享后，对方院区的人员在共享范围内看到这位客户，到期自动结束。", "A share lets the people of another branch see the customer within a scope; it ends by itself."],
  branch: ["院区", "Branch"],
  scope: ["范围", "Scope"],
  reason: ["原因", "Reason"],
  by: ["共享人", "By"],
  until: ["到期", "Until"],
  state: ["状态", "State"],
  holds: ["有效", "In force"],
  ended: ["已结束", "Ended"],
  actions: ["操作", "Actions"],
  end: ["结束共享", "End"],
  endAbout: [(branch: string) => `${branch}的人员将立即看不到这位客户。`, (branch: string) => `The people of ${branch} will not see the customer any more, at once.`],
  done: ["共享已结束", "The share is ended"],
});

/** Which other branches see this customer, and how far. */
export function SharesCard({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const names = useDirectory();
  const scope = useWords(shareScopes);
  const id = customer.id ?? "";
  const [isSharing, setSharing] = useState(false);
  const [ending, setEnding] = useState<Share>();
  const found = useQuery(["shares", id], async () => (await api("GET /v1/customers/{id}/shares", { path: { id }, query: { sort: "-since", limit: 200 } })).data);
  const mayShare = rights.may("share.customer", customer.homeBranchId);
  const isInForce = (share: Share) => !share.endedAt && Date.parse(share.until ?? "") > Date.now();
  const done = () => {
    cache.invalidate(["shares", id]);
    cache.invalidate(["timeline", id]);
  };
  const rows = found.value ?? [];
  const mayRead = { reason: rows.some((share) => "reason" in share), by: rows.some((share) => "sharedBy" in share) };
  return (
    <Card title={t.title} flush actions={mayShare && <Button icon="handshake" writes onClick={() => setSharing(true)}>{t.share}</Button>}>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !found.value ? <Skeleton lines={3} />
          : rows.length === 0 ? <Empty icon="handshake" title={t.none}>{t.noneHelp}</Empty>
            : (
              <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t.branch}</th><th scope="col">{t.scope}</th>{mayRead.reason && <th scope="col">{t.reason}</th>}{mayRead.by && <th scope="col">{t.by}</th>}
                      <th scope="col">{t.until}</th><th scope="col">{t.state}</th><th scope="col"><span className="sr">{t.actions}</span></th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((share) => (
                      <tr key={share.id}>
                        <td><b>{names.unit(share.branchId) ?? "—"}</b></td>
                        <td>{scope(share.scope)}</td>
                        {mayRead.reason && <td>{share.reason ?? <span className="dim">—</span>}</td>}
                        {mayRead.by && <td>{names.person(share.sharedBy) ?? "—"}</td>}
                        <td>{share.endedAt || !share.until ? moment(share.endedAt) : lastDay(share.until)}</td>
                        <td><Badge tone={isInForce(share) ? "ok" : "plain"} icon={isInForce(share) ? "circle-check" : "circle-slash"}>{isInForce(share) ? t.holds : t.ended}</Badge></td>
                        <td className="number">{mayShare && isInForce(share) && <Button writes onClick={() => setEnding(share)}>{t.end}</Button>}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
      {isSharing && <ShareDialog customer={customer} onClose={() => setSharing(false)} onDone={done} />}
      {ending && <EndDialog customerId={id} share={ending} onClose={() => setEnding(undefined)} onDone={done} />}
    </Card>
  );
}

function EndDialog({ customerId, share, onClose, onDone }: { customerId: string; share: Share; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const names = useDirectory();
  const { isBusy, problem, run } = useSubmission();
  const end = () => run(async () => {
    await api("DELETE /v1/customers/{id}/shares/{shareId}", { path: { id: customerId, shareId: share.id ?? "" } });
    tell(t.done);
    onDone();
    onClose();
  });
  return (
    <Dialog title={t.end} onClose={onClose} action={{ label: t.end, danger: true, busy: isBusy, run: () => void end() }}>
      <Notice kind="warn">{t.endAbout(names.unit(share.branchId) ?? "—")}</Notice>
      <FormProblem problem={problem} />
    </Dialog>
  );
}
