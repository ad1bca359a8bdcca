internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The endpoints of customers' files.
public enum AttachmentEndpoints {
    /// Bytes of a file that may be brought.
    public static let largest = 20 << 20

    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let attachments = Attachments(deployment)
        let resource = Attachment.resource
        let tag = "attachments"
        let refusals: [FailureCode] = [.attachmentQuota, .fileEmpty, .tooLarge, .invalid] + FailureCode.broughtFiles
        return [
            Endpoint(
                .get, "/v1/customers/{id}/attachments", access: .permitted(.readAttachment), tag: tag,
                summary: LocalizedText("客户的资料", "A customer's files"), query: ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { try await attachments.list($0) },
            Endpoint(
                uploading: "/v1/customers/{id}/attachments", access: .permitted(.createAttachment), tag: tag,
                summary: LocalizedText("上传客户资料（请求体即文件内容）", "Add a file to a customer: the body is its content"),
                query: [
                    QueryParameter(
                        "category", summary: LocalizedText("类别", "What it is"),
                        schema: ["type": "string", "enum": .array(Attachment.Category.allCases.map { .string($0.rawValue) })],
                        required: true)
                ],
                limit: largest, output: resource.schema(.output), idempotency: .optional, failures: refusals
            ) { try await attachments.add($0) },
            Endpoint(
                .patch, "/v1/customer-attachments/{id}", access: .permitted(.updateAttachment), tag: tag,
                summary: LocalizedText("修改资料的名称与备注", "Change what a file is called and what is said of it"),
                input: resource.schema(.change), output: resource.schema(.output), requiresVersion: true
            ) { try await attachments.change($0) },
            Endpoint(
                .delete, "/v1/customer-attachments/{id}", access: .permitted(.deleteAttachment), tag: tag,
                summary: LocalizedText("删除客户资料", "Delete a file"), status: .noContent
            ) { try await attachments.delete($0) },
            Endpoint(
                .post, "/v1/customer-attachments/{id}/content", access: .permitted(.downloadAttachment), tag: tag,
                summary: LocalizedText("按用途打开资料", "Open a file for a purpose"), input: purpose,
                failures: [.fileLost, .revealQuotaUsedUp]
            ) { try await attachments.open($0) },
            Endpoint(
                .post, "/v1/customer-attachments/{id}/links", access: .permitted(.downloadAttachment), tag: tag,
                summary: LocalizedText("生成限时链接", "Make a link that opens a file for some minutes"), input: purpose,
                output: .object(
                    "AttachmentLink", required: ["url", "expiresAt"],
                    properties: [("url", ["type": "string"]), ("expiresAt", ["type": "string", "format": "date-time"])]),
                status: .created, failures: [.revealQuotaUsedUp]
            ) { try await attachments.link($0) },
            Endpoint(
                .get, "/v1/attachment-links/{token}", access: .permitted(.downloadAttachment), tag: tag,
                summary: LocalizedText("通过限时链接打开资料", "Open a file by its link"), failures: [.fileLost, .attachmentLinkEnded]
            ) { try await attachments.follow($0) },
        ]
    }

    private static let purpose = Schema.object(
        "AttachmentPurpose", required: ["purpose"], properties: [("purpose", ["type": "string", "minLength": 2, "maxLength": 200])])
}
