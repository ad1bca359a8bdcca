import { FormEvent, ReactElement, useState } from "react";
import { api } from "../lib/http";
import { dictionary, useTexts } from "../lib/i18n";
import { go, usePlace } from "../lib/router";
import { rememberSignIn } from "../lib/session";
import { useSubmission } from "../lib/submit";
import { tell } from "../lib/toast";
import { Button } from "../ui/Button";
import { PasswordField, TextField } from "../ui/Field";
import { FormProblem } from "../ui/State";
import { Gate } from "./Gate";

const texts = dictionary({
  title: ["设置密码", "Set your password"],
  lead: ["接受邀请，设置第一个密码", "Accept your invitation with a first password"],
  tenant: ["机构代码", "Organisation"],
  token: ["邀请码", "Invitation code"],
  password: ["新密码", "New password"],
  hint: ["至少 10 个字符，不含姓名和机构名", "At least 10 characters, without your or the organisation’s name"],
  save: ["保存并去登录", "Save and sign in"],
  done: ["密码已设置，请登录", "Your password is set; please sign in"],
});

/** An invitation's address carries tenant and code in its fragment, which no server and no log sees. */
export function AcceptInvitation(): ReactElement {
  const t = useTexts(texts);
  const { query } = usePlace();
  const fragment = new URLSearchParams(location.hash.slice(1));
  const [tenant, setTenant] = useState(fragment.get("tenant") ?? query.get("tenant") ?? "");
  const [token, setToken] = useState(fragment.get("token") ?? "");
  const [password, setPassword] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isDone = await run(async () => {
      await api("POST /v1/invitations/acceptance", { body: { tenant, token, password } });
    });
    if (!isDone) return;
    rememberSignIn(tenant, "");
    tell(t.done);
    go("/sign-in", { replace: true });
  };
  return (
    <Gate title={t.title} lead={t.lead}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextField label={t.tenant} value={tenant} onValue={setTenant} error={problem?.of("tenant")} />
        <TextField label={t.token} value={token} onValue={setToken} error={problem?.of("token")} spellCheck={false} autoComplete="off" />
        <PasswordField label={t.password} hint={t.hint} value={password} onValue={setPassword} autoComplete="new-password" error={problem?.of("password")} />
        <FormProblem problem={problem} fields={["tenant", "token", "password"]} />
        <Button type="submit" kind="primary" block busy={isBusy} writes>{t.save}</Button>
      </form>
    </Gate>
  );
}
