internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/webhooks`: whom a tenant has told of what happens in it, and how that went.
public enum WebhookEndpoints {
    /// The endpoints, for these types of events.
    public static func endpoints(_ deployment: Deployment, types: [EventType]) -> [Endpoint] {
        let tag = "Webhooks"
        let desk = WebhookDesk(deployment: deployment, types: types)
        let (shape, creation, change) = (webhook(types), creation(types), change(types))
        return [
            Endpoint(
                .get, "/v1/webhooks", access: .permitted(.readWebhook), tag: tag, summary: LocalizedText("消息订阅列表", "List webhooks"),
                output: .page(of: shape), handler: desk.list),
            Endpoint(
                .post, "/v1/webhooks", access: .permitted(.manageWebhook), tag: tag,
                summary: LocalizedText("新增消息订阅；密钥只在此返回一次", "Add a webhook; its secret is answered here and never again"),
                input: creation, output: created(types), status: .created, failures: [.webhookLimit], handler: desk.create),
            Endpoint(
                .get, "/v1/webhooks/{id}", access: .permitted(.readWebhook), tag: tag, summary: LocalizedText("消息订阅", "One webhook"),
                output: shape, handler: desk.get),
            Endpoint(
                .patch, "/v1/webhooks/{id}", access: .permitted(.manageWebhook), tag: tag,
                summary: LocalizedText("修改、暂停或恢复消息订阅", "Change, pause or resume a webhook"), input: change, output: shape,
                requiresVersion: true, failures: [.stale, .versionRequired], handler: desk.change),
            Endpoint(
                .delete, "/v1/webhooks/{id}", access: .permitted(.manageWebhook), tag: tag,
                summary: LocalizedText("删除消息订阅及其投递记录", "Remove a webhook with its log"), status: .noContent, handler: desk.remove),
            Endpoint(
                .post, "/v1/webhooks/{id}/secret", access: .permitted(.manageWebhook), tag: tag,
                summary: LocalizedText("更换密钥", "Replace the secret"), output: secret, handler: desk.renewSecret),
            Endpoint(
                .post, "/v1/webhooks/{id}/test", access: .permitted(.manageWebhook), tag: tag,
                summary: LocalizedText("发送测试消息", "Send a test message"), output: delivery, status: .accepted, handler: desk.test),
            Endpoint(
                .get, "/v1/webhooks/{id}/deliveries", access: .permitted(.readWebhook), tag: tag,
                summary: LocalizedText("投递记录", "The log of deliveries"),
                query: [
                    QueryParameter("filter[state]", summary: LocalizedText("状态，可用逗号分隔多个", "States, separated by commas")),
                    QueryParameter("limit", summary: LocalizedText("每页条数", "Rows a page"), schema: ["type": "integer"]),
                    QueryParameter("cursor", summary: LocalizedText("下一页", "Where to go on")),
                ], output: .page(of: delivery), failures: [.invalid], handler: desk.deliveries),
            Endpoint(
                .post, "/v1/webhooks/{id}/deliveries/{deliveryId}/replay", access: .permitted(.manageWebhook), tag: tag,
                summary: LocalizedText("重新投递", "Send a delivery again"), output: delivery, status: .accepted,
                failures: [.deliveryPending], handler: desk.replay),
        ]
    }

    private static let text: JSONValue = ["type": "string"]
    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let optionalNumber: JSONValue = ["type": ["integer", "null"]]
    private static let url: JSONValue = ["type": "string", "maxLength": 2000]

    private static func eventTypes(_ types: [EventType]) -> JSONValue {
        ["type": "array", "minItems": 1, "items": ["type": "string", "enum": .array(types.map { .string($0.code) })]]
    }

    private static func properties(_ types: [EventType]) -> [(String, JSONValue)] {
        [
            ("id", id), ("name", text), ("url", url), ("eventTypes", eventTypes(types)), ("active", ["type": "boolean"]),
            ("pauseReason", ["type": ["string", "null"], "enum": ["person", "failing", "gone", .null]]), ("failingSince", optionalTime),
            ("version", ["type": "integer"]), ("createdAt", time), ("createdBy", optionalID), ("updatedAt", time),
        ]
    }

    private static func webhook(_ types: [EventType]) -> Schema {
        .object("Webhook", required: ["id", "name", "url", "eventTypes", "active", "version"], properties: properties(types))
    }

    private static func created(_ types: [EventType]) -> Schema {
        .object("CreatedWebhook", required: ["id", "secret"], properties: properties(types) + [("secret", text)])
    }

    private static func creation(_ types: [EventType]) -> Schema {
        .object(
            "WebhookCreation", required: ["name", "url", "eventTypes"],
            properties: [
                ("name", ["type": "string", "maxLength": 80]), ("url", url), ("eventTypes", eventTypes(types)),
                ("active", ["type": "boolean"]),
            ])
    }

    private static func change(_ types: [EventType]) -> Schema {
        .object(
            "WebhookChange",
            properties: [
                ("name", ["type": "string", "maxLength": 80]), ("url", url), ("eventTypes", eventTypes(types)),
                ("active", ["type": "boolean"]),
            ])
    }

    private static let secret = Schema.object("WebhookSecret", required: ["secret"], properties: [("secret", text)])
    private static let delivery = Schema.object(
        "WebhookDelivery", required: ["id", "eventId", "eventType", "state", "attempts", "createdAt"],
        properties: [
            ("id", id), ("eventId", id), ("eventType", text), ("objectType", text), ("objectId", id), ("occurredAt", time),
            ("state", ["type": "string", "enum": .array(WebhookDelivery.State.allCases.map { .string($0.rawValue) })]),
            ("attempts", ["type": "integer"]), ("status", optionalNumber), ("error", ["type": ["string", "null"]]),
            ("milliseconds", optionalNumber), ("attemptedAt", optionalTime), ("createdAt", time),
        ])
}
