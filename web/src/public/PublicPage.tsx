import { Component, ReactElement, ReactNode, useCallback, useEffect, useState } from "react";
import { clinic } from "../lib/format";
import { chooseLanguage, language, useTexts } from "../lib/i18n";
import type { Problem } from "../lib/problem";
import { useStore } from "../lib/store";
import { paletteOf } from "./accent";
import { asProblem, readPage } from "./asking";
import { Done } from "./Done";
import { nothingSaid, PageShown, Receipt } from "./model";
import { Notice } from "./parts";
import { RequestForm } from "./RequestForm";
import { publicTexts } from "./texts";

/** A branch's own page, for whoever has its address: what it offers, and a request in four steps. */
export function PublicPage({ address }: { address: string }): ReactElement {
  const t = useTexts(publicTexts);
  const shown = useStore(language);
  const [page, setPage] = useState<PageShown>();
  const [problem, setProblem] = useState<Problem>();
  const [draft, setDraft] = useState(nothingSaid);
  const [receipt, setReceipt] = useState<Receipt>();
  const [isLate, setLate] = useState(false);
  const load = useCallback(() => {
    setProblem(undefined);
    readPage(address).then(setPage, (failure) => setProblem(asProblem(failure)));
  }, [address]);
  useEffect(load, [load]);
  if (page) clinic.timeZone = page.timeZone;
  useEffect(() => {
    document.documentElement.lang = shown === "zh" ? "zh-CN" : "en";
  }, [shown]);
  useEffect(() => {
    if (!page) return;
    document.title = `${page.title} · ${page.branchName}`;
    const { strong, soft } = paletteOf(page.accent);
    document.documentElement.style.setProperty("--accent", strong);
    document.documentElement.style.setProperty("--accent-soft", soft);
  }, [page]);
  const problemText = (one: Problem): string => (one.status === 429 ? t.busy(one.retryAfter ?? 60) : one.text);
  const switchLanguage = () => {
    setLate(false);
    chooseLanguage(shown === "zh" ? "en" : "zh").catch(() => setLate(true));
  };
  const again = () => {
    setReceipt(undefined);
    setDraft(nothingSaid);
    load();
  };
  return (
    <>
      <header className="p-head">
        <div className="p-wide">
          <div><h1>{page?.title ?? ""}</h1>{page && <p>{page.branchName}</p>}</div>
          <button type="button" className="p-language" lang={shown === "zh" ? "en" : "zh-CN"} aria-label={t.otherLanguage} onClick={switchLanguage}>{t.language}</button>
        </div>
      </header>
      <main className="p-wide p-main">
        {isLate && <Notice kind="bad">{t.otherLanguageLate}</Notice>}
        {problem && !page ? (
          problem.status === 404 ? <div className="p-empty"><h2>{t.gone}</h2><p>{t.goneHelp}</p></div>
            : <Notice kind="bad">{problemText(problem)} <button type="button" className="p-link" onClick={load}>{t.again}</button></Notice>
        ) : !page ? <p role="status">{t.loading}</p>
          : receipt ? <Done receipt={receipt} onAnother={again} />
            : (
              <>
                {page.welcome && <p className="p-welcome">{page.welcome}</p>}
                {page.services.length === 0 ? <p className="p-none">{t.noServices}</p>
                  : <RequestForm address={address} page={page} onPage={setPage} draft={draft} onDraft={setDraft} onDone={setReceipt} problemText={problemText} />}
              </>
            )}
      </main>
    </>
  );
}

/** Says that the page failed, instead of showing nothing. */
export class Boundary extends Component<{ text: string; children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <main className="p-wide p-main"><Notice kind="bad">{this.props.text}</Notice></main> : this.props.children;
  }
}
