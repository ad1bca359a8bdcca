public import Platform
public import Postgres

/// Which tags a customer has at a moment, as SQL: for his own field, for filters, for segments.
public enum CustomerTags {
    /// The row of `app.customer_tag` under this alias holds at a moment. The expiry counts to the moment, whenever its job comes by.
    public static func holds(_ alias: SQLIdentifier, at moment: Instant) -> SQL {
        """
        \(alias).since <= \(moment) and (\(alias).ended_at is null or \(alias).ended_at > \(moment)) \
        and (\(alias).expires_at is null or \(alias).expires_at > \(moment))
        """
    }

    /// The ids of the tags of the customer in the row `t`, and filters by them.
    static let derivation = Derivation { now in
        """
        (select array_agg(distinct k.tag_id) from app.customer_tag k \
        where k.tenant_id = t.tenant_id and k.customer_id = t.id and \(holds("k", at: now)))
        """
    } matches: { comparison, ids, now in
        func has(_ which: SQL) -> SQL {
            """
            exists (select 1 from app.customer_tag k where k.tenant_id = t.tenant_id and k.customer_id = t.id \
            and k.tag_id = \(which) and \(holds("k", at: now)))
            """
        }
        switch comparison {
        case .any: return has("any (\(ids))")
        case .none: return "not \(has("any (\(ids))"))"
        case .all: return ids.map { has("\($0)") }.joined(separator: " and ")
        }
    }
}
