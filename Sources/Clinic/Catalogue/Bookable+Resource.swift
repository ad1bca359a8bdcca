public import Platform
internal import Postgres

/// What ids of resources name: a person in a role, a room, a device.
public enum Bookable {}

extension Bookable {
    /// Who may be needed.
    public static let people = ["doctor", "nurse", "consultant", "therapist"]
    public static let kinds = people + ["room", "device"]
    static let states = ["ready", "under_maintenance", "retired"]
    /// What only devices have.
    static let deviceFields = [
        "model", "serial", "certificate", "certificateUntil", "maintenanceDue", "metrologyDue", "counter", "counterLimit",
    ]

    /// Whatever can be booked in a branch.
    public static let resource = Resource.house(
        "resource", table: "app.resource", "app.resource", branch: "branch_id",
        fields: [
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .creation, uses: [.filter, .group],
                label: LocalizedText("院区", "Branch")),
            Field(
                "kind", "kind", .choice(kinds), .internal, writing: .creation, uses: [.filter, .group], label: LocalizedText("类型", "Kind")),
            Field(
                "name", "name", .text(max: 60), .internal, writing: .required, uses: [.filter, .sort], label: LocalizedText("名称", "Name")),
            Field(
                "userId", "user_id", .id(of: "user"), .internal, writing: .creation, uses: [.filter], label: LocalizedText("人员", "Person")),
            Field(
                "tags", "tags", .words, .internal, uses: [.filter], label: LocalizedText("能力标签", "What it is good for")),
            Field("capacity", "capacity", .integer, .internal, label: LocalizedText("容量", "Capacity")),
            Field("bufferBefore", "buffer_before", .integer, .internal, label: LocalizedText("准备时间（分）", "Minutes before")),
            Field("bufferAfter", "buffer_after", .integer, .internal, label: LocalizedText("清理时间（分）", "Minutes after")),
            Field("state", "state", .choice(states), .internal, uses: [.filter, .group], label: LocalizedText("状态", "State")),
            Field("model", "model", .text(max: 60), .internal, uses: [.filter], label: LocalizedText("型号", "Model")),
            Field("serial", "serial", .text(max: 60), .internal, uses: [.filter], label: LocalizedText("序列号", "Serial number")),
            Field(
                "certificate", "certificate", .text(max: 60), .internal, uses: [.filter], label: LocalizedText("注册证号", "Certificate")),
            Field(
                "certificateUntil", "certificate_until", .date, .internal, uses: [.filter, .sort],
                label: LocalizedText("注册证有效期至", "Certificate valid until")),
            Field(
                "maintenanceDue", "maintenance_due", .date, .internal, uses: [.filter, .sort],
                label: LocalizedText("保养到期", "Maintenance due")),
            Field(
                "metrologyDue", "metrology_due", .date, .internal, uses: [.filter, .sort], label: LocalizedText("计量到期", "Metrology due")),
            Field("counter", "counter", .integer, .internal, uses: [.filter, .sort], label: LocalizedText("计数", "Counter")),
            Field("counterLimit", "counter_limit", .integer, .internal, label: LocalizedText("计数上限", "Limit of the counter")),
            CatalogueState.position,
        ])
}
