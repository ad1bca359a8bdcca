internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The bookings' endpoints: a table, no logic.
public enum BookingEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let appointments = Appointments(deployment)
        return slots(deployment) + reading(appointments) + booking(appointments) + steps(appointments) + deposits(appointments)
            + WaitlistEndpoints.endpoints(deployment)
    }

    private static func reading(_ appointments: Appointments) -> [Endpoint] {
        let resource = Appointment.resource
        return [
            Endpoint(
                .get, "/v1/branches/{id}/appointments", access: .permitted(.readAppointment), tag: tag,
                summary: LocalizedText("院区预约日历", "A branch's appointments of some days"), query: AppointmentSchemas.calendarQuery,
                output: AppointmentSchemas.calendar, failures: [.invalid]
            ) { try await appointments.calendar($0) },
            Endpoint(
                .get, "/v1/appointments", access: .permitted(.readAppointment), tag: tag, summary: LocalizedText("预约列表", "Appointments"),
                query: ListQuery.parameters(of: resource), output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { try await appointments.list($0) },
            Endpoint(
                .get, "/v1/customers/{id}/appointments", access: .permitted(.readAppointment), tag: tag,
                summary: LocalizedText("客户的预约", "A customer's appointments"), query: ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { try await appointments.list(of: $0) },
            Endpoint(
                .get, "/v1/appointments/{id}", access: .permitted(.readAppointment), tag: tag,
                summary: LocalizedText("预约详情", "Get an appointment"), output: AppointmentSchemas.appointment
            ) { try await appointments.get($0) },
        ]
    }

    private static func booking(_ appointments: Appointments) -> [Endpoint] {
        let refused: [FailureCode] = [.appointmentNotFree, .appointmentConcerns]
        return [
            Endpoint(
                .post, "/v1/appointments", access: .permitted(.bookAppointment), tag: tag, summary: LocalizedText("新建预约", "Book a visit"),
                input: AppointmentSchemas.creation, output: AppointmentSchemas.appointment, status: .created, idempotency: .required,
                failures: refused
            ) { try await appointments.book($0) },
            Endpoint(
                .post, "/v1/appointment-bundles", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("批量预约（系列或团体）", "Book several visits or none"), input: AppointmentSchemas.bundle,
                output: AppointmentSchemas.bundled, status: .created, idempotency: .required, failures: refused
            ) { try await appointments.bundle($0) },
            Endpoint(
                .patch, "/v1/appointments/{id}", access: .permitted(.changeAppointment), tag: tag,
                summary: LocalizedText("改期或调整预约", "Change an appointment"), input: AppointmentSchemas.change,
                output: AppointmentSchemas.appointment, requiresVersion: true, failures: refused + [.appointmentState]
            ) { try await appointments.change($0) },
            Endpoint(
                .post, "/v1/appointments/{id}/booking", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("占位转为预约", "Make a hold a booking"), input: AppointmentSchemas.confirmation, requiresInput: false,
                output: AppointmentSchemas.appointment, requiresVersion: true, failures: refused + [.appointmentState]
            ) { try await appointments.confirm($0) },
            Endpoint(
                .delete, "/v1/appointments/{id}", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("放弃占位", "Give up a hold"), status: .noContent, requiresVersion: true, failures: [.appointmentState]
            ) { try await appointments.giveUp($0) },
        ]
    }

    private static func deposits(_ appointments: Appointments) -> [Endpoint] {
        [
            Endpoint(
                .post, "/v1/appointments/{id}/deposit-waiver", access: .permitted(.waiveDeposit), tag: tag,
                summary: LocalizedText("减免订金", "Waive an appointment's deposit"), input: AppointmentSchemas.reasoned,
                output: AppointmentSchemas.appointment, requiresVersion: true, failures: [.depositState]
            ) { try await appointments.waiveDeposit($0) }
        ]
    }

    private static func steps(_ appointments: Appointments) -> [Endpoint] {
        StepVisit.Step.allCases.map { step in
            let summary =
                switch step {
                case .confirmation: LocalizedText("确认预约", "Confirm an appointment")
                case .arrival: LocalizedText("到店", "Somebody has come")
                case .start: LocalizedText("开始治疗", "Begin the treatment")
                case .completion: LocalizedText("完成", "Complete an appointment")
                case .cancellation: LocalizedText("取消预约", "Cancel an appointment")
                case .noShow: LocalizedText("登记爽约", "Nobody has come")
                }
            return Endpoint(
                .post, "/v1/appointments/{id}/\(step.rawValue)", access: .permitted(step.action), tag: tag, summary: summary,
                input: step.needsReason ? AppointmentSchemas.reasoned : step.takesReason ? AppointmentSchemas.arrival : nil,
                requiresInput: step.needsReason, output: AppointmentSchemas.appointment, requiresVersion: true,
                failures: [.appointmentState] + (step == .arrival ? [.appointmentNotFree] : [])
            ) { try await appointments.step(step, $0) }
        }
    }

    private static let tag = "bookings"

    private static func slots(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/branches/{id}/slots", access: .permitted(.searchSlot), tag: tag,
                summary: LocalizedText("查找可预约时间", "Times at which a visit can take place"), query: query,
                output: .raw(FoundSlots.schema), failures: [.invalid]
            ) { call in
                let actor = try call.requireActor()
                let branch: ID<Unit> = try call.id("id")
                guard actor.rights.grantedReach(of: .searchSlot)?.contains(branch) == true else { throw Failure(.notFound) }
                let find = try FindSlots(in: branch, call.query)
                let found = try await deployment.database.read(as: actor) { tx in try find.run(as: actor, at: call.now, in: tx) }
                return .json(found.json.serialized)
            }
        ]
    }

    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let minute: JSONValue = ["type": "integer", "minimum": 0, "maximum": 1440]
    private static let query = [
        QueryParameter("services", summary: LocalizedText("项目，按顺序，逗号分隔", "The services in their order, by comma"), required: true),
        QueryParameter("from", summary: LocalizedText("起始日期", "The first day"), schema: day, required: true),
        QueryParameter("to", summary: LocalizedText("结束日期，最多 28 天", "The last day; at most 28"), schema: day, required: true),
        QueryParameter("weekdays", summary: LocalizedText("星期几，1 为周一", "Days of the week; 1 is Monday")),
        QueryParameter("after", summary: LocalizedText("不早于（分钟）", "Not before this minute of the day"), schema: minute),
        QueryParameter("before", summary: LocalizedText("不晚于（分钟）", "Ends by this minute of the day"), schema: minute),
        QueryParameter("resources", summary: LocalizedText("指定的人员、房间或设备", "With these people, rooms or devices")),
        QueryParameter("step", summary: LocalizedText("起始时间的间隔（分钟）", "Minutes between two times that are offered; 15"), schema: minute),
        QueryParameter(
            "limit", summary: LocalizedText("最多几个", "How many at the most; 10"), schema: ["type": "integer", "minimum": 1, "maximum": 100]),
    ]
}
