internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The catalogue's endpoints: a table, and what little stands between a request and its use case.
public enum CatalogueEndpoints {
    private static let tag = "catalogue"

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        HouseRecord.catalogue.flatMap { RecordEndpoints.endpoints($0, deployment) } + ServicePlan.endpoints(deployment)
            + ServiceSafety.endpoints(deployment) + ServiceDeposit.endpoints(deployment) + PackageLines.endpoints(deployment)
            + LicencePlaces.endpoints(deployment) + branches(deployment)
    }

    private static func branches(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/branches/{id}/prices", access: .permitted(.readService), tag: tag,
                summary: LocalizedText("院区某日的价格", "What services cost in a branch on a day"),
                query: [
                    QueryParameter(
                        "day", summary: LocalizedText("日期；缺省为今天", "The day; today without it"),
                        schema: ["type": "string", "format": "date"]),
                    QueryParameter(
                        "services", summary: LocalizedText("只看这些项目，逗号分隔", "Only these services, by comma; at most 200")),
                ], output: prices, failures: [.invalid]
            ) { try await price($0, deployment) }
        ]
    }

    private static func price(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let branch: ID<Unit> = try call.id("id")
        var violations: [Violation] = []
        var (day, services): (LocalDate?, [UUID]?) = (nil, nil)
        for (name, value) in call.query.all {
            switch name {
            case "day":
                day = LocalDate(value)
                if day == nil { violations.append(Violation(pointer: "/day", code: "pattern")) }
            case "services":
                let ids = value.split(separator: ",", omittingEmptySubsequences: false).map { ID<ClinicService>($0)?.uuid }
                services = ids.compactMap { $0 }
                if ids.contains(nil) || ids.count > 200 { violations.append(Violation(pointer: "/services", code: "pattern")) }
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        // A branch's prices are no secret within the chain; that it is one of the chain's, and when it is today, says the first statement.
        let (chosen, wanted) = (day, services)
        let rows = try await deployment.database.read(as: actor) { tx -> (LocalDate, Rows) in
            let found = try tx.execute(all: [
                CatalogueQueries.branches([branch.uuid], tenant: actor.tenant),
                "select \(CatalogueQueries.day(of: call.now, tenant: actor.tenant))",
            ])
            guard !found[0].isEmpty else { throw Failure(.notFound) }
            let day = try chosen ?? found[1][0].get(0, as: LocalDate.self)
            return (day, try tx.execute(CatalogueQueries.prices(of: wanted, in: branch.uuid, on: day, tenant: actor.tenant)))
        }
        let list = try rows.1.map { row -> JSONValue in
            [
                "serviceId": .string(try row.get(0, as: UUID.self).uuidString.lowercased()), "priceFen": .integer(try row[1]),
                "unitId": try row.getOptional(2, as: UUID.self).map { .string($0.uuidString.lowercased()) } ?? .null,
                "since": try row.getOptional(3, as: LocalDate.self).map { .string($0.description) } ?? .null,
            ]
        }
        return .json((["day": .string(rows.0.description), "data": .array(list)] as JSONValue).serialized)
    }

    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let prices = Schema.raw([
        "type": "object", "required": ["day", "data"],
        "properties": [
            "day": ["type": "string", "format": "date"],
            "data": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["serviceId", "priceFen", "unitId", "since"],
                    "properties": [
                        "serviceId": uuid, "priceFen": ["type": "integer"], "unitId": ["type": ["string", "null"], "format": "uuid"],
                        "since": ["type": ["string", "null"], "format": "date"],
                    ],
                ],
            ],
        ],
    ])
}
