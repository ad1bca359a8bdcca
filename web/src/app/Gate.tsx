import type { ReactElement, ReactNode } from "react";
import { language, useTexts } from "../lib/i18n";
import { useStore } from "../lib/store";
import { switchLanguage } from "../lib/switchLanguage";
import { Button } from "../ui/Button";
import { Mark } from "../ui/Icon";
import { useTitle } from "../ui/Page";
import { shellTexts } from "./texts";

/** The card in front of everything: sign-in, lock screen, first password. */
export function Gate({ title, lead, children, foot }: { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }): ReactElement {
  const t = useTexts(shellTexts);
  const shown = useStore(language);
  useTitle(title);
  return (
    <main className="gate">
      <div className="gate-card">
        <div className="gate-head">
          <Mark /><span className="grow">{t.product}</span>
          <Button kind="quiet" icon="languages" aria-label={t.switchLanguage} onClick={() => switchLanguage(shown === "zh" ? "en" : "zh")}>{t.language}</Button>
        </div>
        <h1>{title}</h1>
        <p className="gate-lead">{lead}</p>
        {children}
        {foot && <div className="gate-foot">{foot}</div>}
      </div>
    </main>
  );
}
