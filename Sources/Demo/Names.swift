/// Names as a clinic in Shanghai meets them: common surnames in their shares, compound ones, rare characters, some foreigners.
enum Names {
    /// A full name; at least two characters.
    static func make(isFemale: Bool, birthYear: Int, _ dice: inout Dice) -> String {
        switch dice.below(1000) {
        case 0..<14: return dice.pick(isFemale ? foreignWomen : foreignMen)
        case 14..<18: return dice.pick(minorities)
        default: return surnames.pick(&dice) + given(isFemale: isFemale, birthYear: birthYear, &dice)
        }
    }

    private static func given(isFemale: Bool, birthYear: Int, _ dice: inout Dice) -> String {
        if dice.below(250) == 0 { return dice.pick(rare) }
        if birthYear < 1975, dice.chance(70) { return dice.pick(isFemale ? olderWomen : olderMen) }
        let first = isFemale ? womenFirst : menFirst
        let second = isFemale ? womenSecond : menSecond
        // Of those born in the eighties and nineties about one in seven has one character only.
        if dice.chance(14) { return dice.pick(second) }
        return dice.pick(first) + dice.pick(second)
    }

    /// Shares per ten thousand, by the registers' published order of the commonest; the tail in even parts.
    private static let surnames: Shares<String> = {
        let common: [(String, Int)] = [
            ("王", 725), ("李", 719), ("张", 683), ("刘", 538), ("陈", 453), ("杨", 308), ("黄", 223), ("赵", 229), ("吴", 205),
            ("周", 212),
            ("徐", 173), ("孙", 154), ("马", 129), ("朱", 151), ("胡", 131), ("郭", 119), ("何", 117), ("林", 116), ("高", 100),
            ("罗", 86),
            ("郑", 94), ("梁", 84), ("谢", 72), ("宋", 81), ("唐", 80), ("许", 79), ("韩", 68), ("邓", 65), ("冯", 64),
            ("曹", 60), ("彭", 59),
            ("曾", 58), ("肖", 57), ("田", 50), ("董", 51), ("潘", 48), ("袁", 47), ("蔡", 47), ("蒋", 47), ("余", 45),
            ("于", 42), ("杜", 42),
            ("叶", 42), ("程", 41), ("魏", 43), ("苏", 39), ("吕", 39), ("丁", 39), ("任", 38), ("卢", 38), ("姚", 37),
            ("沈", 60), ("钟", 36),
            ("姜", 36), ("崔", 35), ("谭", 35), ("陆", 55), ("范", 34), ("汪", 33), ("廖", 33), ("石", 32), ("金", 45),
            ("韦", 31), ("贾", 31),
            ("夏", 30), ("付", 29), ("方", 29), ("邹", 28), ("熊", 28), ("白", 27), ("孟", 27), ("秦", 27), ("邱", 26),
            ("侯", 26), ("江", 25),
            ("尹", 25), ("薛", 24), ("闫", 24), ("段", 23), ("雷", 23), ("龙", 22), ("黎", 22), ("史", 21), ("陶", 22),
            ("贺", 20), ("毛", 20),
            ("郝", 20), ("顾", 45), ("龚", 20), ("邵", 20), ("万", 19), ("覃", 18), ("武", 18), ("钱", 30), ("戴", 18),
            ("严", 22), ("莫", 17),
            ("孔", 16), ("向", 16), ("常", 16),
        ]
        let compound = ["欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "司徒", "令狐", "慕容", "端木", "公孙", "东方", "南宫", "闻人"]
        let scarce = ["亓", "仉", "乜", "郗", "昝", "妫", "蔺", "缪", "逄", "隗", "佘", "逯", "䶮", "揭", "桓", "祁"]
        return Shares(common + compound.map { ($0, 5) } + scarce.map { ($0, 3) })
    }()

    private static let womenFirst = split(
        "雨 欣 梓 诗 思 晓 佳 雅 静 美 婉 若 梦 语 可 子 一 嘉 怡 慧 雪 心 依 艺 紫 芷 书 安 乐 清 秋 春 冰 玉 晨 文 亦 沁 忆 如")
    private static let womenSecond = split(
        "涵 怡 婷 妍 彤 琪 萱 雯 瑶 颖 琳 洁 莹 娜 倩 璐 悦 薇 岚 蕾 宁 月 桐 韵 珊 欣 菲 然 妮 蓉 华 燕 敏 媛 芸 溪 黛 凝 楠 筠")
    private static let menFirst = split("子 浩 宇 俊 志 文 建 明 天 嘉 晨 思 博 泽 家 一 睿 伟 海 国 泓 承 少 书 景 立 永 元 正 凯")
    private static let menSecond = split("轩 然 杰 涛 磊 鹏 超 勇 军 强 辉 宁 飞 斌 毅 恒 航 霖 阳 峰 铭 哲 翔 晖 诚 帆 康 烨 远 骏")
    private static let olderWomen = split("秀英 桂英 秀兰 玉兰 淑珍 桂兰 丽华 建华 美华 玉珍 凤英 惠芳 丽萍 秀珍 小红 国芳 志芳 敏 丽 静 艳 芳 娟 霞 萍")
    private static let olderMen = split("建国 国强 志强 建军 卫东 国华 志明 永康 德明 建平 勇 军 伟 强 斌 金根 阿毛 根发 国庆 和平")
    /// Characters of the later planes of Unicode, and others that lesser software turns into question marks.
    private static let rare = split("𬱖 㛃 𠅤 龑 赟 堃 犇 喆 翀 玥𬀩 㬎 彧 媖 婳 𣲗 𬭎 昶 甯馨 𫖯 祎 翯 珺 鋆 奡")
    private static let foreignWomen = [
        "Emily Carter", "Sophie Müller", "Anna Kowalska", "Jessica Lee", "Chloé Bernard", "María García",
        "Olivia Smith", "Yuki Tanaka",
        "김민지", "佐藤 美咲", "Ngọc Trần", "Grace O'Neill",
    ]
    private static let foreignMen = [
        "James Wilson", "Jürgen Weiß", "Pierre Dubois", "David Kim", "Łukasz Nowak", "Marco Rossi", "田中 健", "박서준",
    ]
    private static let minorities = ["阿依古丽·买买提", "古丽娜尔·阿不都", "卓玛拉姆", "乌兰图雅", "其其格·巴特尔", "热依扎·吐尔逊"]

    private static func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
