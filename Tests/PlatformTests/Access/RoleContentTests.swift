import JSON
import Testing

@testable import Platform

@Suite("What a role holds")
struct RoleContentTests {
    private let catalog = AccessFixture.catalog

    @Test(
        "covering is a partial order: reflexive, transitive, and antisymmetric on what the contents mean",
        arguments: 0..<20)
    func partialOrder(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var related = 0
        for _ in 0..<400 {
            let a = RoleContent.random(in: catalog, using: &generator)
            // Narrowed ones, since independent random contents seldom cover each other.
            let b = RoleContent.random(in: catalog, using: &generator).narrowed(to: a, in: catalog) ?? a
            let c = RoleContent.random(in: catalog, using: &generator).narrowed(to: b, in: catalog) ?? b
            #expect(Bool(a.covers(a, in: catalog)))
            if a.covers(b, in: catalog), b.covers(c, in: catalog) {
                related += 1
                #expect(Bool(a.covers(c, in: catalog)))
            }
            if a.covers(b, in: catalog), b.covers(a, in: catalog) {
                #expect(
                    Bool(
                        a.relation == b.relation && a.actions == b.actions
                            && a.table(in: catalog) == b.table(in: catalog)))
            }
        }
        #expect(related > 100)
    }

    @Test("covering is what it says: every right in the table of one is in the table of the other", arguments: 0..<20)
    func coveringIsPointwise(seed: UInt64) {
        var generator = SeededGenerator(seed: seed &+ 1000)
        for _ in 0..<400 {
            let a = RoleContent.random(in: catalog, using: &generator)
            let other = RoleContent.random(in: catalog, using: &generator)
            for b in [other, other.narrowed(to: a, in: catalog) ?? other] {
                let (left, right) = (a.table(in: catalog), b.table(in: catalog))
                let pointwise = left.allSatisfy { target, right2 in right2.covers(right[target] ?? .none) }
                let expected =
                    pointwise && a.actions.isSuperset(of: b.actions) && (a.relation == .any || a.relation == b.relation)
                #expect(Bool(a.covers(b, in: catalog) == expected))
            }
        }
    }

    @Test("what is left of a role under a base is the most that both hold", arguments: 0..<20)
    func narrowedIsTheGreatestLowerBound(seed: UInt64) {
        var generator = SeededGenerator(seed: seed &+ 2000)
        for _ in 0..<400 {
            let base = RoleContent.random(in: catalog, using: &generator)
            let role = RoleContent.random(in: catalog, using: &generator)
            let other = RoleContent.random(in: catalog, using: &generator)
            guard let left = role.narrowed(to: base, in: catalog) else {
                #expect(Bool(base.relation != .any && role.relation != .any && base.relation != role.relation))
                continue
            }
            #expect(Bool(base.covers(left, in: catalog)))
            #expect(Bool(role.covers(left, in: catalog)))
            if let lower = other.narrowed(to: base, in: catalog)?.narrowed(to: role, in: catalog) {
                #expect(Bool(left.covers(lower, in: catalog)))
            }
        }
    }

    @Test("rights unite: nothing is lost, and neither order nor repetition matters", arguments: 0..<20)
    func unionIsMonotone(seed: UInt64) {
        var generator = SeededGenerator(seed: seed &+ 3000)
        for _ in 0..<300 {
            let (a, b, c) = (
                RoleContent.random(in: catalog, using: &generator).fields,
                RoleContent.random(in: catalog, using: &generator).fields,
                RoleContent.random(in: catalog, using: &generator).fields
            )
            let classes = catalog.fieldClasses
            let both = a.union(b)
            #expect(both.covers(a, classes: classes) && both.covers(b, classes: classes))
            #expect(both == b.union(a))
            #expect(both.union(c) == a.union(b.union(c)))
            #expect(Bool(a.union(a) == a))
        }
    }

    @Test("a further grant never takes anything away")
    func moreGrantsMoreRights() {
        var generator = SeededGenerator(seed: 4000)
        for _ in 0..<300 {
            var portions: [Portion] = []
            for _ in 0..<Int.random(in: 1..<6, using: &generator) {
                let content = RoleContent.random(in: catalog, using: &generator)
                portions.append(
                    Portion(
                        rows: RowSet(.everywhere, content.relation), actions: content.actions, fields: content.fields,
                        sources: []))
            }
            let fewer = Rights(portions: Array(portions.dropLast()))
            let more = Rights(portions: portions)
            #expect(Bool(more.actions.isSuperset(of: fewer.actions)))
            let (small, large) = (fewer.view(of: .testCustomer), more.view(of: .testCustomer))
            for field in Resource.testCustomer.fields.indices {
                #expect(Bool(large.right(on: field, in: large.all).covers(small.right(on: field, in: small.all))))
            }
        }
    }

    @Test("a secret field has no right, whatever was granted")
    func secretStaysSecret() {
        var fields = FieldRights()
        fields.add(FieldRight(.write, [.filter, .reveal, .export]), to: "customer.key")
        #expect(fields.right(on: "customer.key", of: .secret) == .none)
        #expect(!catalog.knows(target: "customer.key"))
        #expect(!catalog.knows(target: "C6"))
        #expect(catalog.knows(target: "customer.phone") && catalog.knows(target: "C3"))
    }

    @Test("a content that is written can be read again", arguments: 0..<20)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 5000)
        let content = RoleContent.random(in: catalog, using: &generator)
        let payload = PayloadReader(try JSONParser.parse(content.json.serialized))
        let read = RoleContent(reading: payload, catalog: catalog)
        try payload.finish()
        #expect(read.json == content.json)
    }

    @Test("what the catalog does not know is refused with its place")
    func unknownIsRefused() {
        let payload = PayloadReader([
            "rowScope": "unit", "actions": ["read.customer", "read.minds"],
            "fields": [
                ["target": "customer.shoeSize", "level": "read"], ["target": "C3", "level": "read", "uses": ["fold"]],
            ],
        ])
        _ = RoleContent(reading: payload, catalog: catalog)
        #expect(Set(payload.violations.map(\.pointer)) == ["/actions", "/fields/0/target", "/fields/1/uses"])
    }

    @Test("a difference names what is added, removed and changed, and says whether it widens")
    func difference() {
        let before = RoleContent.with(
            ["read.customer"], [("C3", FieldRight(.masked, [.filter])), ("C5", FieldRight(.read))])
        var after = RoleContent.with(["update.customer"], [("C3", FieldRight(.masked))])
        after.relation = .own
        let json = RoleDifference(before: before, after: after).json(in: catalog)
        #expect(json["rowScope"] == ["before": "unit", "after": "own"])
        #expect(json["actions"] == ["added": ["update.customer"], "removed": ["read.customer"]])
        #expect(
            json["fields"] == [
                [
                    "target": "C3", "before": ["level": "masked", "uses": ["filter"]],
                    "after": ["level": "masked", "uses": []],
                ],
                ["target": "C5", "before": ["level": "read", "uses": []], "after": ["level": "none", "uses": []]],
            ])
        #expect(json["widens"] == true)
        #expect(RoleDifference(before: before, after: before).isEmpty)
        #expect(RoleDifference(before: before, after: .with([], [])).json(in: catalog)["widens"] == false)
    }

    @Test("the matrix has a line for each role, action and field, and no secret")
    func matrix() {
        let text = PermissionMatrix.text(catalog)
        let lines = Set(text.split(separator: "\n").map(String.init))
        #expect(lines.contains("front_desk customer.phone C3 masked filter,reveal,set"))
        #expect(lines.contains("front_desk customer.allergy C4 read"))
        #expect(lines.contains("doctor rows care"))
        #expect(lines.contains("doctor customer.allergy C4 write"))
        #expect(lines.contains("compliance_officer rows unit exclusive two-people chain fixed"))
        #expect(lines.contains("system_admin customer.name C2 none"))
        #expect(lines.contains("system_admin may confirm.grant"))
        #expect(lines.contains("branch_admin grants front_desk"))
        #expect(!text.contains("customer.key"))
        #expect(text == PermissionMatrix.text(catalog))
    }

    @Test("actions of fixed roles alone are reserved")
    func reserved() {
        #expect(catalog.reserved.isSuperset(of: [Action(named: "confirm.grant"), Action(named: "read.audit")]))
        #expect(catalog.reserved.isDisjoint(with: [.readRole, .createGrant, Resource.testCustomer.read]))
    }
}

extension RoleContent {
    /// A content over all rows of its units.
    static func with(_ actions: [String], _ rights: [(String, FieldRight)], _ relation: RowSet.Relation = .any)
        -> RoleContent
    {
        var content = RoleContent(
            relation: relation, actions: Set(actions.map(Action.init(named:))), fields: FieldRights())
        for (target, right) in rights { content.set(right, on: target) }
        return content
    }
}
