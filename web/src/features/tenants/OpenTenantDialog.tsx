import { ReactElement, useState } from "react";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useSubmission } from "../../lib/submit";
import { Copy } from "../../ui/Badge";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { FormProblem, Notice } from "../../ui/State";
import { tenantTexts } from "./texts";

interface Admin { displayName: string; userName: string }
interface Opened { slug: string; admins: { userName: string; invitation: { token: string } }[] }

/** A new chain with its two system administrators, and their invitations. */
export function OpenTenantDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(tenantTexts);
  const [form, setForm] = useState({ name: "", slug: "", locale: "zh", timeZone: "Asia/Shanghai" });
  const [admins, setAdmins] = useState<Admin[]>([{ displayName: "", userName: "" }, { displayName: "", userName: "" }]);
  const [opened, setOpened] = useState<Opened>();
  const { isBusy, problem, run } = useSubmission();
  const field = (name: keyof typeof form) => ({ value: form[name], error: problem?.of(name), onValue: (value: string) => setForm((now) => ({ ...now, [name]: value })) });
  const adminField = (index: number, name: keyof Admin) => ({
    value: admins[index]?.[name] ?? "", error: problem?.of(`admins/${index}/${name}`),
    onValue: (value: string) => setAdmins((now) => now.map((admin, at) => (at === index ? { ...admin, [name]: value } : admin))),
  });
  const create = () => run(async () => {
    const answer = await api("POST /v1/tenants", { body: { ...form, locale: form.locale as "zh" | "en", admins } });
    setOpened(answer as unknown as Opened);
    changed("tenants");
  });
  if (opened) {
    const link = (token: string) => `${location.origin}/invitation#${new URLSearchParams({ tenant: opened.slug, token }).toString()}`;
    return (
      <Dialog title={t.opened} onClose={onClose}>
        <Notice kind="warn">{t.invitations}</Notice>
        {opened.admins.map((admin) => <div key={admin.userName}><b>{admin.userName}</b><div className="secret"><Copy text={link(admin.invitation.token)} /></div></div>)}
      </Dialog>
    );
  }
  const isComplete = [form.name, form.slug, ...admins.flatMap((admin) => [admin.displayName, admin.userName])].every((value) => value.trim() !== "");
  return (
    <Dialog title={t.open} wide onClose={onClose} action={{ label: t.create, busy: isBusy, disabled: !isComplete, run: () => void create() }}>
      <div className="form-grid">
        <TextField label={t.name} maxLength={60} {...field("name")} />
        <TextField label={t.slug} hint={t.slugHelp} maxLength={32} spellCheck={false} autoCapitalize="none" {...field("slug")} />
        <SelectField label={t.locale} choices={[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} {...field("locale")} />
        <TextField label={t.zone} {...field("timeZone")} />
      </div>
      <h3>{t.admins}</h3>
      <div className="form-grid">
        {[0, 1].map((index) => [
          <TextField key={`n${index}`} label={t.admin(index + 1)} maxLength={64} {...adminField(index, "displayName")} />,
          <TextField key={`u${index}`} label={t.adminUser(index + 1)} maxLength={63} spellCheck={false} autoCapitalize="none" {...adminField(index, "userName")} />,
        ])}
      </div>
      <FormProblem problem={problem} fields={["name", "slug", "locale", "timeZone", "admins"]} />
    </Dialog>
  );
}
