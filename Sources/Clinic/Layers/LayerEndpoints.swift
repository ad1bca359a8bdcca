internal import HTTPTypes
internal import JSON
public import Platform

/// The layers' endpoints: a table, no logic.
public enum LayerEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let layers = Layers(deployment)
        let tag = "layers"
        let resource = Customer.resource
        return [
            Endpoint(
                .get, "/v1/layer-parameters", access: .permitted(.readLayer), tag: tag,
                summary: LocalizedText("分层参数", "Thresholds and layers, by the day from which they count"), output: LayerSchemas.sets
            ) { try await layers.parameters($0) },
            Endpoint(
                .post, "/v1/layer-parameters", access: .permitted(.manageLayer), tag: tag,
                summary: LocalizedText("设定分层参数（自某日生效）", "Say what counts from a day on"), input: LayerSchemas.creation,
                output: LayerSchemas.set, status: .created, idempotency: .optional, failures: [.layerLimit]
            ) { try await layers.define($0) },
            Endpoint(
                .post, "/v1/layer-runs", access: .permitted(.manageLayer), tag: tag,
                summary: LocalizedText("立即计算客户分层", "Work out everybody's layer now"), output: LayerSchemas.order, status: .accepted
            ) { try await layers.compute($0) },
            Endpoint(
                .get, "/v1/layers", access: .permitted(.readLayer), tag: tag,
                summary: LocalizedText("各层客户数（当前或某月）", "How many customers are in each layer, now or in a month"),
                query: [month("month", LocalizedText("某月快照；缺省为当前", "Of a month's snapshot; now without it"))],
                output: LayerSchemas.distribution, failures: [.invalid, .layerNoSnapshot, .layerBeyondRights]
            ) { try await layers.distribution($0) },
            Endpoint(
                .get, "/v1/layer-snapshots", access: .permitted(.readLayer), tag: tag,
                summary: LocalizedText("每月分层快照", "The months that were kept"), output: LayerSchemas.snapshots
            ) { try await layers.snapshots($0) },
            Endpoint(
                .get, "/v1/layer-migrations", access: .permitted(.readLayer), tag: tag,
                summary: LocalizedText("两月之间的分层迁移矩阵", "From which layer to which, between two months"), query: span,
                output: LayerSchemas.migration, failures: [.invalid, .layerNoSnapshot, .layerBeyondRights]
            ) { try await layers.migration($0) },
            Endpoint(
                .get, "/v1/layer-migrations/customers", access: .permitted(.readLayer), tag: tag,
                summary: LocalizedText("迁移的客户名单", "Who went from one layer to another"),
                query: span + [
                    word("fromLayer", LocalizedText("原层", "Layer before")), word("toLayer", LocalizedText("新层", "Layer after")),
                ] + ListQuery.parameters(of: resource), output: .page(of: resource.schema(.output)),
                failures: [.invalid, .layerNoSnapshot, .layerBeyondRights]
            ) { try await layers.movers($0) },
        ]
    }

    private static let span = [
        month("from", LocalizedText("从某月", "From this month")), month("to", LocalizedText("到某月", "To this month")),
    ]

    private static func month(_ name: String, _ summary: LocalizedText) -> QueryParameter {
        QueryParameter(name, summary: summary, schema: ["type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"])
    }

    private static func word(_ name: String, _ summary: LocalizedText) -> QueryParameter {
        QueryParameter(name, summary: summary, schema: ["type": "string", "maxLength": 30])
    }
}
