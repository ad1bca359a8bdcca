import { dictionary } from "./i18n";
import type { Words } from "./spoken";

/** What speaks for two records being one person, and what against. */
export const evidenceWords: Words = dictionary({
  phone: ["手机号相同", "Same phone"], idNumber: ["证件号相同", "Same ID number"], wechat: ["微信相同", "Same WeChat"],
  nameAndBirthday: ["姓名与生日相同", "Same name and birthday"], nameAndLastFour: ["姓名与手机后四位相同", "Same name and last four digits"],
  otherIdNumber: ["证件号不同", "Different ID numbers"],
});
