-- Generated from the migrations by the tests (PEONY_UPDATE_GOLDEN=1); for reading, not for running.

-- Name: app; Type: SCHEMA; Schema: -; Owner: peony_owner

CREATE SCHEMA app;

ALTER SCHEMA app OWNER TO peony_owner;

-- Name: audit; Type: SCHEMA; Schema: -; Owner: peony_owner

CREATE SCHEMA audit;

ALTER SCHEMA audit OWNER TO peony_owner;

-- Name: auth; Type: SCHEMA; Schema: -; Owner: peony_owner

CREATE SCHEMA auth;

ALTER SCHEMA auth OWNER TO peony_owner;

-- Name: priv; Type: SCHEMA; Schema: -; Owner: peony_owner

CREATE SCHEMA priv;

ALTER SCHEMA priv OWNER TO peony_owner;

-- Name: all_branches(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.all_branches() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$ select coalesce(nullif(current_setting('app.all_branches', true), '')::boolean, false) $$;

ALTER FUNCTION app.all_branches() OWNER TO peony_owner;

-- Name: branch_ids(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.branch_ids() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$ select coalesce(nullif(current_setting('app.branch_ids', true), '')::uuid[], '{}') $$;

ALTER FUNCTION app.branch_ids() OWNER TO peony_owner;

-- Name: job_horizon(timestamp with time zone); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.job_horizon(p_at timestamp with time zone) RETURNS TABLE(tenant_id uuid, next_at timestamp with time zone, waiting bigint, running bigint, dead bigint, oldest_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  one uuid;
  before text := current_setting('app.tenant_id', true);
begin
  for one in select t.id from app.tenant t where t.state = 'active' loop
    perform set_config('app.tenant_id', one::text, true);
    select one, w.due, w.n, r.n, d.n, w.due into tenant_id, next_at, waiting, running, dead, oldest_at from
      (select min(x.due_at) as due, count(*) as n from
        (select j.due_at from app.job j where j.tenant_id = one and j.state = 'waiting' order by j.due_at limit 10000) x) w,
      (select min(x.lease_until) as lease, count(*) as n from
        (select j.lease_until from app.job j where j.tenant_id = one and j.state = 'running' limit 10000) x) r,
      (select count(*) as n from
        (select 1 from app.job j where j.tenant_id = one and j.state = 'dead' limit 10000) x) d;
    -- A lease that ran out is due at once; leases are the database's time, everything else the server's.
    if exists (select 1 from app.job j where j.tenant_id = one and j.state = 'running' and j.lease_until < statement_timestamp()) then
      next_at := p_at;
    end if;
    if next_at is not null or running > 0 or dead > 0 then
      return next;
    end if;
  end loop;
  perform set_config('app.tenant_id', coalesce(before, ''), true);
end $$;

ALTER FUNCTION app.job_horizon(p_at timestamp with time zone) OWNER TO peony_owner;

-- Name: job_schedules_due(timestamp with time zone, text[], bigint[], integer[], boolean[]); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]) RETURNS TABLE(tenant_id uuid, kind text, due_at timestamp with time zone, is_first boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  one uuid;
  zone text;
  before text := current_setting('app.tenant_id', true);
begin
  for one in select t.id from app.tenant t where t.state = 'active' loop
    perform set_config('app.tenant_id', one::text, true);
    zone := coalesce((select s.time_zone from app.tenant_setting s where s.tenant_id = one), 'UTC');
    return query
      select one, o.kind, o.at, k.last_at is null
      from (
        select g.kind, case
          when g.every > 0 then 'epoch'::timestamptz
            + floor(extract(epoch from p_at) * 1000000 / g.every) * g.every * interval '1 microsecond'
          when today.at <= p_at then today.at
          else ((p_at at time zone zone)::date - 1 + g.minute * interval '1 minute') at time zone zone
        end as at
        from unnest(p_kind, p_every, p_minute, p_deployment) as g (kind, every, minute, deployment),
          lateral (select ((p_at at time zone zone)::date + g.minute * interval '1 minute') at time zone zone as at) today
        where coalesce(g.deployment = (one = '00000000-0000-0000-0000-000000000000'), true)
      ) o left join app.job_schedule k on k.tenant_id = one and k.kind = o.kind
      where k.last_at is null or k.last_at < o.at;
  end loop;
  perform set_config('app.tenant_id', coalesce(before, ''), true);
end $$;

ALTER FUNCTION app.job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]) OWNER TO peony_owner;

