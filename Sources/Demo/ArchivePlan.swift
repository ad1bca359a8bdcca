internal import Clinic
internal import FoundationEssentials
internal import Platform

/// What the records of a chain hold besides the people: further phones, relations, warnings, lanes, levels, tags, values of the chain's own
/// fields, consents and notes, of a share of the customers each. Chains without a director keep their records plain.
struct ArchivePlan: Sendable {
    /// What is written with a customer.
    struct Extras: Sendable {
        var archive = NewCustomer.Archive()
        var tags: [TagBatch.Given] = []
        var consents: [ConsentBatch.Given] = []
        var note: NoteBatch.NewNote?
    }

    let plan: CustomerPlan
    /// The chain's own fields, as they were defined; none before that.
    var fields: [CustomField] = []

    private var chain: ChainPlan { plan.chain }

    /// Who keeps the chain's words, and who publishes its notices; nil for a chain that has none of it.
    static func keepers(of chain: ChainPlan) -> (director: ChainPlan.Member, officer: ChainPlan.Member)? {
        func member(_ role: String) -> ChainPlan.Member? { chain.staff.first { $0.grants.contains { $0.role == role } } }
        guard let director = member("chain_director"), let officer = member(RoleTemplate.complianceOfficer) else { return nil }
        return (director, officer)
    }

    /// An id that the chain's words have; the same every time.
    func id<Entity>(_ kind: UInt64, _ place: Int, _ inner: Int = 0) -> ID<Entity> {
        var dice = Dice(chain.seed, 8, UInt64(chain.ordinal), kind, UInt64(place), UInt64(inner))
        return dice.id(at: Calendar.opening)
    }

    /// Adds to a customer what the record says of him.
    func extend(_ customer: inout NewCustomer, at index: Int) -> Extras {
        var dice = plan.dice(7, index)
        var extras = Extras()
        let branch = plan.branch(of: index)
        let since = customer.createdAt
        let staff = plan.staff(in: branch)
        customer.occupation = dice.chance(45) ? dice.pick(ArchiveWords.occupations) : nil
        customer.skinType = dice.chance(60) ? dice.pick(Customer.skinTypes) : nil
        customer.preferences = dice.chance(25) ? dice.pick(ArchiveWords.preferences) : nil
        if dice.chance(22) {
            // Relatives and assistants are people of the phone book behind all chains.
            let number = 300_000_000 + UInt64(chain.ordinal) * 10_000_000 + UInt64(index)
            extras.archive.phones.append(
                NewCustomer.Archive.Phone(
                    id: uuid(at: since, &dice), relation: dice.pick(["own", "spouse", "parent", "child", "assistant"]),
                    phone: PhoneBook(seed: chain.seed).phone(of: number)))
        }
        extras.archive.warnings = warnings(of: customer, by: staff.doctors, &dice)
        extras.archive.levels = levels(of: customer, &dice)
        extras.archive.lanes = lanes(of: customer, staff, &dice)
        if let relation = relation(of: index, since, &dice) { extras.archive.relations.append(relation) }
        var own = plan.dice(10, index)
        customer.custom = values(&own)
        extras.tags = tags(of: &customer, &dice)
        extras.consents = consents(of: &customer, &dice)
        if dice.chance(28), let author = customer.owner ?? customer.createdBy {
            let at = later(than: since, &dice)
            let id: ID<Note> = dice.id(at: at)
            let words = dice.pick(ArchiveWords.notes)
            let told = mention(of: customer, at: index, by: author)
            let note = NoteBatch.NewNote(id: id, author: author, body: told?.body ?? words, at: at, mentions: told?.users ?? [])
            customer.events.append(event("noted", at, author, ("note", note.id.uuid), &dice))
            extras.note = note
        }
        return extras
    }

    // MARK: - Parts

    private func warnings(of customer: NewCustomer, by doctors: [ID<User>], _ dice: inout Dice) -> [NewCustomer.Archive.Warning] {
        var warnings: [NewCustomer.Archive.Warning] = []
        let doctor = doctors.isEmpty ? nil : dice.pick(doctors)
        let day = customer.createdAt.date(offset: 8 * 3600)
        if let allergy = customer.allergy {
            warnings.append(
                NewCustomer.Archive.Warning(
                    id: uuid(at: customer.createdAt, &dice), kind: "allergy", severity: dice.chance(40) ? "stop" : "caution",
                    detail: allergy,
                    since: day, until: nil, by: doctor))
        }
        if dice.chance(7) {
            let one = dice.pick(ArchiveWords.warnings)
            let until = one.days.map { LocalDate(daysSince1970: day.daysSince1970 + $0) }
            warnings.append(
                NewCustomer.Archive.Warning(
                    id: uuid(at: customer.createdAt, &dice), kind: one.kind, severity: one.severity, detail: one.detail, since: day,
                    until: until, by: doctor))
        }
        return warnings
    }

