internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The bookings' endpoints: a table, no logic.
public enum BookingEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/branches/{id}/slots", access: .permitted(.searchSlot), tag: "bookings",
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
