internal import JSON
internal import Platform

/// What the schedules' endpoints take and give.
enum ScheduleSchemas {
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalUUID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let moment: JSONValue = ["type": "string", "format": "date-time"]
    private static let optionalMoment: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let optionalMinute: JSONValue = ["type": ["integer", "null"], "minimum": 0, "maximum": 1440]
    private static let minute: JSONValue = ["type": "integer", "minimum": 0, "maximum": 1440]
    private static let reason: JSONValue = ["type": ["string", "null"], "minLength": 1, "maxLength": 200]
    private static let flag: JSONValue = ["type": "boolean"]

    static let week = QueryParameter("week", summary: LocalizedText("周一的日期", "The week's Monday"), schema: day, required: true)
    static let workingQuery = [
        QueryParameter("from", summary: LocalizedText("起始日期", "The first day"), schema: day, required: true),
        QueryParameter("to", summary: LocalizedText("结束日期，含当天，最多 31 天", "The last day; at most 31"), schema: day, required: true),
        QueryParameter("kinds", summary: LocalizedText("资源类型，逗号分隔", "Kinds of resources, by comma")),
    ]

    private static let shift: JSONValue = [
        "type": "object",
        "required": ["id", "resourceId", "day", "templateId", "startsAt", "endsAt", "breakStartsAt", "breakEndsAt"],
        "properties": [
            "id": uuid, "resourceId": uuid, "day": day, "templateId": optionalUUID, "startsAt": moment, "endsAt": moment,
            "breakStartsAt": optionalMoment, "breakEndsAt": optionalMoment,
        ],
    ]
    static let roster = Schema.object(
        "Roster", required: ["branchId", "week", "version", "draftedAt", "publishedAt", "publishedBy", "draft", "published"],
        properties: [
            ("branchId", uuid), ("week", day), ("version", ["type": "integer"]), ("draftedAt", optionalMoment),
            ("publishedAt", optionalMoment), ("publishedBy", optionalUUID), ("draft", ["type": "array", "items": shift]),
            ("published", ["type": "array", "items": shift]),
        ])
    static let draft = Schema.object(
        "RosterDraft", required: ["week", "shifts"],
        properties: [
            ("week", day),
            (
                "shifts",
                [
                    "type": "array", "maxItems": .integer(Int64(Roster.most)),
                    "items": [
                        "type": "object", "required": ["resourceId", "day"], "additionalProperties": false,
                        "properties": [
                            "resourceId": uuid, "day": day, "templateId": optionalUUID, "startsMinute": optionalMinute,
                            "endsMinute": optionalMinute, "breakStartsMinute": optionalMinute, "breakEndsMinute": optionalMinute,
                        ],
                    ],
                ]
            ),
        ])
    static let copy = Schema.object("RosterCopy", required: ["from", "to"], properties: [("from", day), ("to", day)])
    static let publication = Schema.object("RosterPublication", required: ["week"], properties: [("week", day), ("despite", reason)])
    static let conflicts = Schema.raw([
        "type": "object", "required": ["data"], "properties": ["data": ["type": "array", "items": RosterConflict.schema]],
    ])

    private static let period: JSONValue = [
        "type": "object", "required": ["weekday", "opensMinute", "closesMinute"], "additionalProperties": false,
        "properties": ["weekday": ["type": "integer", "minimum": 1, "maximum": 7], "opensMinute": minute, "closesMinute": minute],
    ]
    private static let periods: JSONValue = ["type": "array", "maxItems": 28, "items": period]
    private static let optionalDay: JSONValue = ["type": ["string", "null"], "format": "date"]
    static let hours = Schema.object(
        "OpeningHours", required: ["since", "hours", "later"],
        properties: [
            ("since", optionalDay), ("hours", periods),
            (
                "later",
                [
                    "type": "array",
                    "items": ["type": "object", "required": ["since", "hours"], "properties": ["since": day, "hours": periods]],
                ]
            ),
        ])
    static let hoursChange = Schema.object(
        "OpeningHoursChange", required: ["hours"],
        properties: [("since", optionalDay), ("hours", ["type": ["array", "null"], "maxItems": 28, "items": period])])
    static let working = Schema.raw([
        "type": "object", "required": ["intervals", "taken"],
        "properties": [
            "intervals": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["resourceId", "kind", "startsAt", "endsAt"],
                    "properties": ["resourceId": uuid, "kind": ["type": "string"], "startsAt": moment, "endsAt": moment],
                ],
            ],
            "taken": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["resourceId", "kind", "place", "startsAt", "endsAt"],
                    "properties": [
                        "resourceId": uuid, "kind": ["type": "string"], "place": ["type": "integer"], "startsAt": moment, "endsAt": moment,
                    ],
                ],
            ],
        ],
    ])

    static let leave = Schema.object(
        "LeaveRequestCreation", required: ["resourceId", "kind", "startsAt", "endsAt"],
        properties: [
            ("resourceId", uuid), ("kind", ["type": "string", "enum": .array(LeaveRequest.kinds.map { .string($0) })]),
            ("startsAt", moment), ("endsAt", moment), ("reason", reason),
        ])
    static let leaveDecision = Schema.object(
        "LeaveDecision", required: ["approved"], properties: [("approved", flag), ("answer", reason), ("despite", reason)])
    static let swap = Schema.object(
        "ShiftSwapCreation", required: ["shiftId", "toResourceId"],
        properties: [("shiftId", uuid), ("toResourceId", uuid), ("forShiftId", optionalUUID), ("reason", reason)])
    static let swapDecision = Schema.object("ShiftSwapDecision", required: ["approved"], properties: [("approved", flag)])
    static let block = Schema.object(
        "ResourceBlockCreation", required: ["resourceId", "kind", "startsAt", "endsAt", "reason"],
        properties: [
            ("resourceId", uuid), ("kind", ["type": "string", "enum": .array(Block.kinds.map { .string($0) })]), ("startsAt", moment),
            ("endsAt", moment), ("reason", ["type": "string", "minLength": 1, "maxLength": 200]),
        ])
    static let blocked = Schema.raw([
        "type": "object", "required": ["ids"], "properties": ["ids": ["type": "array", "items": uuid]],
    ])
}
