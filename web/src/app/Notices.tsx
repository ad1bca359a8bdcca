import type { ReactElement } from "react";
import { connection } from "../lib/connection";
import { time } from "../lib/format";
import { credentials } from "../lib/http";
import { useTexts } from "../lib/i18n";
import { useMe } from "../lib/me";
import { useNow } from "../lib/now";
import { useStore } from "../lib/store";
import { newVersion } from "../lib/version";
import { Button } from "../ui/Button";
import { Notice } from "../ui/State";
import { shellTexts } from "./texts";

/** What concerns the whole page: no connection, a session that ends, a new version. */
export function Notices(): ReactElement {
  const t = useTexts(shellTexts);
  const { online, readAt } = useStore(connection);
  const isOld = useStore(newVersion);
  const minutes = useMinutesLeft();
  return (
    <div className="shell-notice">
      {!online && <Notice kind="warn" strip live>{t.offline} · {t.readAt(time(new Date(readAt).toISOString()))}</Notice>}
      {minutes !== undefined && minutes <= 5 && <Notice kind="warn" strip live action={<Button onClick={() => void credentials.signInAgain?.()}>{t.goOn}</Button>}>{t.sessionEnds(Math.max(0, minutes))}</Notice>}
      {isOld && <Notice strip action={<Button onClick={() => location.reload()}>{t.reload}</Button>}>{t.newVersion}</Notice>}
    </div>
  );
}

function useMinutesLeft(): number | undefined {
  const { session } = useMe();
  const now = useNow();
  const left = Date.parse(session.expiresAt) - now;
  return Number.isFinite(left) ? Math.floor(left / 60_000) : undefined;
}
