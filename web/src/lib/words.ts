import { dictionary, Language } from "./i18n";
import type { Words } from "./spoken";

// Names of actions and of what they are done to, as the server spells them. Only pages about rights and the audit say them.

export const resources: Words = dictionary({
  customer: ["客户", "Customer"], note: ["客户记录", "Note"], mention: ["提醒", "Mention"], timeline: ["时间轴", "Timeline"], user: ["人员", "Person"], session: ["会话", "Session"],
  role: ["角色", "Role"], grant: ["授权", "Grant"], branch: ["机构", "Unit"], unit: ["机构", "Unit"], setting: ["设置", "Settings"], tenant: ["连锁", "Chain"],
  audit: ["审计", "Audit"], care_relation: ["诊疗关系", "Care relation"], proposal: ["变更提案", "Proposal"], role_proposal: ["变更提案", "Proposal"], invitation: ["邀请", "Invitation"],
  care: ["诊疗关系", "Care"], access: ["权限", "Access"], totp: ["验证器", "Authenticator"], password: ["密码", "Password"], spray: ["批量试密", "Password spray"],
  reveal_quota: ["查看额度", "Reveal quota"], job: ["任务", "Job"], webhook: ["推送", "Webhook"], consent: ["授权同意", "Consent"], key: ["密钥", "Key"], api_key: ["接口密钥", "API key"],
  consent_notice: ["告知书", "Consent notice"], data_request: ["个人信息请求", "Data request"], erasure: ["删除证明", "Erasure"], privacy: ["隐私", "Privacy"],
  alert: ["告警", "Alert"], question: ["常用查询", "Saved question"], request: ["个人信息请求", "Data request"], share: ["共享", "Share"], tag: ["标签", "Tag"],
  saved_view: ["视图", "Saved view"], segment: ["分群", "Segment"], tag_group: ["标签组", "Tag group"], tag_order: ["标签顺序", "Order of tags"],
  customer_tag: ["客户标签", "Customer tag"], file: ["文件", "File"], customer_phone: ["客户电话", "Customer phone"], customer_address: ["客户地址", "Customer address"],
  warning: ["医疗警示", "Medical warning"], relation: ["亲友关系", "Relation"], lane: ["服务分工", "Lane"], level_change: ["等级变更", "Tier change"],
  customer_numbering: ["客户编号规则", "Numbering"], disclosure: ["对外提供", "Disclosure"], canary: ["诱饵客户", "Canary customers"], support: ["平台支持", "Support access"],
  online_page: ["网上预约页面", "Public page"], online_request: ["网上预约", "Online request"],
  lead: ["线索", "Lead"], lead_touch: ["线索触点", "Touch"], lead_rule: ["线索分配规则", "Rule of leads"], task: ["任务", "Task"],
  visit: ["到院记录", "Visit"], visit_step: ["接诊环节", "Step of a visit"], triage: ["分诊", "Triage"], triage_rule: ["分诊规则", "Triage rule"],
  check_in_code: ["签到码", "Check-in code"], consultation: ["咨询记录", "Consultation"], consultation_mark: ["面部与身体图标注", "Mark on a map"],
  treatment_plan: ["治疗方案", "Treatment plan"], plan_item: ["方案项目", "Item of a plan"], plan_opinion: ["会诊意见", "Opinion on a plan"], layer: ["客户分层", "Layer"], attachment: ["客户资料", "Customer file"],
  custom_field: ["自定义字段", "Custom field"], break_glass: ["紧急访问", "Emergency"], export: ["导出文件", "Export"],
  audit_setting: ["审计设置", "Audit settings"], audit_key: ["审计密钥", "Audit key"], audit_note: ["审计备注", "Audit note"], audit_batch: ["审计批次", "Audit batch"],
  root_key: ["根密钥", "Root key"], tag_rule: ["标签规则", "Tag rule"], duplicate: ["疑似重复", "Duplicate"], data_export: ["个人信息副本", "Personal export"],
  recovery_code: ["恢复码", "Recovery code"], recovery_codes: ["恢复码", "Recovery codes"], rotation: ["密钥轮换", "Rotation"], retention: ["留存期限", "Retention"],
  service: ["项目", "Service"], service_category: ["项目分类", "Category of services"], service_package: ["套餐", "Package"], price: ["价格", "Price"], resource: ["资源", "Resource"],
  licence: ["执业资质", "Licence"], shift: ["排班", "Roster"], shift_template: ["班次模板", "Shift template"], opening_hours: ["营业时间", "Opening hours"], calendar_day: ["休业与调休日", "Closed or made-up day"],
  leave_request: ["请假", "Leave"], shift_swap: ["换班", "Swap"], slot: ["可约时间", "Free time"], appointment: ["预约", "Appointment"], waitlist_entry: ["候补", "Waiting list"],
  restore: ["备份恢复", "Restored backup"], import: ["导入", "Import"], deployment: ["平台", "Deployment"],
});

