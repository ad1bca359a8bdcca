public import Platform

extension Action {
    /// See who works when, and when a branch is open.
    public static let readShift = Shift.resource.read
    /// Write rosters, templates, opening hours and the calendar of one's branches.
    public static let manageShift = Action("manage.shift")
    /// See requests for leave: one's own, or those that one decides.
    public static let readLeave = Action("read.leave_request")
    /// Ask not to work, or to swap a shift.
    public static let requestLeave = Action("request.leave_request")
    /// Say whether somebody may be away, or swap.
    public static let decideLeave = Action("decide.leave_request")
    /// Take time of a resource for maintenance, or for something else.
    public static let blockResource = Action("block.resource")
}

extension FailureCode {
    public static let scheduleNameTaken = FailureCode("schedule.name_taken", .conflict, "已有同名的班次", "There is a shift of this name already")
    public static let calendarDayThere = FailureCode(
        "schedule.day_there", .conflict, "该机构当日已有设置", "The unit has something for this day already")
    public static let rosterOverlap = FailureCode(
        "schedule.shift_overlap", .conflict, "同一人员的班次时间重叠", "Two shifts of one person overlap")
    public static let rosterNoDraft = FailureCode("schedule.no_draft", .conflict, "该周没有待发布的排班", "There is no draft of this week")
    public static let rosterConflicts = FailureCode(
        "schedule.conflicts", .conflict, "与现有预约或请假冲突", "In conflict with bookings or leave that are there")
    public static let scheduleTaken = FailureCode("schedule.taken", .conflict, "该时间已被占用", "The time is taken")
    public static let scheduleSettled = FailureCode("schedule.settled", .conflict, "申请已处理", "The request was settled already")
    public static let decidesOwn = FailureCode("schedule.own_request", .forbidden, "不能审批自己的申请", "Nobody decides his own request")
    public static let shiftGone = FailureCode("schedule.shift_gone", .conflict, "班次已不存在或已变更", "The shift is not there any more")

    /// The schedules' own codes.
    public static let schedules: [FailureCode] = [
        scheduleNameTaken, calendarDayThere, rosterOverlap, rosterNoDraft, rosterConflicts, scheduleTaken, scheduleSettled, decidesOwn,
        shiftGone,
    ]
}

/// What schedules may be used for, and by whom at first. Who works somewhere knows who works there; who leads a branch says it.
public enum SchedulePermissions {
    public static let permissions: FeaturePermissions = {
        let staff: [Action] = [.readShift, .readLeave, .requestLeave]
        let leads = staff + [.manageShift, .decideLeave, .blockResource]
        let written = [ShiftTemplate.resource, CalendarDay.resource]
        return FeaturePermissions(
            actions: [
                (.readShift, LocalizedText("查看排班", "See schedules")),
                (.manageShift, LocalizedText("管理排班", "Write schedules")),
                (.readLeave, LocalizedText("查看请假", "See requests for leave")),
                (.requestLeave, LocalizedText("申请请假或换班", "Ask for leave or a swap")),
                (.decideLeave, LocalizedText("审批请假与换班", "Decide on leave and swaps")),
                (.blockResource, LocalizedText("占用资源时间", "Block time of resources")),
            ],
            resources: [
                Shift.resource, ShiftTemplate.resource, CalendarDay.resource, LeaveRequest.resource, ShiftSwap.resource, Block.resource,
            ],
            defaults: [
                "front_desk": staff + [.blockResource], "consultant": staff, "doctor": staff, "nurse": staff, "follow_up": staff,
                "marketing": [.readShift], "cashier": staff, "store_keeper": staff, "branch_admin": leads, "chain_director": leads,
                "hq_operations": [.readShift, .manageShift], RoleTemplate.complianceOfficer: [.readShift], "integration": [.readShift],
            ],
            fields: ["hq_operations": CataloguePermissions.writing(written)])
    }()

    /// What a caller is told when a constraint of the database refuses.
    public static let constraints: [String: FailureCode] = [
        "shift_template_name_once": .scheduleNameTaken, "calendar_day_once": .calendarDayThere, "shift_once": .rosterOverlap,
        "resource_claim_once": .scheduleTaken,
    ]
}
