internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform

/// The customers' endpoints: a table, no logic.
public enum CustomerEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let customers = Customers(deployment)
        let groups = ResourceGroups(Customer.resource, of: deployment)
        let resource = Customer.resource
        let tag = "customers"
        return [
            Endpoint(
                .get, "/v1/customers", access: .permitted(.readCustomer), tag: tag, summary: LocalizedText("客户列表", "List customers"),
                query: ListQuery.parameters(of: resource), output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { try await customers.list($0) },
            Endpoint(
                .get, "/v1/customers/groups", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("按字段分组的客户数", "How many customers have which value of a field"),
                query: [by] + ListQuery.parameters(of: resource), output: counts, failures: [.invalid]
            ) { try await groups.counts(for: $0) },
            Endpoint(
                .get, "/v1/customers/groups/members", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("一个分组的客户", "The customers of a group"), query: [by, key] + ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { try await groups.rows(for: $0) },
            Endpoint(
                .post, "/v1/customers", access: .permitted(.createCustomer), tag: tag, summary: LocalizedText("新建客户", "Create a customer"),
                input: resource.schema(.creation), output: resource.schema(.output), status: .created, idempotency: .optional,
                failures: [.customerDuplicate, .customerBranchRequired]
            ) { try await customers.create($0) },
            Endpoint(
                .get, "/v1/customers/{id}", access: .permitted(.readCustomer), tag: tag, summary: LocalizedText("客户详情", "Get a customer"),
                output: resource.schema(.output)
            ) { try await customers.get($0) },
            Endpoint(
                .patch, "/v1/customers/{id}", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("修改客户", "Change a customer"), input: resource.schema(.change), output: resource.schema(.output),
                requiresVersion: true, failures: [.customerDuplicate]
            ) { try await customers.change($0) },
            Endpoint(
                .post, "/v1/customers/search", access: .permitted(.searchCustomer), tag: tag,
                summary: LocalizedText(
                    "按姓名、拼音、首字母、手机、后四位、客户号或微信查找", "Find by name, pinyin, initials, phone, last four digits, number or WeChat"),
                input: .object(
                    "CustomerSearch",
                    properties: [
                        (
                            "text",
                            [
                                "type": "string", "maxLength": 64,
                                "description":
                                    "One box for everything: 张伟, zhangwei, zw, 13800138000, 8000, #12, wx_abc, or several with spaces between",
                            ]
                        ), ("number", ["type": "integer", "minimum": 1]), ("wechat", ["type": "string", "maxLength": 64]),
                        ("phone", ["type": "string", "maxLength": 40]), ("phoneLast4", ["type": "string", "pattern": "^[0-9]{4}$"]),
                        ("name", ["type": "string", "maxLength": 64]),
                        ("limit", ["type": "integer", "minimum": 1, "maximum": 50]),
                    ]),
                output: .findings(of: resource.schema(.output))
            ) { try await customers.search($0) },
            Endpoint(
                .post, "/v1/customers/{id}/reveal", access: .permitted(.revealCustomer), tag: tag,
                summary: LocalizedText("查看完整信息", "Reveal masked values"),
                input: RevealCustomer.input, output: RevealCustomer.output,
                failures: [.revealQuotaUsedUp]
            ) { try await customers.reveal($0) },
            Endpoint(
                .get, "/v1/customers/{id}/timeline", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("客户时间线", "A customer's timeline"), query: ListQuery.parameters(of: TimelineEvent.resource),
                output: .page(of: TimelineEvent.resource.schema(.output)), failures: [.invalid]
            ) { try await customers.timeline($0) },
            Endpoint(
                .put, "/v1/customers/{id}/care-relations/{userId}", access: .permitted(.assignCare), tag: tag,
                summary: LocalizedText("指定诊疗关系", "Say who cares for a customer, until when"),
                input: .object(
                    "CareRelation", required: ["until", "reason"],
                    properties: [
                        ("until", ["type": "string", "format": "date-time"]),
                        ("reason", ["type": "string", "minLength": 2, "maxLength": 200]),
                    ]),
                status: .noContent
            ) { try await customers.assignCare($0) },
        ]
    }

    private static let by = QueryParameter(
        "by", summary: LocalizedText("分组字段", "The field to group by"), schema: ["type": "string", "maxLength": 60], required: true)
    private static let key = QueryParameter(
        "key", summary: LocalizedText("字段的值；缺省为没有值的客户", "Its value; without it those who have none"),
        schema: ["type": "string", "maxLength": 200])
    private static let counts = Schema.object(
        "CustomerGroups", required: ["by", "groups", "more"],
        properties: [
            ("by", ["type": "string"]), ("more", ["type": "boolean"]),
            (
                "groups",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["key", "count"],
                        "properties": ["key": ["type": ["string", "null"]], "count": ["type": "integer"]],
                    ],
                ]
            ),
        ])
}
