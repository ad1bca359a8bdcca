-- Leads: sheets of online and phone consultations (网电咨询单), the rules by which they are given out, and all that they went through.

-- How a chain gives leads out. A tenant without a row has the defaults.
create table app.lead_setting (
  tenant_id uuid primary key,
  -- From the giving to the first contact; then somebody else gets it.
  contact_minutes bigint not null constraint lead_setting_contact check (contact_minutes between 1 and 10080),
  -- How often it goes on to the next by the rule before it falls into the pool.
  most_returns bigint not null constraint lead_setting_returns check (most_returns between 0 and 20),
  -- How long it stays with its owner after his last contact.
  protection_days bigint not null constraint lead_setting_protection check (protection_days between 1 and 730),
  claims_a_day bigint not null constraint lead_setting_claims check (claims_a_day between 0 and 1000),
  -- Open leads that somebody may have who takes one more from the pool.
  most_open bigint not null constraint lead_setting_open check (most_open between 1 and 10000),
  version bigint not null default 1,
  updated_by uuid,
  updated_at timestamptz not null
);
call priv.arm('app.lead_setting', null);
call priv.classify('app.lead_setting', 'C1', array['tenant_id', 'contact_minutes', 'most_returns', 'protection_days', 'claims_a_day',
  'most_open', 'version', 'updated_by', 'updated_at']);
grant select, insert on app.lead_setting to peony_app;
grant update (contact_minutes, most_returns, protection_days, claims_a_day, most_open, version, updated_by, updated_at) on app.lead_setting
  to peony_app;

-- Which leads go to whom. The order is that of the bases (project before source before region before branch), then the position.
create table app.lead_rule (
  tenant_id uuid not null,
  id uuid not null,
  name text not null constraint lead_rule_name check (length(name) between 1 and 40),
  basis text not null constraint lead_rule_basis check (basis in ('project', 'source', 'region', 'branch')),
  -- Leads of this unit and of all below it.
  unit_id uuid not null,
  service_id uuid,
  category_id uuid,
  source_channel text,
  campaign text constraint lead_rule_campaign check (length(campaign) between 1 and 60),
  strategy text not null constraint lead_rule_strategy check (strategy in ('round_robin', 'weighted', 'least_open', 'conversion')),
  -- Whether only those get one who are at work by the published roster.
  roster text not null default 'on_shift' constraint lead_rule_roster check (roster in ('on_shift', 'any_time')),
  contact_minutes bigint constraint lead_rule_contact check (contact_minutes between 1 and 10080),
  position bigint not null default 0 constraint lead_rule_position check (position between 0 and 9999),
  state text not null default 'active' constraint lead_rule_state check (state in ('active', 'archived')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint lead_rule_project check (basis <> 'project' or service_id is not null or category_id is not null),
  constraint lead_rule_one_project check (service_id is null or category_id is null),
  constraint lead_rule_source check (basis <> 'source' or source_channel is not null),
  constraint lead_rule_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id),
  constraint lead_rule_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint lead_rule_category foreign key (tenant_id, category_id) references app.service_category (tenant_id, id)
);
create unique index lead_rule_name_once on app.lead_rule (tenant_id, name) where state = 'active';
call priv.arm('app.lead_rule', null);
call priv.classify('app.lead_rule', 'C1', array['tenant_id', 'id', 'name', 'basis', 'unit_id', 'service_id', 'category_id', 'source_channel',
  'campaign', 'strategy', 'roster', 'contact_minutes', 'position', 'state', 'version', 'created_at', 'updated_at']);
grant select, insert on app.lead_rule to peony_app;
grant update (name, basis, unit_id, service_id, category_id, source_channel, campaign, strategy, roster, contact_minutes, position, state,
  version, updated_at) on app.lead_rule to peony_app;

