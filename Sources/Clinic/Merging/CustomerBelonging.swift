public import Platform
public import Postgres

/// A column that names customers, and what becomes of its rows when one customer is merged into another. Every foreign key to the
/// customers' table, and every table with a customer's id, stands here: a test asks the database for them, and a merge asks it again.
public struct CustomerBelonging: Sendable {
    /// What a merge does with the rows.
    public enum Movement: Sendable, Hashable {
        /// They are the target's afterwards. What would clash with his own stays with the source, unseen, and is there again after an undo.
        case moves
        /// They are made anew from the target's values.
        case remade
        /// They stay where they are, for a reason.
        case stays(String)
    }

    /// `schema.table`.
    public let table: SQLIdentifier
    public let column: SQLIdentifier
    /// What people call the rows; nil where a preview does not speak of them.
    public let name: LocalizedText?
    public let movement: Movement

    public init(_ table: SQLIdentifier, _ column: SQLIdentifier, _ movement: Movement, _ name: LocalizedText? = nil) {
        self.table = table
        self.column = column
        self.movement = movement
        self.name = name
    }

    /// `schema.table.column`: how the ledger calls it.
    public var key: String { table.name + "." + column.name }

    /// Every one.
    public static let all: [CustomerBelonging] = [
        CustomerBelonging("app.customer_note", "customer_id", .moves, LocalizedText("备注", "Notes")),
        CustomerBelonging("app.timeline_event", "customer_id", .moves, LocalizedText("时间线", "Timeline")),
        CustomerBelonging("app.consent", "customer_id", .moves, LocalizedText("同意书", "Consents")),
        CustomerBelonging("app.disclosure", "customer_id", .moves, LocalizedText("对外提供", "Disclosures")),
        CustomerBelonging("app.customer_phone", "customer_id", .moves, LocalizedText("其他电话", "Further phones")),
        CustomerBelonging("app.customer_address", "customer_id", .moves, LocalizedText("地址", "Addresses")),
        CustomerBelonging("app.customer_warning", "customer_id", .moves, LocalizedText("医疗警示", "Medical warnings")),
        CustomerBelonging("app.customer_relation", "customer_id", .moves, LocalizedText("亲友", "Relations")),
        CustomerBelonging("app.customer_relation", "other_customer_id", .moves, LocalizedText("亲友", "Relations")),
        CustomerBelonging("app.visit_fact", "customer_id", .moves, LocalizedText("到院记录", "Visits")),
        CustomerBelonging("app.visit_step", "customer_id", .moves, LocalizedText("接诊环节", "Steps of visits")),
        CustomerBelonging("app.consultation", "customer_id", .moves, LocalizedText("咨询记录", "Consultations")),
        CustomerBelonging("app.consultation_mark", "customer_id", .moves, LocalizedText("面部与身体图标注", "Marks on maps")),
        CustomerBelonging("app.treatment_plan", "customer_id", .moves, LocalizedText("治疗方案", "Treatment plans")),
        CustomerBelonging("app.plan_item", "customer_id", .moves, LocalizedText("方案项目", "Items of plans")),
        CustomerBelonging("app.plan_opinion", "customer_id", .moves, LocalizedText("会诊意见", "Opinions on plans")),
        CustomerBelonging("app.appointment", "customer_id", .moves, LocalizedText("预约", "Appointments")),
        CustomerBelonging("app.waitlist_entry", "customer_id", .moves, LocalizedText("候补", "Waiting list")),
        CustomerBelonging("app.customer_attachment", "customer_id", .moves, LocalizedText("资料", "Files")),
        CustomerBelonging("app.customer_lane", "customer_id", .moves, LocalizedText("服务分工", "Lanes")),
        CustomerBelonging("app.customer_tag", "customer_id", .moves, LocalizedText("标签", "Tags")),
        CustomerBelonging("app.customer_external_id", "customer_id", .moves, LocalizedText("外部编号", "External ids")),
        CustomerBelonging("app.care_relation", "customer_id", .moves, LocalizedText("诊疗关系", "Care relations")),
        CustomerBelonging("app.care_request", "customer_id", .moves, LocalizedText("查看申请", "Requests to see")),
        CustomerBelonging("app.customer_share", "customer_id", .moves, LocalizedText("院区共享", "Shares")),
        CustomerBelonging("app.break_glass", "customer_id", .moves, LocalizedText("紧急查看", "Emergencies")),
        CustomerBelonging("app.data_request", "customer_id", .moves, LocalizedText("个人信息请求", "Data requests")),
        CustomerBelonging("app.data_export", "customer_id", .moves, LocalizedText("个人信息导出", "Data exports")),
        CustomerBelonging("app.customer", "introducer_id", .moves, LocalizedText("介绍的客户", "Customers introduced")),
        CustomerBelonging("app.customer", "guardian_id", .moves, LocalizedText("被监护人", "Wards")),
        CustomerBelonging("app.customer", "merged_into", .moves, LocalizedText("已合并的档案", "Files merged before")),
        CustomerBelonging("app.custom_customer", "value", .moves, LocalizedText("引用此客户的字段", "Fields that name him")),
        CustomerBelonging("app.lead", "customer_id", .moves, LocalizedText("线索", "Leads")),
        CustomerBelonging("app.lead_touch", "customer_id", .moves, LocalizedText("触点", "Touches")),
        CustomerBelonging("app.task", "customer_id", .moves, LocalizedText("任务", "Tasks")),
        CustomerBelonging("app.online_request", "customer_id", .moves, LocalizedText("网上预约", "Online requests")),
        CustomerBelonging("app.phone_token", "customer_id", .remade),
        CustomerBelonging("app.search_token", "customer_id", .remade),
        CustomerBelonging("app.identity_token", "customer_id", .remade),
        CustomerBelonging("app.custom_text", "customer_id", .stays("chosen field by field, as the customer's own row is")),
        CustomerBelonging("app.custom_number", "customer_id", .stays("as app.custom_text")),
        CustomerBelonging("app.custom_date", "customer_id", .stays("as app.custom_text")),
        CustomerBelonging("app.custom_choice", "customer_id", .stays("as app.custom_text")),
        CustomerBelonging("app.custom_customer", "customer_id", .stays("as app.custom_text")),
        CustomerBelonging("app.custom_person", "customer_id", .stays("as app.custom_text")),
        CustomerBelonging("app.custom_file", "customer_id", .stays("as app.custom_text")),
        CustomerBelonging("app.custom_sealed", "customer_id", .stays("as app.custom_text")),
        CustomerBelonging("app.duplicate_due", "customer_id", .stays("who is to be looked at; the target is marked anew")),
        CustomerBelonging(
            "app.duplicate_pair", "customer_id", .stays("pairs are of files, not of people; those of the target are found anew")),
        CustomerBelonging("app.duplicate_pair", "other_id", .stays("as customer_id")),
        CustomerBelonging("app.customer_level_change", "customer_id", .stays("what each file's level was, as it went")),
        CustomerBelonging("app.layer_snapshot_row", "customer_id", .stays("what each file's layer was in a month, for ever")),
        CustomerBelonging("app.canary_customer", "customer_id", .stays("bait names the file that lies there, whoever it is merged into")),
        CustomerBelonging("app.customer_merge", "source_id", .stays("what was merged into what, as it happened")),
        CustomerBelonging("app.customer_merge", "target_id", .stays("as source_id; undone in the reverse order")),
        CustomerBelonging("app.alert", "customer_id", .stays("what somebody did to the file that there was then")),
        CustomerBelonging("app.erasure", "customer_id", .stays("who was erased is not merged")),
        CustomerBelonging("app.erasure_ledger", "customer_id", .stays("as app.erasure")),
    ]

    /// Those whose rows move.
    static let moving = all.filter { $0.movement == .moves }

    /// Foreign keys to the customers' table that nobody declared: no rows, or nothing is merged.
    static let undeclared: SQL = """
        select n.nspname || '.' || c.relname || '.' || l.attname from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        cross join lateral unnest(k.conkey, k.confkey) u (mine, theirs)
        join pg_attribute l on l.attrelid = k.conrelid and l.attnum = u.mine
        join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs
        where k.contype = 'f' and k.confrelid = 'app.customer'::regclass and f.attname = 'id' and not c.relispartition
        and n.nspname || '.' || c.relname || '.' || l.attname <> all (\(all.map(\.key)))
        """
}
