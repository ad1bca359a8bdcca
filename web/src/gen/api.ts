// Generated from the server's OpenAPI document by web/tools/api-types.mjs; do not edit.
/* eslint-disable */

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
export interface AuditBatch {
  batch?: number;
  events?: number;
  firstAt?: string;
  head?: string;
  lastAt?: string;
  previous?: string;
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
export interface AuditVerification {
  batches?: number;
  complete?: boolean;
  events?: number;
  fault?: {
    batch?: number;
    eventId?: string | null;
    kind?: "eventEdited" | "eventsDeleted" | "eventsInserted" | "eventsReplaced" | "eventsReordered" | "batchEdited" | "headChanged" | "chainBroken" | "batchMissing" | "tailTruncated" | "anchorMismatch";
  } | null;
  head?: Record<string, unknown> | null;
  unsealed?: number;
}
export interface AuditVerificationRequest {
  expectedHead?: {
    batch: number;
    head: string;
  };
  fromBatch?: number;
}
export interface AuthenticatorConfirmation {
  otp: string;
}
export interface AuthenticatorOffer {
  secret: string;
  uri: string;
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
  name?: string;
  parentId?: string;
  state?: "open" | "closed";
}
export interface BranchCreation {
  kind: "region" | "branch" | "department";
  name: string;
  parentId: string;
}
export interface CareRelation {
  reason: string;
  until: string;
}
export interface CreatedTenant {
  admins: Record<string, unknown>[];
  id: string;
  slug: string;
}
export interface Customer {
  address?: string | null;
  allergy?: string | null;
  birthday?: string | null;
  createdAt?: string | null;
  homeBranchId?: string | null;
  id?: string | null;
  idNumber?: string | null;
  introducerId?: string | null;
  level?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
  masked?: string[];
  name?: string;
  number?: number | null;
  ownerId?: string | null;
  phone?: string | null;
  remark?: string | null;
  sex?: "female" | "male" | "other" | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  updatedAt?: string | null;
  version?: number | null;
  wechat?: string | null;
}
export interface CustomerChange {
  address?: string | null;
  allergy?: string | null;
  birthday?: string | null;
  homeBranchId?: string | null;
  idNumber?: string | null;
  introducerId?: string | null;
  level?: "standard" | "silver" | "gold" | "platinum" | "diamond" | null;
  name?: string;
  ownerId?: string | null;
  phone?: string | null;
  remark?: string | null;
  sex?: "female" | "male" | "other" | null;
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other" | null;
  wechat?: string | null;
}
export interface CustomerCreation {
  address?: string;
  allergy?: string;
  birthday?: string;
  homeBranchId?: string;
  idNumber?: string;
  introducerId?: string;
  level?: "standard" | "silver" | "gold" | "platinum" | "diamond";
  name: string;
  ownerId?: string;
  phone?: string;
  remark?: string;
  sex?: "female" | "male" | "other";
  sourceChannel?: "walk_in" | "referral" | "staff" | "meituan" | "douyin" | "xiaohongshu" | "wechat" | "search" | "telephone" | "event" | "partner" | "other";
  wechat?: string;
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
  limit?: number;
  name?: string;
  phone?: string;
  phoneLast4?: string;
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
export interface Me {
  branches: Record<string, unknown>[];
  csrf?: string;
  grants: Record<string, unknown>[];
  permissions: Record<string, unknown>[];
  resources: Record<string, unknown>;
  session: Record<string, unknown>;
  tenant: Record<string, unknown>;
  user: Record<string, unknown>;
}
export interface NewGrant {
  roleId: string;
  unitId: string;
  userId: string;
  validFrom?: string;
  validUntil?: string | null;
}
export interface NewRole {
  basedOn: string;
  code: string;
  content?: {
    actions?: string[];
    fields?: {
      level: "none" | "masked" | "read" | "write";
      target: string;
      uses?: string[];
    }[];
    rowScope: "unit" | "own" | "care";
  };
  nameEn: string;
  nameZh: string;
  unitId: string;
}
export interface NewRoleProposal {
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
}
export interface Note {
  authorId?: string | null;
  body?: string;
  createdAt?: string | null;
  customerId?: string | null;
  id?: string | null;
  masked?: string[];
  updatedAt?: string | null;
  version?: number | null;
}
export interface NoteChange {
  body?: string;
}
export interface NoteCreation {
  body: string;
}
export interface OpenedSession {
  expiresAt: string;
  token?: string;
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
export interface Problem {
  code: string;
  detail?: string;
  errors?: {
    code: string;
    detail: string;
    pointer: string;
  }[];
  instance?: string;
  requestId: string;
  status: number;
  title: string;
  type: string;
}
export interface Quotas {
  requestsPerMinute?: number;
  userQuota?: number;
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
  nameEn?: string;
  nameZh?: string;
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
  complianceProfile?: "standard" | "mlps3";
  duplicateAnswer?: "branch" | "exists";
  fourEyes?: boolean;
  locale?: "zh" | "en";
  requestsPerMinute?: number;
  revealQuota?: number;
  timeZone?: string;
  userQuota?: number;
  version?: number;
}
export interface SettingsChange {
  complianceProfile?: "standard" | "mlps3";
  duplicateAnswer?: "branch" | "exists";
  fourEyes?: boolean;
  locale?: "zh" | "en";
  revealQuota?: number;
  timeZone?: string;
}
export interface SignIn {
  cookie?: boolean;
  otp?: string;
  password: string;
  tenant: string;
  user: string;
}
export interface StepUp {
  otp?: string;
  password: string;
}
export interface Tenant {
  createdAt: string;
  id: string;
  name: string;
  slug: string;
  state: "active" | "suspended";
}
export interface TenantCreation {
  admins: {
    displayName: string;
    userName: string;
  }[];
  locale: "zh" | "en";
  name: string;
  slug: string;
  timeZone: string;
}
export interface Timeline {
  actorId?: string | null;
  at?: string | null;
  fields?: string[] | null;
  id?: string | null;
  kind?: string | null;
  masked?: string[];
  objectId?: string | null;
  objectType?: string | null;
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
  displayName?: string;
  locale?: "zh" | "en" | null;
}
export interface UserInvitation {
  displayName: string;
  locale?: "zh" | "en" | null;
  userName: string;
}

/** Every operation: what it takes in path, query and body, and what it answers. */
export interface Operations {
  "POST /v1/access/preview": {
    path: undefined;
    query: undefined;
    body: AccessQuestion;
    reply: AccessPreview;
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
  "POST /v1/audit/verifications": {
    path: undefined;
    query: undefined;
    body: AuditVerificationRequest;
    reply: AuditVerification;
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
  "GET /v1/customers": {
    path: undefined;
    query: { "filter[id]"?: string; "filter[number]"?: string; "filter[birthday]"?: string; "filter[sex]"?: string; "filter[sourceChannel]"?: string; "filter[introducerId]"?: string; "filter[ownerId]"?: string; "filter[homeBranchId]"?: string; "filter[level]"?: string; "filter[createdAt]"?: string; sort?: string; fields?: string; limit?: string; cursor?: string };
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
  "POST /v1/customers/search": {
    path: undefined;
    query: undefined;
    body: CustomerSearch;
    reply: Customer[];
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
  "PUT /v1/customers/{id}/care-relations/{userId}": {
    path: { id: string; userId: string };
    query: undefined;
    body: CareRelation;
    reply: undefined;
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
  "POST /v1/customers/{id}/reveal": {
    path: { id: string };
    query: undefined;
    body: CustomerReveal;
    reply: CustomerRevealed;
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
  "POST /v1/invitations/acceptance": {
    path: undefined;
    query: undefined;
    body: InvitationAcceptance;
    reply: undefined;
  };
  "GET /v1/me": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: Me;
  };
  "POST /v1/me/password": {
    path: undefined;
    query: undefined;
    body: PasswordChange;
    reply: undefined;
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
    reply: undefined;
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
  "GET /v1/permissions": {
    path: undefined;
    query: undefined;
    body: undefined;
    reply: Permissions;
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
}
