import { dictionary, Dictionary } from "../../lib/i18n";

type Words = Dictionary<Record<string, readonly [string, string]>>;

export const categories: Words = dictionary({
  identity: ["身份信息", "Identity"], contact: ["联系方式", "Contact"], health: ["健康信息", "Health"], treatment: ["诊疗记录", "Treatment"], images: ["影像照片", "Images"],
  biometrics: ["生物识别", "Biometrics"], payment: ["支付信息", "Payment"], location: ["位置", "Location"], preferences: ["偏好", "Preferences"], other: ["其他", "Other"],
});

export const methods: Words = dictionary({
  electronic_file: ["电子文件", "Electronic file"], interface: ["系统接口", "Interface"], paper: ["纸质", "On paper"], oral: ["口头", "Orally"], view: ["当面查阅", "Shown"],
});

export const grounds: Words = dictionary({
  consent: ["本人单独同意", "Separate consent"], contract: ["履行合同所必需", "Needed for the contract"], legal_duty: ["法定义务", "Legal duty"], public_health: ["公共卫生", "Public health"],
  emergency: ["紧急情况", "Emergency"],
});
