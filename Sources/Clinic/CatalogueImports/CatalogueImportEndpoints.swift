internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

extension FailureCode {
    public static let catalogueImportRows = FailureCode(
        "catalogue.import_rows", .conflict, "表格中有错误，未导入任何内容", "There are errors in the table: nothing was imported")

    /// The codes of bringing the catalogue from tables.
    public static let catalogueImports: [FailureCode] = [catalogueImportRows]
}

/// `/v1/catalogue-imports`: a table becomes part of the catalogue, tried first and then as a whole; for each kind of table alike.
public enum CatalogueImportEndpoints {
    /// Every row is written in one transaction.
    private static let deadline: Duration = .seconds(30)

    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        CatalogueKind.all.flatMap { endpoints($0, deployment) }
    }

    private static func endpoints(_ kind: CatalogueKind, _ deployment: Deployment) -> [Endpoint] {
        let tag = "catalogue"
        let failures: [FailureCode] = [.importUnreadable, .fileEmpty, .fileType, .fileLost, .catalogueLimit] + kind.record.failures
        return [
            Endpoint(
                .post, kind.path + "/checks", access: .permitted(kind.record.write), tag: tag,
                summary: LocalizedText("试导入\(kind.chinese)表（不写入）", "Try a table of \(kind.english) without writing"), input: creation,
                output: document, failures: failures
            ) { call in
                let (actor, keys, table) = try await read(kind, call, deployment)
                let (now, language) = (call.now, call.language)
                let outcome = try await deployment.rehearse(as: actor, deadline: deadline) { tx in
                    try ImportCatalogue(kind: kind, table: table).run(as: actor, keys: keys, at: now, in: tx)
                }
                return .json(json(outcome, kind, table, language).serialized)
            },
            Endpoint(
                .post, kind.path, access: .permitted(kind.record.write), tag: tag,
                summary: LocalizedText("导入\(kind.chinese)表", "Bring a table of \(kind.english) into the catalogue"), input: creation,
                output: document, failures: failures + [.catalogueImportRows]
            ) { call in
                let (actor, keys, table) = try await read(kind, call, deployment)
                let (now, language) = (call.now, call.language)
                let outcome = try await deployment.database.write(as: actor, deadline: deadline) { tx -> ImportCatalogue.Outcome in
                    let outcome = try ImportCatalogue(kind: kind, table: table).run(as: actor, keys: keys, at: now, in: tx)
                    guard outcome.problems.isEmpty else {
                        throw Failure(.catalogueImportRows, extra: ["problems": .array(problems(outcome, kind, language))])
                    }
                    return outcome
                }
                return .json(json(outcome, kind, table, language).serialized)
            },
        ]
    }

    private static func read(
        _ kind: CatalogueKind, _ call: Call, _ deployment: Deployment
    ) async throws -> (Actor, TenantKeys, CatalogueTable) {
        let actor = try call.requireActor()
        guard let user = actor.user, !actor.isSupport else { throw Failure(.forbidden) }
        let payload = try call.payload()
        let file = ID<StoredFile>(payload.requiredUUID("fileId"))
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let store = FileStore(deployment)
        let facts = try await ImportSource.uploaded(file, by: user, as: actor, keys: keys, at: call.now, in: store)
        // A catalogue's table is small; a larger file is none.
        guard facts.size <= 4 << 20 else { throw Failure.invalid([Violation(pointer: "/fileId", code: "too_long", limit: "4 MiB")]) }
        let source = try await ImportSource.open(facts, plan: ImportPlan(), in: store, keys: keys)
        return (actor, keys, try await CatalogueTable(reading: source, of: kind))
    }

    private static func json(
        _ outcome: ImportCatalogue.Outcome, _ kind: CatalogueKind, _ table: CatalogueTable, _ language: Language
    ) -> JSONValue {
        [
            "rows": .integer(Int64(table.entries.count)), "created": .integer(Int64(outcome.created)),
            "changed": .integer(Int64(outcome.changed)), "unchanged": .integer(Int64(outcome.unchanged)),
            "categories": .integer(Int64(outcome.categories)), "failed": .integer(Int64(outcome.problems.count)),
            "ignored": .array(table.ignored.map { .string($0) }), "problems": .array(problems(outcome, kind, language)),
        ]
    }

    /// The first of the rows that somebody has to look at.
    private static func problems(_ outcome: ImportCatalogue.Outcome, _ kind: CatalogueKind, _ language: Language) -> [JSONValue] {
        outcome.problems.prefix(200).map { row in
            [
                "row": .integer(Int64(row.row)), "codes": .array(row.problems.map { .string($0) }),
                "problems": .array(row.problems.map { .string(kind.problem($0)[language]) }),
            ]
        }
    }

    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    private static let creation = Schema.object(
        "CatalogueImportCreation", required: ["fileId"], properties: [("fileId", ["type": "string", "format": "uuid"])])
    private static let document = Schema.object(
        "CatalogueImport", required: ["rows", "created", "changed", "unchanged", "categories", "failed", "ignored", "problems"],
        properties: [
            ("rows", count), ("created", count), ("changed", count), ("unchanged", count), ("categories", count), ("failed", count),
            ("ignored", texts),
            (
                "problems",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["row", "codes", "problems"],
                        "properties": ["row": ["type": "integer"], "codes": texts, "problems": texts],
                    ],
                ]
            ),
        ])
}
