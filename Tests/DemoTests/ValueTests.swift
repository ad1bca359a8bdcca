import Clinic
import JSON
import Platform
import Testing
import Vault

@testable import Demo

@Suite("The demo's values")
struct ValueTests {
    private let chains = ChainPlan.chains(of: DemoOptions(customers: 3000, tenants: 3))

    private func customers(_ ordinal: Int, of chains: [ChainPlan]) -> [NewCustomer] {
        let plan = CustomerPlan(chains[ordinal])
        return (0..<chains[ordinal].customers).map { plan.customer($0, number: Int64($0 + 1)) }
    }

    @Test("the same seed gives the same people and customers, another seed gives others")
    func determinism() {
        let again = ChainPlan.chains(of: DemoOptions(customers: 3000, tenants: 3))
        let other = ChainPlan.chains(of: DemoOptions(seed: 7, customers: 3000, tenants: 3))
        for (index, chain) in chains.enumerated() {
            #expect(chain.tenant == again[index].tenant && chain.signIns == again[index].signIns)
            #expect(chain.branches.map(\.id) == again[index].branches.map(\.id))
            #expect(customers(index, of: chains) == customers(index, of: again))
            #expect(chain.tenant != other[index].tenant)
            #expect(Set(chain.staff.map(\.password)).isDisjoint(with: other[index].staff.map(\.password)))
        }
        #expect(Set(customers(0, of: chains).map(\.id)).isDisjoint(with: customers(0, of: other).map(\.id)))
    }

    @Test("online requests weigh what was answered as a page would; the clock runs while the clinic is open")
    func onlineRequests() {
        let dueIn = OnlinePlan.due(120, after: FrontDeskPlan.moment(LocalDate(daysSince1970: 20_000), 1_140))
        #expect(dueIn == FrontDeskPlan.moment(LocalDate(daysSince1970: 20_001), 600))
        for course in OnlinePlan.courses {
            var worst = "auto_ok"
            for question in OnlinePlan.questions where question.services.contains(course.service) {
                switch course.answers[question.word] ?? "no" {
                case "yes": worst = worst == "contraindicated" ? worst : question.effect
                case "unsure": worst = worst == "contraindicated" ? worst : "need_review"
                default: break
                }
            }
            #expect(worst == course.triage, "\(course)")
        }
    }

    @Test("every ID number has a right check digit and belongs to nobody")
    func idNumbers() throws {
        let numbers = customers(0, of: chains).compactMap(\.idNumber)
        #expect(numbers.count > 600 && numbers.count < 1200)
        for number in numbers {
            #expect(IdentityNumber(number)?.text == number && number.utf8.count == 18)
            // No area of the country has the code.
            #expect(number.hasPrefix("319901"))
        }
    }

    @Test("an ID number says the same birthday and sex as the person")
    func idNumberContent() throws {
        for number in 0..<2000 as Range<UInt64> {
            let person = Person(number, seed: 1)
            guard let text = person.idNumber else { continue }
            #expect(text.dropFirst(6).prefix(8) == person.birthday.description.filter { $0 != "-" })
            let sequence = try #require(Int(text.dropFirst(14).prefix(3)))
            #expect((sequence % 2 == 0) == person.isFemale && (1...999).contains(sequence))
        }
    }

    @Test("phones are normal and unique in a tenant")
    func phones() throws {
        for ordinal in chains.indices {
            let phones = customers(ordinal, of: chains).compactMap(\.phone)
            #expect(phones.count == chains[ordinal].customers && Set(phones).count == phones.count)
            for phone in phones { #expect(PhoneNormalizer.normalize(phone) == "+86" + phone && phone.utf8.count == 11) }
        }
    }

    @Test("the phone book repeats nobody's number, at either end of its capacity")
    func phoneBook() {
        let book = PhoneBook(seed: 20_261_121)
        let places = Array(0..<50_000 as Range<UInt64>) + Array(PhoneBook.capacity - 50_000..<PhoneBook.capacity)
        #expect(Set(places.map(book.phone)).count == places.count)
    }

    @Test("names have two characters or more, survive normalisation, and mix common, compound, rare and foreign ones")
    func names() {
        let names = (0..<20_000 as Range<UInt64>).map { Person($0, seed: 20_261_121).name }
        for name in names {
            #expect(
                (2...64).contains(name.count) && !NameNormalizer.bigrams(of: NameNormalizer.normalize(name)).isEmpty)
        }
        #expect(names.contains { $0.hasPrefix("欧阳") })
        #expect(names.contains { $0.unicodeScalars.contains { $0.value > 0xffff } })
        #expect(names.contains { $0.utf8.allSatisfy { $0 < 0x80 } })
        let share =
            Double(names.filter { $0.hasPrefix("王") || $0.hasPrefix("李") || $0.hasPrefix("张") }.count)
            / Double(names.count)
        #expect(share > 0.2 && share < 0.4)
    }

