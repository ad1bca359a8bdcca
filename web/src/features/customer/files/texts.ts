import { dictionary } from "../../../lib/i18n";

export const fileTexts = dictionary({
  add: ["添加照片或文件", "Add a picture or file"],
  category: ["类别", "Category"],
  before: ["术前照", "Before"],
  after: ["术后照", "After"],
  medical: ["医疗文件", "Medical document"],
  document: ["合同与证件", "Contract or document"],
  other: ["其他", "Other"],
  remark: ["说明", "Remark"],
  remarkHint: ["可不填", "Optional"],
  drop: ["JPEG、PNG、WebP、PDF 或纯文本，最大 20 MiB。照片中的拍摄地点与设备信息会被去除。", "JPEG, PNG, WebP, PDF or plain text, 20 MiB at most. Where and with what a picture was taken is removed."],
  uploading: ["正在上传", "Uploading"],
  added: ["已添加", "Added"],
  files: ["照片与文件", "Pictures and files"],
  none: ["还没有照片或文件", "No pictures or files yet"],
  noneHelp: ["术前术后照、合同和化验单放在这里，打开都有记录。", "Before and after pictures, contracts and laboratory reports; every opening is recorded."],
  more: ["更多文件", "More files"],
  show: ["显示照片", "Show pictures"],
  open: ["打开", "Open"],
  remove: ["删除", "Delete"],
  removeTitle: ["删除这个文件？", "Delete this file?"],
  removeHelp: ["删除后同事不再看到；医疗资料按法规继续保存。", "Colleagues will not see it any more; what is medical stays stored as the law asks."],
  removed: ["已删除", "Deleted"],
  by: [(name: string, at: string) => `${name} · ${at}`, (name: string, at: string) => `${name} · ${at}`],
  purposeTitle: ["打开的用途", "What for"],
  purposeNotice: ["这次打开会连同用途写入审计。", "This is written to the audit trail with its purpose."],
  purpose: ["用途", "Purpose"],
  compare: ["术前术后对比", "Comparing before and after"],
  plan: ["制定治疗方案", "Planning a treatment"],
  check: ["核对合同或证件", "Checking a contract or document"],
  followUp: ["术后回访", "Follow-up after treatment"],
  elsewhere: ["其他用途", "Another purpose"],
  which: ["请写明用途", "Say what for"],
});

export const categories = ["before", "after", "medical", "document", "other"] as const;
export type Category = (typeof categories)[number];

/** What is medical is opened and written by the rights on medical fields. */
export const isMedical = (category: string | null | undefined): boolean => category === "before" || category === "after" || category === "medical";
