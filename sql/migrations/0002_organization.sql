-- A tenant's settings, its tree of units (chain, region, branch, department) and its wrapped keys.

create table app.tenant_setting (
  tenant_id uuid not null primary key,
  locale text not null constraint tenant_setting_locale check (locale in ('zh', 'en')),
  time_zone text not null,
  compliance_profile text not null constraint tenant_setting_profile check (compliance_profile in ('standard', 'mlps3')),
  four_eyes boolean not null default false,
  duplicate_answer text not null default 'branch' constraint tenant_setting_duplicate check (duplicate_answer in ('branch', 'exists')),
  reveal_quota int not null default 50 constraint tenant_setting_reveal_quota check (reveal_quota between 0 and 10000),
  user_quota int not null default 500 constraint tenant_setting_user_quota check (user_quota between 1 and 100000),
  requests_per_minute int not null default 12000 constraint tenant_setting_rate check (requests_per_minute between 60 and 1000000),
  access_version bigint not null default 1,
  version bigint not null default 1,
  updated_at timestamptz not null
);
call priv.arm('app.tenant_setting', null);
call priv.classify('app.tenant_setting', 'C1', array['tenant_id', 'locale', 'time_zone', 'compliance_profile', 'four_eyes',
  'duplicate_answer', 'reveal_quota', 'user_quota', 'requests_per_minute', 'access_version', 'version', 'updated_at']);
grant select, insert, update on app.tenant_setting to peony_app;

create table app.unit (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  kind text not null constraint unit_kind_known check (kind in ('chain', 'region', 'branch', 'department')),
  name text not null constraint unit_name_length check (length(name) between 1 and 80),
  state text not null default 'open' constraint unit_state_known check (state in ('open', 'closed')),
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint unit_parent foreign key (tenant_id, parent_id) references app.unit (tenant_id, id),
  constraint unit_root check ((kind = 'chain') = (parent_id is null))
);
create unique index unit_one_chain on app.unit (tenant_id) where kind = 'chain';
create unique index unit_name_among_siblings on app.unit (tenant_id, parent_id, name);
call priv.arm('app.unit', null);
call priv.classify('app.unit', 'C1', array['tenant_id', 'id', 'parent_id', 'kind', 'name', 'state', 'version', 'created_at']);
grant select, insert, update on app.unit to peony_app;

-- Wrapped keys of a tenant: `data` seals and wraps, `index` makes blind-index tokens. The newest active version writes.
create table app.tenant_key (
  tenant_id uuid not null,
  purpose text not null constraint tenant_key_purpose check (purpose in ('data', 'index')),
  version int not null constraint tenant_key_version check (version > 0),
  wrapped bytea not null,
  state text not null constraint tenant_key_state check (state in ('active', 'retiring', 'destroyed')),
  created_at timestamptz not null,
  primary key (tenant_id, purpose, version)
);
call priv.arm('app.tenant_key', null);
call priv.classify('app.tenant_key', 'C1', array['tenant_id', 'purpose', 'version', 'state', 'created_at']);
call priv.classify('app.tenant_key', 'C6', array['wrapped']);
grant select, insert, update on app.tenant_key to peony_app;

-- Ascending numbers in blocks: a server reserves a block now and then, so no create waits for a counter row.
create table app.number_sequence (
  tenant_id uuid not null,
  kind text not null,
  next bigint not null constraint number_sequence_positive check (next > 0),
  primary key (tenant_id, kind)
);
call priv.arm('app.number_sequence', null);
call priv.classify('app.number_sequence', 'C1', array['tenant_id', 'kind', 'next']);
grant select, insert, update on app.number_sequence to peony_app;
