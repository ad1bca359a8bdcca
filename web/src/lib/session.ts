import { api, credentials } from "./http";
import { chooseLanguage } from "./i18n";
import { locked } from "./lock";
import { Problem } from "./problem";
import { cache } from "./query";
import { Store } from "./store";
import type { Me } from "./me";

export type Session =
  | { readonly state: "unknown" }
  | { readonly state: "signed-out" }
  | { readonly state: "signed-in"; readonly me: Me };

export const session = new Store<Session>({ state: "unknown" });

/** A question to the person on which requests wait. */
export type Asked = { readonly done: (proven: boolean) => void } | undefined;

/** While set, the dialog to sign in again is open. */
export const renewal = new Store<Asked>(undefined);
/** While set, the dialog that asks for the password once more is open. */
export const proof = new Store<Asked>(undefined);

const lastSignIn = "peony.signIn";

/** Tenant and user name of the last sign-in here; never a password. */
export function rememberedSignIn(): { tenant: string; user: string } {
  try {
    return { tenant: "", user: "", ...(JSON.parse(localStorage.getItem(lastSignIn) ?? "{}") as object) };
  } catch {
    return { tenant: "", user: "" };
  }
}

const hint = "peony.signedIn";

/** Whether somebody signed in here and has not signed out: without that, asking who he is would only be refused. */
function mayBeSignedIn(): boolean {
  try {
    return localStorage.getItem(hint) !== null;
  } catch {
    return true;
  }
}

/** Keeps which session there is, or that there is none; other tabs follow. */
function remember(session: string | undefined): void {
  try {
    if (session !== undefined) localStorage.setItem(hint, session);
    else localStorage.removeItem(hint);
  } catch {
    // Then the server is asked each time.
  }
}

/** Keeps whom the form begins with next time. */
export function rememberSignIn(tenant: string, user: string): void {
  try {
    localStorage.setItem(lastSignIn, JSON.stringify({ tenant, user }));
  } catch {
    // Then it is typed again next time.
  }
}

/** Reads who is signed in. */
export async function loadSession(): Promise<void> {
  if (!mayBeSignedIn()) {
    session.set({ state: "signed-out" });
    return;
  }
  try {
    take((await api("GET /v1/me")) as unknown as Me);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    remember(undefined);
    session.set({ state: "signed-out" });
  }
}

function take(me: Me): void {
  const before = session.get();
  if (before.state === "signed-in" && before.me.user.id !== me.user.id) cache.clear();
  credentials.csrf = me.csrf;
  remember(me.session.id);
  session.set({ state: "signed-in", me });
}

export interface SignIn {
  tenant: string;
  user: string;
  password: string;
  otp?: string;
}

/** Signs in with a cookie. Throws `Problem`; `session.otp_required` asks for a code. */
export async function signIn({ otp, ...given }: SignIn): Promise<void> {
  await api("POST /v1/sessions", { body: { ...given, cookie: true, ...(otp ? { otp } : {}) } });
  const me = (await api("GET /v1/me")) as unknown as Me;
  rememberSignIn(given.tenant, given.user);
  if (session.get().state !== "signed-in" && me.user.locale) await chooseLanguage(me.user.locale).catch(() => undefined);
  take(me);
}

/** Proves again who sits there; the session goes on under a new token. */
export async function stepUp(password: string, otp?: string): Promise<void> {
  await api("POST /v1/sessions/current/step-up", { body: { password, ...(otp ? { otp } : {}) } });
  take((await api("GET /v1/me")) as unknown as Me);
}

/** Rights may have changed: reads them anew without touching the page. */
export async function refreshMe(): Promise<void> {
  take((await api("GET /v1/me")) as unknown as Me);
}

export async function signOut(): Promise<void> {
  try {
    await api("DELETE /v1/sessions/current");
  } catch (error) {
    // The session may be over already; without a connection it ends by itself.
    if (!(error instanceof Problem)) throw error;
  }
  credentials.csrf = undefined;
  remember(undefined);
  cache.clear();
  session.set({ state: "signed-out" });
}

/** A dialog that is opened once for all requests that need it. */
function question(store: Store<Asked>): () => Promise<boolean> {
  let open: Promise<boolean> | undefined;
  return () => {
    // Behind the lock screen nobody could answer: it asks for the password itself.
    if (session.get().state !== "signed-in" || locked.get()) return Promise.resolve(false);
    open ??= new Promise<boolean>((resolve) => {
      store.set({
        done: (proven) => {
          store.set(undefined);
          open = undefined;
          resolve(proven);
        },
      });
    });
    return open;
  };
}

export function startRenewal(): void {
  credentials.signInAgain = question(renewal);
  credentials.stepUp = question(proof);
  credentials.sameAgain = isSameAgain;
  // The cookie is every tab's: whoever signs in or out in one does so in all of them.
  addEventListener("storage", (event) => {
    const known = session.get();
    if (event.key !== hint || (known.state === "signed-in" && event.newValue === known.me.session.id)) return;
    if (event.newValue === null && known.state === "signed-in") {
      cache.clear();
      session.set({ state: "signed-out" });
    } else if (event.newValue !== null) void loadSession().catch(() => undefined);
  });
}

/** Whether the same person still sits there, under a token that another tab has changed. */
async function isSameAgain(): Promise<boolean> {
  const before = session.get();
  await refreshMe();
  const after = session.get();
  return before.state === "signed-in" && after.state === "signed-in" && before.me.user.id === after.me.user.id;
}
