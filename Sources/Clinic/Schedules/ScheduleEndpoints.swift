internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform

/// The schedules' endpoints: a table, no logic.
public enum ScheduleEndpoints {
    private static let tag = "schedules"

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let schedules = Schedules(deployment)
        return HouseRecord.schedules.flatMap { RecordEndpoints.endpoints($0, deployment) } + rosters(schedules) + times(schedules)
            + requests(schedules) + blocks(schedules)
    }

    private static func rosters(_ schedules: Schedules) -> [Endpoint] {
        let shift = Shift.resource
        return [
            Endpoint(
                .get, "/v1/shifts", access: .permitted(.readShift), tag: tag, summary: LocalizedText("班次", "Shifts"),
                query: ListQuery.parameters(of: shift), output: .page(of: shift.schema(.output)), failures: [.invalid]
            ) { try await schedules.shifts($0) },
            Endpoint(
                .get, "/v1/branches/{id}/roster", access: .permitted(.readShift), tag: tag,
                summary: LocalizedText("院区一周排班", "A branch's week"), query: [ScheduleSchemas.week], output: ScheduleSchemas.roster,
                failures: [.invalid]
            ) { try await schedules.roster($0) },
            Endpoint(
                .put, "/v1/branches/{id}/roster", access: .permitted(.manageShift), tag: tag,
                summary: LocalizedText("编写一周排班草稿", "Write the draft of a week"), input: ScheduleSchemas.draft,
                output: ScheduleSchemas.roster, requiresVersion: true, failures: [.rosterOverlap]
            ) { try await schedules.draft($0) },
            Endpoint(
                .post, "/v1/branches/{id}/roster/copies", access: .permitted(.manageShift), tag: tag,
                summary: LocalizedText("复制一周排班", "Make the draft of a week from another"), input: ScheduleSchemas.copy,
                output: ScheduleSchemas.roster, requiresVersion: true
            ) { try await schedules.copy($0) },
            Endpoint(
                .get, "/v1/branches/{id}/roster/conflicts", access: .permitted(.manageShift), tag: tag,
                summary: LocalizedText("发布前的冲突", "What stands against publishing the draft"), query: [ScheduleSchemas.week],
                output: ScheduleSchemas.conflicts, failures: [.invalid]
            ) { try await schedules.conflicts($0) },
            Endpoint(
                .post, "/v1/branches/{id}/roster/publications", access: .permitted(.manageShift), tag: tag,
                summary: LocalizedText("发布排班", "Publish the draft of a week"), input: ScheduleSchemas.publication,
                output: ScheduleSchemas.roster, requiresVersion: true, failures: [.rosterNoDraft, .rosterConflicts]
            ) { try await schedules.publish($0) },
        ]
    }

    private static func times(_ schedules: Schedules) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/branches/{id}/opening-hours", access: .permitted(.readShift), tag: tag,
                summary: LocalizedText("营业时间", "When a branch is open"), output: ScheduleSchemas.hours
            ) { try await schedules.openingHours($0) },
            Endpoint(
                .put, "/v1/branches/{id}/opening-hours", access: .permitted(.manageShift), tag: tag,
                summary: LocalizedText("设定营业时间", "Say when a branch is open"), input: ScheduleSchemas.hoursChange,
                output: ScheduleSchemas.hours
            ) { try await schedules.setOpeningHours($0) },
            Endpoint(
                .get, "/v1/branches/{id}/working-time", access: .permitted(.readShift), tag: tag,
                summary: LocalizedText("可用时间与占用", "When people, rooms and devices can be used, and what is taken"),
                query: ScheduleSchemas.workingQuery, output: ScheduleSchemas.working, failures: [.invalid]
            ) { try await schedules.workingTime($0) },
        ]
    }

    private static func requests(_ schedules: Schedules) -> [Endpoint] {
        let (leave, swap) = (LeaveRequest.resource, ShiftSwap.resource)
        return [
            Endpoint(
                .get, "/v1/leave-requests", access: .permitted(.readLeave), tag: tag, summary: LocalizedText("请假申请", "Requests for leave"),
                query: ListQuery.parameters(of: leave), output: .page(of: leave.schema(.output)), failures: [.invalid]
            ) { try await schedules.leaves($0) },
            Endpoint(
                .post, "/v1/leave-requests", access: .permitted(.requestLeave), tag: tag, summary: LocalizedText("申请请假", "Ask for leave"),
                input: ScheduleSchemas.leave, output: leave.schema(.output), status: .created, idempotency: .optional
            ) { try await schedules.requestLeave($0) },
            Endpoint(
                .post, "/v1/leave-requests/{id}/decision", access: .permitted(.decideLeave), tag: tag,
                summary: LocalizedText("审批请假", "Say whether somebody may be away"), input: ScheduleSchemas.leaveDecision,
                output: leave.schema(.output), requiresVersion: true,
                failures: [.scheduleSettled, .decidesOwn, .rosterConflicts, .scheduleTaken]
            ) { try await schedules.decide($0, SettleLeave.self) },
            Endpoint(
                .post, "/v1/leave-requests/{id}/withdrawal", access: .permitted(.requestLeave), tag: tag,
                summary: LocalizedText("撤回请假", "Take a request for leave back"), output: leave.schema(.output), requiresVersion: true,
                failures: [.scheduleSettled]
            ) { try await schedules.withdraw($0, SettleLeave.self) },
            Endpoint(
                .get, "/v1/shift-swaps", access: .permitted(.readLeave), tag: tag, summary: LocalizedText("换班申请", "Requests for swaps"),
                query: ListQuery.parameters(of: swap), output: .page(of: swap.schema(.output)), failures: [.invalid]
            ) { try await schedules.swaps($0) },
            Endpoint(
                .post, "/v1/shift-swaps", access: .permitted(.requestLeave), tag: tag, summary: LocalizedText("申请换班", "Ask for a swap"),
                input: ScheduleSchemas.swap, output: swap.schema(.output), status: .created, idempotency: .optional
            ) { try await schedules.requestSwap($0) },
            Endpoint(
                .post, "/v1/shift-swaps/{id}/decision", access: .permitted(.decideLeave), tag: tag,
                summary: LocalizedText("审批换班", "Say whether a shift changes hands"), input: ScheduleSchemas.swapDecision,
                output: swap.schema(.output), requiresVersion: true,
                failures: [.scheduleSettled, .decidesOwn, .shiftGone, .rosterConflicts, .rosterOverlap]
            ) { try await schedules.decide($0, SettleSwap.self) },
            Endpoint(
                .post, "/v1/shift-swaps/{id}/withdrawal", access: .permitted(.requestLeave), tag: tag,
                summary: LocalizedText("撤回换班", "Take a request for a swap back"), output: swap.schema(.output), requiresVersion: true,
                failures: [.scheduleSettled]
            ) { try await schedules.withdraw($0, SettleSwap.self) },
        ]
    }

    private static func blocks(_ schedules: Schedules) -> [Endpoint] {
        let block = Block.resource
        return [
            Endpoint(
                .get, "/v1/resource-blocks", access: .permitted(.readShift), tag: tag,
                summary: LocalizedText("维护与占用", "Maintenance and other blocks"), query: ListQuery.parameters(of: block),
                output: .page(of: block.schema(.output)), failures: [.invalid]
            ) { try await schedules.blocks($0) },
            Endpoint(
                .post, "/v1/resource-blocks", access: .permitted(.blockResource), tag: tag,
                summary: LocalizedText("占用资源时间", "Take time of a resource"), input: ScheduleSchemas.block, output: ScheduleSchemas.blocked,
                status: .created, idempotency: .optional, failures: [.rosterConflicts, .scheduleTaken]
            ) { try await schedules.block($0) },
            Endpoint(
                .delete, "/v1/resource-blocks/{id}", access: .permitted(.blockResource), tag: tag,
                summary: LocalizedText("释放资源时间", "Give time of a resource back"), status: .noContent
            ) { try await schedules.unblock($0) },
        ]
    }
}