-- Name: schema_version(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.schema_version() RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  return (select max(number) from priv.schema_migration);
end $$;

ALTER FUNCTION app.schema_version() OWNER TO peony_owner;

-- Name: tenant_id(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.tenant_id() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
declare
  value text := nullif(current_setting('app.tenant_id', true), '');
begin
  if value is null then
    raise exception 'no tenant context' using errcode = '42501';
  end if;
  return value::uuid;
end $$;

ALTER FUNCTION app.tenant_id() OWNER TO peony_owner;

-- Name: make_month(date); Type: PROCEDURE; Schema: audit; Owner: peony_owner

CREATE PROCEDURE audit.make_month(IN month date)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
  first date := date_trunc('month', month);
  parent text;
  part text;
begin
  foreach parent in array array['event', 'event_link'] loop
    part := parent || '_' || to_char(first, 'YYYYMM');
    if to_regclass('audit.' || part) is null then
      execute format('create table audit.%I (like audit.%I including all)', part, parent);
      execute format('alter table audit.%I enable row level security', part);
      execute format('alter table audit.%I force row level security', part);
      execute format('revoke all on audit.%I from public', part);
      execute format('revoke insert, update, delete, truncate on audit.%I from peony_owner', part);
      execute format('alter table audit.%I attach partition audit.%I for values from (%L) to (%L)',
        parent, part, first, first + interval '1 month');
    end if;
  end loop;
end $$;

ALTER PROCEDURE audit.make_month(IN month date) OWNER TO peony_owner;

-- Name: accept_invitation(uuid, bytea, text, timestamp with time zone); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.accept_invitation(p_tenant uuid, p_token_hash bytea, p_hash text, p_at timestamp with time zone) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

ALTER FUNCTION auth.accept_invitation(p_tenant uuid, p_token_hash bytea, p_hash text, p_at timestamp with time zone) OWNER TO peony_owner;

-- Name: begin_attempt(uuid, text, timestamp with time zone, integer[], integer[]); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.begin_attempt(p_tenant uuid, p_user_name text, p_at timestamp with time zone, p_waits integer[], p_strict_waits integer[]) RETURNS TABLE(is_strict boolean, user_id uuid, state text, password_hash text, totp_sealed bytea, totp_enabled boolean, totp_last_step bigint, waits boolean, wait_until timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

ALTER FUNCTION auth.begin_attempt(p_tenant uuid, p_user_name text, p_at timestamp with time zone, p_waits integer[], p_strict_waits integer[]) OWNER TO peony_owner;

-- Name: end_sessions(uuid, uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.end_sessions(p_tenant uuid, p_user uuid, p_keep uuid, p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  update app.session set revoked_at = p_at
    where tenant_id = p_tenant and user_id = p_user and revoked_at is null and id is distinct from p_keep;
  update app.tenant_setting set access_version = access_version + 1 where tenant_id = p_tenant;
  perform pg_notify('peony_access', p_tenant::text);
end $$;

ALTER FUNCTION auth.end_sessions(p_tenant uuid, p_user uuid, p_keep uuid, p_at timestamp with time zone) OWNER TO peony_owner;

-- Name: note_success(uuid, uuid, bigint, text); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.note_success(p_tenant uuid, p_user uuid, p_totp_step bigint, p_rehash text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account
    set failures = 0, wait_until = null, totp_last_step = coalesce(p_totp_step, totp_last_step),
        password_hash = coalesce(p_rehash, password_hash)
    where tenant_id = p_tenant and id = p_user and (p_totp_step is null or p_totp_step > totp_last_step);
  return found;
end $$;

ALTER FUNCTION auth.note_success(p_tenant uuid, p_user uuid, p_totp_step bigint, p_rehash text) OWNER TO peony_owner;

-- Name: set_password(uuid, uuid, text, timestamp with time zone, uuid); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.set_password(p_tenant uuid, p_user uuid, p_hash text, p_at timestamp with time zone, p_keep uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set password_hash = p_hash, password_set_at = p_at, failures = 0, wait_until = null,
      state = case when state = 'invited' then 'active' else state end, version = version + 1
    where tenant_id = p_tenant and id = p_user;
  perform auth.end_sessions(p_tenant, p_user, p_keep, p_at);
end $$;

ALTER FUNCTION auth.set_password(p_tenant uuid, p_user uuid, p_hash text, p_at timestamp with time zone, p_keep uuid) OWNER TO peony_owner;

-- Name: set_recovery_codes(uuid, uuid, bytea[], timestamp with time zone); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.set_recovery_codes(p_tenant uuid, p_user uuid, p_hashes bytea[], p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  delete from app.recovery_code where tenant_id = p_tenant and user_id = p_user;
  insert into app.recovery_code (tenant_id, user_id, code_hash, created_at)
    select p_tenant, p_user, h, p_at from unnest(p_hashes) as h;
end $$;

ALTER FUNCTION auth.set_recovery_codes(p_tenant uuid, p_user uuid, p_hashes bytea[], p_at timestamp with time zone) OWNER TO peony_owner;

-- Name: set_totp(uuid, uuid, bytea, bytea, boolean, bigint); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.set_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea, p_enabled boolean, p_step bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set totp_sealed = p_sealed, totp_enabled = p_enabled, totp_last_step = p_step
    where tenant_id = p_tenant and id = p_user and totp_sealed is not distinct from p_expected;
  return found;
end $$;

ALTER FUNCTION auth.set_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea, p_enabled boolean, p_step bigint) OWNER TO peony_owner;

-- Name: take_back_attempt(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.take_back_attempt(p_tenant uuid, p_user uuid, p_imposed timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account
    set failures = greatest(failures - 1, 0), wait_until = case when wait_until = p_imposed then null else wait_until end
    where tenant_id = p_tenant and id = p_user;
end $$;

ALTER FUNCTION auth.take_back_attempt(p_tenant uuid, p_user uuid, p_imposed timestamp with time zone) OWNER TO peony_owner;

-- Name: totp(uuid, uuid); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.totp(p_tenant uuid, p_user uuid) RETURNS TABLE(sealed bytea, enabled boolean, last_step bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  return query select u.totp_sealed, u.totp_enabled, u.totp_last_step
    from app.user_account u where u.tenant_id = p_tenant and u.id = p_user;
end $$;

ALTER FUNCTION auth.totp(p_tenant uuid, p_user uuid) OWNER TO peony_owner;

-- Name: use_recovery_code(uuid, uuid, bytea, timestamp with time zone); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.use_recovery_code(p_tenant uuid, p_user uuid, p_hash bytea, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.recovery_code set used_at = p_at
    where tenant_id = p_tenant and user_id = p_user and code_hash = p_hash and used_at is null;
  return found;
end $$;

ALTER FUNCTION auth.use_recovery_code(p_tenant uuid, p_user uuid, p_hash bytea, p_at timestamp with time zone) OWNER TO peony_owner;

-- Name: arm(regclass, name); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.arm(IN target regclass, IN branch name)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  wall constant text := 'tenant_id = (select app.tenant_id())';
  visible text := 'true';
begin
  if branch is not null then
    visible := format('(select app.all_branches()) or %I = any ((select app.branch_ids())::uuid[])', branch);
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy wall on %s as restrictive for all to public using (%s) with check (%s)', target, wall, wall);
  execute format('create policy migrate on %s for all to peony_owner using (true) with check (true)', target);
  execute format('create policy visible on %s for all to peony_app using (%s) with check (%s)', target, visible, visible);
  execute format('revoke all on %s from public', target);
end $$;

ALTER PROCEDURE priv.arm(IN target regclass, IN branch name) OWNER TO peony_owner;

-- Name: classify(regclass, text, text[]); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.classify(IN target regclass, IN class text, IN columns text[])
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $_$
declare
  name text;
begin
  if class !~ '^C[0-6]$' then
    raise exception 'unknown class %', class;
  end if;
  foreach name in array columns loop
    execute format('comment on column %s.%I is %L', target, name, class);
  end loop;
end $_$;

ALTER PROCEDURE priv.classify(IN target regclass, IN class text, IN columns text[]) OWNER TO peony_owner;

-- Name: give_actions(text, text[]); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.give_actions(IN role_code text, IN given text[])
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  tenant uuid;
begin
  for tenant in select id from app.tenant loop
    perform set_config('app.tenant_id', tenant::text, true);
    insert into app.role_action (tenant_id, role_id, action)
    select r.tenant_id, r.id, a from app.role r, unnest(given) as g (a)
    where r.tenant_id = tenant and r.code = role_code and r.built_in
    on conflict do nothing;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;

ALTER PROCEDURE priv.give_actions(IN role_code text, IN given text[]) OWNER TO peony_owner;

-- Name: access_grant; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.access_grant (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_until timestamp with time zone,
    state text NOT NULL,
    granted_by uuid,
    confirmed_by uuid,
    revoked_by uuid,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT access_grant_period CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
    CONSTRAINT access_grant_state CHECK ((state = ANY (ARRAY['proposed'::text, 'active'::text, 'revoked'::text, 'refused'::text]))),
    CONSTRAINT access_grant_two_people CHECK (((confirmed_by IS NULL) OR (confirmed_by <> granted_by)))
);

ALTER TABLE ONLY app.access_grant FORCE ROW LEVEL SECURITY;

ALTER TABLE app.access_grant OWNER TO peony_owner;

-- Name: COLUMN access_grant.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.tenant_id IS 'C1';

-- Name: COLUMN access_grant.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.id IS 'C1';

-- Name: COLUMN access_grant.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.user_id IS 'C1';

-- Name: COLUMN access_grant.role_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.role_id IS 'C1';

-- Name: COLUMN access_grant.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.unit_id IS 'C1';

-- Name: COLUMN access_grant.valid_from; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.valid_from IS 'C1';

-- Name: COLUMN access_grant.valid_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.valid_until IS 'C1';

-- Name: COLUMN access_grant.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.state IS 'C1';

-- Name: COLUMN access_grant.granted_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.granted_by IS 'C1';

-- Name: COLUMN access_grant.confirmed_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.confirmed_by IS 'C1';

-- Name: COLUMN access_grant.revoked_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.revoked_by IS 'C1';

-- Name: COLUMN access_grant.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.created_at IS 'C1';

-- Name: COLUMN access_grant.revoked_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.access_grant.revoked_at IS 'C1';

-- Name: api_key; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.api_key (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    created_by uuid NOT NULL,
    unit_id uuid NOT NULL,
    scope text NOT NULL,
    addresses text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT api_key_name_form CHECK ((name ~ '^[a-z][a-z0-9-]{1,39}$'::text)),
    CONSTRAINT api_key_period CHECK ((expires_at > created_at)),
    CONSTRAINT api_key_scope_size CHECK ((length(scope) <= 200000)),
    CONSTRAINT api_key_token_length CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY app.api_key FORCE ROW LEVEL SECURITY;

ALTER TABLE app.api_key OWNER TO peony_owner;

-- Name: COLUMN api_key.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.tenant_id IS 'C1';

-- Name: COLUMN api_key.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.id IS 'C1';

-- Name: COLUMN api_key.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.name IS 'C1';

-- Name: COLUMN api_key.token_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.token_hash IS 'C6';

-- Name: COLUMN api_key.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.created_by IS 'C1';

-- Name: COLUMN api_key.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.unit_id IS 'C1';

-- Name: COLUMN api_key.scope; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.scope IS 'C1';

-- Name: COLUMN api_key.addresses; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.addresses IS 'C1';

-- Name: COLUMN api_key.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.created_at IS 'C1';

-- Name: COLUMN api_key.expires_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.expires_at IS 'C1';

-- Name: COLUMN api_key.last_used_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.last_used_at IS 'C1';

-- Name: COLUMN api_key.revoked_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.revoked_at IS 'C1';

-- Name: COLUMN api_key.revoked_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.api_key.revoked_by IS 'C1';

-- Name: care_relation; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.care_relation (
    tenant_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    user_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    CONSTRAINT care_relation_period CHECK ((until > since))
);

ALTER TABLE ONLY app.care_relation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.care_relation OWNER TO peony_owner;

-- Name: COLUMN care_relation.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_relation.tenant_id IS 'C1';

-- Name: COLUMN care_relation.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_relation.customer_id IS 'C1';

-- Name: COLUMN care_relation.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_relation.user_id IS 'C1';

-- Name: COLUMN care_relation.since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_relation.since IS 'C1';

-- Name: COLUMN care_relation.until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_relation.until IS 'C1';

-- Name: COLUMN care_relation.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_relation.reason IS 'C1';

-- Name: consent; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.consent (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    purpose text NOT NULL,
    notice_id uuid NOT NULL,
    state text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    channel text NOT NULL,
    giver text NOT NULL,
    guardian_name_sealed bytea,
    guardian_relation text,
    evidence_kind text NOT NULL,
    evidence_sealed bytea,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_channel text,
    end_reason_sealed bytea,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT consent_ended CHECK ((((state = 'given'::text) = (ended_at IS NULL)) AND ((ended_at IS NULL) OR (ended_at >= given_at)))),
    CONSTRAINT consent_giver CHECK ((giver = ANY (ARRAY['self'::text, 'guardian'::text]))),
    CONSTRAINT consent_guardian CHECK ((((giver = 'guardian'::text) = (guardian_name_sealed IS NOT NULL)) AND ((giver = 'guardian'::text) = (guardian_relation IS NOT NULL)))),
    CONSTRAINT consent_purpose CHECK ((purpose ~ '^[a-z][a-z_]{2,39}$'::text)),
    CONSTRAINT consent_state CHECK ((state = ANY (ARRAY['given'::text, 'withdrawn'::text, 'superseded'::text])))
);

ALTER TABLE ONLY app.consent FORCE ROW LEVEL SECURITY;

ALTER TABLE app.consent OWNER TO peony_owner;

-- Name: COLUMN consent.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.tenant_id IS 'C1';

-- Name: COLUMN consent.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.id IS 'C1';

-- Name: COLUMN consent.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.customer_id IS 'C1';

-- Name: COLUMN consent.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.branch_id IS 'C1';

-- Name: COLUMN consent.purpose; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.purpose IS 'C1';

-- Name: COLUMN consent.notice_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.notice_id IS 'C1';

-- Name: COLUMN consent.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.state IS 'C1';

-- Name: COLUMN consent.given_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.given_at IS 'C1';

-- Name: COLUMN consent.recorded_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.recorded_at IS 'C1';

-- Name: COLUMN consent.recorded_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.recorded_by IS 'C1';

-- Name: COLUMN consent.channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.channel IS 'C1';

-- Name: COLUMN consent.giver; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.giver IS 'C1';

-- Name: COLUMN consent.guardian_name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.guardian_name_sealed IS 'C2';

-- Name: COLUMN consent.guardian_relation; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.guardian_relation IS 'C1';

-- Name: COLUMN consent.evidence_kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.evidence_kind IS 'C1';

-- Name: COLUMN consent.evidence_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.evidence_sealed IS 'C2';

-- Name: COLUMN consent.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.ended_at IS 'C1';

-- Name: COLUMN consent.ended_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.ended_by IS 'C1';

-- Name: COLUMN consent.end_channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.end_channel IS 'C1';

-- Name: COLUMN consent.end_reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.end_reason_sealed IS 'C2';

-- Name: COLUMN consent.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent.version IS 'C1';

-- Name: consent_notice; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.consent_notice (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    purpose text NOT NULL,
    language text NOT NULL,
    edition integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    digest bytea NOT NULL,
    requires_renewal boolean NOT NULL,
    state text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_by uuid,
    published_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT consent_notice_body CHECK (((length(body) >= 20) AND (length(body) <= 20000))),
    CONSTRAINT consent_notice_digest CHECK ((length(digest) = 32)),
    CONSTRAINT consent_notice_edition CHECK ((edition > 0)),
    CONSTRAINT consent_notice_language CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
    CONSTRAINT consent_notice_published CHECK ((((state = 'published'::text) = (published_at IS NOT NULL)) AND ((published_at IS NULL) = (published_by IS NULL)))),
    CONSTRAINT consent_notice_purpose CHECK ((purpose ~ '^[a-z][a-z_]{2,39}$'::text)),
    CONSTRAINT consent_notice_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'discarded'::text]))),
    CONSTRAINT consent_notice_title CHECK (((length(title) >= 2) AND (length(title) <= 120)))
);

ALTER TABLE ONLY app.consent_notice FORCE ROW LEVEL SECURITY;

ALTER TABLE app.consent_notice OWNER TO peony_owner;

-- Name: COLUMN consent_notice.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.tenant_id IS 'C1';

-- Name: COLUMN consent_notice.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.id IS 'C1';

-- Name: COLUMN consent_notice.purpose; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.purpose IS 'C1';

-- Name: COLUMN consent_notice.language; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.language IS 'C1';

-- Name: COLUMN consent_notice.edition; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.edition IS 'C1';

-- Name: COLUMN consent_notice.title; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.title IS 'C1';

-- Name: COLUMN consent_notice.body; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.body IS 'C1';

-- Name: COLUMN consent_notice.digest; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.digest IS 'C1';

-- Name: COLUMN consent_notice.requires_renewal; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.requires_renewal IS 'C1';

-- Name: COLUMN consent_notice.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.state IS 'C1';

-- Name: COLUMN consent_notice.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.created_by IS 'C1';

-- Name: COLUMN consent_notice.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.created_at IS 'C1';

-- Name: COLUMN consent_notice.published_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.published_by IS 'C1';

-- Name: COLUMN consent_notice.published_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.published_at IS 'C1';

-- Name: COLUMN consent_notice.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consent_notice.version IS 'C1';

-- Name: customer; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    home_branch_id uuid NOT NULL,
    owner_id uuid,
    introducer_id uuid,
    level text NOT NULL,
    source_channel text,
    sex text,
    birthday date,
    name_sealed bytea NOT NULL,
    phone_sealed bytea,
    wechat_sealed bytea,
    id_number_sealed bytea,
    address_sealed bytea,
    allergy_sealed bytea,
    remark_sealed bytea,
    crm_key bytea NOT NULL,
    medical_key bytea NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT customer_level_known CHECK ((level = ANY (ARRAY['standard'::text, 'silver'::text, 'gold'::text, 'platinum'::text, 'diamond'::text]))),
    CONSTRAINT customer_sex_known CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text])))
);

ALTER TABLE ONLY app.customer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer OWNER TO peony_owner;

-- Name: COLUMN customer.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.tenant_id IS 'C1';

-- Name: COLUMN customer.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.id IS 'C1';

-- Name: COLUMN customer.number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.number IS 'C1';

-- Name: COLUMN customer.home_branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.home_branch_id IS 'C1';

-- Name: COLUMN customer.owner_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.owner_id IS 'C1';

-- Name: COLUMN customer.introducer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.introducer_id IS 'C1';

-- Name: COLUMN customer.level; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.level IS 'C1';

-- Name: COLUMN customer.source_channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.source_channel IS 'C1';

-- Name: COLUMN customer.sex; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.sex IS 'C2';

-- Name: COLUMN customer.birthday; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.birthday IS 'C2';

-- Name: COLUMN customer.name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.name_sealed IS 'C2';

-- Name: COLUMN customer.phone_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.phone_sealed IS 'C3';

-- Name: COLUMN customer.wechat_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.wechat_sealed IS 'C3';

-- Name: COLUMN customer.id_number_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.id_number_sealed IS 'C3';

-- Name: COLUMN customer.address_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.address_sealed IS 'C3';

-- Name: COLUMN customer.allergy_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.allergy_sealed IS 'C4';

-- Name: COLUMN customer.remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.remark_sealed IS 'C2';

-- Name: COLUMN customer.crm_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.crm_key IS 'C6';

-- Name: COLUMN customer.medical_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.medical_key IS 'C6';

-- Name: COLUMN customer.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.version IS 'C1';

-- Name: COLUMN customer.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.created_at IS 'C1';

-- Name: COLUMN customer.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.updated_at IS 'C1';

-- Name: customer_note; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_note (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    author_id uuid NOT NULL,
    body_sealed bytea NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.customer_note FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_note OWNER TO peony_owner;

-- Name: COLUMN customer_note.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.tenant_id IS 'C1';

-- Name: COLUMN customer_note.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.id IS 'C1';

-- Name: COLUMN customer_note.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.customer_id IS 'C1';

-- Name: COLUMN customer_note.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.branch_id IS 'C1';

-- Name: COLUMN customer_note.author_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.author_id IS 'C1';

-- Name: COLUMN customer_note.body_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.body_sealed IS 'C2';

-- Name: COLUMN customer_note.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.version IS 'C1';

-- Name: COLUMN customer_note.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.created_at IS 'C1';

-- Name: COLUMN customer_note.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.updated_at IS 'C1';

-- Name: idempotency; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.idempotency (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    endpoint text NOT NULL,
    body_mac bytea NOT NULL,
    rights_mac bytea NOT NULL,
    status integer NOT NULL,
    object_id uuid,
    answer_sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_length CHECK (((length(key) >= 8) AND (length(key) <= 128))),
    CONSTRAINT idempotency_mac_length CHECK ((length(body_mac) = 32)),
    CONSTRAINT idempotency_rights_length CHECK ((length(rights_mac) = 32))
);

ALTER TABLE ONLY app.idempotency FORCE ROW LEVEL SECURITY;

ALTER TABLE app.idempotency OWNER TO peony_owner;

-- Name: COLUMN idempotency.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.tenant_id IS 'C1';

-- Name: COLUMN idempotency.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.user_id IS 'C1';

-- Name: COLUMN idempotency.key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.key IS 'C1';

-- Name: COLUMN idempotency.endpoint; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.endpoint IS 'C1';

-- Name: COLUMN idempotency.body_mac; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.body_mac IS 'C6';

-- Name: COLUMN idempotency.rights_mac; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.rights_mac IS 'C6';

-- Name: COLUMN idempotency.status; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.status IS 'C1';

-- Name: COLUMN idempotency.object_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.object_id IS 'C1';

-- Name: COLUMN idempotency.answer_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.answer_sealed IS 'C6';

-- Name: COLUMN idempotency.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.idempotency.created_at IS 'C1';

-- Name: invitation; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.invitation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT invitation_token_length CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY app.invitation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.invitation OWNER TO peony_owner;

-- Name: COLUMN invitation.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.tenant_id IS 'C1';

-- Name: COLUMN invitation.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.id IS 'C1';

-- Name: COLUMN invitation.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.user_id IS 'C1';

-- Name: COLUMN invitation.token_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.token_hash IS 'C6';

-- Name: COLUMN invitation.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.created_by IS 'C1';

-- Name: COLUMN invitation.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.created_at IS 'C1';

-- Name: COLUMN invitation.expires_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.expires_at IS 'C1';

-- Name: COLUMN invitation.used_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.invitation.used_at IS 'C1';

-- Name: job; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.job (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    ordinal bigint NOT NULL,
    kind text NOT NULL,
    subject_id uuid,
    payload jsonb NOT NULL,
    key text,
    order_key text,
    state text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    fence bigint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    cancel_requested boolean DEFAULT false NOT NULL,
    done_count bigint,
    total_count bigint,
    cursor_at jsonb,
    error text,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    request_id uuid NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT job_error_length CHECK ((length(error) <= 120)),
    CONSTRAINT job_finish CHECK (((state = ANY (ARRAY['done'::text, 'dead'::text, 'cancelled'::text])) = (finished_at IS NOT NULL))),
    CONSTRAINT job_key_length CHECK (((length(key) >= 1) AND (length(key) <= 200))),
    CONSTRAINT job_kind_form CHECK ((kind ~ '^[a-z][a-z0-9_.]{1,62}$'::text)),
    CONSTRAINT job_lease CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT job_order_key_length CHECK (((length(order_key) >= 1) AND (length(order_key) <= 200))),
    CONSTRAINT job_payload_size CHECK ((pg_column_size(payload) <= 8192)),
    CONSTRAINT job_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'dead'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY app.job FORCE ROW LEVEL SECURITY;

ALTER TABLE app.job OWNER TO peony_owner;

-- Name: COLUMN job.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.tenant_id IS 'C1';

-- Name: COLUMN job.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.id IS 'C1';

-- Name: COLUMN job.ordinal; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.ordinal IS 'C1';

-- Name: COLUMN job.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.kind IS 'C1';

-- Name: COLUMN job.subject_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.subject_id IS 'C1';

-- Name: COLUMN job.payload; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.payload IS 'C1';

-- Name: COLUMN job.key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.key IS 'C1';

-- Name: COLUMN job.order_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.order_key IS 'C1';

-- Name: COLUMN job.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.state IS 'C1';

-- Name: COLUMN job.due_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.due_at IS 'C1';

-- Name: COLUMN job.attempt; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.attempt IS 'C1';

-- Name: COLUMN job.fence; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.fence IS 'C1';

-- Name: COLUMN job.lease_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.lease_until IS 'C1';

-- Name: COLUMN job.cancel_requested; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.cancel_requested IS 'C1';

-- Name: COLUMN job.done_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.done_count IS 'C1';

-- Name: COLUMN job.total_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.total_count IS 'C1';

-- Name: COLUMN job.cursor_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.cursor_at IS 'C1';

-- Name: COLUMN job.error; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.error IS 'C1';

-- Name: COLUMN job.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.created_at IS 'C1';

-- Name: COLUMN job.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.created_by IS 'C1';

-- Name: COLUMN job.request_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.request_id IS 'C1';

-- Name: COLUMN job.started_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.started_at IS 'C1';

-- Name: COLUMN job.finished_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.finished_at IS 'C1';

-- Name: job_effect; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.job_effect (
    tenant_id uuid NOT NULL,
    job_id uuid NOT NULL,
    name text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT job_effect_name_length CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY app.job_effect FORCE ROW LEVEL SECURITY;

ALTER TABLE app.job_effect OWNER TO peony_owner;

-- Name: COLUMN job_effect.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job_effect.tenant_id IS 'C1';

-- Name: COLUMN job_effect.job_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job_effect.job_id IS 'C1';

-- Name: COLUMN job_effect.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job_effect.name IS 'C1';

-- Name: COLUMN job_effect.at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job_effect.at IS 'C1';

-- Name: job_ordinal; Type: SEQUENCE; Schema: app; Owner: peony_owner

CREATE SEQUENCE app.job_ordinal
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE app.job_ordinal OWNER TO peony_owner;

-- Name: job_schedule; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.job_schedule (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    last_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.job_schedule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.job_schedule OWNER TO peony_owner;

-- Name: COLUMN job_schedule.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job_schedule.tenant_id IS 'C1';

-- Name: COLUMN job_schedule.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job_schedule.kind IS 'C1';

-- Name: COLUMN job_schedule.last_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job_schedule.last_at IS 'C1';

-- Name: number_sequence; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.number_sequence (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    next bigint NOT NULL,
    CONSTRAINT number_sequence_positive CHECK ((next > 0))
);

ALTER TABLE ONLY app.number_sequence FORCE ROW LEVEL SECURITY;

ALTER TABLE app.number_sequence OWNER TO peony_owner;

-- Name: COLUMN number_sequence.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.number_sequence.tenant_id IS 'C1';

-- Name: COLUMN number_sequence.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.number_sequence.kind IS 'C1';

-- Name: COLUMN number_sequence.next; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.number_sequence.next IS 'C1';

-- Name: phone_token; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.phone_token (
    tenant_id uuid NOT NULL,
    key_version integer NOT NULL,
    token bytea NOT NULL,
    customer_id uuid NOT NULL,
    is_primary boolean NOT NULL,
    CONSTRAINT phone_token_length CHECK ((length(token) = 16))
);

ALTER TABLE ONLY app.phone_token FORCE ROW LEVEL SECURITY;

ALTER TABLE app.phone_token OWNER TO peony_owner;

-- Name: COLUMN phone_token.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.phone_token.tenant_id IS 'C1';

-- Name: COLUMN phone_token.key_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.phone_token.key_version IS 'C1';

-- Name: COLUMN phone_token.token; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.phone_token.token IS 'C6';

-- Name: COLUMN phone_token.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.phone_token.customer_id IS 'C1';

-- Name: COLUMN phone_token.is_primary; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.phone_token.is_primary IS 'C1';

-- Name: recovery_code; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.recovery_code (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT recovery_code_length CHECK ((length(code_hash) = 32))
);

ALTER TABLE ONLY app.recovery_code FORCE ROW LEVEL SECURITY;

ALTER TABLE app.recovery_code OWNER TO peony_owner;

-- Name: COLUMN recovery_code.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.recovery_code.tenant_id IS 'C1';

-- Name: COLUMN recovery_code.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.recovery_code.user_id IS 'C1';

-- Name: COLUMN recovery_code.code_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.recovery_code.code_hash IS 'C6';

-- Name: COLUMN recovery_code.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.recovery_code.created_at IS 'C1';

-- Name: COLUMN recovery_code.used_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.recovery_code.used_at IS 'C1';

-- Name: reveal_count; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.reveal_count (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    day date NOT NULL,
    revealed integer NOT NULL,
    CONSTRAINT reveal_count_not_negative CHECK ((revealed >= 0))
);

ALTER TABLE ONLY app.reveal_count FORCE ROW LEVEL SECURITY;

ALTER TABLE app.reveal_count OWNER TO peony_owner;

-- Name: COLUMN reveal_count.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.reveal_count.tenant_id IS 'C1';

-- Name: COLUMN reveal_count.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.reveal_count.user_id IS 'C1';

-- Name: COLUMN reveal_count.day; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.reveal_count.day IS 'C1';

-- Name: COLUMN reveal_count.revealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.reveal_count.revealed IS 'C1';

-- Name: role; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.role (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    built_in boolean NOT NULL,
    based_on uuid,
    unit_id uuid,
    row_scope text NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    offered text,
    CONSTRAINT role_code_form CHECK ((code ~ '^[a-z][a-z0-9_]{1,62}$'::text)),
    CONSTRAINT role_name_en_length CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60))),
    CONSTRAINT role_name_zh_length CHECK (((length(name_zh) >= 1) AND (length(name_zh) <= 40))),
    CONSTRAINT role_row_scope CHECK ((row_scope = ANY (ARRAY['none'::text, 'unit'::text, 'own'::text, 'care'::text]))),
    CONSTRAINT role_state CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text])))
);

