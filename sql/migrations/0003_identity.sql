-- People who sign in, their sessions and invitations. The pool role cannot read a password hash or a TOTP seed:
-- those are reached by the sign-in role alone, through a handful of functions that set the context themselves.

create table app.user_account (
  tenant_id uuid not null,
  id uuid not null,
  user_name text not null constraint user_account_name_form check (user_name ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  display_name text not null constraint user_account_display_length check (length(display_name) between 1 and 64),
  state text not null constraint user_account_state check (state in ('invited', 'active', 'suspended', 'left')),
  locale text constraint user_account_locale check (locale in ('zh', 'en')),
  password_hash text,
  password_set_at timestamptz,
  totp_sealed bytea,
  totp_enabled boolean not null default false,
  totp_last_step bigint not null default 0,
  failures int not null default 0,
  wait_until timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint user_account_name_unique unique (tenant_id, user_name)
);
call priv.arm('app.user_account', null);
call priv.classify('app.user_account', 'C1', array['tenant_id', 'id', 'user_name', 'display_name', 'state', 'locale',
  'password_set_at', 'totp_enabled', 'failures', 'wait_until', 'version', 'created_at']);
call priv.classify('app.user_account', 'C6', array['password_hash', 'totp_sealed', 'totp_last_step']);
grant select (tenant_id, id, user_name, display_name, state, locale, password_set_at, totp_enabled, version, created_at)
  on app.user_account to peony_app;
grant insert (tenant_id, id, user_name, display_name, state, locale, created_at) on app.user_account to peony_app;
grant update (display_name, state, locale, version) on app.user_account to peony_app;

create table app.session (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null constraint session_token_length check (length(token_hash) = 32),
  csrf_hash bytea,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  stepped_up_at timestamptz,
  address text,
  user_agent text,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  constraint session_token_unique unique (tenant_id, token_hash),
  constraint session_account foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index session_by_user on app.session (tenant_id, user_id, created_at desc);
call priv.arm('app.session', null);
call priv.classify('app.session', 'C1', array['tenant_id', 'id', 'user_id', 'created_at', 'last_used_at', 'expires_at',
  'stepped_up_at', 'address', 'user_agent', 'revoked_at', 'revoked_by']);
call priv.classify('app.session', 'C6', array['token_hash', 'csrf_hash']);
grant select, insert on app.session to peony_app;
grant update (last_used_at, stepped_up_at, token_hash, csrf_hash, revoked_at, revoked_by) on app.session to peony_app;

create table app.invitation (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null constraint invitation_token_length check (length(token_hash) = 32),
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  constraint invitation_token_unique unique (tenant_id, token_hash),
  constraint invitation_account foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
call priv.arm('app.invitation', null);
call priv.classify('app.invitation', 'C1', array['tenant_id', 'id', 'user_id', 'created_by', 'created_at', 'expires_at', 'used_at']);
call priv.classify('app.invitation', 'C6', array['token_hash']);
grant select, insert on app.invitation to peony_app;
grant update (expires_at) on app.invitation to peony_app;

-- ---------------------------------------------------------------------------------------------------------------
-- The sign-in role's functions. SECURITY DEFINER under the owner, who is bound by the wall like everybody:
-- each sets the context to the one tenant that it was asked about.

-- Begins an attempt to sign in: counts it as failed before the password is looked at, so that a thousand guesses at once are
-- counted one by one; what turns out right is taken back. p_waits and p_strict_waits: seconds to wait by number of failures,
-- the second ladder for tenants under MLPS. Always one row; user_id is null when there is no such account. While the account
-- must wait, nothing is counted and `waits` is true; `wait_until` is otherwise what this attempt imposed.
create function auth.begin_attempt(p_tenant uuid, p_user_name text, p_at timestamptz, p_waits int[], p_strict_waits int[])
returns table (is_strict boolean, user_id uuid, state text, password_hash text, totp_sealed bytea, totp_enabled boolean,
               totp_last_step bigint, waits boolean, wait_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  account record;
  ladder int[];
  imposed timestamptz;
  delay int;
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  is_strict := coalesce((select t.compliance_profile = 'mlps3' from app.tenant_setting t where t.tenant_id = p_tenant), false);
  select u.* into account from app.user_account u where u.tenant_id = p_tenant and u.user_name = p_user_name for update;
  if not found then
    return query select is_strict, null::uuid, null::text, null::text, null::bytea, false, 0::bigint, false, null::timestamptz;
    return;
  end if;
  if account.wait_until > p_at then
    return query select is_strict, account.id, account.state, account.password_hash, account.totp_sealed, account.totp_enabled,
      account.totp_last_step, true, account.wait_until;
    return;
  end if;
  ladder := case when is_strict then p_strict_waits else p_waits end;
  delay := ladder[least(account.failures + 1, array_length(ladder, 1))];
  imposed := case when delay > 0 then p_at + make_interval(secs => delay) end;
  update app.user_account u set failures = least(u.failures + 1, 1000000), wait_until = imposed
    where u.tenant_id = p_tenant and u.id = account.id;
  return query select is_strict, account.id, account.state, account.password_hash, account.totp_sealed, account.totp_enabled,
    account.totp_last_step, false, imposed;
end $$;

-- Takes an attempt back that was neither right nor wrong (the password was right, the one-time code is still missing).
-- A wait that another attempt imposed meanwhile stays.
create function auth.take_back_attempt(p_tenant uuid, p_user uuid, p_imposed timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account
    set failures = greatest(failures - 1, 0), wait_until = case when wait_until = p_imposed then null else wait_until end
    where tenant_id = p_tenant and id = p_user;
end $$;

-- False when the TOTP step was used before (a second sign-in with the same code), so the caller refuses.
create function auth.note_success(p_tenant uuid, p_user uuid, p_totp_step bigint, p_rehash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account
    set failures = 0, wait_until = null, totp_last_step = coalesce(p_totp_step, totp_last_step),
        password_hash = coalesce(p_rehash, password_hash)
    where tenant_id = p_tenant and id = p_user and (p_totp_step is null or p_totp_step > totp_last_step);
  return found;
end $$;

-- Ends every open session of a person but one, and tells every server.
create function auth.end_sessions(p_tenant uuid, p_user uuid, p_keep uuid, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.session set revoked_at = p_at
    where tenant_id = p_tenant and user_id = p_user and revoked_at is null and id is distinct from p_keep;
  update app.tenant_setting set access_version = access_version + 1 where tenant_id = p_tenant;
  perform pg_notify('peony_access', p_tenant::text);
end $$;

-- Sets a password; every session but p_keep ends. An invited person becomes active.
create function auth.set_password(p_tenant uuid, p_user uuid, p_hash text, p_at timestamptz, p_keep uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set password_hash = p_hash, password_set_at = p_at, failures = 0, wait_until = null,
      state = case when state = 'invited' then 'active' else state end, version = version + 1
    where tenant_id = p_tenant and id = p_user;
  perform auth.end_sessions(p_tenant, p_user, p_keep, p_at);
end $$;

-- Turns an open invitation into a password; returns the user, or nothing when the token is unknown, used or late.
create function auth.accept_invitation(p_tenant uuid, p_token_hash bytea, p_hash text, p_at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  invited uuid;
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.invitation set used_at = p_at
    where tenant_id = p_tenant and token_hash = p_token_hash and used_at is null and expires_at > p_at
    returning user_id into invited;
  if invited is null then
    return null;
  end if;
  perform 1 from app.user_account where tenant_id = p_tenant and id = invited and state in ('invited', 'active') for update;
  if not found then
    return null;
  end if;
  perform auth.set_password(p_tenant, invited, p_hash, p_at, null);
  return invited;
end $$;

-- The authenticator of an account, for enrolling and confirming one.
create function auth.totp(p_tenant uuid, p_user uuid) returns table (sealed bytea, enabled boolean, last_step bigint)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  return query select u.totp_sealed, u.totp_enabled, u.totp_last_step
    from app.user_account u where u.tenant_id = p_tenant and u.id = p_user;
end $$;

-- Replaces it; false when it is no longer the one that the caller saw (p_expected, null for none).
create function auth.set_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea, p_enabled boolean, p_step bigint)
returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set totp_sealed = p_sealed, totp_enabled = p_enabled, totp_last_step = p_step
    where tenant_id = p_tenant and id = p_user and totp_sealed is not distinct from p_expected;
  return found;
end $$;

do $$
declare
  f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'auth'::regnamespace loop
    execute format('revoke all on function %s from public', f);
    -- end_sessions trusts its caller to have set the context.
    if f <> 'auth.end_sessions(uuid, uuid, uuid, timestamptz)'::regprocedure then
      execute format('grant execute on function %s to peony_auth', f);
    end if;
  end loop;
end $$;
