import { lazy, ReactElement, Suspense, useEffect, useState } from "react";
import { useTexts, language } from "../lib/i18n";
import { useKey } from "../lib/keys";
import { useMe, useRights } from "../lib/me";
import { go, matchPath, usePlace } from "../lib/router";
import { useStore } from "../lib/store";
import { ButtonLink } from "../ui/Button";
import { Empty, Skeleton } from "../ui/State";
import { ErrorBoundary } from "../ui/ErrorBoundary";
import { lock } from "../lib/lock";
import { landing, mayOpen, navigationFor } from "./navigation";
import { News } from "./News";
import { Notices } from "./Notices";
import { routes } from "./routes";
import { Sidebar } from "./Sidebar";
import { shellTexts } from "./texts";
import { TopBar } from "./TopBar";
import { useIdleLock } from "./idle";

const Actions = lazy(() => import("./Actions").then((chunk) => ({ default: chunk.Actions })));
const Palette = lazy(() => import("./Palette").then((chunk) => ({ default: chunk.Palette })));

/** Navigation, top bar, and the page in between. */
export function Shell(): ReactElement {
  const t = useTexts(shellTexts);
  const me = useMe();
  const rights = useRights();
  const shownLanguage = useStore(language);
  const { path } = usePlace();
  const isNarrow = useNarrow();
  const [folded, setFolded] = useState(false);
  const [palette, setPalette] = useState(false);
  useIdleLock();
  useEffect(() => {
    if (path === "/" || path === "/sign-in") go(landing(rights), { replace: true });
  }, [path, rights]);
  useKey("Ctrl+K", () => setPalette(true));
  useKey("?", () => go("/help"));
  useKey("Alt+L", lock);
  useKey("C", rights.may("create.customer") ? () => go("/customers?new=1") : undefined);
  useKey("B", rights.may("book.appointment") && rights.may("read.appointment") ? () => go("/calendar?new=1") : undefined);
  const items = navigationFor(rights).flatMap((group) => group.items);
  const found = findRoute(path);
  return (
    <div className={folded || isNarrow ? "shell shell-mini" : "shell"}>
      <a className="skip" href="#main">{t.skip}</a>
      {items.map((item) => item.key && <Jump key={item.path} second={item.key} to={item.path} />)}
      <Notices />
      {!rights.isOperator && <News />}
      <Sidebar folded={folded || isNarrow} onFold={isNarrow ? undefined : () => setFolded(!folded)} />
      <TopBar onSearch={() => setPalette(true)} />
      <main id="main" tabIndex={-1}>
        {/* Rows that are kept do not see a language switch: the page begins anew with it. */}
        <ErrorBoundary key={path + shownLanguage + me.user.id}>
          <Suspense fallback={<Skeleton />}>
            {found && mayOpen(found.route, rights) && <found.route.page parameters={found.parameters} />}
            {found && !mayOpen(found.route, rights) && (
              <Empty icon="lock" title={t.denied} action={<ButtonLink to={landing(rights)}>{t.home}</ButtonLink>}>
                <Actions actions={found.route.actions ?? []} say={t.deniedHelp} />
              </Empty>
            )}
            {!found && path !== "/" && <Empty icon="search-x" title={t.notFound} action={<ButtonLink to={landing(rights)}>{t.home}</ButtonLink>}>{t.notFoundHelp}</Empty>}
          </Suspense>
        </ErrorBoundary>
      </main>
      {palette && <Suspense><Palette onClose={() => setPalette(false)} /></Suspense>}
    </div>
  );
}

function findRoute(path: string) {
  for (const route of routes) {
    const parameters = matchPath(route.pattern, path);
    if (parameters) return { route, parameters };
  }
  return undefined;
}

function Jump({ second, to }: { second: string; to: string }): null {
  useKey(`G ${second}`, () => go(to));
  return null;
}

function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia("(max-width: 1099px)").matches);
  useEffect(() => {
    const query = matchMedia("(max-width: 1099px)");
    const follow = () => setNarrow(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isNarrow;
}
