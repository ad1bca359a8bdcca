public import Platform
internal import Postgres

/// What ids of shifts, their templates, days of the calendar, requests for leave and for swaps, and blocks name.
public enum Shift {}
public enum ShiftTemplate {}
public enum CalendarDay {}
public enum LeaveRequest {}
public enum ShiftSwap {}
public enum Block {}

extension ShiftTemplate {
    /// A shift by its name: when it begins and ends, and the break in it, as minutes of the day.
    public static let resource = Resource.house(
        "shift_template", table: "app.shift_template", "app.shift_template", branch: "branch_id", read: .readShift,
        fields: [
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .creation, uses: [.filter],
                label: LocalizedText("院区", "Branch")),
            Field(
                "name", "name", .text(max: 30), .internal, writing: .required, uses: [.filter, .sort], label: LocalizedText("名称", "Name")),
            Field("startsMinute", "starts_minute", .integer, .internal, writing: .required, label: LocalizedText("开始", "Begins")),
            Field("endsMinute", "ends_minute", .integer, .internal, writing: .required, label: LocalizedText("结束", "Ends")),
            Field("breakStartsMinute", "break_starts_minute", .integer, .internal, label: LocalizedText("休息开始", "Break begins")),
            Field("breakEndsMinute", "break_ends_minute", .integer, .internal, label: LocalizedText("休息结束", "Break ends")),
            CatalogueState.position, CatalogueState.field,
        ])
}

extension CalendarDay {
    static let kinds = ["closed", "make_up"]

    /// A day on which a unit, and all below it, is closed, or open like another day of the week (调休).
    public static let resource = Resource.house(
        "calendar_day", table: "app.calendar_day", "app.calendar_day", read: .readShift,
        fields: [
            Field(
                "unitId", "unit_id", .id(of: "branch"), .internal, writing: .creation, uses: [.filter],
                label: LocalizedText("机构", "Unit")),
            Field("day", "day", .date, .internal, writing: .creation, uses: [.filter, .sort], label: LocalizedText("日期", "Day")),
            Field("kind", "kind", .choice(kinds), .internal, writing: .required, uses: [.filter], label: LocalizedText("类型", "Kind")),
            Field(
                "likeWeekday", "like_weekday", .integer, .internal, label: LocalizedText("按星期几营业", "Open like this day of the week")),
            Field("name", "name", .text(max: 30), .internal, writing: .required, label: LocalizedText("名称", "Name")),
        ])
}

extension Shift {
    static let states = ["draft", "published"]