    @Test("some customers of the second chain are the first one's too, the same person with the same phone")
    func overlap() {
        let first = Dictionary(uniqueKeysWithValues: customers(0, of: chains).map { ($0.phone, $0.name) })
        let shared = customers(1, of: chains).filter { first[$0.phone] != nil }
        #expect(shared.count == 60)
        for customer in shared { #expect(first[customer.phone] == customer.name) }
        #expect(customers(2, of: chains).allSatisfy { first[$0.phone] == nil })
    }

    @Test("ids, numbers and dates of creation ascend together, and introducers come before whom they introduce")
    func order() throws {
        let customers = customers(0, of: chains)
        for (earlier, later) in zip(customers, customers.dropFirst()) {
            #expect(earlier.createdAt <= later.createdAt && earlier.number < later.number)
        }
        let indexes = Dictionary(uniqueKeysWithValues: customers.enumerated().map { ($1.id, $0) })
        #expect(indexes.count == customers.count)
        let introduced = customers.enumerated().filter { $1.introducer != nil }
        #expect(introduced.count > 300)
        for (index, customer) in introduced {
            let introducer = try #require(customer.introducer.flatMap { indexes[$0] })
            #expect(introducer < index && introducer / CustomerPlan.batchSize == index / CustomerPlan.batchSize)
        }
        #expect(customers.allSatisfy { $0.createdAt < Calendar.now && $0.createdAt >= Calendar.opening })
    }

    @Test("owners, doctors and nurses belong to the customer's branch, and some customers belong to nobody")
    func relations() throws {
        let chain = chains[0]
        let customers = customers(0, of: chains)
        for customer in customers {
            let branch = try #require(chain.branches.firstIndex { $0.id == customer.homeBranch })
            if let owner = customer.owner { #expect(chain.members("consultant", in: branch).contains(owner)) }
            let carers = chain.members("doctor", in: branch) + chain.members("nurse", in: branch)
            for care in customer.care { #expect(carers.contains(care.user) && care.until > care.since) }
        }
        let unowned = customers.filter { $0.owner == nil }.count
        #expect(unowned > 300 && unowned < 900)
        #expect(customers.contains { $0.allergy != nil } && customers.contains { $0.allergy == nil })
    }

    @Test("every built-in role has somebody, and one person works in two branches of three")
    func staff() throws {
        let chain = chains[0]
        let held = Set(chain.staff.flatMap(\.grants).map(\.role))
        #expect(held == Set(RoleTemplate.builtIn.map(\.code)))
        #expect(chain.staff.prefix(2).allSatisfy { $0.grants.map(\.role) == [RoleTemplate.systemAdmin] })
        let both = try #require(chain.staff.first { $0.userName == "jingan.admin" })
        #expect(both.grants.map(\.role) == ["branch_admin", "consultant"] && both.grants.map(\.branch) == [0, 1])
    }

    @Test("sign-in names are unique in a chain, and passwords are good under the stricter policy too")
    func passwords() {
        for chain in chains {
            #expect(Set(chain.staff.map(\.userName)).count == chain.staff.count)
            for member in chain.staff {
                let policy = PasswordPolicy(
                    userName: member.userName, displayName: member.displayName, slug: chain.slug, isStrict: true)
                #expect(policy.violations(of: member.password, at: "").isEmpty && member.password.count >= 12)
            }
        }
    }

    @Test("a sign-in is written with six members")
    func json() {
        let signIn = chains[0].signIns[7]
        #expect(
            signIn.json["tenant"] == "yueyan" && signIn.json["user"] == "jingan.admin"
                && signIn.json["role"] == "branch_admin")
        #expect(signIn.json["branch"] == "静安院区" && signIn.json["password"]?.string == signIn.password)
        #expect(signIn.json["displayName"]?.string == signIn.displayName)
    }

    @Test("a thousand chains have a thousand slugs, and their people are nobody else")
    func many() {
        let chains = ChainPlan.chains(of: DemoOptions(customers: 100, tenants: 1000))
        #expect(Set(chains.map(\.slug)).count == 1000 && chains.last?.slug == "chain1000")
        let people = chains.flatMap { chain in (0..<chain.customers).map { CustomerPlan(chain).personNumber($0) } }
        // Only the second chain's visitors from the first are met twice.
        #expect(people.count - Set(people).count == 2)
        #expect(people.allSatisfy { $0 < PhoneBook.capacity })
    }
}
