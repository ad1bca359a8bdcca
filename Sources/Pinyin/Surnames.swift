/// Surnames that are read otherwise than their characters are. After the dictionaries of surnames (《中国姓氏大辞典》, 《现代汉语词典》).
enum Surnames {
    /// Readings of the surname's characters at the head of a name, the commonest first; empty where it is read as it is written.
    static func reading(_ name: [Character]) -> [[String]] {
        if name.count >= 2, let two = compound[String(name[0...1])] { return two }
        // A surname alone is no name yet, but is read like one.
        guard let first = name.first, let one = single[first] else { return [] }
        return [one]
    }

    private static let single: [Character: [String]] = table(
        """
        单 shan,單 shan,仇 qiu,解 xie,查 zha,曾 zeng,区 ou,區 ou,朴 piao,盖 ge,蓋 ge,乐 yue le,樂 yue le,缪 miao,繆 miao,任 ren,翟 zhai,
        覃 qin tan,尉 wei yu,员 yun,員 yun,贠 yun,华 hua,華 hua,宓 fu mi,折 she,种 chong,黑 he,祭 zhai,洗 xian,冼 xian,能 nai,繁 po,
        隗 wei kui,郇 xun huan,牟 mu mou,佴 nai,逄 pang,占 zhan,粘 nian,过 guo,過 guo,燕 yan,要 yao,句 gou,勾 gou,乜 nie,兒 ni,车 che,
        谌 chen shen,諶 chen shen,阚 kan,闞 kan,郗 xi chi,长 chang zhang,長 chang zhang,重 chong,召 shao,相 xiang,宿 su,秘 bi,祕 bi,
        那 na,哈 ha,应 ying,應 ying,纪 ji,紀 ji,葛 ge,沈 shen,石 shi,盛 sheng,都 du,参 can,曲 qu,卜 bu,柏 bai bo,贾 jia,賈 jia,
        角 jue,甯 ning,宁 ning,寧 ning,令 ling,会 gui,會 gui,不 fou,妫 gui,媯 gui,靓 jing,亓 qi,仉 zhang,苫 shan,撒 sa,俞 yu,於 yu,
        幺 yao,晁 chao,晟 cheng,称 cheng,殷 yin,尹 yin,臧 zang,訾 zi,禚 zhuo,雒 luo,郜 gao,郏 jia,郄 qie xi,莘 shen xin,葉 ye,叶 ye,
        谷 gu,万 wan,萬 wan,适 kuo,侍 shi,瞿 qu,璩 qu,蒯 kuai,阙 que,隽 juan,雟 xi,麻 ma,钭 tou,逯 lu,禤 xuan,褚 chu,巨 ju,
        呙 guo,咼 guo,勒 le,乘 sheng,朝 chao,炅 gui,桂 gui,昝 zan,爨 cuan,峗 wei,芮 rui,芈 mi,迮 ze,笪 da,逢 pang feng,泥 ni,暴 bao,
        揲 she,少 shao,强 qiang,強 qiang,空 kong,孔 kong,瑷 ai,洪 hong,鲜 xian,行 xing,藏 zang,丁 ding
        """)

    private static let compound: [String: [[String]]] = [
        "尉迟": [["yu"], ["chi"]], "尉遲": [["yu"], ["chi"]], "万俟": [["mo"], ["qi"]], "萬俟": [["mo"], ["qi"]],
        "单于": [["chan"], ["yu"]], "單于": [["chan"], ["yu"]], "长孙": [["zhang"], ["sun"]], "長孫": [["zhang"], ["sun"]],
        "澹台": [["tan"], ["tai"]], "澹臺": [["tan"], ["tai"]], "令狐": [["ling"], ["hu"]], "乐正": [["yue"], ["zheng"]],
        "樂正": [["yue"], ["zheng"]], "夏侯": [["xia"], ["hou"]], "皇甫": [["huang"], ["fu"]], "鲜于": [["xian"], ["yu"]],
        "鮮于": [["xian"], ["yu"]], "拓跋": [["tuo"], ["ba"]], "亓官": [["qi"], ["guan"]], "毌丘": [["guan"], ["qiu"]],
        "角里": [["lu"], ["li"]], "宰父": [["zai"], ["fu"]], "公冶": [["gong"], ["ye"]], "谷梁": [["gu"], ["liang"]],
        "吐谷": [["tu"], ["yu"]], "可汗": [["ke"], ["han"]], "赫连": [["he"], ["lian"]], "尔朱": [["er"], ["zhu"]],
        "朴吴": [["piao"], ["wu"]], "车非": [["che"], ["fei"]], "哥舒": [["ge"], ["shu"]], "达奚": [["da"], ["xi"]],
        "西门": [["xi"], ["men"]], "濮阳": [["pu"], ["yang"]], "淳于": [["chun"], ["yu"]], "闾丘": [["lv"], ["qiu"]],
    ]

    static func table(_ text: String) -> [Character: [String]] {
        var table: [Character: [String]] = [:]
        for entry in text.split(whereSeparator: { $0 == "," || $0.isNewline }) {
            let words = entry.split(separator: " ")
            if let character = words.first?.first { table[character] = words.dropFirst().map(String.init) }
        }
        return table
    }
}

/// Characters of given names that are read in more than one way.
enum OtherReadings {
    static let table: [Character: [String]] = Surnames.table(
        """
        长 chang,長 chang,重 chong,行 hang,乐 yue,樂 yue,茜 xi,娜 nuo,莎 suo,朝 chao zhao,晟 sheng,盛 cheng,柏 bo,冠 guan,参 shen,參 shen,
        藏 zang,传 zhuan,傳 zhuan,大 dai,都 dou,还 huan,還 huan,会 kuai,會 kuai,降 xiang,觉 jiao,覺 jiao,卡 qia,六 lu,绿 lu,綠 lu,率 shuai,
        模 mu,识 zhi,識 zhi,似 shi,校 jiao,省 xing,员 yun,員 yun,择 zhai,召 shao,种 chong,蔚 yu,乾 gan,隽 jun,雋 jun,嬛 xuan,钿 tian,
        筠 jun,荨 xun,蕁 xun,莞 wan,泊 po,澄 deng,亲 qing,伽 qie,佃 tian,俞 shu,勒 lei,契 xie,屏 bing,度 duo,徵 zheng,折 she,拓 ta,提 di,
        朴 piao,杉 sha,栖 xi,桧 hui,洗 xian,焯 chao,玢 fen,禅 shan,禪 shan,秘 bi,粘 nian,艾 yi,莘 xin,贲 bi,适 kuo,颉 jie,頡 jie,骠 biao,
        单 shan,單 shan,仇 qiu,解 xie,查 zha,曾 zeng,区 ou,區 ou,盖 ge,缪 miao,翟 zhai,覃 tan,尉 yu,瞿 ju,隗 wei,偲 cai,婼 ruo,峙 shi,浒 xu,
        贾 gu,石 dan,阿 e,奇 ji,车 ju,車 ju,谌 shen,妫 wei,珩 hang
        """)
}