ALTER TABLE ONLY app.role FORCE ROW LEVEL SECURITY;

ALTER TABLE app.role OWNER TO peony_owner;

-- Name: COLUMN role.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.tenant_id IS 'C1';

-- Name: COLUMN role.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.id IS 'C1';

-- Name: COLUMN role.code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.code IS 'C1';

-- Name: COLUMN role.name_zh; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.name_zh IS 'C1';

-- Name: COLUMN role.name_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.name_en IS 'C1';

-- Name: COLUMN role.built_in; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.built_in IS 'C1';

-- Name: COLUMN role.based_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.based_on IS 'C1';

-- Name: COLUMN role.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.unit_id IS 'C1';

-- Name: COLUMN role.row_scope; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.row_scope IS 'C1';

-- Name: COLUMN role.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.state IS 'C1';

-- Name: COLUMN role.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.version IS 'C1';

-- Name: COLUMN role.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.created_at IS 'C1';

-- Name: COLUMN role.offered; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role.offered IS 'C1';

-- Name: role_action; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.role_action (
    tenant_id uuid NOT NULL,
    role_id uuid NOT NULL,
    action text NOT NULL
);

ALTER TABLE ONLY app.role_action FORCE ROW LEVEL SECURITY;

ALTER TABLE app.role_action OWNER TO peony_owner;

