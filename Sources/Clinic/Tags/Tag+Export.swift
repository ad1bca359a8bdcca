public import Platform
internal import Postgres

extension Tag {
    /// Names of tags, as lists show them in a language.
    public static let exportedNames: ExportList.Names = { ids, tenant, language in
        let name: SQL = language == .chinese ? "t.name" : "coalesce(t.name_en, t.name)"
        return "select t.id, \(name) from app.tag t where t.tenant_id = \(tenant) and t.id = any (\(ids))"
    }
}
