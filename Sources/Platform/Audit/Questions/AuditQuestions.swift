internal import FoundationEssentials
internal import Postgres

/// The questions that need nothing but the trail. Those that know customers are declared with them.
public enum AuditQuestions {
    public static let all: [AuditQuestion] = [
        whoSaw, everything, largeExports, outsideHours, aboveMedian, permissions, breakGlass, contactAfterWithdrawal, signIns,
        merged, denied, money, amended, toxins, auditReaders, keys, subjectRequests,
    ]

    static let actor = AuditParameter("actorId", LocalizedText("操作人", "Who acted"), .id)

    private static func list(
        _ name: String, _ title: LocalizedText, _ summary: LocalizedText, _ actions: [String], isAwaiting: Bool = false
    ) -> AuditQuestion {
        AuditQuestion(
            name, title, summary, parameters: [actor], isAwaiting: isAwaiting,
            answer: .events { arguments in
                let by: SQL = arguments.id("actorId").map { "e.actor_id = \($0)" } ?? "true"
                return arguments.events(of: actions, where: by)
            })
    }

    private static let later = " The feature that performs these actions is not there yet; the question answers as soon as it is."
    private static let laterChinese = "（相应功能尚未上线，上线后此问题即有答案。）"

    static let whoSaw = AuditQuestion(
        "who-saw-customer", LocalizedText("谁看过这位客户", "Who saw this customer"),
        LocalizedText(
            "谁在何时因何看到了某客户的电话、照片、诊断或其他字段的明文。",
            "Who saw a customer's phone, photo, diagnosis or any other field in clear, when and why."),
        parameters: [
            AuditParameter("customerId", LocalizedText("客户", "The customer"), .id, required: true),
            AuditParameter(
                "what", LocalizedText("看了什么", "What was seen"), .word(["anything", "phone", "photo", "diagnosis"], standard: "anything")),
            AuditParameter("field", LocalizedText("字段", "One field, as resource.field"), .field),
        ],
        answer: .events { arguments in
            let fields: [String]? =
                switch arguments.word("what") {
                case "phone": ["customer.phone", "customer.wechat"]
                case "photo": ["photo.image", "photo.original", "photo.thumbnail", "attachment.medicalChecksum"]
                case "diagnosis": ["visit.diagnosis", "visit.complaint", "record.diagnosis", "record.body", "customer.allergy"]
                default: nil
                }
            return arguments.events(
                about: [arguments.id("customerId")].compactMap(\.self), fields: arguments.word("field").map { [$0] } ?? fields,
                actions: AuditActions.releases)
        })

    static let everything = AuditQuestion(
        "everything-by-user", LocalizedText("某人做过的一切", "Everything that a person did"),
        LocalizedText("某人在一段时间内的全部操作，含被拒绝的。", "All that a person did in a period, refusals too."),
        parameters: [AuditParameter("actorId", LocalizedText("操作人", "Who acted"), .id, required: true)],
        answer: .events { $0.events(by: $0.id("actorId") ?? $0.tenant.uuid) })

    static let largeExports = AuditQuestion(
        "large-exports", LocalizedText("大量导出", "Exports above a number of rows"),
        LocalizedText("行数不少于给定值的导出与打印。", "Exports and prints of at least so many rows."),
        parameters: [
            AuditParameter("rows", LocalizedText("最少行数", "At least so many rows"), .number(1...10_000_000, standard: 1000)), actor,
        ],
        answer: .events { arguments in
            let by: SQL = arguments.id("actorId").map { "and e.actor_id = \($0)" } ?? ""
            return arguments.events(
                of: AuditActions.exports, where: "e.row_count >= \(Int32(clamping: arguments.number("rows"))) \(by)")
        })

    static let outsideHours = AuditQuestion(
        "reads-outside-hours", LocalizedText("营业时间外的读取", "Reads outside hours"),
        LocalizedText(
            "营业时间（审计设置中的 opensAt 与 closesAt）之外看到明文的读取。",
            "Reads in clear outside the hours of the audit's settings (opensAt, closesAt)."),
        answer: .events { $0.eventsOutsideHours(of: AuditActions.releases) })

