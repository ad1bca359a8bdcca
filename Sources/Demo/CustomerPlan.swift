internal import Clinic
internal import FoundationEssentials
internal import Platform

/// A chain's customers: each can be made by its index alone, so batches are made side by side.
struct CustomerPlan: Sendable {
    /// How many are written together.
    static let batchSize = 1000

    let chain: ChainPlan
    private let consultants: [[ID<User>]]
    private let desks: [[ID<User>]]
    private let doctors: [[ID<User>]]
    private let nurses: [[ID<User>]]

    init(_ chain: ChainPlan) {
        self.chain = chain
        let branches = chain.branches.indices
        consultants = branches.map { chain.members("consultant", in: $0) }
        desks = branches.map { chain.members("front_desk", in: $0) }
        doctors = branches.map { chain.members("doctor", in: $0) }
        nurses = branches.map { chain.members("nurse", in: $0) }
    }

    /// Indexes of a batch.
    func batch(_ number: Int) -> Range<Int> {
        let start = number * CustomerPlan.batchSize
        return start..<min(start + CustomerPlan.batchSize, chain.customers)
    }

    /// How many batches there are.
    var batches: Int { (chain.customers + CustomerPlan.batchSize - 1) / CustomerPlan.batchSize }

    /// Ascends with the index, in the hours in which a clinic in Shanghai is open.
    func createdAt(_ index: Int) -> Instant {
        var dice = dice(3, index)
        let openHours = 36_000
        // In thousandths of a customer, so that neighbours keep their order.
        let place = (index * 1000 + dice.below(1000)).multipliedReportingOverflow(by: Calendar.days * openHours)
            .partialValue
        let second = place / (max(chain.customers, 1) * 1000)
        // 10:00 in Shanghai is 02:00 in UTC.
        return Calendar.opening.advanced(by: .seconds(second / openHours * 86_400 + 2 * 3600 + second % openHours))
    }

    /// A customer's id.
    func id(_ index: Int) -> ID<Customer> {
        var dice = dice(4, index)
        return dice.id(at: createdAt(index))
    }

    /// Everything about a customer.
    func customer(_ index: Int, number: Int64) -> NewCustomer {
        var dice = dice(5, index)
        let person = Person(personNumber(index), seed: chain.seed)
        let twin = twin(of: index).map { Person(personNumber($0), seed: chain.seed) }
        let branch = dice.below(chain.branches.count)
        let createdAt = createdAt(index)
        var customer = NewCustomer(
            id: id(index), number: number, homeBranch: chain.branches[branch].id, name: (twin ?? person).name,
            createdAt: createdAt,
            createdEvent: dice.id(at: createdAt))
        customer.createdBy = dice.pick(desks[branch])
        // The rest are the pool that nobody owns.
        customer.owner = dice.chance(82) ? dice.pick(consultants[branch]) : nil
        customer.sourceChannel = CustomerPlan.channels.pick(&dice)
        let first = index / CustomerPlan.batchSize * CustomerPlan.batchSize
        if customer.sourceChannel == "referral", index > first {
            customer.introducer = id(first + dice.below(index - first))
        }
        customer.level = CustomerPlan.levels.pick(&dice)
        customer.sex = (twin ?? person).isFemale ? "female" : "male"
        customer.birthday = dice.chance(92) ? (twin ?? person).birthday : nil
        customer.phone = person.phone
        customer.wechat = person.wechat
        customer.idNumber = twin == nil ? person.idNumber : nil
        customer.address = person.address
        customer.allergy = dice.chance(9) ? dice.pick(CustomerPlan.allergies) : nil
        customer.remark = dice.chance(30) ? dice.pick(CustomerPlan.remarks) : nil
        let carers = [doctors[branch], nurses[branch]].filter { !$0.isEmpty }
        if dice.chance(35) { customer.care = carers.map { care(by: dice.pick($0), since: createdAt, &dice) } }
        return customer
    }

    /// Whose file lies there already under another number: of one in fifty-five, somebody a little before him.
    func twin(of index: Int) -> Int? { index % 55 == 54 ? index - 7 : nil }

    /// The branch of a customer, by its position.
    func branch(of index: Int) -> Int {
        var dice = dice(5, index)
        return dice.below(chain.branches.count)
    }

    /// People of a branch who look after customers.
    struct Staff: Sendable {
        let doctors: [ID<User>]
        let nurses: [ID<User>]
        let desks: [ID<User>]
    }

    func staff(in branch: Int) -> Staff {
        Staff(doctors: doctors[branch], nurses: nurses[branch], desks: desks[branch])
    }

    /// Who a customer is. Every fifth of the second chain is one of the first chain's too.
    func personNumber(_ index: Int) -> UInt64 {
        let place = UInt64(index)
        switch chain.ordinal {
        case 0: return place
        case 1 where index % 5 == 0 && index < chain.firstChainCustomers: return place
        case 1: return 100_000_000 + place
        // At most a hundred customers each: ten thousand such chains have numbers.
        default: return 200_000_000 + UInt64(chain.ordinal) * 100 + place
        }
    }

    /// Two of five are over; the others last beyond the demo's day.
    private func care(by user: ID<User>, since: Instant, _ dice: inout Dice) -> NewCustomer.Care {
        let reason = dice.pick(["created", "assigned", "visit", "approved"])
        let isOver = dice.chance(40)
        let until =
            isOver
            ? since.advanced(by: .seconds(86_400 * (1 + dice.below(180))))
            : Calendar.now.advanced(by: .seconds(86_400 * 180))
        return NewCustomer.Care(user: user, since: since, until: until, reason: reason)
    }

    func dice(_ purpose: UInt64, _ index: Int) -> Dice {
        Dice(chain.seed, purpose, UInt64(chain.ordinal), UInt64(index), UInt64(chain.customers))
    }

    private static let levels = Shares(Array(zip(Customer.levels, [55, 23, 13, 6, 3])))
    private static let channels = Shares(Array(zip(Customer.sourceChannels, [9, 18, 4, 14, 12, 17, 8, 6, 2, 4, 4, 2])))
    private static let allergies = [
        "青霉素过敏", "头孢类过敏", "利多卡因过敏，曾出现皮疹", "海鲜过敏", "酒精过敏", "花粉过敏", "乳胶过敏", "碘过敏", "阿司匹林过敏", "透明质酸酶皮试阳性",
        "对金属镍接触性皮炎", "麻药敏感，需先皮试",
    ]
    private static let remarks = [
        "喜欢下午到院", "怕痛，需敷麻药", "注重隐私，请安排单独房间", "由闺蜜介绍", "周末才有时间", "对价格敏感", "长期关注抗衰项目", "备婚，婚期临近", "请勿电话联系，微信沟通",
        "皮肤敏感，换季易泛红", "经常出差，预约易改期", "曾在其他机构做过填充", "对上次效果满意", "需开具发票", "哺乳期，暂缓注射项目", "带小孩到院，需儿童区",
    ]
}
