public import Platform

extension Action {
    /// Look for times at which something can be done.
    public static let searchSlot = Action("search.slot")
    /// See what is booked in a branch.
    public static let readAppointment = Appointment.resource.read
    /// Book visits, and keep times.
    public static let bookAppointment = Action("book.appointment")
    /// Move them, change what and whom they take.
    public static let changeAppointment = Action("change.appointment")
    /// Say that somebody confirmed, came, is being treated, is done.
    public static let progressAppointment = Action("progress.appointment")
    /// Cancel them, or say that nobody came.
    public static let cancelAppointment = Action("cancel.appointment")
    /// Book people who are taken, and shorten buffers, with a reason.
    public static let overbook = Action("overbook.appointment")
    /// Book in spite of a medical reason to stop.
    public static let overruleWarning = Action("overrule.warning")
    /// Say that a deposit is not asked for, or not kept, with a reason.
    public static let waiveDeposit = Action("waive.deposit")
    /// A deposit was asked for, paid or settled: a word of the audit trail.
    public static let decideDeposit = Action("decide.deposit")
    /// See who waits for a time.
    public static let readWaitlist = Action("read.waitlist_entry")
    /// Somebody was put on the waiting list, offered a time, or taken off it: a word of the audit trail.
    public static let keepWaitlist = Action("keep.waitlist_entry")
    /// A hold ended: a word of the audit trail.
    public static let releaseHolds = Action("release.appointment")
}

extension EventType {
    public static let appointmentBooked = EventType("appointment.booked", "预约已建立", "A visit was booked")
    public static let appointmentChanged = EventType("appointment.changed", "预约已变更", "An appointment was changed")
    public static let appointmentEnded = EventType("appointment.ended", "预约已结束", "An appointment ended")
    public static let waitlistOffered = EventType("waitlist.offered", "候补已有时间", "A time is offered to somebody who waits")
    public static let appointmentReminderDue = EventType("appointment.reminder_due", "预约提醒已到时间", "A reminder is due")
}

/// What bookings may be used for, and by whom at first.
public enum BookingPermissions {
    public static let permissions: FeaturePermissions = {
        let sees: [Action] = [.searchSlot, .readAppointment, .readWaitlist]
        let books = sees + [.bookAppointment, .changeAppointment, .progressAppointment, .cancelAppointment]
        let remark = [("appointment.remark", FieldRight(.write))]
        return FeaturePermissions(
            actions: [
                (.searchSlot, LocalizedText("查找可预约时间", "Search for free times")),
                (.readAppointment, LocalizedText("查看预约", "See appointments")),
                (.readWaitlist, LocalizedText("查看候补名单", "See the waiting list")),
                (.bookAppointment, LocalizedText("新建预约", "Book visits")),
                (.changeAppointment, LocalizedText("改期与调整预约", "Change appointments")),
                (.progressAppointment, LocalizedText("推进预约状态", "Confirm, receive and complete appointments")),
                (.cancelAppointment, LocalizedText("取消预约与登记爽约", "Cancel appointments")),
                (.overbook, LocalizedText("加号（超额预约）", "Overbook")),
                (.waiveDeposit, LocalizedText("减免订金", "Waive deposits")),
                (.overruleWarning, LocalizedText("医疗警示下仍可预约", "Book in spite of a medical stop")),
            ],
            resources: [Appointment.resource, WaitlistEntry.resource],
            defaults: [
                "front_desk": books, "consultant": books, "doctor": books + [.overruleWarning],
                "nurse": sees + [.progressAppointment], "follow_up": books, "cashier": [.readAppointment],
                "branch_admin": books + [.overbook, .waiveDeposit], "chain_director": books + [.overbook, .waiveDeposit],
                "hq_operations": [.readAppointment],
                RoleTemplate.complianceOfficer: [.readAppointment], "integration": sees,
            ],
            fields: ["follow_up": remark, "doctor": remark])
    }()

    /// What other systems can be told of.
    public static let types: [EventType] = [
        .appointmentBooked, .appointmentChanged, .appointmentEnded, .appointmentReminderDue, .waitlistOffered,
    ]
}
