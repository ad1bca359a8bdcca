import { ReactElement, useState } from "react";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { PasswordField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";

const texts = dictionary({
  title: ["修改密码", "Change password"],
  current: ["当前密码", "Current password"],
  fresh: ["新密码", "New password"],
  hint: ["10 到 128 个字符，不含姓名和机构名", "10–128 characters, without your or the organisation’s name"],
  notice: ["修改后，其他设备上的登录会全部结束。", "Your sessions on other devices end."],
  save: ["修改", "Change"],
  done: ["密码已修改", "Password changed"],
});

export function PasswordDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const [current, setCurrent] = useState("");
  const [fresh, setFresh] = useState("");
  const { isBusy, problem, run } = useSubmission();
  const save = () => run(async () => {
    await api("POST /v1/me/password", { body: { current, new: fresh } });
    changed("my-sessions");
    tell(t.done);
    onClose();
  });
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.save, busy: isBusy, disabled: !current || !fresh, run: () => void save() }}>
      <Notice>{t.notice}</Notice>
      <PasswordField label={t.current} value={current} onValue={setCurrent} autoComplete="current-password" error={problem?.of("current")} />
      <PasswordField label={t.fresh} hint={t.hint} value={fresh} onValue={setFresh} autoComplete="new-password" error={problem?.of("new")} />
      <FormProblem problem={problem} fields={["current", "new"]} />
    </Dialog>
  );
}
