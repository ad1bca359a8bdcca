import { lazy, ReactElement, Suspense, useState } from "react";
import { navigationFor, navTexts } from "../../app/navigation";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { setQuery, usePlace } from "../../lib/router";
import { Icon } from "../../ui/Icon";
import { Card, Page, PageHead } from "../../ui/Page";
import { Empty, Skeleton } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { helpTexts } from "./texts";

const ChangesView = lazy(() => import("./ChangesView"));

interface Section {
  readonly title: string;
  readonly keys?: readonly (readonly [keys: string, text: string])[];
  readonly lines?: readonly string[];
}

/** The key map and short guides, searched as one types, and what is new. */
export default function HelpPage(): ReactElement {
  const t = useTexts(helpTexts);
  const names = useTexts(navTexts);
  const rights = useRights();
  const [typed, setTyped] = useState("");
  const jumps = navigationFor(rights).flatMap((group) => group.items).filter((item) => item.key).map((item) => [`G ${item.key}`, names[item.text]] as const);
  const sections: Section[] = [
    { title: t.everywhere, keys: [["Ctrl K", t.palette], ["/", t.search], ["?", t.help], ["C", t.newCustomer], ...(rights.may("book.appointment") ? [["B", t.newBooking] as const] : []), ["Alt L", t.lock], ["Esc", t.close], ["Ctrl Enter", t.submit], ["Ctrl S", t.submit]] },
    { title: t.pages, keys: jumps },
    { title: t.lists, keys: [["↑ ↓", t.move], ["J K", t.move], ["Enter", t.peek], ["Ctrl Enter", t.open], ["Space", t.select], ["F2", t.inline], ["Shift F10", t.rowMenu], ["Home End", t.ends], ["PgUp PgDn", t.page]] },
    ...(rights.may("read.appointment") ? [{
      title: t.calendar,
      keys: [["T", t.calendarToday], ["[ ]", t.calendarDay], ["1 2 3", t.calendarView], ["M", t.calendarMove], ["Shift ↑ ↓", t.calendarLength], ["I", t.calendarArrive], ["N", t.calendarNoShow]] as const,
    }] : []),
    { title: t.record, keys: [["E", t.edit]] },
    ...(rights.may("search.customer") ? [{ title: t.findTitle, lines: [t.find1, t.find2, t.find3] }] : []),
    ...(rights.may("reveal.customer") ? [{ title: t.revealTitle, lines: [t.reveal1, t.reveal2] }] : []),
    ...(rights.may("create.grant") ? [{ title: t.grantTitle, lines: [t.grant1, t.grant2, t.grant3] }] : []),
    ...(rights.may("update.role") ? [{ title: t.roleTitle, lines: [t.role1, t.role2] }] : []),
    ...(rights.may("read.audit") ? [{ title: t.auditTitle, lines: [t.audit1, t.audit2] }] : []),
    { title: t.lockTitle, lines: [t.lock1, t.lock2] },
    { title: t.contactTitle, lines: [t.contact1] },
  ];
  const wanted = typed.trim().toLowerCase();
  const found = sections.filter((section) => `${section.title} ${(section.keys ?? []).flat().join(" ")} ${(section.lines ?? []).join(" ")}`.toLowerCase().includes(wanted));
  const view = usePlace().query.get("view") === "changes" ? "changes" : "guides";
  return (
    <Page>
      <PageHead title={t.title}>
        {view === "guides" && <label className="search"><Icon icon="search" /><span className="sr">{t.searchHelp}</span><input type="search" value={typed} placeholder={t.searchHelp} onChange={(event) => setTyped(event.target.value)} /></label>}
      </PageHead>
      <ViewTabs label={t.title} tabs={[{ id: "guides", label: t.guides }, { id: "changes", label: t.changes }]} value={view} onValue={(next) => setQuery({ view: next === "guides" ? undefined : next })} />
      {view === "changes" && <div className="page-body page-top" tabIndex={0} role="region" aria-label={t.changes}><Suspense fallback={<Skeleton />}><ChangesView /></Suspense></div>}
      {view === "guides" && <div className="page-body page-top" tabIndex={0} role="region" aria-label={t.guides}>
        {found.length === 0 && <Empty icon="search-x" title={t.nothing} />}
        <div className="key-columns">
          {found.map((section) => (
            <Card key={section.title} title={section.title}>
              {section.keys?.map(([keys, text]) => <div key={keys} className="key-row"><span>{text}</span><span>{keys.split(" ").map((key) => <span key={key}><kbd>{key}</kbd> </span>)}</span></div>)}
              {section.lines && <ol className="stack" style={{ gap: 6 }}>{section.lines.map((line, index) => <li key={line}>{index + 1}. {line}</li>)}</ol>}
            </Card>
          ))}
        </div>
      </div>}
    </Page>
  );
}
