public import Platform

extension Action {
    /// See which groups and tags the chain has.
    public static let readTag = Action("read.tag")
    /// Define them: names, colours, rules, order.
    public static let manageTag = Action("manage.tag")
    /// Give a customer a tag, or take it away.
    public static let tagCustomer = Action("tag.customer")
    /// A tag was taken away: a word of the audit trail.
    public static let untagCustomer = Action("untag.customer")
    /// Tags of customers expired: a word of the audit trail.
    public static let expireTags = Action("expire.customer_tag")
}

/// What tags may be used for, and by whom at first. Definitions are the chain's: who changes them holds that for the whole of it.
public enum TagPermissions {
    public static let permissions: FeaturePermissions = {
        let works: [Action] = [.readTag, .tagCustomer]
        // Those who only read identity still say what they see: a nurse sets a tag as she writes a note.
        let sets = [("customer.tags", FieldRight(.write, [.filter]))]
        // Audiences are made of tags: marketing reads these of the identity fields, and no others.
        let reads = [
            ("customer.tags", FieldRight(.read, [.filter])), ("customer_tag.tagId", FieldRight(.read, [.filter])),
            ("customer_tag.tagName", FieldRight(.read)),
        ]
        return FeaturePermissions(
            actions: [
                (.readTag, LocalizedText("查看标签定义", "See tags")), (.manageTag, LocalizedText("管理标签", "Define tags")),
                (.tagCustomer, LocalizedText("为客户打标签", "Tag customers")),
            ],
            resources: [CustomerTag.resource],
            defaults: [
                "front_desk": works, "consultant": works, "doctor": works, "nurse": works, "follow_up": works, "branch_admin": works,
                "chain_director": works + [.manageTag], "marketing": [.readTag], "cashier": [.readTag], "store_keeper": [.readTag],
                "hq_operations": [.readTag, .manageTag], RoleTemplate.complianceOfficer: [.readTag],
                RoleTemplate.systemAdmin: [.readTag, .manageTag], "integration": [.readTag],
            ],
            fields: ["doctor": sets, "nurse": sets, "follow_up": sets, "marketing": reads])
    }()
}
