internal import FoundationEssentials
internal import Postgres

/// How much leaves without anybody looking at it. What counts is what a person takes out in a day, however many files he makes of it.
enum ExportLimit {
    /// Rows of one file.
    static let mostRows = 1_000_000
    /// How long an export counts.
    private static let day: Duration = .seconds(86_400)

    /// Rows that somebody may still take out today without approval.
    static func left(
        to user: ID<User>, of tenant: ID<Tenant>, apartFrom id: ID<Export>, at now: Instant, in tx: Transaction
    ) throws -> Int64 {
        let settings = try TenantSettings.read(of: tenant, locking: false, in: tx)
        let taken: Int64 = try tx.execute(
            ExportQueries.unapproved(by: user, since: now.advanced(by: .zero - day), except: id, tenant: tenant))[0][0]
        return max(0, settings.exportApprovalRows - taken)
    }
}
