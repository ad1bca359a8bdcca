import { ReactElement, useState } from "react";
import type { Customer } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Page";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import { categories, grounds, methods } from "../consents/disclosureWords";
import { DisclosureDialog } from "./DisclosureDialog";

const texts = dictionary({
  title: ["对外提供登记", "Disclosures"],
  record: ["登记对外提供", "Record a disclosure"],
  none: ["没有向第三方提供过此客户的数据", "Nothing of this customer was passed on"],
  recipient: ["接收方", "Recipient"],
  data: ["数据", "Data"],
  ground: ["依据", "Ground"],
  purpose: ["目的", "Purpose"],
  at: ["时间", "When"],
  abroad: ["出境", "Abroad"],
  corrects: ["更正", "Correction"],
});

/** To whom this customer's data was passed on, on what ground. */
export default function Disclosures({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [category, method, ground] = [useWords(categories), useWords(methods), useWords(grounds)];
  const id = customer.id ?? "";
  const [isRecording, setRecording] = useState(false);
  const found = useQuery(["disclosures", id], async () => (await api("GET /v1/customers/{id}/disclosures", { path: { id } })).data);
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  const done = () => {
    cache.invalidate(["disclosures", id]);
    cache.invalidate(["timeline", id]);
  };
  return (
    <Card title={t.title} flush actions={rights.may("create.disclosure", customer.homeBranchId) && <Button icon="plus" onClick={() => setRecording(true)}>{t.record}</Button>}>
      {found.value.length === 0 ? <Empty icon="inbox" title={t.none} /> : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
          <table className="table">
            <thead><tr>{[t.recipient, t.data, t.ground, t.purpose, t.at].map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
            <tbody>
              {found.value.map((one) => (
                <tr key={one.id}>
                  <td>
                    <b>{one.recipient}</b> {one.abroad === "yes" && <Badge tone="warn">{t.abroad}</Badge>} {one.correctsId && <Badge tone="plain">{t.corrects}</Badge>}
                    <div className="dim">{one.recipientContact}</div>
                  </td>
                  <td>{(one.categories ?? []).map((word) => category(word)).join(comma())}<div className="dim">{method(one.method)}</div></td>
                  <td>{ground(one.ground)}</td>
                  <td className="prewrap">{one.purpose}</td>
                  <td>{moment(one.disclosedAt ?? "")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isRecording && <DisclosureDialog customer={customer} onClose={() => setRecording(false)} onDone={done} />}
    </Card>
  );
}
