public import Platform

extension Action {
    /// See which layers there are, how many customers of one's rows are in each, and how they moved.
    public static let readLayer = Action("read.layer")
    /// Define them, and have them worked out.
    public static let manageLayer = Action("manage.layer")
    /// Everybody's layer was worked out: a word of the audit trail.
    public static let computeLayers = Action("compute.layer")
}

extension FailureCode {
    public static let layerLimit = FailureCode("layer.limit", .conflict, "分层参数已达上限", "There are as many sets of parameters as there may be")
    public static let layerNoSnapshot = FailureCode("layer.no_snapshot", .notFound, "该月没有分层快照", "There is no snapshot of this month")
    public static let layerBeyondRights = FailureCode(
        "layer.beyond_rights", .forbidden, "您无权按客户分层筛选", "You may not filter by the layer of customers")

    /// The layers' own codes.
    public static let layers: [FailureCode] = [layerLimit, layerNoSnapshot, layerBeyondRights]
}

/// What layers may be used for, and by whom at first. Parameters are the chain's.
public enum LayerPermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.readLayer, LocalizedText("查看客户分层", "See layers")), (.manageLayer, LocalizedText("管理客户分层", "Define layers"))],
        defaults: [
            "consultant": [.readLayer], "follow_up": [.readLayer], "marketing": [.readLayer], "branch_admin": [.readLayer],
            "chain_director": [.readLayer, .manageLayer], "hq_operations": [.readLayer, .manageLayer],
        ],
        // As tags: whom campaigns are for.
        fields: ["marketing": [("customer.layer", FieldRight(.read, [.filter]))]])
}
