public import Postgres

/// The database's definition, as this program knows it.
public enum Schema {
    /// What only a superuser can do; repeatable.
    public static let bootstrap = text(PackageResources.bootstrap_sql)

    /// The migrations in order. A new file needs a line here: the list is what the program was built with.
    public static let migrations: [Migration] = [
        Migration(number: 1, name: "wall", text: text(PackageResources._001_wall_sql)),
        Migration(number: 2, name: "organization", text: text(PackageResources._002_organization_sql)),
        Migration(number: 3, name: "identity", text: text(PackageResources._003_identity_sql)),
        Migration(number: 4, name: "access", text: text(PackageResources._004_access_sql)),
        Migration(number: 5, name: "audit", text: text(PackageResources._005_audit_sql)),
        Migration(number: 6, name: "idempotency", text: text(PackageResources._006_idempotency_sql)),
        Migration(number: 7, name: "customers", text: text(PackageResources._007_customers_sql)),
        Migration(number: 8, name: "notes", text: text(PackageResources._008_notes_sql)),
        Migration(number: 9, name: "role_defaults", text: text(PackageResources._009_role_defaults_sql)),
        Migration(number: 10, name: "jobs", text: text(PackageResources._010_jobs_sql)),
        Migration(number: 11, name: "outgoing", text: text(PackageResources._011_outgoing_sql)),
        Migration(number: 12, name: "key_suites", text: text(PackageResources._012_key_suites_sql)),
        Migration(number: 13, name: "key_rotation", text: text(PackageResources._013_key_rotation_sql)),
        Migration(number: 14, name: "audit_evidence", text: text(PackageResources._014_audit_evidence_sql)),
        Migration(number: 15, name: "alerts", text: text(PackageResources._015_alerts_sql)),
        Migration(number: 16, name: "consents", text: text(PackageResources._016_consents_sql)),
        Migration(number: 17, name: "privacy", text: text(PackageResources._017_privacy_sql)),
        Migration(number: 18, name: "retention", text: text(PackageResources._018_retention_sql)),
        Migration(number: 19, name: "disclosures", text: text(PackageResources._019_disclosures_sql)),
        Migration(number: 21, name: "api_keys", text: text(PackageResources._021_api_keys_sql)),
        Migration(number: 22, name: "tenant_closing", text: text(PackageResources._022_tenant_closing_sql)),
        Migration(number: 23, name: "row_rights", text: text(PackageResources._023_row_rights_sql)),
        Migration(
            number: 24, name: "support_and_hardening", text: text(PackageResources._024_support_and_hardening_sql)),
        Migration(number: 25, name: "tags", text: text(PackageResources._025_tags_sql)),
        Migration(number: 26, name: "segments", text: text(PackageResources._026_segments_sql)),
        Migration(number: 27, name: "saved_views", text: text(PackageResources._027_saved_views_sql)),
        Migration(number: 28, name: "files", text: text(PackageResources._028_files_sql)),
        Migration(number: 29, name: "imports", text: text(PackageResources._029_imports_sql)),
        Migration(number: 30, name: "exports", text: text(PackageResources._030_exports_sql)),
        Migration(number: 31, name: "finding", text: text(PackageResources._031_finding_sql)),
        Migration(number: 32, name: "archive", text: text(PackageResources._032_archive_sql)),
        Migration(number: 33, name: "custom_fields", text: text(PackageResources._033_custom_fields_sql)),
        Migration(number: 35, name: "duplicates", text: text(PackageResources._035_duplicates_sql)),
        Migration(number: 36, name: "merge", text: text(PackageResources._036_merge_sql)),
        Migration(number: 37, name: "bulk_work", text: text(PackageResources._037_bulk_work_sql)),
        Migration(number: 38, name: "owners", text: text(PackageResources._038_owners_sql)),
        Migration(number: 39, name: "trust", text: text(PackageResources._039_trust_sql)),
        Migration(number: 41, name: "layers", text: text(PackageResources._041_layers_sql)),
        Migration(number: 42, name: "attachments", text: text(PackageResources._042_attachments_sql)),
        Migration(number: 43, name: "archive_rest", text: text(PackageResources._043_archive_rest_sql)),
        Migration(number: 44, name: "mentions", text: text(PackageResources._044_mentions_sql)),
        Migration(number: 45, name: "copies_and_movers", text: text(PackageResources._045_copies_and_movers_sql)),
        Migration(number: 50, name: "catalogue", text: text(PackageResources._050_catalogue_sql)),
        Migration(number: 51, name: "schedules", text: text(PackageResources._051_schedules_sql)),
        Migration(number: 52, name: "bookings", text: text(PackageResources._052_bookings_sql)),
        Migration(number: 53, name: "waiting_list", text: text(PackageResources._053_waiting_list_sql)),
        Migration(number: 54, name: "leads", text: text(PackageResources._054_leads_sql)),
        Migration(number: 55, name: "tasks", text: text(PackageResources._055_tasks_sql)),
        Migration(number: 56, name: "arrivals", text: text(PackageResources._056_arrivals_sql)),
        Migration(number: 57, name: "consultations", text: text(PackageResources._057_consultations_sql)),
        Migration(number: 58, name: "online_requests", text: text(PackageResources._058_online_requests_sql)),
        Migration(number: 59, name: "desk_rest", text: text(PackageResources._059_desk_rest_sql)),
        Migration(number: 60, name: "backups", text: text(PackageResources._060_backups_sql)),
        Migration(number: 61, name: "living_keys", text: text(PackageResources._061_living_keys_sql)),
        Migration(number: 62, name: "desk_flow", text: text(PackageResources._062_desk_flow_sql)),
        Migration(number: 63, name: "deposits", text: text(PackageResources._063_deposits_sql)),
        Migration(number: 65, name: "booked_people", text: text(PackageResources._065_booked_people_sql)),
        Migration(number: 66, name: "sealed_texts", text: text(PackageResources._066_sealed_texts_sql)),
        Migration(number: 69, name: "sealed_reasons", text: text(PackageResources._069_sealed_reasons_sql)),
    ]

    /// The lint: each query must return no row. Queries end with a semicolon at a line's end.
    public static let lint: [String] = text(PackageResources.lint_sql)
        .split(separator: ";\n").map(String.init)
        .filter { $0.contains("select") }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