-- Name: COLUMN role_action.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_action.tenant_id IS 'C1';

-- Name: COLUMN role_action.role_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_action.role_id IS 'C1';

-- Name: COLUMN role_action.action; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_action.action IS 'C1';

-- Name: role_field; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.role_field (
    tenant_id uuid NOT NULL,
    role_id uuid NOT NULL,
    target text NOT NULL,
    level smallint NOT NULL,
    uses smallint NOT NULL,
    CONSTRAINT role_field_level CHECK (((level >= 0) AND (level <= 3))),
    CONSTRAINT role_field_uses CHECK (((uses >= 0) AND (uses <= 63)))
);

ALTER TABLE ONLY app.role_field FORCE ROW LEVEL SECURITY;

ALTER TABLE app.role_field OWNER TO peony_owner;

-- Name: COLUMN role_field.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_field.tenant_id IS 'C1';

-- Name: COLUMN role_field.role_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_field.role_id IS 'C1';

-- Name: COLUMN role_field.target; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_field.target IS 'C1';

-- Name: COLUMN role_field.level; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_field.level IS 'C1';

-- Name: COLUMN role_field.uses; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_field.uses IS 'C1';

-- Name: role_grantable; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.role_grantable (
    tenant_id uuid NOT NULL,
    role_id uuid NOT NULL,
    grantable_id uuid NOT NULL
);

ALTER TABLE ONLY app.role_grantable FORCE ROW LEVEL SECURITY;

ALTER TABLE app.role_grantable OWNER TO peony_owner;

-- Name: COLUMN role_grantable.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_grantable.tenant_id IS 'C1';

-- Name: COLUMN role_grantable.role_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_grantable.role_id IS 'C1';

-- Name: COLUMN role_grantable.grantable_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_grantable.grantable_id IS 'C1';

-- Name: role_proposal; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.role_proposal (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    role_id uuid NOT NULL,
    base_version bigint NOT NULL,
    content text NOT NULL,
    state text NOT NULL,
    proposed_by uuid NOT NULL,
    decided_by uuid,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT role_proposal_state CHECK ((state = ANY (ARRAY['proposed'::text, 'published'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY app.role_proposal FORCE ROW LEVEL SECURITY;

ALTER TABLE app.role_proposal OWNER TO peony_owner;

-- Name: COLUMN role_proposal.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.tenant_id IS 'C1';

-- Name: COLUMN role_proposal.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.id IS 'C1';

-- Name: COLUMN role_proposal.role_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.role_id IS 'C1';

-- Name: COLUMN role_proposal.base_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.base_version IS 'C1';

-- Name: COLUMN role_proposal.content; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.content IS 'C1';

-- Name: COLUMN role_proposal.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.state IS 'C1';

-- Name: COLUMN role_proposal.proposed_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.proposed_by IS 'C1';

-- Name: COLUMN role_proposal.decided_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.decided_by IS 'C1';

-- Name: COLUMN role_proposal.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.created_at IS 'C1';

-- Name: COLUMN role_proposal.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.role_proposal.decided_at IS 'C1';

-- Name: root_key; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.root_key (
    key_id text NOT NULL,
    check_value bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT root_key_check_length CHECK ((length(check_value) = 32))
);

ALTER TABLE app.root_key OWNER TO peony_owner;

-- Name: COLUMN root_key.key_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.root_key.key_id IS 'C1';

-- Name: COLUMN root_key.check_value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.root_key.check_value IS 'C6';

-- Name: COLUMN root_key.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.root_key.created_at IS 'C1';

-- Name: search_token; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.search_token (
    tenant_id uuid NOT NULL,
    key_version integer NOT NULL,
    field smallint NOT NULL,
    token integer NOT NULL,
    customer_id uuid NOT NULL,
    CONSTRAINT search_token_field CHECK ((field = ANY (ARRAY[1, 2])))
);

ALTER TABLE ONLY app.search_token FORCE ROW LEVEL SECURITY;

ALTER TABLE app.search_token OWNER TO peony_owner;

-- Name: COLUMN search_token.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_token.tenant_id IS 'C1';

-- Name: COLUMN search_token.key_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_token.key_version IS 'C1';

-- Name: COLUMN search_token.field; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_token.field IS 'C1';

-- Name: COLUMN search_token.token; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_token.token IS 'C6';

-- Name: COLUMN search_token.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_token.customer_id IS 'C1';

-- Name: session; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.session (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    csrf_hash bytea,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    stepped_up_at timestamp with time zone,
    address text,
    user_agent text,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT session_token_length CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY app.session FORCE ROW LEVEL SECURITY;

ALTER TABLE app.session OWNER TO peony_owner;

-- Name: COLUMN session.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.tenant_id IS 'C1';

-- Name: COLUMN session.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.id IS 'C1';

-- Name: COLUMN session.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.user_id IS 'C1';

-- Name: COLUMN session.token_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.token_hash IS 'C6';

-- Name: COLUMN session.csrf_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.csrf_hash IS 'C6';

-- Name: COLUMN session.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.created_at IS 'C1';

-- Name: COLUMN session.last_used_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.last_used_at IS 'C1';

-- Name: COLUMN session.expires_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.expires_at IS 'C1';

-- Name: COLUMN session.stepped_up_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.stepped_up_at IS 'C1';

-- Name: COLUMN session.address; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.address IS 'C1';

-- Name: COLUMN session.user_agent; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.user_agent IS 'C1';

-- Name: COLUMN session.revoked_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.revoked_at IS 'C1';

-- Name: COLUMN session.revoked_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.session.revoked_by IS 'C1';

-- Name: tenant; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tenant (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    role_defaults bytea,
    CONSTRAINT tenant_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT tenant_role_defaults_length CHECK ((length(role_defaults) = 32)),
    CONSTRAINT tenant_slug_form CHECK (((slug = '-'::text) OR (slug ~ '^[a-z][a-z0-9-]{1,30}[a-z0-9]$'::text))),
    CONSTRAINT tenant_state_known CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text])))
);

ALTER TABLE app.tenant OWNER TO peony_owner;

-- Name: COLUMN tenant.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.id IS 'C1';

-- Name: COLUMN tenant.slug; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.slug IS 'C1';

-- Name: COLUMN tenant.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.name IS 'C1';

-- Name: COLUMN tenant.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.state IS 'C1';

-- Name: COLUMN tenant.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.version IS 'C1';

-- Name: COLUMN tenant.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.created_at IS 'C1';

-- Name: COLUMN tenant.role_defaults; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.role_defaults IS 'C1';

-- Name: tenant_key; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tenant_key (
    tenant_id uuid NOT NULL,
    purpose text NOT NULL,
    version integer NOT NULL,
    wrapped bytea NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT tenant_key_purpose CHECK ((purpose = ANY (ARRAY['data'::text, 'index'::text]))),
    CONSTRAINT tenant_key_state CHECK ((state = ANY (ARRAY['active'::text, 'retiring'::text, 'destroyed'::text]))),
    CONSTRAINT tenant_key_version CHECK ((version > 0))
);

ALTER TABLE ONLY app.tenant_key FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tenant_key OWNER TO peony_owner;

-- Name: COLUMN tenant_key.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_key.tenant_id IS 'C1';

-- Name: COLUMN tenant_key.purpose; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_key.purpose IS 'C1';

-- Name: COLUMN tenant_key.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_key.version IS 'C1';

-- Name: COLUMN tenant_key.wrapped; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_key.wrapped IS 'C6';

-- Name: COLUMN tenant_key.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_key.state IS 'C1';

-- Name: COLUMN tenant_key.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_key.created_at IS 'C1';

-- Name: tenant_setting; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tenant_setting (
    tenant_id uuid NOT NULL,
    locale text NOT NULL,
    time_zone text NOT NULL,
    compliance_profile text NOT NULL,
    four_eyes boolean DEFAULT false NOT NULL,
    duplicate_answer text DEFAULT 'branch'::text NOT NULL,
    reveal_quota integer DEFAULT 50 NOT NULL,
    user_quota integer DEFAULT 500 NOT NULL,
    requests_per_minute integer DEFAULT 12000 NOT NULL,
    access_version bigint DEFAULT 1 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT tenant_setting_duplicate CHECK ((duplicate_answer = ANY (ARRAY['branch'::text, 'exists'::text]))),
    CONSTRAINT tenant_setting_locale CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
    CONSTRAINT tenant_setting_profile CHECK ((compliance_profile = ANY (ARRAY['standard'::text, 'mlps3'::text]))),
    CONSTRAINT tenant_setting_rate CHECK (((requests_per_minute >= 60) AND (requests_per_minute <= 1000000))),
    CONSTRAINT tenant_setting_reveal_quota CHECK (((reveal_quota >= 0) AND (reveal_quota <= 10000))),
    CONSTRAINT tenant_setting_user_quota CHECK (((user_quota >= 1) AND (user_quota <= 100000)))
);

ALTER TABLE ONLY app.tenant_setting FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tenant_setting OWNER TO peony_owner;

-- Name: COLUMN tenant_setting.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.tenant_id IS 'C1';

-- Name: COLUMN tenant_setting.locale; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.locale IS 'C1';

-- Name: COLUMN tenant_setting.time_zone; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.time_zone IS 'C1';

-- Name: COLUMN tenant_setting.compliance_profile; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.compliance_profile IS 'C1';

-- Name: COLUMN tenant_setting.four_eyes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.four_eyes IS 'C1';

-- Name: COLUMN tenant_setting.duplicate_answer; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.duplicate_answer IS 'C1';

-- Name: COLUMN tenant_setting.reveal_quota; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.reveal_quota IS 'C1';

-- Name: COLUMN tenant_setting.user_quota; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.user_quota IS 'C1';

-- Name: COLUMN tenant_setting.requests_per_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.requests_per_minute IS 'C1';

-- Name: COLUMN tenant_setting.access_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.access_version IS 'C1';

-- Name: COLUMN tenant_setting.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.version IS 'C1';

-- Name: COLUMN tenant_setting.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.updated_at IS 'C1';

-- Name: timeline_event; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.timeline_event (
    tenant_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL,
    actor_id uuid,
    object_type text NOT NULL,
    object_id uuid NOT NULL,
    fields text[] DEFAULT '{}'::text[] NOT NULL
);

ALTER TABLE ONLY app.timeline_event FORCE ROW LEVEL SECURITY;

ALTER TABLE app.timeline_event OWNER TO peony_owner;

-- Name: COLUMN timeline_event.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.tenant_id IS 'C1';

-- Name: COLUMN timeline_event.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.customer_id IS 'C1';

-- Name: COLUMN timeline_event.at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.at IS 'C1';

-- Name: COLUMN timeline_event.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.id IS 'C1';

-- Name: COLUMN timeline_event.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.branch_id IS 'C1';

-- Name: COLUMN timeline_event.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.kind IS 'C1';

-- Name: COLUMN timeline_event.actor_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.actor_id IS 'C1';

-- Name: COLUMN timeline_event.object_type; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.object_type IS 'C1';

-- Name: COLUMN timeline_event.object_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.object_id IS 'C1';

-- Name: COLUMN timeline_event.fields; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.timeline_event.fields IS 'C1';

-- Name: unit; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.unit (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    parent_id uuid,
    kind text NOT NULL,
    name text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT unit_kind_known CHECK ((kind = ANY (ARRAY['chain'::text, 'region'::text, 'branch'::text, 'department'::text]))),
    CONSTRAINT unit_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT unit_root CHECK (((kind = 'chain'::text) = (parent_id IS NULL))),
    CONSTRAINT unit_state_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);

ALTER TABLE ONLY app.unit FORCE ROW LEVEL SECURITY;

ALTER TABLE app.unit OWNER TO peony_owner;

-- Name: COLUMN unit.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.tenant_id IS 'C1';

-- Name: COLUMN unit.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.id IS 'C1';

-- Name: COLUMN unit.parent_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.parent_id IS 'C1';

-- Name: COLUMN unit.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.kind IS 'C1';

-- Name: COLUMN unit.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.name IS 'C1';

-- Name: COLUMN unit.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.state IS 'C1';

-- Name: COLUMN unit.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.version IS 'C1';

-- Name: COLUMN unit.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.unit.created_at IS 'C1';

-- Name: user_account; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.user_account (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_name text NOT NULL,
    display_name text NOT NULL,
    state text NOT NULL,
    locale text,
    password_hash text,
    password_set_at timestamp with time zone,
    totp_sealed bytea,
    totp_enabled boolean DEFAULT false NOT NULL,
    totp_last_step bigint DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    wait_until timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT user_account_display_length CHECK (((length(display_name) >= 1) AND (length(display_name) <= 64))),
    CONSTRAINT user_account_locale CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
    CONSTRAINT user_account_name_form CHECK ((user_name ~ '^[a-z0-9][a-z0-9._-]{1,62}$'::text)),
    CONSTRAINT user_account_state CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'suspended'::text, 'left'::text])))
);

