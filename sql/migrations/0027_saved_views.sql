-- Saved views: filters, order and columns of a list under a name, for oneself, a role or a branch. A view holds words of the field table
-- and values that somebody compared with, never a row.

create table app.saved_view (
  tenant_id uuid not null,
  id uuid not null,
  list text not null constraint saved_view_list check (list ~ '^[a-z][a-z_]{1,39}$'),
  name text not null constraint saved_view_name check (length(name) between 1 and 40),
  scope text not null constraint saved_view_scope check (scope in ('personal', 'role', 'branch')),
  owner_id uuid not null,
  for_role_id uuid,
  for_branch_id uuid,
  content jsonb not null constraint saved_view_content_size check (pg_column_size(content) <= 16384),
  is_default boolean not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  -- A role's view may be for one branch of it only; a branch's is for everybody there.
  constraint saved_view_target check (case scope when 'personal' then for_role_id is null and for_branch_id is null
    when 'role' then for_role_id is not null else for_role_id is null and for_branch_id is not null end),
  constraint saved_view_owner foreign key (tenant_id, owner_id) references app.user_account (tenant_id, id),
  constraint saved_view_role foreign key (tenant_id, for_role_id) references app.role (tenant_id, id),
  constraint saved_view_branch foreign key (tenant_id, for_branch_id) references app.unit (tenant_id, id)
);
create index saved_view_own on app.saved_view (tenant_id, list, owner_id) where scope = 'personal';
create index saved_view_shared on app.saved_view (tenant_id, list, id) where scope <> 'personal';
create unique index saved_view_one_default on app.saved_view (tenant_id, list, owner_id) where scope = 'personal' and is_default;
call priv.arm('app.saved_view', null);
call priv.classify('app.saved_view', 'C1', array['tenant_id', 'id', 'list', 'name', 'scope', 'owner_id', 'for_role_id', 'for_branch_id',
  'content', 'is_default', 'version', 'created_at', 'updated_at']);
grant select, insert, delete on app.saved_view to peony_app;
grant update (name, scope, owner_id, for_role_id, for_branch_id, content, is_default, version, updated_at) on app.saved_view to peony_app;
