internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform

/// The endpoints of access beyond one's own rows: a table, no logic.
public enum CustomerAccessEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let access = CustomerAccess(deployment)
        return sharing(access) + restriction(access) + emergency(access)
    }

    private static let tag = "customer access"
    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let reason: JSONValue = ["type": "string", "minLength": 2, "maxLength": 200]
    private static let handle: [(String, JSONValue)] = [
        ("number", ["type": "integer", "minimum": 1]), ("name", ["type": "string", "maxLength": 64]),
        ("phone", ["type": "string", "maxLength": 40]),
    ]

    private static func sharing(_ access: CustomerAccess) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/customers/{id}/shares", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("客户的共享记录", "A customer's shares"), query: ListQuery.parameters(of: CustomerShare.resource),
                output: .page(of: CustomerShare.resource.schema(.output)), failures: [.invalid]
            ) { try await access.shares($0) },
            Endpoint(
                .post, "/v1/customers/{id}/shares", access: .permitted(.shareCustomer), tag: tag,
                summary: LocalizedText("共享给其他院区", "Share a customer with another branch"),
                input: .object(
                    "CustomerShareCreation", required: ["branchId", "scope", "reason", "until"],
                    properties: [
                        ("branchId", id), ("scope", ["type": "string", "enum": .array(ShareScope.allCases.map { .string($0.rawValue) })]),
                        ("reason", reason), ("until", time),
                    ]),
                output: .object("CustomerShareCreated", required: ["id"], properties: [("id", id)]), status: .created,
                failures: [.shareExists, .shareLimit]
            ) { try await access.share($0) },
            Endpoint(
                .delete, "/v1/customers/{id}/shares/{shareId}", access: .permitted(.shareCustomer), tag: tag,
                summary: LocalizedText("结束共享", "End a share"), status: .noContent
            ) { try await access.endShare($0) },
        ]
    }

    private static func restriction(_ access: CustomerAccess) -> [Endpoint] {
        let request = Schema.object(
            "CareRequest", required: ["id", "customerId", "customerNumber", "branchId", "userId", "reason", "state", "until"],
            properties: [
                ("id", id), ("customerId", id), ("customerNumber", ["type": "integer"]), ("branchId", id), ("userId", id),
                ("userName", ["type": "string"]), ("reason", reason),
                ("state", ["type": "string", "enum": ["requested", "approved", "refused"]]), ("until", time), ("createdAt", time),
                ("decidedAt", ["type": ["string", "null"], "format": "date-time"]),
                ("decidedBy", ["type": ["string", "null"], "format": "uuid"]),
            ])
        return [
            Endpoint(
                .put, "/v1/customers/{id}/restriction", access: .permitted(.protectCustomer), tag: tag,
                summary: LocalizedText("限制查看客户", "Restrict a customer to those who care for him"),
                input: .object(
                    "CustomerRestriction", required: ["kind", "reason"],
                    properties: [
                        ("kind", ["type": "string", "enum": .array(Customer.restrictions.map { .string($0) })]), ("reason", reason),
                        ("careTeam", ["type": "array", "maxItems": 20, "items": id]),
                    ]),
                status: .noContent
            ) { try await access.restrict($0) },
            Endpoint(
                .delete, "/v1/customers/{id}/restriction", access: .permitted(.protectCustomer), tag: tag,
                summary: LocalizedText("解除限制", "Lift a restriction"), status: .noContent
            ) { try await access.liftRestriction($0) },
            Endpoint(
                .post, "/v1/care-requests", access: .permitted(.requestCare), tag: tag,
                summary: LocalizedText("申请查看受限或未成年客户", "Ask to see a restricted customer or a minor"),
                input: .object(
                    "CareRequestCreation", required: ["reason", "until"],
                    properties: [("customerId", id)] + handle + [("reason", reason), ("until", time)]),
                output: request, status: .created, failures: [.careRequested, .notFound]
            ) { try await access.requestCare($0) },
            Endpoint(
                .get, "/v1/care-requests", access: .permitted(.requestCare), tag: tag,
                summary: LocalizedText("我的查看申请", "My own requests"),
                query: NewestFirst.parameters(
                    "state", LocalizedText("状态", "State"), of: ["requested", "approved", "refused"]),
                output: .page(of: request), failures: [.invalid]
            ) { try await access.careRequests($0, own: true) },
            Endpoint(
                .get, "/v1/care-requests/queue", access: .permitted(.approveCare), tag: tag,
                summary: LocalizedText("待审批的查看申请", "Requests to decide"),
                query: NewestFirst.parameters(
                    "state", LocalizedText("状态", "State"), of: ["requested", "approved", "refused"]),
                output: .page(of: request), failures: [.invalid]
            ) { try await access.careRequests($0, own: false) },
            Endpoint(
                .post, "/v1/care-requests/{id}/decision", access: .permitted(.approveCare), tag: tag,
                summary: LocalizedText("审批查看申请", "Decide a request"),
                input: .object(
                    "CareRequestDecision", required: ["approved"],
                    properties: [("approved", ["type": "boolean"]), ("until", time)]),
                output: request, failures: [.careOwn, .careDecided]
            ) { try await access.decideCareRequest($0) },
        ]
    }

    private static func emergency(_ access: CustomerAccess) -> [Endpoint] {
        let opening: [(String, JSONValue)] = [
            ("reason", reason), ("minutes", ["type": "integer", "minimum": 1, "maximum": 60, "default": 30]),
        ]
        let opened = Schema.object(
            "BreakGlassOpened", required: ["id", "customerId", "until"], properties: [("id", id), ("customerId", id), ("until", time)])
        let text: JSONValue = ["type": ["string", "null"]]
        let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
        let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
        let review = Schema.object(
            "BreakGlassReview", required: ["id", "userId", "customerId", "reason", "openedAt", "until", "verdict"],
            properties: [
                ("id", id), ("userId", id), ("userName", ["type": "string"]), ("customerId", optionalID), ("branchId", optionalID),
                ("reason", reason), ("openedAt", time), ("until", time), ("endedAt", optionalTime), ("verdict", text), ("remark", text),
                ("reviewedAt", optionalTime), ("reviewedBy", optionalID),
            ])
        return [
            Endpoint(
                .post, "/v1/customers/{id}/break-glass", access: .permitted(.breakGlass), tag: tag,
                summary: LocalizedText("紧急查看本院区客户", "Open a customer of one's own branches in an emergency"),
                input: .object("BreakGlass", required: ["reason"], properties: opening), output: opened, status: .created,
                failures: [.stepUpRequired, .breakGlassBarred]
            ) { try await access.breakGlass($0) },
            Endpoint(
                .post, "/v1/break-glass", access: .permitted(.breakGlass), tag: tag,
                summary: LocalizedText("凭客户号与姓名或电话紧急查看", "Open a customer in an emergency by number and name or phone"),
                input: .object("BreakGlassByHandle", required: ["number", "reason"], properties: handle + opening), output: opened,
                status: .created, failures: [.stepUpRequired, .breakGlassBarred, .notFound]
            ) { try await access.breakGlass($0) },
            Endpoint(
                .delete, "/v1/break-glass/{id}", access: .permitted(.breakGlass), tag: tag,
                summary: LocalizedText("提前结束紧急查看", "End one's own emergency"), status: .noContent
            ) { try await access.endBreakGlass($0) },
            Endpoint(
                .get, "/v1/break-glass/reviews", access: .permitted(.reviewBreakGlass), tag: tag,
                summary: LocalizedText("紧急查看复核队列", "Emergencies to review"),
                query: NewestFirst.parameters("state", LocalizedText("状态", "State"), of: ["open", "reviewed"]),
                output: .page(of: review), failures: [.invalid]
            ) { try await access.breakGlassReviews($0) },
            Endpoint(
                .post, "/v1/break-glass/reviews/{id}", access: .permitted(.reviewBreakGlass), tag: tag,
                summary: LocalizedText("复核紧急查看", "Judge an emergency"),
                input: .object(
                    "BreakGlassVerdict", required: ["verdict", "remark"],
                    properties: [
                        ("verdict", ["type": "string", "enum": ["justified", "unjustified"]]),
                        ("remark", ["type": "string", "minLength": 2, "maxLength": 500]),
                    ]),
                output: review, failures: [.breakGlassOwn, .breakGlassReviewed]
            ) { try await access.reviewBreakGlass($0) },
        ]
    }
}
