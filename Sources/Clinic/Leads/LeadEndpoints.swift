internal import HTTPTypes
internal import JSON
public import Platform

/// The leads' endpoints: a table, no logic.
public enum LeadEndpoints {
    private static let tag = "leads"

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let leads = Leads(deployment)
        return reading(leads) + writing(leads) + settings(leads)
            + RecordEndpoints.endpoints(.leadRules, deployment) + LeadRuleMembers.endpoints(deployment)
    }

    private static let output = Lead.resource.schema(.output)

    private static func reading(_ leads: Leads) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/leads", access: .permitted(.readLead), tag: tag, summary: LocalizedText("线索列表", "List leads"),
                query: [
                    QueryParameter(
                        "view", summary: LocalizedText("我的、公海或在跟", "One's own, the pool, or those being worked on"),
                        schema: ["type": "string", "enum": .array(Leads.views.map { .string($0) })])
                ] + ListQuery.parameters(of: Lead.resource), output: .page(of: output), failures: [.invalid]
            ) { try await leads.list($0) },
            Endpoint(
                .get, "/v1/leads/{id}", access: .permitted(.readLead), tag: tag, summary: LocalizedText("线索详情", "Get a lead"),
                output: output
            ) { try await leads.get($0) },
            Endpoint(
                .post, "/v1/leads/search", access: .permitted(.readLead), tag: tag,
                summary: LocalizedText("按手机或微信查找线索", "Find leads by a whole telephone number or WeChat name"),
                input: .object(
                    "LeadSearch",
                    properties: [("phone", ["type": "string", "maxLength": 40]), ("wechat", ["type": "string", "maxLength": 64])]),
                output: .page(of: output)
            ) { try await leads.search($0) },
            Endpoint(
                .get, "/v1/leads/{id}/history", access: .permitted(.readLead), tag: tag,
                summary: LocalizedText("触点与归属历史", "How somebody came, and whose the lead was"), output: .raw(history)
            ) { try await leads.history($0) },
            Endpoint(
                .post, "/v1/leads/{id}/reveal", access: .permitted(.revealCustomer), tag: tag,
                summary: LocalizedText("查看完整联系方式", "Show masked values in clear"), input: RevealCustomer.input,
                output: RevealCustomer.output, failures: [.revealQuotaUsedUp, .leadInPool]
            ) { try await leads.reveal($0) },
        ]
    }

    private static func writing(_ leads: Leads) -> [Endpoint] {
        [
            Endpoint(
                .post, "/v1/leads", access: .permitted(.createLead), tag: tag,
                summary: LocalizedText("登记线索（网电咨询单）", "Take a sheet down"), input: creation, output: received, status: .created,
                idempotency: .optional
            ) { try await leads.receive($0) },
            Endpoint(
                .patch, "/v1/leads/{id}", access: .permitted(.updateLead), tag: tag, summary: LocalizedText("修改线索", "Correct a lead"),
                input: Lead.resource.schema(.change), output: output, requiresVersion: true
            ) { try await leads.change($0) },
            Endpoint(
                .post, "/v1/leads/{id}/steps", access: .permitted(.updateLead), tag: tag,
                summary: LocalizedText("推进线索", "Take a lead a step on"),
                input: .object(
                    "LeadStep", required: ["step"],
                    properties: [
                        ("step", words(LeadStep.allCases.map(\.rawValue))), ("reason", words(Lead.lostReasons)), ("appointmentId", id),
                        ("nextAt", ["type": "string", "format": "date-time"]),
                        ("nextTitle", ["type": "string", "minLength": 1, "maxLength": 200]),
                    ]), output: output, requiresVersion: true, failures: [.leadInPool, .leadStep]
            ) { try await leads.step($0) },
            Endpoint(
                .post, "/v1/leads/{id}/claim", access: .permitted(.claimLead), tag: tag,
                summary: LocalizedText("领取公海线索", "Take a lead from the pool"), output: output,
                failures: [.leadTaken, .leadClaimLimit, .leadOpenLimit]
            ) { try await leads.claim($0) },
            Endpoint(
                .post, "/v1/leads/{id}/assignment", access: .permitted(.assignLead), tag: tag,
                summary: LocalizedText("指派线索，或放回公海", "Give a lead to somebody, or back to the pool"),
                input: .object(
                    "LeadAssignment", required: ["userId"],
                    properties: [
                        ("userId", ["type": ["string", "null"], "format": "uuid"]),
                        ("reason", ["type": "string", "minLength": 1, "maxLength": 200]),
                    ]), output: output, requiresVersion: true, failures: [.leadStep]
            ) { try await leads.hand($0) },
            Endpoint(
                .post, "/v1/leads/{id}/conversion", access: .permitted(.updateLead), tag: tag,
                summary: LocalizedText("转为客户", "Make a customer of a lead"), input: Customer.resource.schema(.change),
                output: .object(
                    "LeadConversion", required: ["customerId", "isNew"], properties: [("customerId", id), ("isNew", ["type": "boolean"])]),
                requiresVersion: true,
                failures: [.leadInPool, .leadConverted, .customerDuplicate, .customerBranchRequired]
            ) { try await leads.convert($0) },
        ]
    }

    private static func settings(_ leads: Leads) -> [Endpoint] {
        let output = Schema.object(
            "LeadSettings", required: LeadSettings.members.map(\.0) + ["version"],
            properties: LeadSettings.members + [("version", ["type": "integer"])])
        return [
            Endpoint(
                .get, "/v1/lead-settings", access: .permitted(.readLeadRule), tag: tag,
                summary: LocalizedText("线索参数", "How long leads wait and are kept"), output: output
            ) { try await leads.settings($0) },
            Endpoint(
                .patch, "/v1/lead-settings", access: .permitted(.manageLeadRule), tag: tag,
                summary: LocalizedText("修改线索参数", "Say how long leads wait and are kept"),
                input: .object("LeadSettingsChange", properties: LeadSettings.members), output: output, requiresVersion: true
            ) { try await leads.changeSettings($0) },
        ]
    }

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let optionalText: JSONValue = ["type": ["string", "null"]]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]

    private static func words(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }

    /// The fields that a sheet may set, and who is to have it.
    private static let creation = Schema(name: "LeadCreation") { rights in
        let fields = Lead.resource.schema(.creation).render(rights)
        guard var object = fields.object, var properties = object["properties"]?.object else { return fields }
        properties["keep"] = words(ReceiveLead.Keeping.allCases.map(\.rawValue))
        object["properties"] = .object(properties)
        return .object(object)
    }

    private static let received = Schema(name: "LeadReceived") { rights in
        [
            "type": "object", "required": ["touchId", "lead", "customerId"],
            "properties": [
                "touchId": id, "lead": ["anyOf": [output.render(rights), ["type": "null"]]], "customerId": optionalID,
            ],
        ]
    }

    private static let history: JSONValue = [
        "type": "object", "required": ["touches", "assignments"],
        "properties": [
            "touches": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["id", "at", "sourceChannel", "medium", "campaign", "serviceId", "receivedBy"],
                    "properties": [
                        "id": id, "at": time, "sourceChannel": ["type": "string"], "medium": optionalText, "campaign": optionalText,
                        "serviceId": optionalID, "receivedBy": optionalID,
                    ],
                ],
            ],
            "assignments": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["id", "at", "userId", "fromId", "how", "ruleId", "assignedBy"],
                    "properties": [
                        "id": id, "at": time, "userId": optionalID, "fromId": optionalID, "how": ["type": "string"], "ruleId": optionalID,
                        "assignedBy": optionalID,
                    ],
                ],
            ],
        ],
    ]
}
