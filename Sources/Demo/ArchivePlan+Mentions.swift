internal import Clinic
internal import Platform

/// Notes about the newest customers that are meant for colleagues, so that there is something to read on their pages.
extension ArchivePlan {
    /// How many customers of a chain such notes are about: of all of them everybody would have thousands to read.
    private static let mentioning = 150

    /// Whom a note about a customer mentions, and what it says then; nil for most notes. They may all read it: the desk and the head of the
    /// customer's branch, and whoever cares for him.
    func mention(of customer: NewCustomer, at index: Int, by author: ID<User>) -> (users: [ID<User>], body: String)? {
        var dice = plan.dice(11, index)
        guard index >= plan.chain.customers - ArchivePlan.mentioning, dice.chance(70) else { return nil }
        let branch = plan.branch(of: index)
        let carers = customer.care.filter { $0.until > Calendar.now }.map(\.user)
        let colleagues = (plan.staff(in: branch).desks + plan.chain.members("branch_admin", in: branch) + carers).filter { $0 != author }
        guard !colleagues.isEmpty else { return nil }
        var users = [dice.pick(colleagues)]
        let second = dice.pick(colleagues)
        if dice.chance(25), !users.contains(second) { users.append(second) }
        return (users, dice.pick(ArchiveWords.mentions))
    }
}
