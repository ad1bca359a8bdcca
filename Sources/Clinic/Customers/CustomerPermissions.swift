public import Platform

extension Action {
    public static let readCustomer = Customer.resource.read
    public static let createCustomer = Customer.resource.create
    public static let updateCustomer = Customer.resource.update
    public static let revealCustomer = Customer.resource.reveal
    public static let searchCustomer = Action("search.customer")
    /// Say who cares for a customer: opens the customer to a doctor or nurse for a time.
    public static let assignCare = Action("assign.care")
    /// Say who may see a restricted customer or a minor.
    public static let approveCare = Action("approve.care")
}

/// What the customers' feature may be used for, and by whom at first.
public enum CustomerPermissions {
    public static let permissions: FeaturePermissions = {
        let desk: [Action] = [.readCustomer, .createCustomer, .updateCustomer, .revealCustomer, .searchCustomer, .assignCare]
        // Medical warnings show as "there is one" to those who do not treat.
        let warning = [("customer.allergy", FieldRight(.masked)), ("warning.kind", FieldRight(.masked))]
        let recording = ["kind", "severity", "detail", "since", "until"].map { ("warning." + $0, FieldRight(.write)) }
        return FeaturePermissions(
            actions: [
                (.readCustomer, LocalizedText("查看客户", "See customers")),
                (.createCustomer, LocalizedText("新建客户", "Create customers")),
                (.updateCustomer, LocalizedText("修改客户", "Change customers")),
                (.revealCustomer, LocalizedText("查看完整敏感信息", "Reveal masked values")),
                (.searchCustomer, LocalizedText("搜索客户", "Search customers")),
                (.assignCare, LocalizedText("指定诊疗关系", "Assign care")),
                (.recordWarning, LocalizedText("登记医疗警示", "Record medical warnings")),
            ],
            resources: [
                Customer.resource, TimelineEvent.resource, CustomerPhone.resource, CustomerAddress.resource, CustomerWarning.resource,
                CustomerRelation.resource, CustomerLane.resource, LevelChange.resource,
            ],
            defaults: [
                "front_desk": desk, "consultant": desk, "branch_admin": desk,
                "chain_director": [.readCustomer, .createCustomer, .updateCustomer, .revealCustomer, .searchCustomer],
                "doctor": [.readCustomer, .updateCustomer, .searchCustomer, .recordWarning],
                "nurse": [.readCustomer, .searchCustomer, .recordWarning],
                "follow_up": [.readCustomer, .revealCustomer, .searchCustomer],
                "marketing": [.readCustomer],
                "cashier": [.readCustomer, .searchCustomer],
                "store_keeper": [.readCustomer],
                "compliance_officer": [.readCustomer],
                "integration": [.readCustomer, .searchCustomer],
            ],
            fields: [
                "front_desk": warning, "consultant": warning, "follow_up": warning, "branch_admin": warning, "nurse": recording,
                "doctor": recording,
            ],
            crossings: [
                .directory: Crossings.Part([.readCustomer]),
                .contact: Crossings.Part([.searchCustomer, .revealCustomer]),
                .care: Crossings.Part([.updateCustomer, .assignCare, .recordWarning]),
            ],
            support: [.customers: [.readCustomer]])
    }()
}
