-- Customers. Sealed cells are made and opened by the server; search goes through blind-index tokens, one a row.

create table app.customer (
  tenant_id uuid not null,
  id uuid not null,
  number bigint not null,
  home_branch_id uuid not null,
  owner_id uuid,
  introducer_id uuid,
  level text not null constraint customer_level_known check (level in ('standard', 'silver', 'gold', 'platinum', 'diamond')),
  source_channel text,
  sex text constraint customer_sex_known check (sex in ('female', 'male', 'other')),
  birthday date,
  name_sealed bytea not null,
  phone_sealed bytea,
  wechat_sealed bytea,
  id_number_sealed bytea,
  address_sealed bytea,
  allergy_sealed bytea,
  remark_sealed bytea,
  crm_key bytea not null,
  medical_key bytea not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customer_number_unique unique (tenant_id, number),
  constraint customer_home_branch foreign key (tenant_id, home_branch_id) references app.unit (tenant_id, id),
  constraint customer_owner foreign key (tenant_id, owner_id) references app.user_account (tenant_id, id),
  constraint customer_introducer foreign key (tenant_id, introducer_id) references app.customer (tenant_id, id)
);
-- Lists lead with the branch where the reader has one, and with the tenant where he sees all.
create index customer_by_branch_number on app.customer (tenant_id, home_branch_id, number, id);
create index customer_by_branch_created on app.customer (tenant_id, home_branch_id, created_at, id);
create index customer_by_created on app.customer (tenant_id, created_at, id);
create index customer_by_owner on app.customer (tenant_id, owner_id, number, id);
create index customer_by_birthday on app.customer (tenant_id, birthday, id) where birthday is not null;
create index customer_by_introducer on app.customer (tenant_id, introducer_id) where introducer_id is not null;
-- What belongs to a customer carries his branch, for row security, and follows him when he moves (ON UPDATE CASCADE). Made after
-- the indexes: of two that seem to cost the same, which they do until the first ANALYZE, the planner takes the younger, and each
-- check of a foreign key would walk through a branch's customers.
alter table app.customer add constraint customer_branch_key unique (tenant_id, id, home_branch_id);
call priv.arm('app.customer', 'home_branch_id');
call priv.classify('app.customer', 'C1', array['tenant_id', 'id', 'number', 'home_branch_id', 'owner_id', 'introducer_id', 'level',
  'source_channel', 'version', 'created_at', 'updated_at']);
call priv.classify('app.customer', 'C2', array['sex', 'birthday', 'name_sealed', 'remark_sealed']);
call priv.classify('app.customer', 'C3', array['phone_sealed', 'wechat_sealed', 'id_number_sealed', 'address_sealed']);
call priv.classify('app.customer', 'C4', array['allergy_sealed']);
call priv.classify('app.customer', 'C6', array['crm_key', 'medical_key']);
grant select, insert, update on app.customer to peony_app;

-- A phone is primary for one person of a tenant: the unique token decides every race.
create table app.phone_token (
  tenant_id uuid not null,
  key_version int not null,
  token bytea not null constraint phone_token_length check (length(token) = 16),
  customer_id uuid not null,
  is_primary boolean not null,
  primary key (tenant_id, key_version, token, customer_id),
  constraint phone_token_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create unique index phone_token_primary on app.phone_token (tenant_id, key_version, token) where is_primary;
create index phone_token_by_customer on app.phone_token (tenant_id, customer_id);
call priv.arm('app.phone_token', null);
call priv.classify('app.phone_token', 'C1', array['tenant_id', 'key_version', 'customer_id', 'is_primary']);
call priv.classify('app.phone_token', 'C6', array['token']);
grant select, insert, delete on app.phone_token to peony_app;

-- field: 1 the phone's last four digits, 2 part of a name (two characters side by side). A whole name is all its parts, and
-- name with last four is both: fewer tokens, less to learn from a stolen copy.
create table app.search_token (
  tenant_id uuid not null,
  key_version int not null,
  field smallint not null constraint search_token_field check (field in (1, 2)),
  token int not null,
  customer_id uuid not null,
  primary key (tenant_id, key_version, field, token, customer_id),
  constraint search_token_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create index search_token_by_customer on app.search_token (tenant_id, customer_id);
call priv.arm('app.search_token', null);
call priv.classify('app.search_token', 'C1', array['tenant_id', 'key_version', 'field', 'customer_id']);
call priv.classify('app.search_token', 'C6', array['token']);
grant select, insert, delete on app.search_token to peony_app;

-- Who is caring for whom: what doctors and nurses see. Visits and bookings will write it; until a relation ends it holds.
create table app.care_relation (
  tenant_id uuid not null,
  customer_id uuid not null,
  user_id uuid not null,
  since timestamptz not null,
  until timestamptz not null,
  reason text not null,
  primary key (tenant_id, user_id, customer_id),
  constraint care_relation_period check (until > since),
  constraint care_relation_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id),
  constraint care_relation_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index care_relation_by_customer on app.care_relation (tenant_id, customer_id);
call priv.arm('app.care_relation', null);
call priv.classify('app.care_relation', 'C1', array['tenant_id', 'customer_id', 'user_id', 'since', 'until', 'reason']);
grant select, insert, update on app.care_relation to peony_app;

-- What happened to a customer, appended by every feature, never changed. Values stay in their own tables and in the audit;
-- here are the kind, the fields' names and the object.
create table app.timeline_event (
  tenant_id uuid not null,
  customer_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  branch_id uuid not null,
  kind text not null,
  actor_id uuid,
  object_type text not null,
  object_id uuid not null,
  fields text[] not null default '{}',
  primary key (tenant_id, customer_id, at, id),
  constraint timeline_event_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
call priv.arm('app.timeline_event', 'branch_id');
call priv.classify('app.timeline_event', 'C1', array['tenant_id', 'customer_id', 'at', 'id', 'branch_id', 'kind', 'actor_id',
  'object_type', 'object_id', 'fields']);
grant select, insert on app.timeline_event to peony_app;

-- How many values a person has had revealed on a day of the tenant's calendar.
create table app.reveal_count (
  tenant_id uuid not null,
  user_id uuid not null,
  day date not null,
  revealed int not null constraint reveal_count_not_negative check (revealed >= 0),
  primary key (tenant_id, user_id, day)
);
call priv.arm('app.reveal_count', null);
call priv.classify('app.reveal_count', 'C1', array['tenant_id', 'user_id', 'day', 'revealed']);
grant select, insert, update on app.reveal_count to peony_app;
