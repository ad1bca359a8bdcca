import { dictionary } from "../lib/i18n";
import type { Rights } from "../lib/me";

export interface NavItem {
  readonly path: string;
  readonly text: keyof typeof navTexts.zh;
  readonly icon: string;
  /** Shown to whoever holds one of these; without any, to everybody who signed in. */
  readonly actions?: readonly string[];
  /** In the deployment's own console, in a chain, or in both. */
  readonly where?: "chain" | "deployment";
  /** The second of the two keys that lead there. */
  readonly key?: string;
}

export const navTexts = dictionary({
  groupWork: ["日常", "Daily work"],
  groupClinic: ["院务", "Clinic"],
  groupCompliance: ["合规", "Compliance"],
  groupAdmin: ["管理", "Administration"],
  groupOperator: ["平台", "Platform"],
  groupMe: ["我", "Me"],
  today: ["今日", "Today"],
  calendar: ["预约日历", "Calendar"],
  catalogue: ["项目与价格", "Services"],
  resources: ["人员与设备", "People, devices"],
  rosters: ["排班", "Rosters"],
  online: ["网上预约", "Online requests"],
  onlinePages: ["网上预约页面", "Request pages"],
  waitlist: ["候补名单", "Waiting list"],
  waiting: ["候诊看板", "Waiting board"],
  consultations: ["咨询与方案", "Consultations"],
  customers: ["客户", "Customers"],
  leads: ["线索", "Leads"],
  leadRules: ["线索分配", "Rules of leads"],
  tasks: ["任务", "Tasks"],
  duplicates: ["查重与合并", "Duplicates"],
  imports: ["导入", "Import"],
  exports: ["导出", "Exports"],
  audit: ["审计", "Audit"],
  people: ["组织与人员", "Organisation"],
  roles: ["权限", "Permissions"],
  system: ["系统", "System"],
  policies: ["规则", "Policies"],
  jobs: ["后台任务", "Jobs"],
  keys: ["接口密钥", "API keys"],
  notices: ["告知书", "Notices"],
  tags: ["客户标签", "Tags"],
  segments: ["客户分群", "Segments"],
  layers: ["客户分层", "Layers"],
  customFields: ["自定义字段", "Custom fields"],
  alerts: ["告警", "Alerts"],
  requests: ["个人信息请求", "Data requests"],
  webhooks: ["消息推送", "Webhooks"],
  tenants: ["连锁", "Chains"],
  care: ["查看申请", "Care requests"],
  emergencies: ["紧急访问审核", "Emergency reviews"],
  disclosures: ["对外提供登记", "Disclosures"],
  erasures: ["删除凭证", "Erasures"],
  encryption: ["加密与密钥", "Encryption"],
  me: ["我的", "My profile"],
  help: ["帮助", "Help"],
  lab: ["组件", "Components"],
});

