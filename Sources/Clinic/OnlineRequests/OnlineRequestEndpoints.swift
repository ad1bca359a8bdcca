internal import HTTPTypes
internal import JSON
public import Platform

/// The online requests' endpoints: a table, no logic.
public enum OnlineRequestEndpoints {
    static let tag = "online requests"

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        anonymous(PublicOnlinePages(deployment)) + queue(OnlineRequests(deployment)) + RecordEndpoints.endpoints(.onlinePages, deployment)
            + OnlinePageServices.endpoints(deployment) + OnlinePageQuestions.endpoints(deployment)
    }

    private static let output = OnlineRequest.resource.schema(.output)

    /// What everybody may call.
    private static func anonymous(_ pages: PublicOnlinePages) -> [Endpoint] {
        let page = "/v1/public/pages/{address}"
        return [
            Endpoint(
                .get, page, access: .anonymous, tag: tag, summary: LocalizedText("公开预约页内容", "What a public page shows"),
                output: OnlinePageContent.schema
            ) { try await pages.page($0) },
            Endpoint(
                .get, page + "/times", access: .anonymous, tag: tag,
                summary: LocalizedText("公开预约页的可约时间", "Free times of a public page's service"),
                query: [
                    QueryParameter(
                        "service", summary: LocalizedText("项目", "Service"), schema: ["type": "string", "format": "uuid"], required: true),
                    QueryParameter(
                        "from", summary: LocalizedText("起始日期", "First day"), schema: ["type": "string", "format": "date"], required: true),
                ], output: OnlineTimes.schema, failures: [.invalid]
            ) { try await pages.times($0) },
            Endpoint(
                .post, page + "/requests", access: .anonymous, tag: tag, summary: LocalizedText("提交网上预约", "Send an online request"),
                input: form, output: ReceiveOnlineRequest.Answer.schema, status: .created, idempotency: .required,
                failures: [.onlineForm, .onlineFull]
            ) { try await pages.receive($0) },
        ]
    }

    private static func queue(_ requests: OnlineRequests) -> [Endpoint] {
        let one = "/v1/online-requests/{id}"
        return [
            Endpoint(
                .get, "/v1/online-requests", access: .permitted(.readOnlineRequest), tag: tag,
                summary: LocalizedText("网上预约列表", "The queue of online requests"),
                query: [
                    QueryParameter(
                        "view", summary: LocalizedText("待预审、待前台、未结束或已超时", "What waits for a doctor, for the desk, either, or is late"),
                        schema: words(OnlineRequests.views))
                ] + ListQuery.parameters(of: OnlineRequest.resource), output: .page(of: output), failures: [.invalid]
            ) { try await requests.list($0) },
            Endpoint(
                .get, one, access: .permitted(.readOnlineRequest), tag: tag, summary: LocalizedText("网上预约详情", "Get an online request"),
                output: output
            ) { try await requests.get($0) },
            Endpoint(
                .post, one + "/reveal", access: .permitted(.revealCustomer), tag: tag,
                summary: LocalizedText("查看完整联系方式", "Show masked values in clear"), input: RevealCustomer.input,
                output: RevealCustomer.output, failures: [.revealQuotaUsedUp]
            ) { try await requests.reveal($0) },
            Endpoint(
                .post, one + "/review", access: .permitted(.reviewOnlineRequest), tag: tag,
                summary: LocalizedText("预审网上预约", "Review an online request"),
                input: .object(
                    "OnlineRequestReview", required: ["decision"],
                    properties: [
                        ("decision", words(ReviewOnlineRequest.Decision.allCases.map(\.rawValue))), ("reason", text(500)),
                        ("message", text(200)), ("postponeUntil", ["type": "string", "format": "date"]), ("despite", text(200)),
                    ]), output: output, requiresVersion: true,
                failures: [.onlineRequestState, .appointmentNotFree, .appointmentConcerns, .appointmentState]
            ) { try await requests.review($0) },
            Endpoint(
                .post, one + "/steps", access: .permitted(.updateOnlineRequest), tag: tag,
                summary: LocalizedText("重新送审或关闭网上预约", "Put an online request before the doctor again, or close it"),
                input: .object(
                    "OnlineRequestStep", required: ["step"],
                    properties: [("step", words(StepOnlineRequest.Step.allCases.map(\.rawValue))), ("note", text(500))]), output: output,
                requiresVersion: true, failures: [.onlineRequestState]
            ) { try await requests.step($0) },
            Endpoint(
                .post, one + "/booking", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("网上预约转为预约", "Make an online request an appointment"),
                input: .object(
                    "OnlineRequestBooking",
                    properties: [
                        ("customerId", ["type": "string", "format": "uuid"]), ("startsAt", ["type": "string", "format": "date-time"]),
                        ("despite", text(200)),
                    ]), requiresInput: false, output: output, requiresVersion: true,
                failures: [.onlineRequestState, .onlineHoldEnded, .appointmentNotFree, .appointmentConcerns, .appointmentState]
            ) { try await requests.book($0) },
        ]
    }

    private static func words(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }
    private static func text(_ most: Int64) -> JSONValue { ["type": "string", "minLength": 1, "maxLength": .integer(most)] }

    private static let form = Schema.object(
        "PublicRequest", required: ["form", "name", "phone", "serviceId", "wishes", "consent"],
        properties: [
            ("form", text(400)), ("name", text(64)), ("phone", text(40)), ("serviceId", ["type": "string", "format": "uuid"]),
            (
                "wishes",
                [
                    "type": "array", "minItems": 1, "maxItems": 3,
                    "items": [
                        "type": "object",
                        "properties": [
                            "startsAt": ["type": "string", "format": "date-time"], "day": ["type": "string", "format": "date"],
                            "half": ["type": "string", "enum": ["morning", "afternoon"]],
                        ],
                    ],
                ]
            ), ("age", ["type": "integer", "minimum": 0, "maximum": 120]),
            (
                "answers",
                [
                    "type": "array", "maxItems": 30,
                    "items": [
                        "type": "object", "required": ["word", "answer"],
                        "properties": [
                            "word": ["type": "string", "maxLength": 40],
                            "answer": ["type": "string", "enum": .array(OnlineTriage.Answer.allCases.map { .string($0.rawValue) })],
                        ],
                    ],
                ]
            ), ("remark", text(500)), ("consent", ["type": "boolean"]), ("website", ["type": "string", "maxLength": 400]),
        ])
}
