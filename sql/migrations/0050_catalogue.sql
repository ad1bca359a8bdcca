-- What a chain does and with what: services with their segments and what each segment needs, rooms, devices, and who may do what where.

create table app.service_category (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  name text not null constraint service_category_name check (length(name) between 1 and 40),
  name_en text constraint service_category_name_en check (length(name_en) between 1 and 60),
  position int not null,
  archived_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint service_category_parent foreign key (tenant_id, parent_id) references app.service_category (tenant_id, id),
  constraint service_category_not_below_itself check (parent_id <> id)
);
create unique index service_category_name_once on app.service_category (tenant_id, coalesce(parent_id, id), name) where archived_at is null;
call priv.arm('app.service_category', null);
call priv.classify('app.service_category', 'C1', array['tenant_id', 'id', 'parent_id', 'name', 'name_en', 'position', 'archived_at',
  'version', 'created_at', 'updated_at']);
grant select, insert on app.service_category to peony_app;
grant update (parent_id, name, name_en, position, archived_at, version, updated_at) on app.service_category to peony_app;

-- One thing that is done for a customer. Money is in fen; a price book may say another price for a branch and a time.
create table app.service (
  tenant_id uuid not null,
  id uuid not null,
  category_id uuid not null,
  code text constraint service_code check (code ~ '^[A-Z0-9][A-Z0-9-]{0,23}$'),
  name text not null constraint service_name check (length(name) between 1 and 60),
  name_en text constraint service_name_en check (length(name_en) between 1 and 80),
  is_medical boolean not null,
  -- What a practitioner's licence must cover; null where nobody needs one.
  scope text constraint service_scope check (scope ~ '^[a-z][a-z_]{0,39}$'),
  list_price bigint not null constraint service_price check (list_price between 0 and 100000000000),
  -- Days after which the next of a course is due, and before which another is refused.
  cycle_days int constraint service_cycle check (cycle_days between 1 and 3650),
  least_days int constraint service_least check (least_days between 0 and 3650),
  online boolean not null default false,
  -- What is asked for before: contraindication rules and forms, as JSON that the program checks.
  rules jsonb not null default '[]' constraint service_rules check (jsonb_typeof(rules) = 'array' and pg_column_size(rules) <= 20000),
  archived_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint service_scope_of_medical check (not is_medical or scope is not null),
  constraint service_category foreign key (tenant_id, category_id) references app.service_category (tenant_id, id)
);
create unique index service_name_once on app.service (tenant_id, name) where archived_at is null;
create unique index service_code_once on app.service (tenant_id, code) where code is not null;
create index service_by_category on app.service (tenant_id, category_id);
call priv.arm('app.service', null);
call priv.classify('app.service', 'C1', array['tenant_id', 'id', 'category_id', 'code', 'name', 'name_en', 'is_medical', 'scope', 'list_price',
  'cycle_days', 'least_days', 'online', 'rules', 'archived_at', 'version', 'created_at', 'updated_at']);
grant select, insert on app.service to peony_app;
grant update (category_id, code, name, name_en, is_medical, scope, list_price, cycle_days, least_days, online, rules, archived_at, version,
  updated_at) on app.service to peony_app;

-- A service's time in pieces: numbing, treatment, observation. Each follows the one before it without a gap.
create table app.service_segment (
  tenant_id uuid not null,
  service_id uuid not null,
  position int not null constraint service_segment_position check (position between 1 and 12),
  name text not null constraint service_segment_name check (length(name) between 1 and 30),
  minutes int not null constraint service_segment_minutes check (minutes between 5 and 720),
  primary key (tenant_id, service_id, position),
  constraint service_segment_service foreign key (tenant_id, service_id) references app.service (tenant_id, id) on delete cascade
);
call priv.arm('app.service_segment', null);
call priv.classify('app.service_segment', 'C1', array['tenant_id', 'service_id', 'position', 'name', 'minutes']);
grant select, insert, delete on app.service_segment to peony_app;

-- What a segment needs: `quantity` of any resource of a kind that has all of `tags`. Alternatives of one need share its `need` number.
create table app.service_need (
  tenant_id uuid not null,
  service_id uuid not null,
  position int not null,
  need int not null constraint service_need_number check (need between 1 and 12),
  alternative int not null constraint service_need_alternative check (alternative between 1 and 12),
  kind text not null constraint service_need_kind check (kind in ('doctor', 'nurse', 'consultant', 'therapist', 'room', 'device')),
  tags text[] not null default '{}' constraint service_need_tags check (cardinality(tags) <= 8),
  -- One resource of all; null for any that fits.
  resource_id uuid,
  buffer_before int not null default 0 constraint service_need_before check (buffer_before between 0 and 240),
  buffer_after int not null default 0 constraint service_need_after check (buffer_after between 0 and 240),
  primary key (tenant_id, service_id, position, need, alternative),
  constraint service_need_segment foreign key (tenant_id, service_id, position)
    references app.service_segment (tenant_id, service_id, position) on delete cascade
);
call priv.arm('app.service_need', null);
call priv.classify('app.service_need', 'C1', array['tenant_id', 'service_id', 'position', 'need', 'alternative', 'kind', 'tags', 'resource_id',
  'buffer_before', 'buffer_after']);
