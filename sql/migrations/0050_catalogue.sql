-- What a chain does and with what: services with their segments and what each segment needs, what they cost where, rooms and devices, and
-- who may do what where. Nothing of it is deleted: what was booked and sold by it must be told for as long as the records are kept.

create table app.service_category (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  name text not null constraint service_category_name check (length(name) between 1 and 40),
  name_en text constraint service_category_name_en check (length(name_en) between 1 and 60),
  position bigint not null default 0 constraint service_category_position check (position between 0 and 9999),
  state text not null default 'active' constraint service_category_state check (state in ('active', 'archived')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint service_category_parent foreign key (tenant_id, parent_id) references app.service_category (tenant_id, id),
  constraint service_category_not_below_itself check (parent_id <> id)
);
create unique index service_category_name_once on app.service_category
  (tenant_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), name) where state = 'active';
call priv.arm('app.service_category', null);
call priv.classify('app.service_category', 'C1', array['tenant_id', 'id', 'parent_id', 'name', 'name_en', 'position', 'state', 'version',
  'created_at', 'updated_at']);
grant select, insert on app.service_category to peony_app;
grant update (parent_id, name, name_en, position, state, version, updated_at) on app.service_category to peony_app;

-- One thing that is done for a customer. Its price here is the list's; app.price may say another for a unit and a time.
create table app.service (
  tenant_id uuid not null,
  id uuid not null,
  category_id uuid not null,
  code text constraint service_code check (code ~ '^[A-Z0-9][A-Z0-9-]{0,23}$'),
  name text not null constraint service_name check (length(name) between 1 and 60),
  name_en text constraint service_name_en check (length(name_en) between 1 and 80),
  -- The department that does it, as the chain calls those of its branches: a branch's own is the unit of this name below it.
  department text constraint service_department check (length(department) between 1 and 40),
  -- Medical services are done under a licence that covers their scope; lifestyle ones are no medicine (生活美容).
  nature text not null constraint service_nature check (nature in ('medical', 'lifestyle')),
  scope text constraint service_scope check (scope ~ '^[a-z][a-z0-9_]{0,39}$'),
  list_price_fen bigint not null constraint service_price check (list_price_fen between 0 and 100000000000),
  -- Days after which the next of a course is due, and before which another is refused.
  cycle_days bigint constraint service_cycle check (cycle_days between 1 and 3650),
  least_days bigint constraint service_least check (least_days between 0 and 3650),
  -- Whether the public page of a branch offers it.
  booking text not null default 'desk' constraint service_booking check (booking in ('desk', 'online')),
  position bigint not null default 0 constraint service_position check (position between 0 and 9999),
  state text not null default 'active' constraint service_state check (state in ('active', 'archived')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint service_scope_of_medical check ((nature = 'medical') = (scope is not null)),
  constraint service_cycle_order check (least_days <= cycle_days),
  constraint service_category foreign key (tenant_id, category_id) references app.service_category (tenant_id, id)
);
create unique index service_name_once on app.service (tenant_id, name) where state = 'active';
create unique index service_code_once on app.service (tenant_id, code) where code is not null;
create index service_by_category on app.service (tenant_id, category_id);
call priv.arm('app.service', null);
call priv.classify('app.service', 'C1', array['tenant_id', 'id', 'category_id', 'code', 'name', 'name_en', 'department', 'nature', 'scope',
  'list_price_fen', 'cycle_days', 'least_days', 'booking', 'position', 'state', 'version', 'created_at', 'updated_at']);
grant select, insert on app.service to peony_app;
grant update (category_id, code, name, name_en, department, nature, scope, list_price_fen, cycle_days, least_days, booking, position, state,
  version, updated_at) on app.service to peony_app;

-- A service's time in pieces: numbing, treatment, observation. Each follows the one before it without a gap.
create table app.service_segment (
  tenant_id uuid not null,
  service_id uuid not null,
  position int not null constraint service_segment_position check (position between 1 and 12),
  name text not null constraint service_segment_name check (length(name) between 1 and 30),
  minutes int not null constraint service_segment_minutes check (minutes between 5 and 720),
  primary key (tenant_id, service_id, position),
  constraint service_segment_service foreign key (tenant_id, service_id) references app.service (tenant_id, id)
);
call priv.arm('app.service_segment', null);
call priv.classify('app.service_segment', 'C1', array['tenant_id', 'service_id', 'position', 'name', 'minutes']);
grant select, insert, delete on app.service_segment to peony_app;

-- Whatever can be booked: a person in a role, a room, a device. A room for four is four places of one (`capacity`). One person may be
-- several (doctor here, doctor there): what is taken is taken of the person, see app.resource_claim.
create table app.resource (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  kind text not null constraint resource_kind check (kind in ('doctor', 'nurse', 'consultant', 'therapist', 'room', 'device')),
  name text not null constraint resource_name check (length(name) between 1 and 60),
  user_id uuid,
  -- What it is good for, in the chain's words: read with its row, never searched by an index.
  tags text[] not null default '{}' constraint resource_tags check (cardinality(tags) <= 24),
  capacity bigint not null default 1 constraint resource_capacity check (capacity between 1 and 50),
  -- Minutes that each use of it costs besides; a service's need may ask for more.
  buffer_before bigint not null default 0 constraint resource_before check (buffer_before between 0 and 240),
  buffer_after bigint not null default 0 constraint resource_after check (buffer_after between 0 and 240),
  state text not null default 'ready' constraint resource_state check (state in ('ready', 'under_maintenance', 'retired')),
  -- Devices: what they are, and what is due. From the day after one of these, or when the counter is used up, nobody books it.
  model text constraint resource_model check (length(model) between 1 and 60),
  serial text constraint resource_serial check (length(serial) between 1 and 60),
  certificate text constraint resource_certificate check (length(certificate) between 1 and 60),
  certificate_until date,
  maintenance_due date,
  metrology_due date,
  counter bigint constraint resource_counter check (counter between 0 and 1000000000),
  counter_limit bigint constraint resource_counter_limit check (counter_limit between 1 and 1000000000),
  position bigint not null default 0 constraint resource_position check (position between 0 and 9999),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint resource_in_branch unique (tenant_id, id, branch_id),
  constraint resource_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint resource_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id),
  constraint resource_is_somebody check ((kind in ('doctor', 'nurse', 'consultant', 'therapist')) = (user_id is not null)),
  constraint resource_one_person check (user_id is null or capacity = 1),
  constraint resource_device_facts check (kind = 'device' or (model is null and serial is null and certificate is null
    and certificate_until is null and maintenance_due is null and metrology_due is null and counter is null and counter_limit is null))
);
create unique index resource_name_once on app.resource (tenant_id, branch_id, kind, name) where state <> 'retired';
create unique index resource_once_a_person on app.resource (tenant_id, branch_id, user_id, kind) where state <> 'retired';
create index resource_by_kind on app.resource (tenant_id, branch_id, kind, position);
create index resource_by_user on app.resource (tenant_id, user_id) where user_id is not null;
call priv.arm('app.resource', 'branch_id');
call priv.classify('app.resource', 'C1', array['tenant_id', 'id', 'branch_id', 'kind', 'name', 'user_id', 'tags', 'capacity', 'buffer_before',
  'buffer_after', 'state', 'model', 'serial', 'certificate', 'certificate_until', 'maintenance_due', 'metrology_due', 'counter',
  'counter_limit', 'position', 'version', 'created_at', 'updated_at']);
