internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform

/// The tags' endpoints: a table, no logic.
public enum TagEndpoints {
    private static let tag = "tags"

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tags = Tags(deployment)
        return definitions(tags) + customers(tags)
    }

    private static func definitions(_ tags: Tags) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/tag-groups", access: .permitted(.readTag), tag: tag, summary: LocalizedText("标签组", "Groups of tags"),
                output: TagSchemas.groups
            ) { try await tags.groups($0) },
            Endpoint(
                .post, "/v1/tag-groups", access: .permitted(.manageTag), tag: tag, summary: LocalizedText("新建标签组", "Make a group"),
                input: TagSchemas.groupCreation, output: TagSchemas.group, status: .created, failures: [.tagNameTaken, .tagLimit]
            ) { try await tags.createGroup($0) },
            Endpoint(
                .patch, "/v1/tag-groups/{id}", access: .permitted(.manageTag), tag: tag,
                summary: LocalizedText("修改标签组", "Change a group"), input: TagSchemas.groupChange, output: TagSchemas.group,
                requiresVersion: true, failures: [.tagNameTaken, .tagGroupManualOnly, .tagSystemKept]
            ) { try await tags.changeGroup($0) },
            Endpoint(
                .get, "/v1/tags", access: .permitted(.readTag), tag: tag, summary: LocalizedText("标签", "Tags"), output: TagSchemas.tags
            ) { try await tags.tags($0) },
            Endpoint(
                .post, "/v1/tags", access: .permitted(.manageTag), tag: tag, summary: LocalizedText("新建标签", "Make a tag"),
                input: TagSchemas.tagCreation, output: TagSchemas.tag, status: .created,
                failures: [.tagNameTaken, .tagLimit, .tagGroupManualOnly, .tagSystemKept]
            ) { try await tags.createTag($0) },
            Endpoint(
                .patch, "/v1/tags/{id}", access: .permitted(.manageTag), tag: tag, summary: LocalizedText("修改标签", "Change a tag"),
                input: TagSchemas.tagChange, output: TagSchemas.tag, requiresVersion: true,
                failures: [.tagNameTaken, .tagArchived, .tagSystemKept]
            ) { try await tags.changeTag($0) },
            Endpoint(
                .get, "/v1/tags/{id}/rule", access: .permitted(.manageTag), tag: tag, summary: LocalizedText("标签的规则", "A tag's rule"),
                output: TagSchemas.rule
            ) { try await tags.rule($0) },
            Endpoint(
                .put, "/v1/tags/{id}/rule", access: .permitted(.manageTag), tag: tag,
                summary: LocalizedText("修改标签的规则", "Say what a tag follows"), input: TagSchemas.ruleChange, output: TagSchemas.rule,
                failures: [.tagNotRule]
            ) { try await tags.setRule($0) },
            Endpoint(
                .put, "/v1/tag-order", access: .permitted(.manageTag), tag: tag,
                summary: LocalizedText("排列标签组与标签", "Put groups and tags in order"), input: TagSchemas.order, status: .noContent
            ) { try await tags.order($0) },
        ]
    }

    private static func customers(_ tags: Tags) -> [Endpoint] {
        let resource = CustomerTag.resource
        let page = Schema.page(of: resource.schema(.output))
        let moment = AsOf.parameter(at: LocalizedText("在此时刻有效；缺省为现在", "Those that held at this moment; now without it"))
        return [
            Endpoint(
                .get, "/v1/customers/{id}/tags", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("客户的标签", "A customer's tags at a moment"), query: [moment] + ListQuery.parameters(of: resource),
                output: page, failures: [.invalid]
            ) { try await tags.held($0) },
            Endpoint(
                .get, "/v1/customers/{id}/tag-history", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("客户的标签历史", "Every tag that a customer has or had"), query: ListQuery.parameters(of: resource),
                output: page, failures: [.invalid]
            ) { try await tags.history($0) },
            Endpoint(
                .put, "/v1/customers/{id}/tags/{tagId}", access: .permitted(.tagCustomer), tag: tag,
                summary: LocalizedText("打标签", "Give a customer a tag"), input: TagSchemas.giving, requiresInput: false,
                output: resource.schema(.output), failures: [.tagGroupFull, .tagTooMany, .tagArchived, .tagNotManual]
            ) { try await tags.give($0) },
            Endpoint(
                .delete, "/v1/customers/{id}/tags/{tagId}", access: .permitted(.tagCustomer), tag: tag,
                summary: LocalizedText("移除标签", "Take a tag away"), status: .noContent, failures: [.tagNotManual]
            ) { try await tags.take($0) },
        ]
    }
}