export const navigation: readonly { text: keyof typeof navTexts.zh; items: readonly NavItem[] }[] = [
  {
    text: "groupWork",
    items: [
      { path: "/today", text: "today", icon: "layout-dashboard", key: "T", where: "chain" },
      { path: "/calendar", text: "calendar", icon: "calendar-days", key: "C", actions: ["read.appointment"] },
      { path: "/online-requests", text: "online", icon: "globe", actions: ["read.online_request"] },
      { path: "/waitlist", text: "waitlist", icon: "list-plus", actions: ["read.waitlist_entry"] },
      { path: "/waiting", text: "waiting", icon: "armchair", key: "V", actions: ["read.visit"] },
      { path: "/consultations", text: "consultations", icon: "message-square-text", actions: ["read.consultation"] },
      { path: "/customers", text: "customers", icon: "users", key: "K", actions: ["read.customer"] },
      { path: "/leads", text: "leads", icon: "inbox", key: "N", actions: ["read.lead"] },
      { path: "/tasks", text: "tasks", icon: "list-todo", key: "W", actions: ["read.task"] },
      { path: "/segments", text: "segments", icon: "chart-pie", actions: ["read.segment"] },
      { path: "/layers", text: "layers", icon: "layers", actions: ["read.layer"] },
      { path: "/duplicates", text: "duplicates", icon: "git-merge", key: "D", actions: ["deduplicate.customer"] },
      { path: "/imports", text: "imports", icon: "file-up", actions: ["import.customer"] },
      { path: "/exports", text: "exports", icon: "file-down", actions: ["read.export"] },
      { path: "/care-requests", text: "care", icon: "user-round-key", key: "Q", actions: ["request.care", "approve.care"] },
    ],
  },
  {
    text: "groupClinic",
    items: [
      { path: "/rosters", text: "rosters", icon: "calendar-range", key: "B", actions: ["read.shift"] },
      { path: "/catalogue", text: "catalogue", icon: "book-open", key: "P", actions: ["read.service"] },
      { path: "/online-pages", text: "onlinePages", icon: "panels-top-left", actions: ["manage.online_page"] },
      { path: "/resources", text: "resources", icon: "stethoscope", actions: ["read.resource", "read.licence"] },
    ],
  },
  { text: "groupOperator", items: [{ path: "/tenants", text: "tenants", icon: "building-2", key: "T", actions: ["read.tenant"], where: "deployment" }] },
  {
    text: "groupCompliance",
    items: [
      { path: "/alerts", text: "alerts", icon: "bell", key: "L", actions: ["read.alert"] },
      { path: "/emergencies", text: "emergencies", icon: "siren", key: "E", actions: ["review.break_glass"] },
      { path: "/requests", text: "requests", icon: "file-user", actions: ["read.data_request"] },
      { path: "/disclosures", text: "disclosures", icon: "share-2", key: "F", actions: ["read.disclosure"] },
      { path: "/erasures", text: "erasures", icon: "eraser", actions: ["read.erasure"] },
      { path: "/notices", text: "notices", icon: "file-text", actions: ["draft.consent_notice", "publish.consent_notice"] },
      { path: "/audit", text: "audit", icon: "shield-check", key: "A", actions: ["read.audit"] },
    ],
  },
  {
    text: "groupAdmin",
    items: [
      { path: "/people", text: "people", icon: "network", key: "O", actions: ["invite.user", "update.user", "suspend.user", "create.grant", "update.branch", "read.grant"] },
      { path: "/lead-rules", text: "leadRules", icon: "split", actions: ["manage.lead_rule"] },
      { path: "/tags", text: "tags", icon: "tags", actions: ["manage.tag"] },
      { path: "/custom-fields", text: "customFields", icon: "text-cursor-input", actions: ["manage.custom_field"] },
      { path: "/roles", text: "roles", icon: "key-round", key: "R", actions: ["read.role"] },
      { path: "/api-keys", text: "keys", icon: "plug", actions: ["read.api_key"] },
      { path: "/webhooks", text: "webhooks", icon: "webhook", actions: ["read.webhook"] },
      { path: "/jobs", text: "jobs", icon: "list-checks", key: "J", actions: ["read.job"] },
      { path: "/encryption", text: "encryption", icon: "lock-keyhole", actions: ["read.key", "manage.canary"] },
      { path: "/policies", text: "policies", icon: "sliders-horizontal", actions: ["read.privacy", "update.audit_setting", "update.setting"] },
      { path: "/system", text: "system", icon: "settings", key: "S", actions: ["read.setting", "verify.audit", "read.support"] },
    ],
  },
  {
    text: "groupMe",
    items: [
      { path: "/me", text: "me", icon: "circle-user-round", key: "M" },
      { path: "/help", text: "help", icon: "circle-question-mark", key: "H" },
    ],
  },
];

/** Who may open a page: everybody signed in, or whoever holds one of its actions. */
export function mayOpen(item: Pick<NavItem, "actions" | "where">, rights: Rights): boolean {
  if (item.where && (item.where === "deployment") !== rights.isOperator) return false;
  return !item.actions || item.actions.some((action) => rights.may(action));
}

/** The navigation of somebody: a union of what his permissions open, never asked by role. */
export function navigationFor(rights: Rights): { text: keyof typeof navTexts.zh; items: readonly NavItem[] }[] {
  return navigation.map((group) => ({ ...group, items: group.items.filter((item) => mayOpen(item, rights)) })).filter((group) => group.items.length > 0);
}

/** Where somebody lands after signing in. */
export function landing(rights: Rights): string {
  if (rights.isOperator) return "/tenants";
  return "/today";
}
