import { dictionary } from "../../lib/i18n";

export const fieldKinds = dictionary({
  text: ["文本", "Text"], long_text: ["长文本", "Long text"], number: ["整数", "Whole number"], money: ["金额", "Money"], date: ["日期", "Date"],
  choice: ["单选", "Choice"], choices: ["多选", "Several choices"], customer: ["客户引用", "A customer"], person: ["员工引用", "A person"], file: ["文件", "A file"],
});

export const fieldTexts = dictionary({
  title: ["自定义字段", "Custom fields"],
  about: ["客户档案可增加的字段。谁能看到由角色权限按密级或单个字段决定；代码、类型和密级确定后不能再改。", "Fields that customers have besides those of the program. The roles say who sees them, by class or field by field; code, kind and class stay as they were made."],
  create: ["新增字段", "New field"],
  edit: ["修改", "Change"],
  save: ["保存", "Save"],
  saved: ["已保存", "Saved"],
  none: ["还没有自定义字段", "No custom fields yet"],
  name: ["名称", "Name"],
  validity: ["有效期", "Valid"],
  always: ["长期", "Always"],
  code: ["代码", "Code"],
  kind: ["类型", "Kind"],
  class: ["密级", "Class"],
  nameZh: ["中文名称", "Chinese name"],
  nameEn: ["英文名称", "English name"],
  choices: ["选项（每行一个）", "Choices, one a line"],
  sealed: ["加密保存（不可筛选、排序）", "Sealed: neither filtered nor sorted by"],
  sealedBadge: ["加密", "Sealed"],
  alwaysSealed: ["加密保存（此类内容必须加密）", "Sealed: always for such content"],
  required: ["必填", "Required"],
  inLists: ["列表默认显示", "In lists by default"],
  archived: ["已停用", "Archived"],
  validFrom: ["生效日", "Valid from"],
  validUntil: ["失效日", "Valid until"],
  position: ["顺序", "Order"],
  state: ["状态", "State"],
  active: ["使用中", "In use"],
  actions: ["操作", "Actions"],
});
