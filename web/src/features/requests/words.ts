import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

export const requestKinds: Words = dictionary({
  access: ["查阅", "Access"], copy: ["复制", "Copy"], transfer: ["转移", "Transfer"], correct: ["更正", "Correct"], erase: ["删除", "Erase"], restrict: ["限制处理", "Restrict"], object: ["拒绝推广", "Object"],
});

export const requestStates: Words = dictionary({
  received: ["待核验身份", "Received"], verified: ["待办理", "Verified"], completed: ["已办结", "Completed"], refused: ["已拒绝", "Refused"], cancelled: ["已撤回", "Cancelled"],
});

export const identityMethods: Words = dictionary({
  id_card: ["证件核对", "ID card"], in_person: ["当面确认", "In person"], phone_code: ["手机验证码", "Code by phone"], signature: ["签名比对", "Signature"], power_of_attorney: ["授权委托书", "Power of attorney"],
});

export const refusalReasons: Words = dictionary({
  identity_unproven: ["身份未能核实", "Identity unproven"], legal_retention: ["法定保存期内", "Kept by law"], excessive: ["请求明显过度", "Excessive"], others_rights: ["影响他人权利", "Rights of others"], not_held: ["没有相关信息", "Not held"], other: ["其他", "Other"],
});

export const requesters: Words = dictionary({ self: ["本人", "The person"], guardian: ["监护人", "Guardian"], agent: ["代理人", "Agent"], relative: ["近亲属", "Relative"] });

export const requestTexts = dictionary({
  title: ["个人信息请求", "Data requests"],
  views: ["请求状态", "States"],
  open: ["办理中", "Open"],
  settled: ["已办结", "Settled"],
  all: ["全部", "All"],
  number: ["编号", "Number"],
  kind: ["类型", "Kind"],
  state: ["状态", "State"],
  received: ["收到", "Received"],
  receivedBy: ["登记人", "Received by"],
  settledAt: ["办结时间", "Settled at"],
  settledBy: ["办结人", "Settled by"],
  due: ["期限", "Due"],
  left: [(days: number) => `还有 ${days} 天`, (days: number) => `${days} days left`],
  late: [(days: number) => `已超期 ${days} 天`, (days: number) => `${days} days late`],
  customer: ["客户", "Customer"],
  channel: ["提出方式", "By"],
  requester: ["请求人", "Requester"],
  requesterName: ["请求人姓名", "Requester’s name"],
  detail: ["请求内容", "What is asked"],
  identity: ["身份核验", "Identity check"],
  answer: ["答复", "Answer"],
  reason: ["拒绝理由", "Reason"],
  none: ["没有请求", "No requests"],
  noneHelp: ["客户提出查阅、更正、删除等请求时，在客户档案里登记，这里跟踪办理期限。", "Take a request down in the customer’s record; its clock is watched here."],
  step: ["办理步骤", "Steps"],
  verify: ["核验身份", "Check identity"],
  method: ["核验方法", "Method"],
  exportIt: ["生成副本", "Make the export"],
  complete: ["办结", "Complete"],
  completeErase: ["将销毁这位客户的加密密钥，姓名、电话等立即无法恢复。医疗信息按法定期限锁定保存。此操作不能撤销。", "This destroys the customer’s key: name, phone and the like are gone at once. Medical data stays locked for the time the law sets. It cannot be undone."],
  certificate: ["删除凭证", "Certificate"],
  erased: ["个人信息已删除，客户档案不再可见；签名凭证可交给本人。", "The person’s data is erased and the record is gone; hand the signed certificate over."],
  refuse: ["拒绝", "Refuse"],
  cancel: ["对方撤回", "Taken back"],
  lift: ["解除", "Lift"],
  done: ["已记录", "Recorded"],
  exported: ["副本已生成", "The export is made"],
  tokenHelp: ["下载凭证只显示这一次，7 天内可下载一次。请通过可信渠道交给本人。", "The token is shown this once and takes the document once within seven days. Hand it over through a channel you trust."],
  token: ["下载凭证", "Token"],
  record: ["登记请求", "Take a request down"],
  recorded: [(number: number) => `已登记，编号 ${number}`, (number: number) => `Taken down as number ${number}`],
  openRequests: ["个人信息请求", "Data request"],
});
