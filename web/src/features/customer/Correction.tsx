import { ReactElement, useState } from "react";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { AreaField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";

const texts = dictionary({
  title: ["更正事件", "Correct an event"],
  about: ["原事件保持不变，更正会附在它下面，之后也不能修改。", "The event stays as it is. The correction is shown under it and cannot be changed later."],
  body: ["实际情况", "How it was"],
  save: ["保存更正", "Save correction"],
  saved: ["已更正", "Corrected"],
  correction: ["更正：", "Correction: "],
});

/** Appends to an event of the timeline that it was otherwise. */
export function CorrectionDialog({ customer, event, onClose, onDone }: { customer: string; event: string; onClose: () => void; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const [body, setBody] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const save = async () => {
    const isSaved = await run(async (key) => {
      await api("POST /v1/customers/{id}/notes", { path: { id: customer }, key, body: { body, correctsId: event } });
    });
    if (!isSaved) return;
    cache.invalidate(["notes", customer]);
    tell(t.saved);
    onDone();
  };
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: body.trim() === "", run: () => void save() }}>
      <Notice>{t.about}</Notice>
      <AreaField label={t.body} value={body} maxLength={4000} onValue={setBody} error={problem?.of("body")} />
      <FormProblem problem={problem} fields={["body"]} />
    </Dialog>
  );
}

/** What a correction says, where one may read notes. */
export function CorrectionText({ note }: { note: string }): ReactElement | null {
  const t = useTexts(texts);
  const rights = useRights();
  const found = useQuery(rights.may("read.note") ? ["notes", "one", note] : undefined, () => api("GET /v1/notes/{id}", { path: { id: note } }));
  return found.value ? <div className="prewrap small">{t.correction}{found.value.body}</div> : null;
}
