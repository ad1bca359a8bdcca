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

create function auth.account(p_tenant uuid, p_user_name text)
returns table (user_id uuid, state text, password_hash text, totp_sealed bytea, totp_enabled boolean,
               totp_last_step bigint, failures int, wait_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  return query select u.id, u.state, u.password_hash, u.totp_sealed, u.totp_enabled, u.totp_last_step, u.failures, u.wait_until
    from app.user_account u where u.tenant_id = p_tenant and u.user_name = p_user_name;
end $$;

create function auth.note_failure(p_tenant uuid, p_user uuid, p_wait_until timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set failures = least(failures + 1, 1000000), wait_until = p_wait_until
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

create function auth.set_password(p_tenant uuid, p_user uuid, p_hash text, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set password_hash = p_hash, password_set_at = p_at, failures = 0, wait_until = null
    where tenant_id = p_tenant and id = p_user;
end $$;

-- Turns an open invitation into a first password; returns the user, or nothing when the token is unknown, used or late.
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
  update app.user_account set password_hash = p_hash, password_set_at = p_at, state = 'active', failures = 0, wait_until = null,
      version = version + 1
    where tenant_id = p_tenant and id = invited and state in ('invited', 'active');
  if not found then
    return null;
  end if;
  return invited;
end $$;

create function auth.set_totp(p_tenant uuid, p_user uuid, p_sealed bytea, p_enabled boolean, p_step bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set totp_sealed = p_sealed, totp_enabled = p_enabled, totp_last_step = p_step
    where tenant_id = p_tenant and id = p_user;
end $$;

do $$
declare
  f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'auth'::regnamespace loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to peony_auth', f);
  end loop;
end $$;
