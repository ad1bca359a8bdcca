import { FormEvent, ReactElement, useEffect, useRef, useState } from "react";
import { useTexts } from "../lib/i18n";
import { intention } from "../lib/intention";
import type { Problem } from "../lib/problem";
import { asProblem, readPage, sendRequest } from "./asking";
import { bodyOf, Complaint, Complaints, complaintsOf, Draft, PageShown, Receipt, Step, stepOfErrors, steps } from "./model";
import { Notice, StepHead } from "./parts";
import { ContactStep, HealthStep, ServiceStep } from "./Steps";
import { publicTexts } from "./texts";
import { WishStep } from "./WishStep";

interface RequestFormProps {
  address: string;
  page: PageShown;
  onPage: (page: PageShown) => void;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onDone: (receipt: Receipt) => void;
  problemText: (problem: Problem) => string;
}

/** Milliseconds before a form may be sent: the server's three seconds, and a little for clocks. */
const youngest = 3_500;

/** Service, times, health, contact: a step each. What was said stays while one goes back and forth, in memory alone. */
export function RequestForm({ address, page, onPage, draft, onDraft, onDone, problemText }: RequestFormProps): ReactElement {
  const t = useTexts(publicTexts);
  const [step, setStep] = useState<Step>("service");
  const [complaints, setComplaints] = useState<Complaints>({});
  const [problem, setProblem] = useState<Problem>();
  const [news, setNews] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // A request is the same one, however often it has to be sent.
  const sent = useRef({ body: "", key: "" });
  // Since when the form's token counts: one that comes back at once is taken for a robot's.
  const shownAt = useRef(Date.now());
  useEffect(() => {
    shownAt.current = Date.now();
  }, [page.form]);
  const index = steps.indexOf(step);
  const said: Readonly<Record<Complaint, string>> = { required: step === "service" ? t.needService : step === "wishes" ? t.needWish : t.required, age: t.needAge, answer: t.needAnswer, phone: t.needPhone, consent: t.needConsent };
  const errorOf = (field: string): string | undefined => {
    const own = complaints[field];
    return own ? said[own] : problem?.of(field);
  };
  const count = Object.keys(complaints).length;
  useEffect(() => {
    if (count > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"] input, input[aria-invalid="true"], textarea[aria-invalid="true"]')?.focus();
  }, [complaints]);
  const begin = (next: Step) => {
    setComplaints({});
    setStep(next);
    scrollTo({ top: 0 });
  };
  const change = (next: Draft) => {
    onDraft(next);
    // What is mended is not complained about any longer; what is not yet is left alone until one goes on.
    const left = complaintsOf(step, next, page);
    setComplaints((known) => Object.fromEntries(Object.entries(known).filter(([field]) => left[field])));
  };
  /** Loads the page again; says what changed under the hands of whoever filled it in. */
  const renew = async () => {
    const fresh = await readPage(address);
    const isOffered = fresh.services.some((one) => one.id === draft.serviceId);
    const isSameNotice = fresh.notice === page.notice;
    onPage(fresh);
    onDraft({ ...draft, serviceId: isOffered ? draft.serviceId : "", consent: draft.consent && isSameNotice });
    setNews(!isOffered ? t.renewedService : isSameNotice ? t.renewed : t.renewedNotice);
    const lacking = steps.find((one) => Object.keys(complaintsOf(one, { ...draft, serviceId: isOffered ? draft.serviceId : "" }, fresh)).length > 0);
    if (lacking && lacking !== step) begin(lacking);
  };
  const send = async () => {
    const body = bodyOf(draft, page);
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: intention() };
    setBusy(true);
    setProblem(undefined);
    setNews(undefined);
    try {
      const early = shownAt.current + youngest - Date.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      onDone(await sendRequest(address, body, sent.current.key));
    } catch (failure) {
      const refused = asProblem(failure);
      if (refused.code === "online_request.form") {
        await renew().catch((again) => setProblem(asProblem(again)));
      } else {
        setProblem(refused);
        const wrong = stepOfErrors(refused.document?.errors ?? []);
        if (wrong && wrong !== step) begin(wrong);
      }
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const lacking = complaintsOf(step, draft, page);
    setComplaints(lacking);
    if (Object.keys(lacking).length > 0) return;
    const next = steps[index + 1];
    if (!next) {
      void send();
      return;
    }
    setNews(undefined);
    begin(next);
  };
  const shared = { page, draft, onDraft: change, errorOf };
  return (
    <form ref={form} className="p-form" onSubmit={submit} noValidate>
      <StepHead key={step} above={<><p className="p-step">{t.step(index + 1, steps.length)}</p><div className="p-bar" aria-hidden="true">{steps.map((one, at) => <i key={one} className={at <= index ? "p-bar-on" : undefined} />)}</div></>}>{t[step]}</StepHead>
      {news && <Notice kind="info">{news}</Notice>}
      {problem && (
        <Notice kind="bad">
          <b>{t.failed}</b><br />{problemText(problem)}{(problem.isOffline || problem.status >= 500) && <><br />{t.notSure}</>}
        </Notice>
      )}
      {count > 1 && <Notice kind="bad">{t.problems(count)}</Notice>}
      {step === "service" ? <ServiceStep {...shared} />
        : step === "wishes" ? <WishStep page={page} address={address} service={draft.serviceId} wishes={draft.wishes} error={errorOf("wishes")} onWishes={(wishes) => change({ ...draft, wishes })} problemText={problemText} />
          : step === "health" ? <HealthStep {...shared} /> : <ContactStep {...shared} />}
      <div className="p-buttons p-foot">
        {index > 0 && <button type="button" className="p-button" onClick={() => begin(steps[index - 1] ?? "service")}>{t.back}</button>}
        <button type="submit" className="p-button p-primary" aria-disabled={isBusy || undefined}>{isBusy ? t.sending : index === steps.length - 1 ? t.send : t.next}</button>
      </div>
    </form>
  );
}
