internal import Postgres

/// The statements of ``CleanUp``: each removes a batch.
enum CleanUpQueries {
    static func answers(of tenant: ID<Tenant>, before: Instant, limit: Int) -> SQL {
        """
        delete from app.idempotency where tenant_id = \(tenant) and (user_id, key) in (
          select i.user_id, i.key from app.idempotency i where i.tenant_id = \(tenant) and i.created_at < \(before) limit \(limit))
        """
    }

    static func sessions(of tenant: ID<Tenant>, before: Instant, limit: Int) -> SQL {
        """
        delete from app.session where tenant_id = \(tenant) and id in (
          select s.id from app.session s where s.tenant_id = \(tenant) and s.expires_at < \(before) limit \(limit))
        """
    }

    static func finishedJobs(of tenant: ID<Tenant>, before: Instant, limit: Int) -> SQL {
        """
        delete from app.job where tenant_id = \(tenant) and id in (
          select j.id from app.job j where j.tenant_id = \(tenant) and j.state in ('done', 'cancelled') and j.finished_at < \(before)
          limit \(limit))
        """
    }

    static func deadLetters(of tenant: ID<Tenant>, before: Instant, limit: Int) -> SQL {
        """
        delete from app.job where tenant_id = \(tenant) and id in (
          select j.id from app.job j where j.tenant_id = \(tenant) and j.state = 'dead' and j.finished_at < \(before) limit \(limit))
        """
    }
}
