import { ReactElement, useState } from "react";
import type { Settings, SettingsChange } from "../../gen/api";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { cache, useQuery } from "../../lib/query";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { SelectField, Switch, TextField } from "../../ui/Field";
import { Card, Facts } from "../../ui/Page";
import { FormProblem, Refusal, Skeleton } from "../../ui/State";

const texts = dictionary({
  title: ["机构设置", "Settings"],
  locale: ["默认语言", "Default language"],
  timeZone: ["时区", "Time zone"],
  timeZoneHelp: ["决定“今天”和每日查看额度从几点算起", "Decides when a day, and its quota of reveals, begins"],
  profile: ["安全等级", "Compliance profile"],
  standard: ["标准", "Standard"],
  mlps3: ["等保三级（更严格的密码和等待）", "MLPS level 3 (stricter passwords and waits)"],
  duplicate: ["重复建档时告知", "Answer to a duplicate"],
  branch: ["所在院区", "The owning branch"],
  exists: ["只说已存在", "Only that it exists"],
  fourEyes: ["四眼原则：角色变更须由另一人发布", "Four eyes: a change of a role is published by another person"],
  reveal: ["每人每天可查看原文次数", "Reveals a person and day"],
  approval: ["每人每天免审批导出行数", "Rows a person may export a day without approval"],
  approvalHelp: ["0 表示每次导出都要另一人审批", "0: somebody else approves every export"],
  quotas: ["平台额度", "Quotas of the platform"],
  users: ["人员上限", "People"],
  requests: ["每分钟请求", "Requests a minute"],
  save: ["保存设置", "Save settings"],
  saved: ["设置已保存", "Settings saved"],
  stale: ["设置刚被别人改过，已载入最新内容，请重新修改。", "Somebody else changed the settings; the newest are loaded, please change them again."],
});

export function SettingsCard(): ReactElement {
  const found = useQuery(["settings"], () => api("GET /v1/settings"));
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton />;
  return <SettingsForm key={found.value.version} stored={found.value} />;
}

function SettingsForm({ stored }: { stored: Settings }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [form, setForm] = useState(stored);
  const [quota, setQuota] = useState(String(stored.revealQuota ?? ""));
  const { isBusy, problem, run } = useSubmission();
  const [rows, setRows] = useState(String(stored.exportApprovalRows ?? ""));
  const mayChange = rights.may("update.setting");
  const change = (part: Partial<Settings>) => setForm((now) => ({ ...now, ...part }));
  const changes: SettingsChange = {};
  if (form.locale !== stored.locale && form.locale) changes.locale = form.locale;
  if (form.timeZone !== stored.timeZone && form.timeZone) changes.timeZone = form.timeZone;
  if (form.complianceProfile !== stored.complianceProfile && form.complianceProfile) changes.complianceProfile = form.complianceProfile;
  if (form.duplicateAnswer !== stored.duplicateAnswer && form.duplicateAnswer) changes.duplicateAnswer = form.duplicateAnswer;
  if (form.fourEyes !== stored.fourEyes && form.fourEyes !== undefined) changes.fourEyes = form.fourEyes;
  if (/^\d+$/.test(quota) && Number(quota) !== stored.revealQuota) changes.revealQuota = Number(quota);
  if (/^\d+$/.test(rows) && Number(rows) !== stored.exportApprovalRows) changes.exportApprovalRows = Number(rows);
  const save = () => run(async () => {
    try {
      const saved = await api("PATCH /v1/settings", { version: stored.version ?? 0, body: changes });
      cache.set(["settings"], saved);
      tell(t.saved);
    } catch (error) {
      if ((error as { status?: number }).status !== 412) throw error;
      cache.set(["settings"], await api("GET /v1/settings"));
      tell(t.stale);
    }
  });
  return (
    <Card title={t.title}>
      <div className="stack stack-loose">
        <div className="form-grid">
          <SelectField label={t.locale} disabled={!mayChange} value={form.locale ?? "zh"} onValue={(locale) => change({ locale: locale as "zh" | "en" })} choices={[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} />
          <TextField label={t.timeZone} hint={t.timeZoneHelp} disabled={!mayChange} value={form.timeZone ?? ""} onValue={(timeZone) => change({ timeZone })} error={problem?.of("timeZone")} />
          <SelectField label={t.profile} disabled={!mayChange} value={form.complianceProfile ?? "standard"} onValue={(profile) => change({ complianceProfile: profile as "standard" | "mlps3" })} choices={[{ value: "standard", label: t.standard }, { value: "mlps3", label: t.mlps3 }]} />
          <SelectField label={t.duplicate} disabled={!mayChange} value={form.duplicateAnswer ?? "branch"} onValue={(answer) => change({ duplicateAnswer: answer as "branch" | "exists" })} choices={[{ value: "branch", label: t.branch }, { value: "exists", label: t.exists }]} />
          <TextField label={t.reveal} inputMode="numeric" disabled={!mayChange} value={quota} onValue={setQuota} error={problem?.of("revealQuota")} />
          <TextField label={t.approval} hint={t.approvalHelp} inputMode="numeric" disabled={!mayChange} value={rows} onValue={setRows} error={problem?.of("exportApprovalRows")} />
        </div>
        <Switch label={t.fourEyes} checked={form.fourEyes ?? false} disabled={!mayChange} onChecked={(fourEyes) => change({ fourEyes })} />
        <div><h3>{t.quotas}</h3><Facts two rows={[{ name: t.users, value: count(stored.userQuota ?? 0) }, { name: t.requests, value: count(stored.requestsPerMinute ?? 0) }]} /></div>
        <FormProblem problem={problem} fields={["timeZone", "revealQuota", "exportApprovalRows"]} />
        {mayChange && <div><Button kind="primary" writes busy={isBusy} disabled={Object.keys(changes).length === 0} onClick={() => void save()}>{t.save}</Button></div>}
      </div>
    </Card>
  );
}
