import { ReactElement, useState } from "react";
import type { Export } from "../../gen/api";
import { count } from "../../lib/format";
import { api, downloadFile } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useSubmission } from "../../lib/submit";
import { tellProblem } from "../../lib/toast";
import { Button, ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Check, Segments, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import type { ExportedList } from "./ExportButton";
import { exportTexts } from "./texts";
import { useExport } from "./useExport";

/** Which columns, in what form, and why; then how far the file is. */
export default function ExportDialog({ list, onClose }: { list: ExportedList; onClose: () => void }): ReactElement {
  const t = useTexts(exportTexts);
  const rights = useRights();
  const fields = rights.exportable(list.resource).filter((field) => field in list.labels);
  const usual = (list.columns ?? fields).filter((field) => fields.includes(field));
  const [columns, setColumns] = useState<readonly string[]>(usual.length > 0 ? usual : fields);
  const [format, setFormat] = useState<"csv" | "xlsx">("xlsx");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState<Export>();
  const { isBusy, problem, run, clear } = useSubmission();
  const begin = () => run(async (key) => {
    const body = { reason: reason.trim(), format, language: language.get(), columns: [...columns], ...(list.ids ? { ids: [...list.ids] } : {}) };
    setAsked(await api(`POST /v1/${list.path}/exports` as const, { key, body, query: { ...list.parameters, ...(list.sort ? { sort: list.sort } : {}) } }));
    changed("exports");
  });
  if (asked) return <Progress asked={asked} onClose={onClose} />;
  const toggle = (field: string, isOn: boolean) => setColumns(fields.filter((one) => (one === field ? isOn : columns.includes(one))));
  return (
    <Dialog title={t.export} wide onClose={onClose} action={{ label: t.begin, busy: isBusy, disabled: reason.trim().length < 2 || columns.length === 0, run: () => void begin() }}>
      <div className="stack">
        <p className="dim">{t.exportAbout(list.ids ? t.chosen(list.ids.length) : t.everything)}</p>
        <TextField label={t.reason} required hint={t.reasonHint} maxLength={200} data-autofocus value={reason} error={problem?.of("reason")} onValue={(text) => {
          clear();
          setReason(text);
        }} />
        <Segments label={t.format} value={format} onValue={(next) => setFormat(next as "csv" | "xlsx")} choices={[{ value: "xlsx", label: "Excel (.xlsx)" }, { value: "csv", label: "CSV" }]} />
        <fieldset className="field">
          <legend className="field-label">{t.columns}</legend>
          <div className="check-grid">
            {fields.map((field) => <Check key={field} label={list.labels[field]} checked={columns.includes(field)} onChecked={(isOn) => toggle(field, isOn)} />)}
          </div>
        </fieldset>
        <p className="dim">{t.mark}</p>
        <FormProblem problem={problem} fields={["reason"]} />
      </div>
    </Dialog>
  );
}

function Progress({ asked, onClose }: { asked: Export; onClose: () => void }): ReactElement {
  const t = useTexts(exportTexts);
  const { made, problem } = useExport(asked.id);
  const now = made ?? asked;
  const rows = count(now.rows ?? now.expectedRows);
  const fetchFile = () => void downloadFile(`/v1/exports/${now.id}/content`).then(() => changed("exports"), (error: unknown) => tellProblem(asProblem(error)));
  return (
    <Dialog title={t.export} onClose={onClose} foot={<ButtonLink to="/exports" icon="file-down">{t.toPage}</ButtonLink>}>
      <div className="stack">
        {now.state === "waiting" ? <Notice kind="warn" live>{t.waits(count(now.expectedRows))}</Notice>
          : now.state === "done" ? (
            <>
              <Notice kind="ok" live>{t.ready(rows)}</Notice>
              <div><Button kind="primary" icon="download" data-autofocus onClick={fetchFile}>{t.download}</Button></div>
            </>
          )
            : now.state === "approved" || now.state === "running"
              ? <p role="status" className="row"><progress value={now.rows ?? 0} max={Math.max(1, now.expectedRows)} aria-label={t.working} /> {t.working} {count(now.rows ?? 0)} / {count(now.expectedRows)}</p>
              : <Notice kind="bad" live>{t.ended} {whyFailed(t, now)}</Notice>}
        <FormProblem problem={problem} />
      </div>
    </Dialog>
  );
}

/** Why there is no file, in words. */
export function whyFailed(t: Record<string, unknown>, one: Export): string {
  const text = one.error ? t[one.error] : undefined;
  return typeof text === "string" ? text : "";
}
