public import Platform

extension Disclosure {
    /// The register of disclosures as a file: for whoever answers for it to the authority. What a disclosure was for is in it where he reads it.
    public static let export = ExportList(
        resource, at: "/v1/disclosures", title: LocalizedText("对外提供登记", "Disclosures"),
        permission: LocalizedText("导出对外提供登记", "Export the register of disclosures"),
        holders: [
            ExportList.Holder(
                "compliance_officer", fields: resource.fields.filter { $0.uses.contains(.export) }.map(\.name))
        ],
        words: ["abroad": ["no": LocalizedText("境内", "At home"), "yes": LocalizedText("境外", "Abroad")]],
        names: ["customer": Customer.numbers])
}
