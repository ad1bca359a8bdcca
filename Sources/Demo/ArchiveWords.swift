internal import Clinic
internal import Platform

/// The words of the demonstration's records.
enum ArchiveWords {
    /// A group of tags, and how many in a hundred customers have one of it.
    struct Group: Sendable {
        let name: String
        let english: String
        let colour: String
        let isExclusive: Bool
        let share: Int
        let tags: [(name: String, english: String)]
    }

    static let groups = [
        Group(
            name: "关注需求", english: "Concerns", colour: "teal", isExclusive: false, share: 40,
            tags: [
                ("色斑", "Pigmentation"), ("痘痘", "Acne"), ("抗衰", "Anti-ageing"), ("敏感修复", "Sensitivity"), ("毛孔", "Pores"), ("轮廓", "Contour"),
            ]),
        Group(
            name: "消费风格", english: "Buying style", colour: "amber", isExclusive: true, share: 25,
            tags: [("价格敏感", "Price-minded"), ("品质优先", "Quality first"), ("需要陪同决定", "Decides in company")]),
        Group(
            name: "服务提醒", english: "Service", colour: "violet", isExclusive: false, share: 18,
            tags: [("怕痛", "Fears pain"), ("需独立房间", "Private room"), ("请勿电话", "No calls")]),
    ]

    /// Tags that follow a rule, of a group of their own: condition as JSON.
    static let rules: [(name: String, english: String, condition: String)] = [
        ("高等级会员", "High tier", #"{"field": "level", "in": ["platinum", "diamond"]}"#),
        ("新客 90 天", "New in 90 days", #"{"field": "daysSinceCreated", "lte": 90}"#),
    ]

    static let segments: [(name: String, condition: String)] = [
        ("金卡以上", #"{"field": "level", "in": ["gold", "platinum", "diamond"]}"#),
        ("近一年新客", #"{"field": "daysSinceCreated", "lte": 365}"#),
    ]

    /// Definitions of the chain's own fields, as the API takes them.
    static let fields = [
        #"{"code": "skin_age", "kind": "number", "class": "C1", "nameZh": "肌龄", "nameEn": "Skin age", "position": 1}"#,
        #"""
        {"code": "hobbies", "kind": "choices", "class": "C2", "nameZh": "爱好", "nameEn": "Hobbies", "position": 2,
          "choices": ["瑜伽", "旅行", "美食", "音乐", "健身", "阅读"]}
        """#,
        #"{"code": "budget", "kind": "money", "class": "C5", "nameZh": "年度预算", "nameEn": "Budget of a year", "position": 3}"#,
        #"{"code": "anniversary", "kind": "date", "class": "C2", "nameZh": "纪念日", "nameEn": "Anniversary", "position": 4}"#,
        #"{"code": "medication", "kind": "long_text", "class": "C4", "nameZh": "长期用药", "nameEn": "Medication", "position": 5}"#,
    ]

    /// A value for a field, of a share of the customers.
    static func value(of code: String, _ dice: inout Dice) -> FieldValue? {
        switch code {
        case "skin_age": dice.chance(30) ? .integer(Int64(18 + dice.below(40))) : nil
        case "hobbies": dice.chance(20) ? .words(dice.chance(50) ? ["旅行", "瑜伽"] : [dice.pick(["健身", "美食", "音乐", "阅读"])]) : nil
        case "budget": dice.chance(15) ? .integer(Int64(5 + dice.below(60)) * 100_000) : nil
        case "anniversary":
            dice.chance(12) ? .date(LocalDate(daysSince1970: Calendar.today.daysSince1970 - Int32(dice.below(4000)))) : nil
        case "medication": dice.chance(5) ? .text(dice.pick(["口服避孕药", "甲状腺素", "抗凝药，术前需停", "异维A酸"])) : nil
        default: nil
        }
    }

    static let notices: [(purpose: ConsentPurpose, share: Int, title: String, body: String)] = [
        (.treatment, 75, "诊疗知情同意", "为向您提供诊疗服务，我们需要记录并使用您的姓名、联系方式与就诊信息。您可以随时查阅、更正或要求删除。"),
        (.sensitiveData, 70, "敏感个人信息处理同意", "您的健康状况、过敏史等属于敏感个人信息，仅供为您诊疗的医护人员在必要范围内使用，并加密保存。"),
        (.marketingWeChat, 35, "微信联系同意", "我们可能通过微信向您发送活动与护理提醒。您可以随时撤回此同意，撤回不影响您接受诊疗服务。"),
        (.photoTreatment, 40, "治疗照片同意", "为对比治疗前后的效果，我们会为您拍摄照片并作为病历的一部分加密保存，未经您另行同意不会用于其他用途。"),
    ]

    static let occupations = ["教师", "会计", "护士", "设计师", "程序员", "自由职业", "公务员", "销售", "店主", "全职妈妈", "律师", "学生", "空乘", "企业高管"]
    static let preferences = ["喝温水", "偏好下午三点后", "固定同一位护士", "不喜欢推销", "喜欢安静的房间", "需要停车位", "英文沟通亦可", "提前一天微信提醒"]
    static let notes = [
        "初诊沟通：关注面部色斑，先做皮肤检测。", "术后第三天回访，轻微泛红，已告知护理要点。", "咨询热玛吉价格，考虑中，下月再联系。", "对上次补水效果满意，愿意介绍朋友。",
        "想改约到周末，已登记。", "建议先控制炎症，两周后再评估。", "带母亲一同到院，母亲有意做祛斑。",
    ]
    static let mentions = [
        "客户希望明天上午到院，请帮忙确认房间和时间。", "请在下次到院前核对过敏史，客户提到新用药。", "客户询问发票抬头，请前台跟进。", "术后照片客户希望本人到院再拍，请安排。",
        "客户要求固定护士，请协调排班。", "电话没有接通，请今天再联系一次。",
    ]
    static let warnings: [(kind: String, severity: String, detail: String?, days: Int32?)] = [
        ("scarring", "caution", "瘢痕体质，既往手术切口增生", nil), ("pregnancy", "stop", nil, 280), ("nursing", "caution", nil, 360),
        ("medication", "stop", "服用抗凝药，术前需停药评估", nil), ("bleeding", "caution", "凝血时间偏长", nil), ("implant", "note", "下颌钛板", nil),
    ]
}
