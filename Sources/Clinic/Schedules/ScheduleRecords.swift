internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension HouseRecord {
    /// What of schedules is written row by row.
    static let schedules: [HouseRecord] = [shiftTemplates, calendarDays]

    static let shiftTemplates = HouseRecord(
        resource: ShiftTemplate.resource, path: "/v1/shift-templates", tag: "schedules", chinese: "班次模板", english: "template of shifts",
        plural: "templates of shifts", operation: "createShiftTemplate", write: .manageShift, belonging: .branch("branchId"), most: 200,
        failures: [.scheduleNameTaken], filled: ["position", "state"],
        ranges: [
            ("startsMinute", 0...1_439), ("endsMinute", 1...1_440), ("breakStartsMinute", 1...1_439), ("breakEndsMinute", 1...1_439),
            ("position", 0...9_999),
        ],
        check: { work, _ in
            guard let starts = work.integer("startsMinute"), let ends = work.integer("endsMinute") else { return [] }
            if ends <= starts { return [Violation(pointer: "/endsMinute", code: "range", limit: "\(starts)...1440")] }
            switch (work.integer("breakStartsMinute"), work.integer("breakEndsMinute")) {
            case (nil, nil): return []
            case (nil, _): return [Violation(pointer: "/breakStartsMinute", code: "required")]
            case (_, nil): return [Violation(pointer: "/breakEndsMinute", code: "required")]
            case (let from?, let until?):
                // In the middle: a break at an end is a shorter shift.
                if from <= starts { return [Violation(pointer: "/breakStartsMinute", code: "range", limit: "\(starts)...\(ends)")] }
                return until <= from || until >= ends
                    ? [Violation(pointer: "/breakEndsMinute", code: "range", limit: "\(from)...\(ends)")] : []
            }
        })

    static let calendarDays = HouseRecord(
        resource: CalendarDay.resource, path: "/v1/calendar-days", tag: "schedules", chinese: "休息与调休日", english: "day of the calendar",
        plural: "closed days and made-up days", operation: "createCalendarDay", write: .manageShift, belonging: .unit("unitId"),
        most: 20_000, isRemovable: true, failures: [.calendarDayThere], ranges: [("likeWeekday", 1...7)],
        check: { work, _ in
            var violations: [Violation] = []
            if work.isNew, !work.writes("day") { violations.append(Violation(pointer: "/day", code: "required")) }
            let isMadeUp = work.text("kind") == "make_up"
            if isMadeUp != work.has("likeWeekday") {
                violations.append(Violation(pointer: "/likeWeekday", code: isMadeUp ? "required" : "not_allowed"))
            }
            return violations
        })
}
