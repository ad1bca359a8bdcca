import { ReactElement, useState } from "react";
import type { Customer, Visit } from "../../gen/api";
import { useDirectory } from "../../lib/directory";
import { today } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, language, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { cache, useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell, tellProblem } from "../../lib/toast";
import { choicesOf, useWords, Words } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DatePicker";
import { Dialog } from "../../ui/Dialog";
import { SelectField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { FormProblem, Skeleton } from "../../ui/State";

const texts = dictionary({
  title: ["到院记录", "Visits"],
  record: ["登记到院", "Record a visit"],
  none: ["还没有到院记录，客户分层需要它。", "No visits yet; layers are made of them."],
  day: ["到院日期", "Day"],
  kind: ["类型", "Kind"],
  withdraw: ["撤销", "Withdraw"],
  withdrawOf: [(day: string) => `撤销 ${day} 的到院记录`, (day: string) => `Withdraw the visit of ${day}`],
  withdrawn: ["已撤销", "Withdrawn"],
  save: ["登记", "Record"],
  saved: ["已登记到院", "Visit recorded"],
  undone: ["已撤销到院记录", "Visit withdrawn"],
});

const kinds: Words = dictionary({ arrival: ["到院", "Arrival"], treatment: ["治疗", "Treatment"] });

function changed(id: string): void {
  for (const key of [["visits", id], ["timeline", id], ["customer", id], ["customer-tags", id]]) cache.invalidate(key);
}

/** When a customer was there. What was wrong is withdrawn, and stays. */
export default function Visits({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const kind = useWords(kinds);
  const names = useDirectory();
  const id = customer.id ?? "";
  const [isRecording, setRecording] = useState(false);
  const found = useQuery(["visits", id], () => api("GET /v1/customers/{id}/visits", { path: { id }, query: { limit: 10, sort: "-visitedOn" } }));
  const mayRecord = rights.may("record.visit", customer.homeBranchId);
  const withdraw = async (visit: Visit) => {
    try {
      await api("POST /v1/visits/{id}/withdrawal", { path: { id: visit.id ?? "" } });
      tell(t.undone);
    } catch (error) {
      tellProblem(asProblem(error));
    }
    changed(id);
  };
  return (
    <Card title={t.title} actions={mayRecord && <Button icon="map-pin" onClick={() => setRecording(true)}>{t.record}</Button>}>
      {!found.value ? <Skeleton lines={2} /> : found.value.data.length === 0 ? <p className="dim">{t.none}</p> : (
        <ul className="part-list">
          {found.value.data.map((visit) => (
            <li key={visit.id} className="row row-wrap" style={{ gap: 8 }}>
              <span>{visit.visitedOn}</span> <Badge>{kind(visit.kind)}</Badge> <span className="dim">{names.unit(visit.branchId) ?? ""}</span>
              <span className="grow" />
              {visit.withdrawnAt ? <Badge icon="undo-2">{t.withdrawn}</Badge> : mayRecord && <Button aria-label={t.withdrawOf(visit.visitedOn ?? "")} writes onClick={() => void withdraw(visit)}>{t.withdraw}</Button>}
            </li>
          ))}
        </ul>
      )}
      {isRecording && <RecordDialog customer={id} onClose={() => setRecording(false)} />}
    </Card>
  );
}

function RecordDialog({ customer, onClose }: { customer: string; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const [day, setDay] = useState(today());
  const [kind, setKind] = useState("treatment");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async (key) => {
    await api("POST /v1/customers/{id}/visits", { path: { id: customer }, body: { kind: kind as "arrival" | "treatment", visitedOn: day }, key });
    changed(customer);
    tell(t.saved);
    onClose();
  });
  return (
    <Dialog title={t.record} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !day, run: () => void save() }}>
      <DateField label={t.day} value={day} onValue={setDay} error={problem?.of("visitedOn")} />
      <SelectField label={t.kind} value={kind} onValue={setKind} choices={choicesOf(kinds, shown)} error={problem?.of("kind")} />
      <FormProblem problem={problem} fields={["visitedOn", "kind"]} />
    </Dialog>
  );
}
