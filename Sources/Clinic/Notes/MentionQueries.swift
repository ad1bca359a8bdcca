internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The mentions' statements; no rules here.
enum MentionQueries {
    /// Those of these people who work here.
    static func working(_ users: [UUID], tenant: ID<Tenant>) -> SQL {
        "select u.id from app.user_account u where u.tenant_id = \(tenant) and u.id = any (\(users)) and u.state = 'active'"
    }

    /// Whom a note mentions.
    static func mentioned(in note: ID<Note>, tenant: ID<Tenant>) -> SQL {
        "select m.user_id from app.note_mention m where m.tenant_id = \(tenant) and m.note_id = \(note)"
    }

    static func add(_ users: [UUID], to note: ID<Note>, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        insert into app.note_mention (tenant_id, user_id, note_id, mentioned_at)
        select \(tenant), u, \(note), \(now) from unnest(\(users)) u
        """
    }

    static func drop(_ users: [UUID], from note: ID<Note>, tenant: ID<Tenant>) -> SQL {
        "delete from app.note_mention where tenant_id = \(tenant) and note_id = \(note) and user_id = any (\(users))"
    }

    /// The portions of somebody's rights in which notes are his to read, without those of emergencies.
    static func portions(of view: ResourceView) -> ResourceView.Bits {
        view.bits(allowing: .readNote) & ~view.bitsOpened
    }

    /// One page of the notes that mention somebody, as far as he may read them now: behind the selection's columns when he was mentioned and
    /// when he read it.
    static func page(_ query: NewestFirst, _ selection: Selection, of user: ID<User>, for actor: Actor, at now: Instant) -> SQL {
        let state: SQL =
            switch query.choice {
            case "unread": " and m.read_at is null"
            case "read": " and m.read_at is not null"
            default: ""
            }
        let beyond: SQL = query.before.map { note -> SQL in " and m.note_id < \(note)" } ?? ""
        return """
            select \(selection.list), m.mentioned_at, m.read_at from \(Note.resource.source)
            join app.note_mention m on m.tenant_id = t.tenant_id and m.note_id = t.id
            where t.tenant_id = \(actor.tenant) and m.user_id = \(user)\(state)\(beyond)
            and \(selection.view.condition(portions(of: selection.view), for: actor, at: now))
            order by m.note_id desc limit \(query.limit + 1)
            """
    }

    /// What mentions somebody in these notes, is unread and his to read, is read from now on.
    static func acknowledge(_ notes: [UUID], by user: ID<User>, for actor: Actor, at now: Instant) -> SQL {
        let view = actor.rights.view(of: Note.resource)
        return """
            update app.note_mention m set read_at = \(now) from \(Note.resource.source)
            where m.tenant_id = \(actor.tenant) and m.user_id = \(user) and m.note_id = any (\(notes)) and m.read_at is null
            and t.tenant_id = m.tenant_id and t.id = m.note_id
            and \(view.condition(portions(of: view), for: actor, at: now))
            returning m.note_id
            """
    }
}
