import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { go, place } from "../lib/router";
import { Gate } from "./Gate";
import { SignInForm } from "./SignInForm";
import { unlock } from "../lib/lock";

const texts = dictionary({
  title: ["登录", "Sign in"],
  lead: ["使用您所在机构的账号", "With the account of your organisation"],
  foot: ["忘记密码请联系本机构的系统管理员", "Forgot your password? Ask your organisation’s system admin"],
});

export function SignInPage(): ReactElement {
  const t = useTexts(texts);
  const done = () => {
    unlock();
    if (place.get().path === "/sign-in") go("/", { replace: true });
  };
  return <Gate title={t.title} lead={t.lead} foot={t.foot}><SignInForm onDone={done} /></Gate>;
}
