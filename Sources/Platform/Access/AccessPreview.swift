internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What somebody would see of a resource or of one object of it, and why: for each field the grants that lead to it.
///
/// It is computed from what the database's own answers are made of (``RightsLoader``, ``ResourceView``), so it cannot say
/// something else than what happens. It never holds a value of the object.
struct AccessPreview: Sendable {
    let user: ID<User>
    let resource: Resource
    /// The person's grants as far as the asker may know of them, one each, and what was cut from them for rows of other branches.
    let grants: [Portion]
    /// The tenant's.
    let timeZone: String
    /// The tenant's own fields; the resource has them already.
    let custom: [CustomField]
    /// Whether these are all.
    let isComplete: Bool
    /// What was found out about one object; nil without one.
    var object: Object?

    struct Object: Sendable {
        let id: UUID
        /// Nil when the asker may not touch the object: then the answer is about objects in general.
        let bits: ResourceView.Bits?
        /// Why its customer is one whom the person looks after, as far as that is what the object is seen by.
        var care: [Care] = []
    }

    /// What makes a customer one whom somebody looks after.
    struct Care: Sendable {
        /// `relation`, or `booking`: a place in one of his.
        let word: String
        let until: Instant
    }

    /// The resource as the person sees it through these grants.
    var view: ResourceView { Rights(portions: grants, timeZone: timeZone, customFields: custom).view(of: resource) }

    /// The grants that count: all, or those whose rows the object is among.
    private var applying: [Portion] {
        guard let bits = object?.bits else { return grants }
        let view = view
        return grants.filter { grant in
            view.portions.firstIndex { $0.rows == grant.rows }.map { bits & (1 << ResourceView.Bits($0)) != 0 } ?? false
        }
    }

    /// Whether the person sees the object, or any object at all.
    var sees: Bool { applying.contains { $0.actions.contains(resource.read) } }

    /// The right on each field, and what every grant adds to it.
    var fields: [(field: Field, right: FieldRight, because: [(source: GrantSource, right: FieldRight)])] {
        let applying = sees ? applying : []
        return resource.fields.map { field in
            var whole = FieldRight.none
            var because: [(GrantSource, FieldRight)] = []
            for grant in applying {
                let right = field.possible(grant.fields.right(on: resource.qualified(field), of: field.classification))
                guard right != .none else { continue }
                whole = whole.union(right)
                because += grant.sources.map { ($0, right) }
            }
            return (field, whole, because)
        }
    }

    /// `{"userId", "resource", "complete", "sees", "object", "actions": […], "rows": […], "fields": […]}`.
    var json: JSONValue {
        func source(_ source: GrantSource, _ more: JSONObject = [:]) -> JSONValue {
            var object: JSONObject = [
                "grantId": .string(source.grant.description), "roleCode": .string(source.roleCode),
                "unitId": .string(source.unit.description),
            ]
            for member in more.members { object[member.name] = member.value }
            return .object(object)
        }
        func words(_ right: FieldRight) -> JSONObject {
            ["level": .string(right.level.word), "uses": .array(right.uses.words.map { .string($0) })]
        }
        let applying = applying
        let suffix = "." + resource.name
        let actions = Set(applying.flatMap(\.actions).filter { $0.name.hasSuffix(suffix) || $0 == resource.read })
        var answer: JSONObject = [
            "userId": .string(user.description), "resource": .string(resource.name), "complete": .boolean(isComplete),
            "sees": .boolean(sees),
        ]
        answer["object"] =
            object.map { object -> JSONValue in
                let care = object.care.map { reason -> JSONValue in
                    ["basis": .string(reason.word), "until": .string(reason.until.description)]
                }
                return [
                    "id": .string(object.id.uuidString.lowercased()), "evaluated": .boolean(object.bits != nil), "care": .array(care),
                ]
            } ?? .null
        answer["actions"] = .array(
            actions.sorted().map { action in
                let because = applying.filter { $0.actions.contains(action) }.flatMap(\.sources)
                return ["action": .string(action.name), "grants": .array(because.map { source($0) })]
            })
        answer["rows"] = .array(
            applying.filter { $0.actions.contains(resource.read) }.flatMap { grant in
                grant.sources.map {
                    source(
                        $0,
                        [
                            "reach": grant.rows.reach.json, "rowScope": .string(grant.rows.relation.rawValue),
                            "basis": .string(grant.rows.basis.word),
                        ])
                }
            })
        answer["fields"] = .array(
            fields.map { field, right, because in
                var object: JSONObject = [
                    "field": .string(field.name), "class": .string(field.classification.rawValue),
                ]
                for member in words(right).members { object[member.name] = member.value }
                object["grants"] = .array(because.map { source($0.source, words($0.right)) })
                return .object(object)
            })
        return .object(answer)
    }
}

extension Field {
    /// What else may be done with the field at all: its uses, and setting it unless the server alone does.
    var possibleUses: FieldUses { writing == .server ? uses : uses.union(.set) }

    /// A right cut to what is possible with this field.
    func possible(_ right: FieldRight) -> FieldRight { FieldRight(right.level, right.uses.intersection(possibleUses)) }
}

extension RowSet.Reach {
    /// `"everywhere"`, or the branches' ids.
    var json: JSONValue {
        switch self {
        case .everywhere: "everywhere"
        case .branches(let branches): .array(branches.sorted().map { .string($0.description) })
        }
    }
}

extension RowSet.Basis {
    /// The word in the API.
    var word: String {
        switch self {
        case .home: "home"
        case .policy(let scope): "policy." + scope.rawValue
        case .shared(let scope, _): "share." + scope.rawValue
        case .opened: "breakGlass"
        case .cared: "care"
        }
    }
}