grant select, insert on app.resource to peony_app;
grant update (name, tags, capacity, buffer_before, buffer_after, state, model, serial, certificate, certificate_until, maintenance_due,
  metrology_due, counter, counter_limit, position, version, updated_at) on app.resource to peony_app;

-- What a segment needs: of each need one resource, of one of its alternatives: a kind with all of these tags, or one that is named.
-- Needs of one `bond` in several segments are met by the same resource: the room that numbing began in.
create table app.service_need (
  tenant_id uuid not null,
  service_id uuid not null,
  position int not null,
  need int not null constraint service_need_number check (need between 1 and 12),
  alternative int not null constraint service_need_alternative check (alternative between 1 and 12),
  bond int constraint service_need_bond check (bond between 1 and 12),
  kind text not null constraint service_need_kind check (kind in ('doctor', 'nurse', 'consultant', 'therapist', 'room', 'device')),
  tags text[] not null default '{}' constraint service_need_tags check (cardinality(tags) <= 8),
  resource_id uuid,
  buffer_before int not null default 0 constraint service_need_before check (buffer_before between 0 and 240),
  buffer_after int not null default 0 constraint service_need_after check (buffer_after between 0 and 240),
  primary key (tenant_id, service_id, position, need, alternative),
  constraint service_need_segment foreign key (tenant_id, service_id, position)
    references app.service_segment (tenant_id, service_id, position) on delete cascade,
  constraint service_need_resource foreign key (tenant_id, resource_id) references app.resource (tenant_id, id)
);
call priv.arm('app.service_need', null);
call priv.classify('app.service_need', 'C1', array['tenant_id', 'service_id', 'position', 'need', 'alternative', 'bond', 'kind', 'tags',
  'resource_id', 'buffer_before', 'buffer_after']);
