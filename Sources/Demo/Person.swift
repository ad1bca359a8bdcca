internal import Platform

/// Somebody who may be a customer of several chains: the same values wherever he goes.
struct Person: Sendable, Hashable {
    let name: String
    let isFemale: Bool
    let birthday: LocalDate
    let phone: String
    let wechat: String?
    let idNumber: String?
    let address: String?

    /// The person at a place of the phone book.
    init(_ number: UInt64, seed: UInt64) {
        var dice = Dice(seed, 1, number)
        isFemale = dice.chance(86)
        // Mostly between 22 and 45: the sum of three dice is round in the middle.
        let years = 18 + dice.below(14) + dice.below(14) + dice.below(18)
        let born = LocalDate(daysSince1970: Calendar.today.daysSince1970 - Int32(years * 365 + dice.below(365)))
        birthday = born
        let birthYear = born.components.year
        name = Names.make(isFemale: isFemale, birthYear: birthYear, &dice)
        phone = PhoneBook(seed: seed).phone(of: number)
        wechat = dice.chance(85) ? Person.wechat(birthYear, &dice) : nil
        idNumber = dice.chance(30) ? Person.idNumber(born, isFemale: isFemale, &dice) : nil
        address = dice.chance(60) ? Person.address(&dice) : nil
    }

    /// Eighteen characters with a right check digit, under an area code that no place has, so the number is nobody's.
    static func idNumber(_ born: LocalDate, isFemale: Bool, _ dice: inout Dice) -> String {
        let date = born.description.filter { $0 != "-" }
        let sequence = dice.below(499) * 2 + (isFemale ? 2 : 1)
        let place = String(repeating: "0", count: 3 - String(sequence).utf8.count) + String(sequence)
        let digits = Array("319901\(date)\(place)".utf8)
        return String(decoding: digits + [IdentityNumber.checkDigit(of: digits)], as: UTF8.self)
    }

    private static func wechat(_ birthYear: Int, _ dice: inout Dice) -> String {
        if dice.chance(55) {
            let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz")
            return "wxid_" + String((0..<14).map { _ in dice.pick(letters) })
        }
        let syllables = [
            "xiao", "mei", "li", "yu", "xin", "jia", "nan", "chen", "wen", "ya", "qing", "ruo", "hua", "lan", "an",
            "tang",
        ]
        return dice.pick(syllables) + dice.pick(syllables) + (dice.chance(30) ? "_" : "")
            + "\(birthYear % 100 + 100)".suffix(2)
            + "\(dice.below(90) + 10)"
    }

    private static func address(_ dice: inout Dice) -> String {
        let (district, roads) = dice.pick(districts)
        let road = dice.pick(roads)
        let lane = 10 + dice.below(1900)
        if dice.chance(25) { return "上海市\(district)\(road)\(lane)号\(1 + dice.below(30))层\(1 + dice.below(12))室" }
        let room = (1 + dice.below(32)) * 100 + 1 + dice.below(6)
        return "上海市\(district)\(road)\(lane)弄\(1 + dice.below(60))号\(room)室"
    }

    private static let districts: [(String, [String])] = [
        ("黄浦区", ["南京东路", "淮海中路", "西藏中路", "复兴中路", "蒙自路", "瑞金二路"]),
        ("静安区", ["南京西路", "北京西路", "愚园路", "新闸路", "江宁路", "共和新路"]),
        ("徐汇区", ["衡山路", "漕溪北路", "宜山路", "龙腾大道", "天钥桥路", "虹梅路"]),
        ("长宁区", ["长宁路", "延安西路", "虹桥路", "天山路", "仙霞路"]),
        ("浦东新区", ["世纪大道", "张杨路", "浦东南路", "锦绣路", "花木路", "祖冲之路", "杨高中路"]),
        ("普陀区", ["曹杨路", "长寿路", "金沙江路", "真北路"]),
        ("虹口区", ["四川北路", "大连路", "曲阳路", "东大名路"]),
        ("杨浦区", ["控江路", "黄兴路", "国定路", "五角场路"]),
        ("闵行区", ["七莘路", "沪闵路", "吴中路", "莲花路", "漕宝路"]),
        ("宝山区", ["共江路", "牡丹江路", "陆翔路"]),
        ("松江区", ["新松江路", "文诚路", "九亭大街"]),
        ("青浦区", ["徐泾东路", "公园路", "盈港路"]),
    ]
}

/// The demonstration's own calendar: it must not depend on the day on which it is loaded.
enum Calendar {
    /// 2026-11-21T00:00:00Z.
    static let now = Instant(unixSeconds: 1_795_219_200)
    static let today = now.date(offset: 8 * 3600)
    /// The first chain opened three years before.
    static let days = 1095
    static let opening = now.advanced(by: .seconds(-86_400 * days))
}
