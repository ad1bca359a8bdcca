import { ReactElement, useEffect, useState } from "react";
import type { Consultation } from "../../gen/api";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { AreaField, Check } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { FormProblem, Refusal, Skeleton } from "../../ui/State";
import { fileTexts } from "../customer/files/texts";
import { BodyMap } from "./BodyMap";
import { isOpen, Mark, talkChanged } from "./model";
import { benchTexts } from "./texts";

const fields = ["needs", "observations", "remark"] as const;

/** What is written of the talk: wishes, findings, marks, pictures. */
export function RecordPane({ talk }: { talk: Consultation }): ReactElement {
  const t = useTexts(benchTexts);
  const rights = useRights();
  const id = talk.id ?? "";
  const mayWrite = isOpen(talk) && rights.may("update.consultation");
  const [texts, setTexts] = useState<Record<string, string>>({});
  const { isBusy, problem, run } = useSubmission();
  const value = (field: (typeof fields)[number]) => texts[field] ?? (talk[field] as string | null | undefined) ?? "";
  const changes = Object.fromEntries(fields.filter((field) => field in texts && texts[field] !== (talk[field] ?? "")).map((field) => [field, texts[field]?.trim() ? texts[field] : null]));
  const save = () => run(async () => {
    await api("PATCH /v1/consultations/{id}", { path: { id }, version: talk.version ?? 0, body: changes as never });
    talkChanged(id);
    setTexts({});
    tell(t.saved);
  });
  const shown = fields.filter((field) => rights.sees("consultation", field, talk.branchId) && (!talk.masked?.includes(field)));
  return (
    <>
      <Card title={t.record} actions={mayWrite && <Button kind="primary" icon="save" busy={isBusy} disabled={Object.keys(changes).length === 0} onClick={() => void save()}>{t.save}</Button>}>
        <div className="stack">
          {shown.map((field) => (
            <AreaField
              key={field} label={t[field]} value={value(field)} onValue={(next) => setTexts({ ...texts, [field]: next })} rows={field === "remark" ? 2 : 5}
              readOnly={!mayWrite || !rights.maySet("consultation", field, talk.branchId)} error={problem?.of(field)}
            />
          ))}
        </div>
        <FormProblem problem={problem} fields={fields} />
      </Card>
      {rights.sees("consultation_mark", "note", talk.branchId) && <MarksCard talk={talk} mayWrite={mayWrite && rights.maySet("consultation_mark", "note", talk.branchId)} />}
      {rights.may("read.attachment") && <PhotosCard talk={talk} mayWrite={mayWrite} />}
    </>
  );
}

function MarksCard({ talk, mayWrite }: { talk: Consultation; mayWrite: boolean }): ReactElement {
  const t = useTexts(benchTexts);
  const id = talk.id ?? "";
  const found = useQuery(["consultation", id, "marks"], async () => (await api("GET /v1/consultations/{id}/marks", { path: { id }, query: { limit: 100, sort: "createdAt" } })).data as unknown as Mark[]);
  const [map, setMap] = useState("face_front");
  const [marks, setMarks] = useState<Mark[]>();
  const { isBusy, problem, run } = useSubmission();
  // What is not saved yet stays while other parts of the talk are, and gives way where the marks themselves were written anew.
  const kept = JSON.stringify(found.value);
  useEffect(() => setMarks(undefined), [kept]);
  const current = marks ?? (found.value ?? []).map((mark) => ({ map: mark.map, x: mark.x, y: mark.y, note: mark.note }));
  const save = () => run(async () => {
    await api("PUT /v1/consultations/{id}/marks", { path: { id }, version: talk.version ?? 0, body: { marks: current } as never });
    talkChanged(id);
    tell(t.saved);
  });
  return (
    <Card title={t.maps} actions={mayWrite && <Button icon="save" busy={isBusy} disabled={!marks || marks.some((mark) => !mark.note.trim())} onClick={() => void save()}>{t.saveMarks}</Button>}>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !found.value ? <Skeleton lines={4} />
          : <BodyMap map={map} onMap={setMap} marks={current} onMarks={setMarks} isFixed={!mayWrite} />}
      <FormProblem problem={problem} />
    </Card>
  );
}

function PhotosCard({ talk, mayWrite }: { talk: Consultation; mayWrite: boolean }): ReactElement {
  const t = useTexts(benchTexts);
  const id = talk.id ?? "";
  const found = useQuery(["attachments", talk.customerId ?? ""], async () => (await api("GET /v1/customers/{id}/attachments", { path: { id: talk.customerId ?? "" }, query: { limit: 60, "filter[category]": "before,after" } })).data);
  const files = useTexts(fileTexts);
  const chosen = new Set(talk.photoIds as string[] | undefined ?? []);
  const { isBusy, problem, run } = useSubmission();
  const toggle = (photo: string) => run(async () => {
    const next = new Set(chosen);
    if (!next.delete(photo)) next.add(photo);
    await api("PUT /v1/consultations/{id}/photos", { path: { id }, version: talk.version ?? 0, body: { attachmentIds: [...next] } as never });
    talkChanged(id);
  });
  return (
    <Card title={t.photos}>
      {(found.value ?? []).length === 0 ? <p className="dim">{t.noPhotos}</p> : <p className="dim">{t.photosHelp}</p>}
      {(found.value ?? []).map((photo) => (
        <Check key={photo.id} label={`${moment(photo.createdAt)} · ${photo.category === "after" ? files.after : files.before}`} checked={chosen.has(photo.id ?? "")} disabled={!mayWrite || isBusy} onChecked={() => void toggle(photo.id ?? "")} />
      ))}
      <FormProblem problem={problem} />
    </Card>
  );
}