    static let aboveMedian = AuditQuestion(
        "readers-above-median", LocalizedText("今日读取客户数异常的人", "Readers far above their own median"),
        LocalizedText(
            "今日看过明文的客户数超过本人此前九十天中位数若干倍的人。",
            "People who today had values in clear of more customers than so many times their own median of the ninety days before."),
        parameters: [
            AuditParameter("factor", LocalizedText("倍数", "Times the median"), .number(2...100, standard: 3))
        ],
        answer: .table(
            [
                AuditColumn("actorId", LocalizedText("操作人", "Who"), .id), AuditColumn("actorName", LocalizedText("姓名", "Name"), .text),
                AuditColumn("customersToday", LocalizedText("今日客户数", "Customers today"), .integer),
                AuditColumn("median", LocalizedText("中位数", "Median"), .integer),
            ]
        ) { $0.readersAboveMedian(factor: $0.number("factor"), floor: 1) })

    static let permissions = list(
        "permission-changes", LocalizedText("权限变更", "Changes of permissions"),
        LocalizedText("角色、授权、人员、共享与安全设置的变更。", "Changes of roles, grants, people, sharing and security settings."),
        AuditActions.permissions)

    static let breakGlass = list(
        "break-glass", LocalizedText("紧急破窗", "Break-glass"),
        LocalizedText("紧急访问的开启、关闭与复核。", "Emergency access: opened, closed, reviewed."), AuditActions.breakGlass)

    static let contactAfterWithdrawal = AuditQuestion(
        "contact-after-withdrawal", LocalizedText("撤回同意后仍被联系", "Contact after consent was withdrawn"),
        LocalizedText(
            "客户撤回同意之后、再次同意之前，仍有人查看其联系方式或与其联系。",
            "Somebody revealed a customer's contact or contacted him after he withdrew a consent and before he gave it again."),
        answer: .events { $0.contactsAfterWithdrawal() })

    static let signIns = AuditQuestion(
        "sign-in-anomalies", LocalizedText("登录异常", "Sign-in anomalies"),
        LocalizedText(
            "失败的登录与验证、撞库告警、验证器移除，以及九十天内首次出现的登录地址。",
            "Failed sign-ins and step-ups, spray alarms, removed authenticators, and sign-ins from an address that the person had not used "
                + "for ninety days."),
        answer: .events { $0.signInAnomalies() })

    static let merged = list(
        "merged-and-deleted", LocalizedText("合并与删除的客户", "Merged and deleted customers"),
        LocalizedText("被合并、拆分、删除、清除或锁定的客户。", "Customers that were merged, parted, deleted, erased or locked."),
        AuditActions.mergedOrDeleted)

    static let denied = AuditQuestion(
        "refusals", LocalizedText("被拒绝的操作", "Refusals"),
        LocalizedText("因没有权限而被拒绝的操作。", "What was refused for want of a right."), parameters: [actor],
        answer: .events { arguments in
            let by: SQL = arguments.id("actorId").map { "and e.actor_id = \($0)" } ?? ""
            return """
                select e.at, e.id from audit.event e where e.tenant_id = \(arguments.tenant) and e.outcome <> 'done'
                and \(arguments.window("e", "id")) \(by) order by e.at desc, e.id desc limit \(arguments.bound)
                """
        })

    static let money = list(
        "money-adjustments", LocalizedText("改价、退款与调整", "Price overrides, refunds, adjustments"),
        LocalizedText("改价、退款、冲销与余额库存调整。" + laterChinese, "Overridden prices, refunds, voids and adjustments." + later),
        AuditActions.money, isAwaiting: true)

    static let amended = list(
        "amended-after-signing", LocalizedText("签名后修改的病历", "Records amended after signing"),
        LocalizedText("签名确认后又被修改的病历。" + laterChinese, "Medical records that were amended after they were signed." + later),
        AuditActions.amendments, isAwaiting: true)

    static let toxins = list(
        "toxin-mismatches", LocalizedText("毒性药品登记不符", "Toxin register mismatches"),
        LocalizedText("毒性药品登记与盘点不符。" + laterChinese, "Mismatches between the toxin register and the count." + later),
        AuditActions.toxins, isAwaiting: true)

    static let auditReaders = list(
        "who-read-the-audit", LocalizedText("谁看过审计", "Who read the audit"),
        LocalizedText("对审计记录与告警的查看、校验与导出。", "Reading, proving and exporting the trail, and handling alerts."), AuditActions.auditReads)

    static let keys = list(
        "key-operations", LocalizedText("密钥操作", "Key operations"),
        LocalizedText("密钥的轮换、停用、销毁与冻结。", "Rotation, retirement, destruction and freezing of keys."), AuditActions.keys)

    static let subjectRequests = list(
        "data-subject-requests", LocalizedText("个人信息权利请求", "Data-subject requests"),
        LocalizedText("个人行使查阅、复制、更正、删除等权利的请求及处理。", "Requests of people about their own data, and how they were handled."),
        AuditActions.subjectRequests)
}
