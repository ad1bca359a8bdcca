import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

export const alertKinds: Words = dictionary({
  rights_published: ["角色已变更", "Rights changed"], grant_changed: ["授权已变更", "Grant changed"], reveal_quota: ["查看原文接近额度", "Reveal quota nearly used"],
  canary: ["诱饵客户被打开", "Canary customer opened"], spray: ["批量试密码", "Password spray"], break_glass: ["紧急访问", "Emergency access"],
  authenticator_removed: ["验证器被移除", "Authenticator removed"], key_operation: ["密钥操作", "Key operation"], large_export: ["大量导出", "Large export"],
  night_reading: ["非营业时间查看", "Reading at night"], above_median: ["查看客户明显多于平时", "Far more customers than usual"], many_refusals: ["频繁被拒绝", "Many refusals"],
  many_searches: ["频繁搜索", "Many searches"], failed_sign_ins: ["登录频繁失败", "Failed sign-ins"],
});

export const severities: Words = dictionary({ info: ["提示", "Info"], warning: ["警告", "Warning"], critical: ["严重", "Critical"] });

export const verdicts: Words = dictionary({ harmless: ["正常行为", "Harmless"], mistake: ["误操作", "Mistake"], incident: ["安全事件", "Incident"] });

export const alertTexts = dictionary({
  title: ["告警", "Alerts"],
  about: ["系统每分钟检查已封存的审计，发现异常就在这里提醒。", "Every minute the sealed trail is looked at; what is unusual appears here."],
  states: ["处理状态", "States"],
  all: ["全部", "All"],
  open: ["待处理", "Open"],
  acknowledged: ["处理中", "In hand"],
  closed: ["已关闭", "Closed"],
  severity: ["级别", "Severity"],
  what: ["告警", "Alert"],
  who: ["涉及人员", "Person"],
  at: ["时间", "Time"],
  state: ["状态", "State"],
  observed: ["数值 / 阈值", "Seen / threshold"],
  event: ["查看审计事件", "The audit event"],
  customer: ["打开客户", "The customer"],
  take: ["开始处理", "Take in hand"],
  close: ["关闭告警", "Close"],
  note: ["说明", "Note"],
  verdict: ["结论", "Verdict"],
  taken: ["已记录，处理中", "Recorded: in hand"],
  done: ["告警已关闭", "Alert closed"],
  none: ["没有告警", "No alerts"],
  noneHelp: ["没有发现异常。", "Nothing unusual was found."],
  history: ["处理记录", "History"],
});
