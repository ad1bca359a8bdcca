internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The consultations' endpoints; no logic here.
public enum ConsultationEndpoints {
    private static let tag = "consultations"
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static func choice(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }

    /// The fields that one may write, and some members more.
    private static func fields(of resource: Resource, _ use: Resource.SchemaUse, _ more: [(String, JSONValue)]) -> Schema {
        let fields = resource.schema(use)
        return Schema(name: fields.name) { rights in
            let schema = fields.render(rights)
            guard var object = schema.object, var properties = object["properties"]?.object else { return schema }
            for (name, member) in more { properties[name] = member }
            object["properties"] = .object(properties)
            return .object(object)
        }
    }

    private static let opening = fields(
        of: Consultation.resource, .creation,
        [("visitId", ["type": ["string", "null"], "format": "uuid"]), ("branchId", ["type": ["string", "null"], "format": "uuid"])])
    private static let photos = Schema.object(
        "ConsultationPhotos", required: ["attachmentIds"],
        properties: [
            ("attachmentIds", ["type": "array", "maxItems": .integer(Int64(ChangeConsultation.mostPhotos)), "items": uuid])
        ])
    private static let marks = Schema(name: "ConsultationMarks") { rights in
        [
            "type": "object", "required": ["marks"], "additionalProperties": false,
            "properties": [
                "marks": [
                    "type": "array", "maxItems": .integer(Int64(ChangeConsultation.mostMarks)),
                    "items": ConsultationMark.resource.schema(.creation).render(rights),
                ]
            ],
        ]
    }
    private static let closing = Schema.object("ConsultationClosing", properties: [("noDealReason", choice(NoDeal.reasons))])
    private static let plan = Schema(name: "TreatmentPlanDraft") { rights in
        let fields = TreatmentPlan.resource.schema(.creation).render(rights)
        guard var object = fields.object, var properties = object["properties"]?.object else { return fields }
        properties["options"] = [
            "type": "array", "maxItems": 3,
            "items": [
                "type": "object", "required": ["code", "items"], "additionalProperties": false,
                "properties": [
                    "code": choice(TreatmentPlan.options),
                    "items": [
                        "type": "array", "maxItems": .integer(Int64(PlanDraft.most)),
                        "items": PlanItem.resource.schema(.creation).render(rights),
                    ],
                ],
            ],
        ]
        object["properties"] = .object(properties)
        object["required"] = ["options"]
        return .object(object)
    }
    private static let invitation = Schema.object(
        "ReviewInvitation", required: ["userIds"],
        properties: [
            ("userIds", ["type": "array", "minItems": 1, "maxItems": .integer(Int64(InviteReviewers.most)), "items": uuid]),
            ("insteadOfId", uuid),
        ])
    private static let opinion = Schema.object(
        "PlanOpinionGiven", required: ["verdict"],
        properties: [("verdict", choice(PlanOpinion.verdicts)), ("opinion", ["type": "string", "maxLength": 2_000])])
    private static let acceptance = Schema.object(
        "PlanAcceptance", required: ["option"], properties: [("option", choice(TreatmentPlan.options))])
    private static let refusal = Schema.object("PlanRefusal", required: ["reason"], properties: [("reason", choice(NoDeal.reasons))])

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let consultations = Consultations(deployment)
        return talks(consultations) + records(consultations) + plans(consultations) + decisions(consultations)
    }

    private static func talks(_ consultations: Consultations) -> [Endpoint] {
        let resource = Consultation.resource
        let shown = resource.schema(.output)
        return [
            Endpoint(
                .get, "/v1/consultations", access: .permitted(.readConsultation), tag: tag,
                summary: LocalizedText("咨询记录", "Consultations"), query: ListQuery.parameters(of: resource), output: .page(of: shown),
                failures: [.invalid]
            ) { try await consultations.list($0) },
            Endpoint(
                .get, "/v1/customers/{id}/consultations", access: .permitted(.readConsultation), tag: tag,
                summary: LocalizedText("客户的咨询记录", "A customer's consultations"), query: ListQuery.parameters(of: resource),
                output: .page(of: shown), failures: [.invalid]
            ) { try await consultations.ofCustomer($0) },
            Endpoint(
                .post, "/v1/customers/{id}/consultations", access: .permitted(.createConsultation), tag: tag,
                summary: LocalizedText("开始咨询", "Begin a consultation"), input: opening, output: shown, status: .created,
                idempotency: .optional, failures: [.consultationThere]
            ) { try await consultations.open($0) },
        ]
    }

    private static func records(_ consultations: Consultations) -> [Endpoint] {
        let resource = Consultation.resource
        let shown = resource.schema(.output)
        return [
            Endpoint(
                .get, "/v1/consultations/{id}", access: .permitted(.readConsultation), tag: tag,
                summary: LocalizedText("咨询详情", "Get a consultation"), output: shown
            ) { try await consultations.get($0) },
            Endpoint(
                .patch, "/v1/consultations/{id}", access: .permitted(.updateConsultation), tag: tag,
                summary: LocalizedText("修改咨询记录", "Change a consultation"), input: resource.schema(.change), output: shown,
                requiresVersion: true, failures: [.consultationClosed]
            ) { try await consultations.change($0) },
            Endpoint(
                .put, "/v1/consultations/{id}/photos", access: .permitted(.updateConsultation), tag: tag,
                summary: LocalizedText("引用照片", "Refer to pictures"), input: photos, output: shown, requiresVersion: true,
                failures: [.consultationClosed]
            ) { try await consultations.photos($0) },
            Endpoint(
                .get, "/v1/consultations/{id}/marks", access: .permitted(.readConsultation), tag: tag,
                summary: LocalizedText("面部与身体图标注", "Marks on the maps"), query: ListQuery.parameters(of: ConsultationMark.resource),
                output: .page(of: ConsultationMark.resource.schema(.output)), failures: [.invalid]
            ) { try await consultations.marks($0) },
            Endpoint(
                .put, "/v1/consultations/{id}/marks", access: .permitted(.updateConsultation), tag: tag,
                summary: LocalizedText("保存标注", "Write the marks anew"), input: marks, output: shown, requiresVersion: true,
                failures: [.consultationClosed]
            ) { try await consultations.mark($0) },
            Endpoint(
                .post, "/v1/consultations/{id}/closing", access: .permitted(.updateConsultation), tag: tag,
                summary: LocalizedText("结束咨询", "End a consultation"), input: closing, requiresInput: false, output: shown,
                requiresVersion: true, failures: [.consultationClosed]
            ) { try await consultations.close($0) },
        ]
    }

    private static func plans(_ consultations: Consultations) -> [Endpoint] {
        let resource = TreatmentPlan.resource
        let page = Schema.page(of: resource.schema(.output))
        return [
            Endpoint(
                .get, "/v1/customers/{id}/treatment-plans", access: .permitted(.readPlan), tag: tag,
                summary: LocalizedText("客户的治疗方案", "A customer's plans"), query: ListQuery.parameters(of: resource), output: page,
                failures: [.invalid]
            ) { try await consultations.plansOfCustomer($0) },
            Endpoint(
                .get, "/v1/consultations/{id}/plans", access: .permitted(.readPlan), tag: tag,
                summary: LocalizedText("咨询的方案版本", "Versions of a consultation's plan"), query: ListQuery.parameters(of: resource),
                output: page, failures: [.invalid]
            ) { try await consultations.plansOf($0) },
            Endpoint(
                .get, "/v1/me/plan-reviews", access: .permitted(.reviewPlan), tag: tag,
                summary: LocalizedText("待我会诊的方案", "Plans that wait for my opinion"), query: ListQuery.parameters(of: resource),
                output: page, failures: [.invalid]
            ) { try await consultations.reviews($0) },
            Endpoint(
                .post, "/v1/consultations/{id}/plans", access: .permitted(.writePlan), tag: tag,
                summary: LocalizedText("新建方案版本", "Make a version of the plan"), input: plan, output: PlanDocument.schema, status: .created,
                idempotency: .optional, failures: [.consultationClosed, .planState]
            ) { try await consultations.make($0) },
            Endpoint(
                .get, "/v1/treatment-plans/{id}", access: .permitted(.readPlan), tag: tag, summary: LocalizedText("方案详情", "Get a plan"),
                output: PlanDocument.schema
            ) { try await consultations.plan($0) },
            Endpoint(
                .put, "/v1/treatment-plans/{id}/content", access: .permitted(.writePlan), tag: tag,
                summary: LocalizedText("修改方案草稿", "Write a draft anew"), input: plan, output: PlanDocument.schema, requiresVersion: true,
                failures: [.planDecided, .planState]
            ) { try await consultations.changePlan($0) },
        ]
    }

    private static func decisions(_ consultations: Consultations) -> [Endpoint] {
        let shown = PlanDocument.schema
        return [
            Endpoint(
                .post, "/v1/treatment-plans/{id}/discussion", access: .permitted(.writePlan), tag: tag,
                summary: LocalizedText("向客户说明方案", "Show the plan to the customer"), output: shown, requiresVersion: true,
                failures: [.planDecided, .planState, .invalid]
            ) { try await consultations.discuss($0) },
            Endpoint(
                .post, "/v1/treatment-plans/{id}/invitations", access: .permitted(.writePlan), tag: tag,
                summary: LocalizedText("邀请会诊", "Invite to a joint consultation"), input: invitation, output: shown, requiresVersion: true,
                failures: [.planDecided, .careNeedsApproval]
            ) { try await consultations.invite($0) },
            Endpoint(
                .put, "/v1/treatment-plans/{id}/opinion", access: .permitted(.reviewPlan), tag: tag,
                summary: LocalizedText("填写会诊意见", "Say one's opinion"), input: opinion, output: shown, failures: [.planDecided]
            ) { try await consultations.giveOpinion($0) },
            Endpoint(
                .post, "/v1/treatment-plans/{id}/acceptance", access: .permitted(.decidePlan), tag: tag,
                summary: LocalizedText("客户选定方案", "Accept an option"), input: acceptance, output: shown, requiresVersion: true,
                failures: [.planDecided, .planState, .planNeedsReview]
            ) { try await consultations.accept($0) },
            Endpoint(
                .post, "/v1/treatment-plans/{id}/refusal", access: .permitted(.decidePlan), tag: tag,
                summary: LocalizedText("客户拒绝方案", "Decline the plan"), input: refusal, output: shown, requiresVersion: true,
                failures: [.planDecided, .planState]
            ) { try await consultations.decline($0) },
        ]
    }
}
