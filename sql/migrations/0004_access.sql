-- Roles, what they hold, and who holds them where. Rights are data; the server compiles them into SQL.

create table app.role (
  tenant_id uuid not null,
  id uuid not null,
  code text not null constraint role_code_form check (code ~ '^[a-z][a-z0-9_]{1,62}$'),
  name_zh text not null constraint role_name_zh_length check (length(name_zh) between 1 and 40),
  name_en text not null constraint role_name_en_length check (length(name_en) between 1 and 60),
  built_in boolean not null,
  based_on uuid,
  unit_id uuid,
  row_scope text not null constraint role_row_scope check (row_scope in ('none', 'unit', 'own', 'care')),
  state text not null default 'active' constraint role_state check (state in ('active', 'retired')),
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint role_code_unique unique (tenant_id, code),
  constraint role_based_on foreign key (tenant_id, based_on) references app.role (tenant_id, id),
  constraint role_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
call priv.arm('app.role', null);
call priv.classify('app.role', 'C1', array['tenant_id', 'id', 'code', 'name_zh', 'name_en', 'built_in', 'based_on', 'unit_id',
  'row_scope', 'state', 'version', 'created_at']);
grant select, insert on app.role to peony_app;
grant update (name_zh, name_en, row_scope, state, version) on app.role to peony_app;

create table app.role_action (
  tenant_id uuid not null,
  role_id uuid not null,
  action text not null,
  primary key (tenant_id, role_id, action),
  constraint role_action_role foreign key (tenant_id, role_id) references app.role (tenant_id, id)
);
call priv.arm('app.role_action', null);
call priv.classify('app.role_action', 'C1', array['tenant_id', 'role_id', 'action']);
grant select, insert, delete on app.role_action to peony_app;

-- target: a class ('C2') or a field ('customer.phone'). level: 0 none, 1 masked, 2 read, 3 write.
-- uses: bits of filter 1, sort 2, group 4, export 8, reveal 16, set 32.
create table app.role_field (
  tenant_id uuid not null,
  role_id uuid not null,
  target text not null,
  level smallint not null constraint role_field_level check (level between 0 and 3),
  uses smallint not null constraint role_field_uses check (uses between 0 and 63),
  primary key (tenant_id, role_id, target),
  constraint role_field_role foreign key (tenant_id, role_id) references app.role (tenant_id, id)
);
call priv.arm('app.role_field', null);
call priv.classify('app.role_field', 'C1', array['tenant_id', 'role_id', 'target', 'level', 'uses']);
grant select, insert, delete on app.role_field to peony_app;

-- Granting is a right of its own: which roles the holder of a role may grant and edit.
create table app.role_grantable (
  tenant_id uuid not null,
  role_id uuid not null,
  grantable_id uuid not null,
  primary key (tenant_id, role_id, grantable_id),
  constraint role_grantable_role foreign key (tenant_id, role_id) references app.role (tenant_id, id),
  constraint role_grantable_target foreign key (tenant_id, grantable_id) references app.role (tenant_id, id)
);
call priv.arm('app.role_grantable', null);
call priv.classify('app.role_grantable', 'C1', array['tenant_id', 'role_id', 'grantable_id']);
grant select, insert, delete on app.role_grantable to peony_app;

create table app.access_grant (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role_id uuid not null,
  unit_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  state text not null constraint access_grant_state check (state in ('proposed', 'active', 'revoked', 'refused')),
  granted_by uuid,
  confirmed_by uuid,
  revoked_by uuid,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint access_grant_period check (valid_until is null or valid_until > valid_from),
  constraint access_grant_two_people check (confirmed_by is null or confirmed_by <> granted_by),
  constraint access_grant_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id),
  constraint access_grant_role foreign key (tenant_id, role_id) references app.role (tenant_id, id),
  constraint access_grant_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
create index access_grant_by_user on app.access_grant (tenant_id, user_id);
create unique index access_grant_once on app.access_grant (tenant_id, user_id, role_id, unit_id)
  where state in ('proposed', 'active');
call priv.arm('app.access_grant', null);
call priv.classify('app.access_grant', 'C1', array['tenant_id', 'id', 'user_id', 'role_id', 'unit_id', 'valid_from', 'valid_until',
  'state', 'granted_by', 'confirmed_by', 'revoked_by', 'created_at', 'revoked_at']);
grant select, insert on app.access_grant to peony_app;
grant update (state, confirmed_by, revoked_by, revoked_at, valid_until) on app.access_grant to peony_app;

-- A change of a role is proposed, shown as a difference and published: by the same person, or by a second where
-- the tenant asks for four eyes. `content` is the whole proposed role as JSON text; it holds no personal data.
create table app.role_proposal (
  tenant_id uuid not null,
  id uuid not null,
  role_id uuid not null,
  base_version bigint not null,
  content text not null,
  state text not null constraint role_proposal_state check (state in ('proposed', 'published', 'withdrawn')),
  proposed_by uuid not null,
  decided_by uuid,
  created_at timestamptz not null,
  decided_at timestamptz,
  primary key (tenant_id, id),
  constraint role_proposal_role foreign key (tenant_id, role_id) references app.role (tenant_id, id)
);
create index role_proposal_by_role on app.role_proposal (tenant_id, role_id, created_at desc);
call priv.arm('app.role_proposal', null);
call priv.classify('app.role_proposal', 'C1', array['tenant_id', 'id', 'role_id', 'base_version', 'content', 'state', 'proposed_by',
  'decided_by', 'created_at', 'decided_at']);
grant select, insert on app.role_proposal to peony_app;
grant update (state, decided_by, decided_at) on app.role_proposal to peony_app;
