import { ReactElement, useState } from "react";
import type { Consultation } from "../../gen/api";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button, IconButton } from "../../ui/Button";
import { AreaField, SelectField, TextField } from "../../ui/Field";
import { FormProblem } from "../../ui/State";
import { codes, fenOf, Plan, talkChanged, yuan } from "./model";
import { benchTexts } from "./texts";

interface Line {
  serviceId: string;
  sessions: string;
  price: string;
  sites: string;
  dosage: string;
  timing: string;
  risk: string;
}

interface Draft {
  code: string;
  lines: Line[];
}

const blank: Line = { serviceId: "", sessions: "1", price: "", sites: "", dosage: "", timing: "", risk: "" };
const words = ["sites", "dosage", "timing", "risk"] as const;

/** What the branch's price book has. */
export function usePrices(branch: string): { names: ReadonlyMap<string, string>; prices: ReadonlyMap<string, number> } {
  const services = useQuery(["services"], async () => (await api("GET /v1/services", { query: { limit: 200, "filter[state]": "active", sort: "position" } })).data, { isLive: false });
  const book = useQuery(branch ? ["prices", branch] : undefined, async () => (await api("GET /v1/branches/{id}/prices", { path: { id: branch } })) as unknown as { data: { serviceId: string; priceFen: number }[] }, { isLive: false });
  return {
    names: new Map((services.value ?? []).map((one) => [one.id ?? "", one.name ?? ""])),
    prices: new Map((book.value?.data ?? []).map((one) => [one.serviceId, one.priceFen])),
  };
}

/** Writes a draft, or a further version of what was decided. */
export function PlanEditor({ talk, plan, onDone }: { talk: Consultation; plan: Plan | undefined; onDone: (plan: string) => void }): ReactElement {
  const t = useTexts(benchTexts);
  const { names, prices } = usePrices(talk.branchId ?? "");
  const [summary, setSummary] = useState(plan?.summary ?? "");
  const [drafts, setDrafts] = useState<Draft[]>(plan && plan.options.length > 0 ? plan.options.map((option) => ({
    code: option.code,
    lines: option.items.map((item) => ({
      serviceId: item.serviceId, sessions: String(item.sessions), price: item.priceFen === item.listFen || item.priceFen === undefined ? "" : String(item.priceFen / 100),
      sites: item.sites ?? "", dosage: item.dosage ?? "", timing: item.timing ?? "", risk: item.risk ?? "",
    })),
  })) : [{ code: "A", lines: [blank] }]);
  const { isBusy, problem, run } = useSubmission();
  const isDraft = plan?.state === "draft";
  const id = talk.id ?? "";
  const change = (place: number, index: number, next: Partial<Line>) => setDrafts(drafts.map((draft, at) => (at === place
    ? { ...draft, lines: draft.lines.map((line, row) => (row === index ? { ...line, ...next } : line)) } : draft)));
  const listOf = (line: Line) => (prices.get(line.serviceId) ?? 0) * (Number(line.sessions) || 0);
  const body = {
    ...(summary.trim() ? { summary } : {}),
    options: drafts.map((draft) => ({
      code: draft.code,
      items: draft.lines.filter((line) => line.serviceId).map((line) => ({
        serviceId: line.serviceId, sessions: Number(line.sessions) || 1, ...(fenOf(line.price) === undefined ? {} : { priceFen: fenOf(line.price) }),
        ...Object.fromEntries(words.filter((word) => line[word].trim()).map((word) => [word, line[word]])),
      })),
    })),
  };
  const save = () => run(async (key) => {
    const saved = isDraft
      ? await api("PUT /v1/treatment-plans/{id}/content", { path: { id: plan.id }, version: plan.version, body: body as never })
      : await api("POST /v1/consultations/{id}/plans", { path: { id }, body: body as never, key });
    talkChanged(id);
    tell(t.saved);
    onDone((saved as unknown as Plan).id);
  });
  const free = codes.find((code) => !drafts.some((draft) => draft.code === code));
  return (
    <div className="bench-side">
      <AreaField label={t.summary} value={summary} onValue={setSummary} rows={2} maxLength={2000} error={problem?.of("summary")} />
      {drafts.map((draft, place) => (
        <section key={draft.code} className="plan-option" aria-label={t.option(draft.code)}>
          <div className="row">
            <b>{t.option(draft.code)}</b>
            <span className="grow" />
            {drafts.length > 1 && <IconButton icon="trash-2" label={t.removeOption(draft.code)} onClick={() => setDrafts(drafts.filter((_, at) => at !== place))} />}
          </div>
          {draft.lines.map((line, index) => {
            const where = `options/${place}/items/${index}`;
            const list = listOf(line);
            return (
              <div key={index} className="plan-item">
                <SelectField
                  label={t.service} value={line.serviceId} onValue={(serviceId) => change(place, index, { serviceId, price: "" })} empty="" error={problem?.of(`${where}/serviceId`)}
                  choices={[...names].map(([value, label]) => ({ value, label: prices.has(value) ? `${label} · ${yuan(prices.get(value) ?? 0)}` : label }))}
                />
                <TextField label={t.sessions} value={line.sessions} onValue={(sessions) => change(place, index, { sessions })} inputMode="numeric" error={problem?.of(`${where}/sessions`)} />
                <TextField label={t.price} value={line.price} onValue={(price) => change(place, index, { price })} inputMode="decimal" placeholder={list ? String(list / 100) : ""} error={problem?.of(`${where}/priceFen`)} />
                <div className="plan-texts">
                  {words.map((word) => <TextField key={word} label={t[word]} value={line[word]} onValue={(next) => change(place, index, { [word]: next })} error={problem?.of(`${where}/${word}`)} />)}
                </div>
                {draft.lines.length > 1 && <div className="wide"><Button icon="trash-2" onClick={() => setDrafts(drafts.map((one, at) => (at === place ? { ...one, lines: one.lines.filter((_, row) => row !== index) } : one)))}>{t.removeItem}</Button></div>}
              </div>
            );
          })}
          <div className="row">
            <Button icon="plus" onClick={() => setDrafts(drafts.map((one, at) => (at === place ? { ...one, lines: [...one.lines, blank] } : one)))}>{t.addItem}</Button>
            <span className="grow" />
            <Sum t={t} list={draft.lines.reduce((sum, line) => sum + listOf(line), 0)} asked={draft.lines.reduce((sum, line) => sum + (fenOf(line.price) ?? listOf(line)), 0)} />
          </div>
        </section>
      ))}
      <div className="row">
        {free && <Button icon="plus" onClick={() => setDrafts([...drafts, { code: free, lines: [blank] }])}>{t.addOption}</Button>}
        <span className="grow" />
        <Button kind="primary" icon="save" busy={isBusy} onClick={() => void save()}>{isDraft || !plan ? t.savePlan : t.newVersion}</Button>
      </div>
      <FormProblem problem={problem} fields={["summary", "options"]} />
    </div>
  );
}

/** List price, what is asked, and how much that is less. */
export function Sum({ t, list, asked }: { t: { list: string; asked: string; discount: (percent: string) => string }; list: number; asked: number }): ReactElement {
  const percent = list > 0 ? ((list - asked) / list) * 100 : 0;
  return (
    <span className="plan-sum">
      <span className="dim">{t.list} {yuan(list)}</span>
      <b>{t.asked} {yuan(asked)}</b>
      {percent > 0 && <span className="dim">{t.discount(`${percent.toFixed(2)} %`)}</span>}
    </span>
  );
}
