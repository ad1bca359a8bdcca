public import Platform

extension Action {
    public static let readDisclosure = Disclosure.resource.read
    public static let createDisclosure = Disclosure.resource.create
}

extension FailureCode {
    public static let disclosureNotConsented = FailureCode(
        "disclosure.not_consented", .conflict, "客户在提供时未同意向第三方提供", "The customer's consent to passing data on did not hold then")
    public static let disclosureCorrected = FailureCode(
        "disclosure.corrected", .conflict, "该记录已被更正，请更正最新一条", "That record was corrected already; correct the latest one")

    /// The disclosures' own codes.
    public static let disclosures: [FailureCode] = [disclosureNotConsented, disclosureCorrected]
}

/// What the register of disclosures may be used for, and by whom at first.
public enum DisclosurePermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readDisclosure, LocalizedText("查看对外提供记录", "See disclosures")),
            (.createDisclosure, LocalizedText("登记对外提供", "Record disclosures")),
        ],
        resources: [Disclosure.resource],
        defaults: [
            "branch_admin": [.readDisclosure, .createDisclosure], "doctor": [.readDisclosure, .createDisclosure],
            "chain_director": [.readDisclosure], "compliance_officer": [.readDisclosure, .createDisclosure],
        ])

    /// The unique index that one correction answers.
    public static let constraints: [String: FailureCode] = ["disclosure_corrected_once": .disclosureCorrected]
}
