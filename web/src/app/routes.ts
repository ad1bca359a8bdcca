import { ComponentType, lazy } from "react";
import type { NavItem } from "./navigation";

export type PageProps = { parameters: Record<string, string> };
type Load = () => Promise<{ default: ComponentType<PageProps> }>;

export interface Route extends Pick<NavItem, "actions" | "where"> {
  readonly pattern: string;
  readonly load: Load;
  readonly page: ComponentType<PageProps>;
}

function route(pattern: string, load: Load, needs: Pick<NavItem, "actions" | "where"> = {}): Route {
  return { pattern, load, page: lazy(load), ...needs };
}

/** Every page of the app, each a chunk of its own. */
export const routes: readonly Route[] = [
  route("/today", () => import("../features/today/TodayPage"), { where: "chain" }),
  route("/calendar", () => import("../features/calendar/CalendarPage"), { actions: ["read.appointment"] }),
  route("/rosters", () => import("../features/rosters/RostersPage"), { actions: ["read.shift"] }),
  route("/catalogue", () => import("../features/catalogue/CataloguePage"), { actions: ["read.service"] }),
  route("/resources", () => import("../features/resources/ResourcesPage"), { actions: ["read.resource", "read.licence"] }),
  route("/online-requests", () => import("../features/online/OnlineRequestsPage"), { actions: ["read.online_request"] }),
  route("/online-pages", () => import("../features/online/OnlinePagesPage"), { actions: ["read.online_page"] }),
  route("/waitlist", () => import("../features/waitlist/WaitlistPage"), { actions: ["read.waitlist_entry"] }),
  route("/waiting", () => import("../features/arrivals/WaitingBoardPage"), { actions: ["read.visit"] }),
  route("/consultations", () => import("../features/consultations/ConsultationsPage"), { actions: ["read.consultation"] }),
  route("/consultations/:id", () => import("../features/consultations/WorkbenchPage"), { actions: ["read.consultation"] }),
  route("/customers", () => import("../features/customers/CustomersPage"), { actions: ["read.customer"] }),
  route("/customers/:id", () => import("../features/customer/CustomerPage"), { actions: ["read.customer"] }),
  route("/customers/:id/merge/:source", () => import("../features/duplicates/MergePage"), { actions: ["merge.customer"] }),
  route("/leads", () => import("../features/leads/LeadsPage"), { actions: ["read.lead"] }),
  route("/lead-rules", () => import("../features/leads/LeadRulesPage"), { actions: ["read.lead_rule"] }),
  route("/tasks", () => import("../features/tasks/TasksPage"), { actions: ["read.task"] }),
  route("/duplicates", () => import("../features/duplicates/DuplicatesPage"), { actions: ["deduplicate.customer"] }),
  route("/imports", () => import("../features/imports/ImportsPage"), { actions: ["import.customer"] }),
  route("/imports/:id", () => import("../features/imports/ImportPage"), { actions: ["import.customer"] }),
  route("/exports", () => import("../features/exports/ExportsPage"), { actions: ["read.export"] }),
  route("/care-requests", () => import("../features/care/CareRequestsPage"), { actions: ["request.care", "approve.care"] }),
  route("/roles", () => import("../features/roles/RolesPage"), { actions: ["read.role"] }),
  route("/roles/:id", () => import("../features/roles/RolesPage"), { actions: ["read.role"] }),
  route("/people", () => import("../features/people/PeoplePage"), { actions: ["read.user"] }),
  route("/people/:id", () => import("../features/people/PersonPage"), { actions: ["read.user"] }),
  route("/audit", () => import("../features/audit/AuditPage"), { actions: ["read.audit"] }),
  route("/notices", () => import("../features/consents/NoticesPage"), { actions: ["read.consent_notice"] }),
  route("/segments", () => import("../features/segments/SegmentsPage"), { actions: ["read.segment"] }),
  route("/layers", () => import("../features/layers/LayersPage"), { actions: ["read.layer"] }),
  route("/tags", () => import("../features/tags/TagsPage"), { actions: ["read.tag"] }),
  route("/custom-fields", () => import("../features/custom-fields/CustomFieldsPage"), { actions: ["manage.custom_field"] }),
  route("/alerts", () => import("../features/alerts/AlertsPage"), { actions: ["read.alert"] }),
  route("/emergencies", () => import("../features/emergencies/EmergenciesPage"), { actions: ["review.break_glass"] }),
  route("/disclosures", () => import("../features/disclosures/DisclosuresPage"), { actions: ["read.disclosure"] }),
  route("/erasures", () => import("../features/erasures/ErasuresPage"), { actions: ["read.erasure"] }),
  route("/encryption", () => import("../features/encryption/EncryptionPage"), { actions: ["read.key", "manage.canary"] }),
  route("/requests", () => import("../features/requests/RequestsPage"), { actions: ["read.data_request"] }),
  route("/webhooks", () => import("../features/webhooks/WebhooksPage"), { actions: ["read.webhook"] }),
  route("/api-keys", () => import("../features/keys/KeysPage"), { actions: ["read.api_key"] }),
  route("/jobs", () => import("../features/jobs/JobsPage"), { actions: ["read.job"] }),
  route("/policies", () => import("../features/policies/PoliciesPage"), { actions: ["read.privacy", "update.audit_setting", "update.setting"] }),
  route("/system", () => import("../features/system/SystemPage"), { actions: ["read.setting", "verify.audit", "read.support"] }),
  route("/tenants", () => import("../features/tenants/TenantsPage"), { actions: ["read.tenant"], where: "deployment" }),
  route("/me", () => import("../features/me/ProfilePage")),
  route("/help", () => import("../features/help/HelpPage")),
  ...(__DEV__ ? [route("/lab", () => import("../lab/LabPage"))] : []),
];
