import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

export const purposes: Words = dictionary({
  treatment: ["诊疗服务", "Treatment"], sensitive_data: ["处理敏感个人信息", "Sensitive data"], marketing_call: ["电话推广", "Marketing calls"], marketing_sms: ["短信推广", "Marketing SMS"],
  marketing_wechat: ["微信推广", "Marketing on WeChat"], photo_treatment: ["诊疗照片", "Photos for treatment"], photo_teaching: ["照片用于教学", "Photos for teaching"],
  photo_promotion: ["照片用于宣传", "Photos for promotion"], branch_sharing: ["院区间共享", "Sharing between branches"], partner_disclosure: ["提供给合作方", "Disclosure to partners"],
  chat_archive: ["聊天存档", "Chat archive"],
});
