import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { useMe } from "../lib/me";
import { session } from "../lib/session";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/State";
import { SignInForm } from "./SignInForm";

const texts = dictionary({
  title: ["请重新登录", "Please sign in again"],
  why: ["登录已过期。页面和未保存的内容都还在，登录后继续。", "Your session ended. The page and what you typed are kept; go on after signing in."],
  leave: ["不再继续", "Leave"],
});

/** Over the page: the session ended, the work stays, and the request that noticed is sent again. */
export function Renewal({ done }: { done: (signedIn: boolean) => void }): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const leave = () => {
    done(false);
    session.set({ state: "signed-out" });
  };
  return (
    <Dialog title={t.title} onClose={leave}>
      <Notice kind="warn">{t.why}</Notice>
      <div className="stack renewal"><SignInForm fixed={{ tenant: me.tenant.slug, user: me.user.userName }} onDone={() => done(true)} /></div>
      <Button kind="quiet" onClick={leave}>{t.leave}</Button>
    </Dialog>
  );
}
