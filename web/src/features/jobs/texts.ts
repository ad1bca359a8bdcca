import { dictionary } from "../../lib/i18n";
import type { Words } from "../../lib/spoken";

export const jobTexts = dictionary({
  title: ["后台任务", "Jobs"],
  about: ["定时和变更之后由系统完成的工作。失败会自动重试，多次失败后停下等人处理。", "What the system does after a schedule or a change. Failures are tried again; after many it waits for a person."],
  states: ["任务状态", "States"],
  all: ["全部", "All"],
  waiting: ["等待中", "Waiting"],
  running: ["进行中", "Running"],
  done: ["已完成", "Done"],
  dead: ["已放弃", "Given up"],
  cancelled: ["已取消", "Cancelled"],
  kind: ["任务", "Job"],
  state: ["状态", "State"],
  progress: ["进度", "Progress"],
  attempt: ["尝试", "Tries"],
  due: ["下次执行", "Due"],
  created: ["建立时间", "Created"],
  error: ["最近错误", "Last failure"],
  actions: ["操作", "Actions"],
  cancel: ["取消任务", "Cancel"],
  retry: ["立即重试", "Try now"],
  replay: ["重新执行", "Begin anew"],
  asked: ["已提交", "Done"],
  stopping: ["正在停止…", "Stopping…"],
  none: ["没有任务", "No jobs"],
  noneHelp: ["到时间或有变更时，系统会自动建立任务。", "The system makes jobs when their time comes."],
});

/** What jobs are called; a kind that is new here shows its own name. */
export const jobKinds: Words = dictionary({
  "audit.detect": ["查找异常访问", "Look for unusual access"], "customer.bulk": ["批量修改客户", "Change customers in bulk"], "bulk.lane": ["移交分工", "Hand over work"],
  "customer.duplicates": ["查找疑似重复", "Look for duplicates"], "customer.tags": ["更新客户标签", "Renew customers’ tags"], "export.run": ["生成导出文件", "Write an export"],
  "export.sweep": ["清理导出文件", "Clear away exports"], "files.sweep": ["清理文件", "Clear away files"], "import.check": ["检查导入文件", "Try an import"],
  "import.run": ["导入客户", "Import customers"], "import.undo": ["撤销导入", "Take an import back"], "privacy.retention": ["到期数据处理", "End of retention"],
  "segments.snapshot": ["统计分群人数", "Count segments"], "tags.expire": ["标签到期", "End of tags"], "tags.rule": ["套用标签规则", "Apply a tag rule"],
  "webhook.deliver": ["推送消息", "Deliver a message"], "webhook.fan_out": ["分发推送", "Spread messages"],
  "webhook.clean_up": ["清理推送记录", "Clear away deliveries"], "layers.nightly": ["每晚客户分层", "Layers of the night"],
  "layers.compute": ["计算客户分层", "Work out layers"], "customers.changed": ["更新一位客户的分层和标签", "Renew a customer’s layer and tags"],
  "customers.everybody": ["更新全部客户的标签", "Renew everybody’s tags"], "tags.define": ["维护系统标签", "Keep the system’s tags"],
  "expiry.warn": ["资质与设备到期提醒", "Warn of what ends"],
  "leads.recycle": ["回收超时线索", "Recycle overdue leads"],
  "online_requests.meet": ["识别网上预约的客户", "Find out whose an online request is"], "online_requests.clock": ["网上预约超时提醒", "Late online requests"],
  "online_requests.forget": ["清除过期网上预约", "Forget old online requests"],
  "appointments.release": ["释放到期占位", "End holds"], "appointments.remind": ["预约提醒", "Remind of an appointment"], "waitlist.fill": ["通知候补客户", "Ask who waits"],
  "platform.clean_up": ["日常清理", "Daily clean-up"], "texts.seal": ["加密旧文本", "Seal old texts"], "customers.reindex": ["补建客户索引", "Index customers anew"],
});