grant select, insert, delete on app.service_need to peony_app;

-- Whatever can be booked once at a time: a person in a role, a room, a device. A room for four is four places of one resource (`capacity`).
create table app.resource (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  kind text not null constraint resource_kind check (kind in ('doctor', 'nurse', 'consultant', 'therapist', 'room', 'device')),
  name text not null constraint resource_name check (length(name) between 1 and 60),
  user_id uuid,
  tags text[] not null default '{}' constraint resource_tags check (cardinality(tags) <= 24),
  capacity int not null default 1 constraint resource_capacity check (capacity between 1 and 50),
  buffer_before int not null default 0 constraint resource_before check (buffer_before between 0 and 240),
  buffer_after int not null default 0 constraint resource_after check (buffer_after between 0 and 240),
  state text not null default 'ready' constraint resource_state check (state in ('ready', 'maintenance', 'retired')),
  -- Devices: the certificate, and what is due.
  certificate text constraint resource_certificate check (length(certificate) between 1 and 60),
  certificate_until date,
  maintenance_due date,
  metrology_due date,
  counter bigint constraint resource_counter check (counter >= 0),
  counter_limit bigint constraint resource_counter_limit check (counter_limit > 0),
  position int not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint resource_in_branch unique (tenant_id, id, branch_id),
  constraint resource_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint resource_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id),
  constraint resource_is_somebody check ((kind in ('doctor', 'nurse', 'consultant', 'therapist')) = (user_id is not null)),
  constraint resource_device_facts check (kind = 'device' or (certificate is null and certificate_until is null and maintenance_due is null
    and metrology_due is null and counter is null and counter_limit is null))
);
create unique index resource_name_once on app.resource (tenant_id, branch_id, name) where state <> 'retired';
create unique index resource_once_a_person on app.resource (tenant_id, branch_id, user_id, kind) where state <> 'retired';
create index resource_by_kind on app.resource (tenant_id, branch_id, kind, position) where state <> 'retired';
call priv.arm('app.resource', 'branch_id');
call priv.classify('app.resource', 'C1', array['tenant_id', 'id', 'branch_id', 'kind', 'name', 'user_id', 'tags', 'capacity', 'buffer_before',
  'buffer_after', 'state', 'certificate', 'certificate_until', 'maintenance_due', 'metrology_due', 'counter', 'counter_limit', 'position',
  'version', 'created_at', 'updated_at']);
grant select, insert on app.resource to peony_app;
grant update (name, tags, capacity, buffer_before, buffer_after, state, certificate, certificate_until, maintenance_due, metrology_due,
  counter, counter_limit, position, version, updated_at) on app.resource to peony_app;

-- Who may do what where until when (医师法 14, 15). Nobody is booked for a medical service beyond it.
create table app.licence (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  class text not null constraint licence_class check (class in ('physician', 'assistant_physician', 'nurse', 'therapist')),
  scopes text[] not null constraint licence_scopes check (cardinality(scopes) between 1 and 24),
  -- Branches where it is registered; empty for all of the chain.
  branches uuid[] not null default '{}' constraint licence_branches check (cardinality(branches) <= 200),
  number text not null constraint licence_number check (length(number) between 1 and 40),
  valid_from date not null,
  valid_until date not null,
  suspended boolean not null default false,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint licence_period check (valid_until >= valid_from),
  constraint licence_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index licence_by_user on app.licence (tenant_id, user_id, valid_until);
create index licence_ending on app.licence (tenant_id, valid_until);
call priv.arm('app.licence', null);
call priv.classify('app.licence', 'C1', array['tenant_id', 'id', 'user_id', 'class', 'scopes', 'branches', 'valid_from', 'valid_until',
  'suspended', 'version', 'created_at', 'updated_at']);
call priv.classify('app.licence', 'C2', array['number']);
grant select, insert on app.licence to peony_app;
grant update (class, scopes, branches, number, valid_from, valid_until, suspended, version, updated_at) on app.licence to peony_app;

-- What a branch takes for a service from a day on; the newest that has begun counts, then the chain's, then the service's own.
create table app.price (
  tenant_id uuid not null,
  service_id uuid not null,
  unit_id uuid not null,
  since date not null,
  amount bigint constraint price_amount check (amount between 0 and 100000000000),
  set_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, service_id, unit_id, since),
  constraint price_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint price_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id),
  constraint price_set_by foreign key (tenant_id, set_by) references app.user_account (tenant_id, id)
);
call priv.arm('app.price', null);
call priv.classify('app.price', 'C1', array['tenant_id', 'service_id', 'unit_id', 'since', 'amount', 'set_by', 'created_at']);
grant select, insert, delete on app.price to peony_app;