grant select, insert, delete on app.service_need to peony_app;

-- What is asked before: what speaks against it, what a doctor has to look at, which forms and consents have to be there. Which words
-- `subject` may be depends on the kind: the program checks it.
create table app.service_rule (
  tenant_id uuid not null,
  service_id uuid not null,
  position int not null constraint service_rule_position check (position between 1 and 40),
  kind text not null constraint service_rule_kind check (kind in ('warning', 'answer', 'age_below', 'after_service', 'form', 'consent')),
  effect text not null constraint service_rule_effect check (effect in ('contraindicated', 'need_review', 'required')),
  subject text constraint service_rule_subject check (subject ~ '^[a-z][a-z0-9_]{0,39}$'),
  other_service_id uuid,
  measure int constraint service_rule_measure check (measure between 1 and 3650),
  primary key (tenant_id, service_id, position),
  constraint service_rule_required check ((kind in ('form', 'consent')) = (effect = 'required')),
  constraint service_rule_named check ((kind in ('warning', 'answer', 'form', 'consent')) = (subject is not null)),
  constraint service_rule_other check ((kind = 'after_service') = (other_service_id is not null)),
  constraint service_rule_measured check ((kind in ('age_below', 'after_service')) = (measure is not null)),
  constraint service_rule_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint service_rule_after foreign key (tenant_id, other_service_id) references app.service (tenant_id, id)
);
call priv.arm('app.service_rule', null);
call priv.classify('app.service_rule', 'C1', array['tenant_id', 'service_id', 'position', 'kind', 'effect', 'subject', 'other_service_id',
  'measure']);
grant select, insert, delete on app.service_rule to peony_app;

-- Services that are sold as one.
create table app.service_package (
  tenant_id uuid not null,
  id uuid not null,
  category_id uuid not null,
  code text constraint service_package_code check (code ~ '^[A-Z0-9][A-Z0-9-]{0,23}$'),
  name text not null constraint service_package_name check (length(name) between 1 and 60),
  name_en text constraint service_package_name_en check (length(name_en) between 1 and 80),
  list_price_fen bigint not null constraint service_package_price check (list_price_fen between 0 and 100000000000),
  -- From the purchase; null without end.
  valid_days bigint constraint service_package_days check (valid_days between 1 and 3650),
  position bigint not null default 0 constraint service_package_position check (position between 0 and 9999),
  state text not null default 'active' constraint service_package_state check (state in ('active', 'archived')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint service_package_category foreign key (tenant_id, category_id) references app.service_category (tenant_id, id)
);
create unique index service_package_name_once on app.service_package (tenant_id, name) where state = 'active';
create unique index service_package_code_once on app.service_package (tenant_id, code) where code is not null;
call priv.arm('app.service_package', null);
call priv.classify('app.service_package', 'C1', array['tenant_id', 'id', 'category_id', 'code', 'name', 'name_en', 'list_price_fen',
  'valid_days', 'position', 'state', 'version', 'created_at', 'updated_at']);
grant select, insert on app.service_package to peony_app;
grant update (category_id, code, name, name_en, list_price_fen, valid_days, position, state, version, updated_at) on app.service_package
  to peony_app;

create table app.service_package_line (
  tenant_id uuid not null,
  package_id uuid not null,
  position int not null constraint service_package_line_position check (position between 1 and 40),
  service_id uuid not null,
  sessions int not null constraint service_package_line_sessions check (sessions between 1 and 100),
  gift boolean not null default false,
  primary key (tenant_id, package_id, position),
  constraint service_package_line_package foreign key (tenant_id, package_id) references app.service_package (tenant_id, id),
  constraint service_package_line_service foreign key (tenant_id, service_id) references app.service (tenant_id, id)
);
create unique index service_package_line_once on app.service_package_line (tenant_id, package_id, service_id, gift);
call priv.arm('app.service_package_line', null);
call priv.classify('app.service_package_line', 'C1', array['tenant_id', 'package_id', 'position', 'service_id', 'sessions', 'gift']);
grant select, insert, delete on app.service_package_line to peony_app;

-- What a unit takes for a service from a day on: the newest that has begun counts, of the branch, else of what is above it, else the
-- service's own. Null: from that day on it has none of its own any more.
create table app.price (
  tenant_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  unit_id uuid not null,
  since_on date not null,
  price_fen bigint constraint price_amount check (price_fen between 0 and 100000000000),
  set_by uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint price_once unique (tenant_id, service_id, unit_id, since_on),
  constraint price_service foreign key (tenant_id, service_id) references app.service (tenant_id, id),
  constraint price_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id),
  constraint price_set_by foreign key (tenant_id, set_by) references app.user_account (tenant_id, id)
);
create index price_by_unit on app.price (tenant_id, unit_id, since_on);
call priv.arm('app.price', null);
call priv.classify('app.price', 'C1', array['tenant_id', 'id', 'service_id', 'unit_id', 'since_on', 'price_fen', 'set_by', 'version',
  'created_at', 'updated_at']);
