import Pinyin
import Testing

/// How names are read, and how what somebody types is understood.
@Suite struct PinyinTests {
    @Test(
        "a surname that is read otherwise than its character is read so first",
        arguments: [
            ("单雄信", "shan xiong"), ("仇英", "qiu ying"), ("解缙", "xie jin"), ("查良镛", "zha liang"), ("曾国藩", "zeng guo"),
            ("区寄", "ou ji"), ("朴树", "piao shu"), ("尉迟恭", "yu chi"), ("万俟卨", "mo qi"), ("盖聂", "ge nie"), ("乐毅", "yue yi"),
            ("缪荃孙", "miao quan"), ("任盈盈", "ren ying"), ("翟志刚", "zhai zhi"), ("种师道", "chong shi"), ("单于丹", "chan yu"),
            ("长孙无忌", "zhang sun"), ("澹台镜", "tan tai"), ("吕蒙", "lv meng"), ("欧阳修", "ou yang"),
        ])
    func surnames(name: String, first: String) {
        #expect(NameReading(name).pairs.first == first)
    }

    @Test("it is read in the ordinary way as well, and so it is inside a name")
    func ordinary() {
        #expect(NameReading("仇英").pairs == ["qiu ying", "chou ying"])
        #expect(NameReading("王解").pairs.first == "wang jie")
        #expect(NameReading("张茜").pairs == ["zhang qian", "zhang xi"])
        #expect(NameReading("张茜").initials == ["zq", "zx"])
        #expect(NameReading("阿卜杜拉·买买提").pairs.contains("la mai"))
        #expect(NameReading("Tom").pairs.isEmpty)
        #expect(NameReading("").pairs.isEmpty)
        // Characters of the later planes that stand in the table of general standard characters.
        #expect(!NameReading("王𬭎").pairs.isEmpty)
    }

    @Test(
        "what is typed is cut into sounds",
        arguments: [
            ("zhangwei", ["zhang wei"]), ("zhangw", ["zhang w-"]), ("zhangwe", ["zhang we-"]), ("zw", ["z- w-"]),
            ("zhw", ["zh- w-", "z- h- w-"]), ("xi'an", ["xi an"]), ("xian", ["xian", "xi an"]), ("zhang wei", ["zhang wei"]),
            ("Zhāng Wěi", ["zhang wei"]), ("lvbu", ["lv bu"]), ("lyubu", ["lv bu"]), ("Lǚ Bù", ["lv bu"]), ("zhang", ["zhang"]),
            ("张wei", ["张 wei"]), ("张w", ["张 w-"]), ("wx_123", []), ("123", []), ("", []), ("vvv", []),
        ] as [(String, [String])])
    func typed(text: String, ways: [String]) {
        let found = SoundPattern.all(in: text).map { pattern in
            pattern.units.map {
                switch $0 {
                case .syllable(let text): text
                case .beginning(let text): text + "-"
                case .character(let character): String(character)
                }
            }.joined(separator: " ")
        }
        #expect(found == ways)
    }

    @Test("a long text that can be cut in a million ways is cut at once, into a handful")
    func bounded() {
        let text = String(repeating: "xian", count: 10)
        #expect(SoundPattern.all(in: text + "q").count <= 6)
        #expect(SoundPattern.all(in: text).allSatisfy { $0.units.count <= 12 })
        #expect(SoundPattern.all(in: String(repeating: "a", count: 4000)).isEmpty)
    }

    @Test("a pattern fits a name, better or worse")
    func match() throws {
        let name = NameReading("张伟明")
        func fit(_ text: String, loosely: Bool = false) -> SoundMatch? {
            SoundPattern.all(in: text).compactMap { $0.match(name, loosely: loosely) }.min()
        }
        #expect(fit("zhangweiming") == .whole)
        #expect(fit("zhangwei") == .head)
        #expect(fit("weiming") == .inside)
        #expect(fit("zwm") == .wholeBegun)
        #expect(fit("zhangw") == .headBegun)
        #expect(fit("wm") == .insideBegun)
        #expect(fit("张wei") == .head)
        #expect(fit("李wei") == nil)
        #expect(fit("zangwei") == nil)
        #expect(fit("zangwei", loosely: true) == .head)
        #expect(fit("zhangweimin", loosely: true) == .whole)
        #expect(fit("zhangweimingming") == nil)
        let sounds = try #require(SoundPattern.sounds(of: "章玮"))
        #expect(sounds.match(name) == .head)
        #expect(SoundPattern.sounds(of: "Tom") == nil)
        #expect(SoundPattern.all(in: "zhangwei").first?.unfinished?.match(NameReading("张炜国")) == .headBegun)
    }

    @Test("sounds that are taken for one another")
    func variants() {
        #expect(SoundVariants.of("zhang").first == "zhang")
        #expect(Set(SoundVariants.of("zhang")) == ["zhang", "zhan", "zang", "zan"])
        #expect(SoundVariants.of("lv").contains("lu"))
        #expect(SoundVariants.of("lin").contains("ling"))
        #expect(SoundVariants.of("liu").contains("niu"))
        #expect(SoundVariants.of("wei") == ["wei"])
    }
}
