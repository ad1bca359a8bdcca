internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension HouseRecord {
    /// Everything of the catalogue that is written row by row.
    static let catalogue: [HouseRecord] = [categories, services, packages, prices, bookables, licences]

    private static let catalogueTag = "catalogue"
    private static let fen: ClosedRange<Int64> = 0...100_000_000_000
    private static let places: ClosedRange<Int64> = 0...9_999

    /// `A-Z`, digits and hyphens, no hyphen first.
    private static let isCode: @Sendable (String) -> Bool = { text in
        text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// `a-z`, digits and underscores, a letter first: words that are compared with words.
    static let isWord: @Sendable (String) -> Bool = { text in
        guard let first = text.utf8.first, (0x61...0x7a).contains(first), text.utf8.count <= 40 else { return false }
        return text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
    }

    static let categories = HouseRecord(
        resource: ServiceCategory.resource, path: "/v1/service-categories", tag: catalogueTag, chinese: "项目分类",
        english: "category of services", plural: "categories of services", operation: "createServiceCategory", write: .manageService,
        belonging: .chain, most: 500, failures: [.catalogueNameTaken], filled: ["position", "state"],
        ranges: [("position", places)],
        check: { work, tx in
            var violations = try work.unknown("parentId", in: "app.service_category", where: "state = 'active'", tx)
            guard violations.isEmpty, work.writes("parentId"), let parent = work.uuid("parentId") else { return violations }
            // What lies above its new parent, and how deep that is; then what lies below itself goes along.
            let above = try tx.execute(CatalogueQueries.categoriesAbove(parent, tenant: work.actor.tenant))
            let ids: [UUID] = try above.map { try $0[0] }
            let below: Int32 = try tx.execute(CatalogueQueries.categoryDepth(below: work.id, tenant: work.actor.tenant))[0][0]
            if ids.contains(work.id) || ids.count + Int(below) > ServiceCategory.deepest {
                violations.append(Violation(pointer: "/parentId", code: "not_allowed"))
            }
            return violations
        })

    static let services = HouseRecord(
        resource: ClinicService.resource, path: "/v1/services", tag: catalogueTag, chinese: "项目", english: "service", plural: "services",
        operation: "createService", write: .manageService, belonging: .chain, most: 5_000,
        failures: [.catalogueNameTaken, .catalogueCodeTaken], filled: ["booking", "position", "state"],
        ranges: [("listPriceFen", fen), ("cycleDays", 1...3_650), ("leastDays", 0...3_650), ("position", places)],
        patterns: [("code", isCode), ("scope", isWord)],
        check: { work, tx in
            var violations = try work.unknown("categoryId", in: "app.service_category", where: "state = 'active'", tx)
            // Whoever does medicine does it under a licence; what is none asks for none.
            if (work.text("nature") == "medical") != (work.text("scope") != nil) {
                violations.append(Violation(pointer: "/scope", code: work.text("nature") == "medical" ? "required" : "not_allowed"))
            }
            if let cycle = work.integer("cycleDays"), let least = work.integer("leastDays"), least > cycle {
                violations.append(Violation(pointer: "/leastDays", code: "range", limit: "0...\(cycle)"))
            }
            return violations
        })

    static let packages = HouseRecord(
        resource: ServicePackage.resource, path: "/v1/service-packages", tag: catalogueTag, chinese: "套餐", english: "package",
        plural: "packages", operation: "createServicePackage", write: .manageService, belonging: .chain, most: 2_000,
        failures: [.catalogueNameTaken, .catalogueCodeTaken], filled: ["position", "state"],
        ranges: [("listPriceFen", fen), ("validDays", 1...3_650), ("position", places)], patterns: [("code", isCode)],
        check: { work, tx in try work.unknown("categoryId", in: "app.service_category", where: "state = 'active'", tx) })

    static let prices = HouseRecord(
        resource: Price.resource, path: "/v1/prices", tag: catalogueTag, chinese: "价格", english: "price", plural: "prices",
        operation: "createPrice", write: .setPrice, belonging: .unit("unitId"), most: 200_000,
        failures: [.priceThere, .priceBegun], ranges: [("priceFen", fen)],
        stamps: { [("set_by", "\(value: $0.actor.user)")] },
        check: { work, tx in
            var violations = try work.unknown("serviceId", in: "app.service", tx)
            for field in ["serviceId", "since"] where work.isNew && !work.writes(field) {
                violations.append(Violation(pointer: "/" + field, code: "required"))
            }
            guard let since = work.date("since") else { return violations }
            // What was sold at a price was sold at it: only days to come are said anew.
            let today: LocalDate = try tx.execute(
                "select \(CatalogueQueries.day(of: work.now, tenant: work.actor.tenant))")[0][0]
            if since <= today {
                if !work.isNew { throw Failure(.priceBegun) }
                if since < today { violations.append(Violation(pointer: "/since", code: "range")) }
            }
            return violations
        })

    static let bookables = HouseRecord(
        resource: Bookable.resource, path: "/v1/resources", tag: catalogueTag, chinese: "资源", english: "resource",
        plural: "people, rooms and devices that can be booked", operation: "createResource", write: .manageResource,
        belonging: .branch("branchId"), most: 1_000, failures: [.catalogueNameTaken, .resourceThere],
        filled: ["capacity", "bufferBefore", "bufferAfter", "state", "position"],
        ranges: [
            ("capacity", 1...50), ("bufferBefore", 0...240), ("bufferAfter", 0...240), ("counter", 0...1_000_000_000),
            ("counterLimit", 1...1_000_000_000), ("position", places),
        ],
        check: { work, tx in
            var violations = try work.unknown("userId", in: "app.user_account", where: "state in ('invited', 'active')", tx)
            if work.isNew, !work.writes("kind") { violations.append(Violation(pointer: "/kind", code: "required")) }
            let isPerson = work.text("kind").map(Bookable.people.contains) ?? false
            if isPerson != (work.uuid("userId") != nil), work.isNew {
                violations.append(Violation(pointer: "/userId", code: isPerson ? "required" : "not_allowed"))
            }
            if isPerson, let capacity = work.integer("capacity"), capacity != 1 {
                violations.append(Violation(pointer: "/capacity", code: "not_allowed"))
            }
            if work.text("kind") != "device" {
                for field in Bookable.deviceFields where work.has(field) {
                    violations.append(Violation(pointer: "/" + field, code: "not_allowed"))
                }
            }
            return violations
        })

    static let licences = HouseRecord(
        resource: Licence.resource, path: "/v1/licences", tag: catalogueTag, chinese: "执业资质", english: "licence", plural: "licences",
        operation: "createLicence", write: .manageLicence, belonging: .chain, most: 20_000, failures: [.licenceThere], filled: ["state"],
        check: { work, tx in
            var violations = try work.unknown("userId", in: "app.user_account", tx)
            if work.isNew, !work.writes("userId") { violations.append(Violation(pointer: "/userId", code: "required")) }
            for (index, word) in work.words("scopes").enumerated() where !isWord(word) {
                violations.append(Violation(pointer: "/scopes/\(index)", code: "pattern"))
            }
            if let from = work.date("validFrom"), let until = work.date("validUntil"), until < from {
                violations.append(Violation(pointer: "/validUntil", code: "range"))
            }
            return violations
        })
}