create table app.lead_rule_member (
  tenant_id uuid not null,
  rule_id uuid not null,
  user_id uuid not null,
  position int not null constraint lead_rule_member_position check (position between 1 and 100),
  weight int not null default 1 constraint lead_rule_member_weight check (weight between 1 and 100),
  -- Leads that the rules give him in a day; null for any number.
  daily_cap int constraint lead_rule_member_cap check (daily_cap between 1 and 1000),
  primary key (tenant_id, rule_id, user_id),
  constraint lead_rule_member_once unique (tenant_id, rule_id, position),
  constraint lead_rule_member_rule foreign key (tenant_id, rule_id) references app.lead_rule (tenant_id, id),
  constraint lead_rule_member_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index lead_rule_member_by_user on app.lead_rule_member (tenant_id, user_id);
call priv.arm('app.lead_rule_member', null);
call priv.classify('app.lead_rule_member', 'C1', array['tenant_id', 'rule_id', 'user_id', 'position', 'weight', 'daily_cap']);
grant select, insert, delete on app.lead_rule_member to peony_app;

-- One row a rule: whoever gives by the rule holds it until COMMIT, so that a hundred leads at once are given one after the other.
-- members, credits: what each is owed of his turn (smooth weighted round robin), beside each other.
create table app.lead_rule_counter (
  tenant_id uuid not null,
  rule_id uuid not null,
  given bigint not null default 0,
  members uuid[] not null default '{}',
  credits bigint[] not null default '{}',
  primary key (tenant_id, rule_id),
  constraint lead_rule_counter_pairs check (cardinality(members) = cardinality(credits)),
  constraint lead_rule_counter_rule foreign key (tenant_id, rule_id) references app.lead_rule (tenant_id, id)
);
call priv.arm('app.lead_rule_counter', null);
call priv.classify('app.lead_rule_counter', 'C1', array['tenant_id', 'rule_id', 'given', 'members', 'credits']);
grant select, insert on app.lead_rule_counter to peony_app;
grant update (given, members, credits) on app.lead_rule_counter to peony_app;

-- Somebody who may become a customer. The contact is sealed under a key of the lead's own: nobody has a file yet. Once he has one, the key
-- goes with his erasure.
create table app.lead (
  tenant_id uuid not null,
  id uuid not null,
  number bigint not null,
  branch_id uuid not null,
  state text not null constraint lead_state
    check (state in ('new', 'assigned', 'contacted', 'added_wecom', 'booked', 'arrived', 'won', 'lost', 'recycled')),
  owner_id uuid,
  source_channel text not null,
  medium text constraint lead_medium check (length(medium) between 1 and 40),
  campaign text constraint lead_campaign check (length(campaign) between 1 and 60),
  service_id uuid,
  name_sealed bytea,
  phone_sealed bytea,
  wechat_sealed bytea,
  remark_sealed bytea,
  crm_key bytea,
  -- Leads hold nothing medical; who opens rows by a key's holder asks for both.
  medical_key bytea constraint lead_nothing_medical check (medical_key is null),
  customer_id uuid,
  appointment_id uuid,
  rule_id uuid,
  assigned_at timestamptz,
  -- Until when the owner has to call; null once anybody tried.
  contact_due_at timestamptz,
  contacted_at timestamptz,
  protected_until timestamptz,
  returns bigint not null default 0,
  touch_count bigint not null default 1,
  touched_at timestamptz not null,
  lost_reason text,
  closed_at timestamptz,
  version bigint not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint lead_in_pool check (state not in ('new', 'recycled') or (owner_id is null and contact_due_at is null)),
  constraint lead_owned check (state in ('new', 'recycled', 'won', 'lost') or owner_id is not null),
  constraint lead_why_lost check ((state = 'lost') = (lost_reason is not null)),
  constraint lead_closed check ((state in ('won', 'lost')) = (closed_at is not null)),
  constraint lead_sealed check (crm_key is not null
    or (name_sealed is null and phone_sealed is null and wechat_sealed is null and remark_sealed is null)),
  constraint lead_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint lead_owner foreign key (tenant_id, owner_id) references app.user_account (tenant_id, id),
  constraint lead_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint lead_rule foreign key (tenant_id, rule_id) references app.lead_rule (tenant_id, id),
  constraint lead_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create unique index lead_number on app.lead (tenant_id, number);
create index lead_by_branch on app.lead (tenant_id, branch_id, number, id);
create index lead_by_owner on app.lead (tenant_id, owner_id, number, id);
create index lead_by_customer on app.lead (tenant_id, customer_id) where customer_id is not null;
create index lead_in_pool_by_branch on app.lead (tenant_id, branch_id, touched_at) where state in ('new', 'recycled');
create index lead_open_by_owner on app.lead (tenant_id, owner_id)
  where state in ('assigned', 'contacted', 'added_wecom', 'booked', 'arrived');
create index lead_due on app.lead (tenant_id, contact_due_at) where contact_due_at is not null;
create index lead_protected on app.lead (tenant_id, protected_until) where state in ('assigned', 'contacted', 'added_wecom');
call priv.arm('app.lead', 'branch_id');
call priv.classify('app.lead', 'C1', array['tenant_id', 'id', 'number', 'branch_id', 'state', 'owner_id', 'source_channel', 'medium',
  'campaign', 'service_id', 'customer_id', 'appointment_id', 'rule_id', 'assigned_at', 'contact_due_at', 'contacted_at', 'protected_until',
  'returns', 'touch_count', 'touched_at', 'lost_reason', 'closed_at', 'version', 'created_by', 'created_at', 'updated_at']);
call priv.classify('app.lead', 'C2', array['name_sealed', 'remark_sealed']);
call priv.classify('app.lead', 'C3', array['phone_sealed', 'wechat_sealed']);
call priv.classify('app.lead', 'C6', array['crm_key', 'medical_key']);
grant select, insert on app.lead to peony_app;
grant update (branch_id, state, owner_id, source_channel, medium, campaign, service_id, name_sealed, phone_sealed, wechat_sealed,
  remark_sealed, crm_key, medical_key, customer_id, appointment_id, rule_id, assigned_at, contact_due_at, contacted_at, protected_until,
  returns, touch_count, touched_at, lost_reason, closed_at, version, updated_at) on app.lead to peony_app;

-- What a lead is found by: 1 the telephone number, 2 the WeChat name, each whole. Not unique: one person may stand in the sheets of two
-- people who do not see each other's.
create table app.lead_token (
  tenant_id uuid not null,
  key_version int not null,
  field smallint not null constraint lead_token_field check (field in (1, 2)),
  token bytea not null constraint lead_token_length check (length(token) = 16),
  lead_id uuid not null,
  primary key (tenant_id, key_version, field, token, lead_id),
  constraint lead_token_lead foreign key (tenant_id, lead_id) references app.lead (tenant_id, id)
);
create index lead_token_by_lead on app.lead_token (tenant_id, lead_id);
call priv.arm('app.lead_token', null);
call priv.classify('app.lead_token', 'C1', array['tenant_id', 'key_version', 'field', 'lead_id']);
call priv.classify('app.lead_token', 'C6', array['token']);
grant select, insert, delete on app.lead_token to peony_app;

-- Each time that somebody turned up, by which way: never changed. Of a lead, of a customer, or of both.
create table app.lead_touch (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  lead_id uuid,
  customer_id uuid,
  source_channel text not null,
  medium text constraint lead_touch_medium check (length(medium) between 1 and 40),
  campaign text constraint lead_touch_campaign check (length(campaign) between 1 and 60),
  service_id uuid,
  at timestamptz not null,
  received_by uuid,
  primary key (tenant_id, id),
  constraint lead_touch_of check (lead_id is not null or customer_id is not null),
  constraint lead_touch_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint lead_touch_lead foreign key (tenant_id, lead_id) references app.lead (tenant_id, id),
  constraint lead_touch_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint lead_touch_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create index lead_touch_by_lead on app.lead_touch (tenant_id, lead_id, at) where lead_id is not null;
create index lead_touch_by_customer on app.lead_touch (tenant_id, customer_id, at) where customer_id is not null;
call priv.arm('app.lead_touch', 'branch_id');
call priv.classify('app.lead_touch', 'C1', array['tenant_id', 'id', 'branch_id', 'lead_id', 'customer_id', 'source_channel', 'medium',
  'campaign', 'service_id', 'at', 'received_by']);
grant select, insert on app.lead_touch to peony_app;
grant update (customer_id) on app.lead_touch to peony_app;

-- Whose a lead was, from when and why: never changed. user_id null: nobody's, in the pool.
create table app.lead_assignment (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  lead_id uuid not null,
  user_id uuid,
  from_id uuid,
  how text not null constraint lead_assignment_how
    check (how in ('rule', 'own', 'recycle', 'claim', 'hand', 'hand_over', 'reopened', 'pool', 'protection')),
  rule_id uuid,
  reason text constraint lead_assignment_reason check (length(reason) between 1 and 200),
  at timestamptz not null,
  assigned_by uuid,
  primary key (tenant_id, id),
  constraint lead_assignment_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint lead_assignment_lead foreign key (tenant_id, lead_id) references app.lead (tenant_id, id),
  constraint lead_assignment_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index lead_assignment_by_lead on app.lead_assignment (tenant_id, lead_id, at);
create index lead_assignment_by_user on app.lead_assignment (tenant_id, user_id, at) where user_id is not null;
call priv.arm('app.lead_assignment', 'branch_id');
call priv.classify('app.lead_assignment', 'C1', array['tenant_id', 'id', 'branch_id', 'lead_id', 'user_id', 'from_id', 'how', 'rule_id',
  'at', 'assigned_by']);
call priv.classify('app.lead_assignment', 'C2', array['reason']);
grant select, insert on app.lead_assignment to peony_app;
grant update (reason) on app.lead_assignment to peony_app;
