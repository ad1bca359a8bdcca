public import Platform
internal import Postgres

/// What ids of practitioners' licences name.
public enum Licence {}

extension Licence {
    static let classes = ["physician", "assistant_physician", "nurse", "therapist"]
    static let states = ["valid", "suspended"]

    /// What somebody may do, until when (医师法 14, 15); where, is its part `places`.
    public static let resource = Resource.house(
        "licence", table: "app.licence", "app.licence",
        fields: [
            Field(
                "userId", "user_id", .id(of: "user"), .internal, writing: .creation, uses: [.filter], label: LocalizedText("人员", "Person")),
            Field(
                "class", "class", .choice(classes), .internal, writing: .required, uses: [.filter, .group],
                label: LocalizedText("执业类别", "Class")),
            Field("scopes", "scopes", .words, .internal, writing: .required, uses: [.filter], label: LocalizedText("执业范围", "Scopes")),
            Field(
                "number", "number", .text(max: 40), .identity, mask: .ends, writing: .required, uses: [.filter],
                label: LocalizedText("证书编号", "Number")),
            Field(
                "validFrom", "valid_from", .date, .internal, writing: .required, uses: [.filter, .sort],
                label: LocalizedText("有效期自", "Valid from")),
            Field(
                "validUntil", "valid_until", .date, .internal, writing: .required, uses: [.filter, .sort],
                label: LocalizedText("有效期至", "Valid until")),
            Field("state", "state", .choice(states), .internal, uses: [.filter], label: LocalizedText("状态", "State")),
            Field(
                "placeIds", "place_ids", .ids(of: "branch"), .internal, uses: [.filter], label: LocalizedText("注册地点", "Registered places"),
                derived: Derivation(
                    value: { _ in
                        """
                        (select array_agg(p.unit_id order by p.unit_id) from app.licence_place p
                         where p.tenant_id = t.tenant_id and p.licence_id = t.id)
                        """
                    },
                    matches: { comparison, ids, _ in
                        let count = Int64(Set(ids).count)
                        let number: SQL = """
                            (select count(*) from app.licence_place p where p.tenant_id = t.tenant_id and p.licence_id = t.id
                             and p.unit_id = any (\(ids)))
                            """
                        return switch comparison {
                        case .any: "\(number) > 0"
                        case .all: "\(number) = \(count)"
                        case .none: "\(number) = 0"
                        }
                    })),
        ])
}
