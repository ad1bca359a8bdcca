import { ReactElement, useState } from "react";
import type { AuthenticatorOffer } from "../../gen/api";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { useMe } from "../../lib/me";
import { refreshMe, stepUp } from "../../lib/session";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Badge, Copy } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { PasswordField, TextField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { QRCode } from "../../ui/QRCode";
import { FormProblem, Notice } from "../../ui/State";
import { Stepper } from "../../ui/Stepper";

const texts = dictionary({
  title: ["二次验证", "Two-step sign-in"],
  on: ["已启用", "On"],
  off: ["未启用", "Off"],
  about: ["登录时除密码外，再输入验证器应用里的 6 位数字。", "Besides the password, six digits from an authenticator app are asked for."],
  enrol: ["启用", "Turn on"],
  remove: ["移除", "Remove"],
  removeTitle: ["移除验证器", "Remove the authenticator"],
  password: ["密码", "Password"],
  code: ["验证器里的 6 位数字", "Six digits from your authenticator"],
  removed: ["验证器已移除", "Authenticator removed"],
  enrolled: ["二次验证已启用", "Two-step sign-in is on"],
  setUp: ["设置验证器", "Set up an authenticator"],
  steps: ["步骤", "Steps"],
  addKey: ["添加密钥", "Add the key"],
  enterCode: ["输入数字", "Enter the digits"],
  scan: ["用手机上的验证器应用扫描这个二维码。", "Scan this code with the authenticator app on your phone."],
  qrCode: ["验证器二维码", "QR code for the authenticator"],
  secretHelp: ["不能扫描时，在应用中手动输入密钥（基于时间），或在手机上直接打开链接。", "If you cannot scan it, enter the key by hand, based on time, or open the link on the phone itself."],
  secret: ["密钥（只显示这一次）", "Key (shown this once)"],
  openApp: ["在这台设备的验证器中打开", "Open in an authenticator on this device"],
  recovery: ["恢复码", "Recovery codes"],
  recoveryHelp: ["手机丢失时，每个恢复码可代替验证器登录一次。只显示这一次，请抄下或打印后收好。", "If the phone is lost, each signs you in once instead of the authenticator. Shown this once: write them down or print them."],
  newCodes: ["重新生成恢复码", "New recovery codes"],
  saved: ["我已收好", "I keep them safe"],
  next: ["下一步", "Next"],
  confirm: ["确认启用", "Turn on"],
});

export function AuthenticatorCard(): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const [offer, setOffer] = useState<AuthenticatorOffer>();
  const [isRemoving, setRemoving] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  const { isBusy, problem, run } = useSubmission();
  const isOn = me.user.totpEnabled;
  const begin = () => run(async () => setOffer(await api("POST /v1/me/totp")));
  const renew = () => run(async () => setCodes((await api("POST /v1/me/totp/recovery-codes")).recoveryCodes));
  return (
    <Card title={t.title} actions={<Badge tone={isOn ? "ok" : "warn"} icon={isOn ? "shield-check" : "shield-alert"}>{isOn ? t.on : t.off}</Badge>}>
      <div className="stack">
        <p className="dim">{t.about}</p>
        <FormProblem problem={problem} />
        <div className="row row-wrap">{isOn ? <><Button busy={isBusy} writes onClick={() => void renew()}>{t.newCodes}</Button><Button onClick={() => setRemoving(true)}>{t.remove}</Button></> : <Button icon="smartphone" busy={isBusy} writes onClick={() => void begin()}>{t.enrol}</Button>}</div>
      </div>
      {offer && <EnrolDialog offer={offer} onClose={() => setOffer(undefined)} onCodes={setCodes} />}
      {codes && <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
      {isRemoving && <RemoveDialog onClose={() => setRemoving(false)} />}
    </Card>
  );
}

function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  return (
    <Dialog title={t.recovery} onClose={onClose} foot={<Button kind="primary" onClick={onClose}>{t.saved}</Button>}>
      <Notice kind="warn">{t.recoveryHelp}</Notice>
      <ul className="secret form-grid" style={{ gap: 8 }}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div><Copy text={codes.join("\n")} shown={t.recovery} /></div>
    </Dialog>
  );
}

function EnrolDialog({ offer, onClose, onCodes }: { offer: AuthenticatorOffer; onClose: () => void; onCodes: (codes: readonly string[]) => void }): ReactElement {
  const t = useTexts(texts);
  const [step, setStep] = useState(0);
  const [code, setCode] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const confirm = () => run(async () => {
    const { recoveryCodes } = await api("POST /v1/me/totp/confirmation", { body: { otp: halfWidth(code).replace(/\s/g, "") } });
    await refreshMe();
    tell(t.enrolled);
    onClose();
    onCodes(recoveryCodes);
  });
  const action = step === 0 ? { label: t.next, run: () => setStep(1) } : { label: t.confirm, busy: isBusy, disabled: code.trim().length < 6, run: () => void confirm() };
  return (
    <Dialog title={t.setUp} onClose={onClose} action={action}>
      <Stepper label={t.steps} steps={[t.addKey, t.enterCode]} current={step} />
      {step === 0 && (
        <>
          <p>{t.scan}</p>
          <QRCode code={offer.qrCode} label={t.qrCode} />
          <p className="dim">{t.secretHelp}</p>
          <div><div className="field-label">{t.secret}</div><div className="secret"><Copy text={offer.secret} shown={offer.secret.replace(/(.{4})/g, "$1 ").trim()} /></div></div>
          <p><a href={offer.uri}>{t.openApp}</a></p>
        </>
      )}
      {step === 1 && <TextField label={t.code} className="code-input" inputMode="numeric" maxLength={8} autoComplete="one-time-code" autoFocus value={code} onValue={setCode} error={problem?.of("otp")} />}
      <FormProblem problem={problem} fields={["otp"]} />
    </Dialog>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const remove = () => run(async () => {
    await stepUp(password, halfWidth(code).replace(/\s/g, ""));
    await api("DELETE /v1/me/totp");
    await refreshMe();
    tell(t.removed);
    onClose();
  });
  return (
    <Dialog title={t.removeTitle} onClose={onClose} action={{ label: t.remove, danger: true, busy: isBusy, disabled: !password || code.length < 6, run: () => void remove() }}>
      <Notice kind="warn">{t.about}</Notice>
      <PasswordField label={t.password} value={password} onValue={setPassword} autoComplete="current-password" />
      <TextField label={t.code} className="code-input" inputMode="numeric" maxLength={8} autoComplete="one-time-code" value={code} onValue={setCode} />
      <FormProblem problem={problem} />
    </Dialog>
  );
}