ALTER TABLE ONLY app.user_account FORCE ROW LEVEL SECURITY;

ALTER TABLE app.user_account OWNER TO peony_owner;

-- Name: COLUMN user_account.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.tenant_id IS 'C1';

-- Name: COLUMN user_account.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.id IS 'C1';

-- Name: COLUMN user_account.user_name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.user_name IS 'C1';

-- Name: COLUMN user_account.display_name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.display_name IS 'C1';

-- Name: COLUMN user_account.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.state IS 'C1';

-- Name: COLUMN user_account.locale; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.locale IS 'C1';

-- Name: COLUMN user_account.password_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.password_hash IS 'C6';

-- Name: COLUMN user_account.password_set_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.password_set_at IS 'C1';

-- Name: COLUMN user_account.totp_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.totp_sealed IS 'C6';

-- Name: COLUMN user_account.totp_enabled; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.totp_enabled IS 'C1';

-- Name: COLUMN user_account.totp_last_step; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.totp_last_step IS 'C6';

-- Name: COLUMN user_account.failures; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.failures IS 'C1';

-- Name: COLUMN user_account.wait_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.wait_until IS 'C1';

-- Name: COLUMN user_account.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.version IS 'C1';

-- Name: COLUMN user_account.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.user_account.created_at IS 'C1';

-- Name: batch; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.batch (
    tenant_id uuid NOT NULL,
    batch bigint NOT NULL,
    event_count integer NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    root bytea NOT NULL,
    content bytea NOT NULL,
    previous bytea NOT NULL,
    head bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    CONSTRAINT batch_content_length CHECK ((length(content) = 32)),
    CONSTRAINT batch_head_length CHECK ((length(head) = 32)),
    CONSTRAINT batch_not_empty CHECK ((event_count > 0)),
    CONSTRAINT batch_positive CHECK ((batch > 0)),
    CONSTRAINT batch_previous_length CHECK ((length(previous) =
CASE
    WHEN (batch = 1) THEN 0
    ELSE 32
END)),
    CONSTRAINT batch_root_length CHECK ((length(root) = 32))
);

ALTER TABLE ONLY audit.batch FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.batch OWNER TO peony_owner;

-- Name: COLUMN batch.tenant_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.tenant_id IS 'C1';

-- Name: COLUMN batch.batch; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.batch IS 'C1';

-- Name: COLUMN batch.event_count; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.event_count IS 'C1';

-- Name: COLUMN batch.first_at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.first_at IS 'C1';

-- Name: COLUMN batch.last_at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.last_at IS 'C1';

-- Name: COLUMN batch.root; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.root IS 'C1';

-- Name: COLUMN batch.content; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.content IS 'C1';

-- Name: COLUMN batch.previous; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.previous IS 'C1';

-- Name: COLUMN batch.head; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.head IS 'C1';

-- Name: COLUMN batch.sealed_at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.sealed_at IS 'C1';

-- Name: event; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.event (
    tenant_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    actor_id uuid,
    actor_name text,
    session_id uuid,
    request_id uuid NOT NULL,
    address text,
    action text NOT NULL,
    object_type text NOT NULL,
    object_id uuid,
    branch_id uuid,
    customer_id uuid,
    fields text[] DEFAULT '{}'::text[] NOT NULL,
    purpose text,
    outcome text NOT NULL,
    row_count integer,
    body bytea,
    leaf bytea NOT NULL,
    batch bigint,
    CONSTRAINT event_leaf_length CHECK ((length(leaf) = 32)),
    CONSTRAINT event_outcome_known CHECK ((outcome = ANY (ARRAY['done'::text, 'denied'::text, 'failed'::text])))
)
PARTITION BY RANGE (at);

ALTER TABLE ONLY audit.event FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.event OWNER TO peony_owner;

-- Name: COLUMN event.tenant_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.tenant_id IS 'C1';

-- Name: COLUMN event.at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.at IS 'C1';

-- Name: COLUMN event.id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.id IS 'C1';

-- Name: COLUMN event.xid; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.xid IS 'C1';

-- Name: COLUMN event.actor_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.actor_id IS 'C1';

-- Name: COLUMN event.actor_name; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.actor_name IS 'C2';

-- Name: COLUMN event.session_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.session_id IS 'C1';

-- Name: COLUMN event.request_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.request_id IS 'C1';

-- Name: COLUMN event.address; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.address IS 'C3';

-- Name: COLUMN event.action; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.action IS 'C1';

-- Name: COLUMN event.object_type; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.object_type IS 'C1';

-- Name: COLUMN event.object_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.object_id IS 'C1';

-- Name: COLUMN event.branch_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.branch_id IS 'C1';

-- Name: COLUMN event.customer_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.customer_id IS 'C1';

-- Name: COLUMN event.fields; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.fields IS 'C1';

-- Name: COLUMN event.purpose; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.purpose IS 'C2';

-- Name: COLUMN event.outcome; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.outcome IS 'C1';

-- Name: COLUMN event.row_count; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.row_count IS 'C1';

-- Name: COLUMN event.body; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.body IS 'C6';

-- Name: COLUMN event.leaf; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.leaf IS 'C1';

-- Name: COLUMN event.batch; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event.batch IS 'C1';

-- Name: event_link; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.event_link (
    tenant_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    event_id uuid NOT NULL,
    object_type text NOT NULL,
    object_id uuid NOT NULL,
    customer_id uuid,
    field text NOT NULL
)
PARTITION BY RANGE (at);

ALTER TABLE ONLY audit.event_link FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.event_link OWNER TO peony_owner;

-- Name: COLUMN event_link.tenant_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event_link.tenant_id IS 'C1';

-- Name: COLUMN event_link.at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event_link.at IS 'C1';

-- Name: COLUMN event_link.event_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event_link.event_id IS 'C1';

-- Name: COLUMN event_link.object_type; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event_link.object_type IS 'C1';

-- Name: COLUMN event_link.object_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event_link.object_id IS 'C1';

-- Name: COLUMN event_link.customer_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event_link.customer_id IS 'C1';

-- Name: COLUMN event_link.field; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.event_link.field IS 'C1';

-- Name: schema_migration; Type: TABLE; Schema: priv; Owner: peony_owner

CREATE TABLE priv.schema_migration (
    number integer NOT NULL,
    name text NOT NULL,
    hash bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE priv.schema_migration OWNER TO peony_owner;

-- Name: access_grant access_grant_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.access_grant
    ADD CONSTRAINT access_grant_pkey PRIMARY KEY (tenant_id, id);

-- Name: api_key api_key_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (tenant_id, id);

-- Name: api_key api_key_token_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.api_key
    ADD CONSTRAINT api_key_token_unique UNIQUE (tenant_id, token_hash);

-- Name: care_relation care_relation_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_relation
    ADD CONSTRAINT care_relation_pkey PRIMARY KEY (tenant_id, user_id, customer_id);

-- Name: consent_notice consent_notice_edition_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent_notice
    ADD CONSTRAINT consent_notice_edition_once UNIQUE (tenant_id, purpose, language, edition);

-- Name: consent_notice consent_notice_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent_notice
    ADD CONSTRAINT consent_notice_pkey PRIMARY KEY (tenant_id, id);

-- Name: consent consent_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer customer_branch_key; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_branch_key UNIQUE (tenant_id, id, home_branch_id);

-- Name: customer_note customer_note_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_note
    ADD CONSTRAINT customer_note_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer customer_number_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_number_unique UNIQUE (tenant_id, number);

-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (tenant_id, id);

-- Name: idempotency idempotency_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.idempotency
    ADD CONSTRAINT idempotency_once PRIMARY KEY (tenant_id, user_id, key);

-- Name: invitation invitation_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (tenant_id, id);

-- Name: invitation invitation_token_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_token_unique UNIQUE (tenant_id, token_hash);

-- Name: job_effect job_effect_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.job_effect
    ADD CONSTRAINT job_effect_once PRIMARY KEY (tenant_id, job_id, name);

-- Name: job job_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (tenant_id, id);

-- Name: job_schedule job_schedule_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.job_schedule
    ADD CONSTRAINT job_schedule_pkey PRIMARY KEY (tenant_id, kind);

-- Name: number_sequence number_sequence_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.number_sequence
    ADD CONSTRAINT number_sequence_pkey PRIMARY KEY (tenant_id, kind);

-- Name: phone_token phone_token_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.phone_token
    ADD CONSTRAINT phone_token_pkey PRIMARY KEY (tenant_id, key_version, token, customer_id);

-- Name: recovery_code recovery_code_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (tenant_id, user_id, code_hash);

-- Name: reveal_count reveal_count_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.reveal_count
    ADD CONSTRAINT reveal_count_pkey PRIMARY KEY (tenant_id, user_id, day);

-- Name: role_action role_action_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_action
    ADD CONSTRAINT role_action_pkey PRIMARY KEY (tenant_id, role_id, action);

-- Name: role role_code_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role
    ADD CONSTRAINT role_code_unique UNIQUE (tenant_id, code);

-- Name: role_field role_field_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_field
    ADD CONSTRAINT role_field_pkey PRIMARY KEY (tenant_id, role_id, target);

-- Name: role_grantable role_grantable_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_grantable
    ADD CONSTRAINT role_grantable_pkey PRIMARY KEY (tenant_id, role_id, grantable_id);

-- Name: role role_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role
    ADD CONSTRAINT role_pkey PRIMARY KEY (tenant_id, id);

-- Name: role_proposal role_proposal_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_proposal
    ADD CONSTRAINT role_proposal_pkey PRIMARY KEY (tenant_id, id);

-- Name: root_key root_key_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.root_key
    ADD CONSTRAINT root_key_pkey PRIMARY KEY (key_id);

-- Name: search_token search_token_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.search_token
    ADD CONSTRAINT search_token_pkey PRIMARY KEY (tenant_id, key_version, field, token, customer_id);

-- Name: session session_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (tenant_id, id);

-- Name: session session_token_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_token_unique UNIQUE (tenant_id, token_hash);

-- Name: tenant_key tenant_key_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tenant_key
    ADD CONSTRAINT tenant_key_pkey PRIMARY KEY (tenant_id, purpose, version);

-- Name: tenant tenant_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tenant
    ADD CONSTRAINT tenant_pkey PRIMARY KEY (id);

-- Name: tenant_setting tenant_setting_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tenant_setting
    ADD CONSTRAINT tenant_setting_pkey PRIMARY KEY (tenant_id);

-- Name: tenant tenant_slug_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tenant
    ADD CONSTRAINT tenant_slug_unique UNIQUE (slug);

-- Name: timeline_event timeline_event_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.timeline_event
    ADD CONSTRAINT timeline_event_pkey PRIMARY KEY (tenant_id, customer_id, at, id);

-- Name: unit unit_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (tenant_id, id);

-- Name: user_account user_account_name_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.user_account
    ADD CONSTRAINT user_account_name_unique UNIQUE (tenant_id, user_name);

-- Name: user_account user_account_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.user_account
    ADD CONSTRAINT user_account_pkey PRIMARY KEY (tenant_id, id);

-- Name: batch batch_head_unique; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.batch
    ADD CONSTRAINT batch_head_unique UNIQUE (tenant_id, head);

-- Name: batch batch_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (tenant_id, batch);

-- Name: event_link event_link_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.event_link
    ADD CONSTRAINT event_link_pkey PRIMARY KEY (tenant_id, at, event_id, object_id, field);

-- Name: event event_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (tenant_id, at, id);

-- Name: schema_migration schema_migration_pkey; Type: CONSTRAINT; Schema: priv; Owner: peony_owner

ALTER TABLE ONLY priv.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);

