import { ReactElement, useState } from "react";
import { named, useServices } from "../../lib/catalogue";
import { numberOrNull, textOrNull, useDraft } from "../../lib/form";
import { api, Problem } from "../../lib/http";
import { language, useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { channels, choicesOf } from "../../lib/spoken";
import { useStore } from "../../lib/store";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { AreaField, Check, SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { Asked, Offered, OnlinePage, plainWord } from "./model";
import { pagesChanged, Versioned } from "./reading";
import { pageTexts, wishWays } from "./texts";

const fields = ["branchId", "slug", "title", "welcome", "accent", "notice", "wishes", "sourceChannel", "reviewMinutes", "mostHolds", "mostWaiting"];

/** What a page says and how it works; switched on by itself, when all of it is there. */
export function PageDialog({ page, onClose, onSaved }: { page?: OnlinePage | undefined; onClose: () => void; onSaved: (id: string) => void }): ReactElement {
  const t = useTexts(pageTexts);
  const me = useMe();
  const rights = useRights();
  const shown = useStore(language);
  const branches = me.branches.filter((one) => rights.may("manage.online_page", one.id));
  const { draft, bind } = useDraft({
    branchId: page?.branchId ?? branches[0]?.id ?? "", slug: page?.slug ?? "", title: page?.title ?? "", welcome: page?.welcome ?? "", accent: page?.accent ?? "", notice: page?.notice ?? "",
    wishes: page?.wishes ?? "times", sourceChannel: page?.sourceChannel ?? "other", reviewMinutes: String(page?.reviewMinutes ?? 120), mostHolds: String(page?.mostHolds ?? 20), mostWaiting: String(page?.mostWaiting ?? 100),
  });
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async (key) => {
    const said = {
      title: textOrNull(draft.title), welcome: textOrNull(draft.welcome), accent: textOrNull(draft.accent)?.toLowerCase() ?? null, notice: textOrNull(draft.notice), wishes: draft.wishes,
      sourceChannel: draft.sourceChannel, reviewMinutes: numberOrNull(draft.reviewMinutes), mostHolds: numberOrNull(draft.mostHolds),
      mostWaiting: numberOrNull(draft.mostWaiting),
    };
    const slug = draft.slug.trim() ? { slug: draft.slug.trim() } : {};
    const saved = (page
      ? await api("PATCH /v1/online-pages/{id}", { path: { id: page.id }, version: page.version, body: { ...said, ...slug } as never })
      : await api("POST /v1/online-pages", { key, body: { ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)), ...slug, branchId: draft.branchId } as never })) as unknown as OnlinePage;
    pagesChanged();
    tell(t.saved);
    onSaved(saved.id);
    onClose();
  });
  return (
    <Dialog title={page ? t.edit : t.create} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !draft.branchId, run: () => void save() }}>
      <div className="form-grid">
        {!page && <SelectField label={t.branch} required choices={branches.map((one) => ({ value: one.id, label: one.name }))} {...bind("branchId", problem)} />}
        <TextField label={t.pageTitle} maxLength={60} {...bind("title", problem)} />
        <TextField label={t.slug} hint={t.slugHelp} maxLength={40} autoComplete="off" {...bind("slug", problem)} />
        <TextField label={t.accent} hint={t.accentHelp} maxLength={7} {...bind("accent", problem)} />
        <SelectField label={t.wishes} choices={choicesOf(wishWays, shown)} {...bind("wishes", problem)} />
        <SelectField label={t.source} choices={choicesOf(channels, shown)} {...bind("sourceChannel", problem)} />
        <TextField label={t.minutes} type="number" min={15} max={2400} {...bind("reviewMinutes", problem)} />
        <TextField label={t.holds} type="number" min={0} max={200} {...bind("mostHolds", problem)} />
        <TextField label={t.waiting} hint={t.waitingHelp} type="number" min={1} max={1000} {...bind("mostWaiting", problem)} />
      </div>
      <AreaField label={t.welcome} maxLength={1000} {...bind("welcome", problem)} />
      <AreaField label={t.notice} hint={t.noticeHelp} maxLength={4000} rows={6} {...bind("notice", problem)} />
      <FormProblem problem={problem} fields={fields} />
    </Dialog>
  );
}

const changedAt = <Item,>(items: readonly Item[], index: number, change: Partial<Item>): Item[] => items.map((item, at) => (at === index ? { ...item, ...change } : item));
const withoutAt = <Item,>(items: readonly Item[], index: number): Item[] => items.filter((_, at) => at !== index);
const raised = <Item,>(items: readonly Item[], index: number): Item[] => [...items.slice(0, index - 1), items[index] as Item, items[index - 1] as Item, ...items.slice(index + 1)];

/** Saves a list under the version that was opened; somebody else's newer one is said, not overwritten. */
function useListSaving(onClose: () => void) {
  const t = useTexts(pageTexts);
  const submission = useSubmission();
  const [isStale, setStale] = useState(false);
  const save = (work: () => Promise<unknown>) => void submission.run(async () => {
    try {
      await work();
    } catch (error) {
      if (error instanceof Problem && error.status === 412) setStale(true);
      throw error;
    }
    pagesChanged();
    tell(t.saved);
    onClose();
  });
  return { ...submission, save, isStale };
}

const mostServices = 60;
const mostQuestions = 30;