grant select, insert on app.price to peony_app;
grant update (price_fen, set_by, version, updated_at) on app.price to peony_app;

-- Who may do what where until when (医师法 14, 15). Nobody is booked for a medical service beyond it.
create table app.licence (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  class text not null constraint licence_class check (class in ('physician', 'assistant_physician', 'nurse', 'therapist')),
  scopes text[] not null constraint licence_scopes check (cardinality(scopes) between 1 and 24),
  number text not null constraint licence_number check (length(number) between 1 and 40),
  valid_from date not null,
  valid_until date not null,
  state text not null default 'valid' constraint licence_state check (state in ('valid', 'suspended')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint licence_period check (valid_until >= valid_from),
  constraint licence_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create unique index licence_number_once on app.licence (tenant_id, class, number);
create index licence_by_user on app.licence (tenant_id, user_id, valid_until);
create index licence_ending on app.licence (tenant_id, valid_until);
call priv.arm('app.licence', null);
call priv.classify('app.licence', 'C1', array['tenant_id', 'id', 'user_id', 'class', 'scopes', 'valid_from', 'valid_until', 'state', 'version',
  'created_at', 'updated_at']);
call priv.classify('app.licence', 'C2', array['number']);
grant select, insert on app.licence to peony_app;
grant update (class, scopes, number, valid_from, valid_until, state, version, updated_at) on app.licence to peony_app;

-- Where it is registered: nobody practises elsewhere, and without a row nowhere.
create table app.licence_place (
  tenant_id uuid not null,
  licence_id uuid not null,
  unit_id uuid not null,
  primary key (tenant_id, licence_id, unit_id),
  constraint licence_place_licence foreign key (tenant_id, licence_id) references app.licence (tenant_id, id),
  constraint licence_place_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
create index licence_place_by_unit on app.licence_place (tenant_id, unit_id);
call priv.arm('app.licence_place', null);
call priv.classify('app.licence_place', 'C1', array['tenant_id', 'licence_id', 'unit_id']);
grant select, insert, delete on app.licence_place to peony_app;

-- Whether a customer is neither restricted nor a minor, asked across all branches: it answers yes or no and shows nobody. Who is not there is
-- not open.
create function app.customer_is_open(p_customer uuid, p_newest_adult date) returns boolean language sql stable parallel restricted
security definer set search_path = pg_catalog as
$$ select exists (select 1 from app.customer c where c.tenant_id = (select app.tenant_id()) and c.id = p_customer
  and c.restriction is null and (c.birthday is null or c.birthday <= p_newest_adult)) $$;
revoke all on function app.customer_is_open(uuid, date) from public;
grant execute on function app.customer_is_open(uuid, date) to peony_app;
