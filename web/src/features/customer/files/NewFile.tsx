import { ReactElement, useRef, useState } from "react";
import type { Attachment, Customer } from "../../../gen/api";
import { api, uploadTo } from "../../../lib/http";
import { useTexts } from "../../../lib/i18n";
import { useRights } from "../../../lib/me";
import { asProblem } from "../../../lib/problem";
import { useSubmission } from "../../../lib/submit";
import { tell } from "../../../lib/toast";
import { SelectField, TextField } from "../../../ui/Field";
import { FileDrop } from "../../../ui/FileDrop";
import { Card } from "../../../ui/Page";
import { FormProblem } from "../../../ui/State";
import { categories, Category, fileTexts, isMedical } from "./texts";

const endings = [".jpg", ".jpeg", ".png", ".webp", ".pdf", ".txt"];

/** Brings a file: its bytes first, then what it is called and what is said of it, which stand in no address. */
export function NewFile({ customer, onAdded }: { customer: Customer; onAdded: () => void }): ReactElement | null {
  const t = useTexts(fileTexts);
  const rights = useRights();
  const branch = customer.homeBranchId;
  const writable = categories.filter((one) => rights.maySet("attachment", isMedical(one) ? "medicalChecksum" : "checksum", branch));
  const [category, setCategory] = useState<Category | undefined>(writable[0]);
  const [remark, setRemark] = useState("");
  const { isBusy, problem, run } = useSubmission();
  // What was brought and is not described yet: trying again goes on from there.
  const brought = useRef<{ file: File; category: Category; made: Attachment }>();
  if (category === undefined) return null;
  const text = isMedical(category) ? "medicalRemark" : "remark";
  const add = (file: File) => void run(async () => {
    const known = brought.current;
    const isKnown = known !== undefined && known.category === category && isSame(known.file, file);
    const made = isKnown ? known.made : await uploadTo<Attachment>(`/v1/customers/${customer.id}/attachments`, { category }, file);
    brought.current = { file, category, made };
    const said = {
      ...(isMedical(category) ? {} : { name: file.name.replaceAll("*", "").slice(0, 120) }),
      ...(remark.trim() !== "" && rights.maySet("attachment", text, branch) ? { [text]: remark.trim() } : {}),
    };
    try {
      if (Object.keys(said).length > 0) await api("PATCH /v1/customer-attachments/{id}", { path: { id: made.id ?? "" }, version: made.version ?? 1, body: said });
    } catch (error) {
      const { status } = asProblem(error);
      if (status === 404) brought.current = undefined;
      // Said before, and only the answer was lost.
      if (!isKnown || status !== 412) throw error;
    }
    brought.current = undefined;
    setRemark("");
    tell(t.added);
  }).then(onAdded);
  return (
    <Card title={t.add}>
      <div className="stack">
        <div className="form-grid">
          <SelectField label={t.category} value={category} onValue={(value) => setCategory(value as Category)} choices={writable.map((one) => ({ value: one, label: t[one] }))} />
          <TextField label={t.remark} hint={t.remarkHint} value={remark} onValue={setRemark} maxLength={500} error={problem?.of(text)} />
        </div>
        {isBusy
          ? <p role="status" className="row"><progress aria-label={t.uploading} />{t.uploading}</p>
          : <FileDrop accept={endings} mostBytes={20_971_520} onFile={add} hint={t.drop} />}
        <FormProblem problem={problem} fields={[text]} />
      </div>
    </Card>
  );
}

/** Whether a file was chosen once more: the browser makes another object of it each time. */
const isSame = (one: File, other: File): boolean => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
