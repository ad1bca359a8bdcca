/// What a unit is. A ladder: a kind stands only under the kinds above it, so units cannot form a circle.
package enum UnitKind: String, CaseIterable, Sendable {
    case chain
    case region
    case branch
    case department

    /// Under which kinds it may stand. A department belongs to one branch, since rows of data do.
    var parents: [UnitKind] {
        switch self {
        case .chain: []
        case .region: [.chain]
        case .branch: [.chain, .region]
        case .department: [.branch]
        }
    }
}
