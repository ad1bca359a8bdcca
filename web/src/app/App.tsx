import { lazy, ReactElement, Suspense } from "react";
import { language } from "../lib/i18n";
import { proof, renewal, session } from "../lib/session";
import { useStore } from "../lib/store";
import { usePlace } from "../lib/router";
import { Skeleton } from "../ui/State";
import { Toasts } from "../ui/Toasts";
import { ErrorBoundary } from "../ui/ErrorBoundary";
import { LockScreen } from "./LockScreen";
import { locked } from "../lib/lock";
import { Shell } from "./Shell";
import { SignInPage } from "./SignInPage";

// Asked for by a server that answers: they can be fetched then.
const Renewal = lazy(() => import("./Renewal").then((chunk) => ({ default: chunk.Renewal })));
const StepUp = lazy(() => import("./StepUp").then((chunk) => ({ default: chunk.StepUp })));
const AcceptInvitation = lazy(() => import("./AcceptInvitation").then((chunk) => ({ default: chunk.AcceptInvitation })));

/** The gate: signed out, signed in, locked, or asked to sign in again. */
export function App(): ReactElement {
  const current = useStore(session);
  const isLocked = useStore(locked);
  const asked = useStore(renewal);
  const asksProof = useStore(proof);
  const { path } = usePlace();
  useStore(language);
  if (path === "/invitation") return <><Suspense fallback={<Skeleton />}><AcceptInvitation /></Suspense><Toasts /></>;
  if (current.state === "unknown") return <Skeleton />;
  if (current.state === "signed-out") return <><SignInPage /><Toasts /></>;
  return (
    <ErrorBoundary>
      <Suspense fallback={<Skeleton />}>
        <div hidden={isLocked} style={{ height: "100%" }}><Shell /></div>
      </Suspense>
      {isLocked && <LockScreen />}
      <Suspense>
        {asked && !isLocked && <Renewal done={asked.done} />}
        {asksProof && !isLocked && <StepUp done={asksProof.done} />}
      </Suspense>
      <Toasts />
    </ErrorBoundary>
  );
}