-- Name: access_grant_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX access_grant_by_user ON app.access_grant USING btree (tenant_id, user_id);

-- Name: access_grant_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX access_grant_once ON app.access_grant USING btree (tenant_id, user_id, role_id, unit_id) WHERE (state = ANY (ARRAY['proposed'::text, 'active'::text]));

-- Name: api_key_by_person; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX api_key_by_person ON app.api_key USING btree (tenant_id, created_by, created_at DESC);

-- Name: api_key_name_among_open; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX api_key_name_among_open ON app.api_key USING btree (tenant_id, name) WHERE (revoked_at IS NULL);

-- Name: care_relation_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX care_relation_by_customer ON app.care_relation USING btree (tenant_id, customer_id);

-- Name: consent_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consent_by_customer ON app.consent USING btree (tenant_id, customer_id, given_at, id);

-- Name: consent_notice_published_at; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consent_notice_published_at ON app.consent_notice USING btree (tenant_id, purpose, published_at) WHERE (published_at IS NOT NULL);

-- Name: consent_one_given; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX consent_one_given ON app.consent USING btree (tenant_id, customer_id, purpose) WHERE (state = 'given'::text);

-- Name: customer_by_birthday; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_birthday ON app.customer USING btree (tenant_id, birthday, id) WHERE (birthday IS NOT NULL);

-- Name: customer_by_branch_created; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_branch_created ON app.customer USING btree (tenant_id, home_branch_id, created_at, id);

-- Name: customer_by_branch_number; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_branch_number ON app.customer USING btree (tenant_id, home_branch_id, number, id);

-- Name: customer_by_created; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_created ON app.customer USING btree (tenant_id, created_at, id);

-- Name: customer_by_introducer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_introducer ON app.customer USING btree (tenant_id, introducer_id) WHERE (introducer_id IS NOT NULL);

-- Name: customer_by_owner; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_owner ON app.customer USING btree (tenant_id, owner_id, number, id);

-- Name: customer_note_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_note_by_customer ON app.customer_note USING btree (tenant_id, customer_id, created_at, id);

-- Name: idempotency_by_age; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX idempotency_by_age ON app.idempotency USING btree (tenant_id, created_at);

-- Name: job_by_kind; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX job_by_kind ON app.job USING btree (tenant_id, kind, id);

-- Name: job_dead; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX job_dead ON app.job USING btree (tenant_id, id) WHERE (state = 'dead'::text);

-- Name: job_finished; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX job_finished ON app.job USING btree (tenant_id, finished_at) WHERE (state = ANY (ARRAY['done'::text, 'cancelled'::text]));

-- Name: job_in_order; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX job_in_order ON app.job USING btree (tenant_id, order_key, ordinal) WHERE ((order_key IS NOT NULL) AND (state = ANY (ARRAY['waiting'::text, 'running'::text])));

-- Name: job_key_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX job_key_once ON app.job USING btree (tenant_id, kind, key) WHERE ((key IS NOT NULL) AND (state = 'waiting'::text));

-- Name: job_running; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX job_running ON app.job USING btree (tenant_id, lease_until) WHERE (state = 'running'::text);

-- Name: job_waiting; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX job_waiting ON app.job USING btree (tenant_id, due_at, ordinal) WHERE (state = 'waiting'::text);

-- Name: phone_token_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX phone_token_by_customer ON app.phone_token USING btree (tenant_id, customer_id);

-- Name: phone_token_primary; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX phone_token_primary ON app.phone_token USING btree (tenant_id, key_version, token) WHERE is_primary;

-- Name: role_proposal_by_role; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX role_proposal_by_role ON app.role_proposal USING btree (tenant_id, role_id, created_at DESC);

-- Name: search_token_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX search_token_by_customer ON app.search_token USING btree (tenant_id, customer_id);

-- Name: session_by_end; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX session_by_end ON app.session USING btree (tenant_id, expires_at);

-- Name: session_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX session_by_user ON app.session USING btree (tenant_id, user_id, created_at DESC);

-- Name: unit_name_among_siblings; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX unit_name_among_siblings ON app.unit USING btree (tenant_id, parent_id, name);

-- Name: unit_one_chain; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX unit_one_chain ON app.unit USING btree (tenant_id) WHERE (kind = 'chain'::text);

-- Name: event_by_action; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_by_action ON ONLY audit.event USING btree (tenant_id, action, at DESC, id DESC);

-- Name: event_by_actor; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_by_actor ON ONLY audit.event USING btree (tenant_id, actor_id, at DESC, id DESC);

-- Name: event_by_branch; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_by_branch ON ONLY audit.event USING btree (tenant_id, branch_id, at DESC, id DESC) WHERE (branch_id IS NOT NULL);

-- Name: event_by_customer; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_by_customer ON ONLY audit.event USING btree (tenant_id, customer_id, at DESC, id DESC) WHERE (customer_id IS NOT NULL);

-- Name: event_denied; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_denied ON ONLY audit.event USING btree (tenant_id, at DESC, id DESC) WHERE (outcome <> 'done'::text);

-- Name: event_link_by_customer; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_link_by_customer ON ONLY audit.event_link USING btree (tenant_id, customer_id, at DESC, event_id DESC, field) WHERE (customer_id IS NOT NULL);

-- Name: event_link_by_field; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_link_by_field ON ONLY audit.event_link USING btree (tenant_id, field, at DESC, event_id DESC);

-- Name: event_sealed; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_sealed ON ONLY audit.event USING btree (tenant_id, batch, xid, at, id) WHERE (batch IS NOT NULL);

-- Name: event_unsealed; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_unsealed ON ONLY audit.event USING btree (tenant_id, xid, at, id) WHERE (batch IS NULL);

-- Name: access_grant access_grant_role; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.access_grant
    ADD CONSTRAINT access_grant_role FOREIGN KEY (tenant_id, role_id) REFERENCES app.role(tenant_id, id);

-- Name: access_grant access_grant_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.access_grant
    ADD CONSTRAINT access_grant_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: access_grant access_grant_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.access_grant
    ADD CONSTRAINT access_grant_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: api_key api_key_account; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.api_key
    ADD CONSTRAINT api_key_account FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: api_key api_key_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.api_key
    ADD CONSTRAINT api_key_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: care_relation care_relation_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_relation
    ADD CONSTRAINT care_relation_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: care_relation care_relation_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_relation
    ADD CONSTRAINT care_relation_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: consent consent_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent
    ADD CONSTRAINT consent_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: consent consent_ender; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent
    ADD CONSTRAINT consent_ender FOREIGN KEY (tenant_id, ended_by) REFERENCES app.user_account(tenant_id, id);

-- Name: consent consent_notice; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent
    ADD CONSTRAINT consent_notice FOREIGN KEY (tenant_id, notice_id) REFERENCES app.consent_notice(tenant_id, id);

-- Name: consent_notice consent_notice_author; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent_notice
    ADD CONSTRAINT consent_notice_author FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: consent_notice consent_notice_publisher; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent_notice
    ADD CONSTRAINT consent_notice_publisher FOREIGN KEY (tenant_id, published_by) REFERENCES app.user_account(tenant_id, id);

-- Name: consent consent_recorder; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent
    ADD CONSTRAINT consent_recorder FOREIGN KEY (tenant_id, recorded_by) REFERENCES app.user_account(tenant_id, id);