    /// From the lowest level upwards, one after the other.
    private func levels(of customer: NewCustomer, _ dice: inout Dice) -> [NewCustomer.Archive.Level] {
        guard let reached = Customer.levels.firstIndex(of: customer.level), reached > 0, dice.chance(80) else { return [] }
        let whole = Calendar.now.microseconds - customer.createdAt.microseconds
        return (1...reached).map { step in
            let at = customer.createdAt.advanced(by: .microseconds(whole / Int64(reached + 1) * Int64(step)))
            return NewCustomer.Archive.Level(
                id: uuid(at: at, &dice), from: Customer.levels[step - 1], to: Customer.levels[step], at: at, by: customer.createdBy)
        }
    }

    private func lanes(of customer: NewCustomer, _ staff: CustomerPlan.Staff, _ dice: inout Dice) -> [NewCustomer.Archive.Lane] {
        var lanes: [NewCustomer.Archive.Lane] = []
        for (lane, people, share) in [("doctor", staff.doctors, 35), ("nurse", staff.nurses, 20), ("assistant", staff.desks, 12)]
        where !people.isEmpty && dice.chance(share) {
            var since = customer.createdAt
            // Of some another had it first.
            if people.count > 1, dice.chance(25) {
                let change = later(than: since, &dice)
                lanes.append(
                    NewCustomer.Archive.Lane(
                        id: uuid(at: since, &dice), lane: lane, user: people[0], since: since, until: change))
                since = change
            }
            let user = since == customer.createdAt ? dice.pick(people) : people[people.count - 1]
            lanes.append(NewCustomer.Archive.Lane(id: uuid(at: since, &dice), lane: lane, user: user, since: since, until: nil))
        }
        return lanes
    }

    private func relation(of index: Int, _ at: Instant, _ dice: inout Dice) -> NewCustomer.Archive.Relation? {
        let first = index / CustomerPlan.batchSize * CustomerPlan.batchSize
        guard index > first, dice.chance(12) else { return nil }
        let other = index - 1 - dice.below(min(20, index - first))
        return NewCustomer.Archive.Relation(
            id: uuid(at: at, &dice), inverse: uuid(at: at, &dice), other: plan.id(other),
            otherBranch: chain.branches[plan.branch(of: other)].id,
            kind: dice.pick(["spouse", "sibling", "friend", "friend", "colleague", "parent", "relative"]))
    }

    private func values(_ dice: inout Dice) -> [NewCustomer.Custom] {
        var values: [NewCustomer.Custom] = []
        for field in fields {
            guard let value = ArchiveWords.value(of: field.code, &dice) else { continue }
            values.append(NewCustomer.Custom(field: field, value: value))
        }
        return values
    }

    /// Of an exclusive group one at the most; some were taken away again.
    private func tags(of customer: inout NewCustomer, _ dice: inout Dice) -> [TagBatch.Given] {
        var given: [TagBatch.Given] = []
        for (place, group) in ArchiveWords.groups.enumerated() where dice.chance(group.share) {
            let count = group.isExclusive ? 1 : 1 + dice.below(2)
            let first = dice.below(group.tags.count)
            for offset in 0..<count {
                let at = later(than: customer.createdAt, &dice)
                let ended = dice.chance(8) ? later(than: at, &dice) : nil
                let row = uuid(at: at, &dice)
                given.append(
                    TagBatch.Given(
                        id: row, tag: id(1, place, (first + offset) % group.tags.count), since: at, ended: ended, by: customer.createdBy))
                customer.events.append(event("tagged", at, customer.createdBy, ("customer_tag", row), &dice))
            }
        }
        return given
    }

    private func consents(of customer: inout NewCustomer, _ dice: inout Dice) -> [ConsentBatch.Given] {
        guard let user = customer.createdBy else { return [] }
        var given: [ConsentBatch.Given] = []
        for (place, notice) in ArchiveWords.notices.enumerated() where dice.chance(notice.share) {
            let at = customer.createdAt.advanced(by: .seconds(60 * (1 + dice.below(30))))
            let consent = ConsentBatch.Given(id: dice.id(at: at), purpose: notice.purpose, notice: id(2, place), at: at, by: user)
            customer.events.append(event("consent_given", at, user, ("consent", consent.id.uuid), &dice))
            given.append(consent)
        }
        return given
    }

    // MARK: - Dice

    private func event(
        _ kind: String, _ at: Instant, _ by: ID<User>?, _ object: (type: String, id: UUID), _ dice: inout Dice
    ) -> NewCustomer.Event {
        NewCustomer.Event(id: dice.id(at: at), kind: kind, at: at, by: by, object: object)
    }

    private func uuid(at instant: Instant, _ dice: inout Dice) -> UUID { (dice.id(at: instant) as ID<Customer>).uuid }

    /// Somewhere between a moment and the demo's day.
    private func later(than instant: Instant, _ dice: inout Dice) -> Instant {
        let seconds = Int((Calendar.now.microseconds - instant.microseconds) / 1_000_000)
        return instant.advanced(by: .seconds(1 + dice.below(max(seconds - 2, 1))))
    }
}
