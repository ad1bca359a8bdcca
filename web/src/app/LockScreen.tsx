import { FormEvent, ReactElement, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { halfWidth } from "../lib/input";
import { useMe } from "../lib/me";
import { asProblem } from "../lib/problem";
import { signIn, signOut, stepUp } from "../lib/session";
import { Button } from "../ui/Button";
import { PasswordField, TextField } from "../ui/Field";
import { Notice } from "../ui/State";
import { Gate } from "./Gate";
import { failures, hasPin, mostFailures, tryPin, unlock } from "../lib/lock";

const texts = dictionary({
  title: ["已锁屏", "Locked"],
  lead: [(name: string) => `${name}，页面保持原样`, (name: string) => `${name}, your page is kept as it was`],
  pin: ["PIN 码", "PIN"],
  password: ["密码", "Password"],
  code: ["验证器里的 6 位数字", "Six digits from your authenticator"],
  unlock: ["解锁", "Unlock"],
  usePassword: ["改用密码", "Use the password"],
  switchUser: ["换人登录", "Switch user"],
  wrongPin: [(left: number) => `PIN 码不正确，还可以试 ${left} 次`, (left: number) => `Wrong PIN; ${left} attempts left`],
  tooMany: ["PIN 码错误次数过多，请输入密码", "Too many wrong PINs; enter the password"],
  rejected: ["密码不正确", "The password is not right"],
});

/** The page lies behind it, hidden. PIN where one is set on this computer, the password otherwise. */
export function LockScreen(): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const [byPassword, setByPassword] = useState(!hasPin(me.user.id) || failures() >= mostFailures);
  const [secret, setSecret] = useState("");
  const [code, setCode] = useState("");
  const [complaint, setComplaint] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || !secret) return;
    setBusy(true);
    setComplaint(undefined);
    if (byPassword) await withPassword();
    else await withPin();
    setBusy(false);
  };
  const withPin = async () => {
    if (await tryPin(me.user.id, halfWidth(secret))) return;
    setSecret("");
    const left = mostFailures - failures();
    setComplaint(left > 0 ? t.wrongPin(left) : t.tooMany);
    if (left <= 0) setByPassword(true);
  };
  const withPassword = async () => {
    try {
      await stepUp(secret, halfWidth(code)).catch(async (error: unknown) => {
        // The session ended meanwhile by the server's clock: the same person begins another, and the page is still his.
        if (asProblem(error).code !== "session.required") throw error;
        await signIn({ tenant: me.tenant.slug, user: me.user.userName, password: secret, otp: halfWidth(code) });
      });
      unlock();
    } catch (error) {
      const problem = asProblem(error);
      setComplaint(problem.status === 401 ? t.rejected : problem.text);
    }
  };
  const leave = async () => {
    await signOut();
    unlock();
  };
  return (
    <div className="lock">
      <Gate title={t.title} lead={t.lead(me.user.displayName)}>
        <form onSubmit={(event) => void submit(event)} noValidate>
          {byPassword
            ? <PasswordField label={t.password} value={secret} autoComplete="current-password" autoFocus onValue={setSecret} />
            : <TextField label={t.pin} className="code-input" type="password" inputMode="numeric" maxLength={8} autoComplete="off" autoFocus value={secret} onValue={setSecret} />}
          {byPassword && me.user.totpEnabled && <TextField label={t.code} className="code-input" inputMode="numeric" autoComplete="one-time-code" value={code} onValue={setCode} />}
          {complaint && <Notice kind="bad" live>{complaint}</Notice>}
          <Button type="submit" kind="primary" block busy={isBusy}>{t.unlock}</Button>
          <div className="row">
            {!byPassword && <Button kind="quiet" onClick={() => setByPassword(true)}>{t.usePassword}</Button>}
            <span className="grow" />
            <Button kind="quiet" icon="log-out" onClick={() => void leave()}>{t.switchUser}</Button>
          </div>
        </form>
      </Gate>
    </div>
  );
}