-- Name: customer customer_home_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_home_branch FOREIGN KEY (tenant_id, home_branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: customer customer_introducer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_introducer FOREIGN KEY (tenant_id, introducer_id) REFERENCES app.customer(tenant_id, id);

-- Name: customer_note customer_note_author; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_note
    ADD CONSTRAINT customer_note_author FOREIGN KEY (tenant_id, author_id) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_note customer_note_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_note
    ADD CONSTRAINT customer_note_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer customer_owner; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES app.user_account(tenant_id, id);

-- Name: invitation invitation_account; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_account FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: job_effect job_effect_job; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.job_effect
    ADD CONSTRAINT job_effect_job FOREIGN KEY (tenant_id, job_id) REFERENCES app.job(tenant_id, id) ON DELETE CASCADE;

-- Name: phone_token phone_token_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.phone_token
    ADD CONSTRAINT phone_token_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: recovery_code recovery_code_account; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.recovery_code
    ADD CONSTRAINT recovery_code_account FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: role_action role_action_role; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_action
    ADD CONSTRAINT role_action_role FOREIGN KEY (tenant_id, role_id) REFERENCES app.role(tenant_id, id);

-- Name: role role_based_on; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role
    ADD CONSTRAINT role_based_on FOREIGN KEY (tenant_id, based_on) REFERENCES app.role(tenant_id, id);

-- Name: role_field role_field_role; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_field
    ADD CONSTRAINT role_field_role FOREIGN KEY (tenant_id, role_id) REFERENCES app.role(tenant_id, id);

-- Name: role_grantable role_grantable_role; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_grantable
    ADD CONSTRAINT role_grantable_role FOREIGN KEY (tenant_id, role_id) REFERENCES app.role(tenant_id, id);

-- Name: role_grantable role_grantable_target; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_grantable
    ADD CONSTRAINT role_grantable_target FOREIGN KEY (tenant_id, grantable_id) REFERENCES app.role(tenant_id, id);

-- Name: role_proposal role_proposal_role; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role_proposal
    ADD CONSTRAINT role_proposal_role FOREIGN KEY (tenant_id, role_id) REFERENCES app.role(tenant_id, id);

-- Name: role role_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.role
    ADD CONSTRAINT role_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: search_token search_token_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.search_token
    ADD CONSTRAINT search_token_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: session session_account; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_account FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: timeline_event timeline_event_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.timeline_event
    ADD CONSTRAINT timeline_event_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: unit unit_parent; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES app.unit(tenant_id, id);

-- Name: access_grant; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.access_grant ENABLE ROW LEVEL SECURITY;

-- Name: api_key; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.api_key ENABLE ROW LEVEL SECURITY;

-- Name: care_relation; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.care_relation ENABLE ROW LEVEL SECURITY;

-- Name: consent; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.consent ENABLE ROW LEVEL SECURITY;

-- Name: consent_notice; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.consent_notice ENABLE ROW LEVEL SECURITY;

-- Name: customer; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY;

-- Name: customer_note; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_note ENABLE ROW LEVEL SECURITY;

-- Name: idempotency; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.idempotency ENABLE ROW LEVEL SECURITY;

-- Name: invitation; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.invitation ENABLE ROW LEVEL SECURITY;

-- Name: job; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.job ENABLE ROW LEVEL SECURITY;

-- Name: job_effect; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.job_effect ENABLE ROW LEVEL SECURITY;

-- Name: job_schedule; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.job_schedule ENABLE ROW LEVEL SECURITY;

-- Name: access_grant migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.access_grant TO peony_owner USING (true) WITH CHECK (true);

-- Name: api_key migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.api_key TO peony_owner USING (true) WITH CHECK (true);

-- Name: care_relation migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.care_relation TO peony_owner USING (true) WITH CHECK (true);

-- Name: consent migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.consent TO peony_owner USING (true) WITH CHECK (true);

-- Name: consent_notice migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.consent_notice TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_note migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_note TO peony_owner USING (true) WITH CHECK (true);

-- Name: idempotency migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.idempotency TO peony_owner USING (true) WITH CHECK (true);

-- Name: invitation migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.invitation TO peony_owner USING (true) WITH CHECK (true);

-- Name: job migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.job TO peony_owner USING (true) WITH CHECK (true);

-- Name: job_effect migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.job_effect TO peony_owner USING (true) WITH CHECK (true);

-- Name: job_schedule migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.job_schedule TO peony_owner USING (true) WITH CHECK (true);

-- Name: number_sequence migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.number_sequence TO peony_owner USING (true) WITH CHECK (true);

-- Name: phone_token migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.phone_token TO peony_owner USING (true) WITH CHECK (true);

-- Name: recovery_code migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.recovery_code TO peony_owner USING (true) WITH CHECK (true);

-- Name: reveal_count migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.reveal_count TO peony_owner USING (true) WITH CHECK (true);

-- Name: role migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.role TO peony_owner USING (true) WITH CHECK (true);

-- Name: role_action migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.role_action TO peony_owner USING (true) WITH CHECK (true);

-- Name: role_field migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.role_field TO peony_owner USING (true) WITH CHECK (true);

-- Name: role_grantable migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.role_grantable TO peony_owner USING (true) WITH CHECK (true);

-- Name: role_proposal migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.role_proposal TO peony_owner USING (true) WITH CHECK (true);

-- Name: search_token migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.search_token TO peony_owner USING (true) WITH CHECK (true);

-- Name: session migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.session TO peony_owner USING (true) WITH CHECK (true);

-- Name: tenant_key migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tenant_key TO peony_owner USING (true) WITH CHECK (true);

-- Name: tenant_setting migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tenant_setting TO peony_owner USING (true) WITH CHECK (true);

-- Name: timeline_event migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.timeline_event TO peony_owner USING (true) WITH CHECK (true);

-- Name: unit migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.unit TO peony_owner USING (true) WITH CHECK (true);

-- Name: user_account migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.user_account TO peony_owner USING (true) WITH CHECK (true);

-- Name: number_sequence; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.number_sequence ENABLE ROW LEVEL SECURITY;

-- Name: phone_token; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.phone_token ENABLE ROW LEVEL SECURITY;

-- Name: recovery_code; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.recovery_code ENABLE ROW LEVEL SECURITY;

-- Name: reveal_count; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.reveal_count ENABLE ROW LEVEL SECURITY;

-- Name: role; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.role ENABLE ROW LEVEL SECURITY;

-- Name: role_action; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.role_action ENABLE ROW LEVEL SECURITY;

-- Name: role_field; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.role_field ENABLE ROW LEVEL SECURITY;

-- Name: role_grantable; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.role_grantable ENABLE ROW LEVEL SECURITY;

-- Name: role_proposal; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.role_proposal ENABLE ROW LEVEL SECURITY;

-- Name: search_token; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.search_token ENABLE ROW LEVEL SECURITY;

-- Name: session; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.session ENABLE ROW LEVEL SECURITY;

-- Name: tenant_key; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tenant_key ENABLE ROW LEVEL SECURITY;

-- Name: tenant_setting; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tenant_setting ENABLE ROW LEVEL SECURITY;

-- Name: timeline_event; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.timeline_event ENABLE ROW LEVEL SECURITY;

-- Name: unit; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.unit ENABLE ROW LEVEL SECURITY;

-- Name: user_account; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.user_account ENABLE ROW LEVEL SECURITY;

-- Name: access_grant visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.access_grant TO peony_app USING (true) WITH CHECK (true);

-- Name: api_key visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.api_key TO peony_app USING (true) WITH CHECK (true);

-- Name: care_relation visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.care_relation TO peony_app USING (true) WITH CHECK (true);

-- Name: consent visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.consent TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: consent_notice visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.consent_notice TO peony_app USING (true) WITH CHECK (true);

-- Name: customer visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (home_branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (home_branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_note visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_note TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: idempotency visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.idempotency TO peony_app USING (true) WITH CHECK (true);

-- Name: invitation visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.invitation TO peony_app USING (true) WITH CHECK (true);

-- Name: job visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.job TO peony_app USING (true) WITH CHECK (true);

-- Name: job_effect visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.job_effect TO peony_app USING (true) WITH CHECK (true);

-- Name: job_schedule visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.job_schedule TO peony_app USING (true) WITH CHECK (true);

-- Name: number_sequence visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.number_sequence TO peony_app USING (true) WITH CHECK (true);

-- Name: phone_token visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.phone_token TO peony_app USING (true) WITH CHECK (true);

-- Name: recovery_code visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.recovery_code TO peony_app USING (true) WITH CHECK (true);

-- Name: reveal_count visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.reveal_count TO peony_app USING (true) WITH CHECK (true);

-- Name: role visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.role TO peony_app USING (true) WITH CHECK (true);

-- Name: role_action visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.role_action TO peony_app USING (true) WITH CHECK (true);

-- Name: role_field visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.role_field TO peony_app USING (true) WITH CHECK (true);

-- Name: role_grantable visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.role_grantable TO peony_app USING (true) WITH CHECK (true);

-- Name: role_proposal visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.role_proposal TO peony_app USING (true) WITH CHECK (true);

-- Name: search_token visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.search_token TO peony_app USING (true) WITH CHECK (true);

-- Name: session visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.session TO peony_app USING (true) WITH CHECK (true);

-- Name: tenant_key visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tenant_key TO peony_app USING (true) WITH CHECK (true);

-- Name: tenant_setting visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tenant_setting TO peony_app USING (true) WITH CHECK (true);

-- Name: timeline_event visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.timeline_event TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: unit visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.unit TO peony_app USING (true) WITH CHECK (true);

-- Name: user_account visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.user_account TO peony_app USING (true) WITH CHECK (true);

-- Name: access_grant wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.access_grant AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: api_key wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.api_key AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: care_relation wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.care_relation AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: consent wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.consent AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: consent_notice wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.consent_notice AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_note wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_note AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: idempotency wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.idempotency AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: invitation wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.invitation AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: job wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.job AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: job_effect wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.job_effect AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: job_schedule wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.job_schedule AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: number_sequence wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.number_sequence AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: phone_token wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.phone_token AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: recovery_code wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.recovery_code AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: reveal_count wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.reveal_count AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: role wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.role AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: role_action wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.role_action AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: role_field wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.role_field AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: role_grantable wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.role_grantable AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: role_proposal wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.role_proposal AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: search_token wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.search_token AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: session wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.session AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tenant_key wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tenant_key AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tenant_setting wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tenant_setting AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: timeline_event wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.timeline_event AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: unit wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.unit AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: user_account wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.user_account AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: batch; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.batch ENABLE ROW LEVEL SECURITY;

-- Name: event; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;

-- Name: event_link; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.event_link ENABLE ROW LEVEL SECURITY;

-- Name: batch migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.batch TO peony_owner USING (true) WITH CHECK (true);

-- Name: event migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.event TO peony_owner USING (true) WITH CHECK (true);

-- Name: event_link migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.event_link TO peony_owner USING (true) WITH CHECK (true);

-- Name: batch read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.batch FOR SELECT TO peony_auditor USING (true);

-- Name: event read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.event FOR SELECT TO peony_auditor USING (true);

-- Name: event_link read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.event_link FOR SELECT TO peony_auditor USING (true);

-- Name: batch seal; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal ON audit.batch FOR INSERT TO peony_sealer WITH CHECK (true);

-- Name: event seal; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal ON audit.event FOR UPDATE TO peony_sealer USING ((batch IS NULL)) WITH CHECK ((batch IS NOT NULL));

-- Name: batch seal_read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal_read ON audit.batch FOR SELECT TO peony_sealer USING (true);

-- Name: event seal_read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal_read ON audit.event FOR SELECT TO peony_sealer USING (true);

-- Name: batch wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.batch AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.event AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event_link wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.event_link AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event wall_sign_in; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall_sign_in ON audit.event AS RESTRICTIVE TO peony_auth USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event_link wall_sign_in; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall_sign_in ON audit.event_link AS RESTRICTIVE TO peony_auth USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event write; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY write ON audit.event FOR INSERT TO peony_app WITH CHECK ((batch IS NULL));

-- Name: event_link write; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY write ON audit.event_link FOR INSERT TO peony_app WITH CHECK (true);

-- Name: event write_sign_in; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY write_sign_in ON audit.event FOR INSERT TO peony_auth WITH CHECK ((batch IS NULL));

-- Name: event_link write_sign_in; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY write_sign_in ON audit.event_link FOR INSERT TO peony_auth WITH CHECK (true);

-- Name: SCHEMA app; Type: ACL; Schema: -; Owner: peony_owner

GRANT USAGE ON SCHEMA app TO peony_app;
GRANT USAGE ON SCHEMA app TO peony_sealer;
GRANT USAGE ON SCHEMA app TO peony_auditor;

-- Name: SCHEMA audit; Type: ACL; Schema: -; Owner: peony_owner

GRANT USAGE ON SCHEMA audit TO peony_app;
GRANT USAGE ON SCHEMA audit TO peony_sealer;
GRANT USAGE ON SCHEMA audit TO peony_auditor;
GRANT USAGE ON SCHEMA audit TO peony_auth;

-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: peony_owner

GRANT USAGE ON SCHEMA auth TO peony_auth;

-- Name: FUNCTION job_horizon(p_at timestamp with time zone); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.job_horizon(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.job_horizon(p_at timestamp with time zone) TO peony_app;

-- Name: FUNCTION job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]) TO peony_app;

-- Name: FUNCTION schema_version(); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.schema_version() FROM PUBLIC;
GRANT ALL ON FUNCTION app.schema_version() TO peony_app;

-- Name: PROCEDURE make_month(IN month date); Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON PROCEDURE audit.make_month(IN month date) FROM PUBLIC;
GRANT ALL ON PROCEDURE audit.make_month(IN month date) TO peony_sealer;

-- Name: FUNCTION accept_invitation(p_tenant uuid, p_token_hash bytea, p_hash text, p_at timestamp with time zone); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.accept_invitation(p_tenant uuid, p_token_hash bytea, p_hash text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.accept_invitation(p_tenant uuid, p_token_hash bytea, p_hash text, p_at timestamp with time zone) TO peony_auth;

-- Name: FUNCTION begin_attempt(p_tenant uuid, p_user_name text, p_at timestamp with time zone, p_waits integer[], p_strict_waits integer[]); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.begin_attempt(p_tenant uuid, p_user_name text, p_at timestamp with time zone, p_waits integer[], p_strict_waits integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.begin_attempt(p_tenant uuid, p_user_name text, p_at timestamp with time zone, p_waits integer[], p_strict_waits integer[]) TO peony_auth;

-- Name: FUNCTION end_sessions(p_tenant uuid, p_user uuid, p_keep uuid, p_at timestamp with time zone); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.end_sessions(p_tenant uuid, p_user uuid, p_keep uuid, p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION note_success(p_tenant uuid, p_user uuid, p_totp_step bigint, p_rehash text); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.note_success(p_tenant uuid, p_user uuid, p_totp_step bigint, p_rehash text) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.note_success(p_tenant uuid, p_user uuid, p_totp_step bigint, p_rehash text) TO peony_auth;

-- Name: FUNCTION set_password(p_tenant uuid, p_user uuid, p_hash text, p_at timestamp with time zone, p_keep uuid); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.set_password(p_tenant uuid, p_user uuid, p_hash text, p_at timestamp with time zone, p_keep uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.set_password(p_tenant uuid, p_user uuid, p_hash text, p_at timestamp with time zone, p_keep uuid) TO peony_auth;

-- Name: FUNCTION set_recovery_codes(p_tenant uuid, p_user uuid, p_hashes bytea[], p_at timestamp with time zone); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.set_recovery_codes(p_tenant uuid, p_user uuid, p_hashes bytea[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.set_recovery_codes(p_tenant uuid, p_user uuid, p_hashes bytea[], p_at timestamp with time zone) TO peony_auth;

-- Name: FUNCTION set_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea, p_enabled boolean, p_step bigint); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.set_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea, p_enabled boolean, p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.set_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea, p_enabled boolean, p_step bigint) TO peony_auth;

-- Name: FUNCTION take_back_attempt(p_tenant uuid, p_user uuid, p_imposed timestamp with time zone); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.take_back_attempt(p_tenant uuid, p_user uuid, p_imposed timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.take_back_attempt(p_tenant uuid, p_user uuid, p_imposed timestamp with time zone) TO peony_auth;

-- Name: FUNCTION totp(p_tenant uuid, p_user uuid); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.totp(p_tenant uuid, p_user uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.totp(p_tenant uuid, p_user uuid) TO peony_auth;

-- Name: FUNCTION use_recovery_code(p_tenant uuid, p_user uuid, p_hash bytea, p_at timestamp with time zone); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.use_recovery_code(p_tenant uuid, p_user uuid, p_hash bytea, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.use_recovery_code(p_tenant uuid, p_user uuid, p_hash bytea, p_at timestamp with time zone) TO peony_auth;

-- Name: TABLE access_grant; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.access_grant TO peony_app;

-- Name: COLUMN access_grant.valid_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(valid_until) ON TABLE app.access_grant TO peony_app;

-- Name: COLUMN access_grant.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.access_grant TO peony_app;

-- Name: COLUMN access_grant.confirmed_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(confirmed_by) ON TABLE app.access_grant TO peony_app;

-- Name: COLUMN access_grant.revoked_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_by) ON TABLE app.access_grant TO peony_app;

-- Name: COLUMN access_grant.revoked_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_at) ON TABLE app.access_grant TO peony_app;

-- Name: TABLE api_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.api_key TO peony_app;

-- Name: COLUMN api_key.last_used_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(last_used_at) ON TABLE app.api_key TO peony_app;

-- Name: COLUMN api_key.revoked_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_at) ON TABLE app.api_key TO peony_app;

-- Name: COLUMN api_key.revoked_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_by) ON TABLE app.api_key TO peony_app;

-- Name: TABLE care_relation; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.care_relation TO peony_app;

-- Name: TABLE consent; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.ended_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_at) ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.ended_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_by) ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.end_channel; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(end_channel) ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.end_reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(end_reason_sealed) ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.consent TO peony_app;

-- Name: TABLE consent_notice; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.consent_notice TO peony_app;

-- Name: COLUMN consent_notice.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.consent_notice TO peony_app;

-- Name: COLUMN consent_notice.published_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(published_by) ON TABLE app.consent_notice TO peony_app;

-- Name: COLUMN consent_notice.published_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(published_at) ON TABLE app.consent_notice TO peony_app;

-- Name: COLUMN consent_notice.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.consent_notice TO peony_app;

-- Name: TABLE customer; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.customer TO peony_app;

-- Name: TABLE customer_note; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.customer_note TO peony_app;

-- Name: COLUMN customer_note.body_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(body_sealed) ON TABLE app.customer_note TO peony_app;

-- Name: COLUMN customer_note.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.customer_note TO peony_app;

-- Name: COLUMN customer_note.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.customer_note TO peony_app;

-- Name: TABLE idempotency; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.idempotency TO peony_app;

-- Name: TABLE invitation; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.invitation TO peony_app;

-- Name: COLUMN invitation.expires_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(expires_at) ON TABLE app.invitation TO peony_app;

-- Name: TABLE job; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.job TO peony_app;

-- Name: COLUMN job.ordinal; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ordinal) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.due_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(due_at) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.attempt; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(attempt) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.fence; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(fence) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.lease_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(lease_until) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.cancel_requested; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(cancel_requested) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.done_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(done_count) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.total_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(total_count) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.cursor_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(cursor_at) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.error; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(error) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.started_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(started_at) ON TABLE app.job TO peony_app;

-- Name: COLUMN job.finished_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(finished_at) ON TABLE app.job TO peony_app;

-- Name: TABLE job_effect; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.job_effect TO peony_app;

-- Name: SEQUENCE job_ordinal; Type: ACL; Schema: app; Owner: peony_owner

GRANT USAGE ON SEQUENCE app.job_ordinal TO peony_app;

-- Name: TABLE job_schedule; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.job_schedule TO peony_app;

-- Name: COLUMN job_schedule.last_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(last_at) ON TABLE app.job_schedule TO peony_app;

-- Name: TABLE number_sequence; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.number_sequence TO peony_app;

-- Name: TABLE phone_token; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.phone_token TO peony_app;

-- Name: COLUMN recovery_code.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(tenant_id) ON TABLE app.recovery_code TO peony_app;

-- Name: COLUMN recovery_code.user_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(user_id) ON TABLE app.recovery_code TO peony_app;

-- Name: COLUMN recovery_code.created_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(created_at) ON TABLE app.recovery_code TO peony_app;

-- Name: COLUMN recovery_code.used_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(used_at) ON TABLE app.recovery_code TO peony_app;

-- Name: TABLE reveal_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.reveal_count TO peony_app;

-- Name: TABLE role; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.role TO peony_app;

-- Name: COLUMN role.name_zh; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_zh) ON TABLE app.role TO peony_app;

-- Name: COLUMN role.name_en; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_en) ON TABLE app.role TO peony_app;

