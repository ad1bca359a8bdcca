internal import Platform

/// What came of rows, in words.
enum ImportWords {
    static func outcome(_ outcome: RowResult.Outcome) -> LocalizedText {
        switch outcome {
        case .created: LocalizedText("新建", "Created")
        case .updated: LocalizedText("更新", "Updated")
        case .duplicate: LocalizedText("重复", "Duplicate")
        case .failed: LocalizedText("失败", "Failed")
        }
    }

    /// `phone:pattern` → `手机：格式不正确`.
    ///
    /// - Parameter resource: with the fields that the tenant has added.
    static func problem(_ problem: String, of resource: Resource) -> LocalizedText {
        let parts = problem.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let code = texts[parts.last ?? ""] ?? LocalizedText("值无效", "Not valid")
        // A field of the tenant's own is `custom/code` in a request and `custom.code` everywhere else.
        guard let field = resource.field(parts[0].replacing("/", with: ".")) else { return code }
        return LocalizedText("\(field.label.chinese)：\(code.chinese)", "\(field.label.english): \(code.english)")
    }

    private static let texts: [String: LocalizedText] = [
        "required": LocalizedText("必填", "Required"), "too_long": LocalizedText("过长", "Too long"),
        "too_short": LocalizedText("过短", "Too short"), "pattern": LocalizedText("格式不正确", "Of the wrong form"),
        "choice": LocalizedText("不是可选的值", "Not one of the choices"), "type": LocalizedText("类型不正确", "Of the wrong type"),
        "control_character": LocalizedText("含有控制字符", "Contains a control character"),
        "bidi_control": LocalizedText("含有双向文字控制字符", "Contains a bidirectional control character"),
        "masked_value": LocalizedText("是打码后的值", "Is a masked value"), "unknown": LocalizedText("没有找到", "Not found"),
        "not_allowed": LocalizedText("没有权限", "Not allowed"), "unknown_field": LocalizedText("没有权限写入", "May not be written"),
        "duplicate": LocalizedText("已被使用", "Taken"), "encoding": LocalizedText("含有无法识别的字符", "Has characters that cannot be read"),
        "quote": LocalizedText("引号没有闭合", "A quotation mark is never closed"), "tooLong": LocalizedText("整行过长", "The row is too long"),
        "exists": LocalizedText("客户已存在", "The customer is there already"),
        "repeated": LocalizedText("与文件中前面的行重复", "The same as an earlier row of the file"),
        "conflict": LocalizedText("手机与原系统编号属于不同客户", "The phone and the id belong to different customers"),
    ]
}
