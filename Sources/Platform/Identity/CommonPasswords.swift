/// Passwords that everybody tries first, and what people make of them: `P@ssw0rd2024!`, `woaini1314`, `1234567890`.
enum CommonPasswords {
    /// Whether a password is one of the common ones once its usual disguise is off: case, look-alike characters, and
    /// digits and symbols put before and behind.
    static func contains(_ password: String) -> Bool {
        let plain = Array(password.lowercased().unicodeScalars)
        if isRun(plain) || isRepetition(plain) { return true }
        let undone = String(String.UnicodeScalarView(plain.map { lookAlikes[$0] ?? $0 }))
        return [String(String.UnicodeScalarView(plain)), undone].contains {
            words.contains($0) || words.contains(core(of: $0))
        }
            || words.contains(core(of: String(String.UnicodeScalarView(trimmed(plain).map { lookAlikes[$0] ?? $0 }))))
    }

    /// Digits only, or letters and digits that go up or down by one: `1234567890`, `20241121`, `abcdefghijk`.
    private static func isRun(_ scalars: [Unicode.Scalar]) -> Bool {
        if scalars.allSatisfy({ ("0"..."9").contains($0) }) { return true }
        let steps = zip(scalars, scalars.dropFirst()).map { Int($1.value) - Int($0.value) }
        return !steps.isEmpty && (steps.allSatisfy { $0 == 1 } || steps.allSatisfy { $0 == -1 })
    }

    /// A short piece over and over: `aaaaaaaaaa`, `abcabcabcabc`.
    private static func isRepetition(_ scalars: [Unicode.Scalar]) -> Bool {
        (1...4).contains { period in
            scalars.count >= 2 * period
                && scalars.indices.dropFirst(period).allSatisfy { scalars[$0] == scalars[$0 - period] }
        }
    }

    private static func core(of text: String) -> String {
        String(String.UnicodeScalarView(trimmed(Array(text.unicodeScalars))))
    }

    /// Without digits and symbols at both ends.
    private static func trimmed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let isLetter = { (scalar: Unicode.Scalar) in scalar.properties.isAlphabetic }
        guard let first = scalars.firstIndex(where: isLetter), let last = scalars.lastIndex(where: isLetter) else {
            return []
        }
        return Array(scalars[first...last])
    }

    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "|": "l",
    ]

    private static let words = Set(
        """
        password passwort passw0rd pass123word motdepasse contrasena senha parola haslo wachtwoord mima mimamima
        qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertz qwertzuiop azerty azertyuiop qwerasdf qwerasdfzxcv asdf
        asdfg asdfgh asdfghj asdfghjk asdfghjkl asdfjkl asdfasdf asdasd asdasdasd zxcvbn zxcvbnm zxcvbnmm zxcvzxcv
        qazwsx qazwsxedc qazwsxedcrfv qweasd qweasdzxc qwe qweqwe qweqweqwe qaz wsx edc 1qaz2wsx 1qaz2wsx3edc 1q2w3e
        1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y zaq12wsx zaq1xsw2 q1w2e3 q1w2e3r4 q1w2e3r4t5 a1b2c3 a1b2c3d4 a1b2c3d4e5 abc
        abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghij abcabc abcdabcd abcabcabc aabbcc aaabbb aaa aaaa
        aaaaa aaaaaa aaaaaaa aaaaaaaa xxx xxxxxx zzz zzzzzz letmein letmeinplease letmeinnow welcome welcomeback
        welcomehome welcometo openup opensesame sesame iamthebest trustno trustnoone nopassword mypassword
        thepassword yourpassword newpassword oldpassword changeme changemenow changeit changethis pleasechange
        passphrase passpass passme passkey passcode pass pwd passwd secret secretsecret topsecret mysecret nothing
        nothinghere whatever whatsup access accessgranted master masterkey masterpassword admin administrator
        admin123admin administrador adminadmin rootroot root toor superuser superadmin sysadmin system manager
        operator user username testuser test testtest testing tester testpassword guest guestguest demo demodemo
        default defaultpassword login loginlogin logmein signin temp temporary temppass temppassword initial
        initialpassword company companyname office reception frontdesk clinic hospital doctor nurse dentist beauty
        botox laser skincare peony peonypeony shaoyao meirong yimei yiyuan monkey monkeymonkey dragon dragondragon
        tiger lion eagle falcon shadow sunshine sunshines sunflower princess princesses prince queen king kingdom
        baby babygirl babyboy lovely loveyou iloveyou iloveyouso iloveme iloveu lovelove loveme loveforever forever
        foreverlove sweetheart sweetie honey angel angels butterfly flower flowers rainbow unicorn chocolate cookie
        cookies cheese banana orange apple football footballer baseball basketball soccer hockey tennis golf
        liverpool arsenal chelsea barcelona realmadrid manchester united manchesterunited juventus yankees cowboys
        steelers lakers jordan ronaldo messi starwars pokemon pikachu batman superman spiderman ironman matrix
        gandalf hobbit harrypotter hello hellohello helloworld hellokitty goodmorning goodluck happy happyday
        happybirthday summer winter spring autumn fall january february march april may june july august september
        october november december monday tuesday wednesday thursday friday saturday sunday summertime wintertime
        christmas newyear springfestival michael jennifer jessica daniel thomas andrew joshua matthew charlie george
        michelle robert william anthony samantha ashley amanda nicole computer computers internet keyboard windows
        linux ubuntu android iphone samsung google googlegoogle facebook microsoft wechat weixin tencent alibaba
        taobao alipay zhifubao baidu huawei xiaomi oracle postgres database server cisco network woaini woainiwoaini
        woaiwo woaiwojia woaizhongguo woaibeijing aini ainiyiwannian wodemima wodemingzi wobuzhidao woshishui nihao
        nihaoma nihaonihao zhongguo china chinachina chinese beijing shanghai guangzhou shenzhen chengdu hangzhou
        nanjing wuhan tianjin chongqing xian suzhou fuzhou xiamen qingdao dalian gongsi laoban laopo laogong baobei
        baobao bangong mingtian jintian zuotian gongxifacai facai facaile wangwei wangfang zhangwei lina liwei
        liuyang zhangsan lisi wangwu qingwen meimei gege letitbe blink freedom liberty justice peace security secure
        safety private privatekey football1 phoenix mercedes ferrari porsche corvette mustang harley yamaha honda
        toyota nissan bmw audi qwertypoiu poiuytrewq lkjhgfdsa mnbvcxz zyxwvut fuckyou fuckoff bullshit asshole
        biteme killer hunter ranger soldier marine maverick cowboy yellow purple green silver golden diamond crystal
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