/** Which services are offered, in which order, and what is said of them. */
export function OfferedDialog({ page, offered, onClose }: { page: OnlinePage; offered: Versioned & { services: readonly Offered[] }; onClose: () => void }): ReactElement {
  const t = useTexts(pageTexts);
  const services = (useServices().value ?? []).filter((one) => one.state === "active" && one.booking === "online");
  const [lines, setLines] = useState<readonly Offered[]>(offered.services);
  const { isBusy, problem, save, isStale } = useListSaving(onClose);
  const isReady = lines.every((line) => line.serviceId) && new Set(lines.map((line) => line.serviceId)).size === lines.length;
  const send = () => save(() => api("PUT /v1/online-pages/{id}/services", {
    path: { id: page.id }, version: offered.version, body: { services: lines.map((line) => ({ serviceId: line.serviceId, ...(line.note?.trim() ? { note: line.note.trim() } : {}) })) } as never,
  }));
  return (
    <Dialog title={t.editServices} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady || isStale, run: send }}>
      <p className="dim">{t.servicesHelp}</p>
      {lines.map((line, index) => (
        <div key={index} className="rule-line" role="group" aria-label={t.service(index + 1)}>
          <SelectField
            label={t.service(index + 1)} required empty="" value={line.serviceId} onValue={(serviceId) => setLines(changedAt(lines, index, { serviceId }))} error={problem?.of(`services/${index}`)}
            choices={services.filter((one) => one.id === line.serviceId || !lines.some((other) => other.serviceId === one.id)).map((one) => ({ value: one.id ?? "", label: named(one) }))}
          />
          <TextField label={t.note} maxLength={120} value={line.note ?? ""} onValue={(note) => setLines(changedAt(lines, index, { note }))} />
          {index > 0 && <IconButton icon="arrow-up" label={`${t.up} ${index + 1}`} onClick={() => setLines(raised(lines, index))} />}
          <IconButton icon="trash-2" label={t.remove(t.service(index + 1))} onClick={() => setLines(withoutAt(lines, index))} />
        </div>
      ))}
      <div><Button icon="plus" disabled={lines.length >= mostServices} onClick={() => setLines([...lines, { serviceId: "" }])}>{t.addService}</Button></div>
      {isStale ? <Notice kind="warn" live>{t.stale}</Notice> : <FormProblem problem={problem} fields={lines.map((_, index) => `services/${index}`)} />}
    </Dialog>
  );
}

/** What is asked about health, in both languages, and before which services. */
export function AskedDialog({ page, asked, offered, onClose }: { page: OnlinePage; asked: Versioned & { questions: readonly Asked[] }; offered: readonly Offered[]; onClose: () => void }): ReactElement {
  const t = useTexts(pageTexts);
  const services = useServices().value ?? [];
  const [lines, setLines] = useState<readonly Asked[]>(asked.questions);
  const { isBusy, problem, save, isStale } = useListSaving(onClose);
  const isReady = lines.every((line) => line.word && line.text.trim()) && new Set(lines.map((line) => line.word)).size === lines.length;
  const send = () => save(() => api("PUT /v1/online-pages/{id}/questions", {
    path: { id: page.id }, version: asked.version,
    body: { questions: lines.map((line) => ({ word: line.word, text: line.text.trim(), ...(line.textEn?.trim() ? { textEn: line.textEn.trim() } : {}), serviceIds: [...line.serviceIds] })) } as never,
  }));
  return (
    <Dialog title={t.editQuestions} wide onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !isReady || isStale, run: send }}>
      <p className="dim">{t.questionsHelp}</p>
      {lines.map((line, index) => (
        <div key={index} className="rule-line" role="group" aria-label={t.question(index + 1)}>
          <TextField label={t.word} required maxLength={40} value={line.word} onValue={(word) => setLines(changedAt(lines, index, { word: plainWord(word) }))} error={problem?.of(`questions/${index}/word`)} />
          <TextField label={t.text} required maxLength={200} value={line.text} onValue={(text) => setLines(changedAt(lines, index, { text }))} error={problem?.of(`questions/${index}/text`)} />
          <TextField label={t.textEn} maxLength={300} value={line.textEn ?? ""} onValue={(textEn) => setLines(changedAt(lines, index, { textEn }))} />
          {index > 0 && <IconButton icon="arrow-up" label={`${t.up} ${index + 1}`} onClick={() => setLines(raised(lines, index))} />}
          <IconButton icon="trash-2" label={t.remove(t.question(index + 1))} onClick={() => setLines(withoutAt(lines, index))} />
          <div className="tags" role="group" aria-label={t.only} style={{ flexBasis: "100%" }}>
            {line.serviceIds.length === 0 && <span className="small dim">{t.forAll}</span>}
            {[...new Set([...offered.map((one) => one.serviceId), ...line.serviceIds])].map((id) => (
              <Check
                key={id} label={named(services.find((one) => one.id === id)) || "—"} checked={line.serviceIds.includes(id)}
                onChecked={(isOn) => setLines(changedAt(lines, index, { serviceIds: isOn ? [...line.serviceIds, id] : line.serviceIds.filter((one) => one !== id) }))}
              />
            ))}
          </div>
        </div>
      ))}
      <div><Button icon="plus" disabled={lines.length >= mostQuestions} onClick={() => setLines([...lines, { word: "", text: "", serviceIds: [] }])}>{t.addQuestion}</Button></div>
      {isStale ? <Notice kind="warn" live>{t.stale}</Notice> : <FormProblem problem={problem} fields={lines.flatMap((_, index) => [`questions/${index}/word`, `questions/${index}/text`])} />}
    </Dialog>
  );
}
