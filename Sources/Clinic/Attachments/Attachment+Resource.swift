internal import FoundationEssentials
public import Platform
internal import Postgres

/// What attachment ids name: a file of a customer.
public enum Attachment {
    /// What a file is for. The first three are medical: C4, under the customer's medical key; the others C3, under the other one.
    public enum Category: String, CaseIterable, Sendable {
        case before
        case after
        case medical
        case document
        case other

        /// Whether it is part of what is medical about a customer.
        public var isMedical: Bool { self == .before || self == .after || self == .medical }

        /// The field whose right decides whether the content is opened and written.
        var checksum: String { isMedical ? "medicalChecksum" : "checksum" }
        /// The field that says what the file shows.
        var remark: String { isMedical ? "medicalRemark" : "remark" }
        /// The column with the customer's half of the content's key.
        var keyColumn: SQLIdentifier { isMedical ? "medical_key_sealed" : "crm_key_sealed" }
        var slot: KeySlot { isMedical ? .medical : .crm }
    }

    static let table: SQLIdentifier = "app.customer_attachment"

    /// The field table. Whoever may know a content's checksum could tell a given picture by it: its right is the right to the content.
    /// Medical files have no name: what a camera or a laboratory called them says too much or nothing.
    public static let resource = Resource(
        name: "attachment", table: "app.customer_attachment", tableIdentifier: table,
        source: "app.customer_attachment t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        keyHolder: (alias: "c", id: "id"), defaultSort: "createdAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            Field(
                "category", "category", .choice(Category.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("类别", "Category")),
            Field("type", "media_type", .text(max: 100), .internal, writing: .server, label: LocalizedText("文件类型", "Type")),
            Field("bytes", "bytes", .integer, .internal, writing: .server, label: LocalizedText("大小（字节）", "Bytes")),
            Field("name", "name_sealed", .text(max: 120), .identity, sealed: .crm, uses: [.export], label: LocalizedText("名称", "Name")),
            Field(
                "remark", "remark_sealed", .text(max: 500), .identity, sealed: .crm, uses: [.export], label: LocalizedText("备注", "Remark")),
            Field(
                "checksum", "checksum_sealed", .text(max: 64), .contact, sealed: .crm, writing: .creation, uses: [.reveal], inLists: false,
                label: LocalizedText("内容校验（SHA-256）", "Checksum of the content (SHA-256)")),
            Field(
                "medicalRemark", "medical_remark_sealed", .text(max: 500), .medical, sealed: .medical, uses: [.export],
                label: LocalizedText("医疗备注", "Medical remark")),
            Field(
                "medicalChecksum", "medical_checksum_sealed", .text(max: 64), .medical, sealed: .medical, writing: .creation,
                inLists: false,
                label: LocalizedText("医疗内容校验（SHA-256）", "Checksum of the medical content (SHA-256)")),
            Field(
                "uploadedBy", "uploaded_by", .id(of: "user"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("上传人", "Uploaded by")),
            Field(
                "deletedAt", "deleted_at", .instant, .internal, writing: .server, inLists: false, label: LocalizedText("删除时间", "Deleted at")
            ),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("上传时间", "Uploaded at")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])

    /// What no resource has of what is sealed: the customer's halves of the contents' keys.
    public static let sealed: [SealedColumn] = [Category.document, .medical].map {
        SealedColumn(
            table: table.name, tableIdentifier: table, column: $0.keyColumn, customer: "customer_id", slot: $0.slot)
    }
}
