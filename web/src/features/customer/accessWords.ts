import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

/** How far a share reaches. */
export const shareScopes: Words = dictionary({ directory: ["名录", "Directory"], contact: ["联系", "Contact"], care: ["诊疗", "Care"], full: ["全部", "Full"] });

export const shareScopeHelp: Words = dictionary({
  directory: ["对方只看到客户存在，联系方式脱敏。", "The other branch sees that the customer exists; contact is masked."],
  contact: ["对方可以搜索到客户，并按自己的权限查看联系方式原文。", "The other branch finds the customer and may reveal contact as its rights allow."],
  care: ["另可写医疗信息和沟通记录，并指定诊疗关系。", "Besides, medical fields and notes are written, and care is assigned."],
  full: ["对方像自己的客户一样修改资料，但不能导出、转移或再共享。", "The other branch changes the record like its own; never exports, moves or shares it on."],
});

export const restrictionKinds: Words = dictionary({ vip: ["重要客户", "VIP"], staff: ["本院员工", "Staff"], minor: ["未成年人", "Minor"] });

export const careStates: Words = dictionary({ requested: ["待审批", "Waiting"], approved: ["已批准", "Approved"], refused: ["已拒绝", "Refused"] });
