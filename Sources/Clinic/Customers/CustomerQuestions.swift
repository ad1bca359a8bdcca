internal import FoundationEssentials
public import Platform
internal import Postgres

/// The compliance officer's questions that know who a customer is and who cares for him.
public enum CustomerQuestions {
    public static let all: [AuditQuestion] = [protected, withoutCare]

    /// Customers of one answer at most: a chain's minors.
    private static let most = 5_000

    static let protected = AuditQuestion(
        "reads-of-protected-customers", LocalizedText("对受保护客户的读取", "Reads of minors"),
        LocalizedText("谁看到了未成年客户的明文信息。", "Who had values of customers under eighteen in clear."),
        prelude: { arguments in
            """
            select id from app.customer where tenant_id = \(arguments.tenant)
            and birthday > (\(arguments.now)::timestamptz - interval '18 years')::date order by birthday desc, id limit \(most)
            """
        },
        answer: .events { $0.events(about: $0.ids, fields: nil, actions: AuditActions.releases) })

    static let withoutCare = AuditQuestion(
        "reads-without-care", LocalizedText("无诊疗关系的读取", "Reads without a care relation"),
        LocalizedText(
            "读取者在此前三十天内与该客户既无诊疗关系、未参与其预约，也无任何往来记录。",
            "Reads in clear by somebody who had neither a care relation with the customer nor a place in a booking of his within the "
                + "thirty days before, nor anything to do with him."),
        answer: .picked {
            $0.events(of: AuditActions.releases, where: "e.outcome = 'done' and e.actor_id is not null")
        } pick: {
            candidates, arguments, tx in
            let known = candidates.filter { $0.actor != nil && $0.customer != nil }
            let rows = try tx.execute(
                """
                select u.event from unnest(\(known.map(\.event)), \(known.map(\.at)), \(known.compactMap(\.actor)),
                  \(known.compactMap(\.customer))) u (event, at, actor, customer)
                where not exists (select 1 from app.care_relation r where r.tenant_id = \(arguments.tenant) and r.user_id = u.actor
                    and r.customer_id = u.customer and r.since <= u.at and r.until >= u.at - interval '30 days')
                and not exists (select 1 from app.appointment a join app.appointment_person p on p.tenant_id = a.tenant_id
                    and p.appointment_id = a.id and p.user_id = u.actor and p.opens_until >= u.at - interval '30 days'
                    and p.starts_at < u.at + interval '2 days'
                    where a.tenant_id = \(arguments.tenant) and a.customer_id = u.customer)
                and not exists (select 1 from app.timeline_event t where t.tenant_id = \(arguments.tenant) and t.customer_id = u.customer
                    and t.at < u.at and t.at >= u.at - interval '30 days' and t.actor_id = u.actor)
                """)
            return Set(try rows.map { try $0.get(0) })
        })
}
