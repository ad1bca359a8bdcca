internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The visits' endpoints; no logic here.
public enum VisitEndpoints {
    private static let tag = "visits"
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static func choice(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }

    private static let creation = Schema.object(
        "VisitCreation", required: ["kind"],
        properties: [
            ("visitedOn", ["type": "string", "format": "date"]), ("kind", choice(Visit.Kind.allCases.map(\.rawValue))), ("branchId", uuid),
        ])
    private static let checkIn = Schema.object(
        "CheckIn", required: ["branchId"],
        properties: [
            ("customerId", uuid), ("code", ["type": "string", "maxLength": 1_024, "description": "What the customer's QR code says"]),
            ("branchId", uuid), ("type", choice(VisitType.allCases.map(\.rawValue))), ("consultantId", uuid),
            ("strategy", choice(TriageStrategy.allCases.map(\.rawValue) + [TriageStrategy.byHand])), ("appointmentId", uuid),
        ])
    private static let move = Schema.object(
        "VisitMove", required: ["step"], properties: [("step", choice(VisitStep.places)), ("roomId", uuid)])
    private static let handOver = Schema.object(
        "VisitHandOver",
        properties: [
            ("type", choice(VisitType.allCases.map(\.rawValue))), ("consultantId", uuid), ("doctorId", uuid),
            ("strategy", choice(TriageStrategy.allCases.map(\.rawValue))), ("reason", ["type": "string", "maxLength": 200]),
        ])
    private static let leaving = Schema.object("VisitLeaving", properties: [("noDealReason", choice(NoDeal.reasons))])
    private static let codeRequest = Schema.object(
        "CheckInCodeRequest",
        properties: [("seconds", ["type": "integer", "minimum": 60, "maximum": .integer(CheckInCode.longest)])])
    private static let code = Schema.raw([
        "type": "object", "required": ["code", "until", "qrCode"],
        "properties": [
            "code": ["type": "string"], "until": ["type": "string", "format": "date-time"],
            "qrCode": [
                "type": "object", "required": ["size", "path"],
                "properties": ["size": ["type": "integer"], "path": ["type": "string"]],
            ],
        ],
    ])
    private static let rule = Schema.object(
        "TriageRuleChange", required: ["strategy", "ownerFirst"],
        properties: [("strategy", choice(TriageStrategy.ofBranch)), ("ownerFirst", ["type": "boolean"])])
    private static let ruleShown = Schema.raw([
        "type": "object", "required": ["branchId", "strategy", "ownerFirst", "version", "updatedAt", "updatedBy"],
        "properties": [
            "branchId": uuid, "strategy": choice(TriageStrategy.ofBranch), "ownerFirst": ["type": "boolean"],
            "version": ["type": "integer"],
            "updatedAt": ["type": ["string", "null"], "format": "date-time"], "updatedBy": ["type": ["string", "null"], "format": "uuid"],
        ],
    ])

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let visits = Visits(deployment)
        return facts(visits) + course(visits) + branch(visits)
    }

    private static func facts(_ visits: Visits) -> [Endpoint] {
        let resource = Visit.resource
        return [
            Endpoint(
                .get, "/v1/customers/{id}/visits", access: .permitted(.readVisit), tag: tag,
                summary: LocalizedText("客户的到院记录", "A customer's visits"), query: ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { try await visits.ofCustomer($0) },
            Endpoint(
                .post, "/v1/customers/{id}/visits", access: .permitted(.recordVisit), tag: tag,
                summary: LocalizedText("登记到院", "Record a visit"), input: creation, output: resource.schema(.output), status: .created,
                idempotency: .optional
            ) { try await visits.record($0) },
            Endpoint(
                .post, "/v1/customers/{id}/check-in-codes", access: .permitted(.recordVisit), tag: tag,
                summary: LocalizedText("生成签到二维码", "Make a check-in code"), input: codeRequest, requiresInput: false, output: code,
                status: .created
            ) { try await visits.code($0) },
            Endpoint(
                .post, "/v1/visits/{id}/withdrawal", access: .permitted(.recordVisit), tag: tag,
                summary: LocalizedText("撤销到院记录", "Withdraw a visit"), status: .noContent
            ) { try await visits.withdraw($0) },
        ]
    }

    private static func course(_ visits: Visits) -> [Endpoint] {
        let resource = Visit.resource
        let shown = resource.schema(.output)
        return [
            Endpoint(
                .get, "/v1/visits", access: .permitted(.readVisit), tag: tag, summary: LocalizedText("接诊列表", "Visits that were checked in"),
                query: ListQuery.parameters(of: resource), output: .page(of: shown), failures: [.invalid]
            ) { try await visits.list($0) },
            Endpoint(
                .post, "/v1/visits", access: .permitted(.recordVisit), tag: tag, summary: LocalizedText("签到并分诊", "Check somebody in"),
                input: checkIn, output: shown, status: .created, idempotency: .optional,
                failures: [.visitThere, .visitCodeEnded, .careNeedsApproval]
            ) { try await visits.checkIn($0) },
            Endpoint(
                .get, "/v1/visits/{id}", access: .permitted(.readVisit), tag: tag, summary: LocalizedText("接诊详情", "Get a visit"),
                output: shown
            ) { try await visits.get($0) },
            Endpoint(
                .get, "/v1/visits/{id}/steps", access: .permitted(.readVisit), tag: tag,
                summary: LocalizedText("接诊环节", "Where the customer was"), query: ListQuery.parameters(of: VisitStepRecord.resource),
                output: .page(of: VisitStepRecord.resource.schema(.output)), failures: [.invalid]
            ) { try await visits.steps($0) },
            Endpoint(
                .post, "/v1/visits/{id}/moves", access: .permitted(.moveVisit), tag: tag, summary: LocalizedText("流转到环节", "Move to a step"),
                input: move, output: shown, requiresVersion: true, failures: [.visitState]
            ) { try await visits.move($0) },
            Endpoint(
                .post, "/v1/visits/{id}/hand-over", access: .permitted(.moveVisit), tag: tag,
                summary: LocalizedText("分诊或转交", "Triage, or hand over"), input: handOver, output: shown, requiresVersion: true,
                failures: [.visitState, .careNeedsApproval]
            ) { try await visits.handOver($0) },
            Endpoint(
                .post, "/v1/visits/{id}/leaving", access: .permitted(.moveVisit), tag: tag,
                summary: LocalizedText("离院", "See somebody off"),
                input: leaving, requiresInput: false, output: shown, requiresVersion: true, failures: [.visitState]
            ) { try await visits.leave($0) },
        ]
    }

    private static func branch(_ visits: Visits) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/branches/{id}/waiting-board", access: .permitted(.readVisit), tag: tag,
                summary: LocalizedText("候诊看板", "Who is there, and where"),
                query: [
                    QueryParameter(
                        "day", summary: LocalizedText("日期；缺省为今天", "The day; today without it"),
                        schema: ["type": "string", "format": "date"])
                ], output: WaitingBoard.schema, failures: [.invalid]
            ) { try await visits.board($0) },
            Endpoint(
                .get, "/v1/branches/{id}/triage-rule", access: .permitted(.readVisit), tag: tag,
                summary: LocalizedText("院区分诊规则", "How a branch hands out those who come"), output: ruleShown
            ) { try await visits.rule($0) },
            Endpoint(
                .put, "/v1/branches/{id}/triage-rule", access: .permitted(.manageTriage), tag: tag,
                summary: LocalizedText("设置分诊规则", "Set the triage rule"), input: rule, output: ruleShown, requiresVersion: true
            ) { try await visits.setRule($0) },
        ]
    }
}
