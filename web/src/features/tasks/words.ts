import { dictionary } from "../../lib/i18n";
import type { Words } from "../../lib/spoken";

export const taskKinds: Words = dictionary({
  first_call: ["首次联系", "First call"], call_back: ["再次联系", "Call back"], touch: ["客户再次来访", "Turned up again"], follow_up: ["回访", "Follow-up"], other: ["其他", "Other"],
  licence_ends: ["执业资质到期", "Licence ends"], certificate_ends: ["注册证到期", "Certificate ends"], maintenance_due: ["设备保养到期", "Maintenance due"], metrology_due: ["计量检定到期", "Metrology due"],
});

export const taskStates: Words = dictionary({ open: ["待办", "Open"], done: ["已完成", "Done"], cancelled: ["已取消", "Cancelled"] });

export const taskTexts = dictionary({
  title: ["任务", "Tasks"],
  about: ["我要做的和团队要做的，按截止时间排列。", "What there is to do, one’s own and the team’s, by when it is due."],
  views: ["任务范围", "Which tasks"],
  mine: ["我的待办", "Mine"],
  team: ["团队待办", "The team’s"],
  done: ["已结束", "Closed"],
  create: ["新建任务", "New task"],
  what: ["内容", "What"],
  kind: ["类型", "Kind"],
  due: ["截止", "Due"],
  dueDay: ["截止日期", "Due on"],
  dueTime: ["时间", "At"],
  who: ["负责人", "Assignee"],
  about_: ["关于", "About"],
  lead: ["线索", "Lead"],
  customer: ["客户", "Customer"],
  request: ["网上预约", "Online request"],
  state: ["状态", "State"],
  postponed: [(count: number) => `延期 ${count} 次`, (count: number) => `Postponed ${count}×`],
  reason: ["原因", "Reason"],
  outcome: ["结果（可空）", "Outcome (optional)"],
  complete: ["完成", "Done"],
  postpone: ["延期", "Postpone"],
  cancel: ["取消任务", "Give up"],
  hand: ["转交", "Hand over"],
  whom: ["转交给", "To whom"],
  branch: ["院区", "Branch"],
  me: ["我自己", "Myself"],
  saved: ["已保存", "Saved"],
  overdue: ["已超时", "Overdue"],
  none: ["没有待办", "Nothing to do"],
  noneHelp: ["新分到的线索、到期的再次联系会自动出现在这里。", "New leads and calls that are due come here by themselves."],
  noneDone: ["没有已结束的任务", "No closed tasks"],
  noneDoneHelp: ["完成或取消的任务留在这里。", "Tasks that are done or given up stay here."],
  all: ["全部", "All"],
  card: ["我的任务", "My tasks"],
});
