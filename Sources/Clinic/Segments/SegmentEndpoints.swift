internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform

/// The segments' endpoints: a table, no logic.
public enum SegmentEndpoints {
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let name: JSONValue = ["type": "string", "minLength": 1, "maxLength": 40]
    private static let flag: JSONValue = ["type": "boolean"]
    /// A condition; its form is in docs/api/segments.md, since it contains itself.
    static let condition: JSONValue = ["type": "object", "additionalProperties": true]

    private static let creation = Schema.object(
        "SegmentCreation", required: ["name", "condition"], properties: [("name", name), ("condition", condition)])
    private static let change = Schema.object(
        "SegmentChange", properties: [("name", name), ("condition", condition), ("archived", flag)])
    private static let segment = Schema.object(
        "Segment", required: ["id", "name", "usable", "condition", "createdBy", "createdAt", "archived", "version"],
        properties: [
            ("id", uuid), ("name", name), ("usable", flag), ("condition", ["type": ["object", "null"], "additionalProperties": true]),
            ("createdBy", uuid), ("createdAt", ["type": "string", "format": "date-time"]), ("archived", flag),
            ("version", ["type": "integer"]),
        ])
    private static let criterion = Schema.object(
        "SegmentCriterion", required: ["code", "nameZh", "nameEn", "kind"],
        properties: [
            ("code", ["type": "string"]), ("nameZh", ["type": "string"]), ("nameEn", ["type": "string"]),
            ("kind", ["type": "string", "enum": ["choice", "ids", "tags", "number", "instant", "date", "text", "several"]]),
            ("choices", ["type": "array", "items": ["type": "string"]]), ("minimum", ["type": "integer"]), ("maximum", ["type": "integer"]),
            ("of", ["type": "string", "enum": ["customer", "person"]]), ("unit", ["type": "string", "enum": ["fen"]]),
        ])
    private static let asking = Schema.object("SegmentQuestion", required: ["condition"], properties: [("condition", condition)])
    private static let count = Schema.object(
        "SegmentCount", required: ["count", "at"],
        properties: [("count", ["type": "integer"]), ("at", ["type": "string", "format": "date-time"])])
    private static let snapshot = Schema.object(
        "SegmentSnapshot", required: ["on", "members"],
        properties: [("on", ["type": "string", "format": "date"]), ("members", ["type": "integer"])])

    private static func list(of schema: Schema) -> Schema {
        .raw(["type": "object", "required": ["data"], "properties": ["data": ["type": "array", "items": schema.render(.none)]]])
    }

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let segments = Segments(deployment)
        let customers = Customer.resource
        let tag = "segments"
        return [
            Endpoint(
                .get, "/v1/segment-criteria", access: .permitted(.readSegment), tag: tag,
                summary: LocalizedText("可用的筛选条件", "What one may ask"), output: list(of: criterion)
            ) { try segments.criteria($0) },
            Endpoint(
                .post, "/v1/segment-counts", access: .permitted(.readSegment), tag: tag,
                summary: LocalizedText("按条件即时计数", "How many a condition holds for"), input: asking, output: count
            ) { try await segments.count($0) },
            Endpoint(
                .get, "/v1/segments", access: .permitted(.readSegment), tag: tag, summary: LocalizedText("分群列表", "Segments"),
                output: list(of: segment)
            ) { try await segments.list($0) },
            Endpoint(
                .post, "/v1/segments", access: .permitted(.manageSegment), tag: tag, summary: LocalizedText("新建分群", "Keep a segment"),
                input: creation, output: segment, status: .created, failures: [.segmentNameTaken, .segmentLimit]
            ) { try await segments.create($0) },
            Endpoint(
                .get, "/v1/segments/{id}", access: .permitted(.readSegment), tag: tag, summary: LocalizedText("分群详情", "A segment"),
                output: segment
            ) { try await segments.get($0) },
            Endpoint(
                .patch, "/v1/segments/{id}", access: .permitted(.manageSegment), tag: tag,
                summary: LocalizedText("修改分群", "Change a segment"),
                input: change, output: segment, requiresVersion: true, failures: [.segmentNameTaken, .segmentBeyondRights]
            ) { try await segments.change($0) },
            Endpoint(
                .get, "/v1/segments/{id}/count", access: .permitted(.readSegment), tag: tag,
                summary: LocalizedText("分群当前人数", "How many a segment has now"), output: count, failures: [.segmentBeyondRights]
            ) { try await segments.countOf($0) },
            Endpoint(
                .get, "/v1/segments/{id}/members", access: .permitted(.readSegment), tag: tag,
                summary: LocalizedText("分群成员", "Who is in a segment now"), query: ListQuery.parameters(of: customers),
                output: .page(of: customers.schema(.output)), failures: [.invalid, .segmentBeyondRights]
            ) { try await segments.members($0) },
            Endpoint(
                .get, "/v1/segments/{id}/snapshots", access: .permitted(.readSegment), tag: tag,
                summary: LocalizedText("分群人数历史", "How many a segment had, day by day"), output: list(of: snapshot)
            ) { try await segments.snapshots($0) },
        ]
    }
}
