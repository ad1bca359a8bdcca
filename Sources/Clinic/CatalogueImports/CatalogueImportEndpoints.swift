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

/// `/v1/catalogue-imports`: a table of services becomes part of the catalogue, tried first and then as a whole.
public enum CatalogueImportEndpoints {
    /// Every row is written in one transaction.
    private static let deadline: Duration = .seconds(30)

    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "catalogue"
        let failures: [FailureCode] = [
            .importUnreadable, .fileEmpty, .fileType, .fileLost, .catalogueLimit, .catalogueNameTaken, .catalogueCodeTaken,
        ]
        return [
            Endpoint(
                .post, "/v1/catalogue-imports/checks", access: .permitted(.manageService), tag: tag,
                summary: LocalizedText("试导入项目表（不写入）", "Try a table of services without writing"), input: creation, output: document,
                failures: failures
            ) { call in
                let (actor, keys, table) = try await read(call, deployment)
                let outcome = try await rehearse(table, actor, keys, call.now, deployment)
                return .json(json(outcome, table, call.language).serialized)
            },
            Endpoint(
                .post, "/v1/catalogue-imports", access: .permitted(.manageService), tag: tag,
                summary: LocalizedText("导入项目表", "Bring a table of services into the catalogue"), input: creation, output: document,
                failures: failures + [.catalogueImportRows]
            ) { call in
                let (actor, keys, table) = try await read(call, deployment)
                let (now, language) = (call.now, call.language)
                let outcome = try await deployment.database.write(as: actor, deadline: deadline) { tx -> ImportCatalogue.Outcome in
                    let outcome = try ImportCatalogue(table: table).run(as: actor, keys: keys, at: now, in: tx)
                    guard outcome.problems.isEmpty else {
                        throw Failure(.catalogueImportRows, extra: ["problems": .array(problems(outcome, language))])
                    }
                    return outcome
                }
                return .json(json(outcome, table, language).serialized)
            },
        ]
    }

    private static func read(_ call: Call, _ deployment: Deployment) async throws -> (Actor, TenantKeys, CatalogueTable) {
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
        return (actor, keys, try await CatalogueTable(reading: source))
    }

    /// What bringing it in would do. It is done, and taken back before anybody sees it.
    private static func rehearse(
        _ table: CatalogueTable, _ actor: Actor, _ keys: TenantKeys, _ now: Instant, _ deployment: Deployment
    ) async throws -> ImportCatalogue.Outcome {
        do {
            return try await deployment.database.write(as: actor, deadline: deadline) { tx -> ImportCatalogue.Outcome in
                throw Rehearsal(outcome: try ImportCatalogue(table: table).run(as: actor, keys: keys, at: now, in: tx))
            }
        } catch let rehearsal as Rehearsal {
            return rehearsal.outcome
        }
    }

    /// Ends a transaction of which only the outcome is wanted.
    private struct Rehearsal: Error {
        let outcome: ImportCatalogue.Outcome
    }

    private static func json(_ outcome: ImportCatalogue.Outcome, _ table: CatalogueTable, _ language: Language) -> JSONValue {
        [
            "rows": .integer(Int64(table.entries.count)), "created": .integer(Int64(outcome.created)),
            "changed": .integer(Int64(outcome.changed)), "unchanged": .integer(Int64(outcome.unchanged)),
            "categories": .integer(Int64(outcome.categories)), "failed": .integer(Int64(outcome.problems.count)),
            "ignored": .array(table.ignored.map { .string($0) }), "problems": .array(problems(outcome, language)),
        ]
    }

    /// The first of the rows that somebody has to look at.
    private static func problems(_ outcome: ImportCatalogue.Outcome, _ language: Language) -> [JSONValue] {
        outcome.problems.prefix(200).map { row in
            [
                "row": .integer(Int64(row.row)), "codes": .array(row.problems.map { .string($0) }),
                "problems": .array(row.problems.map { .string(CatalogueImportWords.problem($0)[language]) }),
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

/// What is wrong with a row of a table of services, in words.
enum CatalogueImportWords {
    /// `listPriceFen:pattern` → `标价（分）：格式不正确`.
    static func problem(_ problem: String) -> LocalizedText {
        let parts = problem.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        // A pointer may name an element: `scopes/0`.
        let field = parts.first?.split(separator: "/").first.map(String.init) ?? ""
        let text = own[parts.last ?? ""] ?? ImportWords.problem(":" + (parts.last ?? ""), of: ClinicService.resource)
        guard let label = labels[field] ?? ClinicService.resource.field(field)?.label else { return text }
        return LocalizedText("\(label.chinese)：\(text.chinese)", "\(label.english): \(text.english)")
    }

    private static let labels: [String: LocalizedText] = [
        "minutes": LocalizedText("时长", "Minutes"), "listPriceFen": LocalizedText("标价", "List price"),
    ]

    private static let own: [String: LocalizedText] = [
        "range": LocalizedText("超出范围", "Out of range"), "not_allowed": LocalizedText("与其他列不符", "Does not go with the other columns"),
        "duplicate": LocalizedText("已被另一项目使用", "Another service has it"),
        "archived": LocalizedText("项目已归档，请先恢复", "The service is archived: restore it first"),
        "several": LocalizedText("项目有多个时段，请在项目中修改", "The service has several segments: change them there"),
    ]
}
