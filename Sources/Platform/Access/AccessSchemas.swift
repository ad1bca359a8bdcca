internal import JSON

/// The shapes of what access management takes and gives, for the API's description.
enum AccessSchemas {
    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let text: JSONValue = ["type": "string"]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let number: JSONValue = ["type": "integer"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    private static let objects: JSONValue = ["type": "array", "items": ["type": "object"]]

    private static let contentShape: JSONValue = [
        "type": "object", "required": ["rowScope"],
        "properties": [
            "rowScope": ["type": "string", "enum": .array(RowSet.Relation.allCases.map { .string($0.rawValue) })],
            "actions": texts,
            "fields": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["target", "level"],
                    "properties": [
                        "target": text,
                        "level": ["type": "string", "enum": .array(FieldLevel.allCases.map { .string($0.word) })],
                        "uses": texts,
                    ],
                ],
            ],
        ],
    ]
    private static let differenceShape: JSONValue = [
        "type": "object", "required": ["actions", "fields", "widens"],
        "properties": [
            "rowScope": ["type": "object", "properties": ["before": text, "after": text]],
            "actions": ["type": "object", "properties": ["added": texts, "removed": texts]], "fields": objects,
            "widens": flag,
        ],
    ]
    private static let roleMembers: [(String, JSONValue)] = [
        ("id", id), ("code", text), ("nameZh", text), ("nameEn", text), ("builtIn", flag), ("basedOn", optionalID),
        ("unitId", optionalID), ("rowScope", text), ("state", ["type": "string", "enum": ["active", "retired"]]),
        ("version", number), ("fixed", flag), ("exclusive", flag), ("needsTwoPeople", flag),
    ]

    static let role = Schema.object("Role", required: ["id", "code", "state", "version"], properties: roleMembers)
    static let wholeRole = Schema.object(
        "RoleWithContent", required: ["id", "code", "content", "matrix"],
        properties: roleMembers + [("content", contentShape), ("matrix", objects)])
    static let newRole = Schema.object(
        "NewRole", required: ["code", "nameZh", "nameEn", "basedOn", "unitId"],
        properties: [
            ("code", text), ("nameZh", text), ("nameEn", text), ("basedOn", id), ("unitId", id),
            ("content", contentShape),
        ])
    static let roleNames = Schema.object("RoleNames", properties: [("nameZh", text), ("nameEn", text)])
    static let difference = Schema(name: "RoleDifference") { _ in differenceShape }
    static let newProposal = Schema.object(
        "NewRoleProposal", required: ["baseVersion", "content"],
        properties: [("baseVersion", number), ("content", contentShape)])
    static let proposal = Schema.object(
        "RoleProposal", required: ["id", "roleId", "state", "baseVersion", "content"],
        properties: [
            ("id", id), ("roleId", id), ("state", ["type": "string", "enum": ["proposed", "published", "withdrawn"]]),
            ("baseVersion", number), ("proposedBy", id), ("decidedBy", optionalID), ("createdAt", time),
            ("decidedAt", optionalTime), ("content", contentShape), ("difference", differenceShape),
        ])
    static let catalog = Schema.object(
        "Permissions", required: ["actions", "classes", "levels", "uses", "rowScopes", "resources"],
        properties: [
            ("actions", objects), ("classes", objects), ("levels", texts), ("uses", texts), ("rowScopes", texts),
            ("resources", objects),
        ])
    static let newGrant = Schema.object(
        "NewGrant", required: ["userId", "roleId", "unitId"],
        properties: [("userId", id), ("roleId", id), ("unitId", id), ("validFrom", time), ("validUntil", optionalTime)])
    static let grant = Schema.object(
        "Grant", required: ["id", "userId", "roleId", "unitId", "validFrom", "state", "inForce"],
        properties: [
            ("id", id), ("userId", id), ("roleId", id), ("roleCode", text), ("unitId", id), ("validFrom", time),
            ("validUntil", optionalTime),
            ("state", ["type": "string", "enum": ["proposed", "active", "revoked", "refused"]]), ("inForce", flag),
            ("grantedBy", optionalID), ("confirmedBy", optionalID), ("revokedBy", optionalID), ("createdAt", time),
            ("revokedAt", optionalTime),
        ])
    static let question = Schema.object(
        "AccessQuestion", required: ["userId", "resource"],
        properties: [("userId", id), ("resource", text), ("objectId", optionalID)])
    static let preview = Schema.object(
        "AccessPreview", required: ["userId", "resource", "complete", "sees", "object", "actions", "rows", "fields"],
        properties: [
            ("userId", id), ("resource", text), ("complete", flag), ("sees", flag),
            ("object", ["type": ["object", "null"]]),
            ("actions", objects), ("rows", objects), ("fields", objects),
        ])
}
