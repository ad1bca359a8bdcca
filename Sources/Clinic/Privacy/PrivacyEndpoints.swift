internal import HTTPTypes
internal import JSON
public import Platform

/// The endpoints about people's rights to their data: a table, no logic.
public enum PrivacyEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let requests = DataRequests(deployment)
        let resource = DataRequest.resource
        let tag = "privacy"
        let handled = resource.schema(.output)
        var export = Endpoint(
            .post, "/v1/data-requests/{id}/exports", access: .permitted(.handleDataRequest), tag: tag,
            summary: LocalizedText("生成导出文件", "Make the export"), output: PrivacySchemas.issued, status: .created,
            failures: [.requestSettled, .requestUnverified, .customerErased]
        ) { try await requests.export($0) }
        export.takesLong = true
        return [
            export,
            Endpoint(
                .post, "/v1/customers/{id}/data-requests", access: .permitted(.createDataRequest), tag: tag,
                summary: LocalizedText("登记个人信息请求", "Take down what somebody asks about his data"), input: PrivacySchemas.receiving,
                output: PrivacySchemas.received, status: .created, idempotency: .optional
            ) { try await requests.receive($0) },
            Endpoint(
                .get, "/v1/data-requests", access: .permitted(.readDataRequest), tag: tag,
                summary: LocalizedText("个人信息请求列表", "List requests"), query: ListQuery.parameters(of: resource),
                output: .page(of: handled), failures: [.invalid]
            ) { try await requests.list($0) },
            Endpoint(
                .get, "/v1/data-requests/{id}", access: .permitted(.readDataRequest), tag: tag,
                summary: LocalizedText("请求详情", "Get a request"), output: handled
            ) { try await requests.get($0) },
            Endpoint(
                .post, "/v1/data-requests/{id}/identity-check", access: .permitted(.handleDataRequest), tag: tag,
                summary: LocalizedText("登记身份核验", "Note how identity was checked"), input: PrivacySchemas.identity, output: handled,
                failures: [.requestSettled]
            ) { try await requests.checkIdentity($0) },
            Endpoint(
                .post, "/v1/data-requests/{id}/completion", access: .permitted(.handleDataRequest), tag: tag,
                summary: LocalizedText("办结请求", "Carry a request out"), input: PrivacySchemas.completion, output: handled,
                failures: [.requestSettled, .requestUnverified, .requestNotAnswered, .customerErased, .stepUpRequired]
            ) { try await requests.complete($0) },
            Endpoint(
                .post, "/v1/data-requests/{id}/refusal", access: .permitted(.handleDataRequest), tag: tag,
                summary: LocalizedText("拒绝请求", "Refuse a request, with the reason"), input: PrivacySchemas.refusal, output: handled,
                failures: [.requestSettled]
            ) { try await requests.refuse($0) },
            Endpoint(
                .post, "/v1/data-requests/{id}/cancellation", access: .permitted(.handleDataRequest), tag: tag,
                summary: LocalizedText("撤销请求", "Note that a request was taken back"), output: handled, failures: [.requestSettled]
            ) { try await requests.cancel($0) },
            Endpoint(
                .post, "/v1/data-requests/{id}/lifting", access: .permitted(.handleDataRequest), tag: tag,
                summary: LocalizedText("解除限制或反对", "Lift a restriction or an objection"), output: handled,
                failures: [.requestNotLiftable, .customerErased]
            ) { try await requests.lift($0) },
            Endpoint(
                .post, "/v1/data-exports/download", access: .anonymous, tag: tag,
                summary: LocalizedText("凭一次性链接下载个人信息（ZIP）", "Take an export by its link, once: a ZIP archive"),
                input: PrivacySchemas.download, failures: [.exportNotAvailable, .fileLost]
            ) { try await requests.download($0) },
            Endpoint(
                .get, "/v1/erasures", access: .permitted(.readErasure), tag: tag,
                summary: LocalizedText("删除凭证列表", "List certificates of erasure"),
                query: [QueryParameter("before", summary: LocalizedText("早于此时间", "Before this time"))],
                output: PrivacySchemas.erasures, failures: [.invalid]
            ) { try await requests.erasures($0) },
            Endpoint(
                .get, "/v1/erasures/{id}", access: .permitted(.readErasure), tag: tag,
                summary: LocalizedText("删除凭证", "Get a certificate of erasure"), output: PrivacySchemas.erasure
            ) { try await requests.erasure($0) },
            Endpoint(
                .get, "/v1/privacy/overdue", access: .permitted(.readPrivacy), tag: tag,
                summary: LocalizedText("逾期事项", "What is overdue"), output: PrivacySchemas.overdue
            ) { try await requests.overdue($0) },
            Endpoint(
                .get, "/v1/privacy/retention-rules", access: .permitted(.readPrivacy), tag: tag,
                summary: LocalizedText("保存期限规则", "How long rows are kept"), output: PrivacySchemas.rules
            ) { try await requests.rules($0) },
            Endpoint(
                .get, "/v1/privacy/settings", access: .permitted(.readPrivacy), tag: tag,
                summary: LocalizedText("隐私设置", "Privacy settings"), output: PrivacySchemas.settings
            ) { try await requests.settings($0) },
            Endpoint(
                .patch, "/v1/privacy/settings", access: .permitted(.updatePrivacy), tag: tag,
                summary: LocalizedText("修改隐私设置", "Change privacy settings"), input: PrivacySchemas.changing,
                output: PrivacySchemas.settings, requiresVersion: true
            ) { try await requests.changeSettings($0) },
        ]
    }
}
