import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

export const consentChannels: Words = dictionary({
  counter: ["前台当面", "At the counter"], paper: ["纸质", "On paper"], phone: ["电话", "By phone"], sms: ["短信", "SMS"], wechat: ["微信", "WeChat"], web: ["网页", "Web"], other: ["其他", "Other"],
});

export const evidenceKinds: Words = dictionary({
  paper_signature: ["纸质签名", "Paper signature"], electronic_signature: ["电子签名", "Electronic signature"], recording: ["录音", "Recording"], message: ["消息记录", "Message"], witness: ["见证人", "Witness"],
});

export const stateReasons: Words = dictionary({
  given: ["已同意", "Given"], never_given: ["从未同意", "Never given"], ended: ["已撤回", "Ended"], renewal_needed: ["告知书已更新，需重新同意", "The notice changed; ask again"], minor: ["未成年人不得推广", "A minor: no promotion"],
});

export const relations: Words = dictionary({
  parent: ["父母", "Parent"], grandparent: ["祖父母", "Grandparent"], sibling: ["兄弟姐妹", "Sibling"], appointed: ["指定监护人", "Appointed"], other: ["其他", "Other"],
});
