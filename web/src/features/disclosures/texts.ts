import { dictionary, Dictionary } from "../../lib/i18n";

export const abroadWords: Dictionary<Record<string, readonly [string, string]>> = dictionary({ no: ["境内", "At home"], yes: ["境外", "Abroad"] });

export const registerTexts = dictionary({
  title: ["对外提供登记", "Disclosures"],
  about: ["向第三方提供客户数据的登记簿。记录不可修改，只能另行更正。", "What was passed on to third parties. An entry never changes; a mistake is corrected by another."],
  recipient: ["接收方", "Recipient"],
  find: ["接收方全称", "Recipient’s whole name"],
  data: ["数据", "Data"],
  ground: ["依据", "Ground"],
  method: ["方式", "How"],
  purpose: ["目的", "Purpose"],
  at: ["提供时间", "When"],
  by: ["登记人", "Recorded by"],
  recorded: ["登记时间", "Recorded"],
  customer: ["客户", "Customer"],
  contact: ["接收方联系方式", "Recipient’s contact"],
  where: ["境内外", "Where"],
  consent: ["依据的同意", "The consent"],
  correction: ["更正", "Correction"],
  corrects: ["更正了另一条记录", "Corrects another entry"],
  print: ["打印登记簿", "Print the register"],
  printAll: ["打印时会读入全部符合筛选的记录。", "All that match are read for the print."],
  open: ["打开客户", "The customer"],
  none: ["没有对外提供的记录", "No disclosures"],
  noneHelp: ["在客户档案的“授权同意”里登记：检验机构、保险公司、主管机关、合作方。", "Enter one in a customer’s record: a laboratory, an insurer, an authority, a partner."],
  noMatch: ["没有符合筛选的记录", "No entry matches the filters"],
  noMatchHelp: ["放宽或清除筛选条件。接收方须写全称。", "Widen or clear the filters. A recipient is matched by its whole name."],
});
