extension Action {
    /// See the subscriptions of the tenant and the log of deliveries.
    public static let readWebhook = Action("read.webhook")
    /// Make, change, test and remove subscriptions, replay deliveries.
    public static let manageWebhook = Action("manage.webhook")
}

extension FailureCode {
    public static let webhookLimit = FailureCode("webhook.limit", .conflict, "订阅数量已达上限", "There are as many subscriptions as there may be")
    public static let deliveryPending = FailureCode("webhook.delivery_pending", .conflict, "该消息仍在投递中", "The delivery is still on its way")

    /// The webhooks' own codes.
    public static let webhooks: [FailureCode] = [webhookLimit, deliveryPending]
}

/// Who looks after webhooks: a chain's system administrators. What is sent holds ids and names of fields, so it gives nobody a value that
/// he may not read.
public enum WebhookPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readWebhook, LocalizedText("查看消息订阅", "See webhooks")),
            (.manageWebhook, LocalizedText("管理消息订阅", "Manage webhooks")),
        ],
        defaults: [RoleTemplate.systemAdmin: [.readWebhook, .manageWebhook]])
}
