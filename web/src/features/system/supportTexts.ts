import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

export const supportScopes: Words = dictionary({ configuration: ["设置与人员", "Settings and people"], customers: ["另含脱敏客户资料", "Customers too, masked"] });

export const supportTexts = dictionary({
  title: ["平台支持", "Support access"],
  grant: ["授权查看", "Let in"],
  none: ["没有授权过", "Nobody was let in"],
  noneHelp: ["平台人员本来看不到任何数据。需要排查问题时，可以限时授权一名操作员只读查看。", "The platform’s people see nothing of yours. To look into a problem, one of them may be let in for a while, to read."],
  until: [(until: string) => `有效至 ${until}`, (until: string) => `until ${until}`],
  ended: ["已结束", "Ended"],
  by: [(name: string, at: string) => `${name} ${at} 授权`, (name: string, at: string) => `by ${name}, ${at}`],
  came: [(at: string) => `${at} 进入`, (at: string) => `came ${at}`],
  neverCame: ["未进入", "never came"],
  end: ["收回授权", "Let out"],
  endAbout: ["立即生效，对方正在看的页面也会断开。", "At once: what is open there ends too."],
  done: ["授权已收回", "Let out"],
  about: ["对方只能读取，不能修改、搜索、查看原文或导出；受限客户和未成年客户不在其中。每次读取都写入您的审计。", "He only reads: no change, search, reveal or export; restricted customers and minors are not there. Each request is in your audit trail."],
  operator: ["平台操作员账号", "Operator’s user name"],
  operatorHelp: ["由平台支持人员提供", "As the platform’s support gave it to you"],
  scope: ["可以看到什么", "What is seen"],
  minutes: ["多长时间", "For how long"],
  some: [(minutes: number) => (minutes < 60 ? `${minutes} 分钟` : `${minutes / 60} 小时`), (minutes: number) => (minutes < 60 ? `${minutes} minutes` : `${minutes / 60} h`)],
  reason: ["原因", "Reason"],
  granted: ["已授权", "Let in"],
});
