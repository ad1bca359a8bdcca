import { dictionary, Dictionary, Language, useTexts } from "./i18n";

// Words that many pages share: values of enumerations, as the server spells them. What names actions is in `words`.

/** The text of a value, or the value itself where it is new to this page. */
export function word(texts: Record<string, string>, value: string | null | undefined): string {
  return value ? texts[value] ?? value : "—";
}

export type Words = Dictionary<Record<string, readonly [string, string]>>;

/** A function that names values in the language of the page. */
export function useWords(words: Words): (value: string | null | undefined) => string {
  const texts = useTexts(words) as Record<string, string>;
  return (value) => word(texts, value);
}

export const tiers: Words = dictionary({
  standard: ["普通", "Standard"], silver: ["银卡", "Silver"], gold: ["金卡", "Gold"], platinum: ["铂金", "Platinum"], diamond: ["钻石", "Diamond"],
});

export const skinTypes: Words = dictionary({
  normal: ["中性", "Normal"], dry: ["干性", "Dry"], oily: ["油性", "Oily"], combination: ["混合性", "Combination"], sensitive: ["敏感性", "Sensitive"],
});

export const sexes: Words = dictionary({ female: ["女", "Female"], male: ["男", "Male"], other: ["其他", "Other"] });

export const channels: Words = dictionary({
  walk_in: ["自然到店", "Walk-in"], referral: ["老带新", "Referral"], staff: ["员工介绍", "Staff"], meituan: ["美团", "Meituan"],
  douyin: ["抖音", "Douyin"], xiaohongshu: ["小红书", "Xiaohongshu"], wechat: ["微信", "WeChat"], search: ["搜索", "Search"],
  telephone: ["电话", "Telephone"], event: ["活动", "Event"], partner: ["异业合作", "Partner"], other: ["其他", "Other"],
});

export const customerFields: Words = dictionary({
  name: ["姓名", "Name"], phone: ["手机", "Phone"], wechat: ["微信", "WeChat"], idNumber: ["证件号", "ID number"], birthday: ["生日", "Birthday"],
  sex: ["性别", "Sex"], address: ["地址", "Address"], sourceChannel: ["来源渠道", "Source"], introducerId: ["介绍人", "Introduced by"],
  ownerId: ["归属咨询师", "Owner"], homeBranchId: ["归属院区", "Home branch"], level: ["会员等级", "Tier"], allergy: ["过敏史", "Allergies"],
  occupation: ["职业", "Occupation"], skinType: ["肤质", "Skin type"], preferences: ["偏好", "Preferences"], code: ["客户编号", "Code"], remark: ["备注", "Remark"],
  layer: ["客户分层", "Layer"], tags: ["标签", "Tags"], tagId: ["标签", "Tag"], tagName: ["标签名称", "Name of the tag"], createdAt: ["建档时间", "Created"], updatedAt: ["更新时间", "Changed"],
  mentions: ["提醒的同事", "Mentions"], correctsId: ["更正的事件", "Event that it corrects"], number: ["客户号", "Number"], id: ["编号", "Id"], version: ["版本", "Version"], body: ["内容", "Text"], restriction: ["限制查看", "Restriction"],
  restrictionReason: ["限制原因", "Reason of the restriction"], guardianId: ["监护人", "Guardian"], guardianName: ["监护人姓名", "Guardian’s name"],
  userName: ["账号", "User name"], displayName: ["姓名", "Name"], locale: ["语言", "Language"], state: ["状态", "State"],
  guardianPhone: ["监护人电话", "Guardian’s phone"], visitedOn: ["到院日期", "Day of the visit"], kind: ["类型", "Kind"],
});

export const userStates: Words = dictionary({
  invited: ["待激活", "Invited"], active: ["在职", "Active"], suspended: ["已停用", "Suspended"], left: ["已离职", "Left"],
});

export const grantStates: Words = dictionary({
  proposed: ["待复核", "Proposed"], active: ["有效", "Active"], revoked: ["已收回", "Revoked"], refused: ["已拒绝", "Refused"],
});

export const unitKinds: Words = dictionary({
  chain: ["集团", "Chain"], region: ["大区", "Region"], branch: ["院区", "Branch"], department: ["科室", "Department"],
});

export const levelWords: Words = dictionary({
  none: ["不可见", "Hidden"], masked: ["脱敏", "Masked"], read: ["可读", "Read"], write: ["可写", "Write"],
});

export const usages: Words = dictionary({
  filter: ["筛选", "Filter"], sort: ["排序", "Sort"], group: ["分组", "Group"], export: ["导出", "Export"], reveal: ["查看原文", "Reveal"], set: ["录入", "Set"],
});

export const scopes: Words = dictionary({ unit: ["本机构全部", "All of the unit"], own: ["本人的客户", "Own customers"], care: ["诊疗关系内", "Under care"] });

export const classes: Words = dictionary({
  C0: ["公开", "Public"], C1: ["内部", "Internal"], C2: ["身份", "Identity"], C3: ["联系方式", "Contact"], C4: ["医疗", "Medical"], C5: ["经营", "Commercial"], C6: ["机密", "Secret"],
});

export const outcomes: Words = dictionary({ done: ["成功", "Done"], denied: ["拒绝", "Denied"], failed: ["失败", "Failed"] });

/** The choices of an enumeration for a select. */
export function choicesOf(words: Words, language: Language): { value: string; label: string }[] {
  return Object.entries(words[language] as Record<string, string>).map(([value, label]) => ({ value, label }));
}
