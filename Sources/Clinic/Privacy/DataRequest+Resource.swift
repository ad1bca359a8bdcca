public import Platform
internal import Postgres

/// What request ids name: requests of data subjects.
public enum DataRequest {}

/// What a person asks for (PIPL 44–50).
public enum DataRequestKind: String, Sendable, CaseIterable {
    /// To know what is held.
    case access
    /// A copy of it.
    case copy
    /// A copy for another processor (PIPL 45).
    case transfer
    /// What is wrong put right (46).
    case correct
    /// Erasure (47).
    case erase
    /// That it is kept and not used (44).
    case restrict
    /// No promotion (24, 44).
    case object

    /// Whether it is answered by a document.
    var needsExport: Bool { self == .access || self == .copy || self == .transfer }
}

extension DataRequest {
    /// How far a request has come.
    enum State: String, CaseIterable {
        case received
        /// It is he who asks, or somebody who may.
        case verified
        case completed
        case refused
        /// Taken back by the one who asked.
        case cancelled
    }

    static let requesters = ["self", "guardian", "agent", "relative"]
    static let identityMethods = ["id_card", "in_person", "phone_code", "signature", "power_of_attorney"]
    /// Why a request may be refused; the law wants a reason (PIPL 50).
    static let refusals = ["identity_unproven", "legal_retention", "excessive", "others_rights", "not_held", "other"]

    /// A request outlives the customer whom it erases, so it does not need his row; what it says in words ends with his key.
    public static let resource = Resource(
        name: "data_request", table: "app.data_request", tableIdentifier: "app.data_request",
        source: "app.data_request t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "t", branch: "branch_id", customer: "customer_id", closing: Customer.closing("c")),
        keyHolder: (alias: "c", id: "id"), defaultSort: "receivedAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field(
                "number", "number", .integer, .internal, writing: .server, uses: [.filter, .sort, .export],
                label: LocalizedText("编号", "Number")),
            Field(
                "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("客户", "Customer")),
            Field(
                "kind", "kind", .choice(DataRequestKind.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("请求类型", "Kind")),
            Field(
                "state", "state", .choice(State.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("状态", "State")),
            Field(
                "channel", "channel", .choice(ConsentChannel.words), .internal, writing: .server, label: LocalizedText("渠道", "Channel")),
            Field(
                "requester", "requester", .choice(requesters), .internal, writing: .server,
                uses: [.export], label: LocalizedText("请求人身份", "Who asks")),
            Field(
                "requesterName", "requester_name_sealed", .text(max: 64), .identity, sealed: .crm, mask: .firstCharacter, writing: .server,
                inLists: false, label: LocalizedText("请求人姓名", "His name")),
            Field(
                "detail", "detail_sealed", .text(max: 2000), .identity, sealed: .crm, writing: .server, inLists: false,
                label: LocalizedText("请求内容", "What is asked")),
            Field(
                "receivedAt", "received_at", .instant, .internal, writing: .server, uses: [.filter, .sort, .export],
                label: LocalizedText("收到时间", "Received at")),
            Field(
                "receivedBy", "received_by", .id(of: "user"), .internal, writing: .server, uses: [.export],
                label: LocalizedText("登记人", "Received by")),
            Field(
                "dueAt", "due_at", .instant, .internal, writing: .server, uses: [.filter, .sort, .export],
                label: LocalizedText("答复期限", "To be answered until")),
            Field(
                "identityMethod", "identity_method", .choice(identityMethods), .internal, writing: .server,
                uses: [.export], label: LocalizedText("身份核验方式", "How identity was checked")),
            Field(
                "identityCheckedAt", "identity_checked_at", .instant, .internal, writing: .server,
                uses: [.export], label: LocalizedText("身份核验时间", "Identity checked at")),
            Field(
                "identityCheckedBy", "identity_checked_by", .id(of: "user"), .internal, writing: .server,
                label: LocalizedText("身份核验人", "Identity checked by")),
            Field(
                "settledAt", "settled_at", .instant, .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("办结时间", "Settled at")),
            Field(
                "settledBy", "settled_by", .id(of: "user"), .internal, writing: .server, uses: [.export],
                label: LocalizedText("办结人", "Settled by")),
            Field(
                "refusalReason", "refusal_reason", .choice(refusals), .internal, writing: .server,
                uses: [.export], label: LocalizedText("拒绝理由", "Reason for the refusal")),
            Field(
                "answer", "answer_sealed", .text(max: 2000), .identity, sealed: .crm, writing: .server, inLists: false,
                label: LocalizedText("答复", "Answer")),
            Field("liftedAt", "lifted_at", .instant, .internal, writing: .server, label: LocalizedText("解除时间", "Lifted at")),
            Field("liftedBy", "lifted_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("解除人", "Lifted by")),
            Field("erasureId", "erasure_id", .id(of: "erasure"), .internal, writing: .server, label: LocalizedText("删除凭证", "Erasure")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}
