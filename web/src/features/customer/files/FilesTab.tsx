import { ReactElement, useEffect, useRef, useState } from "react";
import type { Attachment, Customer } from "../../../gen/api";
import { useDirectory } from "../../../lib/directory";
import { count, moment } from "../../../lib/format";
import { api, downloadFile, fileAt } from "../../../lib/http";
import { useTexts } from "../../../lib/i18n";
import { useRights } from "../../../lib/me";
import { usePages } from "../../../lib/pages";
import { cache } from "../../../lib/query";
import { useSubmission } from "../../../lib/submit";
import { tell } from "../../../lib/toast";
import { Badge } from "../../../ui/Badge";
import { Button, IconButton } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Icon } from "../../../ui/Icon";
import { Card } from "../../../ui/Page";
import { StaleButton } from "../../../ui/StaleButton";
import { Empty, FormProblem, Refusal, Skeleton } from "../../../ui/State";
import { NewFile } from "./NewFile";
import { PurposeDialog } from "./PurposeDialog";
import { fileTexts, isMedical } from "./texts";

type Asking = { kind: "open" | "remove"; file: Attachment } | { kind: "show" };

/** A customer's pictures and files. Pictures are shown once somebody has said what for, by links that end after minutes. */
export default function FilesTab({ customer }: { customer: Customer }): ReactElement {
  const t = useTexts(fileTexts);
  const rights = useRights();
  const id = customer.id ?? "";
  const branch = customer.homeBranchId;
  const [asking, setAsking] = useState<Asking>();
  const { shown, show } = usePictures();
  const list = usePages<Attachment>(
    id, (cursor, signal) => api("GET /v1/customers/{id}/attachments", { path: { id }, query: { limit: 100, cursor }, signal }),
    { topic: "attachment", id: (file) => file.id },
  );
  const files = list.rows;
  const changed = () => {
    cache.invalidate(["timeline", id]);
    list.again();
  };
  const mayOpen = (file: Attachment) => {
    const right = rights.on("attachment", isMedical(file.category) ? "medicalChecksum" : "checksum", branch);
    return rights.may("download.attachment", branch) && (right.level === "read" || right.level === "write" || right.uses.includes("reveal"));
  };
  const mayRemove = (file: Attachment) => rights.may("delete.attachment", branch) && rights.maySet("attachment", isMedical(file.category) ? "medicalChecksum" : "checksum", branch);
  const pictures = files.filter((file) => file.type?.startsWith("image/") && mayOpen(file) && !shown.has(file.id ?? ""));
  const open = async (file: Attachment, purpose: string) => downloadFile(await linkTo(file, purpose));
  return (
    <div className="stack">
      {rights.may("create.attachment", branch) && <NewFile customer={customer} onAdded={changed} />}
      <Card title={t.files} actions={<><StaleButton list={list} />{pictures.length > 0 && <Button icon="eye" onClick={() => setAsking({ kind: "show" })}>{t.show}</Button>}</>}>
        {list.problem && files.length === 0 ? <Refusal problem={list.problem} again={list.again} />
          : list.isLoading && files.length === 0 ? <Skeleton lines={3} />
            : files.length === 0 ? <Empty icon="file-up" title={t.none}>{t.noneHelp}</Empty> : (
              <ul className="file-grid">
                {files.map((file) => (
                  <FileTile
                    key={file.id} file={file} picture={shown.get(file.id ?? "")}
                    onOpen={mayOpen(file) ? () => setAsking({ kind: "open", file }) : undefined}
                    onRemove={mayRemove(file) ? () => setAsking({ kind: "remove", file }) : undefined}
                  />
                ))}
              </ul>
            )}
        {list.hasMore && <div><Button icon="chevron-down" onClick={list.more}>{t.more}</Button></div>}
      </Card>
      {asking?.kind === "show" && <PurposeDialog onClose={() => setAsking(undefined)} onPurpose={(purpose) => show(pictures, purpose)} />}
      {asking?.kind === "open" && <PurposeDialog onClose={() => setAsking(undefined)} onPurpose={(purpose) => open(asking.file, purpose)} />}
      {asking?.kind === "remove" && <RemoveDialog file={asking.file} onClose={() => setAsking(undefined)} onRemoved={changed} />}
    </div>
  );
}

function FileTile({ file, picture, onOpen, onRemove }: { file: Attachment; picture: string | undefined; onOpen: (() => void) | undefined; onRemove: (() => void) | undefined }): ReactElement {
  const t = useTexts(fileTexts);
  const names = useDirectory();
  const category = t[file.category ?? "other"];
  const name = file.name ?? category;
  const remark = file.medicalRemark ?? file.remark;
  return (
    <li className="file-tile">
      <div className="file-face">
        {picture ? <img src={picture} alt={`${category} ${moment(file.createdAt)}`} /> : <Icon icon={file.type?.startsWith("image/") ? "image" : "file-text"} large />}
      </div>
      <div className="row row-wrap" style={{ gap: 6 }}><Badge tone={isMedical(file.category) ? "vio" : "plain"}>{category}</Badge><span className="dim small">{count(Math.max(1, Math.round((file.bytes ?? 0) / 1024)))} KiB</span></div>
      {file.name && <b className="file-name">{name}</b>}
      {remark && <span className="prewrap small">{remark}</span>}
      <span className="dim small">{t.by(names.person(file.uploadedBy) ?? "—", moment(file.createdAt))}</span>
      <div className="row" style={{ gap: 6 }}>
        {onOpen && <Button icon="download" onClick={onOpen}>{t.open}</Button>}
        <span className="grow" />
        {onRemove && <IconButton icon="trash-2" label={t.remove} onClick={onRemove} />}
      </div>
    </li>
  );
}

function RemoveDialog({ file, onClose, onRemoved }: { file: Attachment; onClose: () => void; onRemoved: () => void }): ReactElement {
  const t = useTexts(fileTexts);
  const { isBusy, problem, run } = useSubmission();
  const remove = () => run(async () => {
    await api("DELETE /v1/customer-attachments/{id}", { path: { id: file.id ?? "" } });
    tell(t.removed);
    onRemoved();
    onClose();
  });
  return (
    <Dialog title={t.removeTitle} onClose={onClose} action={{ label: t.remove, run: () => void remove(), busy: isBusy, danger: true }}>
      <p>{t.removeHelp}</p>
      <FormProblem problem={problem} />
    </Dialog>
  );
}

async function linkTo(file: Attachment, purpose: string): Promise<string> {
  return (await api("POST /v1/customer-attachments/{id}/links", { path: { id: file.id ?? "" }, body: { purpose } })).url;
}

/** Pictures that were opened, as the browser keeps them; they are let go with the page. */
function usePictures(): { shown: ReadonlyMap<string, string>; show: (files: readonly Attachment[], purpose: string) => Promise<void> } {
  const [shown, setShown] = useState<ReadonlyMap<string, string>>(new Map());
  const kept = useRef<string[]>([]);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      kept.current.forEach((url) => URL.revokeObjectURL(url));
      kept.current = [];
    };
  }, []);
  // Every opening is in the audit: none for a page that was left.
  const show = async (files: readonly Attachment[], purpose: string) => {
    for (const file of files) {
      const link = await linkTo(file, purpose);
      if (isGone.current) return;
      const picture = await fileAt(link);
      if (isGone.current) return;
      const url = URL.createObjectURL(picture);
      kept.current.push(url);
      setShown((known) => new Map(known).set(file.id ?? "", url));
    }
  };
  return { shown, show };
}
