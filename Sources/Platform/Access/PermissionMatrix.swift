/// Who holds what, written so that a difference of two versions reads as a sentence.
public enum PermissionMatrix {
    /// The built-in roles with everything that the features gave them: for each role a line about itself, one for every action
    /// held and one for every field of every resource. The order depends on nothing but names; C6 fields are absent, for
    /// nobody has them.
    public static func text(_ catalog: PermissionCatalog) -> String {
        var lines: [String] = []
        for template in (catalog.templates + [catalog.operatorTemplate]).sorted(by: { $0.code < $1.code }) {
            var about = [template.code, "rows", template.relation.rawValue]
            if template.isExclusive { about.append("exclusive") }
            if template.needsTwoPeople { about.append("two-people") }
            if template.isChainWide { about.append("chain") }
            if template.isFixed { about.append("fixed") }
            lines.append(about.joined(separator: " "))
            lines += template.grantable.sorted().map { "\(template.code) grants \($0)" }
            lines += template.actions.sorted().map { "\(template.code) may \($0)" }
            for (field, right) in fields(of: template.content, in: catalog) {
                lines.append(line(template.code, field, right))
            }
            lines.append("")
        }
        for scope in ShareScope.allCases {
            let (actions, rights) = catalog.crossings.content(scope)
            lines.append("share \(scope.rawValue)")
            lines += actions.sorted().map { "share \(scope.rawValue) lets \($0)" }
            let content = RoleContent(relation: .any, actions: [], fields: rights)
            lines += fields(of: content, in: catalog).map { line("share " + scope.rawValue, $0.field, $0.right) }
            lines.append("")
        }
        for scope in SupportScope.allCases {
            let (actions, rights) = SupportRights.content(scope, in: catalog)
            lines.append("support \(scope.rawValue)")
            lines += actions.sorted().map { "support \(scope.rawValue) may \($0)" }
            let content = RoleContent(relation: .any, actions: [], fields: rights)
            lines += fields(of: content, in: catalog).map { line("support " + scope.rawValue, $0.field, $0.right) }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ holder: String, _ field: (name: String, classification: Classification), _ right: FieldRight) -> String {
        let uses = right.uses.words.joined(separator: ",")
        let words = [holder, field.name, field.classification.rawValue, right.level.word] + (uses.isEmpty ? [] : [uses])
        return words.joined(separator: " ")
    }

    /// A content as a row of the matrix: its right on every field that there is, by name.
    static func fields(
        of content: RoleContent, in catalog: PermissionCatalog
    ) -> [(field: (name: String, classification: Classification), right: FieldRight)] {
        catalog.resources.sorted { $0.name < $1.name }.flatMap { resource in
            resource.fields.filter { $0.classification != .secret }.sorted { $0.name < $1.name }.map { field in
                let name = resource.qualified(field)
                let right = field.possible(content.fields.right(on: name, of: field.classification))
                return ((name, field.classification), right)
            }
        }
    }
}
