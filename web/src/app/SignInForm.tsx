import { FormEvent, ReactElement, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { halfWidth } from "../lib/input";
import { asProblem, Problem } from "../lib/problem";
import { rememberedSignIn, signIn } from "../lib/session";
import { Button } from "../ui/Button";
import { PasswordField, TextField } from "../ui/Field";
import { Notice } from "../ui/State";

const texts = dictionary({
  tenant: ["机构代码", "Organisation"],
  user: ["账号", "User name"],
  password: ["密码", "Password"],
  code: ["验证器里的 6 位数字，或一个恢复码", "Six digits from your authenticator, or a recovery code"],
  signIn: ["登录", "Sign in"],
  verify: ["验证并登录", "Verify and sign in"],
  rejected: ["账号或密码不正确，请重新输入", "The name or password is not right; please enter it again"],
  wrongCode: ["验证码不正确或已用过，请等下一个", "The code is wrong or was used; wait for the next one"],
  missing: ["请填写机构代码、账号和密码", "Enter organisation, user name and password"],
  throttled: [(seconds: number) => `尝试过于频繁，请 ${seconds} 秒后再试`, (seconds: number) => `Too many attempts; try again in ${seconds} seconds`],
  otherUser: ["换一个账号", "Use another account"],
});

/** Tenant, account, password, and a code where the account has an authenticator. `fixed` asks for the password alone. */
export function SignInForm({ fixed, onDone }: { fixed?: { tenant: string; user: string }; onDone: () => void }): ReactElement {
  const t = useTexts(texts);
  const [given, setGiven] = useState(() => ({ ...(fixed ?? rememberedSignIn()), password: "", otp: "" }));
  const [needsCode, setNeedsCode] = useState(false);
  const [complaint, setComplaint] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<typeof given>) => setGiven((now) => ({ ...now, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (!given.tenant || !given.user || !given.password) {
      setComplaint(t.missing);
      return;
    }
    setBusy(true);
    setComplaint(undefined);
    try {
      await signIn({ tenant: given.tenant.trim(), user: given.user.trim(), password: given.password, otp: halfWidth(given.otp).replace(/\s/g, "") });
      onDone();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === "session.otp_required") setNeedsCode(true);
      else setComplaint(complaintAbout(problem));
    } finally {
      setBusy(false);
    }
  };
  const complaintAbout = (problem: Problem): string => {
    if (problem.code === "session.rejected") return needsCode ? t.wrongCode : t.rejected;
    if (problem.code === "session.throttled") return t.throttled(problem.retryAfter ?? 60);
    return problem.text;
  };
  const hasNames = fixed !== undefined || (given.tenant !== "" && given.user !== "");
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {!needsCode && (
        <>
          <TextField label={t.tenant} name="organization" value={given.tenant} disabled={fixed !== undefined} autoCapitalize="none" spellCheck={false} autoComplete="organization" autoFocus={!hasNames} onValue={(tenant) => change({ tenant })} />
          <TextField label={t.user} name="username" value={given.user} disabled={fixed !== undefined} autoCapitalize="none" spellCheck={false} autoComplete="username" onValue={(user) => change({ user })} />
          <PasswordField label={t.password} name="password" value={given.password} autoComplete="current-password" autoFocus={hasNames} onValue={(password) => change({ password })} />
        </>
      )}
      {needsCode && (
        <TextField label={t.code} className="code-input" name="otp" value={given.otp} inputMode="numeric" maxLength={40} autoComplete="one-time-code" autoFocus onValue={(otp) => change({ otp })} />
      )}
      {complaint && <Notice kind="bad" live>{complaint}</Notice>}
      <Button type="submit" kind="primary" block busy={isBusy}>{needsCode ? t.verify : t.signIn}</Button>
      {needsCode && (
        <Button
          kind="quiet" block onClick={() => {
            setNeedsCode(false);
            change({ otp: "", password: "" });
          }}
        >
          {t.otherUser}
        </Button>
      )}
    </form>
  );
}
