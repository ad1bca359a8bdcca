-- Keys for programs, and codes for people who lost their authenticator. Of both only hashes are kept.

-- scope: the JSON of a role's content; at each use a key may do what stands there and its creator may do, below its unit.
-- addresses: networks that it is taken from; empty for any.
create table app.api_key (
  tenant_id uuid not null,
  id uuid not null,
  name text not null constraint api_key_name_form check (name ~ '^[a-z][a-z0-9-]{1,39}$'),
  token_hash bytea not null constraint api_key_token_length check (length(token_hash) = 32),
  created_by uuid not null,
  unit_id uuid not null,
  scope text not null constraint api_key_scope_size check (length(scope) <= 200000),
  addresses text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  constraint api_key_token_unique unique (tenant_id, token_hash),
  constraint api_key_period check (expires_at > created_at),
  constraint api_key_account foreign key (tenant_id, created_by) references app.user_account (tenant_id, id),
  constraint api_key_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
create index api_key_by_person on app.api_key (tenant_id, created_by, created_at desc);
create unique index api_key_name_among_open on app.api_key (tenant_id, name) where revoked_at is null;
call priv.arm('app.api_key', null);
call priv.classify('app.api_key', 'C1', array['tenant_id', 'id', 'name', 'created_by', 'unit_id', 'scope', 'addresses', 'created_at',
  'expires_at', 'last_used_at', 'revoked_at', 'revoked_by']);
call priv.classify('app.api_key', 'C6', array['token_hash']);
grant select, insert on app.api_key to peony_app;
grant update (last_used_at, revoked_at, revoked_by) on app.api_key to peony_app;

-- A code opens once what the authenticator opens. The pool role may count them and no more.
create table app.recovery_code (
  tenant_id uuid not null,
  user_id uuid not null,
  code_hash bytea not null constraint recovery_code_length check (length(code_hash) = 32),
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, user_id, code_hash),
  constraint recovery_code_account foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
call priv.arm('app.recovery_code', null);
call priv.classify('app.recovery_code', 'C1', array['tenant_id', 'user_id', 'created_at', 'used_at']);
call priv.classify('app.recovery_code', 'C6', array['code_hash']);
grant select (tenant_id, user_id, created_at, used_at) on app.recovery_code to peony_app;

-- Puts new codes in the place of all others; none for an empty array.
create function auth.set_recovery_codes(p_tenant uuid, p_user uuid, p_hashes bytea[], p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  delete from app.recovery_code where tenant_id = p_tenant and user_id = p_user;
  insert into app.recovery_code (tenant_id, user_id, code_hash, created_at)
    select p_tenant, p_user, h, p_at from unnest(p_hashes) as h;
end $$;

-- Uses a code up; false when it is not one, or was used before. Of two that come at once the row lets one through.
create function auth.use_recovery_code(p_tenant uuid, p_user uuid, p_hash bytea, p_at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.recovery_code set used_at = p_at
    where tenant_id = p_tenant and user_id = p_user and code_hash = p_hash and used_at is null;
  return found;
end $$;

revoke all on function auth.set_recovery_codes(uuid, uuid, bytea[], timestamptz) from public;
revoke all on function auth.use_recovery_code(uuid, uuid, bytea, timestamptz) from public;
grant execute on function auth.set_recovery_codes(uuid, uuid, bytea[], timestamptz) to peony_auth;
grant execute on function auth.use_recovery_code(uuid, uuid, bytea, timestamptz) to peony_auth;
