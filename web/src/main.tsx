import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { pageWorked } from "./ui/ErrorBoundary";
import { routes } from "./app/routes";
import { reached, watchConnection } from "./lib/connection";
import { clinic } from "./lib/format";
import { language } from "./lib/i18n";
import { startDrafts } from "./lib/drafts";
import { startKeys } from "./lib/keys";
import { startLock } from "./lib/lock";
import { startLive } from "./lib/live";
import { cache } from "./lib/query";
import { matchPath, startRouter } from "./lib/router";
import { loadSession, session, startRenewal } from "./lib/session";
import { watchVersion } from "./lib/version";

// Who is signed in and the page's own chunk are on their way before React begins.
const asked = loadSession();
void routes.find((route) => matchPath(route.pattern, location.pathname))?.load().then(pageWorked, () => undefined);

const followLanguage = () => {
  document.documentElement.lang = language.get() === "zh" ? "zh-CN" : "en";
};
followLanguage();
language.subscribe(followLanguage);
session.subscribe(() => {
  const now = session.get();
  if (now.state === "signed-in") clinic.timeZone = now.me.tenant.timeZone;
});

startRouter();
startKeys();
startDrafts();
startRenewal();
startLock();
startLive();
watchVersion();
watchConnection(() => cache.refresh(0));

async function begin(): Promise<void> {
  try {
    await asked;
    reached();
  } catch {
    // No server: the page for signing in says so at the first try, and this one tries again.
    session.set({ state: "signed-out" });
  }
}
void begin();

const root = document.getElementById("app");
if (root) createRoot(root).render(<App />);