-- Name: COLUMN role.row_scope; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(row_scope) ON TABLE app.role TO peony_app;

-- Name: COLUMN role.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.role TO peony_app;

-- Name: COLUMN role.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.role TO peony_app;

-- Name: COLUMN role.offered; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(offered) ON TABLE app.role TO peony_app;

-- Name: TABLE role_action; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.role_action TO peony_app;

-- Name: TABLE role_field; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.role_field TO peony_app;

-- Name: TABLE role_grantable; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.role_grantable TO peony_app;

-- Name: TABLE role_proposal; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.role_proposal TO peony_app;

-- Name: COLUMN role_proposal.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.role_proposal TO peony_app;

-- Name: COLUMN role_proposal.decided_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(decided_by) ON TABLE app.role_proposal TO peony_app;

-- Name: COLUMN role_proposal.decided_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(decided_at) ON TABLE app.role_proposal TO peony_app;

-- Name: TABLE root_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.root_key TO peony_app;

-- Name: TABLE search_token; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.search_token TO peony_app;

-- Name: TABLE session; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.session TO peony_app;

-- Name: COLUMN session.token_hash; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(token_hash) ON TABLE app.session TO peony_app;

-- Name: COLUMN session.csrf_hash; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(csrf_hash) ON TABLE app.session TO peony_app;

-- Name: COLUMN session.last_used_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(last_used_at) ON TABLE app.session TO peony_app;

-- Name: COLUMN session.stepped_up_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(stepped_up_at) ON TABLE app.session TO peony_app;

-- Name: COLUMN session.revoked_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_at) ON TABLE app.session TO peony_app;

-- Name: COLUMN session.revoked_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_by) ON TABLE app.session TO peony_app;

-- Name: TABLE tenant; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.tenant TO peony_app;
GRANT SELECT ON TABLE app.tenant TO peony_sealer;
GRANT SELECT ON TABLE app.tenant TO peony_auditor;

-- Name: COLUMN tenant.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.tenant TO peony_app;

-- Name: COLUMN tenant.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.tenant TO peony_app;

-- Name: COLUMN tenant.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.tenant TO peony_app;

-- Name: COLUMN tenant.role_defaults; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(role_defaults) ON TABLE app.tenant TO peony_app;

-- Name: TABLE tenant_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.tenant_key TO peony_app;

-- Name: TABLE tenant_setting; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.tenant_setting TO peony_app;

-- Name: TABLE timeline_event; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.timeline_event TO peony_app;

-- Name: TABLE unit; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.unit TO peony_app;

-- Name: COLUMN user_account.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(tenant_id),INSERT(tenant_id) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(id),INSERT(id) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.user_name; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(user_name),INSERT(user_name) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.display_name; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(display_name),INSERT(display_name),UPDATE(display_name) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(state),INSERT(state),UPDATE(state) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.locale; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(locale),INSERT(locale),UPDATE(locale) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.password_set_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(password_set_at) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.totp_enabled; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(totp_enabled) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(version),UPDATE(version) ON TABLE app.user_account TO peony_app;

-- Name: COLUMN user_account.created_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(created_at),INSERT(created_at) ON TABLE app.user_account TO peony_app;

-- Name: TABLE batch; Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON TABLE audit.batch FROM peony_owner;
GRANT SELECT,REFERENCES,TRIGGER ON TABLE audit.batch TO peony_owner;
GRANT SELECT ON TABLE audit.batch TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.batch TO peony_sealer;

-- Name: TABLE event; Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON TABLE audit.event FROM peony_owner;
GRANT SELECT,REFERENCES,TRIGGER ON TABLE audit.event TO peony_owner;
GRANT SELECT ON TABLE audit.event TO peony_auditor;

-- Name: COLUMN event.tenant_id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE audit.event TO peony_app;
GRANT SELECT(tenant_id) ON TABLE audit.event TO peony_sealer;
GRANT INSERT(tenant_id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.at; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(at) ON TABLE audit.event TO peony_app;
GRANT SELECT(at) ON TABLE audit.event TO peony_sealer;
GRANT INSERT(at) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(id) ON TABLE audit.event TO peony_app;
GRANT SELECT(id) ON TABLE audit.event TO peony_sealer;
GRANT INSERT(id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.xid; Type: ACL; Schema: audit; Owner: peony_owner

GRANT SELECT(xid) ON TABLE audit.event TO peony_sealer;

-- Name: COLUMN event.actor_id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(actor_id) ON TABLE audit.event TO peony_app;
GRANT INSERT(actor_id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.actor_name; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(actor_name) ON TABLE audit.event TO peony_app;
GRANT INSERT(actor_name) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.session_id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(session_id) ON TABLE audit.event TO peony_app;
GRANT INSERT(session_id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.request_id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(request_id) ON TABLE audit.event TO peony_app;
GRANT INSERT(request_id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.address; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(address) ON TABLE audit.event TO peony_app;
GRANT INSERT(address) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.action; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(action) ON TABLE audit.event TO peony_app;
GRANT INSERT(action) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.object_type; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(object_type) ON TABLE audit.event TO peony_app;
GRANT INSERT(object_type) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.object_id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(object_id) ON TABLE audit.event TO peony_app;
GRANT INSERT(object_id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.branch_id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(branch_id) ON TABLE audit.event TO peony_app;
GRANT INSERT(branch_id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.customer_id; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(customer_id) ON TABLE audit.event TO peony_app;
GRANT INSERT(customer_id) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.fields; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(fields) ON TABLE audit.event TO peony_app;
GRANT INSERT(fields) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.purpose; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(purpose) ON TABLE audit.event TO peony_app;
GRANT INSERT(purpose) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.outcome; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(outcome) ON TABLE audit.event TO peony_app;
GRANT INSERT(outcome) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.row_count; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(row_count) ON TABLE audit.event TO peony_app;
GRANT INSERT(row_count) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.body; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(body) ON TABLE audit.event TO peony_app;
GRANT INSERT(body) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.leaf; Type: ACL; Schema: audit; Owner: peony_owner

GRANT INSERT(leaf) ON TABLE audit.event TO peony_app;
GRANT SELECT(leaf) ON TABLE audit.event TO peony_sealer;
GRANT INSERT(leaf) ON TABLE audit.event TO peony_auth;

-- Name: COLUMN event.batch; Type: ACL; Schema: audit; Owner: peony_owner

GRANT SELECT(batch),UPDATE(batch) ON TABLE audit.event TO peony_sealer;

-- Name: TABLE event_link; Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON TABLE audit.event_link FROM peony_owner;
GRANT SELECT,REFERENCES,TRIGGER ON TABLE audit.event_link TO peony_owner;
GRANT SELECT ON TABLE audit.event_link TO peony_auditor;
GRANT INSERT ON TABLE audit.event_link TO peony_app;
GRANT INSERT ON TABLE audit.event_link TO peony_auth;
