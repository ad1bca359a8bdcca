internal import FoundationEssentials
internal import Platform

extension BranchSupply {
    /// Why a visit cannot begin at a moment: of each duty that nobody is free for, what stands against each who could.
    ///
    /// - Parameter customer: what the customer has booked already.
    func conflicts(
        of plan: VisitPlan, at start: Int64, day: LocalDate, wanted: Set<UUID>, customer: [WorkingTime.Taken]
    ) -> [BookingConflict] {
        let whole = start..<(start + plan.length)
        var found = customer.filter { $0.core.seconds.overlaps(whole) }.map {
            BookingConflict(kind: .customer, wanted: whole, busy: whole, taken: $0)
        }
        var used: Set<UUID> = []
        var isBlocked = false
        for duty in plan.duties {
            let candidates = self.candidates(for: duty, wanted: wanted)
            used.formUnion(candidates.map(\.member.id))
            guard let first = duty.segments.first else { continue }
            if candidates.isEmpty {
                let pieces = shift(duty, of: plan, by: start)
                found.append(
                    BookingConflict(
                        kind: .unmet, segment: plan.segments[first], wanted: pieces.first ?? whole, busy: pieces.first ?? whole))
                isBlocked = true
                continue
            }
            var reasons: [BookingConflict] = []
            var isFree = false
            for (member, buffers) in candidates {
                let against = conflicts(of: member, buffers, duty, plan, at: start, day: day)
                if against.isEmpty {
                    isFree = true
                    break
                }
                // Of anybody, one reason each is enough; of who was asked for, every one.
                reasons += wanted.contains(member.id) ? against : Array(against.prefix(1))
            }
            if !isFree {
                found += reasons.prefix(BookingConflict.most / 4)
                isBlocked = true
            }
        }
        for id in wanted.subtracting(used).sorted() {
            var conflict = BookingConflict(kind: .unsuitable, wanted: whole, busy: whole)
            conflict.resource = members.first { $0.id == id }
            conflict.resourceID = id
            found.append(conflict)
        }
        if found.isEmpty, !isBlocked, let duty = plan.duties.first, let segment = duty.segments.first {
            // Each need could be met alone, not all of them at once.
            let piece = shift(duty, of: plan, by: start).first ?? whole
            found.append(BookingConflict(kind: .unmet, segment: plan.segments[segment], wanted: piece, busy: piece))
        }
        return Array(found.prefix(BookingConflict.most))
    }

    /// A duty's pieces as times.
    private func shift(_ duty: VisitPlan.Duty, of plan: VisitPlan, by start: Int64) -> [Range<Int64>] {
        duty.segments.map { (plan.segments[$0].seconds.lowerBound + start)..<(plan.segments[$0].seconds.upperBound + start) }
    }

    private func conflicts(
        of member: Member, _ buffers: (before: Int64, after: Int64), _ duty: VisitPlan.Duty, _ plan: VisitPlan, at start: Int64,
        day: LocalDate
    ) -> [BookingConflict] {
        var found: [BookingConflict] = []
        let busyPlaces = Dictionary(grouping: claims[member.subject] ?? [], by: \.place)
        for (index, piece) in zip(duty.segments, shift(duty, of: plan, by: start)) {
            let busy = (piece.lowerBound - buffers.before)..<(piece.upperBound + buffers.after)
            func note(_ kind: BookingConflict.Kind, _ taken: WorkingTime.Taken? = nil) {
                found.append(
                    BookingConflict(
                        kind: kind, resource: member, segment: plan.segments[index], wanted: piece, busy: busy, taken: taken))
            }
            if !member.isReady {
                note(.outOfUse)
                continue
            }
            if member.isUsedUp || member.papers.map({ $0 < day }) == true {
                note(.papers)
            } else if !SlotSearch.Supply.contains(usable(member), piece) {
                note(.offShift)
            }
            if let covered = licensed(member, for: duty.scope), !SlotSearch.Supply.contains(covered, piece) { note(.licence) }
            // A room for four is taken when each of its places is.
            let meeting = (1...member.capacity).map { place in
                (busyPlaces[Int32(clamping: place)] ?? []).filter { $0.seconds.overlaps(busy) }
            }
            guard meeting.allSatisfy({ !$0.isEmpty }) else { continue }
            for taken in meeting.flatMap(\.self) {
                switch taken.kind {
                case "leave": note(.leave, taken)
                case "maintenance": note(.maintenance, taken)
                case "block": note(.block, taken)
                default: note(taken.core.seconds.overlaps(piece) ? .taken : .buffer, taken)
                }
            }
        }
        return found
    }
}
