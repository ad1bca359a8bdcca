// Generated from the server's OpenAPI document by web/tools/api-types.mjs; do not edit.
/* eslint-disable */

export interface APIKey {
  actions: string[];
  addresses: string[];
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  fields: {
    level: "none" | "masked" | "read" | "write";
    target: string;
    uses?: ("filter" | "sort" | "group" | "export" | "reveal" | "set")[];
  }[];
  id: string;
  lastUsedAt: string | null;
  name: string;
  revokedAt: string | null;
  state: "active" | "expired" | "revoked";
  unitId: string;
}
export interface APIKeyCreation {
  actions: string[];
  addresses?: string[] | null;
  expiresAt: string;
  fields?: {
    level: "none" | "masked" | "read" | "write";
    target: string;
    uses?: ("filter" | "sort" | "group" | "export" | "reveal" | "set")[] | null;
  }[] | null;
  name: string;
  unitId: string;
}
export interface AccessPreview {
  actions: Record<string, unknown>[];
  complete: boolean;
  fields: Record<string, unknown>[];
  object: Record<string, unknown> | null;
  resource: string;
  rows: Record<string, unknown>[];
  sees: boolean;
  userId: string;
}
export interface AccessQuestion {
  objectId?: string | null;
  resource: string;
  userId: string;
}
export interface Alert {
  acknowledgedAt?: string | null;
  acknowledgedBy?: string | null;
  at?: string | null;
  closedAt?: string | null;
  closedBy?: string | null;
  closingNote?: string | null;
  customerId?: string | null;
  eventAt?: string | null;
  eventId?: string | null;
  id?: string;
  kind?: "rights_published" | "grant_changed" | "reveal_quota" | "canary" | "spray" | "break_glass" | "authenticator_removed" | "key_operation" | "large_export" | "night_reading" | "above_median" | "many_refusals" | "many_searches" | "failed_sign_ins";
  note?: string | null;
  observed?: number | null;
  severity?: "info" | "warning" | "critical";
  state?: "open" | "acknowledged" | "closed";
  subjectId?: string | null;
  threshold?: number | null;
  title?: string;
  verdict?: string | null;
  version?: number;
}
export interface AlertAcknowledgement {
  note: string;
}
export interface AlertClosing {
  note: string;
  verdict: "harmless" | "mistake" | "incident";
}
export interface Appointment {
  branchId?: string | null;
  bundleId?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  customerId?: string | null;
  depositDueAt?: string | null;
  depositFen?: number | null;
  depositForfeitFen?: number | null;
  depositPaidFen?: number | null;
  depositState?: "none" | "due" | "paid" | "waived" | "applied" | "released" | "forfeited" | null;
  endReason?: string | null;
  endWord?: "said" | "released" | "expired" | "erased" | null;
  endedAt?: string | null;
  endedBy?: string | null;
  endsAt?: string | null;
  heldUntil?: string | null;
  id?: string | null;
  isHidden?: boolean;
  masked?: string[];
  number?: number | null;
  remark?: string | null;
  services?: string[] | null;
  source?: "desk" | "phone" | "online" | "walk_in" | "series" | "waitlist" | "import" | null;
  startsAt?: string | null;
  state?: "held" | "booked" | "confirmed" | "arrived" | "in_service" | "completed" | "cancelled" | "no_show" | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface AppointmentArrival {
  reason?: string | null;
}
export interface AppointmentBundle {
  bundleId: string;
  data: {
    branchId?: string | null;
    bundleId?: string | null;
    createdAt?: string | null;
    createdBy?: string | null;
    customerId?: string | null;
    depositDueAt?: string | null;
    depositFen?: number | null;
    depositForfeitFen?: number | null;
    depositPaidFen?: number | null;
    depositState?: "none" | "due" | "paid" | "waived" | "applied" | "released" | "forfeited" | null;
    depositTerms: {
      depositFen: number;
      freeUntil: string;
      latePercent: number;
      noShowPercent: number;
      ruleVersion: number;
      serviceId: string;
      since: string;
    }[];
    endReason?: string | null;
    endWord?: "said" | "released" | "expired" | "erased" | null;
    endedAt?: string | null;
    endedBy?: string | null;
    endsAt?: string | null;
    heldUntil?: string | null;
    id: string | null;
    isHidden: boolean;
    isOverbooked: boolean;
    masked?: string[];
    missingConsents: ("treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive")[] | null;
    number?: number | null;
    remark?: string | null;
    requiredForms: string[];
    segments: {
      endsAt: string;
      name: string;
      position: number;
      resourceIds: string[];
      serviceId: string;
      startsAt: string;
    }[];
    services?: string[] | null;
    source?: "desk" | "phone" | "online" | "walk_in" | "series" | "waitlist" | "import" | null;
    startsAt?: string | null;
    state?: "held" | "booked" | "confirmed" | "arrived" | "in_service" | "completed" | "cancelled" | "no_show" | null;
    updatedAt?: string | null;
    version: number | null;
  }[];
}
export interface AppointmentBundleCreation {
  bookings: {
    branchId: string;
    customerId: string | null;
    despite?: string | null;
    minutes?: number[] | null;
    overbook?: string | null;
    remark?: string | null;
    resources?: string[] | null;
    services: string[];
    source?: "desk" | "phone" | "walk_in" | null;
    startsAt: string;
  }[];
  kind: "series" | "group";
}
export interface AppointmentCalendar {
  customers: {
    address?: string | null;
    allergy?: string | null;
    birthday?: string | null;
    code?: string | null;
    createdAt?: string | null;
    custom?: Record<string, never>;
    guardianId?: string | null;
    guardianName?: string | null;
    guardianPhone?: string | null;
    homeBranchId?: string | null;
    id?: string | null;
    idNumber?: string | null;
    introducerId?: string | null;
    layer?: string | null;
    level?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
    masked?: string[];
    name?: string;
    number?: number | null;
    occupation?: string | null;
    ownerId?: string | null;
    phone?: string | null;
    preferences?: string | null;
    remark?: string | null;
    restriction?: "vip" | "staff" | "minor" | null;
    restrictionReason?: string | null;
    sex?: "female" | "male" | "other" | null;
    skinType?: "normal" | "dry" | "oily" | "combination" | "sensitive" | null;
    sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
    tags?: string[] | string | null;
    updatedAt?: string | null;
    version?: number | null;
    wechat?: string | null;
  }[];
  data: {
    branchId?: string | null;
    bundleId?: string | null;
    createdAt?: string | null;
    createdBy?: string | null;
    customerId?: string | null;
    depositDueAt?: string | null;
    depositFen?: number | null;
    depositForfeitFen?: number | null;
    depositPaidFen?: number | null;
    depositState?: "none" | "due" | "paid" | "waived" | "applied" | "released" | "forfeited" | null;
    depositTerms: {
      depositFen: number;
      freeUntil: string;
      latePercent: number;
      noShowPercent: number;
      ruleVersion: number;
      serviceId: string;
      since: string;
    }[];
    endReason?: string | null;
    endWord?: "said" | "released" | "expired" | "erased" | null;
    endedAt?: string | null;
    endedBy?: string | null;
    endsAt?: string | null;
    heldUntil?: string | null;
    id: string | null;
    isHidden: boolean;
    isOverbooked: boolean;
    masked?: string[];
    missingConsents: ("treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive")[] | null;
    number?: number | null;
    remark?: string | null;
    requiredForms: string[];
    segments: {
      endsAt: string;
      name: string;
      position: number;
      resourceIds: string[];
      serviceId: string;
      startsAt: string;
    }[];
    services?: string[] | null;
    source?: "desk" | "phone" | "online" | "walk_in" | "series" | "waitlist" | "import" | null;
    startsAt?: string | null;
    state?: "held" | "booked" | "confirmed" | "arrived" | "in_service" | "completed" | "cancelled" | "no_show" | null;
    updatedAt?: string | null;
    version: number | null;
  }[];
  isComplete: boolean;
}
export interface AppointmentChange {
  despite?: string | null;
  minutes?: number[] | null;
  overbook?: string | null;
  remark?: string | null;
  resources?: string[] | null;
  services?: string[] | null;
  startsAt?: string | null;
}
export interface AppointmentCreation {
  branchId: string;
  customerId?: string | null;
  despite?: string | null;
  hold?: boolean | null;
  minutes?: number[] | null;
  overbook?: string | null;
  remark?: string | null;
  resources?: string[] | null;
  services: string[];
  source?: "desk" | "phone" | "walk_in" | null;
  startsAt: string;
}
export interface AppointmentDetail {
  branchId?: string | null;
  bundleId?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  customerId?: string | null;
  depositDueAt?: string | null;
  depositFen?: number | null;
  depositForfeitFen?: number | null;
  depositPaidFen?: number | null;
  depositState?: "none" | "due" | "paid" | "waived" | "applied" | "released" | "forfeited" | null;
  depositTerms: {
    depositFen: number;
    freeUntil: string;
    latePercent: number;
    noShowPercent: number;
    ruleVersion: number;
    serviceId: string;
    since: string;
  }[];
  endReason?: string | null;
  endWord?: "said" | "released" | "expired" | "erased" | null;
  endedAt?: string | null;
  endedBy?: string | null;
  endsAt?: string | null;
  heldUntil?: string | null;
  id: string | null;
  isHidden: boolean;
  isOverbooked: boolean;
  masked?: string[];
  missingConsents: ("treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive")[] | null;
  number?: number | null;
  remark?: string | null;
  requiredForms: string[];
  segments: {
    endsAt: string;
    name: string;
    position: number;
    resourceIds: string[];
    serviceId: string;
    startsAt: string;
  }[];
  services?: string[] | null;
  source?: "desk" | "phone" | "online" | "walk_in" | "series" | "waitlist" | "import" | null;
  startsAt?: string | null;
  state?: "held" | "booked" | "confirmed" | "arrived" | "in_service" | "completed" | "cancelled" | "no_show" | null;
  updatedAt?: string | null;
  version: number | null;
}
export interface AppointmentReason {
  reason: string | null;
}
export interface Attachment {
  bytes?: number | null;
  category?: "before" | "after" | "medical" | "document" | "other" | null;
  checksum?: string | null;
  createdAt?: string | null;
  customerId?: string | null;
  deletedAt?: string | null;
  id?: string | null;
  masked?: string[];
  medicalChecksum?: string | null;
  medicalRemark?: string | null;
  name?: string | null;
  remark?: string | null;
  type?: string | null;
  updatedAt?: string | null;
  uploadedBy?: string | null;
  version?: number | null;
}
export interface AttachmentChange {
  medicalRemark?: string | null;
  name?: string | null;
  remark?: string | null;
}
export interface AttachmentLink {
  expiresAt: string;
  url: string;
}
export interface AttachmentPurpose {
  purpose: string;
}
export type AuditAnswerRow = Record<string, unknown>;
export interface AuditBatch {
  batch?: number;
  events?: number;
  firstAt?: string;
  head?: string;
  lastAt?: string;
  previous?: string;
  restored?: boolean;
  root?: string;
  sealedAt?: string;
}
export interface AuditEvent {
  action?: string;
  actorId?: string | null;
  actorName?: string | null;
  address?: string | null;
  at?: string;
  batch?: number | null;
  branchId?: string | null;
  customerId?: string | null;
  fields?: string[];
  id?: string;
  objectId?: string | null;
  objectType?: string;
  outcome?: "done" | "denied" | "failed";
  purpose?: string | null;
  requestId?: string;
  rowCount?: number | null;
  sealed?: boolean;
  sessionId?: string | null;
}
export interface AuditEventDetail {
  action?: string;
  actorId?: string | null;
  actorName?: string | null;
  address?: string | null;
  at?: string;
  batch?: number | null;
  body?: Record<string, unknown> | null;
  branchId?: string | null;
  customerId?: string | null;
  fields?: string[];
  id?: string;
  links?: {
    customerId?: string | null;
    field?: string;
    objectId?: string;
    objectType?: string;
  }[];
  objectId?: string | null;
  objectType?: string;
  outcome?: "done" | "denied" | "failed";
  purpose?: string | null;
  requestId?: string;
  rowCount?: number | null;
  sealed?: boolean;
  sessionId?: string | null;
}
export interface AuditQuestions {
  data?: {
    answers?: "now" | "later";
    columns?: Record<string, unknown>[];
    name?: string;
    parameters?: Record<string, unknown>[];
    summary?: string;
    title?: string;
  }[];
}
export interface AuditSettings {
  closesAt?: number;
  denialsPerHour?: number;
  exportRows?: number;
  medianFactor?: number;
  medianFloor?: number;
  nightCustomers?: number;
  opensAt?: number;
  retentionMonths?: number;
  searchesPerHour?: number;
  signInFailures?: number;
  version?: number;
}
export interface AuditSettingsChange {
  closesAt?: number | null;
  denialsPerHour?: number | null;
  exportRows?: number | null;
  medianFactor?: number | null;
  medianFloor?: number | null;
  nightCustomers?: number | null;
  opensAt?: number | null;
  retentionMonths?: number | null;
  searchesPerHour?: number | null;
  signInFailures?: number | null;
}
export interface AuditVerification {
  archived?: number;
  batches?: number;
  complete?: boolean;
  events?: number;
  fault?: {
    batch?: number;
    eventId?: string | null;
    kind?: "eventEdited" | "eventsDeleted" | "eventsInserted" | "eventsReplaced" | "eventsReordered" | "batchEdited" | "headChanged" | "chainBroken" | "batchMissing" | "tailTruncated" | "anchorMismatch" | "rolledBack" | "tenantsSwapped" | "archiveUnproven";
  } | null;
  head?: Record<string, unknown> | null;
  unsealed?: number;
}
export interface AuditVerificationRequest {
  expectedHead?: {
    batch: number;
    head: string;
  } | null;
  fromBatch?: number | null;
}
export interface AuthenticatorConfirmation {
  otp: string;
}
export interface AuthenticatorOffer {
  qrCode: {
    path: string;
    size: number;
  };
  secret: string;
  uri: string;
}
export interface BackupDays {
  lastBackupOn: string | null;
  lastDrillOn: string | null;
}
export interface Block {
  branchId?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  endsAt?: string | null;
  id?: string | null;
  kind?: "maintenance" | "block" | null;
  masked?: string[];
  reason?: string | null;
  resourceId?: string | null;
  startsAt?: string | null;
}
export interface Branch {
  id: string;
  kind: "chain" | "region" | "branch" | "department";
  name: string;
  parentId?: string | null;
  state: "open" | "closed";
  version: number;
}
export interface BranchChange {
  name?: string | null;
  parentId?: string | null;
  state?: "open" | "closed" | null;
}
export interface BranchCreation {
  kind: "region" | "branch" | "department";
  name: string;
  parentId: string;
}
export interface BreakGlass {
  minutes?: number | null;
  reason: string;
}
export interface BreakGlassByHandle {
  minutes?: number | null;
  name?: string | null;
  number: number;
  phone?: string | null;
  reason: string;
}
export interface BreakGlassOpened {
  customerId: string;
  id: string;
  until: string;
}
export interface BreakGlassReview {
  branchId?: string | null;
  customerId: string | null;
  endedAt?: string | null;
  id: string;
  openedAt: string;
  reason: string;
  remark?: string | null;
  reviewedAt?: string | null;
  reviewedBy?: string | null;
  until: string;
  userId: string;
  userName?: string;
  verdict: string | null;
}
export interface BreakGlassVerdict {
  remark: string;
  verdict: "justified" | "unjustified";
}
export interface BulkActionCreation {
  action: "remove_tag" | "set_level" | "set_owner" | "set_tag";
  all?: boolean | null;
  expected?: number | null;
  ids?: string[] | null;
  value: string;
}
export interface BulkSelection {
  count: number;
  most: number;
}
export interface Calendar_day {
  createdAt?: string | null;
  day?: string | null;
  id?: string | null;
  kind?: "closed" | "make_up";
  likeWeekday?: number | null;
  masked?: string[];
  name?: string;
  unitId?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface Calendar_dayChange {
  kind?: "closed" | "make_up";
  likeWeekday?: number | null;
  name?: string;
}
export interface Calendar_dayCreation {
  day?: string | null;
  kind: "closed" | "make_up";
  likeWeekday?: number | null;
  name: string;
  unitId?: string | null;
}
export interface CanaryCustomer {
  branchId: string;
  createdAt: string;
  customerId: string;
}
export interface CareRelation {
  reason: string;
  until: string;
}
export interface CareRequest {
  branchId: string;
  createdAt?: string;
  customerId: string;
  customerNumber: number;
  decidedAt?: string | null;
  decidedBy?: string | null;
  id: string;
  reason: string;
  state: "requested" | "approved" | "refused";
  until: string;
  userId: string;
  userName?: string;
}
export interface CareRequestCreation {
  customerId?: string | null;
  name?: string | null;
  number?: number | null;
  phone?: string | null;
  reason: string;
  until: string;
}
export interface CareRequestDecision {
  approved: boolean;
  until?: string | null;
}
export interface CatalogueCopied {
  parts: {
    kind: "rooms" | "devices" | "prices" | "opening_hours" | "shift_templates" | "triage_rule";
    made: number;
    names: string[];
    skipped: number;
    skippedNames: string[];
  }[];
}
export interface CatalogueCopy {
  fromBranchId: string;
  kinds: ("rooms" | "devices" | "prices" | "opening_hours" | "shift_templates" | "triage_rule")[];
  pricesFrom?: string | null;
  pricesOf?: string | null;
}
export interface CatalogueImport {
  categories: number;
  changed: number;
  created: number;
  failed: number;
  ignored: string[];
  problems: {
    codes: string[];
    problems: string[];
    row: number;
  }[];
  rows: number;
  unchanged: number;
}
export interface CatalogueImportCreation {
  fileId: string;
}
export interface CheckIn {
  appointmentId?: string | null;
  branchId: string;
  code?: string | null;
  consultantId?: string | null;
  customerId?: string | null;
  strategy?: "own" | "round_robin" | "least_busy" | "on_shift" | "by_hand" | null;
  type?: "first" | "return" | "repeat_purchase" | "review" | "other" | null;
}
export interface CheckInCodeRequest {
  seconds?: number | null;
}
export interface Consent {
  channel?: "counter" | "paper" | "phone" | "sms" | "wechat" | "web" | "other" | null;
  customerId?: string | null;
  endChannel?: "counter" | "paper" | "phone" | "sms" | "wechat" | "web" | "other" | null;
  endReason?: string | null;
  endedAt?: string | null;
  endedBy?: string | null;
  evidence?: string | null;
  evidenceKind?: "paper_signature" | "electronic_signature" | "recording" | "message" | "witness" | null;
  givenAt?: string | null;
  giver?: "self" | "guardian" | null;
  guardianName?: string | null;
  guardianRelation?: "parent" | "grandparent" | "sibling" | "appointed" | "other" | null;
  id?: string | null;
  masked?: string[];
  noticeId?: string | null;
  purpose?: "treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive" | null;
  recordedAt?: string | null;
  recordedBy?: string | null;
  state?: "given" | "withdrawn" | "superseded" | null;
  version?: number | null;
}
export interface ConsentCoverage {
  at: string;
  customers: number;
  purposes: {
    current: number;
    none: number;
    older: number;
    purpose: "treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive";
    renewalNeeded: number;
    withdrawn: number;
  }[];
}
export interface ConsentGiven {
  channel: "counter" | "paper" | "phone" | "sms" | "wechat" | "web" | "other";
  evidence?: string | null;
  evidenceKind: "paper_signature" | "electronic_signature" | "recording" | "message" | "witness";
  givenAt?: string | null;
  guardian?: {
    name: string;
    relation: "parent" | "grandparent" | "sibling" | "appointed" | "other";
  } | null;
  noticeId: string;
}
export interface ConsentNotice {
  body?: string;
  createdAt?: string;
  createdBy?: string;
  digest?: string;
  edition?: number;
  id?: string;
  language?: "zh" | "en";
  publishedAt?: string | null;
  publishedBy?: string | null;
  purpose?: "treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive";
  requiresRenewal?: boolean;
  state?: "draft" | "published" | "discarded";
  title?: string;
  version?: number;
}
export interface ConsentNoticeDraft {
  body: string;
  language: "zh" | "en";
  purpose: "treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive";
  requiresRenewal?: boolean | null;
  title: string;
}
export interface ConsentWithdrawal {
  channel: "counter" | "paper" | "phone" | "sms" | "wechat" | "web" | "other";
  purposes: ("treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive" | "marketing")[];
  reason?: string | null;
}
export interface ConsentsWithdrawn {
  at: string;
  withdrawn: ("treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive")[];
}
export interface Consultation {
  branchId?: string | null;
  closedAt?: string | null;
  consultantId?: string | null;
  createdAt?: string | null;
  customerId?: string | null;
  id?: string | null;
  masked?: string[];
  needs?: string | null;
  noDealReason?: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other" | null;
  observations?: string | null;
  outcome?: "deal" | "no_deal" | null;
  photoIds?: string[] | string | null;
  remark?: string | null;
  updatedAt?: string | null;
  version?: number | null;
  visitId?: string | null;
}
export interface ConsultationChange {
  needs?: string | null;
  observations?: string | null;
  remark?: string | null;
}
export interface ConsultationClosing {
  noDealReason?: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other" | null;
}
export interface ConsultationCreation {
  branchId?: string | null;
  needs?: string | null;
  observations?: string | null;
  remark?: string | null;
  visitId?: string | null;
}
export interface ConsultationMarks {
  marks: {
    map: "face_front" | "face_left" | "face_right" | "body_front" | "body_back";
    note: string;
    x: number;
    y: number;
  }[];
}
export interface ConsultationPhotos {
  attachmentIds: string[];
}
export interface Consultation_mark {
  consultationId?: string | null;
  createdAt?: string | null;
  customerId?: string | null;
  id?: string | null;
  map?: "face_front" | "face_left" | "face_right" | "body_front" | "body_back";
  markedBy?: string | null;
  masked?: string[];
  note?: string;
  x?: number;
  y?: number;
}
export interface CreatedAPIKey {
  actions: string[];
  addresses: string[];
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  fields: {
    level: "none" | "masked" | "read" | "write";
    target: string;
    uses?: ("filter" | "sort" | "group" | "export" | "reveal" | "set")[];
  }[];
  id: string;
  lastUsedAt: string | null;
  name: string;
  revokedAt: string | null;
  state: "active" | "expired" | "revoked";
  token: string;
  unitId: string;
}
export interface CreatedTenant {
  admins: Record<string, unknown>[];
  id: string;
  slug: string;
}
export interface CreatedWebhook {
  active?: boolean;
  createdAt?: string;
  createdBy?: string | null;
  eventTypes?: ("customer.created" | "customer.changed" | "note.created" | "note.changed" | "customer.merged" | "customer.unmerged" | "appointment.booked" | "appointment.changed" | "appointment.ended" | "appointment.reminder_due" | "waitlist.offered" | "lead.created" | "lead.assigned" | "lead.changed" | "task.created" | "task.closed" | "online_request.received" | "online_request.changed")[];
  failingSince?: string | null;
  id: string;
  name?: string;
  pauseReason?: "person" | "failing" | "gone" | null;
  secret: string;
  updatedAt?: string;
  url?: string;
  version?: number;
}
export interface CustomField {
  archived: boolean;
  choices: string[];
  class: "C1" | "C2" | "C3" | "C4" | "C5";
  code: string;
  id: string;
  inLists: boolean;
  kind: "text" | "long_text" | "number" | "money" | "date" | "choice" | "choices" | "customer" | "person" | "file";
  nameEn: string;
  nameZh: string;
  position: number;
  required: boolean;
  sealed: boolean;
  validFrom: string | null;
  validUntil: string | null;
  version: number;
}
export interface CustomFieldChange {
  archived?: boolean | null;
  choices?: string[] | null;
  inLists?: boolean | null;
  nameEn?: string | null;
  nameZh?: string | null;
  position?: number | null;
  required?: boolean | null;
  validFrom?: string | null;
  validUntil?: string | null;
}
export interface CustomFieldCreation {
  choices?: string[] | null;
  class: "C1" | "C2" | "C3" | "C4" | "C5";
  code: string;
  inLists?: boolean | null;
  kind: "text" | "long_text" | "number" | "money" | "date" | "choice" | "choices" | "customer" | "person" | "file";
  nameEn: string;
  nameZh: string;
  position?: number | null;
  required?: boolean | null;
  sealed?: boolean | null;
  validFrom?: string | null;
  validUntil?: string | null;
}
export interface Customer {
  address?: string | null;
  allergy?: string | null;
  birthday?: string | null;
  code?: string | null;
  createdAt?: string | null;
  custom?: Record<string, never>;
  guardianId?: string | null;
  guardianName?: string | null;
  guardianPhone?: string | null;
  homeBranchId?: string | null;
  id?: string | null;
  idNumber?: string | null;
  introducerId?: string | null;
  layer?: string | null;
  level?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
  masked?: string[];
  name?: string;
  number?: number | null;
  occupation?: string | null;
  ownerId?: string | null;
  phone?: string | null;
  preferences?: string | null;
  remark?: string | null;
  restriction?: "vip" | "staff" | "minor" | null;
  restrictionReason?: string | null;
  sex?: "female" | "male" | "other" | null;
  skinType?: "normal" | "dry" | "oily" | "combination" | "sensitive" | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  tags?: string[] | string | null;
  updatedAt?: string | null;
  version?: number | null;
  wechat?: string | null;
}
export interface CustomerChange {
  address?: string | null;
  allergy?: string | null;
  birthday?: string | null;
  custom?: Record<string, never>;
  guardianId?: string | null;
  guardianName?: string | null;
  guardianPhone?: string | null;
  homeBranchId?: string | null;
  idNumber?: string | null;
  introducerId?: string | null;
  level?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
  name?: string;
  occupation?: string | null;
  ownerId?: string | null;
  phone?: string | null;
  preferences?: string | null;
  remark?: string | null;
  sex?: "female" | "male" | "other" | null;
  skinType?: "normal" | "dry" | "oily" | "combination" | "sensitive" | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  wechat?: string | null;
}
export interface CustomerCreation {
  address?: string | null;
  allergy?: string | null;
  birthday?: string | null;
  custom?: Record<string, never>;
  guardianId?: string | null;
  guardianName?: string | null;
  guardianPhone?: string | null;
  homeBranchId?: string | null;
  idNumber?: string | null;
  introducerId?: string | null;
  level?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
  name: string;
  occupation?: string | null;
  ownerId?: string | null;
  phone?: string | null;
  preferences?: string | null;
  remark?: string | null;
  sex?: "female" | "male" | "other" | null;
  skinType?: "normal" | "dry" | "oily" | "combination" | "sensitive" | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  wechat?: string | null;
}
export interface CustomerField {
  choices: string[];
  class: "C1" | "C2" | "C3" | "C4" | "C5";
  code: string;
  inLists: boolean;
  kind: "text" | "long_text" | "number" | "money" | "date" | "choice" | "choices" | "customer" | "person" | "file";
  nameEn: string;
  nameZh: string;
  required: boolean;
  sealed: boolean;
}
export interface CustomerFile {
  bytes: number;
  createdAt: string;
  id: string;
  name: string;
  type: string;
}
export interface CustomerGroups {
  by: string;
  groups: {
    count: number;
    key: string | null;
  }[];
  more: boolean;
}
export interface CustomerLaneChange {
  userId?: string | null;
}
export interface CustomerLevel {
  at: string;
  level: string | null;
  since: string | null;
}
export interface CustomerMergeCreated {
  id: string;
  mergedInto: string;
  version?: number;
}
export interface CustomerMergeCreation {
  fields?: Record<string, unknown> | null;
  reason?: string | null;
  sourceId: string;
  sourceVersion: number;
}
export interface CustomerMergePreview {
  conflicts: {
    code: "id_numbers" | "guardian" | "restricted" | "unseen_fields" | "introducer_cycle" | "undeclared" | "data_request_open" | "consent_withdrawn";
    detail: string;
  }[];
  fields: {
    choices: ("target" | "source" | "both")[];
    differs: boolean;
    field: string;
    label: string;
    suggestion: "target" | "source" | "both";
  }[];
  moves: {
    count: number;
    name: string;
    what: string;
  }[];
  source: Record<string, unknown>;
  target: Record<string, unknown>;
}
export interface CustomerNumbering {
  data: {
    datePart?: "none" | "YY" | "YYMM" | "YYMMDD";
    digits?: number;
    prefix?: string;
    unitId: string;
  }[];
}
export interface CustomerNumberingChange {
  formats: {
    datePart?: "none" | "YY" | "YYMM" | "YYMMDD" | null;
    digits?: number | null;
    prefix?: string | null;
    unitId: string;
  }[];
}
export interface CustomerRestriction {
  careTeam?: string[] | null;
  kind: "vip" | "staff" | "minor";
  reason: string;
}
export interface CustomerReveal {
  fields: string[];
  purpose: string;
}
export interface CustomerRevealed {
  fields?: Record<string, unknown>;
  remainingToday?: number;
}
export interface CustomerSearch {
  limit?: number | null;
  name?: string | null;
  number?: number | null;
  phone?: string | null;
  phoneLast4?: string | null;
  text?: string | null;
  wechat?: string | null;
}
export interface CustomerShareCreated {
  id: string;
}
export interface CustomerShareCreation {
  branchId: string;
  reason: string;
  scope: "directory" | "contact" | "care" | "full";
  until: string;
}
export interface CustomerTagGiven {
  expiresAt?: string | null;
}
export interface Customer_address {
  address?: string;
  createdAt?: string | null;
  customerId?: string | null;
  id?: string | null;
  kind?: "home" | "work" | "delivery" | "other";
  masked?: string[];
  updatedAt?: string | null;
  version?: number | null;
}
export interface Customer_addressChange {
  address?: string;
  kind?: "home" | "work" | "delivery" | "other";
}
export interface Customer_addressCreation {
  address: string;
  kind: "home" | "work" | "delivery" | "other";
}
export interface Customer_phone {
  createdAt?: string | null;
  customerId?: string | null;
  id?: string | null;
  masked?: string[];
  phone?: string;
  relation?: "own" | "spouse" | "parent" | "child" | "sibling" | "friend" | "assistant" | "other";
  updatedAt?: string | null;
  version?: number | null;
}
export interface Customer_phoneChange {
  phone?: string;
  relation?: "own" | "spouse" | "parent" | "child" | "sibling" | "friend" | "assistant" | "other";
}
export interface Customer_phoneCreation {
  phone: string;
  relation: "own" | "spouse" | "parent" | "child" | "sibling" | "friend" | "assistant" | "other";
}
export interface Customer_tag {
  customerId?: string | null;
  endReason?: "removed" | "replaced" | "renewed" | "expired" | "rule" | "system" | null;
  endedAt?: string | null;
  endedBy?: string | null;
  expiresAt?: string | null;
  id?: string | null;
  masked?: string[];
  setBy?: string | null;
  since?: string | null;
  source?: "manual" | "rule" | "system" | null;
  tagId?: string | null;
  tagName?: string | null;
}
export interface DataExport {
  bytes?: number;
  expiresAt?: string;
  files?: number;
  id?: string;
  objects?: number;
  token?: string;
}
export interface DataExportDownload {
  token: string;
}
export interface DataRequestCompletion {
  answer?: string | null;
}
export interface DataRequestIdentity {
  method: "id_card" | "in_person" | "phone_code" | "signature" | "power_of_attorney";
}
export interface DataRequestReceipt {
  dueAt?: string;
  id?: string;
  kind?: "access" | "copy" | "transfer" | "correct" | "erase" | "restrict" | "object";
  number?: number;
  receivedAt?: string;
  state?: string;
}
export interface DataRequestReceived {
  channel: "counter" | "paper" | "phone" | "sms" | "wechat" | "web" | "other";
  detail?: string | null;
  kind: "access" | "copy" | "transfer" | "correct" | "erase" | "restrict" | "object";
  requester?: "self" | "guardian" | "agent" | "relative" | null;
  requesterName?: string | null;
}
export interface DataRequestRefusal {
  answer: string;
  reason: "identity_unproven" | "legal_retention" | "excessive" | "others_rights" | "not_held" | "other";
}
export interface Data_request {
  answer?: string | null;
  channel?: "counter" | "paper" | "phone" | "sms" | "wechat" | "web" | "other" | null;
  customerId?: string | null;
  detail?: string | null;
  dueAt?: string | null;
  erasureId?: string | null;
  id?: string | null;
  identityCheckedAt?: string | null;
  identityCheckedBy?: string | null;
  identityMethod?: "id_card" | "in_person" | "phone_code" | "signature" | "power_of_attorney" | null;
  kind?: "access" | "copy" | "transfer" | "correct" | "erase" | "restrict" | "object" | null;
  liftedAt?: string | null;
  liftedBy?: string | null;
  masked?: string[];
  number?: number | null;
  receivedAt?: string | null;
  receivedBy?: string | null;
  refusalReason?: "identity_unproven" | "legal_retention" | "excessive" | "others_rights" | "not_held" | "other" | null;
  requester?: "self" | "guardian" | "agent" | "relative" | null;
  requesterName?: string | null;
  settledAt?: string | null;
  settledBy?: string | null;
  state?: "received" | "verified" | "completed" | "refused" | "cancelled" | null;
  version?: number | null;
}
export interface Disclosure {
  abroad?: "no" | "yes" | null;
  categories?: string[] | null;
  consentId?: string | null;
  correctsId?: string | null;
  customerId?: string | null;
  disclosedAt?: string | null;
  ground?: "consent" | "contract" | "legal_duty" | "public_health" | "emergency" | null;
  id?: string | null;
  masked?: string[];
  method?: "electronic_file" | "interface" | "paper" | "oral" | "view" | null;
  purpose?: string | null;
  recipient?: string | null;
  recipientContact?: string | null;
  recordedAt?: string | null;
  recordedBy?: string | null;
}
export interface DisclosureRecorded {
  abroad?: boolean | null;
  categories: ("identity" | "contact" | "health" | "treatment" | "images" | "biometrics" | "payment" | "location" | "preferences" | "other")[];
  correctsId?: string | null;
  disclosedAt?: string | null;
  ground: "consent" | "contract" | "legal_duty" | "public_health" | "emergency";
  method: "electronic_file" | "interface" | "paper" | "oral" | "view";
  purpose: string;
  recipient: string;
  recipientContact: string;
}
export interface DuplicateCheck {
  birthday?: string | null;
  excludedId?: string | null;
  idNumber?: string | null;
  name?: string | null;
  phone?: string | null;
  wechat?: string | null;
}
export interface DuplicateDismissal {
  reason: string;
}
export interface DuplicateMatches {
  matches: {
    customer?: Record<string, unknown>;
    evidence: ("idNumber" | "phone" | "wechat" | "nameAndBirthday" | "nameAndLastFour" | "otherIdNumber")[];
    ownedBy?: {
      branchId: string;
      branchName: string;
    } | null;
    score: number;
  }[];
}
export interface DuplicatePair {
  customers: Record<string, unknown>[];
  decidedAt?: string | null;
  decidedBy?: string | null;
  evidence: ("idNumber" | "phone" | "wechat" | "nameAndBirthday" | "nameAndLastFour" | "otherIdNumber")[];
  foundAt: string;
  id: string;
  reason?: string | null;
  score: number;
  state: "open" | "merged" | "dismissed";
  version: number;
}
export interface Erasure {
  certificate?: string;
  customerId?: string;
  erasedAt?: string;
  erasedBy?: string | null;
  id?: string;
  medicalDestroyedAt?: string | null;
  medicalLockedUntil?: string;
  number?: number;
  publicKey?: string;
  requestId?: string | null;
}
export interface Export {
  available: boolean;
  chosen: number;
  columns: string[];
  decidedAt: string | null;
  decidedBy: string | null;
  error: string | null;
  expectedRows: number;
  expiresAt: string | null;
  filters: {
    name: string;
    value: string;
  }[];
  finishedAt: string | null;
  format: "csv" | "xlsx";
  id: string;
  list: string;
  opened: number;
  reason: string;
  requestedAt: string;
  requestedBy: string;
  rows: number | null;
  state: "waiting" | "approved" | "running" | "done" | "refused" | "cancelled" | "failed" | "lapsed";
}
export interface ExportCreation {
  columns?: string[] | null;
  format?: "csv" | "xlsx" | null;
  ids?: string[] | null;
  language?: "zh" | "en" | null;
  reason: string;
}
export interface ExportDecision {
  approved: boolean;
}
export interface File {
  bytes: number;
  createdAt: string;
  expiresAt: string;
  id: string;
  name: string;
  type: string;
}
export interface Grant {
  confirmedBy?: string | null;
  createdAt?: string;
  grantedBy?: string | null;
  id: string;
  inForce: boolean;
  revokedAt?: string | null;
  revokedBy?: string | null;
  roleCode?: string;
  roleId: string;
  state: "proposed" | "active" | "revoked" | "refused";
  unitId: string;
  userId: string;
  validFrom: string;
  validUntil?: string | null;
}
export interface HandOverCreation {
  branches?: {
    branchId: string;
    userId: string;
  }[] | null;
  departs?: boolean | null;
  fromId: string;
  lanes?: ("owner" | "care" | "lane_assistant" | "lane_doctor" | "lane_nurse" | "lane_follow_up" | "lane_developer" | "leads" | "tasks")[] | null;
  levels?: {
    level: "standard" | "silver" | "gold" | "platinum" | "diamond";
    userId: string;
  }[] | null;
  reason?: string | null;
  rule: "one" | "round_robin" | "least_loaded" | "by_branch" | "by_level";
  to?: string[] | null;
}
export interface HandOverPreview {
  lanes: {
    count: number;
    lane: string;
    name: string;
    refused: number;
    unplanned: number;
  }[];
  successors: {
    count: number;
    userId: string;
  }[];
}
export interface HandOverQuestion {
  branches?: {
    branchId: string;
    userId: string;
  }[] | null;
  departs?: boolean | null;
  fromId: string;
  lanes?: ("owner" | "care" | "lane_assistant" | "lane_doctor" | "lane_nurse" | "lane_follow_up" | "lane_developer" | "leads" | "tasks")[] | null;
  levels?: {
    level: "standard" | "silver" | "gold" | "platinum" | "diamond";
    userId: string;
  }[] | null;
  reason?: string | null;
  rule: "one" | "round_robin" | "least_loaded" | "by_branch" | "by_level";
  to?: string[] | null;
}
export interface HeldAppointmentBooking {
  customerId?: string | null;
  despite?: string | null;
  remark?: string | null;
}
export interface Import {
  blankRows: number;
  created: number;
  createdAt: string;
  createdBy: string;
  duplicates: number;
  error: string | null;
  failed: number;
  fileId: string | null;
  finishedAt: string | null;
  hasReport: boolean;
  id: string;
  isUndoable: boolean;
  kept: number;
  kind: "customer";
  policy: "skip" | "update" | "report";
  preview?: Record<string, unknown>;
  removed: number;
  restored: number;
  rows: number;
  state: "draft" | "checking" | "checked" | "running" | "cancelling" | "cancelled" | "done" | "failed" | "undoing" | "undone";
  totalRows: number | null;
  updated: number;
}
export interface ImportCreation {
  fileId: string;
}
export interface ImportPlan {
  columns: {
    column: number;
    field: string;
  }[];
  delimiter?: "comma" | "semicolon" | "tab" | "bar" | null;
  encoding?: "utf8" | "gb18030" | "utf16le" | "utf16be" | null;
  hasHeader?: boolean | null;
  homeBranchId?: string | null;
  policy: "skip" | "update" | "report";
  source?: string | null;
}
export interface ImportPreview {
  columns: {
    column: number;
    field: string;
  }[];
  delimiter: string | null;
  encoding: string | null;
  fields: {
    en: string;
    name: string;
    required: boolean;
    zh: string;
  }[];
  format: "csv" | "xlsx";
  hasHeader: boolean;
  isRemembered: boolean;
  policy: "skip" | "update" | "report";
  rows: string[][];
  titles: string[];
}
export interface ImportRows {
  data: {
    codes: string[];
    customerId: string | null;
    outcome: string;
    problems: string[];
    row: number;
    undone: string | null;
  }[];
  next: number | null;
}
export interface IncidentPack {
  actorId?: string;
  collectedAt?: string;
  customers?: number;
  data?: {
    changed?: string[];
    customerId?: string;
    events?: number;
    firstAt?: string;
    lastAt?: string;
    released?: string[];
  }[];
  from?: string;
  until?: string;
}
export interface InvitationAcceptance {
  password: string;
  tenant: string;
  token: string;
}
export interface InvitedUser {
  id: string;
  invitation: Record<string, unknown>;
  userName: string;
}
export interface Job {
  attempt: number;
  cancelRequested?: boolean;
  createdAt: string;
  createdBy?: string | null;
  dueAt: string;
  error?: string | null;
  finishedAt?: string | null;
  id: string;
  kind: string;
  progress?: {
    done?: number | null;
    total?: number | null;
  };
  startedAt?: string | null;
  state: "waiting" | "running" | "done" | "dead" | "cancelled";
  subjectId?: string | null;
}
export interface KeyRotation {
  createdAt?: string;
  done: number;
  finishedAt?: string | null;
  fromVersion?: number | null;
  id: string;
  kind: "data" | "index" | "customer";
  perSecond?: number;
  phase: "settle" | "walk" | "drain" | "sweep" | "done";
  state: "running" | "done";
  toVersion?: number | null;
  total: number;
  updatedAt?: string;
}
export interface KeyRotationOrder {
  kind: "data" | "index" | "customer";
  perSecond?: number | null;
}
export interface KeyState {
  canaries: number;
  cipherSuite: string;
  freeze: Record<string, unknown> | null;
  rootKeyId?: string;
  rotations: Record<string, unknown>[];
  versions: Record<string, unknown>[];
}
export interface Lane {
  id?: string | null;
  lane?: "consultant" | "assistant" | "doctor" | "nurse" | "follow_up" | "developer" | null;
  masked?: string[];
  setBy?: string | null;
  since?: string | null;
  until?: string | null;
  userId?: string | null;
}
export interface LayerDistribution {
  computedAt: string | null;
  computedOn: string | null;
  layers: {
    code: string;
    colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
    customers: number;
    name: string;
    nameEn: string | null;
    undecided: boolean;
  }[];
  missing: ("recency" | "frequency" | "monetary")[];
  none: number;
  parameterId: string | null;
}
export interface LayerMigration {
  cells: {
    customers: number;
    from: string;
    to: string;
  }[];
  comparable: boolean;
  from: {
    computedAt: string | null;
    computedOn: string | null;
    layers: {
      code: string;
      colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
      name: string;
      nameEn: string | null;
    }[];
    missing: ("recency" | "frequency" | "monetary")[];
    month: string;
    parameterId: string | null;
  };
  to: {
    computedAt: string | null;
    computedOn: string | null;
    layers: {
      code: string;
      colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
      name: string;
      nameEn: string | null;
    }[];
    missing: ("recency" | "frequency" | "monetary")[];
    month: string;
    parameterId: string | null;
  };
}
export interface LayerParameters {
  definedAt: string | null;
  definedBy: string | null;
  effectiveOn: string | null;
  frequencyDays: number[];
  id: string | null;
  inForce: boolean;
  layers: {
    any?: {
      frequency?: {
        max?: number;
        min?: number;
      };
      monetary?: {
        max?: number;
        min?: number;
      };
      recency?: {
        max?: number;
        min?: number;
      };
    }[];
    code: string;
    colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
    name: string;
    nameEn?: string | null;
  }[];
  monetaryFen: number[];
  recencyDays: number[];
}
export interface LayerParametersCreation {
  effectiveOn: string;
  frequencyDays: number[];
  layers: {
    any?: {
      frequency?: {
        max?: number | null;
        min?: number | null;
      } | null;
      monetary?: {
        max?: number | null;
        min?: number | null;
      } | null;
      recency?: {
        max?: number | null;
        min?: number | null;
      } | null;
    }[] | null;
    code: string;
    colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
    name: string;
    nameEn?: string | null;
  }[];
  monetaryFen: number[];
  recencyDays: number[];
}
export interface LayerRun {
  jobId: string;
}
export interface Lead {
  appointmentId?: string | null;
  assignedAt?: string | null;
  branchId?: string | null;
  campaign?: string | null;
  closedAt?: string | null;
  contactDueAt?: string | null;
  contactedAt?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  customerId?: string | null;
  id?: string | null;
  lostReason?: "price_high" | "comparing" | "thinking" | "no_time" | "too_far" | "not_suitable" | "unreachable" | "wrong_number" | "not_interested" | "spam" | "other" | null;
  masked?: string[];
  medium?: string | null;
  name?: string | null;
  number?: number | null;
  ownerId?: string | null;
  phone?: string | null;
  protectedUntil?: string | null;
  remark?: string | null;
  returns?: number | null;
  ruleId?: string | null;
  serviceId?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  state?: "new" | "assigned" | "contacted" | "added_wecom" | "booked" | "arrived" | "won" | "lost" | "recycled" | null;
  touchCount?: number | null;
  touchedAt?: string | null;
  updatedAt?: string | null;
  version?: number | null;
  wechat?: string | null;
}
export interface LeadAssignment {
  reason?: string | null;
  userId: string | null;
}
export interface LeadChange {
  name?: string | null;
  phone?: string | null;
  remark?: string | null;
  serviceId?: string | null;
  wechat?: string | null;
}
export interface LeadConversion {
  customerId: string;
  isNew: boolean;
}
export interface LeadCreation {
  branchId?: string | null;
  campaign?: string | null;
  keep?: "rules" | "me" | "pool";
  medium?: string | null;
  name?: string | null;
  phone?: string | null;
  remark?: string | null;
  serviceId?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  wechat?: string | null;
}
export interface LeadReceived {
  customerId: string | null;
  lead: {
    appointmentId?: string | null;
    assignedAt?: string | null;
    branchId?: string | null;
    campaign?: string | null;
    closedAt?: string | null;
    contactDueAt?: string | null;
    contactedAt?: string | null;
    createdAt?: string | null;
    createdBy?: string | null;
    customerId?: string | null;
    id?: string | null;
    lostReason?: "price_high" | "comparing" | "thinking" | "no_time" | "too_far" | "not_suitable" | "unreachable" | "wrong_number" | "not_interested" | "spam" | "other" | null;
    masked?: string[];
    medium?: string | null;
    name?: string | null;
    number?: number | null;
    ownerId?: string | null;
    phone?: string | null;
    protectedUntil?: string | null;
    remark?: string | null;
    returns?: number | null;
    ruleId?: string | null;
    serviceId?: string | null;
    sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
    state?: "new" | "assigned" | "contacted" | "added_wecom" | "booked" | "arrived" | "won" | "lost" | "recycled" | null;
    touchCount?: number | null;
    touchedAt?: string | null;
    updatedAt?: string | null;
    version?: number | null;
    wechat?: string | null;
  } | null;
  touchId: string;
}
export interface LeadRuleMembers {
  members: {
    dailyCap?: number | null;
    userId: string;
    weight?: number;
  }[];
  version: number;
}
export interface LeadRuleMembersReplacement {
  members: {
    dailyCap?: number | null;
    userId: string;
    weight?: number | null;
  }[];
}
export interface LeadSearch {
  phone?: string | null;
  wechat?: string | null;
}
export interface LeadSettings {
  claimsADay: number;
  contactMinutes: number;
  mostOpen: number;
  mostReturns: number;
  protectionDays: number;
  version: number;
}
export interface LeadSettingsChange {
  claimsADay?: number | null;
  contactMinutes?: number | null;
  mostOpen?: number | null;
  mostReturns?: number | null;
  protectionDays?: number | null;
}
export interface LeadStep {
  appointmentId?: string | null;
  nextAt?: string | null;
  nextTitle?: string | null;
  reason?: "price_high" | "comparing" | "thinking" | "no_time" | "too_far" | "not_suitable" | "unreachable" | "wrong_number" | "not_interested" | "spam" | "other" | null;
  step: "attempted" | "contacted" | "added_wecom" | "booked" | "arrived" | "won" | "lost" | "reopened";
}
export interface Lead_rule {
  basis?: "project" | "source" | "region" | "branch";
  campaign?: string | null;
  categoryId?: string | null;
  contactMinutes?: number | null;
  createdAt?: string | null;
  id?: string | null;
  masked?: string[];
  name?: string;
  position?: number | null;
  roster?: "on_shift" | "any_time" | null;
  serviceId?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  state?: "active" | "archived" | null;
  strategy?: "round_robin" | "weighted" | "least_open" | "conversion";
  unitId?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface Lead_ruleChange {
  basis?: "project" | "source" | "region" | "branch";
  campaign?: string | null;
  categoryId?: string | null;
  contactMinutes?: number | null;
  name?: string;
  position?: number | null;
  roster?: "on_shift" | "any_time" | null;
  serviceId?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  state?: "active" | "archived" | null;
  strategy?: "round_robin" | "weighted" | "least_open" | "conversion";
}
export interface Lead_ruleCreation {
  basis: "project" | "source" | "region" | "branch";
  campaign?: string | null;
  categoryId?: string | null;
  contactMinutes?: number | null;
  name: string;
  position?: number | null;
  roster?: "on_shift" | "any_time" | null;
  serviceId?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  state?: "active" | "archived" | null;
  strategy: "round_robin" | "weighted" | "least_open" | "conversion";
  unitId?: string | null;
}
export interface LeaveDecision {
  answer?: string | null;
  approved: boolean;
  despite?: string | null;
}
export interface LeaveRequestCreation {
  endsAt: string;
  kind: "annual" | "sick" | "personal" | "training" | "compensation" | "other";
  reason?: string | null;
  resourceId: string;
  startsAt: string;
}
export interface Leave_request {
  answer?: string | null;
  branchId?: string | null;
  createdAt?: string | null;
  decidedAt?: string | null;
  decidedBy?: string | null;
  endsAt?: string | null;
  id?: string | null;
  kind?: "annual" | "sick" | "personal" | "training" | "compensation" | "other" | null;
  masked?: string[];
  reason?: string | null;
  requestedBy?: string | null;
  resourceId?: string | null;
  startsAt?: string | null;
  state?: "requested" | "approved" | "refused" | "withdrawn" | null;
  updatedAt?: string | null;
  userId?: string | null;
  version?: number | null;
}
export interface Level_change {
  at?: string | null;
  changedBy?: string | null;
  from?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
  id?: string | null;
  masked?: string[];
  to?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
}
export interface Licence {
  class?: "physician" | "assistant_physician" | "nurse" | "therapist";
  createdAt?: string | null;
  id?: string | null;
  masked?: string[];
  number?: string;
  placeIds?: string[] | string | null;
  scopes?: string[];
  state?: "valid" | "suspended" | null;
  updatedAt?: string | null;
  userId?: string | null;
  validFrom?: string;
  validUntil?: string;
  version?: number | null;
}
export interface LicenceChange {
  class?: "physician" | "assistant_physician" | "nurse" | "therapist";
  number?: string;
  scopes?: string[];
  state?: "valid" | "suspended" | null;
  validFrom?: string;
  validUntil?: string;
}
export interface LicenceCreation {
  class: "physician" | "assistant_physician" | "nurse" | "therapist";
  number: string;
  scopes: string[];
  state?: "valid" | "suspended" | null;
  userId?: string | null;
  validFrom: string;
  validUntil: string;
}
export interface LicencePlaces {
  branchIds: string[];
  version: number;
}
export interface LicencePlacesReplacement {
  branchIds: string[];
}
export interface Me {
  apiKey?: Record<string, unknown>;
  branches: Record<string, unknown>[];
  csrf?: string;
  grants: Record<string, unknown>[];
  permissions: Record<string, unknown>[];
  resources: Record<string, unknown>;
  session: Record<string, unknown>;
  tenant: Record<string, unknown>;
  user: Record<string, unknown>;
}
export interface Mention {
  mentionedAt: string;
  note: {
    authorId?: string | null;
    body?: string;
    correctsId?: string | null;
    createdAt?: string | null;
    customerId?: string | null;
    id?: string | null;
    masked?: string[];
    mentions?: string[] | string | null;
    updatedAt?: string | null;
    version?: number | null;
  };
  readAt: string | null;
}
export interface MentionsRead {
  noteIds: string[];
}
export interface MergeReversal {
  reason: string;
}
export interface NewGrant {
  roleId: string;
  unitId: string;
  userId: string;
  validFrom?: string | null;
  validUntil?: string | null;
}
export interface NewRole {
  basedOn: string;
  code: string;
  content?: {
    actions?: string[] | null;
    fields?: {
      level: "none" | "masked" | "read" | "write";
      target: string;
      uses?: string[] | null;
    }[] | null;
    rowScope: "unit" | "own" | "care";
  } | null;
  nameEn: string;
  nameZh: string;
  unitId: string;
}
export interface NewRoleProposal {
  baseVersion: number;
  content: {
    actions?: string[] | null;
    fields?: {
      level: "none" | "masked" | "read" | "write";
      target: string;
      uses?: string[] | null;
    }[] | null;
    rowScope: "unit" | "own" | "care";
  };
}
export interface Note {
  authorId?: string | null;
  body?: string;
  correctsId?: string | null;
  createdAt?: string | null;
  customerId?: string | null;
  id?: string | null;
  masked?: string[];
  mentions?: string[] | string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface NoteChange {
  body?: string;
  mentions?: string[] | null;
}
export interface NoteCreation {
  body: string;
  correctsId?: string | null;
  mentions?: string[] | null;
}
export interface OnlinePageQuestions {
  questions: {
    serviceIds?: string[];
    text: string;
    textEn?: string | null;
    word: string;
  }[];
  version: number;
}
export interface OnlinePageQuestionsReplacement {
  questions: {
    serviceIds?: string[] | null;
    text: string;
    textEn?: string | null;
    word: string;
  }[];
}
export interface OnlinePageServices {
  services: {
    note?: string | null;
    serviceId: string;
  }[];
  version: number;
}
export interface OnlinePageServicesReplacement {
  services: {
    note?: string | null;
    serviceId: string;
  }[];
}
export interface OnlineRequestBooking {
  customerId?: string | null;
  despite?: string | null;
  startsAt?: string | null;
}
export interface OnlineRequestReview {
  decision: "approve" | "ask" | "postpone" | "reject";
  despite?: string | null;
  message?: string | null;
  postponeUntil?: string | null;
  reason?: string | null;
}
export interface OnlineRequestStep {
  note?: string | null;
  step: "reopened" | "withdrawn";
}
export interface Online_page {
  accent?: string | null;
  branchId?: string | null;
  createdAt?: string | null;
  id?: string | null;
  masked?: string[];
  mostHolds?: number | null;
  mostWaiting?: number | null;
  notice?: string | null;
  reviewMinutes?: number | null;
  slug?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  state?: "off" | "on" | null;
  title?: string | null;
  updatedAt?: string | null;
  version?: number | null;
  welcome?: string | null;
  wishes?: "times" | "halves" | null;
}
export interface Online_pageChange {
  accent?: string | null;
  mostHolds?: number | null;
  mostWaiting?: number | null;
  notice?: string | null;
  reviewMinutes?: number | null;
  slug?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  state?: "off" | "on" | null;
  title?: string | null;
  welcome?: string | null;
  wishes?: "times" | "halves" | null;
}
export interface Online_pageCreation {
  accent?: string | null;
  branchId?: string | null;
  mostHolds?: number | null;
  mostWaiting?: number | null;
  notice?: string | null;
  reviewMinutes?: number | null;
  slug?: string | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  state?: "off" | "on" | null;
  title?: string | null;
  welcome?: string | null;
  wishes?: "times" | "halves" | null;
}
export interface Online_request {
  age?: string | null;
  answers?: string | null;
  appointmentId?: string | null;
  branchId?: string | null;
  closedAt?: string | null;
  createdAt?: string | null;
  customerId?: string | null;
  dueAt?: string | null;
  heldUntil?: string | null;
  id?: string | null;
  leadId?: string | null;
  masked?: string[];
  message?: string | null;
  name?: string | null;
  noticeVersion?: number | null;
  number?: number | null;
  overdueAt?: string | null;
  pageId?: string | null;
  phone?: string | null;
  postponeUntil?: string | null;
  reason?: string | null;
  receipt?: string | null;
  remark?: string | null;
  reviewedAt?: string | null;
  reviewedBy?: string | null;
  serviceId?: string | null;
  slot?: "none" | "held" | "ended" | "booked" | null;
  startsAt?: string | null;
  state?: "auto_ok" | "need_review" | "contraindicated" | "asking" | "postponed" | "approved" | "rejected" | "confirmed" | "withdrawn" | null;
  triage?: "auto_ok" | "need_review" | "contraindicated" | null;
  updatedAt?: string | null;
  version?: number | null;
  wishes?: string[] | null;
}
export interface OpenedSession {
  expiresAt: string;
  token?: string;
}
export interface OpeningHours {
  hours: {
    closesMinute: number;
    opensMinute: number;
    weekday: number;
  }[];
  later: {
    hours: {
      closesMinute: number;
      opensMinute: number;
      weekday: number;
    }[];
    since: string;
  }[];
  since: string | null;
}
export interface OpeningHoursChange {
  hours: {
    closesMinute: number;
    opensMinute: number;
    weekday: number;
  }[] | null;
  since?: string | null;
}
export interface PasswordChange {
  current: string;
  new: string;
}
export interface Permissions {
  actions: Record<string, unknown>[];
  classes: Record<string, unknown>[];
  levels: string[];
  resources: Record<string, unknown>[];
  rowScopes: string[];
  uses: string[];
}
export interface PlanAcceptance {
  option: "A" | "B" | "C";
}
export interface PlanOpinionGiven {
  opinion?: string | null;
  verdict: "agree" | "object";
}
export interface PlanRefusal {
  reason: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other";
}
export interface Price {
  createdAt?: string | null;
  id?: string | null;
  masked?: string[];
  priceFen?: number | null;
  serviceId?: string | null;
  setBy?: string | null;
  since?: string | null;
  unitId?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface PriceChange {
  priceFen?: number | null;
}
export interface PriceCreation {
  priceFen?: number | null;
  serviceId?: string | null;
  since?: string | null;
  unitId?: string | null;
}
export interface PrivacySettings {
  consentYears: {
    default: number;
    labelEn: string;
    labelZh: string;
    least: number;
    most: number;
    value: number;
  };
  medicalYears: {
    default: number;
    labelEn: string;
    labelZh: string;
    least: number;
    most: number;
    value: number;
  };
  requestDays: {
    default: number;
    labelEn: string;
    labelZh: string;
    least: number;
    most: number;
    value: number;
  };
  requestWorkingDays: {
    default: number;
    labelEn: string;
    labelZh: string;
    least: number;
    most: number;
    value: number;
  };
  requestYears: {
    default: number;
    labelEn: string;
    labelZh: string;
    least: number;
    most: number;
    value: number;
  };
  version: number;
}
export interface PrivacySettingsChange {
  consentYears?: number | null;
  medicalYears?: number | null;
  requestDays?: number | null;
  requestWorkingDays?: number | null;
  requestYears?: number | null;
}
export interface Problem {
  code: string;
  detail?: string;
  errors?: {
    code: string;
    detail: string;
    pointer: string;
  }[];
  instance?: string;
  permission?: string;
  requestId: string;
  status: number;
  title: string;
  type: string;
}
export interface PublicPage {
  accent: string | null;
  branchName: string;
  form: string;
  from: string;
  notice: string;
  questions: {
    serviceIds: string[];
    text: string;
    textEn: string | null;
    word: string;
  }[];
  services: {
    asksAge: boolean;
    id: string;
    minutes: number;
    name: string;
    nameEn: string | null;
    note: string | null;
  }[];
  timeZone: string;
  title: string;
  to: string;
  welcome: string | null;
  wishes: "times" | "halves";
}
export interface PublicReceipt {
  outcome: "held" | "received" | "call";
  receipt: string;
  startsAt: string | null;
}
export interface PublicRequest {
  age?: number | null;
  answers?: {
    answer: "yes" | "no" | "unsure";
    word: string;
  }[] | null;
  consent: boolean;
  form: string;
  name: string;
  phone: string;
  remark?: string | null;
  serviceId: string;
  website?: string | null;
  wishes: {
    day?: string | null;
    half?: "morning" | "afternoon" | null;
    startsAt?: string | null;
  }[];
}
export interface PublicTimes {
  days: {
    afternoon: boolean;
    day: string;
    morning: boolean;
    times: string[];
  }[];
  from: string;
  to: string;
}
export interface Quotas {
  fileQuotaMiB?: number | null;
  requestsPerMinute?: number | null;
  userQuota?: number | null;
}
export interface RecoveryCodes {
  recoveryCodes: string[];
}
export interface Relation {
  createdAt?: string | null;
  customerId?: string | null;
  id?: string | null;
  kind?: "spouse" | "parent" | "child" | "sibling" | "relative" | "friend" | "colleague" | "superior" | "subordinate" | "other";
  masked?: string[];
  otherId?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface RelationChange {
  kind?: "spouse" | "parent" | "child" | "sibling" | "relative" | "friend" | "colleague" | "superior" | "subordinate" | "other";
}
export interface RelationCreation {
  kind: "spouse" | "parent" | "child" | "sibling" | "relative" | "friend" | "colleague" | "superior" | "subordinate" | "other";
  otherId?: string | null;
}
export interface Resource {
  branchId?: string | null;
  bufferAfter?: number | null;
  bufferBefore?: number | null;
  capacity?: number | null;
  certificate?: string | null;
  certificateUntil?: string | null;
  counter?: number | null;
  counterLimit?: number | null;
  createdAt?: string | null;
  id?: string | null;
  kind?: "doctor" | "nurse" | "consultant" | "therapist" | "room" | "device" | null;
  maintenanceDue?: string | null;
  masked?: string[];
  metrologyDue?: string | null;
  model?: string | null;
  name?: string;
  position?: number | null;
  serial?: string | null;
  state?: "ready" | "under_maintenance" | "retired" | null;
  tags?: string[] | null;
  updatedAt?: string | null;
  userId?: string | null;
  version?: number | null;
}
export interface ResourceBlockCreation {
  endsAt: string;
  kind: "maintenance" | "block";
  reason: string;
  resourceId: string;
  startsAt: string;
}
export interface ResourceChange {
  bufferAfter?: number | null;
  bufferBefore?: number | null;
  capacity?: number | null;
  certificate?: string | null;
  certificateUntil?: string | null;
  counter?: number | null;
  counterLimit?: number | null;
  maintenanceDue?: string | null;
  metrologyDue?: string | null;
  model?: string | null;
  name?: string;
  position?: number | null;
  serial?: string | null;
  state?: "ready" | "under_maintenance" | "retired" | null;
  tags?: string[] | null;
}
export interface ResourceCreation {
  branchId?: string | null;
  bufferAfter?: number | null;
  bufferBefore?: number | null;
  capacity?: number | null;
  certificate?: string | null;
  certificateUntil?: string | null;
  counter?: number | null;
  counterLimit?: number | null;
  kind?: "doctor" | "nurse" | "consultant" | "therapist" | "room" | "device" | null;
  maintenanceDue?: string | null;
  metrologyDue?: string | null;
  model?: string | null;
  name: string;
  position?: number | null;
  serial?: string | null;
  state?: "ready" | "under_maintenance" | "retired" | null;
  tags?: string[] | null;
  userId?: string | null;
}
export interface ReviewInvitation {
  insteadOfId?: string | null;
  userIds: string[];
}
export interface Role {
  basedOn?: string | null;
  builtIn?: boolean;
  code: string;
  exclusive?: boolean;
  fixed?: boolean;
  id: string;
  nameEn?: string;
  nameZh?: string;
  needsTwoPeople?: boolean;
  rowScope?: string;
  state: "active" | "retired";
  unitId?: string | null;
  version: number;
}
export interface RoleDifference {
  actions: {
    added?: string[];
    removed?: string[];
  };
  fields: Record<string, unknown>[];
  rowScope?: {
    after?: string;
    before?: string;
  };
  widens: boolean;
}
export interface RoleNames {
  nameEn?: string | null;
  nameZh?: string | null;
}
export interface RoleProposal {
  baseVersion: number;
  content: {
    actions?: string[];
    fields?: {
      level: "none" | "masked" | "read" | "write";
      target: string;
      uses?: string[];
    }[];
    rowScope: "unit" | "own" | "care";
  };
  createdAt?: string;
  decidedAt?: string | null;
  decidedBy?: string | null;
  difference?: {
    actions: {
      added?: string[];
      removed?: string[];
    };
    fields: Record<string, unknown>[];
    rowScope?: {
      after?: string;
      before?: string;
    };
    widens: boolean;
  };
  id: string;
  proposedBy?: string;
  roleId: string;
  state: "proposed" | "published" | "withdrawn";
}
export interface RoleWithContent {
  basedOn?: string | null;
  builtIn?: boolean;
  code: string;
  content: {
    actions?: string[];
    fields?: {
      level: "none" | "masked" | "read" | "write";
      target: string;
      uses?: string[];
    }[];
    rowScope: "unit" | "own" | "care";
  };
  exclusive?: boolean;
  fixed?: boolean;
  id: string;
  matrix: Record<string, unknown>[];
  nameEn?: string;
  nameZh?: string;
  needsTwoPeople?: boolean;
  rowScope?: string;
  state?: "active" | "retired";
  unitId?: string | null;
  version?: number;
}
export interface Roster {
  branchId: string;
  draft: {
    breakEndsAt: string | null;
    breakStartsAt: string | null;
    day: string;
    endsAt: string;
    id: string;
    resourceId: string;
    startsAt: string;
    templateId: string | null;
  }[];
  draftedAt: string | null;
  published: {
    breakEndsAt: string | null;
    breakStartsAt: string | null;
    day: string;
    endsAt: string;
    id: string;
    resourceId: string;
    startsAt: string;
    templateId: string | null;
  }[];
  publishedAt: string | null;
  publishedBy: string | null;
  version: number;
  week: string;
}
export interface RosterCopy {
  from: string;
  to: string;
}
export interface RosterDraft {
  shifts: {
    breakEndsMinute?: number | null;
    breakStartsMinute?: number | null;
    day: string;
    endsMinute?: number | null;
    resourceId: string;
    startsMinute?: number | null;
    templateId?: string | null;
  }[];
  week: string;
}
export interface RosterPublication {
  despite?: string | null;
  week: string;
}
export interface SavedView {
  branchId: string | null;
  content: {
    columns?: string[];
    density?: "compact" | "normal" | "comfortable" | null;
    filters?: {
      field: string;
      op?: "eq" | "lt" | "lte" | "gt" | "gte" | "all" | "none";
      value: string;
    }[];
    group?: string | null;
    sort?: string | null;
    widths?: {
      field: string;
      pixels: number;
    }[];
  };
  default: boolean;
  id: string;
  list: "customer";
  mayChange: boolean;
  name: string;
  ownerId: string;
  restricted: boolean;
  roleId: string | null;
  scope: "personal" | "role" | "branch";
  version: number;
}
export interface SavedViewChange {
  branchId?: string | null;
  content?: {
    columns?: string[] | null;
    density?: "compact" | "normal" | "comfortable" | null;
    filters?: {
      field: string;
      op?: "eq" | "lt" | "lte" | "gt" | "gte" | "all" | "none" | null;
      value: string;
    }[] | null;
    group?: string | null;
    sort?: string | null;
    widths?: {
      field: string;
      pixels: number;
    }[] | null;
  } | null;
  default?: boolean | null;
  name?: string | null;
  roleId?: string | null;
  scope?: "personal" | "role" | "branch" | null;
}
export interface SavedViewCreation {
  branchId?: string | null;
  content: {
    columns?: string[] | null;
    density?: "compact" | "normal" | "comfortable" | null;
    filters?: {
      field: string;
      op?: "eq" | "lt" | "lte" | "gt" | "gte" | "all" | "none" | null;
      value: string;
    }[] | null;
    group?: string | null;
    sort?: string | null;
    widths?: {
      field: string;
      pixels: number;
    }[] | null;
  };
  default?: boolean | null;
  list: "customer";
  name: string;
  roleId?: string | null;
  scope?: "personal" | "role" | "branch" | null;
}
export interface Segment {
  archived: boolean;
  condition: Record<string, unknown> | null;
  createdAt: string;
  createdBy: string;
  id: string;
  name: string;
  usable: boolean;
  version: number;
}
export interface SegmentChange {
  archived?: boolean | null;
  condition?: Record<string, unknown> | null;
  name?: string | null;
}
export interface SegmentCount {
  at: string;
  count: number;
}
export interface SegmentCreation {
  condition: Record<string, unknown>;
  name: string;
}
export interface SegmentQuestion {
  condition: Record<string, unknown>;
}
export interface Service {
  booking?: "desk" | "online" | null;
  categoryId?: string;
  code?: string | null;
  createdAt?: string | null;
  cycleDays?: number | null;
  department?: string | null;
  id?: string | null;
  leastDays?: number | null;
  listPriceFen?: number;
  masked?: string[];
  name?: string;
  nameEn?: string | null;
  nature?: "medical" | "lifestyle";
  position?: number | null;
  scope?: string | null;
  state?: "active" | "archived" | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface ServiceChange {
  booking?: "desk" | "online" | null;
  categoryId?: string;
  code?: string | null;
  cycleDays?: number | null;
  department?: string | null;
  leastDays?: number | null;
  listPriceFen?: number;
  name?: string;
  nameEn?: string | null;
  nature?: "medical" | "lifestyle";
  position?: number | null;
  scope?: string | null;
  state?: "active" | "archived" | null;
}
export interface ServiceCreation {
  booking?: "desk" | "online" | null;
  categoryId: string;
  code?: string | null;
  cycleDays?: number | null;
  department?: string | null;
  leastDays?: number | null;
  listPriceFen: number;
  name: string;
  nameEn?: string | null;
  nature: "medical" | "lifestyle";
  position?: number | null;
  scope?: string | null;
  state?: "active" | "archived" | null;
}
export interface ServiceDeposit {
  rules: {
    amountFen?: number | null;
    freeHours?: number;
    kind: "none" | "amount" | "share";
    latePercent?: number;
    noShowPercent?: number;
    payHours?: number;
    percent?: number | null;
    since: string;
  }[];
  version: number;
}
export interface ServiceDepositReplacement {
  rules: {
    amountFen?: number | null;
    freeHours?: number | null;
    kind: "none" | "amount" | "share";
    latePercent?: number | null;
    noShowPercent?: number | null;
    payHours?: number | null;
    percent?: number | null;
    since: string;
  }[];
}
export interface ServicePackageLines {
  lines: {
    gift?: boolean;
    serviceId: string;
    sessions: number;
  }[];
  version: number;
}
export interface ServicePackageLinesReplacement {
  lines: {
    gift?: boolean | null;
    serviceId: string;
    sessions: number;
  }[];
}
export interface ServicePlan {
  segments: {
    minutes: number;
    name: string;
    needs?: {
      alternatives: {
        bufferAfter?: number;
        bufferBefore?: number;
        kind: "doctor" | "nurse" | "consultant" | "therapist" | "room" | "device";
        resourceId?: string | null;
        tags?: string[];
      }[];
      bond?: number | null;
    }[];
  }[];
  version: number;
}
export interface ServicePlanReplacement {
  segments: {
    minutes: number;
    name: string;
    needs?: {
      alternatives: {
        bufferAfter?: number | null;
        bufferBefore?: number | null;
        kind: "doctor" | "nurse" | "consultant" | "therapist" | "room" | "device";
        resourceId?: string | null;
        tags?: string[] | null;
      }[];
      bond?: number | null;
    }[] | null;
  }[];
}
export interface ServiceSafety {
  rules: {
    effect: "contraindicated" | "need_review" | "required";
    kind: "warning" | "answer" | "age_below" | "after_service" | "form" | "consent";
    measure?: number | null;
    serviceId?: string | null;
    subject?: string | null;
  }[];
  version: number;
}
export interface ServiceSafetyReplacement {
  rules: {
    effect: "contraindicated" | "need_review" | "required";
    kind: "warning" | "answer" | "age_below" | "after_service" | "form" | "consent";
    measure?: number | null;
    serviceId?: string | null;
    subject?: string | null;
  }[];
}
export interface Service_category {
  createdAt?: string | null;
  id?: string | null;
  masked?: string[];
  name?: string;
  nameEn?: string | null;
  parentId?: string | null;
  position?: number | null;
  state?: "active" | "archived" | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface Service_categoryChange {
  name?: string;
  nameEn?: string | null;
  parentId?: string | null;
  position?: number | null;
  state?: "active" | "archived" | null;
}
export interface Service_categoryCreation {
  name: string;
  nameEn?: string | null;
  parentId?: string | null;
  position?: number | null;
  state?: "active" | "archived" | null;
}
export interface Service_package {
  categoryId?: string;
  code?: string | null;
  createdAt?: string | null;
  id?: string | null;
  listPriceFen?: number;
  masked?: string[];
  name?: string;
  nameEn?: string | null;
  position?: number | null;
  state?: "active" | "archived" | null;
  updatedAt?: string | null;
  validDays?: number | null;
  version?: number | null;
}
export interface Service_packageChange {
  categoryId?: string;
  code?: string | null;
  listPriceFen?: number;
  name?: string;
  nameEn?: string | null;
  position?: number | null;
  state?: "active" | "archived" | null;
  validDays?: number | null;
}
export interface Service_packageCreation {
  categoryId: string;
  code?: string | null;
  listPriceFen: number;
  name: string;
  nameEn?: string | null;
  position?: number | null;
  state?: "active" | "archived" | null;
  validDays?: number | null;
}
export interface Session {
  address?: string | null;
  createdAt: string;
  current: boolean;
  expiresAt: string;
  id: string;
  lastUsedAt: string;
  userAgent?: string | null;
}
export interface Settings {
  cipherSuite?: "aes256gcm" | "sm4";
  complianceProfile?: "standard" | "mlps3";
  duplicateAnswer?: "branch" | "exists";
  exportApprovalRows?: number;
  exportKey?: string | null;
  fileQuotaMiB?: number;
  fourEyes?: boolean;
  locale?: "zh" | "en";
  requestsPerMinute?: number;
  revealQuota?: number;
  sharePolicy?: "none" | "directory" | "contact" | "care" | "full";
  timeZone?: string;
  userQuota?: number;
  version?: number;
}
export interface SettingsChange {
  cipherSuite?: "aes256gcm" | "sm4" | null;
  complianceProfile?: "standard" | "mlps3" | null;
  duplicateAnswer?: "branch" | "exists" | null;
  exportApprovalRows?: number | null;
  exportKey?: string | null;
  fourEyes?: boolean | null;
  locale?: "zh" | "en" | null;
  revealQuota?: number | null;
  sharePolicy?: "none" | "directory" | "contact" | "care" | "full" | null;
  timeZone?: string | null;
}
export interface Share {
  branchId?: string | null;
  endedAt?: string | null;
  id?: string | null;
  masked?: string[];
  reason?: string | null;
  scope?: "directory" | "contact" | "care" | "full" | null;
  sharedBy?: string | null;
  since?: string | null;
  until?: string | null;
}
export interface Shift {
  branchId?: string | null;
  breakEndsAt?: string | null;
  breakStartsAt?: string | null;
  createdAt?: string | null;
  day?: string | null;
  endsAt?: string | null;
  id?: string | null;
  masked?: string[];
  resourceId?: string | null;
  startsAt?: string | null;
  state?: "draft" | "published" | null;
  templateId?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface ShiftSwapCreation {
  forShiftId?: string | null;
  reason?: string | null;
  shiftId: string;
  toResourceId: string;
}
export interface ShiftSwapDecision {
  approved: boolean;
}
export interface Shift_swap {
  branchId?: string | null;
  createdAt?: string | null;
  decidedAt?: string | null;
  decidedBy?: string | null;
  forShiftId?: string | null;
  id?: string | null;
  masked?: string[];
  reason?: string | null;
  requestedBy?: string | null;
  shiftId?: string | null;
  state?: "requested" | "approved" | "refused" | "withdrawn" | null;
  toResourceId?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface Shift_template {
  branchId?: string | null;
  breakEndsMinute?: number | null;
  breakStartsMinute?: number | null;
  createdAt?: string | null;
  endsMinute?: number;
  id?: string | null;
  masked?: string[];
  name?: string;
  position?: number | null;
  startsMinute?: number;
  state?: "active" | "archived" | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface Shift_templateChange {
  breakEndsMinute?: number | null;
  breakStartsMinute?: number | null;
  endsMinute?: number;
  name?: string;
  position?: number | null;
  startsMinute?: number;
  state?: "active" | "archived" | null;
}
export interface Shift_templateCreation {
  branchId?: string | null;
  breakEndsMinute?: number | null;
  breakStartsMinute?: number | null;
  endsMinute: number;
  name: string;
  position?: number | null;
  startsMinute: number;
  state?: "active" | "archived" | null;
}
export interface SignIn {
  cookie?: boolean | null;
  otp?: string | null;
  password: string;
  tenant: string;
  user: string;
}
export interface StepUp {
  otp?: string | null;
  password: string;
}
export interface SupportGrant {
  createdAt: string;
  grantedBy: string;
  id: string;
  inForce: boolean;
  openedAt?: string | null;
  operator: string;
  reason: string;
  revokedAt?: string | null;
  revokedBy?: string | null;
  scope: "configuration" | "customers";
  until: string;
}
export interface SupportGrantCreation {
  minutes: number;
  operator: string;
  reason: string;
  scope: "configuration" | "customers";
}
export interface SupportSession {
  tenant: string;
}
export interface SupportSessionOpened {
  expiresAt: string;
  scope: string;
  token: string;
}
export interface Tag {
  archived: boolean;
  colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink" | null;
  days: number | null;
  groupId: string;
  id: string;
  kind: "manual" | "rule" | "system";
  lifetimeDays: number | null;
  name: string;
  nameEn: string | null;
  position: number;
  systemCode: string | null;
  version: number;
}
export interface TagChange {
  archived?: boolean | null;
  colour?: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink" | null;
  days?: number | null;
  lifetimeDays?: number | null;
  name?: string | null;
  nameEn?: string | null;
}
export interface TagCreation {
  colour?: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink" | null;
  groupId: string;
  lifetimeDays?: number | null;
  name: string;
  nameEn?: string | null;
  rule?: Record<string, unknown> | null;
}
export interface TagGroup {
  archived: boolean;
  colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
  exclusive: boolean;
  id: string;
  maximum: number | null;
  name: string;
  nameEn: string | null;
  position: number;
  systemCode: "state" | "layer" | null;
  version: number;
}
export interface TagGroupChange {
  archived?: boolean | null;
  colour?: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink" | null;
  exclusive?: boolean | null;
  maximum?: number | null;
  name?: string | null;
  nameEn?: string | null;
}
export interface TagGroupCreation {
  colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
  exclusive?: boolean | null;
  maximum?: number | null;
  name: string;
  nameEn?: string | null;
}
export interface TagOrder {
  groups: {
    id: string;
    tags?: string[] | null;
  }[];
}
export interface TagRule {
  computedAt: string | null;
  condition: Record<string, unknown>;
  definedAt: string;
  tagId: string;
}
export interface TagRuleChange {
  condition: Record<string, unknown>;
}
export interface Task {
  assigneeId?: string | null;
  branchId?: string | null;
  closedAt?: string | null;
  closedBy?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  customerId?: string | null;
  dueAt?: string | null;
  id?: string | null;
  isHidden?: boolean;
  kind?: "first_call" | "call_back" | "touch" | "follow_up" | "other" | "licence_ends" | "certificate_ends" | "maintenance_due" | "metrology_due" | null;
  leadId?: string | null;
  masked?: string[];
  outcome?: string | null;
  postponeReason?: string | null;
  postponed?: number | null;
  recordId?: string | null;
  recordUntil?: string | null;
  requestId?: string | null;
  state?: "open" | "done" | "cancelled" | null;
  title?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface TaskAssignee {
  userId: string;
}
export interface TaskCancellation {
  reason: string;
}
export interface TaskCompletion {
  outcome?: string | null;
}
export interface TaskCreation {
  assigneeId?: string | null;
  branchId?: string | null;
  customerId?: string | null;
  dueAt: string;
  kind?: "call_back" | "follow_up" | "other" | null;
  leadId?: string | null;
  title: string;
}
export interface TaskPostponement {
  dueAt: string;
  reason: string;
}
export interface Tenant {
  closesAt?: string | null;
  createdAt: string;
  id: string;
  name: string;
  slug: string;
  state: "active" | "suspended" | "closing" | "closed";
}
export interface TenantClosing {
  closesAt: string;
}
export interface TenantClosure {
  graceDays: number;
}
export interface TenantCreation {
  admins: {
    displayName: string;
    userName: string;
  }[];
  cipherSuite?: "aes256gcm" | "sm4" | null;
  locale: "zh" | "en";
  name: string;
  slug: string;
  timeZone: string;
}
export interface TenantFreeze {
  reason: string;
}
export interface TenantThaw {
  state: "thaw_asked" | "thawed";
}
export interface Timeline {
  actorId?: string | null;
  at?: string | null;
  correctsId?: string | null;
  fields?: string[] | null;
  id?: string | null;
  kind?: string | null;
  masked?: string[];
  objectId?: string | null;
  objectType?: string | null;
}
export interface TreatmentPlanDocument {
  acceptedFen?: number | null;
  acceptedOption?: "A" | "B" | "C" | null;
  branchId?: string | null;
  consultationId?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  customerId?: string | null;
  decidedAt?: string | null;
  decidedBy?: string | null;
  declinedReason?: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other" | null;
  id?: string | null;
  masked?: string[];
  opinions?: {
    customerId?: string | null;
    givenAt?: string | null;
    id?: string | null;
    insteadOfId?: string | null;
    invitedAt?: string | null;
    invitedBy?: string | null;
    masked?: string[];
    opinion?: string | null;
    planId?: string | null;
    userId?: string | null;
    verdict?: "agree" | "object" | null;
  }[];
  options?: {
    code: string;
    items: {
      customerId?: string | null;
      department?: string | null;
      dosage?: string | null;
      id?: string | null;
      listFen?: number | null;
      masked?: string[];
      option?: "A" | "B" | "C" | null;
      planId?: string | null;
      position?: number | null;
      priceFen?: number | null;
      risk?: string | null;
      serviceId?: string;
      sessions?: number | null;
      sites?: string | null;
      timing?: string | null;
    }[];
    listFen: number;
    needsReview: boolean;
    priceFen: number;
  }[];
  revision?: number | null;
  state?: "draft" | "discussed" | "joint_review" | "accepted" | "declined" | "superseded" | null;
  summary?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface TreatmentPlanDraft {
  options: {
    code: "A" | "B" | "C";
    items: {
      dosage?: string | null;
      priceFen?: number | null;
      risk?: string | null;
      serviceId: string;
      sessions?: number | null;
      sites?: string | null;
      timing?: string | null;
    }[];
  }[];
  summary?: string | null;
}
export interface Treatment_plan {
  acceptedFen?: number | null;
  acceptedOption?: "A" | "B" | "C" | null;
  branchId?: string | null;
  consultationId?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  customerId?: string | null;
  decidedAt?: string | null;
  decidedBy?: string | null;
  declinedReason?: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other" | null;
  id?: string | null;
  masked?: string[];
  revision?: number | null;
  state?: "draft" | "discussed" | "joint_review" | "accepted" | "declined" | "superseded" | null;
  summary?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface TriageRuleChange {
  ownerFirst: boolean;
  strategy: "round_robin" | "least_busy" | "on_shift" | "by_hand";
}
export interface User {
  createdAt?: string | null;
  displayName: string;
  id: string;
  locale?: "zh" | "en" | null;
  passwordSetAt?: string | null;
  state: "invited" | "active" | "suspended" | "left";
  totpEnabled?: boolean;
  userName?: string;
  version?: number;
}
export interface UserChange {
  displayName?: string | null;
  locale?: "zh" | "en" | null;
}
export interface UserInvitation {
  displayName: string;
  locale?: "zh" | "en" | null;
  userName: string;
}
export interface Visit {
  appointmentId?: string | null;
  arrivedAt?: string | null;
  branchId?: string | null;
  consultantId?: string | null;
  customerId?: string | null;
  doctorId?: string | null;
  id?: string | null;
  kind?: "arrival" | "treatment" | null;
  leftAt?: string | null;
  masked?: string[];
  noDealReason?: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other" | null;
  recordedAt?: string | null;
  recordedBy?: string | null;
  roomId?: string | null;
  source?: string | null;
  state?: "registered" | "triaged" | "consulting" | "planned" | "ordered" | "no_deal" | "treated" | "left" | null;
  step?: "waiting" | "consultation" | "cashier" | "treatment" | "observation" | "left" | null;
  stepSince?: string | null;
  triagedBy?: "own" | "round_robin" | "least_busy" | "on_shift" | "person" | null;
  type?: "first" | "return" | "repeat_purchase" | "review" | "other" | null;
  version?: number | null;
  visitedOn?: string | null;
  withdrawnAt?: string | null;
  withdrawsId?: string | null;
}
export interface VisitCreation {
  branchId?: string | null;
  kind: "arrival" | "treatment";
  visitedOn?: string | null;
}
export interface VisitHandOver {
  consultantId?: string | null;
  doctorId?: string | null;
  reason?: string | null;
  strategy?: "own" | "round_robin" | "least_busy" | "on_shift" | null;
  type?: "first" | "return" | "repeat_purchase" | "review" | "other" | null;
}
export interface VisitLeaving {
  noDealReason?: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other" | null;
}
export interface VisitMove {
  roomId?: string | null;
  step: "waiting" | "consultation" | "cashier" | "treatment" | "observation";
}
export interface Visit_step {
  consultantId?: string | null;
  customerId?: string | null;
  doctorId?: string | null;
  id?: string | null;
  masked?: string[];
  movedBy?: string | null;
  position?: number | null;
  roomId?: string | null;
  since?: string | null;
  state?: "registered" | "triaged" | "consulting" | "planned" | "ordered" | "no_deal" | "treated" | "left" | null;
  step?: "waiting" | "consultation" | "cashier" | "treatment" | "observation" | "left" | null;
  visitId?: string | null;
}
export interface WaitingBoard {
  asOf: string;
  branchId: string;
  data: {
    customer: Record<string, unknown> | null;
    missingConsents?: ("treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive")[] | null;
    requiredForms?: string[];
    seconds: Record<string, unknown>;
    visit: {
      appointmentId?: string | null;
      arrivedAt?: string | null;
      branchId?: string | null;
      consultantId?: string | null;
      customerId?: string | null;
      doctorId?: string | null;
      id?: string | null;
      kind?: "arrival" | "treatment" | null;
      leftAt?: string | null;
      masked?: string[];
      noDealReason?: "price" | "comparing" | "thinking" | "family" | "effect" | "unsuitable" | "no_time" | "other" | null;
      recordedAt?: string | null;
      recordedBy?: string | null;
      roomId?: string | null;
      source?: string | null;
      state?: "registered" | "triaged" | "consulting" | "planned" | "ordered" | "no_deal" | "treated" | "left" | null;
      step?: "waiting" | "consultation" | "cashier" | "treatment" | "observation" | "left" | null;
      stepSince?: string | null;
      triagedBy?: "own" | "round_robin" | "least_busy" | "on_shift" | "person" | null;
      type?: "first" | "return" | "repeat_purchase" | "review" | "other" | null;
      version?: number | null;
      visitedOn?: string | null;
      withdrawnAt?: string | null;
      withdrawsId?: string | null;
    };
  }[];
  day: string;
}
export interface WaitlistEntryChange {
  after?: number | null;
  before?: number | null;
  from?: string | null;
  resources?: string[] | null;
  until?: string | null;
  weekdays?: string[] | null;
}
export interface WaitlistEntryCreation {
  after?: number | null;
  before?: number | null;
  branchId: string;
  customerId: string;
  from: string;
  priority?: number | null;
  resources?: string[] | null;
  services: string[];
  until: string;
  weekdays?: string[] | null;
}
export interface WaitlistOffer {
  on?: string | null;
}
export interface Waitlist_entry {
  after?: number | null;
  appointmentId?: string | null;
  before?: number | null;
  branchId?: string | null;
  createdAt?: string | null;
  createdBy?: string | null;
  customerId?: string | null;
  endedAt?: string | null;
  from?: string | null;
  id?: string | null;
  isHidden?: boolean;
  masked?: string[];
  offeredUntil?: string | null;
  priority?: number | null;
  resources?: string[] | string | null;
  services?: string[] | string | null;
  state?: "waiting" | "offered" | "booked" | "withdrawn" | "expired" | null;
  until?: string | null;
  updatedAt?: string | null;
  version?: number | null;
  weekdays?: string[] | null;
}
export interface Warning {
  createdAt?: string | null;
  customerId?: string | null;
  detail?: string | null;
  id?: string | null;
  kind?: "allergy" | "scarring" | "pregnancy" | "nursing" | "medication" | "disease" | "implant" | "bleeding" | "infection" | "other";
  masked?: string[];
  recordedBy?: string | null;
  severity?: "note" | "caution" | "stop";
  since?: string;
  until?: string | null;
  updatedAt?: string | null;
  version?: number | null;
}
export interface WarningChange {
  detail?: string | null;
  kind?: "allergy" | "scarring" | "pregnancy" | "nursing" | "medication" | "disease" | "implant" | "bleeding" | "infection" | "other";
  severity?: "note" | "caution" | "stop";
  since?: string;
  until?: string | null;
}
export interface WarningCreation {
  detail?: string | null;
  kind: "allergy" | "scarring" | "pregnancy" | "nursing" | "medication" | "disease" | "implant" | "bleeding" | "infection" | "other";
  severity: "note" | "caution" | "stop";
  since: string;
  until?: string | null;
}
export interface Webhook {
  active: boolean;
  createdAt?: string;
  createdBy?: string | null;
  eventTypes: ("customer.created" | "customer.changed" | "note.created" | "note.changed" | "customer.merged" | "customer.unmerged" | "appointment.booked" | "appointment.changed" | "appointment.ended" | "appointment.reminder_due" | "waitlist.offered" | "lead.created" | "lead.assigned" | "lead.changed" | "task.created" | "task.closed" | "online_request.received" | "online_request.changed")[];
  failingSince?: string | null;
  id: string;
  name: string;
  pauseReason?: "person" | "failing" | "gone" | null;
  updatedAt?: string;
  url: string;
  version: number;
}
export interface WebhookChange {
  active?: boolean | null;
  eventTypes?: ("customer.created" | "customer.changed" | "note.created" | "note.changed" | "customer.merged" | "customer.unmerged" | "appointment.booked" | "appointment.changed" | "appointment.ended" | "appointment.reminder_due" | "waitlist.offered" | "lead.created" | "lead.assigned" | "lead.changed" | "task.created" | "task.closed" | "online_request.received" | "online_request.changed")[] | null;
  name?: string | null;
  url?: string | null;
}
export interface WebhookCreation {
  active?: boolean | null;
  eventTypes: ("customer.created" | "customer.changed" | "note.created" | "note.changed" | "customer.merged" | "customer.unmerged" | "appointment.booked" | "appointment.changed" | "appointment.ended" | "appointment.reminder_due" | "waitlist.offered" | "lead.created" | "lead.assigned" | "lead.changed" | "task.created" | "task.closed" | "online_request.received" | "online_request.changed")[];
  name: string;
  url: string;
}
export interface WebhookDelivery {
  attemptedAt?: string | null;
  attempts: number;
  createdAt: string;
  error?: string | null;
  eventId: string;
  eventType: string;
  id: string;
  milliseconds?: number | null;
  objectId?: string;
  objectType?: string;
  occurredAt?: string;
  state: "pending" | "delivered" | "failed";
  status?: number | null;
}
export interface WebhookSecret {
  secret: string;
}

/** Every operation: what it takes in path, query and body, and what it answers. */
export interface Operations {
  "POST /v1/access/preview": {
    path: undefined;
    query: undefined;
    body: AccessQuestion;
    reply: AccessPreview;
  };
  "GET /v1/alerts": {
    path: undefined;
    query: { "filter[state]"?: string; "filter[kind]"?: string; "filter[severity]"?: string; "filter[subjectId]"?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Alert[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/alerts/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Alert;
  };
  "POST /v1/alerts/{id}/acknowledgement": {
    path: { id: string };
    query: undefined;
    body: AlertAcknowledgement;
    reply: Alert;
  };
  "POST /v1/alerts/{id}/closing": {
    path: { id: string };
    query: undefined;
    body: AlertClosing;
    reply: Alert;
  };
  "GET /v1/api-keys": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: APIKey[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/api-keys": {
    path: undefined;
    query: undefined;
    body: APIKeyCreation;
    reply: CreatedAPIKey;
  };
  "DELETE /v1/api-keys/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/api-keys/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: APIKey;
  };
  "POST /v1/appointment-bundles": {
    path: undefined;
    query: undefined;
    body: AppointmentBundleCreation;
    reply: AppointmentBundle;
  };
  "GET /v1/appointments": {
    path: undefined;
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[branchId]"?: string; "filter[customerId]"?: string; "filter[state]"?: string; "filter[startsAt]"?: string; "filter[endsAt]"?: string; "filter[source]"?: string; "filter[bundleId]"?: string; "filter[depositState]"?: string; "filter[createdBy]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Appointment[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/appointments": {
    path: undefined;
    query: undefined;
    body: AppointmentCreation;
    reply: AppointmentDetail;
  };
  "DELETE /v1/appointments/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/appointments/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: AppointmentDetail;
  };
  "PATCH /v1/appointments/{id}": {
    path: { id: string };
    query: undefined;
    body: AppointmentChange;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/arrival": {
    path: { id: string };
    query: undefined;
    body: AppointmentArrival;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/booking": {
    path: { id: string };
    query: undefined;
    body: HeldAppointmentBooking;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/cancellation": {
    path: { id: string };
    query: undefined;
    body: AppointmentReason;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/completion": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/confirmation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/deposit-waiver": {
    path: { id: string };
    query: undefined;
    body: AppointmentReason;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/no-show": {
    path: { id: string };
    query: undefined;
    body: AppointmentReason;
    reply: AppointmentDetail;
  };
  "POST /v1/appointments/{id}/start": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: AppointmentDetail;
  };
  "GET /v1/attachment-links/{token}": {
    path: { token: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/audit/batches": {
    path: undefined;
    query: { limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: AuditBatch[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/audit/events": {
    path: undefined;
    query: { "filter[actorId]"?: string; "filter[customerId]"?: string; "filter[field]"?: string; "filter[action]"?: string; "filter[outcome]"?: string; "filter[branchId]"?: string; "filter[at][gte]"?: string; "filter[at][lt]"?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: AuditEvent[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/audit/events/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: AuditEventDetail;
  };
  "GET /v1/audit/incident-pack": {
    path: undefined;
    query: { actorId?: string; from?: string; until?: string; format?: string };
    body: undefined;
    reply: IncidentPack;
  };
  "GET /v1/audit/note": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/audit/questions": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: AuditQuestions;
  };
  "GET /v1/audit/questions/{name}": {
    path: { name: string };
    query: { customerId?: string; what?: string; field?: string; actorId?: string; rows?: string; factor?: string; from?: string; until?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: AuditAnswerRow[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/audit/questions/{name}/exports": {
    path: { name: string };
    query: undefined;
    body: Record<string, unknown>;
    reply: undefined;
  };
  "GET /v1/audit/settings": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: AuditSettings;
  };
  "PATCH /v1/audit/settings": {
    path: undefined;
    query: undefined;
    body: AuditSettingsChange;
    reply: AuditSettings;
  };
  "POST /v1/audit/verifications": {
    path: undefined;
    query: undefined;
    body: AuditVerificationRequest;
    reply: AuditVerification;
  };
  "GET /v1/backup-days": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: BackupDays;
  };
  "GET /v1/backups": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      bytes: number;
      drilledAt: string | null;
      endedAt: string;
      name: string;
      seconds: number;
    }[];
  };
  };
  "GET /v1/branches": {
    path: undefined;
    query: { kind?: string };
    body: undefined;
    reply: {
    data: Branch[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/branches": {
    path: undefined;
    query: undefined;
    body: BranchCreation;
    reply: Branch;
  };
  "PATCH /v1/branches/{id}": {
    path: { id: string };
    query: undefined;
    body: BranchChange;
    reply: Branch;
  };
  "GET /v1/branches/{id}/appointments": {
    path: { id: string };
    query: { from?: string; to?: string; resource?: string; ended?: string };
    body: undefined;
    reply: AppointmentCalendar;
  };
  "POST /v1/branches/{id}/catalogue-copies": {
    path: { id: string };
    query: undefined;
    body: CatalogueCopy;
    reply: CatalogueCopied;
  };
  "POST /v1/branches/{id}/catalogue-copies/checks": {
    path: { id: string };
    query: undefined;
    body: CatalogueCopy;
    reply: CatalogueCopied;
  };
  "GET /v1/branches/{id}/opening-hours": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: OpeningHours;
  };
  "PUT /v1/branches/{id}/opening-hours": {
    path: { id: string };
    query: undefined;
    body: OpeningHoursChange;
    reply: OpeningHours;
  };
  "GET /v1/branches/{id}/prices": {
    path: { id: string };
    query: { day?: string; services?: string };
    body: undefined;
    reply: {
    data: {
      priceFen: number;
      serviceId: string;
      since: string | null;
      unitId: string | null;
    }[];
    day: string;
  };
  };
  "GET /v1/branches/{id}/roster": {
    path: { id: string };
    query: { week?: string };
    body: undefined;
    reply: Roster;
  };
  "PUT /v1/branches/{id}/roster": {
    path: { id: string };
    query: undefined;
    body: RosterDraft;
    reply: Roster;
  };
  "GET /v1/branches/{id}/roster/conflicts": {
    path: { id: string };
    query: { week?: string };
    body: undefined;
    reply: {
    data: {
      appointmentId: string | null;
      endsAt: string;
      kind: "booking" | "leave" | "elsewhere" | "closed" | "block";
      resourceId: string;
      startsAt: string;
    }[];
  };
  };
  "POST /v1/branches/{id}/roster/copies": {
    path: { id: string };
    query: undefined;
    body: RosterCopy;
    reply: Roster;
  };
  "POST /v1/branches/{id}/roster/publications": {
    path: { id: string };
    query: undefined;
    body: RosterPublication;
    reply: Roster;
  };
  "GET /v1/branches/{id}/slots": {
    path: { id: string };
    query: { services?: string; from?: string; to?: string; weekdays?: string; after?: string; before?: string; resources?: string; step?: string; limit?: string };
    body: undefined;
    reply: {
    data: {
      endsAt: string;
      segments: {
        endsAt: string;
        name: string;
        resourceIds: string[];
        serviceId: string;
        startsAt: string;
      }[];
      startsAt: string;
    }[];
    unmet: {
      segment: string;
      serviceId: string;
    }[];
  };
  };
  "GET /v1/branches/{id}/triage-rule": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    branchId: string;
    ownerFirst: boolean;
    strategy: "round_robin" | "least_busy" | "on_shift" | "by_hand";
    updatedAt: string | null;
    updatedBy: string | null;
    version: number;
  };
  };
  "PUT /v1/branches/{id}/triage-rule": {
    path: { id: string };
    query: undefined;
    body: TriageRuleChange;
    reply: {
    branchId: string;
    ownerFirst: boolean;
    strategy: "round_robin" | "least_busy" | "on_shift" | "by_hand";
    updatedAt: string | null;
    updatedBy: string | null;
    version: number;
  };
  };
  "GET /v1/branches/{id}/waiting-board": {
    path: { id: string };
    query: { day?: string };
    body: undefined;
    reply: WaitingBoard;
  };
  "GET /v1/branches/{id}/working-time": {
    path: { id: string };
    query: { from?: string; to?: string; kinds?: string };
    body: undefined;
    reply: {
    intervals: {
      endsAt: string;
      kind: string;
      resourceId: string;
      startsAt: string;
    }[];
    taken: {
      endsAt: string;
      kind: string;
      place: number;
      resourceId: string;
      startsAt: string;
    }[];
  };
  };
  "POST /v1/break-glass": {
    path: undefined;
    query: undefined;
    body: BreakGlassByHandle;
    reply: BreakGlassOpened;
  };
  "GET /v1/break-glass/reviews": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: BreakGlassReview[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/break-glass/reviews/{id}": {
    path: { id: string };
    query: undefined;
    body: BreakGlassVerdict;
    reply: BreakGlassReview;
  };
  "DELETE /v1/break-glass/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/bulk-actions": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: {
      createdAt: string;
      createdBy: string;
      done: number;
      error?: string | null;
      finishedAt?: string | null;
      id: string;
      kind: string;
      plan?: Record<string, unknown>;
      reason?: string | null;
      refused: number;
      state: "waiting" | "running" | "done" | "cancelled" | "failed";
      subjectId?: string | null;
      total: number;
      undoesId?: string | null;
      undoneBy?: string | null;
      version: number;
    }[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/bulk-actions/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    createdAt: string;
    createdBy: string;
    done: number;
    error?: string | null;
    finishedAt?: string | null;
    id: string;
    kind: string;
    plan?: Record<string, unknown>;
    reason?: string | null;
    refused: number;
    state: "waiting" | "running" | "done" | "cancelled" | "failed";
    subjectId?: string | null;
    total: number;
    undoesId?: string | null;
    undoneBy?: string | null;
    version: number;
  };
  };
  "POST /v1/bulk-actions/{id}/cancellation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    createdAt: string;
    createdBy: string;
    done: number;
    error?: string | null;
    finishedAt?: string | null;
    id: string;
    kind: string;
    plan?: Record<string, unknown>;
    reason?: string | null;
    refused: number;
    state: "waiting" | "running" | "done" | "cancelled" | "failed";
    subjectId?: string | null;
    total: number;
    undoesId?: string | null;
    undoneBy?: string | null;
    version: number;
  };
  };
  "POST /v1/bulk-actions/{id}/reversal": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    createdAt: string;
    createdBy: string;
    done: number;
    error?: string | null;
    finishedAt?: string | null;
    id: string;
    kind: string;
    plan?: Record<string, unknown>;
    reason?: string | null;
    refused: number;
    state: "waiting" | "running" | "done" | "cancelled" | "failed";
    subjectId?: string | null;
    total: number;
    undoesId?: string | null;
    undoneBy?: string | null;
    version: number;
  };
  };
  "GET /v1/bulk-actions/{id}/rows": {
    path: { id: string };
    query: { after?: string; outcome?: string };
    body: undefined;
    reply: {
    data: {
      code?: string | null;
      lane: string;
      objectId: string;
      outcome: "waiting" | "done" | "unchanged" | "refused" | "cancelled";
      position: number;
      toId?: string | null;
    }[];
    next: number | null;
  };
  };
  "GET /v1/calendar-days": {
    path: undefined;
    query: { "filter[unitId]"?: string; "filter[day]"?: string; "filter[kind]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Calendar_day[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/calendar-days": {
    path: undefined;
    query: undefined;
    body: Calendar_dayCreation;
    reply: Calendar_day;
  };
  "DELETE /v1/calendar-days/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/calendar-days/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Calendar_day;
  };
  "PATCH /v1/calendar-days/{id}": {
    path: { id: string };
    query: undefined;
    body: Calendar_dayChange;
    reply: Calendar_day;
  };
  "GET /v1/care-requests": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: CareRequest[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/care-requests": {
    path: undefined;
    query: undefined;
    body: CareRequestCreation;
    reply: CareRequest;
  };
  "GET /v1/care-requests/queue": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: CareRequest[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/care-requests/{id}/decision": {
    path: { id: string };
    query: undefined;
    body: CareRequestDecision;
    reply: CareRequest;
  };
  "POST /v1/catalogue-imports": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "POST /v1/catalogue-imports/checks": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "POST /v1/catalogue-imports/packages": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "POST /v1/catalogue-imports/packages/checks": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "POST /v1/catalogue-imports/prices": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "POST /v1/catalogue-imports/prices/checks": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "POST /v1/catalogue-imports/resources": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "POST /v1/catalogue-imports/resources/checks": {
    path: undefined;
    query: undefined;
    body: CatalogueImportCreation;
    reply: CatalogueImport;
  };
  "GET /v1/consent-coverage": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: ConsentCoverage;
  };
  "GET /v1/consent-notices": {
    path: undefined;
    query: { "filter[purpose]"?: string; "filter[language]"?: string; "filter[state]"?: string };
    body: undefined;
    reply: {
    data: {
      body?: string;
      createdAt?: string;
      createdBy?: string;
      digest?: string;
      edition?: number;
      id?: string;
      language?: "zh" | "en";
      publishedAt?: string | null;
      publishedBy?: string | null;
      purpose?: "treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive";
      requiresRenewal?: boolean;
      state?: "draft" | "published" | "discarded";
      title?: string;
      version?: number;
    }[];
  };
  };
  "POST /v1/consent-notices": {
    path: undefined;
    query: undefined;
    body: ConsentNoticeDraft;
    reply: ConsentNotice;
  };
  "GET /v1/consent-notices/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: ConsentNotice;
  };
  "POST /v1/consent-notices/{id}/discard": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: ConsentNotice;
  };
  "POST /v1/consent-notices/{id}/publication": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: ConsentNotice;
  };
  "GET /v1/consents/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Consent;
  };
  "GET /v1/consultations": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[visitId]"?: string; "filter[consultantId]"?: string; "filter[outcome]"?: string; "filter[noDealReason]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Consultation[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/consultations/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Consultation;
  };
  "PATCH /v1/consultations/{id}": {
    path: { id: string };
    query: undefined;
    body: ConsultationChange;
    reply: Consultation;
  };
  "POST /v1/consultations/{id}/closing": {
    path: { id: string };
    query: undefined;
    body: ConsultationClosing;
    reply: Consultation;
  };
  "GET /v1/consultations/{id}/marks": {
    path: { id: string };
    query: { sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Consultation_mark[];
    page: {
      next: string | null;
    };
  };
  };
  "PUT /v1/consultations/{id}/marks": {
    path: { id: string };
    query: undefined;
    body: ConsultationMarks;
    reply: Consultation;
  };
  "PUT /v1/consultations/{id}/photos": {
    path: { id: string };
    query: undefined;
    body: ConsultationPhotos;
    reply: Consultation;
  };
  "GET /v1/consultations/{id}/plans": {
    path: { id: string };
    query: { "filter[consultationId]"?: string; "filter[branchId]"?: string; "filter[state]"?: string; "filter[acceptedOption]"?: string; "filter[declinedReason]"?: string; "filter[createdBy]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Treatment_plan[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/consultations/{id}/plans": {
    path: { id: string };
    query: undefined;
    body: TreatmentPlanDraft;
    reply: TreatmentPlanDocument;
  };
  "GET /v1/custom-fields": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: CustomField[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/custom-fields": {
    path: undefined;
    query: undefined;
    body: CustomFieldCreation;
    reply: CustomField;
  };
  "PATCH /v1/custom-fields/{id}": {
    path: { id: string };
    query: undefined;
    body: CustomFieldChange;
    reply: CustomField;
  };
  "DELETE /v1/customer-addresses/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PATCH /v1/customer-addresses/{id}": {
    path: { id: string };
    query: undefined;
    body: Customer_addressChange;
    reply: Customer_address;
  };
  "POST /v1/customer-addresses/{id}/reveal": {
    path: { id: string };
    query: undefined;
    body: CustomerReveal;
    reply: CustomerRevealed;
  };
  "DELETE /v1/customer-attachments/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PATCH /v1/customer-attachments/{id}": {
    path: { id: string };
    query: undefined;
    body: AttachmentChange;
    reply: Attachment;
  };
  "POST /v1/customer-attachments/{id}/content": {
    path: { id: string };
    query: undefined;
    body: AttachmentPurpose;
    reply: undefined;
  };
  "POST /v1/customer-attachments/{id}/links": {
    path: { id: string };
    query: undefined;
    body: AttachmentPurpose;
    reply: AttachmentLink;
  };
  "GET /v1/customer-duplicates": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: DuplicatePair[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/customer-duplicates/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: DuplicatePair;
  };
  "DELETE /v1/customer-duplicates/{id}/dismissal": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: DuplicatePair;
  };
  "PUT /v1/customer-duplicates/{id}/dismissal": {
    path: { id: string };
    query: undefined;
    body: DuplicateDismissal;
    reply: DuplicatePair;
  };
  "GET /v1/customer-fields": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: CustomerField[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/customer-merges/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    fields: string[];
    id: string;
    mergedAt: string;
    mergedBy: string;
    moved?: {
      count: number;
      name: string;
      what: string;
    }[];
    reason?: string | null;
    sourceId: string;
    sourceNumber: number;
    state: "merged" | "undone";
    targetId: string;
    undoReason?: string | null;
    undoneAt?: string | null;
    undoneBy?: string | null;
    version: number;
  };
  };
  "POST /v1/customer-merges/{id}/reversal": {
    path: { id: string };
    query: undefined;
    body: MergeReversal;
    reply: {
    fields: string[];
    id: string;
    mergedAt: string;
    mergedBy: string;
    moved?: {
      count: number;
      name: string;
      what: string;
    }[];
    reason?: string | null;
    sourceId: string;
    sourceNumber: number;
    state: "merged" | "undone";
    targetId: string;
    undoReason?: string | null;
    undoneAt?: string | null;
    undoneBy?: string | null;
    version: number;
  };
  };
  "GET /v1/customer-numbering": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: CustomerNumbering;
  };
  "PUT /v1/customer-numbering": {
    path: undefined;
    query: undefined;
    body: CustomerNumberingChange;
    reply: CustomerNumbering;
  };
  "DELETE /v1/customer-phones/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PATCH /v1/customer-phones/{id}": {
    path: { id: string };
    query: undefined;
    body: Customer_phoneChange;
    reply: Customer_phone;
  };
  "POST /v1/customer-phones/{id}/reveal": {
    path: { id: string };
    query: undefined;
    body: CustomerReveal;
    reply: CustomerRevealed;
  };
  "DELETE /v1/customer-relations/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PATCH /v1/customer-relations/{id}": {
    path: { id: string };
    query: undefined;
    body: RelationChange;
    reply: Relation;
  };
  "PATCH /v1/customer-warnings/{id}": {
    path: { id: string };
    query: undefined;
    body: WarningChange;
    reply: Warning;
  };
  "GET /v1/customers": {
    path: undefined;
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers": {
    path: undefined;
    query: undefined;
    body: CustomerCreation;
    reply: Customer;
  };
  "POST /v1/customers/bulk-actions": {
    path: undefined;
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: BulkActionCreation;
    reply: {
    createdAt: string;
    createdBy: string;
    done: number;
    error?: string | null;
    finishedAt?: string | null;
    id: string;
    kind: string;
    plan?: Record<string, unknown>;
    reason?: string | null;
    refused: number;
    state: "waiting" | "running" | "done" | "cancelled" | "failed";
    subjectId?: string | null;
    total: number;
    undoesId?: string | null;
    undoneBy?: string | null;
    version: number;
  };
  };
  "GET /v1/customers/bulk-actions/selection": {
    path: undefined;
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: BulkSelection;
  };
  "POST /v1/customers/duplicate-checks": {
    path: undefined;
    query: undefined;
    body: DuplicateCheck;
    reply: DuplicateMatches;
  };
  "POST /v1/customers/exports": {
    path: undefined;
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; segment?: string };
    body: ExportCreation;
    reply: Export;
  };
  "GET /v1/customers/groups": {
    path: undefined;
    query: { by?: string; "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: CustomerGroups;
  };
  "GET /v1/customers/groups/members": {
    path: undefined;
    query: { by?: string; key?: string; "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/search": {
    path: undefined;
    query: undefined;
    body: CustomerSearch;
    reply: {
    data: Customer[];
    near: number;
    truncated: boolean;
  };
  };
  "GET /v1/customers/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Customer;
  };
  "PATCH /v1/customers/{id}": {
    path: { id: string };
    query: undefined;
    body: CustomerChange;
    reply: Customer;
  };
  "GET /v1/customers/{id}/addresses": {
    path: { id: string };
    query: { sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer_address[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/addresses": {
    path: { id: string };
    query: undefined;
    body: Customer_addressCreation;
    reply: Customer_address;
  };
  "GET /v1/customers/{id}/appointments": {
    path: { id: string };
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[branchId]"?: string; "filter[customerId]"?: string; "filter[state]"?: string; "filter[startsAt]"?: string; "filter[endsAt]"?: string; "filter[source]"?: string; "filter[bundleId]"?: string; "filter[depositState]"?: string; "filter[createdBy]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Appointment[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/customers/{id}/attachments": {
    path: { id: string };
    query: { "filter[category]"?: string; "filter[uploadedBy]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Attachment[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/attachments": {
    path: { id: string };
    query: { category?: string };
    body: string;
    reply: Attachment;
  };
  "POST /v1/customers/{id}/break-glass": {
    path: { id: string };
    query: undefined;
    body: BreakGlass;
    reply: BreakGlassOpened;
  };
  "PUT /v1/customers/{id}/care-relations/{userId}": {
    path: { id: string; userId: string };
    query: undefined;
    body: CareRelation;
    reply: undefined;
  };
  "POST /v1/customers/{id}/check-in-codes": {
    path: { id: string };
    query: undefined;
    body: CheckInCodeRequest;
    reply: {
    code: string;
    qrCode: {
      path: string;
      size: number;
    };
    until: string;
  };
  };
  "GET /v1/customers/{id}/consent-states": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    data: {
      allowed?: boolean;
      consentId?: string | null;
      purpose?: "treatment" | "sensitive_data" | "marketing_call" | "marketing_sms" | "marketing_wechat" | "photo_treatment" | "photo_teaching" | "photo_promotion" | "branch_sharing" | "partner_disclosure" | "chat_archive";
      reason?: "given" | "never_given" | "ended" | "renewal_needed" | "minor" | "objected" | "restricted";
      since?: string | null;
    }[];
  };
  };
  "POST /v1/customers/{id}/consent-withdrawals": {
    path: { id: string };
    query: undefined;
    body: ConsentWithdrawal;
    reply: ConsentsWithdrawn;
  };
  "GET /v1/customers/{id}/consents": {
    path: { id: string };
    query: { "filter[purpose]"?: string; "filter[state]"?: string; "filter[noticeId]"?: string; "filter[givenAt]"?: string; "filter[recordedBy]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Consent[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/consents": {
    path: { id: string };
    query: undefined;
    body: ConsentGiven;
    reply: Consent;
  };
  "GET /v1/customers/{id}/consultations": {
    path: { id: string };
    query: { "filter[branchId]"?: string; "filter[visitId]"?: string; "filter[consultantId]"?: string; "filter[outcome]"?: string; "filter[noDealReason]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Consultation[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/consultations": {
    path: { id: string };
    query: undefined;
    body: ConsultationCreation;
    reply: Consultation;
  };
  "GET /v1/customers/{id}/custom-files/{code}": {
    path: { id: string; code: string };
    query: undefined;
    body: undefined;
    reply: CustomerFile;
  };
  "GET /v1/customers/{id}/custom-files/{code}/content": {
    path: { id: string; code: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/customers/{id}/data-requests": {
    path: { id: string };
    query: undefined;
    body: DataRequestReceived;
    reply: DataRequestReceipt;
  };
  "GET /v1/customers/{id}/disclosures": {
    path: { id: string };
    query: { "filter[recipient]"?: string; "filter[abroad]"?: string; "filter[ground]"?: string; "filter[disclosedAt]"?: string; "filter[recordedBy]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Disclosure[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/disclosures": {
    path: { id: string };
    query: undefined;
    body: DisclosureRecorded;
    reply: Disclosure;
  };
  "GET /v1/customers/{id}/introductions": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    ancestors: Customer[];
    descendants: Customer[][];
    truncated: boolean;
  };
  };
  "GET /v1/customers/{id}/lanes": {
    path: { id: string };
    query: { at?: string; "filter[lane]"?: string; "filter[userId]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Lane[];
    page: {
      next: string | null;
    };
  };
  };
  "PUT /v1/customers/{id}/lanes/{lane}": {
    path: { id: string; lane: string };
    query: undefined;
    body: CustomerLaneChange;
    reply: undefined;
  };
  "GET /v1/customers/{id}/level": {
    path: { id: string };
    query: { at?: string };
    body: undefined;
    reply: CustomerLevel;
  };
  "GET /v1/customers/{id}/levels": {
    path: { id: string };
    query: { sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Level_change[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/customers/{id}/merge-preview": {
    path: { id: string };
    query: { source?: string };
    body: undefined;
    reply: CustomerMergePreview;
  };
  "GET /v1/customers/{id}/merges": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    data: {
      fields: string[];
      id: string;
      mergedAt: string;
      mergedBy: string;
      moved?: {
        count: number;
        name: string;
        what: string;
      }[];
      reason?: string | null;
      sourceId: string;
      sourceNumber: number;
      state: "merged" | "undone";
      targetId: string;
      undoReason?: string | null;
      undoneAt?: string | null;
      undoneBy?: string | null;
      version: number;
    }[];
  };
  };
  "POST /v1/customers/{id}/merges": {
    path: { id: string };
    query: undefined;
    body: CustomerMergeCreation;
    reply: CustomerMergeCreated;
  };
  "GET /v1/customers/{id}/notes": {
    path: { id: string };
    query: { "filter[authorId]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Note[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/notes": {
    path: { id: string };
    query: undefined;
    body: NoteCreation;
    reply: Note;
  };
  "GET /v1/customers/{id}/owners": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    data: {
      ownerId: string | null;
      since: string;
    }[];
  };
  };
  "GET /v1/customers/{id}/phones": {
    path: { id: string };
    query: { sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer_phone[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/phones": {
    path: { id: string };
    query: undefined;
    body: Customer_phoneCreation;
    reply: Customer_phone;
  };
  "GET /v1/customers/{id}/relations": {
    path: { id: string };
    query: { sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Relation[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/relations": {
    path: { id: string };
    query: undefined;
    body: RelationCreation;
    reply: Relation;
  };
  "DELETE /v1/customers/{id}/restriction": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PUT /v1/customers/{id}/restriction": {
    path: { id: string };
    query: undefined;
    body: CustomerRestriction;
    reply: undefined;
  };
  "POST /v1/customers/{id}/reveal": {
    path: { id: string };
    query: undefined;
    body: CustomerReveal;
    reply: CustomerRevealed;
  };
  "GET /v1/customers/{id}/shares": {
    path: { id: string };
    query: { "filter[branchId]"?: string; "filter[scope]"?: string; "filter[until]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Share[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/shares": {
    path: { id: string };
    query: undefined;
    body: CustomerShareCreation;
    reply: CustomerShareCreated;
  };
  "DELETE /v1/customers/{id}/shares/{shareId}": {
    path: { id: string; shareId: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/customers/{id}/tag-history": {
    path: { id: string };
    query: { "filter[tagId]"?: string; "filter[source]"?: string; "filter[since]"?: string; "filter[setBy]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer_tag[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/customers/{id}/tags": {
    path: { id: string };
    query: { at?: string; "filter[tagId]"?: string; "filter[source]"?: string; "filter[since]"?: string; "filter[setBy]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer_tag[];
    page: {
      next: string | null;
    };
  };
  };
  "DELETE /v1/customers/{id}/tags/{tagId}": {
    path: { id: string; tagId: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PUT /v1/customers/{id}/tags/{tagId}": {
    path: { id: string; tagId: string };
    query: undefined;
    body: CustomerTagGiven;
    reply: Customer_tag;
  };
  "GET /v1/customers/{id}/timeline": {
    path: { id: string };
    query: { "filter[at]"?: string; "filter[kind]"?: string; "filter[actorId]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Timeline[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/customers/{id}/treatment-plans": {
    path: { id: string };
    query: { "filter[consultationId]"?: string; "filter[branchId]"?: string; "filter[state]"?: string; "filter[acceptedOption]"?: string; "filter[declinedReason]"?: string; "filter[createdBy]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Treatment_plan[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/customers/{id}/visits": {
    path: { id: string };
    query: { "filter[branchId]"?: string; "filter[visitedOn]"?: string; "filter[kind]"?: string; "filter[type]"?: string; "filter[state]"?: string; "filter[step]"?: string; "filter[arrivedAt]"?: string; "filter[leftAt]"?: string; "filter[consultantId]"?: string; "filter[doctorId]"?: string; "filter[roomId]"?: string; "filter[appointmentId]"?: string; "filter[noDealReason]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Visit[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/visits": {
    path: { id: string };
    query: undefined;
    body: VisitCreation;
    reply: Visit;
  };
  "GET /v1/customers/{id}/warnings": {
    path: { id: string };
    query: { sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Warning[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/customers/{id}/warnings": {
    path: { id: string };
    query: undefined;
    body: WarningCreation;
    reply: Warning;
  };
  "POST /v1/data-exports/download": {
    path: undefined;
    query: undefined;
    body: DataExportDownload;
    reply: undefined;
  };
  "GET /v1/data-requests": {
    path: undefined;
    query: { "filter[number]"?: string; "filter[customerId]"?: string; "filter[kind]"?: string; "filter[state]"?: string; "filter[receivedAt]"?: string; "filter[dueAt]"?: string; "filter[settledAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Data_request[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/data-requests/exports": {
    path: undefined;
    query: { "filter[number]"?: string; "filter[customerId]"?: string; "filter[kind]"?: string; "filter[state]"?: string; "filter[receivedAt]"?: string; "filter[dueAt]"?: string; "filter[settledAt]"?: string; sort?: string };
    body: ExportCreation;
    reply: Export;
  };
  "GET /v1/data-requests/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Data_request;
  };
  "POST /v1/data-requests/{id}/cancellation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Data_request;
  };
  "POST /v1/data-requests/{id}/completion": {
    path: { id: string };
    query: undefined;
    body: DataRequestCompletion;
    reply: Data_request;
  };
  "POST /v1/data-requests/{id}/exports": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: DataExport;
  };
  "POST /v1/data-requests/{id}/identity-check": {
    path: { id: string };
    query: undefined;
    body: DataRequestIdentity;
    reply: Data_request;
  };
  "POST /v1/data-requests/{id}/lifting": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Data_request;
  };
  "POST /v1/data-requests/{id}/refusal": {
    path: { id: string };
    query: undefined;
    body: DataRequestRefusal;
    reply: Data_request;
  };
  "GET /v1/disclosures": {
    path: undefined;
    query: { "filter[recipient]"?: string; "filter[abroad]"?: string; "filter[ground]"?: string; "filter[disclosedAt]"?: string; "filter[recordedBy]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Disclosure[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/disclosures/exports": {
    path: undefined;
    query: { "filter[recipient]"?: string; "filter[abroad]"?: string; "filter[ground]"?: string; "filter[disclosedAt]"?: string; "filter[recordedBy]"?: string; sort?: string };
    body: ExportCreation;
    reply: Export;
  };
  "GET /v1/disclosures/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Disclosure;
  };
  "GET /v1/erasures": {
    path: undefined;
    query: { before?: string };
    body: undefined;
    reply: {
    data: {
      certificate?: string;
      customerId?: string;
      erasedAt?: string;
      erasedBy?: string | null;
      id?: string;
      medicalDestroyedAt?: string | null;
      medicalLockedUntil?: string;
      number?: number;
      publicKey?: string;
      requestId?: string | null;
    }[];
  };
  };
  "GET /v1/erasures/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Erasure;
  };
  "GET /v1/exports": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Export[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/exports/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Export;
  };
  "POST /v1/exports/{id}/cancellation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Export;
  };
  "GET /v1/exports/{id}/content": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/exports/{id}/decision": {
    path: { id: string };
    query: undefined;
    body: ExportDecision;
    reply: Export;
  };
  "POST /v1/files": {
    path: undefined;
    query: { name?: string };
    body: string;
    reply: File;
  };
  "GET /v1/files/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: File;
  };
  "GET /v1/files/{id}/content": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/grants": {
    path: undefined;
    query: { "filter[userId]"?: string; "filter[roleId]"?: string; "filter[unitId]"?: string; "filter[state]"?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Grant[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/grants": {
    path: undefined;
    query: undefined;
    body: NewGrant;
    reply: Grant;
  };
  "DELETE /v1/grants/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/grants/{id}/confirmation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Grant;
  };
  "GET /v1/hand-overs": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: {
      createdAt: string;
      createdBy: string;
      done: number;
      error?: string | null;
      finishedAt?: string | null;
      id: string;
      kind: string;
      plan?: Record<string, unknown>;
      reason?: string | null;
      refused: number;
      state: "waiting" | "running" | "done" | "cancelled" | "failed";
      subjectId?: string | null;
      total: number;
      undoesId?: string | null;
      undoneBy?: string | null;
      version: number;
    }[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/hand-overs": {
    path: undefined;
    query: undefined;
    body: HandOverCreation;
    reply: {
    createdAt: string;
    createdBy: string;
    done: number;
    error?: string | null;
    finishedAt?: string | null;
    id: string;
    kind: string;
    plan?: Record<string, unknown>;
    reason?: string | null;
    refused: number;
    state: "waiting" | "running" | "done" | "cancelled" | "failed";
    subjectId?: string | null;
    total: number;
    undoesId?: string | null;
    undoneBy?: string | null;
    version: number;
  };
  };
  "POST /v1/hand-overs/preview": {
    path: undefined;
    query: undefined;
    body: HandOverQuestion;
    reply: HandOverPreview;
  };
  "GET /v1/imports": {
    path: undefined;
    query: { owner?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Import[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/imports": {
    path: undefined;
    query: undefined;
    body: ImportCreation;
    reply: Import;
  };
  "GET /v1/imports/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Import;
  };
  "POST /v1/imports/{id}/cancellation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Import;
  };
  "POST /v1/imports/{id}/check": {
    path: { id: string };
    query: undefined;
    body: ImportPlan;
    reply: Import;
  };
  "GET /v1/imports/{id}/preview": {
    path: { id: string };
    query: { encoding?: string; delimiter?: string };
    body: undefined;
    reply: ImportPreview;
  };
  "GET /v1/imports/{id}/report": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/imports/{id}/rows": {
    path: { id: string };
    query: { outcome?: string; after?: string; limit?: string };
    body: undefined;
    reply: ImportRows;
  };
  "POST /v1/imports/{id}/run": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Import;
  };
  "POST /v1/imports/{id}/undo": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Import;
  };
  "POST /v1/invitations/acceptance": {
    path: undefined;
    query: undefined;
    body: InvitationAcceptance;
    reply: undefined;
  };
  "GET /v1/jobs": {
    path: undefined;
    query: { "filter[state]"?: string; "filter[kind]"?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Job[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/jobs/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Job;
  };
  "POST /v1/jobs/{id}/cancellation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Job;
  };
  "POST /v1/jobs/{id}/replay": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Job;
  };
  "POST /v1/jobs/{id}/retry": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Job;
  };
  "GET /v1/keys": {
    path: undefined;
    query: { counts?: string };
    body: undefined;
    reply: KeyState;
  };
  "GET /v1/keys/canaries": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: CanaryCustomer[];
    page: {
      next: string | null;
    };
  };
  };
  "DELETE /v1/keys/canaries/{customerId}": {
    path: { customerId: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PUT /v1/keys/canaries/{customerId}": {
    path: { customerId: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/keys/rotations": {
    path: undefined;
    query: undefined;
    body: KeyRotationOrder;
    reply: KeyRotation;
  };
  "GET /v1/keys/rotations/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: KeyRotation;
  };
  "GET /v1/layer-migrations": {
    path: undefined;
    query: { from?: string; to?: string };
    body: undefined;
    reply: LayerMigration;
  };
  "GET /v1/layer-migrations/customers": {
    path: undefined;
    query: { from?: string; to?: string; fromLayer?: string; toLayer?: string; "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/layer-parameters": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      definedAt: string | null;
      definedBy: string | null;
      effectiveOn: string | null;
      frequencyDays: number[];
      id: string | null;
      inForce: boolean;
      layers: {
        any?: {
          frequency?: {
            max?: number;
            min?: number;
          };
          monetary?: {
            max?: number;
            min?: number;
          };
          recency?: {
            max?: number;
            min?: number;
          };
        }[];
        code: string;
        colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
        name: string;
        nameEn?: string | null;
      }[];
      monetaryFen: number[];
      recencyDays: number[];
    }[];
    missing: ("recency" | "frequency" | "monetary")[];
  };
  };
  "POST /v1/layer-parameters": {
    path: undefined;
    query: undefined;
    body: LayerParametersCreation;
    reply: LayerParameters;
  };
  "POST /v1/layer-runs": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: LayerRun;
  };
  "GET /v1/layer-snapshots": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      computedAt: string | null;
      computedOn: string | null;
      missing: ("recency" | "frequency" | "monetary")[];
      month: string;
      parameterId: string | null;
    }[];
  };
  };
  "GET /v1/layers": {
    path: undefined;
    query: { month?: string };
    body: undefined;
    reply: LayerDistribution;
  };
  "GET /v1/lead-rules": {
    path: undefined;
    query: { "filter[name]"?: string; "filter[basis]"?: string; "filter[unitId]"?: string; "filter[serviceId]"?: string; "filter[categoryId]"?: string; "filter[sourceChannel]"?: string; "filter[campaign]"?: string; "filter[strategy]"?: string; "filter[roster]"?: string; "filter[position]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Lead_rule[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/lead-rules": {
    path: undefined;
    query: undefined;
    body: Lead_ruleCreation;
    reply: Lead_rule;
  };
  "GET /v1/lead-rules/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Lead_rule;
  };
  "PATCH /v1/lead-rules/{id}": {
    path: { id: string };
    query: undefined;
    body: Lead_ruleChange;
    reply: Lead_rule;
  };
  "GET /v1/lead-rules/{id}/members": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: LeadRuleMembers;
  };
  "PUT /v1/lead-rules/{id}/members": {
    path: { id: string };
    query: undefined;
    body: LeadRuleMembersReplacement;
    reply: LeadRuleMembers;
  };
  "GET /v1/lead-settings": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: LeadSettings;
  };
  "PATCH /v1/lead-settings": {
    path: undefined;
    query: undefined;
    body: LeadSettingsChange;
    reply: LeadSettings;
  };
  "GET /v1/leads": {
    path: undefined;
    query: { view?: string; "filter[id]"?: string; "filter[number]"?: string; "filter[branchId]"?: string; "filter[state]"?: string; "filter[ownerId]"?: string; "filter[sourceChannel]"?: string; "filter[medium]"?: string; "filter[campaign]"?: string; "filter[serviceId]"?: string; "filter[customerId]"?: string; "filter[ruleId]"?: string; "filter[assignedAt]"?: string; "filter[contactDueAt]"?: string; "filter[contactedAt]"?: string; "filter[protectedUntil]"?: string; "filter[touchedAt]"?: string; "filter[lostReason]"?: string; "filter[closedAt]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Lead[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/leads": {
    path: undefined;
    query: undefined;
    body: LeadCreation;
    reply: LeadReceived;
  };
  "POST /v1/leads/search": {
    path: undefined;
    query: undefined;
    body: LeadSearch;
    reply: {
    data: Lead[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/leads/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Lead;
  };
  "PATCH /v1/leads/{id}": {
    path: { id: string };
    query: undefined;
    body: LeadChange;
    reply: Lead;
  };
  "POST /v1/leads/{id}/assignment": {
    path: { id: string };
    query: undefined;
    body: LeadAssignment;
    reply: Lead;
  };
  "POST /v1/leads/{id}/claim": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Lead;
  };
  "POST /v1/leads/{id}/conversion": {
    path: { id: string };
    query: undefined;
    body: CustomerChange;
    reply: LeadConversion;
  };
  "GET /v1/leads/{id}/history": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    assignments: {
      assignedBy: string | null;
      at: string;
      fromId: string | null;
      how: string;
      id: string;
      ruleId: string | null;
      userId: string | null;
    }[];
    touches: {
      at: string;
      campaign: string | null;
      id: string;
      medium: string | null;
      receivedBy: string | null;
      serviceId: string | null;
      sourceChannel: string;
    }[];
  };
  };
  "POST /v1/leads/{id}/reveal": {
    path: { id: string };
    query: undefined;
    body: CustomerReveal;
    reply: CustomerRevealed;
  };
  "POST /v1/leads/{id}/steps": {
    path: { id: string };
    query: undefined;
    body: LeadStep;
    reply: Lead;
  };
  "GET /v1/leave-requests": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[resourceId]"?: string; "filter[userId]"?: string; "filter[kind]"?: string; "filter[startsAt]"?: string; "filter[endsAt]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Leave_request[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/leave-requests": {
    path: undefined;
    query: undefined;
    body: LeaveRequestCreation;
    reply: Leave_request;
  };
  "POST /v1/leave-requests/{id}/decision": {
    path: { id: string };
    query: undefined;
    body: LeaveDecision;
    reply: Leave_request;
  };
  "POST /v1/leave-requests/{id}/withdrawal": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Leave_request;
  };
  "GET /v1/licences": {
    path: undefined;
    query: { "filter[userId]"?: string; "filter[class]"?: string; "filter[scopes]"?: string; "filter[number]"?: string; "filter[validFrom]"?: string; "filter[validUntil]"?: string; "filter[state]"?: string; "filter[placeIds]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; "filter[placeIds][all]"?: string; "filter[placeIds][none]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Licence[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/licences": {
    path: undefined;
    query: undefined;
    body: LicenceCreation;
    reply: Licence;
  };
  "GET /v1/licences/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Licence;
  };
  "PATCH /v1/licences/{id}": {
    path: { id: string };
    query: undefined;
    body: LicenceChange;
    reply: Licence;
  };
  "GET /v1/licences/{id}/places": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: LicencePlaces;
  };
  "PUT /v1/licences/{id}/places": {
    path: { id: string };
    query: undefined;
    body: LicencePlacesReplacement;
    reply: LicencePlaces;
  };
  "GET /v1/me": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: Me;
  };
  "GET /v1/me/mentions": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Mention[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/me/mentions/read": {
    path: undefined;
    query: undefined;
    body: MentionsRead;
    reply: undefined;
  };
  "POST /v1/me/password": {
    path: undefined;
    query: undefined;
    body: PasswordChange;
    reply: undefined;
  };
  "GET /v1/me/plan-reviews": {
    path: undefined;
    query: { "filter[consultationId]"?: string; "filter[branchId]"?: string; "filter[state]"?: string; "filter[acceptedOption]"?: string; "filter[declinedReason]"?: string; "filter[createdBy]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Treatment_plan[];
    page: {
      next: string | null;
    };
  };
  };
  "DELETE /v1/me/totp": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/me/totp": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: AuthenticatorOffer;
  };
  "POST /v1/me/totp/confirmation": {
    path: undefined;
    query: undefined;
    body: AuthenticatorConfirmation;
    reply: RecoveryCodes;
  };
  "POST /v1/me/totp/recovery-codes": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: RecoveryCodes;
  };
  "GET /v1/notes/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Note;
  };
  "PATCH /v1/notes/{id}": {
    path: { id: string };
    query: undefined;
    body: NoteChange;
    reply: Note;
  };
  "GET /v1/online-pages": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[slug]"?: string; "filter[state]"?: string; "filter[sourceChannel]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Online_page[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/online-pages": {
    path: undefined;
    query: undefined;
    body: Online_pageCreation;
    reply: Online_page;
  };
  "GET /v1/online-pages/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Online_page;
  };
  "PATCH /v1/online-pages/{id}": {
    path: { id: string };
    query: undefined;
    body: Online_pageChange;
    reply: Online_page;
  };
  "GET /v1/online-pages/{id}/questions": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: OnlinePageQuestions;
  };
  "PUT /v1/online-pages/{id}/questions": {
    path: { id: string };
    query: undefined;
    body: OnlinePageQuestionsReplacement;
    reply: OnlinePageQuestions;
  };
  "GET /v1/online-pages/{id}/services": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: OnlinePageServices;
  };
  "PUT /v1/online-pages/{id}/services": {
    path: { id: string };
    query: undefined;
    body: OnlinePageServicesReplacement;
    reply: OnlinePageServices;
  };
  "GET /v1/online-requests": {
    path: undefined;
    query: { view?: string; "filter[id]"?: string; "filter[number]"?: string; "filter[receipt]"?: string; "filter[branchId]"?: string; "filter[pageId]"?: string; "filter[serviceId]"?: string; "filter[state]"?: string; "filter[triage]"?: string; "filter[appointmentId]"?: string; "filter[dueAt]"?: string; "filter[customerId]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Online_request[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/online-requests/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Online_request;
  };
  "POST /v1/online-requests/{id}/booking": {
    path: { id: string };
    query: undefined;
    body: OnlineRequestBooking;
    reply: Online_request;
  };
  "POST /v1/online-requests/{id}/reveal": {
    path: { id: string };
    query: undefined;
    body: CustomerReveal;
    reply: CustomerRevealed;
  };
  "POST /v1/online-requests/{id}/review": {
    path: { id: string };
    query: undefined;
    body: OnlineRequestReview;
    reply: Online_request;
  };
  "POST /v1/online-requests/{id}/steps": {
    path: { id: string };
    query: undefined;
    body: OnlineRequestStep;
    reply: Online_request;
  };
  "GET /v1/permissions": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: Permissions;
  };
  "GET /v1/prices": {
    path: undefined;
    query: { "filter[serviceId]"?: string; "filter[unitId]"?: string; "filter[since]"?: string; "filter[priceFen]"?: string; "filter[setBy]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Price[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/prices": {
    path: undefined;
    query: undefined;
    body: PriceCreation;
    reply: Price;
  };
  "GET /v1/prices/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Price;
  };
  "PATCH /v1/prices/{id}": {
    path: { id: string };
    query: undefined;
    body: PriceChange;
    reply: Price;
  };
  "GET /v1/privacy/overdue": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    requests: {
      customerId?: string;
      daysLate?: number;
      dueAt?: string;
      id?: string;
      kind?: "access" | "copy" | "transfer" | "correct" | "erase" | "restrict" | "object";
      number?: number;
      receivedAt?: string;
      state?: string;
    }[];
    retention: {
      count?: number;
      oldest?: string | null;
      what?: string;
    }[];
  };
  };
  "GET /v1/privacy/retention-rules": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      lawEn?: string;
      lawZh?: string;
      leastYears?: number;
      setting?: string;
      since?: string;
      table?: string;
      years?: number;
    }[];
  };
  };
  "GET /v1/privacy/settings": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: PrivacySettings;
  };
  "PATCH /v1/privacy/settings": {
    path: undefined;
    query: undefined;
    body: PrivacySettingsChange;
    reply: PrivacySettings;
  };
  "GET /v1/public/pages/{address}": {
    path: { address: string };
    query: undefined;
    body: undefined;
    reply: PublicPage;
  };
  "POST /v1/public/pages/{address}/requests": {
    path: { address: string };
    query: undefined;
    body: PublicRequest;
    reply: PublicReceipt;
  };
  "GET /v1/public/pages/{address}/times": {
    path: { address: string };
    query: { service?: string; from?: string };
    body: undefined;
    reply: PublicTimes;
  };
  "GET /v1/resource-blocks": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[resourceId]"?: string; "filter[kind]"?: string; "filter[startsAt]"?: string; "filter[endsAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Block[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/resource-blocks": {
    path: undefined;
    query: undefined;
    body: ResourceBlockCreation;
    reply: {
    ids: string[];
  };
  };
  "DELETE /v1/resource-blocks/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/resources": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[kind]"?: string; "filter[name]"?: string; "filter[userId]"?: string; "filter[tags]"?: string; "filter[state]"?: string; "filter[model]"?: string; "filter[serial]"?: string; "filter[certificate]"?: string; "filter[certificateUntil]"?: string; "filter[maintenanceDue]"?: string; "filter[metrologyDue]"?: string; "filter[counter]"?: string; "filter[position]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Resource[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/resources": {
    path: undefined;
    query: undefined;
    body: ResourceCreation;
    reply: Resource;
  };
  "GET /v1/resources/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Resource;
  };
  "PATCH /v1/resources/{id}": {
    path: { id: string };
    query: undefined;
    body: ResourceChange;
    reply: Resource;
  };
  "GET /v1/roles": {
    path: undefined;
    query: { "filter[state]"?: string };
    body: undefined;
    reply: {
    data: Role[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/roles": {
    path: undefined;
    query: undefined;
    body: NewRole;
    reply: RoleWithContent;
  };
  "GET /v1/roles/comparison": {
    path: undefined;
    query: { left?: string; right?: string };
    body: undefined;
    reply: RoleDifference;
  };
  "DELETE /v1/roles/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/roles/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: RoleWithContent;
  };
  "PATCH /v1/roles/{id}": {
    path: { id: string };
    query: undefined;
    body: RoleNames;
    reply: RoleWithContent;
  };
  "GET /v1/roles/{id}/proposals": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    data: RoleProposal[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/roles/{id}/proposals": {
    path: { id: string };
    query: undefined;
    body: NewRoleProposal;
    reply: RoleProposal;
  };
  "DELETE /v1/roles/{id}/proposals/{proposal}": {
    path: { id: string; proposal: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/roles/{id}/proposals/{proposal}/publication": {
    path: { id: string; proposal: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/saved-views": {
    path: undefined;
    query: { list?: string };
    body: undefined;
    reply: {
    data: {
      branchId: string | null;
      content: {
        columns?: string[];
        density?: "compact" | "normal" | "comfortable" | null;
        filters?: {
          field: string;
          op?: "eq" | "lt" | "lte" | "gt" | "gte" | "all" | "none";
          value: string;
        }[];
        group?: string | null;
        sort?: string | null;
        widths?: {
          field: string;
          pixels: number;
        }[];
      };
      default: boolean;
      id: string;
      list: "customer";
      mayChange: boolean;
      name: string;
      ownerId: string;
      restricted: boolean;
      roleId: string | null;
      scope: "personal" | "role" | "branch";
      version: number;
    }[];
  };
  };
  "POST /v1/saved-views": {
    path: undefined;
    query: undefined;
    body: SavedViewCreation;
    reply: SavedView;
  };
  "DELETE /v1/saved-views/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "PATCH /v1/saved-views/{id}": {
    path: { id: string };
    query: undefined;
    body: SavedViewChange;
    reply: SavedView;
  };
  "POST /v1/segment-counts": {
    path: undefined;
    query: undefined;
    body: SegmentQuestion;
    reply: SegmentCount;
  };
  "GET /v1/segment-criteria": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      choices?: string[];
      code: string;
      kind: "choice" | "ids" | "tags" | "number" | "instant" | "date" | "text" | "several";
      maximum?: number;
      minimum?: number;
      nameEn: string;
      nameZh: string;
      of?: "customer" | "person";
      unit?: "fen";
    }[];
  };
  };
  "GET /v1/segments": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      archived: boolean;
      condition: Record<string, unknown> | null;
      createdAt: string;
      createdBy: string;
      id: string;
      name: string;
      usable: boolean;
      version: number;
    }[];
  };
  };
  "POST /v1/segments": {
    path: undefined;
    query: undefined;
    body: SegmentCreation;
    reply: Segment;
  };
  "GET /v1/segments/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Segment;
  };
  "PATCH /v1/segments/{id}": {
    path: { id: string };
    query: undefined;
    body: SegmentChange;
    reply: Segment;
  };
  "GET /v1/segments/{id}/count": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: SegmentCount;
  };
  "GET /v1/segments/{id}/members": {
    path: { id: string };
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[code]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[layer]"?: string; "filter[tags]"?: string; "filter[skinType]"?: string; "filter[guardianId]"?: string; "filter[restriction]"?: string; "filter[createdAt]"?: string; "filter[tags][all]"?: string; "filter[tags][none]"?: string; "filter[custom.{code}]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Customer[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/segments/{id}/snapshots": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    data: {
      members: number;
      on: string;
    }[];
  };
  };
  "GET /v1/service-categories": {
    path: undefined;
    query: { "filter[parentId]"?: string; "filter[name]"?: string; "filter[position]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Service_category[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/service-categories": {
    path: undefined;
    query: undefined;
    body: Service_categoryCreation;
    reply: Service_category;
  };
  "GET /v1/service-categories/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Service_category;
  };
  "PATCH /v1/service-categories/{id}": {
    path: { id: string };
    query: undefined;
    body: Service_categoryChange;
    reply: Service_category;
  };
  "GET /v1/service-packages": {
    path: undefined;
    query: { "filter[categoryId]"?: string; "filter[code]"?: string; "filter[name]"?: string; "filter[listPriceFen]"?: string; "filter[position]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Service_package[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/service-packages": {
    path: undefined;
    query: undefined;
    body: Service_packageCreation;
    reply: Service_package;
  };
  "GET /v1/service-packages/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Service_package;
  };
  "PATCH /v1/service-packages/{id}": {
    path: { id: string };
    query: undefined;
    body: Service_packageChange;
    reply: Service_package;
  };
  "GET /v1/service-packages/{id}/lines": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: ServicePackageLines;
  };
  "PUT /v1/service-packages/{id}/lines": {
    path: { id: string };
    query: undefined;
    body: ServicePackageLinesReplacement;
    reply: ServicePackageLines;
  };
  "GET /v1/services": {
    path: undefined;
    query: { "filter[categoryId]"?: string; "filter[code]"?: string; "filter[name]"?: string; "filter[department]"?: string; "filter[nature]"?: string; "filter[scope]"?: string; "filter[listPriceFen]"?: string; "filter[cycleDays]"?: string; "filter[booking]"?: string; "filter[position]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Service[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/services": {
    path: undefined;
    query: undefined;
    body: ServiceCreation;
    reply: Service;
  };
  "GET /v1/services/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Service;
  };
  "PATCH /v1/services/{id}": {
    path: { id: string };
    query: undefined;
    body: ServiceChange;
    reply: Service;
  };
  "GET /v1/services/{id}/deposit": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: ServiceDeposit;
  };
  "PUT /v1/services/{id}/deposit": {
    path: { id: string };
    query: undefined;
    body: ServiceDepositReplacement;
    reply: ServiceDeposit;
  };
  "GET /v1/services/{id}/plan": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: ServicePlan;
  };
  "PUT /v1/services/{id}/plan": {
    path: { id: string };
    query: undefined;
    body: ServicePlanReplacement;
    reply: ServicePlan;
  };
  "GET /v1/services/{id}/safety": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: ServiceSafety;
  };
  "PUT /v1/services/{id}/safety": {
    path: { id: string };
    query: undefined;
    body: ServiceSafetyReplacement;
    reply: ServiceSafety;
  };
  "GET /v1/sessions": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: Session[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/sessions": {
    path: undefined;
    query: undefined;
    body: SignIn;
    reply: OpenedSession;
  };
  "DELETE /v1/sessions/current": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/sessions/current/step-up": {
    path: undefined;
    query: undefined;
    body: StepUp;
    reply: OpenedSession;
  };
  "DELETE /v1/sessions/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/settings": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: Settings;
  };
  "PATCH /v1/settings": {
    path: undefined;
    query: undefined;
    body: SettingsChange;
    reply: Settings;
  };
  "GET /v1/shift-swaps": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[shiftId]"?: string; "filter[toResourceId]"?: string; "filter[forShiftId]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Shift_swap[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/shift-swaps": {
    path: undefined;
    query: undefined;
    body: ShiftSwapCreation;
    reply: Shift_swap;
  };
  "POST /v1/shift-swaps/{id}/decision": {
    path: { id: string };
    query: undefined;
    body: ShiftSwapDecision;
    reply: Shift_swap;
  };
  "POST /v1/shift-swaps/{id}/withdrawal": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Shift_swap;
  };
  "GET /v1/shift-templates": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[name]"?: string; "filter[position]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Shift_template[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/shift-templates": {
    path: undefined;
    query: undefined;
    body: Shift_templateCreation;
    reply: Shift_template;
  };
  "GET /v1/shift-templates/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Shift_template;
  };
  "PATCH /v1/shift-templates/{id}": {
    path: { id: string };
    query: undefined;
    body: Shift_templateChange;
    reply: Shift_template;
  };
  "GET /v1/shifts": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[resourceId]"?: string; "filter[day]"?: string; "filter[templateId]"?: string; "filter[startsAt]"?: string; "filter[endsAt]"?: string; "filter[state]"?: string; "filter[createdAt]"?: string; "filter[updatedAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Shift[];
    page: {
      next: string | null;
    };
  };
  };
  "GET /v1/stream": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/support-grants": {
    path: undefined;
    query: { state?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: SupportGrant[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/support-grants": {
    path: undefined;
    query: undefined;
    body: SupportGrantCreation;
    reply: SupportGrant;
  };
  "DELETE /v1/support-grants/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/support-sessions": {
    path: undefined;
    query: undefined;
    body: SupportSession;
    reply: SupportSessionOpened;
  };
  "GET /v1/tag-groups": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      archived: boolean;
      colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink";
      exclusive: boolean;
      id: string;
      maximum: number | null;
      name: string;
      nameEn: string | null;
      position: number;
      systemCode: "state" | "layer" | null;
      version: number;
    }[];
  };
  };
  "POST /v1/tag-groups": {
    path: undefined;
    query: undefined;
    body: TagGroupCreation;
    reply: TagGroup;
  };
  "PATCH /v1/tag-groups/{id}": {
    path: { id: string };
    query: undefined;
    body: TagGroupChange;
    reply: TagGroup;
  };
  "PUT /v1/tag-order": {
    path: undefined;
    query: undefined;
    body: TagOrder;
    reply: undefined;
  };
  "GET /v1/tags": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: {
      archived: boolean;
      colour: "grey" | "red" | "orange" | "amber" | "green" | "teal" | "blue" | "violet" | "pink" | null;
      days: number | null;
      groupId: string;
      id: string;
      kind: "manual" | "rule" | "system";
      lifetimeDays: number | null;
      name: string;
      nameEn: string | null;
      position: number;
      systemCode: string | null;
      version: number;
    }[];
  };
  };
  "POST /v1/tags": {
    path: undefined;
    query: undefined;
    body: TagCreation;
    reply: Tag;
  };
  "PATCH /v1/tags/{id}": {
    path: { id: string };
    query: undefined;
    body: TagChange;
    reply: Tag;
  };
  "GET /v1/tags/{id}/rule": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: TagRule;
  };
  "PUT /v1/tags/{id}/rule": {
    path: { id: string };
    query: undefined;
    body: TagRuleChange;
    reply: TagRule;
  };
  "GET /v1/tasks": {
    path: undefined;
    query: { view?: string; "filter[id]"?: string; "filter[branchId]"?: string; "filter[assigneeId]"?: string; "filter[kind]"?: string; "filter[leadId]"?: string; "filter[customerId]"?: string; "filter[requestId]"?: string; "filter[recordId]"?: string; "filter[dueAt]"?: string; "filter[state]"?: string; "filter[closedAt]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Task[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/tasks": {
    path: undefined;
    query: undefined;
    body: TaskCreation;
    reply: Task;
  };
  "GET /v1/tasks/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Task;
  };
  "PUT /v1/tasks/{id}/assignee": {
    path: { id: string };
    query: undefined;
    body: TaskAssignee;
    reply: Task;
  };
  "POST /v1/tasks/{id}/cancellation": {
    path: { id: string };
    query: undefined;
    body: TaskCancellation;
    reply: Task;
  };
  "POST /v1/tasks/{id}/completion": {
    path: { id: string };
    query: undefined;
    body: TaskCompletion;
    reply: Task;
  };
  "POST /v1/tasks/{id}/postponement": {
    path: { id: string };
    query: undefined;
    body: TaskPostponement;
    reply: Task;
  };
  "GET /v1/tenants": {
    path: undefined;
    query: { after?: string };
    body: undefined;
    reply: {
    data: Tenant[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/tenants": {
    path: undefined;
    query: undefined;
    body: TenantCreation;
    reply: CreatedTenant;
  };
  "DELETE /v1/tenants/{id}/closure": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/tenants/{id}/closure": {
    path: { id: string };
    query: undefined;
    body: TenantClosure;
    reply: TenantClosing;
  };
  "POST /v1/tenants/{id}/freeze": {
    path: { id: string };
    query: undefined;
    body: TenantFreeze;
    reply: undefined;
  };
  "GET /v1/tenants/{id}/keys": {
    path: { id: string };
    query: { counts?: string };
    body: undefined;
    reply: KeyState;
  };
  "PATCH /v1/tenants/{id}/quotas": {
    path: { id: string };
    query: undefined;
    body: Quotas;
    reply: undefined;
  };
  "DELETE /v1/tenants/{id}/suspension": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/tenants/{id}/suspension": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/tenants/{id}/thaw": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: TenantThaw;
  };
  "GET /v1/treatment-plans/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: TreatmentPlanDocument;
  };
  "POST /v1/treatment-plans/{id}/acceptance": {
    path: { id: string };
    query: undefined;
    body: PlanAcceptance;
    reply: TreatmentPlanDocument;
  };
  "PUT /v1/treatment-plans/{id}/content": {
    path: { id: string };
    query: undefined;
    body: TreatmentPlanDraft;
    reply: TreatmentPlanDocument;
  };
  "POST /v1/treatment-plans/{id}/discussion": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: TreatmentPlanDocument;
  };
  "POST /v1/treatment-plans/{id}/invitations": {
    path: { id: string };
    query: undefined;
    body: ReviewInvitation;
    reply: TreatmentPlanDocument;
  };
  "PUT /v1/treatment-plans/{id}/opinion": {
    path: { id: string };
    query: undefined;
    body: PlanOpinionGiven;
    reply: TreatmentPlanDocument;
  };
  "POST /v1/treatment-plans/{id}/refusal": {
    path: { id: string };
    query: undefined;
    body: PlanRefusal;
    reply: TreatmentPlanDocument;
  };
  "GET /v1/users": {
    path: undefined;
    query: { "filter[state]"?: string; "filter[name]"?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: User[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/users": {
    path: undefined;
    query: undefined;
    body: UserInvitation;
    reply: InvitedUser;
  };
  "GET /v1/users/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: User;
  };
  "PATCH /v1/users/{id}": {
    path: { id: string };
    query: undefined;
    body: UserChange;
    reply: User;
  };
  "POST /v1/users/{id}/departure": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/users/{id}/invitation": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: InvitedUser;
  };
  "GET /v1/users/{id}/sessions": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: {
    data: Session[];
    page: {
      next: string | null;
    };
  };
  };
  "DELETE /v1/users/{id}/suspension": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "POST /v1/users/{id}/suspension": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/visits": {
    path: undefined;
    query: { "filter[branchId]"?: string; "filter[visitedOn]"?: string; "filter[kind]"?: string; "filter[type]"?: string; "filter[state]"?: string; "filter[step]"?: string; "filter[arrivedAt]"?: string; "filter[leftAt]"?: string; "filter[consultantId]"?: string; "filter[doctorId]"?: string; "filter[roomId]"?: string; "filter[appointmentId]"?: string; "filter[noDealReason]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Visit[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/visits": {
    path: undefined;
    query: undefined;
    body: CheckIn;
    reply: Visit;
  };
  "GET /v1/visits/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Visit;
  };
  "POST /v1/visits/{id}/hand-over": {
    path: { id: string };
    query: undefined;
    body: VisitHandOver;
    reply: Visit;
  };
  "POST /v1/visits/{id}/leaving": {
    path: { id: string };
    query: undefined;
    body: VisitLeaving;
    reply: Visit;
  };
  "POST /v1/visits/{id}/moves": {
    path: { id: string };
    query: undefined;
    body: VisitMove;
    reply: Visit;
  };
  "GET /v1/visits/{id}/steps": {
    path: { id: string };
    query: { sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Visit_step[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/visits/{id}/withdrawal": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/waitlist-entries": {
    path: undefined;
    query: { "filter[id]"?: string; "filter[branchId]"?: string; "filter[customerId]"?: string; "filter[from]"?: string; "filter[until]"?: string; "filter[priority]"?: string; "filter[state]"?: string; "filter[appointmentId]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: Waitlist_entry[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/waitlist-entries": {
    path: undefined;
    query: undefined;
    body: WaitlistEntryCreation;
    reply: Waitlist_entry;
  };
  "PATCH /v1/waitlist-entries/{id}": {
    path: { id: string };
    query: undefined;
    body: WaitlistEntryChange;
    reply: Waitlist_entry;
  };
  "POST /v1/waitlist-entries/{id}/acceptance": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Waitlist_entry;
  };
  "POST /v1/waitlist-entries/{id}/offer": {
    path: { id: string };
    query: undefined;
    body: WaitlistOffer;
    reply: Waitlist_entry;
  };
  "POST /v1/waitlist-entries/{id}/refusal": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Waitlist_entry;
  };
  "POST /v1/waitlist-entries/{id}/withdrawal": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Waitlist_entry;
  };
  "GET /v1/webhooks": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: {
    data: Webhook[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/webhooks": {
    path: undefined;
    query: undefined;
    body: WebhookCreation;
    reply: CreatedWebhook;
  };
  "DELETE /v1/webhooks/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: undefined;
  };
  "GET /v1/webhooks/{id}": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: Webhook;
  };
  "PATCH /v1/webhooks/{id}": {
    path: { id: string };
    query: undefined;
    body: WebhookChange;
    reply: Webhook;
  };
  "GET /v1/webhooks/{id}/deliveries": {
    path: { id: string };
    query: { "filter[state]"?: string; limit?: string; cursor?: string };
    body: undefined;
    reply: {
    data: WebhookDelivery[];
    page: {
      next: string | null;
    };
  };
  };
  "POST /v1/webhooks/{id}/deliveries/{deliveryId}/replay": {
    path: { id: string; deliveryId: string };
    query: undefined;
    body: undefined;
    reply: WebhookDelivery;
  };
  "POST /v1/webhooks/{id}/secret": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: WebhookSecret;
  };
  "POST /v1/webhooks/{id}/test": {
    path: { id: string };
    query: undefined;
    body: undefined;
    reply: WebhookDelivery;
  };
}