const verbs: Words = dictionary({
  create: ["新建", "create"], read: ["查看", "read"], update: ["修改", "change"], delete: ["删除", "delete"], search: ["搜索", "search"], reveal: ["查看原文", "reveal"],
  assign: ["指定", "assign"], confirm: ["复核", "confirm"], invite: ["邀请", "invite"], preview: ["预览", "preview"], publish: ["发布", "publish"], revoke: ["收回", "revoke"],
  suspend: ["停用或恢复", "suspend"], verify: ["验证", "verify"], set: ["设置", "set"], accept: ["接受", "accept"], end: ["结束", "end"], step_up: ["再次验证", "step up"],
  enrol: ["启用", "enrol"], remove: ["移除", "remove"], export: ["导出", "export"], import: ["导入", "import"], merge: ["合并", "merge"], run: ["运行", "run"], cancel: ["取消", "cancel"],
  withdraw: ["撤回", "withdraw"], grant: ["授予", "grant"], rotate: ["轮换", "rotate"], review: ["复查", "review"], detect: ["发现", "detect"], alert: ["告警", "alert"],
  manage: ["管理", "manage"], use: ["使用", "use"], keep: ["保存", "keep"], drop: ["删除", "drop"], replay: ["重发", "replay"], close: ["关闭", "close"], open: ["打开", "open"],
  erase: ["删除", "erase"], decide: ["审批", "decide"], draft: ["起草", "draft"], handle: ["办理", "handle"], retry: ["重试", "retry"], undo: ["撤销", "undo"],
  compute: ["计算", "compute"], move: ["流转", "move"], write: ["制定", "write"],
  upload: ["上传", "upload"], approve: ["批准", "approve"], record: ["登记", "record"],
  freeze: ["冻结", "freeze"], thaw: ["解冻", "thaw"], raise: ["触发", "raise"], renew: ["更新", "renew"], lift: ["解除", "lift"], issue: ["出具", "issue"],
  download: ["打开", "open"], take: ["领取", "take"], apply: ["套用", "apply"], check: ["检查", "check"], finish: ["完成", "finish"], extend: ["扩展", "extend"], restrict: ["限制处理", "restrict"],
  block: ["占用", "block"], book: ["新建", "book"], change: ["改期", "change"], progress: ["推进", "progress"], overbook: ["超约", "overbook"], overrule: ["越过", "overrule"],
  forget: ["清除", "forget"], claim: ["领取", "claim"], oversee: ["查看与指派团队", "oversee"],
  share: ["共享", "share"], unmerge: ["撤销合并", "take apart"],
});

