import { dictionary } from "../../lib/i18n";
import type { Words } from "../../lib/spoken";

export const visitTypes: Words = dictionary({
  first: ["初诊", "First visit"], return: ["复诊", "Return"], repeat_purchase: ["再消费", "Repeat purchase"], review: ["复查", "Review"], other: ["其他", "Other"],
});

export const visitSteps: Words = dictionary({
  waiting: ["已到店", "Waiting"], consultation: ["咨询中", "In consultation"], cashier: ["待收费", "Cashier"], treatment: ["治疗中", "In treatment"],
  observation: ["留观", "Observation"], left: ["离院", "Left"],
});

export const visitStates: Words = dictionary({
  registered: ["已登记", "Registered"], triaged: ["已分诊", "Triaged"], consulting: ["咨询中", "Consulting"], planned: ["有方案", "Plan shown"],
  ordered: ["已成交", "Agreed"], no_deal: ["未成交", "No deal"], treated: ["已治疗", "Treated"], left: ["已离院", "Left"],
});

export const strategies: Words = dictionary({
  own: ["归属咨询师", "Own consultant"], round_robin: ["轮流", "In turns"], least_busy: ["最少接诊", "Fewest customers"], on_shift: ["在班空闲", "Free on shift"],
  by_hand: ["稍后人工分诊", "By hand, later"],
});

export const noDealReasons: Words = dictionary({
  price: ["价格高", "Price"], comparing: ["对比同行", "Comparing others"], thinking: ["回去考虑", "Wants to think"], family: ["家人意见", "Family"],
  effect: ["担心效果", "Doubts the effect"], unsuitable: ["不适合", "Not suitable"], no_time: ["时间不便", "No time"], other: ["其他", "Other"],
});

export const arrivalTexts = dictionary({
  title: ["候诊看板", "Waiting board"],
  expected: ["待到店", "Expected"],
  noShow: ["登记爽约", "No-show"],
  about: [(count: string) => `您能看到的在院客户 ${count} 人`, (count: string) => `${count} here whom you may see`],
  checkIn: ["签到", "Check in"],
  nobody: ["今天还没有您能看到的客户到店", "Nobody whom you may see has come today"],
  nobodyHelp: ["客户到店后按姓名、编号、手机后四位或二维码签到，看板上随时看到在哪个环节、等了多久。", "Check customers in by name, number, the last four of the phone or a QR code: the board shows where each of them is, and for how long."],
  minutes: [(count: string) => `${count} 分钟`, (count: string) => `${count} min`],
  moveTo: [(step: string) => `转到：${step}`, (step: string) => `Move to: ${step}`],
  moves: [(name: string) => `${name} 的操作`, (name: string) => `What to do with ${name}`],
  handOver: ["分诊 / 转交", "Triage or hand over"],
  leave: ["离院", "See off"],
  consult: ["开始咨询", "Begin consultation"],
  openCustomer: ["打开客户", "Open customer"],
  undo: ["撤销签到", "Undo check-in"],
  undone: ["已撤销签到", "Check-in undone"],
  unassigned: ["待分诊", "Nobody yet"],
  hidden: ["客户", "Customer"],
  empty: ["暂无", "Nobody"],
  customer: ["客户", "Customer"],
  findHint: ["姓名、编号或手机后四位", "Name, number or the last four of the phone"],
  code: ["二维码内容", "QR code"],
  codeHint: ["扫码枪扫描客户的签到码", "Scan the customer’s check-in code"],
  by: ["签到方式", "How"],
  bySearch: ["查找客户", "Search"],
  byCode: ["扫码", "QR code"],
  type: ["分诊类型", "Type"],
  derived: ["按历史自动判断", "From the history"],
  to: ["接诊咨询师", "Consultant"],
  toNobody: ["按院区规则分诊", "By the branch’s rule"],
  doctor: ["接诊医生", "Doctor"],
  unchanged: ["不变", "As it is"],
  reason: ["原因", "Why"],
  save: ["保存", "Save"],
  arrived: ["已签到", "Checked in"],
  handed: ["已转交", "Handed over"],
  gone: ["已离院", "Seen off"],
  noDeal: ["未成交原因", "Why nothing was agreed"],
  leaveAbout: [(name: string) => `${name} 离院后，本次接诊不再更改。`, (name: string) => `After ${name} has left, this visit is not changed any more.`],
  moved: [(name: string, step: string) => `${name}：${step}`, (name: string, step: string) => `${name}: ${step}`],
  waitingLong: ["久等", "Long wait"],
  missingConsents: [(which: string) => `未签：${which}`, (which: string) => `Not signed: ${which}`],
  requiredForms: [(which: string) => `表单：${which}`, (which: string) => `Forms: ${which}`],
  rule: ["分诊规则", "Triage rule"],
  strategy: ["无归属时", "Who is nobody’s"],
  ownerFirst: ["先分给归属咨询师", "First to their own consultant"],
  ruleSaved: ["分诊规则已保存", "Triage rule saved"],
  qr: ["签到二维码", "Check-in code"],
  qrAbout: ["24 小时内到店出示即可签到，码中没有个人信息。", "Shown at the desk within 24 hours; there is nothing personal in it."],
});
