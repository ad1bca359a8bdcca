import { dictionary } from "../../../lib/i18n";

export const phoneRelations = dictionary({
  own: ["本人", "Own"], spouse: ["配偶", "Spouse"], parent: ["父母", "Parent"], child: ["子女", "Child"], sibling: ["兄弟姐妹", "Sibling"],
  friend: ["朋友", "Friend"], assistant: ["助理", "Assistant"], other: ["其他", "Other"],
});

export const addressKinds = dictionary({ home: ["住宅", "Home"], work: ["单位", "Work"], delivery: ["收货", "Delivery"], other: ["其他", "Other"] });

export const warningKinds = dictionary({
  allergy: ["过敏", "Allergy"], scarring: ["瘢痕体质", "Scarring"], pregnancy: ["妊娠", "Pregnancy"], nursing: ["哺乳", "Nursing"],
  medication: ["用药", "Medication"], disease: ["疾病", "Disease"], implant: ["植入物", "Implant"], bleeding: ["凝血异常", "Bleeding"],
  infection: ["感染", "Infection"], other: ["其他", "Other"],
});

export const severities = dictionary({ note: ["提示", "Note"], caution: ["谨慎", "Caution"], stop: ["禁止开始", "Do not begin"] });

export const relationKinds = dictionary({
  spouse: ["配偶", "Spouse"], parent: ["父母", "Parent"], child: ["子女", "Child"], sibling: ["兄弟姐妹", "Sibling"], relative: ["亲属", "Relative"],
  friend: ["朋友", "Friend"], colleague: ["同事", "Colleague"], superior: ["上级", "Superior"], subordinate: ["下属", "Subordinate"], other: ["其他", "Other"],
});

export const laneWords = dictionary({
  consultant: ["归属咨询师", "Consultant"], assistant: ["助理", "Assistant"], doctor: ["主诊医生", "Doctor"], nurse: ["护士", "Nurse"],
  follow_up: ["客服", "Follow-up"], developer: ["开发", "Developer"],
});

export const archiveTexts = dictionary({
  phones: ["其他电话", "Further phones"],
  addresses: ["地址", "Addresses"],
  warnings: ["医疗警示", "Medical warnings"],
  relations: ["亲友关系", "Family and friends"],
  add: ["添加", "Add"],
  edit: ["修改", "Change"],
  remove: ["删除", "Remove"],
  save: ["保存", "Save"],
  saved: ["已保存", "Saved"],
  removed: ["已删除", "Removed"],
  none: ["暂无", "None"],
  kind: ["类型", "Kind"],
  relation: ["关系", "Relation"],
  phone: ["电话", "Phone"],
  address: ["地址", "Address"],
  severity: ["程度", "Severity"],
  detail: ["说明", "Detail"],
  since: ["自", "Since"],
  until: ["至", "Until"],
  other: ["对方客户", "The other customer"],
  keep: [(masked: string) => `现为 ${masked}，留空不改`, (masked: string) => `Now ${masked}; leave empty to keep it`],
  warned: ["有医疗警示", "There is a medical warning"],
  period: [(since: string, until: string) => `${since} 至 ${until || "未定"}`, (since: string, until: string) => `${since} to ${until || "open"}`],
  hidden: ["无权查看内容", "You may not see what it is"],
});