/** Where verb and object side by side would not be how people say it. */
const phrases: Words = dictionary({
  "create.session": ["登录", "Sign in"], "end.session": ["退出登录", "Sign out"], "step_up.session": ["再次验证身份", "Step up"], "revoke.session": ["强制下线", "End a session"],
  "reveal.customer": ["查看客户原文", "Reveal customer"], "set.password": ["设置密码", "Set password"], "accept.invitation": ["接受邀请", "Accept invitation"],
  "enrol.totp": ["启用验证器", "Enrol authenticator"], "remove.totp": ["移除验证器", "Remove authenticator"], "suspend.user": ["停用或恢复人员", "Suspend person"],
  "acknowledge.mention": ["读了提醒", "Read a mention"], "create.note": ["写客户记录", "Write note"], "update.note": ["改客户记录", "Change note"], "create.grant": ["授予角色", "Grant role"], "revoke.grant": ["收回授权", "Revoke grant"],
  "publish.role": ["发布角色变更", "Publish role change"], "update.role": ["提案修改角色", "Propose role change"], "assign.care": ["指定诊疗关系", "Assign care"],
  "tag.customer": ["打标签", "Tag customer"], "untag.customer": ["移除标签", "Untag customer"], "expire.customer_tag": ["标签到期", "Tags expired"],
  "break_glass.customer": ["紧急打开客户", "Open in an emergency"], "end.break_glass": ["结束紧急访问", "End an emergency"], "review.break_glass": ["复核紧急访问", "Review an emergency"], "read.break_glass": ["查看紧急访问记录", "Look at the emergencies"],
  "share.customer": ["共享客户", "Share customer"], "unshare.customer": ["结束共享", "End a share"], "protect.customer": ["限制查看客户", "Restrict customer"],
  "request.care": ["申请查看客户", "Ask to see a customer"], "approve.care": ["审批查看申请", "Decide a care request"], "read.restricted": ["查看受限客户", "See restricted customers"],
  "assign.lead": ["指派与回收线索", "Give leads out"], "claim.lead": ["领取公海线索", "Claim leads"], "update.lead": ["跟进线索", "Work on leads"],
  "review.online_request": ["预审网上预约", "Review online requests"], "update.online_request": ["处理网上预约", "Work on online requests"],
  "create.online_request": ["收到网上预约", "Receive an online request"],
  "oversee.task": ["查看与指派团队任务", "Oversee a team’s tasks"],
  "preview.access": ["预览权限", "Preview access"], "verify.audit": ["验证审计", "Verify audit"], "alert.reveal_quota": ["查看额度告警", "Alert: reveal quota"],
  "order.export": ["申请导出", "Ask for an export"], "open.export": ["下载导出文件", "Download an export"], "release.export": ["免审批导出", "Export without approval"],
  "withdraw.visit": ["撤销到院记录", "Withdraw visit"], "move.visit": ["流转接诊环节", "Move visits on"], "manage.triage": ["设置分诊规则", "Set the triage rule"],
  "decide.treatment_plan": ["登记方案结果", "Record what was decided on a plan"], "review.treatment_plan": ["参加会诊", "Take part in a joint consultation"], "manage.layer": ["管理客户分层", "Define layers"],
  "deduplicate.customer": ["客户查重", "Find duplicate customers"], "check.duplicate": ["建档查重", "Check for duplicates"], "hand_over.customer": ["移交客户", "Hand customers over"],
  "bulk_change.customer": ["批量修改客户", "Change customers in bulk"], "object.customer": ["客户反对处理", "Customer objects to processing"], "lift.data_request": ["解除处理限制", "Lift a restriction"],
  "freeze.tenant": ["冻结连锁", "Freeze chain"], "thaw.tenant": ["解冻连锁", "Thaw chain"], "end.retention": ["留存到期", "Retention ended"], "confirm.restore": ["确认备份恢复", "Confirm a restored backup"],
  "extend.role": ["内置角色更新", "Built-in role extended"], "use.recovery_code": ["使用恢复码", "Use a recovery code"],
  "block.resource": ["占用资源时间", "Block time"], "manage.resource": ["管理人员、诊室与设备", "Keep people, rooms and devices"], "manage.service": ["管理项目与套餐", "Define services"],
  "set.price": ["设定价格", "Set prices"], "manage.licence": ["管理执业资质", "Keep licences"], "manage.shift": ["管理排班", "Write rosters"], "request.leave_request": ["申请请假或换班", "Ask for leave or a swap"],
  "decide.leave_request": ["审批请假与换班", "Decide on leave and swaps"], "search.slot": ["查找可约时间", "Search for free times"], "read.resource": ["查看人员、诊室与设备", "See people, rooms and devices"],
  "book.appointment": ["新建预约", "Book"], "change.appointment": ["改期或修改预约", "Change an appointment"], "progress.appointment": ["推进预约状态", "Move an appointment on"],
  "cancel.appointment": ["取消或标记爽约", "Cancel or mark a no-show"], "overbook.appointment": ["加号（超额预约）", "Overbook"], "release.appointment": ["释放保留时段", "Release holds"], "waive.deposit": ["减免订金", "Waive deposits"], "decide.deposit": ["订金判定", "Deposit decided"], "overrule.warning": ["越过医疗警示", "Overrule a medical warning"],
  "read.waitlist_entry": ["查看候补名单", "See the waiting list"], "keep.waitlist_entry": ["管理候补名单", "Keep the waiting list"],
  "detect.spray": ["发现批量试密码", "Detected: password spray"],
});

/** `reveal.customer` in words. */
export function actionText(action: string, language: Language): string {
  const phrase = (phrases[language] as Record<string, string>)[action];
  if (phrase) return phrase;
  const [verb = "", object = ""] = action.split(".");
  const spoken = (verbs[language] as Record<string, string>)[verb] ?? verb;
  const thing = (resources[language] as Record<string, string>)[object] ?? object.replace(/_/g, " ");
  if (!object) return spoken;
  if (language === "zh") return spoken + thing;
  const text = `${spoken} ${thing.toLowerCase()}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
