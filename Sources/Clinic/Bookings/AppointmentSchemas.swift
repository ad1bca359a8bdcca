internal import JSON
internal import Platform

/// What the appointments' endpoints take and give.
enum AppointmentSchemas {
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalUUID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let moment: JSONValue = ["type": "string", "format": "date-time"]
    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let reason: JSONValue = ["type": ["string", "null"], "minLength": 1, "maxLength": 200]
    private static let remark: JSONValue = ["type": ["string", "null"], "minLength": 1, "maxLength": 500]
    private static let services: JSONValue = ["type": "array", "minItems": 1, "maxItems": .integer(Int64(FindSlots.most)), "items": uuid]
    private static let resources: JSONValue = ["type": ["array", "null"], "maxItems": 40, "items": uuid]
    private static let minutes: JSONValue = [
        "type": ["array", "null"], "maxItems": 48, "items": ["type": "integer", "minimum": 5, "maximum": 720],
    ]

    /// The fields that a reader sees, and the pieces.
    static let appointment = Schema(name: "AppointmentDetail") { rights in
        let fields = Appointment.resource.schema(.output).render(rights)
        guard var object = fields.object, var properties = object["properties"]?.object else { return fields }
        properties["isOverbooked"] = ["type": "boolean"]
        properties["segments"] = [
            "type": "array",
            "items": [
                "type": "object", "required": ["position", "serviceId", "name", "startsAt", "endsAt", "resourceIds"],
                "properties": [
                    "position": ["type": "integer"], "serviceId": uuid, "name": ["type": "string"], "startsAt": moment, "endsAt": moment,
                    "resourceIds": ["type": "array", "items": uuid],
                ],
            ],
        ]
        properties["depositTerms"] = [
            "type": "array",
            "items": [
                "type": "object",
                "required": ["serviceId", "since", "ruleVersion", "depositFen", "freeUntil", "latePercent", "noShowPercent"],
                "properties": [
                    "serviceId": uuid, "since": day, "ruleVersion": ["type": "integer"], "depositFen": ["type": "integer"],
                    "freeUntil": moment, "latePercent": ["type": "integer"], "noShowPercent": ["type": "integer"],
                ],
            ],
        ]
        for (name, schema) in VisitPapers.members { properties[name] = schema }
        object["properties"] = .object(properties)
        object["required"] = [
            "id", "segments", "depositTerms", "requiredForms", "missingConsents", "isOverbooked", "isHidden", "version",
        ]
        return .object(object)
    }

    private static let booking: [(String, JSONValue)] = [
        ("branchId", uuid), ("customerId", optionalUUID), ("startsAt", moment), ("services", services), ("resources", resources),
        ("minutes", minutes), ("remark", remark), ("source", ["type": ["string", "null"], "enum": ["desk", "phone", "walk_in", .null]]),
        ("overbook", reason), ("despite", reason),
    ]
    static let creation = Schema.object(
        "AppointmentCreation", required: ["branchId", "startsAt", "services"], properties: booking + [("hold", ["type": "boolean"])])
    static let bundle = Schema.object(
        "AppointmentBundleCreation", required: ["kind", "bookings"],
        properties: [
            ("kind", ["type": "string", "enum": ["series", "group"]]),
            (
                "bookings",
                [
                    "type": "array", "minItems": 2, "maxItems": 24,
                    "items": [
                        "type": "object", "required": ["branchId", "customerId", "startsAt", "services"], "additionalProperties": false,
                        "properties": .object(booking.reduce(into: JSONObject()) { $0[$1.0] = $1.1 }),
                    ],
                ]
            ),
        ])
    static let bundled = Schema(name: "AppointmentBundle") { rights in
        [
            "type": "object", "required": ["bundleId", "data"],
            "properties": ["bundleId": uuid, "data": ["type": "array", "items": appointment.render(rights)]],
        ]
    }
    static let change = Schema.object(
        "AppointmentChange",
        properties: [
            ("startsAt", moment), ("services", services), ("resources", resources), ("minutes", minutes), ("remark", remark),
            ("overbook", reason), ("despite", reason),
        ])
    static let confirmation = Schema.object(
        "HeldAppointmentBooking", properties: [("customerId", optionalUUID), ("remark", remark), ("despite", reason)])
    static let reasoned = Schema.object("AppointmentReason", required: ["reason"], properties: [("reason", reason)])
    static let arrival = Schema.object("AppointmentArrival", properties: [("reason", reason)])

    static let calendarQuery = [
        QueryParameter("from", summary: LocalizedText("起始日期", "The first day"), schema: day, required: true),
        QueryParameter("to", summary: LocalizedText("结束日期，含当天，最多 14 天", "The last day; at most 14"), schema: day, required: true),
        QueryParameter("resource", summary: LocalizedText("只看此资源", "Only those with it"), schema: uuid),
        QueryParameter(
            "ended", summary: LocalizedText("包含已取消与爽约", "Also what was cancelled, and no-shows"), schema: ["type": "boolean"]),
    ]
    static let calendar = Schema(name: "AppointmentCalendar") { rights in
        [
            "type": "object", "required": ["data", "customers", "isComplete"],
            "properties": [
                "data": ["type": "array", "items": appointment.render(rights)],
                "customers": ["type": "array", "items": Customer.resource.schema(.output).render(rights)],
                "isComplete": ["type": "boolean"],
            ],
        ]
    }
}
