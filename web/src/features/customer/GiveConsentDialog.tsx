import { ReactElement, useState } from "react";
import type { ConsentGiven, Customer } from "../../gen/api";
import { age } from "../../lib/format";
import { api } from "../../lib/http";
import { bracketed, dictionary, language, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { choicesOf, useWords } from "../../lib/spoken";
import { Dialog } from "../../ui/Dialog";
import { SelectField, Switch, TextField } from "../../ui/Field";
import { FormProblem, Notice, Skeleton } from "../../ui/State";
import { purposes } from "../consents/purposes";
import { consentChannels, evidenceKinds, relations } from "../consents/words";

const texts = dictionary({
  title: [(purpose: string) => `登记同意：${purpose}`, (purpose: string) => `Record consent: ${purpose}`],
  notice: ["告知书", "Notice"],
  edition: [(edition: number) => `第 ${edition} 版`, (edition: number) => `edition ${edition}`],
  noNotice: ["这个用途还没有已发布的告知书，请联系合规官。", "No notice is published for this purpose; ask the compliance officer."],
  channel: ["同意方式", "Given"],
  kind: ["证据类型", "Evidence"],
  evidence: ["证据说明", "Where the evidence is"],
  guardian: ["由监护人同意", "Given by a guardian"],
  guardianName: ["监护人姓名", "Guardian’s name"],
  relation: ["关系", "Relation"],
  save: ["登记", "Record"],
  saved: ["同意已登记", "Consent recorded"],
});

/** That somebody agreed, after which notice, how, and what shows it. */
export function GiveConsentDialog({ customer, purpose, onClose, onDone }: { customer: Customer; purpose: string; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const shown = useStore(language);
  const purposeName = useWords(purposes);
  const isMinor = (age(customer.birthday ?? "") ?? 18) < 18;
  const [chosen, setChosen] = useState("");
  const [channel, setChannel] = useState("counter");
  const [kind, setKind] = useState("paper_signature");
  const [evidence, setEvidence] = useState("");
  const [byGuardian, setByGuardian] = useState(isMinor);
  const [guardian, setGuardian] = useState({ name: "", relation: "parent" });
  const notices = useQuery(["notices", purpose], async () => (await api("GET /v1/consent-notices", { query: { "filter[purpose]": purpose, "filter[state]": "published" } })).data);
  const { isBusy, problem, run } = useSubmission();
  // Only the newest edition of a language can be agreed to.
  const current = (notices.value ?? []).filter((one, index, all) => all.findIndex((other) => other.language === one.language) === index);
  const noticeId = chosen || current[0]?.id || "";
  const notice = current.find((one) => one.id === noticeId);
  const save = () => run(async (key) => {
    const body = { noticeId, channel, evidenceKind: kind, ...(evidence.trim() ? { evidence } : {}), ...(byGuardian ? { guardian } : {}) };
    await api("POST /v1/customers/{id}/consents", { path: { id: customer.id ?? "" }, key, body: body as ConsentGiven });
    tell(t.saved);
    onDone();
    onClose();
  });
  if (!notices.value) return <Dialog title={t.title(purposeName(purpose))} onClose={onClose}><Skeleton lines={3} /></Dialog>;
  if (!notice) return <Dialog title={t.title(purposeName(purpose))} onClose={onClose}><Notice kind="warn">{t.noNotice}</Notice></Dialog>;
  return (
    <Dialog title={t.title(purposeName(purpose))} wide onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <SelectField label={t.notice} value={noticeId} onValue={setChosen} choices={current.map((one) => ({ value: one.id ?? "", label: bracketed(one.title ?? "", t.edition(one.edition ?? 1)) }))} error={problem?.of("noticeId")} />
      <div className="secret prewrap" style={{ maxHeight: 180, overflow: "auto", fontSize: 13 }} tabIndex={0}>{notice.body}</div>
      <div className="form-grid">
        <SelectField label={t.channel} value={channel} onValue={setChannel} choices={choicesOf(consentChannels, shown)} />
        <SelectField label={t.kind} value={kind} onValue={setKind} choices={choicesOf(evidenceKinds, shown)} />
      </div>
      <TextField label={t.evidence} value={evidence} onValue={setEvidence} maxLength={500} error={problem?.of("evidence")} />
      <Switch label={t.guardian} checked={byGuardian} onChecked={setByGuardian} />
      {byGuardian && (
        <div className="form-grid">
          <TextField label={t.guardianName} value={guardian.name} onValue={(name) => setGuardian({ ...guardian, name })} error={problem?.of("guardian/name")} />
          <SelectField label={t.relation} value={guardian.relation} onValue={(relation) => setGuardian({ ...guardian, relation })} choices={choicesOf(relations, shown)} />
        </div>
      )}
      <FormProblem problem={problem} fields={["noticeId", "evidence", "guardian"]} />
    </Dialog>
  );
}
