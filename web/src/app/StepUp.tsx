import { ReactElement, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { halfWidth } from "../lib/input";
import { useMe } from "../lib/me";
import { stepUp } from "../lib/session";
import { useSubmission } from "../lib/submit";
import { Dialog } from "../ui/Dialog";
import { PasswordField, TextField } from "../ui/Field";
import { FormProblem, Notice } from "../ui/State";

const texts = dictionary({
  title: ["请再次验证身份", "Prove that it is you"],
  why: ["这个操作需要再次输入密码，十分钟内有效。", "This takes your password once more; it holds for ten minutes."],
  password: ["密码", "Password"],
  code: ["验证器里的 6 位数字", "Six digits from your authenticator"],
  verify: ["验证", "Verify"],
});

/** What is asked for before the sensitive acts: the request that noticed is sent again. */
export function StepUp({ done }: { done: (proven: boolean) => void }): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const verify = () => run(async () => {
    await stepUp(password, halfWidth(code).replace(/\s/g, ""));
    done(true);
  });
  return (
    <Dialog title={t.title} onClose={() => done(false)} action={{ label: t.verify, busy: isBusy, disabled: !password, run: () => void verify() }}>
      <Notice>{t.why}</Notice>
      <PasswordField label={t.password} value={password} onValue={setPassword} autoComplete="current-password" />
      {me.user.totpEnabled && <TextField label={t.code} className="code-input" inputMode="numeric" maxLength={8} autoComplete="one-time-code" value={code} onValue={setCode} />}
      <FormProblem problem={problem} />
    </Dialog>
  );
}
