/// A resource as one person may see it: which rows, and in which of them which fields how far. Compiled once per rights.
///
/// A person's rights fall into portions, each with a set of rows. A row may lie in several; there their rights unite. So a
/// row's rights are known by the set of portions that it lies in, a bit each, which the database answers with the row.
public struct ResourceView: Sendable {
    /// The bits of the portions that a row lies in.
    public typealias Bits = Int64

    public internal(set) var resource: Resource
    /// The portions that say anything about this resource, at most 60.
    public let portions: [Portion]
    /// For each portion, the right on each field.
    private let rights: [[FieldRight]]
    /// The same person's view of the customers whom rows name: one, or none where rows name nobody.
    let people: [ResourceView]

    init(resource: Resource, rights: Rights) {
        self.resource = resource
        let prefix = "." + resource.name
        portions = Array(
            rights.portions.filter { portion in
                portion.actions.contains { $0.name.hasSuffix(prefix) }
                    || resource.fields.contains { portion.fields.right(on: resource.qualified($0), of: $0.classification) != .none }
            }.prefix(60))
        self.rights = portions.map { portion in
            resource.fields.map { field in
                var right = portion.fields.right(on: resource.qualified(field), of: field.classification)
                right.uses.formIntersection(field.uses.union(.set))
                return right
            }
        }
        people = resource.naming.map { [ResourceView(resource: $0.resource.extended(by: rights.customFields), rights: rights)] } ?? []
    }

    /// The portions in which an action is allowed.
    public func bits(allowing action: Action) -> Bits {
        bits { portions[$0].actions.contains(action) }
    }

    /// The portions in which a field is held at least at a level.
    public func bits(of field: Int, atLeast level: FieldLevel) -> Bits {
        bits { rights[$0][field].level >= level }
    }

    /// The portions in which a field may be used so.
    public func bits(of field: Int, using use: FieldUses) -> Bits {
        bits { rights[$0][field].uses.isSuperset(of: use) }
    }

    /// The portions in which a field may be written.
    public func bits(writing field: Int) -> Bits {
        bits { rights[$0][field].allowsWriting }
    }

    /// The right on a field in a row of these portions.
    public func right(on field: Int, in bits: Bits) -> FieldRight {
        var right = FieldRight.none
        for index in portions.indices where bits & (1 << Bits(index)) != 0 {
            right = right.union(rights[index][field])
        }
        return right
    }

    /// The portions that a row with these facts lies in, for rows that are not in the database yet.
    public func bits(branch: ID<Unit>, owner: ID<User>?, for user: ID<User>?) -> Bits {
        bits { index in
            let rows = portions[index].rows
            guard rows.customers == nil, rows.reaches(branch) else { return false }
            return switch rows.relation {
            case .any: true
            case .own: owner == nil || owner == user
            case .care: false
            }
        }
    }

    /// The portions whose rows are those in the reader's care: neither branch nor owner of a row tells, only the database.
    public var bitsInCare: Bits { bits { portions[$0].rows.relation == .care } }

    /// The portions whose customers the reader opened in an emergency: what he reads of them is written down.
    public var bitsOpened: Bits { bits { portions[$0].rows.isOpened } }

    /// The portions whose customers somebody handed to the reader for a while: he neither takes nor keeps nor lends them.
    public var bitsHanded: Bits { bits { portions[$0].rows.isHanded } }

    /// The portions without a limit: what is held in one of them is held in every row.
    public var bitsEverywhere: Bits { bits { portions[$0].rows == RowSet(.everywhere) } }

    /// The portions whose customers are named one by one: shared ones and opened ones.
    var bitsNamed: Bits { bits { portions[$0].rows.customers != nil } }

    /// The portions in which restricted rows are like all others.
    var bitsUnclosed: Bits { bits { portions[$0].rows.isOpened || portions[$0].actions.contains(.readRestricted) } }

    /// Whether the SELECT holds only at its moment: where a care relation, a share or an emergency decides, or whether a named customer is
    /// seen; and where portions differ in whether restricted rows are like others, since each then asks for itself.
    var dependsOnMoment: Bool {
        let unclosed = bitsUnclosed
        return resource.naming != nil || unclosed != 0 && unclosed != bits { _ in true }
            || portions.contains { $0.rows.relation == .care || $0.rows.customers != nil }
    }

    /// Names of the fields that are seen at all, somewhere.
    public var visibleFields: Set<String> {
        Set(resource.fields.indices.filter { bits(of: $0, atLeast: .masked) != 0 }.map { resource.fields[$0].name })
    }

    /// Every portion.
    public var all: Bits { portions.isEmpty ? 0 : (1 << Bits(portions.count)) - 1 }

    private func bits(where matches: (Int) -> Bool) -> Bits {
        portions.indices.reduce(0) { matches($1) ? $0 | (1 << Bits($1)) : $0 }
    }
}
