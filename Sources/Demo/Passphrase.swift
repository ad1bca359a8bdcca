/// Passwords that can be read out: `Lotus-river-amber-4821`.
///
/// Whoever knows the seed knows them all: a deployment with demo chains holds nothing worth protecting.
enum Passphrase {
    static func make(_ dice: inout Dice) -> String {
        let first = dice.pick(words)
        let digits = 1000 + dice.below(9000)
        return first.prefix(1).uppercased() + first.dropFirst() + "-\(dice.pick(words))-\(dice.pick(words))-\(digits)"
    }

    private static let words = [
        "acorn", "amber", "apple", "aspen", "autumn", "bamboo", "basil", "beacon", "birch", "breeze", "bridge",
        "canyon", "cedar",
        "cherry", "cloud", "clover", "coral", "cotton", "crane", "creek", "dawn", "delta", "ember", "falcon", "feather",
        "fern",
        "finch", "forest", "frost", "garden", "ginger", "glacier", "harbor", "hazel", "heron", "honey", "iris",
        "island", "ivory",
        "jade", "jasmine", "juniper", "lagoon", "lantern", "lark", "laurel", "lemon", "lilac", "linen", "lotus",
        "maple", "marble",
        "meadow", "mint", "mirror", "mist", "moss", "nectar", "oasis", "olive", "opal", "orchid", "otter", "pearl",
        "pebble",
        "peony", "pepper", "pine", "planet", "plum", "poppy", "quartz", "quill", "rain", "raven", "reed", "ridge",
        "river", "robin",
        "saffron", "sage", "satin", "shore", "silver", "snow", "sparrow", "spruce", "summer", "swan", "thyme", "tulip",
        "valley",
        "velvet", "violet", "walnut", "willow", "winter", "wren",
    ]
}