    /// Somebody's work on a day. Weeks are written as a whole: see ``Roster``.
    public static let resource = Resource.house(
        "shift", table: "app.shift", "app.shift", branch: "branch_id",
        fields: [
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("院区", "Branch")),
            Field(
                "resourceId", "resource_id", .id(of: "resource"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("人员资源", "Who")),
            Field("day", "day", .date, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("日期", "Day")),
            Field(
                "templateId", "template_id", .id(of: "shift_template"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("班次", "Template")),
            Field(
                "startsAt", "starts_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("开始", "Begins")),
            Field("endsAt", "ends_at", .instant, .internal, writing: .server, uses: [.filter], label: LocalizedText("结束", "Ends")),
            Field("breakStartsAt", "break_starts_at", .instant, .internal, writing: .server, label: LocalizedText("休息开始", "Break begins")),
            Field("breakEndsAt", "break_ends_at", .instant, .internal, writing: .server, label: LocalizedText("休息结束", "Break ends")),
            Field(
                "state", "state", .choice(states), .internal, writing: .server, uses: [.filter], label: LocalizedText("状态", "State")),
        ])
}

extension LeaveRequest {
    static let kinds = ["annual", "sick", "personal", "training", "compensation", "other"]
    static let states = ["requested", "approved", "refused", "withdrawn"]

    /// That somebody asks not to work. Why is his own, and of who decides.
    public static let resource = Resource.house(
        "leave_request", table: "app.leave_request", "app.leave_request", branch: "branch_id", houseKey: ScheduleTexts.houseKey,
        read: .readLeave,
        fields: [
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("院区", "Branch")),
            Field(
                "resourceId", "resource_id", .id(of: "resource"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("人员资源", "Who")),
            Field("userId", "user_id", .id(of: "user"), .internal, writing: .server, uses: [.filter], label: LocalizedText("人员", "Person")),
            Field("kind", "kind", .choice(kinds), .identity, writing: .server, uses: [.filter], label: LocalizedText("类型", "Kind")),
            Field(
                "reason", "reason_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, label: LocalizedText("事由", "Reason")),
            Field(
                "startsAt", "starts_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("开始", "Begins")),
            Field("endsAt", "ends_at", .instant, .internal, writing: .server, uses: [.filter], label: LocalizedText("结束", "Ends")),
            Field(
                "state", "state", .choice(states), .internal, writing: .server, uses: [.filter], label: LocalizedText("状态", "State")),
            Field("requestedBy", "requested_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("申请人", "Requested by")),
            Field("decidedAt", "decided_at", .instant, .internal, writing: .server, label: LocalizedText("审批时间", "Decided at")),
            Field("decidedBy", "decided_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("审批人", "Decided by")),
            Field(
                "answer", "answer_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, label: LocalizedText("批复", "Answer")),
        ])
}

extension ShiftSwap {
    /// That a colleague takes a shift over, or exchanges it for one of his.
    public static let resource = Resource.house(
        "shift_swap", table: "app.shift_swap", "app.shift_swap", branch: "branch_id", houseKey: ScheduleTexts.houseKey, read: .readShift,
        fields: [
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("院区", "Branch")),
            Field(
                "shiftId", "shift_id", .id(of: "shift"), .internal, writing: .server, uses: [.filter], label: LocalizedText("班次", "Shift")),
            Field(
                "toResourceId", "to_resource_id", .id(of: "resource"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("接班人员", "Who takes it")),
            Field(
                "forShiftId", "for_shift_id", .id(of: "shift"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("交换的班次", "Exchanged for")),
            Field(
                "reason", "reason_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, label: LocalizedText("事由", "Reason")),
            Field(
                "state", "state", .choice(LeaveRequest.states), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("状态", "State")),
            Field("requestedBy", "requested_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("申请人", "Requested by")),
            Field("decidedAt", "decided_at", .instant, .internal, writing: .server, label: LocalizedText("审批时间", "Decided at")),
            Field("decidedBy", "decided_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("审批人", "Decided by")),
        ])
}

extension Block {
    static let kinds = ["maintenance", "block"]

    /// Time of a resource that is taken for something else than customers.
    public static let resource = Resource(
        name: "block", table: "app.resource_claim", tableIdentifier: "app.resource_claim", source: "app.resource_claim t",
        scope: Resource.Scope(ofTheHouse: "t", branch: "branch_id"), houseKey: ScheduleTexts.houseKey, isVersioned: false,
        read: .readShift, defaultSort: "startsAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("院区", "Branch")),
            Field(
                "resourceId", "resource_id", .id(of: "resource"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("资源", "Resource")),
            Field("kind", "kind", .choice(kinds), .internal, writing: .server, uses: [.filter], label: LocalizedText("类型", "Kind")),
            Field(
                "startsAt", "starts_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("开始", "Begins")),
            Field("endsAt", "ends_at", .instant, .internal, writing: .server, uses: [.filter], label: LocalizedText("结束", "Ends")),
            Field(
                "reason", "reason_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, label: LocalizedText("事由", "Reason")),
            Field("createdBy", "created_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("登记人", "Created by")),
            Field("createdAt", "created_at", .instant, .internal, writing: .server, label: LocalizedText("建立时间", "Created at")),
        ])
}
