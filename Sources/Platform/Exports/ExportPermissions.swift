extension Action {
    /// See which exports there were: one's own, or everybody's where the right holds for the whole chain.
    public static let readExport = Action("read.export")
    /// Take out without approval as many rows a day as the tenant's setting says.
    public static let releaseExport = Action("release.export")
    /// Approve another person's export.
    public static let approveExport = Action("approve.export")

    // Words of the audit trail, granted to nobody.
    /// A file was asked for.
    public static let orderExport = Action("order.export")
    /// Whoever asked for it does not want it any more.
    public static let cancelExport = Action("cancel.export")
    /// The file was handed out.
    public static let openExport = Action("open.export")
}

extension FailureCode {
    public static let exportState = FailureCode("export.state", .conflict, "导出任务当前状态不允许此操作", "The export is not in a state for that")
    public static let exportOwn = FailureCode("export.own", .forbidden, "不能审批自己的导出", "Nobody approves his own export")
    public static let exportGone = FailureCode("export.gone", .notFound, "导出文件已过期", "The exported file has expired")
    public static let exportNoColumns = FailureCode("export.no_columns", .invalid, "没有可以导出的字段", "None of the fields may be exported")
    public static let exportTooMany = FailureCode(
        "export.too_many", .conflict, "一次最多导出 100 万行，请缩小范围", "A file holds a million rows; narrow the list")
    public static let exportRightsChanged = FailureCode(
        "export.rights_changed", .forbidden, "权限已变化，请重新导出", "Your rights are others than when it was asked for; ask anew")

    /// The exports' own codes.
    public static let exports: [FailureCode] = [
        exportState, exportOwn, exportGone, exportNoColumns, exportTooMany, exportRightsChanged,
    ]
}

/// Who may take lists out, who approves large ones, and who sees what left.
public enum ExportPermissions {
    public static func permissions(of lists: [ExportList]) -> FeaturePermissions {
        var defaults: [String: [Action]] = [
            "branch_admin": [.readExport, .releaseExport], "chain_director": [.readExport, .approveExport],
            RoleTemplate.complianceOfficer: [.readExport, .releaseExport], "marketing": [.readExport],
        ]
        var fields: [String: [(field: String, right: FieldRight)]] = [:]
        for list in lists {
            for holder in list.holders {
                defaults[holder.role, default: []].append(list.action)
                fields[holder.role, default: []] += holder.fields.map { (list.resource.name + "." + $0, FieldRight(.none, .export)) }
            }
        }
        return FeaturePermissions(
            actions: [
                (.readExport, LocalizedText("查看导出记录", "See exports")),
                (.releaseExport, LocalizedText("限额内免审批导出", "Export without approval up to the limit")),
                (.approveExport, LocalizedText("审批导出", "Approve exports")),
            ] + lists.map { ($0.action, $0.permission) },
            defaults: defaults, fields: fields)
    }
}
