import { ReactElement, useState } from "react";
import { useDirectory } from "../../lib/directory";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { comma, dictionary, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { customerFields, useWords } from "../../lib/spoken";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { FormProblem, Notice } from "../../ui/State";

const texts = dictionary({
  title: ["并入的档案", "Merged files"],
  file: [(number: number) => `档案 #${number}`, (number: number) => `File #${number}`],
  merged: ["已并入", "Merged"],
  undone: ["已撤销", "Undone"],
  undo: ["撤销合并", "Undo the merge"],
  restored: ["合并已撤销，两份档案已恢复", "Undone: both files are as they were"],
  reason: ["撤销原因", "Why it is undone"],
  help: ["转移的内容会回到原档案；合并之后新增的内容留在此档案。", "What was moved goes back; what came since stays here."],
  changed: [(fields: string) => `合并后这些项目又有改动：${fields}`, (fields: string) => `Changed since the merge: ${fields}`],
  unknown: ["某位同事", "A colleague"],
});

/** What was merged into a customer, and the way back. Nothing where nothing was. */
export function MergedFiles({ customer, branch }: { customer: string; branch: string | undefined }): ReactElement | null {
  const t = useTexts(texts);
  const rights = useRights();
  const names = useDirectory();
  const [undoing, setUndoing] = useState<string>();
  const found = useQuery(["customer", customer, "merges"], () => api("GET /v1/customers/{id}/merges", { path: { id: customer } }));
  const merges = found.value?.data ?? [];
  if (merges.length === 0) return null;
  return (
    <Card title={t.title} flush>
      <ul className="list">
        {merges.map((merge) => (
          <li key={merge.id}>
            <span className="grow"><b>{t.file(merge.sourceNumber)}</b> <span className="dim">{names.person(merge.mergedBy) ?? t.unknown} · {moment(merge.mergedAt)}{merge.reason ? ` · ${merge.reason}` : ""}</span></span>
            {merge.state === "merged"
              ? rights.may("merge.customer", branch) ? <Button onClick={() => setUndoing(merge.id)}>{t.undo}</Button> : <Badge tone="ok" icon="git-merge">{t.merged}</Badge>
              : <Badge icon="undo-2">{t.undone}</Badge>}
          </li>
        ))}
      </ul>
      {undoing && <Undoing merge={undoing} version={merges.find((one) => one.id === undoing)?.version ?? 1} customer={customer} onClose={() => setUndoing(undefined)} />}
    </Card>
  );
}

function Undoing({ merge, version, customer, onClose }: { merge: string; version: number; customer: string; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const label = useWords(customerFields);
  const [reason, setReason] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const fields = (problem?.document?.["fields"] as string[] | undefined) ?? [];
  const undo = () => run(async () => {
    await api("POST /v1/customer-merges/{id}/reversal", { path: { id: merge }, version, body: { reason: reason.trim() } });
    changed("customer", customer);
    changed("timeline", customer);
    tell(t.restored);
    onClose();
  });
  return (
    <Dialog title={t.undo} onClose={onClose} action={{ label: t.undo, busy: isBusy, disabled: reason.trim().length < 2, run: () => void undo() }}>
      <p className="dim">{t.help}</p>
      <TextField label={t.reason} value={reason} onValue={setReason} required maxLength={200} error={problem?.of("reason")} />
      {fields.length > 0 && <Notice kind="bad">{t.changed(fields.map((field) => label(field)).join(comma()))}</Notice>}
      <FormProblem problem={problem} fields={["reason"]} />
    </Dialog>
  );
}
