import { ReactElement, ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";
import { moment } from "../lib/format";
import { dictionary, useTexts } from "../lib/i18n";
import { useMe } from "../lib/me";

const texts = dictionary({
  by: [(clinic: string, person: string, at: string) => `${clinic} · 打印人 ${person} · ${at}`, (clinic: string, person: string, at: string) => `${clinic} · printed by ${person} · ${at}`],
});

/** Prints its children, black on white, with clinic, operator and time at the end; nothing of it is on the screen. */
export function PrintSheet({ title, children, onDone }: { title: string; children: ReactNode; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  useEffect(() => {
    document.body.classList.add("printing");
    const done = () => onDone();
    addEventListener("afterprint", done);
    print();
    return () => {
      removeEventListener("afterprint", done);
      document.body.classList.remove("printing");
    };
  }, []);
  return createPortal(
    <div className="print-sheet">
      <h1>{title}</h1>
      {children}
      <div className="print-foot">{t.by(me.tenant.name, me.user.displayName, moment(new Date().toISOString()))}</div>
    </div>, document.body);
}
