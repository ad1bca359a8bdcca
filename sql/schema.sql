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

-- Name: backup; Type: SCHEMA; Schema: -; Owner: peony_owner

CREATE SCHEMA backup;

ALTER SCHEMA backup OWNER TO peony_owner;

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

-- Name: customer_ids(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.customer_ids() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$ select coalesce(nullif(current_setting('app.customer_ids', true), '')::uuid[], '{}') $$;

ALTER FUNCTION app.customer_ids() OWNER TO peony_owner;

-- Name: customer_is_blocked(uuid); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.customer_is_blocked(p_customer uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog'
    AS $$ select exists (select 1 from app.customer c where c.tenant_id = (select app.tenant_id()) and c.id = p_customer
  and (c.erased_at is not null or c.restricted_at is not null)) $$;

ALTER FUNCTION app.customer_is_blocked(p_customer uuid) OWNER TO peony_owner;

-- Name: customer_is_open(uuid, date); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.customer_is_open(p_customer uuid, p_newest_adult date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog'
    AS $$ select exists (select 1 from app.customer c where c.tenant_id = (select app.tenant_id()) and c.id = p_customer
  and c.restriction is null and (c.birthday is null or c.birthday <= p_newest_adult)) $$;

ALTER FUNCTION app.customer_is_open(p_customer uuid, p_newest_adult date) OWNER TO peony_owner;

-- Name: introduced(uuid, uuid); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.introduced(p_above uuid, p_below uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  tenant constant uuid := app.tenant_id();
  current uuid := p_below;
begin
  for step in 1..1000 loop
    if current = p_above then
      return true;
    end if;
    select c.introducer_id into current from app.customer c where c.tenant_id = tenant and c.id = current;
    if current is null then
      return false;
    end if;
  end loop;
  return true;
end $$;

ALTER FUNCTION app.introduced(p_above uuid, p_below uuid) OWNER TO peony_owner;

-- Name: job_horizon(timestamp with time zone); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.job_horizon(p_at timestamp with time zone) RETURNS TABLE(tenant_id uuid, next_at timestamp with time zone, waiting bigint, running bigint, dead bigint, oldest_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  one uuid;
  before text := current_setting('app.tenant_id', true);
  proof text := current_setting('app.proof', true);
begin
  for one in select t.id from app.tenant t where t.state = 'active' loop
    call priv.enter(one);
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
  perform set_config('app.proof', coalesce(proof, ''), true);
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
  proof text := current_setting('app.proof', true);
begin
  for one in select t.id from app.tenant t where t.state = 'active' loop
    call priv.enter(one);
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
  perform set_config('app.proof', coalesce(proof, ''), true);
end $$;

ALTER FUNCTION app.job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]) OWNER TO peony_owner;

-- Name: merge_forget_history(uuid); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.merge_forget_history(p_merge uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  one app.customer_merge%rowtype;
begin
  select * into strict one from app.customer_merge m
    where m.tenant_id = (select app.tenant_id()) and m.id = p_merge and m.state = 'merged';
  if 'ownerId' = any (one.taken) and not exists (select 1 from app.customer_lane l where l.tenant_id = one.tenant_id
      and l.customer_id = one.target_id and l.lane = 'consultant' and (l.since > one.merged_at or l.until > one.merged_at)) then
    delete from app.customer_lane l where l.tenant_id = one.tenant_id and l.customer_id = one.target_id and l.lane = 'consultant'
      and l.since = one.merged_at and l.until is null;
    update app.customer_lane l set until = null where l.tenant_id = one.tenant_id and l.id = (
      select x.id from app.customer_lane x where x.tenant_id = one.tenant_id and x.customer_id = one.target_id and x.lane = 'consultant'
      and x.until = one.merged_at order by x.since desc limit 1);
  end if;
  if 'level' = any (one.taken) and not exists (select 1 from app.customer_level_change l where l.tenant_id = one.tenant_id
      and l.customer_id = one.target_id and l.at > one.merged_at) then
    delete from app.customer_level_change l where l.tenant_id = one.tenant_id and l.id = (
      select x.id from app.customer_level_change x join app.customer c on c.tenant_id = x.tenant_id and c.id = x.customer_id
      where x.tenant_id = one.tenant_id and x.customer_id = one.target_id and x.at = one.merged_at and x.to_level = c.level limit 1);
  end if;
end $$;

ALTER FUNCTION app.merge_forget_history(p_merge uuid) OWNER TO peony_owner;

-- Name: merge_move(uuid, text, name); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.merge_move(p_merge uuid, p_table text, p_column name) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
  one app.customer_merge%rowtype;
  col record;
  home uuid;
  line tid;
  statement text;
  ledger text;
  moved bigint := 0;
  number bigint;
begin
  select * into strict one from app.customer_merge m
    where m.tenant_id = (select app.tenant_id()) and m.id = p_merge and m.state = 'merged';
  select c.home_branch_id into strict home from app.customer c where c.tenant_id = one.tenant_id and c.id = one.target_id;
  select * into col from priv.merge_column(p_table, p_column);
  statement := format('update %s x set %I = $1%s where x.tenant_id = $2 and x.%I = $3%s', col.relation, p_column,
    case when col.branch is null then '' else format(', %I = $4', col.branch) end, p_column,
    -- The two files themselves do not refer to one another afterwards.
    case when col.relation = 'app.customer'::regclass then ' and x.id not in ($1, $3)' else '' end);
  ledger := format(
    'with moved as (%%s returning array[%s]::text[] as key)
     insert into app.customer_merge_row (tenant_id, merge_id, position, target, row_key)
     select $2, $5, (select coalesce(max(r.position), 0) from app.customer_merge_row r where r.tenant_id = $2 and r.merge_id = $5)
       + row_number() over (), $6, m.key from moved m', col.rest);
  begin
    execute format(ledger, statement) using one.target_id, one.tenant_id, one.source_id, home, p_merge, p_table || '.' || p_column;
    get diagnostics moved = row_count;
  exception when unique_violation or exclusion_violation or check_violation then
    moved := 0;
    for line in execute format('select x.ctid from %s x where x.tenant_id = $1 and x.%I = $2%s for update', col.relation, p_column,
        case when col.relation = 'app.customer'::regclass then ' and x.id not in ($2, $3)' else '' end)
      using one.tenant_id, one.source_id, one.target_id
    loop
      begin
        execute format(ledger, statement || ' and x.ctid = $7')
          using one.target_id, one.tenant_id, one.source_id, home, p_merge, p_table || '.' || p_column, line;
        get diagnostics number = row_count;
        moved := moved + number;
      exception when unique_violation or exclusion_violation or check_violation then
        null;
      end;
    end loop;
  end;
  return moved;
end $_$;

ALTER FUNCTION app.merge_move(p_merge uuid, p_table text, p_column name) OWNER TO peony_owner;

-- Name: merge_return(uuid, text, name); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.merge_return(p_merge uuid, p_table text, p_column name) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
  one app.customer_merge%rowtype;
  col record;
  home uuid;
  returned bigint;
begin
  select * into strict one from app.customer_merge m
    where m.tenant_id = (select app.tenant_id()) and m.id = p_merge and m.state = 'merged';
  select c.home_branch_id into strict home from app.customer c where c.tenant_id = one.tenant_id and c.id = one.source_id;
  select * into col from priv.merge_column(p_table, p_column);
  execute format(
    'update %s x set %I = $1%s from app.customer_merge_row r where x.tenant_id = $2 and x.%I = $3
     and r.tenant_id = $2 and r.merge_id = $5 and r.target = $6 and r.row_key = array[%s]::text[]', col.relation, p_column,
    case when col.branch is null then '' else format(', %I = $4', col.branch) end, p_column, col.rest)
    using one.source_id, one.tenant_id, one.target_id, home, p_merge, p_table || '.' || p_column;
  get diagnostics returned = row_count;
  return returned;
end $_$;

ALTER FUNCTION app.merge_return(p_merge uuid, p_table text, p_column name) OWNER TO peony_owner;

-- Name: merged_customer(uuid); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.merged_customer(p_id uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$ select c.merged_into from app.customer c where c.tenant_id = (select app.tenant_id()) and c.id = p_id $$;

ALTER FUNCTION app.merged_customer(p_id uuid) OWNER TO peony_owner;

-- Name: merged_number(bigint); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.merged_number(p_number bigint) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$ select c.merged_into from app.customer c where c.tenant_id = (select app.tenant_id()) and c.number = p_number $$;

ALTER FUNCTION app.merged_number(p_number bigint) OWNER TO peony_owner;

-- Name: retire(text, timestamp with time zone, integer); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.retire(kept text, before timestamp with time zone, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
  rule priv.retention%rowtype;
  gone int;
begin
  select * into rule from priv.retention r where r.target = kept and r.since is not null;
  if not found then
    raise exception 'no rows of % are ever deleted', kept using errcode = '23514', constraint = 'kept_by_law';
  end if;
  execute format('delete from %s where tenant_id = (select app.tenant_id()) and ctid = any (array(select ctid from %s
    where tenant_id = (select app.tenant_id()) and %I < least($1, now() - $2) order by %I limit $3))',
    rule.target, rule.target, rule.since, rule.since) using before, rule.floor, most;
  get diagnostics gone = row_count;
  return gone;
end $_$;

ALTER FUNCTION app.retire(kept text, before timestamp with time zone, most integer) OWNER TO peony_owner;

-- Name: schema_version(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.schema_version() RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  return (select max(number) from priv.schema_migration);
end $$;

ALTER FUNCTION app.schema_version() OWNER TO peony_owner;

-- Name: seeds_under(bytea); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.seeds_under(mark bytea) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
  select count(*) from app.user_account u where u.tenant_id = (select app.tenant_id()) and substring(u.totp_sealed from 3 for 4) = mark
$$;

ALTER FUNCTION app.seeds_under(mark bytea) OWNER TO peony_owner;

-- Name: sees_blocked(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.sees_blocked() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$ select coalesce(nullif(current_setting('app.sees_blocked', true), '')::boolean, false) $$;

ALTER FUNCTION app.sees_blocked() OWNER TO peony_owner;

-- Name: sees_merged(); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.sees_merged() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$ select coalesce(nullif(current_setting('app.sees_merged', true), '')::boolean, false) $$;

ALTER FUNCTION app.sees_merged() OWNER TO peony_owner;

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

-- Name: undo_import(uuid, integer[]); Type: FUNCTION; Schema: app; Owner: peony_owner

CREATE FUNCTION app.undo_import(of_import uuid, wanted integer[]) RETURNS TABLE(undone_row integer, result text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
  one uuid := (select app.tenant_id());
  made record;
  tokens text[];
  statement text;
  side text[];
begin
  if not exists (select 1 from app.import i where i.tenant_id = one and i.id = of_import and i.state = 'undoing') then
    raise exception 'the import is not being undone' using errcode = '23514', constraint = 'import_not_undoing';
  end if;
  select coalesce(array_agg(format('delete from %s where tenant_id = $1 and customer_id = $2', k.conrelid::regclass)), '{}') into tokens
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'app.customer'::regclass and c.relname like '%\_token';
  select coalesce(array_agg(format('delete from %s where tenant_id = $1 and customer_id = $2', c.oid::regclass)), '{}') into side
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'app' and c.relkind = 'r' and c.relname like 'custom\_%' and c.relname <> 'custom_field';
  tokens := tokens || side;
  for made in select r.row, r.object_id, r.version from app.import_row r where r.tenant_id = one and r.import_id = of_import
      and r.row = any (wanted) and r.outcome = 'created' and r.undone is null and r.object_id is not null order by r.row loop
    undone_row := made.row;
    begin
      perform 1 from app.customer c where c.tenant_id = one and c.id = made.object_id and c.version = made.version and c.erased_at is null
        for update;
      if found then
        foreach statement in array tokens loop
          execute statement using one, made.object_id;
        end loop;
        delete from app.customer_external_id where tenant_id = one and customer_id = made.object_id;
        delete from app.care_relation where tenant_id = one and customer_id = made.object_id and reason = 'import';
        -- The lane of the owner whom he came with; another owner would be another version.
        delete from app.customer_lane where tenant_id = one and customer_id = made.object_id and lane = 'consultant';
        -- What rules and the program gave him is nobody's work.
        delete from app.timeline_event e where e.tenant_id = one and e.customer_id = made.object_id and e.object_type = 'customer_tag'
          and exists (select 1 from app.customer_tag k where k.tenant_id = one and k.id = e.object_id and k.source <> 'manual');
        delete from app.customer_tag where tenant_id = one and customer_id = made.object_id and source <> 'manual';
        delete from app.timeline_event where tenant_id = one and customer_id = made.object_id and object_type = 'customer'
          and kind in ('created', 'changed');
        delete from app.customer where tenant_id = one and id = made.object_id;
        result := 'removed';
      else
        result := 'changed';
      end if;
    exception when foreign_key_violation then
      result := 'attached';
    end;
    return next;
  end loop;
end $_$;

ALTER FUNCTION app.undo_import(of_import uuid, wanted integer[]) OWNER TO peony_owner;

-- Name: detach_month(date, boolean); Type: PROCEDURE; Schema: audit; Owner: peony_owner

CREATE PROCEDURE audit.detach_month(IN month date, IN gone boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
  first date := date_trunc('month', month);
  next date := date_trunc('month', month) + interval '1 month';
  tenant uuid;
  kept int;
  here bigint;
  unsealed bigint;
  archived bigint;
  parent text;
  part text;
begin
  -- What was detached before may still be dropped.
  if to_regclass('audit.event_' || to_char(first, 'YYYYMM')) is not null then
    for tenant in select id from app.tenant loop
      perform set_config('app.tenant_id', tenant::text, true);
      select coalesce(max(retention_months), 180) into kept from app.audit_setting where tenant_id = tenant;
      if next + make_interval(months => greatest(kept, 6)) > current_date then
        raise exception 'the retention of a tenant has not passed' using errcode = 'PA001';
      end if;
      select count(*), count(*) filter (where batch is null) into here, unsealed
        from audit.event where tenant_id = tenant and at >= first and at < next;
      select coalesce(max(event_count), 0) into archived from audit.archive a where a.tenant_id = tenant and a.month = first;
      if unsealed > 0 or here <> archived then
        raise exception 'a tenant has % events of the month, % unsealed and % archived', here, unsealed, archived using errcode = 'PA002';
      end if;
    end loop;
    perform set_config('app.tenant_id', '', true);
  end if;
  foreach parent in array array['event_link', 'event'] loop
    part := parent || '_' || to_char(first, 'YYYYMM');
    if to_regclass('audit.' || part) is not null then
      execute format('alter table audit.%I detach partition audit.%I', parent, part);
      execute format('alter table audit.%I set schema detached', part);
    end if;
    if gone then
      execute format('drop table if exists detached.%I', part);
    end if;
  end loop;
end $$;

ALTER PROCEDURE audit.detach_month(IN month date, IN gone boolean) OWNER TO peony_owner;

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

-- Name: renew_totp(uuid, uuid, bytea, bytea); Type: FUNCTION; Schema: auth; Owner: peony_owner

CREATE FUNCTION auth.renew_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set totp_sealed = p_sealed
    where tenant_id = p_tenant and id = p_user and totp_sealed is not distinct from p_expected;
  return found;
end $$;

ALTER FUNCTION auth.renew_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea) OWNER TO peony_owner;

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

-- Name: drilled(text); Type: FUNCTION; Schema: backup; Owner: peony_owner

CREATE FUNCTION backup.drilled(p_name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  update app.backup set drilled_at = now() where name = p_name;
  return found;
end $$;

ALTER FUNCTION backup.drilled(p_name text) OWNER TO peony_owner;

-- Name: made(text, integer, bigint); Type: FUNCTION; Schema: backup; Owner: peony_owner

CREATE FUNCTION backup.made(p_name text, p_seconds integer, p_bytes bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  insert into app.backup (name, ended_at, seconds, bytes) values (p_name, now(), p_seconds, p_bytes) on conflict (name) do nothing;
  delete from app.backup b where b.drilled_at is null
    and b.name not in (select n.name from app.backup n order by n.ended_at desc, n.name desc limit 400);
end $$;

ALTER FUNCTION backup.made(p_name text, p_seconds integer, p_bytes bigint) OWNER TO peony_owner;

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
  if branch is not null and exists (select 1 from pg_attribute a where a.attrelid = target and a.attname = 'customer_id'
      and not a.attisdropped) then
    call priv.arm_customer(target, 'customer_id');
  end if;
end $$;

ALTER PROCEDURE priv.arm(IN target regclass, IN branch name) OWNER TO peony_owner;

-- Name: arm_customer(regclass, name); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.arm_customer(IN target regclass, IN customer name)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  shared constant text := format('%I = any ((select app.customer_ids())::uuid[])', customer);
begin
  execute format('create policy shared on %s for all to peony_app using (%s) with check (%s)', target, shared, shared);
end $$;

ALTER PROCEDURE priv.arm_customer(IN target regclass, IN customer name) OWNER TO peony_owner;

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

-- Name: context_key; Type: TABLE; Schema: priv; Owner: peony_owner

CREATE TABLE priv.context_key (
    id smallint NOT NULL,
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL,
    CONSTRAINT context_key_inner_length CHECK ((length(inner_pad) = 64)),
    CONSTRAINT context_key_outer_length CHECK ((length(outer_pad) = 64)),
    CONSTRAINT context_key_two CHECK ((id = ANY (ARRAY[1, 2])))
);

ALTER TABLE priv.context_key OWNER TO peony_owner;

-- Name: context_proof(priv.context_key, text, text); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.context_proof(k priv.context_key, tenant text, expiry text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
  select encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(concat_ws(E'\n', 'peony context 1', tenant,
    coalesce(current_setting('app.user_id', true), ''), expiry, pg_backend_pid()::text,
    coalesce(current_setting('app.all_branches', true), ''), coalesce(current_setting('app.branch_ids', true), ''),
    coalesce(current_setting('app.customer_ids', true), '')), 'UTF8'))), 'hex')
$$;

ALTER FUNCTION priv.context_proof(k priv.context_key, tenant text, expiry text) OWNER TO peony_owner;

-- Name: enter(uuid); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.enter(IN tenant uuid)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  expiry constant text := (extract(epoch from now())::bigint + 60)::text;
begin
  perform set_config('app.tenant_id', tenant::text, true);
  perform set_config('app.proof', expiry || '.' || priv.context_proof(k, tenant::text, expiry), true)
    from priv.context_key k where k.id = 1;
end $$;

ALTER PROCEDURE priv.enter(IN tenant uuid) OWNER TO peony_owner;

-- Name: harden(bytea, bytea); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.harden(IN inner_block bytea, IN outer_block bytea)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $_$
begin
  delete from priv.context_key where id = 2;
  update priv.context_key set id = 2 where id = 1;
  insert into priv.context_key (id, inner_pad, outer_pad) values (1, inner_block, outer_block);
  create or replace function app.tenant_id() returns uuid language plpgsql stable parallel restricted security definer
  set search_path = pg_catalog as $body$
  declare
    value text := nullif(current_setting('app.tenant_id', true), '');
    proof text;
    expiry text;
  begin
    if value is null then
      raise exception 'no tenant context' using errcode = '42501';
    end if;
    if session_user <> 'peony_app' then
      return value::uuid;
    end if;
    proof := coalesce(current_setting('app.proof', true), '');
    expiry := split_part(proof, '.', 1);
    if proof !~ '^[0-9]{1,12}\.[0-9a-f]{64}$' or expiry::bigint < extract(epoch from now()) then
      raise exception 'unsigned tenant context' using errcode = '42501';
    end if;
    if not exists (select 1 from priv.context_key k where priv.context_proof(k, value, expiry) = split_part(proof, '.', 2)) then
      raise exception 'unsigned tenant context' using errcode = '42501';
    end if;
    return value::uuid;
  end $body$;
end $_$;

ALTER PROCEDURE priv.harden(IN inner_block bytea, IN outer_block bytea) OWNER TO peony_owner;

-- Name: keep(regclass, name, interval); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.keep(IN kept regclass, IN since_column name, IN floor interval)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  insert into priv.retention (target, since, floor) values (kept::text, since_column, floor);
  execute format('create trigger kept before delete on %s for each row execute function priv.keep_by_law(%L, %L)',
    kept, coalesce(since_column, ''), coalesce(floor::text, ''));
  execute format('create trigger kept_whole before truncate on %s for each statement execute function priv.keep_by_law('''', '''')', kept);
  if since_column is not null then
    execute format('create trigger kept_beginning before update of %I on %s for each row execute function priv.keep_beginning(%L)',
      since_column, kept, since_column);
  end if;
end $$;

ALTER PROCEDURE priv.keep(IN kept regclass, IN since_column name, IN floor interval) OWNER TO peony_owner;

-- Name: keep_beginning(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.keep_beginning() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  before timestamptz := (to_jsonb(old) ->> tg_argv[0])::timestamptz;
  after timestamptz := (to_jsonb(new) ->> tg_argv[0])::timestamptz;
begin
  if after is distinct from before and (before is not null or after is null or after < now() - interval '1 day') then
    raise exception 'the beginning of a period is set once, and not into the past' using errcode = '23514', constraint = 'kept_by_law';
  end if;
  return new;
end $$;

ALTER FUNCTION priv.keep_beginning() OWNER TO peony_owner;

-- Name: keep_by_law(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.keep_by_law() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  began timestamptz;
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'rows of % are kept by law', tg_table_name using errcode = '23514', constraint = 'kept_by_law';
  end if;
  if tg_argv[0] <> '' then
    began := (to_jsonb(old) ->> tg_argv[0])::timestamptz;
  end if;
  if began is null or began > now() - tg_argv[1]::interval then
    raise exception 'a row of % is kept by law', tg_table_name using errcode = '23514', constraint = 'kept_by_law';
  end if;
  return old;
end $$;

ALTER FUNCTION priv.keep_by_law() OWNER TO peony_owner;

-- Name: keep_tombstone(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.keep_tombstone() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if old.erased_at is not null and (new.erased_at is distinct from old.erased_at or new.crm_key is not null
      or (old.medical_key is null and new.medical_key is not null)) then
    raise exception 'an erased customer stays erased' using errcode = '23514', constraint = 'customer_tombstone';
  end if;
  if old.medical_locked_until is not null and new.medical_locked_until < old.medical_locked_until then
    raise exception 'a legal period is never shortened' using errcode = '23514', constraint = 'customer_medical_lock';
  end if;
  if old.medical_key is not null and new.medical_key is null
      and (old.medical_locked_until is null or old.medical_locked_until > now()) then
    raise exception 'the medical record has to be kept' using errcode = '23514', constraint = 'customer_medical_lock';
  end if;
  return new;
end $$;

ALTER FUNCTION priv.keep_tombstone() OWNER TO peony_owner;

-- Name: keep_under_living_key(regclass, name[]); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.keep_under_living_key(IN target regclass, IN columns name[])
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  execute format('create trigger living_key before insert or update of %s on %s for each row execute function priv.refuse_gone_key(%L)',
    (select string_agg(quote_ident(c), ', ') from unnest(columns) c), target, columns[1]);
end $$;

ALTER PROCEDURE priv.keep_under_living_key(IN target regclass, IN columns name[]) OWNER TO peony_owner;

-- Name: keep_unless_imported(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.keep_unless_imported() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  if exists (select 1 from app.import_row r join app.import i on i.tenant_id = r.tenant_id and i.id = r.import_id
      where r.tenant_id = old.tenant_id and r.object_id = (to_jsonb(old) ->> tg_argv[0])::uuid and r.outcome = 'created' and r.undone is null
      and i.state = 'undoing' and i.finished_at > now() - interval '60 days') then
    return old;
  end if;
  raise exception 'a row of % is kept by law', tg_table_name using errcode = '23514', constraint = 'kept_by_law';
end $$;

ALTER FUNCTION priv.keep_unless_imported() OWNER TO peony_owner;

-- Name: mark_duplicate_due(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.mark_duplicate_due() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  -- A rotation of keys writes cells anew and leaves the version: nothing is different.
  if tg_op = 'UPDATE' and new.version = old.version then
    return null;
  end if;
  insert into app.duplicate_due as d (tenant_id, customer_id) values (new.tenant_id, new.id)
    on conflict (tenant_id, customer_id) do update set marks = d.marks + 1;
  return null;
end $$;

ALTER FUNCTION priv.mark_duplicate_due() OWNER TO peony_owner;

-- Name: mark_phone_due(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.mark_phone_due() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  insert into app.duplicate_due as d (tenant_id, customer_id) values (new.tenant_id, new.customer_id)
    on conflict (tenant_id, customer_id) do update set marks = d.marks + 1;
  return null;
end $$;

ALTER FUNCTION priv.mark_phone_due() OWNER TO peony_owner;

-- Name: merge_column(text, name); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.merge_column(p_table text, p_column name, OUT relation regclass, OUT branch name, OUT rest text) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
begin
  select k.conrelid::regclass, (
      select l.attname from unnest(k.conkey, k.confkey) u(mine, theirs)
      join pg_attribute l on l.attrelid = k.conrelid and l.attnum = u.mine
      join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs where f.attname = 'home_branch_id')
  into relation, branch
  from pg_constraint k
  where k.contype = 'f' and k.conrelid = p_table::regclass and k.confrelid = 'app.customer'::regclass
  and exists (
    select 1 from unnest(k.conkey, k.confkey) u(mine, theirs)
    join pg_attribute l on l.attrelid = k.conrelid and l.attnum = u.mine
    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs where f.attname = 'id' and l.attname = p_column);
  if relation is null then
    raise exception '%.% names no customer', p_table, p_column using errcode = '23514', constraint = 'merge_column';
  end if;
  select coalesce(string_agg(format('x.%I::text', a.attname), ', ' order by k.place), '') into rest
  from pg_index i, unnest(i.indkey) with ordinality k(number, place)
  join pg_attribute a on true
  where i.indrelid = relation and i.indisprimary and a.attrelid = i.indrelid and a.attnum = k.number
  and a.attname not in ('tenant_id', p_column);
end $$;

ALTER FUNCTION priv.merge_column(p_table text, p_column name, OUT relation regclass, OUT branch name, OUT rest text) OWNER TO peony_owner;

-- Name: note_first_owner(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.note_first_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since, set_by)
    select c.tenant_id, gen_random_uuid(), c.id, c.home_branch_id, 'consultant', c.owner_id, c.created_at,
      nullif(current_setting('app.user_id', true), '')::uuid
    from made c where c.owner_id is not null;
  return null;
end $$;

ALTER FUNCTION priv.note_first_owner() OWNER TO peony_owner;

-- Name: note_owner(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.note_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  update app.customer_lane set until = greatest(since, new.updated_at) where tenant_id = new.tenant_id and customer_id = new.id
    and lane = 'consultant' and until is null and user_id is distinct from new.owner_id;
  insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since, set_by)
    select new.tenant_id, gen_random_uuid(), new.id, new.home_branch_id, 'consultant', new.owner_id, new.updated_at,
      nullif(current_setting('app.user_id', true), '')::uuid
    where new.owner_id is not null and not exists (select 1 from app.customer_lane l where l.tenant_id = new.tenant_id
      and l.customer_id = new.id and l.lane = 'consultant' and l.until is null);
  return null;
end $$;

ALTER FUNCTION priv.note_owner() OWNER TO peony_owner;

-- Name: refuse_gone_key(); Type: FUNCTION; Schema: priv; Owner: peony_owner

CREATE FUNCTION priv.refuse_gone_key() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
declare
  sealed bytea[];
  one bytea;
  under int;
  seen int;
  held text;
  state text;
begin
  case tg_argv[0]
    when 'crm_key' then sealed := array[new.crm_key, new.medical_key];
    when 'secret_sealed' then sealed := array[new.secret_sealed];
    when 'key_sealed' then sealed := array[new.key_sealed];
    when 'name_sealed' then sealed := array[new.name_sealed];
    when 'order_sealed' then sealed := array[new.order_sealed, new.reason_sealed];
    when 'answer_sealed' then sealed := array[new.answer_sealed];
    when 'totp_sealed' then sealed := array[new.totp_sealed];
    when 'title_sealed' then sealed := array[new.title_sealed, new.postpone_reason_sealed, new.outcome_sealed];
    when 'remark_sealed' then sealed := array[new.remark_sealed, new.reason_sealed];
    when 'reason_sealed' then sealed := array[new.reason_sealed];
    when 'note_sealed' then sealed := array[new.note_sealed, new.closing_note_sealed];
    when 'leave' then sealed := array[new.reason_sealed, new.answer_sealed];
  end case;
  foreach one in array sealed loop
    continue when one is null or length(one) < 6 or get_byte(one, 0) <> 225;
    under := (get_byte(one, 2) << 24) | (get_byte(one, 3) << 16) | (get_byte(one, 4) << 8) | get_byte(one, 5);
    -- A customer's two keys are under one version nearly always.
    continue when under = seen;
    seen := under;
    -- A transaction asks once, and holds the row from then on: what a savepoint takes back takes both. Every look costs a proof in
    -- hardened mode, and batches have many rows.
    held := concat_ws(' ', new.tenant_id, under);
    continue when current_setting('app.living_key', true) = held;
    select k.state into state from app.tenant_key k
      where k.tenant_id = new.tenant_id and k.purpose = 'data' and k.version = under for key share;
    if state = 'destroyed' then
      raise exception 'a row of % is under a key that is gone', tg_table_name using errcode = '23514', constraint = 'tenant_key_gone';
    end if;
    if found then
      perform set_config('app.living_key', held, true);
    end if;
  end loop;
  return new;
end $$;

ALTER FUNCTION priv.refuse_gone_key() OWNER TO peony_owner;

-- Name: soften(); Type: PROCEDURE; Schema: priv; Owner: peony_owner

CREATE PROCEDURE priv.soften()
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $_$
begin
  delete from priv.context_key;
  create or replace function app.tenant_id() returns uuid language plpgsql stable parallel safe security invoker
  set search_path = pg_catalog as $body$
  declare
    value text := nullif(current_setting('app.tenant_id', true), '');
  begin
    if value is null then
      raise exception 'no tenant context' using errcode = '42501';
    end if;
    return value::uuid;
  end $body$;
end $_$;

ALTER PROCEDURE priv.soften() OWNER TO peony_owner;

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

-- Name: alert; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.alert (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    occasion text NOT NULL,
    at timestamp with time zone NOT NULL,
    subject_id uuid,
    customer_id uuid,
    event_id uuid,
    event_at timestamp with time zone,
    observed bigint,
    threshold bigint,
    acknowledged_by uuid,
    acknowledged_at timestamp with time zone,
    note text,
    closed_by uuid,
    closed_at timestamp with time zone,
    closing_note text,
    verdict text,
    version bigint DEFAULT 1 NOT NULL,
    note_sealed bytea,
    closing_note_sealed bytea,
    CONSTRAINT alert_acknowledged CHECK (((state <> 'acknowledged'::text) OR (acknowledged_at IS NOT NULL))),
    CONSTRAINT alert_closed CHECK ((((state = 'closed'::text) = (closed_at IS NOT NULL)) AND ((closed_at IS NULL) = (verdict IS NULL)))),
    CONSTRAINT alert_closing_note_length CHECK (((length(closing_note) >= 1) AND (length(closing_note) <= 1000))),
    CONSTRAINT alert_note_length CHECK (((length(note) >= 1) AND (length(note) <= 1000))),
    CONSTRAINT alert_severity_known CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text]))),
    CONSTRAINT alert_state_known CHECK ((state = ANY (ARRAY['open'::text, 'acknowledged'::text, 'closed'::text]))),
    CONSTRAINT alert_verdict_known CHECK ((verdict = ANY (ARRAY['harmless'::text, 'mistake'::text, 'incident'::text])))
);

ALTER TABLE ONLY app.alert FORCE ROW LEVEL SECURITY;

ALTER TABLE app.alert OWNER TO peony_owner;

-- Name: COLUMN alert.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.tenant_id IS 'C1';

-- Name: COLUMN alert.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.id IS 'C1';

-- Name: COLUMN alert.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.kind IS 'C1';

-- Name: COLUMN alert.severity; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.severity IS 'C1';

-- Name: COLUMN alert.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.state IS 'C1';

-- Name: COLUMN alert.occasion; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.occasion IS 'C1';

-- Name: COLUMN alert.at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.at IS 'C1';

-- Name: COLUMN alert.subject_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.subject_id IS 'C1';

-- Name: COLUMN alert.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.customer_id IS 'C1';

-- Name: COLUMN alert.event_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.event_id IS 'C1';

-- Name: COLUMN alert.event_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.event_at IS 'C1';

-- Name: COLUMN alert.observed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.observed IS 'C1';

-- Name: COLUMN alert.threshold; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.threshold IS 'C1';

-- Name: COLUMN alert.acknowledged_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.acknowledged_by IS 'C1';

-- Name: COLUMN alert.acknowledged_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.acknowledged_at IS 'C1';

-- Name: COLUMN alert.note; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.note IS 'C2';

-- Name: COLUMN alert.closed_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.closed_by IS 'C1';

-- Name: COLUMN alert.closed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.closed_at IS 'C1';

-- Name: COLUMN alert.closing_note; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.closing_note IS 'C2';

-- Name: COLUMN alert.verdict; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.verdict IS 'C1';

-- Name: COLUMN alert.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.version IS 'C1';

-- Name: COLUMN alert.note_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.note_sealed IS 'C2';

-- Name: COLUMN alert.closing_note_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.alert.closing_note_sealed IS 'C2';

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

-- Name: appointment; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.appointment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    number bigint NOT NULL,
    customer_id uuid,
    customer_branch_id uuid,
    state text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    held_until timestamp with time zone,
    source text NOT NULL,
    bundle_id uuid,
    remark_sealed bytea,
    is_overbooked boolean DEFAULT false NOT NULL,
    end_reason text,
    ended_by uuid,
    ended_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deposit_state text DEFAULT 'none'::text NOT NULL,
    deposit_fen bigint DEFAULT 0 NOT NULL,
    deposit_due_at timestamp with time zone,
    deposit_paid_fen bigint DEFAULT 0 NOT NULL,
    deposit_forfeit_fen bigint DEFAULT 0 NOT NULL,
    end_word text,
    end_reason_sealed bytea,
    CONSTRAINT appointment_deposit_applied CHECK (((deposit_state <> 'applied'::text) OR (deposit_paid_fen > 0))),
    CONSTRAINT appointment_deposit_due CHECK (((deposit_state <> 'due'::text) OR ((deposit_paid_fen < deposit_fen) AND (deposit_due_at IS NOT NULL)))),
    CONSTRAINT appointment_deposit_fen CHECK (((deposit_fen >= 0) AND (deposit_fen <= '600000000000'::bigint))),
    CONSTRAINT appointment_deposit_forfeit CHECK (((deposit_forfeit_fen >= 0) AND (deposit_forfeit_fen <= deposit_paid_fen))),
    CONSTRAINT appointment_deposit_forfeited CHECK (((deposit_state = 'forfeited'::text) = (deposit_forfeit_fen > 0))),
    CONSTRAINT appointment_deposit_none CHECK (((deposit_state <> 'none'::text) OR ((deposit_fen = 0) AND (deposit_paid_fen = 0)))),
    CONSTRAINT appointment_deposit_paid CHECK (((deposit_paid_fen >= 0) AND (deposit_paid_fen <= '600000000000'::bigint))),
    CONSTRAINT appointment_deposit_state CHECK ((deposit_state = ANY (ARRAY['none'::text, 'due'::text, 'paid'::text, 'waived'::text, 'applied'::text, 'released'::text, 'forfeited'::text]))),
    CONSTRAINT appointment_deposit_whole CHECK (((deposit_state <> 'paid'::text) OR ((deposit_fen > 0) AND (deposit_paid_fen >= deposit_fen)))),
    CONSTRAINT appointment_end CHECK (((state = ANY (ARRAY['cancelled'::text, 'no_show'::text])) = (end_word IS NOT NULL))),
    CONSTRAINT appointment_end_reason CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200))),
    CONSTRAINT appointment_end_said CHECK (((end_reason_sealed IS NULL) OR ((end_word = 'said'::text) AND (customer_id IS NOT NULL)))),
    CONSTRAINT appointment_end_word CHECK ((end_word = ANY (ARRAY['said'::text, 'released'::text, 'expired'::text, 'erased'::text]))),
    CONSTRAINT appointment_hold CHECK (((state = 'held'::text) = (held_until IS NOT NULL))),
    CONSTRAINT appointment_home CHECK (((customer_id IS NULL) = (customer_branch_id IS NULL))),
    CONSTRAINT appointment_order CHECK (((starts_at < ends_at) AND ((ends_at - starts_at) <= '24:00:00'::interval))),
    CONSTRAINT appointment_remark CHECK (((remark_sealed IS NULL) OR (customer_id IS NOT NULL))),
    CONSTRAINT appointment_somebodys CHECK (((state = ANY (ARRAY['held'::text, 'cancelled'::text])) OR (customer_id IS NOT NULL))),
    CONSTRAINT appointment_source CHECK ((source = ANY (ARRAY['desk'::text, 'phone'::text, 'online'::text, 'walk_in'::text, 'series'::text, 'waitlist'::text, 'import'::text]))),
    CONSTRAINT appointment_state CHECK ((state = ANY (ARRAY['held'::text, 'booked'::text, 'confirmed'::text, 'arrived'::text, 'in_service'::text, 'completed'::text, 'cancelled'::text, 'no_show'::text])))
);

ALTER TABLE ONLY app.appointment FORCE ROW LEVEL SECURITY;

ALTER TABLE app.appointment OWNER TO peony_owner;

-- Name: COLUMN appointment.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.tenant_id IS 'C1';

-- Name: COLUMN appointment.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.id IS 'C1';

-- Name: COLUMN appointment.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.branch_id IS 'C1';

-- Name: COLUMN appointment.number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.number IS 'C1';

-- Name: COLUMN appointment.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.customer_id IS 'C1';

-- Name: COLUMN appointment.customer_branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.customer_branch_id IS 'C1';

-- Name: COLUMN appointment.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.state IS 'C1';

-- Name: COLUMN appointment.starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.starts_at IS 'C1';

-- Name: COLUMN appointment.ends_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.ends_at IS 'C1';

-- Name: COLUMN appointment.held_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.held_until IS 'C1';

-- Name: COLUMN appointment.source; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.source IS 'C1';

-- Name: COLUMN appointment.bundle_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.bundle_id IS 'C1';

-- Name: COLUMN appointment.remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.remark_sealed IS 'C2';

-- Name: COLUMN appointment.is_overbooked; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.is_overbooked IS 'C1';

-- Name: COLUMN appointment.end_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.end_reason IS 'C2';

-- Name: COLUMN appointment.ended_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.ended_by IS 'C1';

-- Name: COLUMN appointment.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.ended_at IS 'C1';

-- Name: COLUMN appointment.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.version IS 'C1';

-- Name: COLUMN appointment.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.created_by IS 'C1';

-- Name: COLUMN appointment.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.created_at IS 'C1';

-- Name: COLUMN appointment.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.updated_at IS 'C1';

-- Name: COLUMN appointment.deposit_state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.deposit_state IS 'C1';

-- Name: COLUMN appointment.deposit_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.deposit_fen IS 'C1';

-- Name: COLUMN appointment.deposit_due_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.deposit_due_at IS 'C1';

-- Name: COLUMN appointment.deposit_paid_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.deposit_paid_fen IS 'C1';

-- Name: COLUMN appointment.deposit_forfeit_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.deposit_forfeit_fen IS 'C1';

-- Name: COLUMN appointment.end_word; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.end_word IS 'C1';

-- Name: COLUMN appointment.end_reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment.end_reason_sealed IS 'C2';

-- Name: appointment_deposit; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.appointment_deposit (
    tenant_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    "position" integer NOT NULL,
    service_id uuid NOT NULL,
    rule_since_on date NOT NULL,
    rule_version bigint NOT NULL,
    price_fen bigint NOT NULL,
    deposit_fen bigint NOT NULL,
    free_hours integer NOT NULL,
    free_until timestamp with time zone NOT NULL,
    late_percent integer NOT NULL,
    no_show_percent integer NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT appointment_deposit_free CHECK (((free_hours >= 0) AND (free_hours <= 720))),
    CONSTRAINT appointment_deposit_late CHECK (((late_percent >= 0) AND (late_percent <= 100))),
    CONSTRAINT appointment_deposit_no_show CHECK (((no_show_percent >= 0) AND (no_show_percent <= 100))),
    CONSTRAINT appointment_deposit_part CHECK (((deposit_fen >= 0) AND (deposit_fen <= '100000000000'::bigint))),
    CONSTRAINT appointment_deposit_position CHECK ((("position" >= 1) AND ("position" <= 6))),
    CONSTRAINT appointment_deposit_price CHECK (((price_fen >= 0) AND (price_fen <= '100000000000'::bigint)))
);

ALTER TABLE ONLY app.appointment_deposit FORCE ROW LEVEL SECURITY;

ALTER TABLE app.appointment_deposit OWNER TO peony_owner;

-- Name: COLUMN appointment_deposit.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.tenant_id IS 'C1';

-- Name: COLUMN appointment_deposit.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.appointment_id IS 'C1';

-- Name: COLUMN appointment_deposit.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.branch_id IS 'C1';

-- Name: COLUMN appointment_deposit."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit."position" IS 'C1';

-- Name: COLUMN appointment_deposit.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.service_id IS 'C1';

-- Name: COLUMN appointment_deposit.rule_since_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.rule_since_on IS 'C1';

-- Name: COLUMN appointment_deposit.rule_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.rule_version IS 'C1';

-- Name: COLUMN appointment_deposit.price_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.price_fen IS 'C1';

-- Name: COLUMN appointment_deposit.deposit_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.deposit_fen IS 'C1';

-- Name: COLUMN appointment_deposit.free_hours; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.free_hours IS 'C1';

-- Name: COLUMN appointment_deposit.free_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.free_until IS 'C1';

-- Name: COLUMN appointment_deposit.late_percent; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.late_percent IS 'C1';

-- Name: COLUMN appointment_deposit.no_show_percent; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.no_show_percent IS 'C1';

-- Name: COLUMN appointment_deposit.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_deposit.decided_at IS 'C1';

-- Name: appointment_item; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.appointment_item (
    tenant_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    "position" integer NOT NULL,
    service_id uuid NOT NULL,
    segment integer NOT NULL,
    name text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    resource_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    CONSTRAINT appointment_item_name CHECK (((length(name) >= 1) AND (length(name) <= 30))),
    CONSTRAINT appointment_item_order CHECK ((starts_at < ends_at)),
    CONSTRAINT appointment_item_position CHECK ((("position" >= 1) AND ("position" <= 48))),
    CONSTRAINT appointment_item_resources CHECK ((cardinality(resource_ids) <= 12))
);

ALTER TABLE ONLY app.appointment_item FORCE ROW LEVEL SECURITY;

ALTER TABLE app.appointment_item OWNER TO peony_owner;

-- Name: COLUMN appointment_item.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.tenant_id IS 'C1';

-- Name: COLUMN appointment_item.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.appointment_id IS 'C1';

-- Name: COLUMN appointment_item.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.branch_id IS 'C1';

-- Name: COLUMN appointment_item."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item."position" IS 'C1';

-- Name: COLUMN appointment_item.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.service_id IS 'C1';

-- Name: COLUMN appointment_item.segment; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.segment IS 'C1';

-- Name: COLUMN appointment_item.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.name IS 'C1';

-- Name: COLUMN appointment_item.starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.starts_at IS 'C1';

-- Name: COLUMN appointment_item.ends_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.ends_at IS 'C1';

-- Name: COLUMN appointment_item.resource_ids; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_item.resource_ids IS 'C1';

-- Name: appointment_person; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.appointment_person (
    tenant_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    user_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    opens_until timestamp with time zone
);

ALTER TABLE ONLY app.appointment_person FORCE ROW LEVEL SECURITY;

ALTER TABLE app.appointment_person OWNER TO peony_owner;

-- Name: COLUMN appointment_person.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_person.tenant_id IS 'C1';

-- Name: COLUMN appointment_person.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_person.appointment_id IS 'C1';

-- Name: COLUMN appointment_person.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_person.user_id IS 'C1';

-- Name: COLUMN appointment_person.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_person.branch_id IS 'C1';

-- Name: COLUMN appointment_person.starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_person.starts_at IS 'C1';

-- Name: COLUMN appointment_person.opens_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.appointment_person.opens_until IS 'C1';

-- Name: audit_setting; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.audit_setting (
    tenant_id uuid NOT NULL,
    retention_months integer DEFAULT 180 NOT NULL,
    export_rows integer DEFAULT 1000 NOT NULL,
    opens_at integer DEFAULT 480 NOT NULL,
    closes_at integer DEFAULT 1320 NOT NULL,
    night_customers integer DEFAULT 20 NOT NULL,
    median_factor integer DEFAULT 3 NOT NULL,
    median_floor integer DEFAULT 30 NOT NULL,
    denials_per_hour integer DEFAULT 20 NOT NULL,
    searches_per_hour integer DEFAULT 200 NOT NULL,
    sign_in_failures integer DEFAULT 10 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT audit_setting_closes CHECK ((((closes_at >= 1) AND (closes_at <= 1440)) AND (closes_at > opens_at))),
    CONSTRAINT audit_setting_denials CHECK (((denials_per_hour >= 1) AND (denials_per_hour <= 100000))),
    CONSTRAINT audit_setting_export_rows CHECK (((export_rows >= 1) AND (export_rows <= 10000000))),
    CONSTRAINT audit_setting_factor CHECK (((median_factor >= 2) AND (median_factor <= 100))),
    CONSTRAINT audit_setting_floor CHECK (((median_floor >= 1) AND (median_floor <= 100000))),
    CONSTRAINT audit_setting_night CHECK (((night_customers >= 1) AND (night_customers <= 100000))),
    CONSTRAINT audit_setting_opens CHECK (((opens_at >= 0) AND (opens_at <= 1439))),
    CONSTRAINT audit_setting_retention CHECK (((retention_months >= 6) AND (retention_months <= 1200))),
    CONSTRAINT audit_setting_searches CHECK (((searches_per_hour >= 1) AND (searches_per_hour <= 100000))),
    CONSTRAINT audit_setting_sign_ins CHECK (((sign_in_failures >= 2) AND (sign_in_failures <= 100000)))
);

ALTER TABLE ONLY app.audit_setting FORCE ROW LEVEL SECURITY;

ALTER TABLE app.audit_setting OWNER TO peony_owner;

-- Name: COLUMN audit_setting.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.tenant_id IS 'C1';

-- Name: COLUMN audit_setting.retention_months; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.retention_months IS 'C1';

-- Name: COLUMN audit_setting.export_rows; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.export_rows IS 'C1';

-- Name: COLUMN audit_setting.opens_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.opens_at IS 'C1';

-- Name: COLUMN audit_setting.closes_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.closes_at IS 'C1';

-- Name: COLUMN audit_setting.night_customers; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.night_customers IS 'C1';

-- Name: COLUMN audit_setting.median_factor; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.median_factor IS 'C1';

-- Name: COLUMN audit_setting.median_floor; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.median_floor IS 'C1';

-- Name: COLUMN audit_setting.denials_per_hour; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.denials_per_hour IS 'C1';

-- Name: COLUMN audit_setting.searches_per_hour; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.searches_per_hour IS 'C1';

-- Name: COLUMN audit_setting.sign_in_failures; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.sign_in_failures IS 'C1';

-- Name: COLUMN audit_setting.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.version IS 'C1';

-- Name: COLUMN audit_setting.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.audit_setting.updated_at IS 'C1';

-- Name: backup; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.backup (
    name text NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    seconds integer NOT NULL,
    bytes bigint NOT NULL,
    drilled_at timestamp with time zone,
    CONSTRAINT backup_bytes CHECK ((bytes >= 0)),
    CONSTRAINT backup_name CHECK ((name ~ '^[0-9]{8}T[0-9]{6}Z$'::text)),
    CONSTRAINT backup_seconds CHECK ((seconds >= 0))
);

ALTER TABLE app.backup OWNER TO peony_owner;

-- Name: COLUMN backup.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.backup.name IS 'C1';

-- Name: COLUMN backup.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.backup.ended_at IS 'C1';

-- Name: COLUMN backup.seconds; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.backup.seconds IS 'C1';

-- Name: COLUMN backup.bytes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.backup.bytes IS 'C1';

-- Name: COLUMN backup.drilled_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.backup.drilled_at IS 'C1';

-- Name: break_glass; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.break_glass (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    customer_id uuid,
    branch_id uuid,
    reason text,
    opened_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    verdict text,
    remark text,
    reviewed_at timestamp with time zone,
    reviewed_by uuid,
    reason_sealed bytea,
    remark_sealed bytea,
    CONSTRAINT break_glass_period CHECK (((until >= opened_at) AND (until <= (opened_at + '01:00:00'::interval)))),
    CONSTRAINT break_glass_reason CHECK ((length(reason) <= 200)),
    CONSTRAINT break_glass_remark CHECK ((length(remark) <= 500)),
    CONSTRAINT break_glass_reviewed CHECK (((verdict IS NULL) = (reviewed_at IS NULL))),
    CONSTRAINT break_glass_two_people CHECK ((reviewed_by <> user_id)),
    CONSTRAINT break_glass_verdict CHECK ((verdict = ANY (ARRAY['justified'::text, 'unjustified'::text])))
);

ALTER TABLE ONLY app.break_glass FORCE ROW LEVEL SECURITY;

ALTER TABLE app.break_glass OWNER TO peony_owner;

-- Name: COLUMN break_glass.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.tenant_id IS 'C1';

-- Name: COLUMN break_glass.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.id IS 'C1';

-- Name: COLUMN break_glass.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.user_id IS 'C1';

-- Name: COLUMN break_glass.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.customer_id IS 'C1';

-- Name: COLUMN break_glass.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.branch_id IS 'C1';

-- Name: COLUMN break_glass.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.reason IS 'C2';

-- Name: COLUMN break_glass.opened_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.opened_at IS 'C1';

-- Name: COLUMN break_glass.until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.until IS 'C1';

-- Name: COLUMN break_glass.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.ended_at IS 'C1';

-- Name: COLUMN break_glass.verdict; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.verdict IS 'C1';

-- Name: COLUMN break_glass.remark; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.remark IS 'C2';

-- Name: COLUMN break_glass.reviewed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.reviewed_at IS 'C1';

-- Name: COLUMN break_glass.reviewed_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.reviewed_by IS 'C1';

-- Name: COLUMN break_glass.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.reason_sealed IS 'C2';

-- Name: COLUMN break_glass.remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.break_glass.remark_sealed IS 'C2';

-- Name: bulk_action; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.bulk_action (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid,
    parameters jsonb NOT NULL,
    undoes_id uuid,
    reason text,
    state text NOT NULL,
    total integer NOT NULL,
    done_count integer DEFAULT 0 NOT NULL,
    refused_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    finished_at timestamp with time zone,
    error text,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT bulk_action_finished CHECK (((state = ANY (ARRAY['done'::text, 'cancelled'::text, 'failed'::text])) = (finished_at IS NOT NULL))),
    CONSTRAINT bulk_action_kind CHECK ((kind ~ '^[a-z][a-z_]{1,39}$'::text)),
    CONSTRAINT bulk_action_reason CHECK ((length(reason) <= 200)),
    CONSTRAINT bulk_action_size CHECK ((pg_column_size(parameters) <= 16384)),
    CONSTRAINT bulk_action_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
    CONSTRAINT bulk_action_total CHECK ((total >= 0))
);

ALTER TABLE ONLY app.bulk_action FORCE ROW LEVEL SECURITY;

ALTER TABLE app.bulk_action OWNER TO peony_owner;

-- Name: COLUMN bulk_action.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.tenant_id IS 'C1';

-- Name: COLUMN bulk_action.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.id IS 'C1';

-- Name: COLUMN bulk_action.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.kind IS 'C1';

-- Name: COLUMN bulk_action.subject_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.subject_id IS 'C1';

-- Name: COLUMN bulk_action.parameters; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.parameters IS 'C1';

-- Name: COLUMN bulk_action.undoes_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.undoes_id IS 'C1';

-- Name: COLUMN bulk_action.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.reason IS 'C1';

-- Name: COLUMN bulk_action.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.state IS 'C1';

-- Name: COLUMN bulk_action.total; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.total IS 'C1';

-- Name: COLUMN bulk_action.done_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.done_count IS 'C1';

-- Name: COLUMN bulk_action.refused_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.refused_count IS 'C1';

-- Name: COLUMN bulk_action.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.created_at IS 'C1';

-- Name: COLUMN bulk_action.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.created_by IS 'C1';

-- Name: COLUMN bulk_action.finished_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.finished_at IS 'C1';

-- Name: COLUMN bulk_action.error; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.error IS 'C1';

-- Name: COLUMN bulk_action.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action.version IS 'C1';

-- Name: bulk_action_row; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.bulk_action_row (
    tenant_id uuid NOT NULL,
    action_id uuid NOT NULL,
    "position" integer NOT NULL,
    lane text NOT NULL,
    object_id uuid NOT NULL,
    to_id uuid,
    word text,
    before jsonb,
    outcome text DEFAULT 'waiting'::text NOT NULL,
    code text,
    CONSTRAINT bulk_action_row_lane CHECK ((lane ~ '^[a-z][a-z_]{1,39}$'::text)),
    CONSTRAINT bulk_action_row_outcome CHECK ((outcome = ANY (ARRAY['waiting'::text, 'done'::text, 'unchanged'::text, 'refused'::text, 'cancelled'::text]))),
    CONSTRAINT bulk_action_row_word CHECK ((length(word) <= 63))
);

ALTER TABLE ONLY app.bulk_action_row FORCE ROW LEVEL SECURITY;

ALTER TABLE app.bulk_action_row OWNER TO peony_owner;

-- Name: COLUMN bulk_action_row.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.tenant_id IS 'C1';

-- Name: COLUMN bulk_action_row.action_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.action_id IS 'C1';

-- Name: COLUMN bulk_action_row."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row."position" IS 'C1';

-- Name: COLUMN bulk_action_row.lane; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.lane IS 'C1';

-- Name: COLUMN bulk_action_row.object_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.object_id IS 'C1';

-- Name: COLUMN bulk_action_row.to_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.to_id IS 'C1';

-- Name: COLUMN bulk_action_row.word; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.word IS 'C1';

-- Name: COLUMN bulk_action_row.before; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.before IS 'C1';

-- Name: COLUMN bulk_action_row.outcome; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.outcome IS 'C1';

-- Name: COLUMN bulk_action_row.code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.bulk_action_row.code IS 'C1';

-- Name: calendar_day; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.calendar_day (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    like_weekday bigint,
    name text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT calendar_day_kind CHECK ((kind = ANY (ARRAY['closed'::text, 'make_up'::text]))),
    CONSTRAINT calendar_day_like CHECK (((like_weekday >= 1) AND (like_weekday <= 7))),
    CONSTRAINT calendar_day_made_up CHECK (((kind = 'make_up'::text) = (like_weekday IS NOT NULL))),
    CONSTRAINT calendar_day_name CHECK (((length(name) >= 1) AND (length(name) <= 30)))
);

ALTER TABLE ONLY app.calendar_day FORCE ROW LEVEL SECURITY;

ALTER TABLE app.calendar_day OWNER TO peony_owner;

-- Name: COLUMN calendar_day.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.tenant_id IS 'C1';

-- Name: COLUMN calendar_day.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.id IS 'C1';

-- Name: COLUMN calendar_day.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.unit_id IS 'C1';

-- Name: COLUMN calendar_day.day; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.day IS 'C1';

-- Name: COLUMN calendar_day.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.kind IS 'C1';

-- Name: COLUMN calendar_day.like_weekday; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.like_weekday IS 'C1';

-- Name: COLUMN calendar_day.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.name IS 'C1';

-- Name: COLUMN calendar_day.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.version IS 'C1';

-- Name: COLUMN calendar_day.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.created_at IS 'C1';

-- Name: COLUMN calendar_day.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.calendar_day.updated_at IS 'C1';

-- Name: canary_customer; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.canary_customer (
    tenant_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    set_by uuid,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.canary_customer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.canary_customer OWNER TO peony_owner;

-- Name: COLUMN canary_customer.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.canary_customer.tenant_id IS 'C1';

-- Name: COLUMN canary_customer.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.canary_customer.customer_id IS 'C1';

-- Name: COLUMN canary_customer.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.canary_customer.branch_id IS 'C1';

-- Name: COLUMN canary_customer.set_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.canary_customer.set_by IS 'C1';

-- Name: COLUMN canary_customer.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.canary_customer.created_at IS 'C1';

-- Name: care_relation; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.care_relation (
    tenant_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    user_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    CONSTRAINT care_relation_period CHECK ((until > since)),
    CONSTRAINT care_relation_reason CHECK ((reason ~ '^[a-z-]{0,20}$'::text))
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

-- Name: care_request; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.care_request (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    user_id uuid NOT NULL,
    reason text,
    state text DEFAULT 'requested'::text NOT NULL,
    until timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    reason_sealed bytea,
    CONSTRAINT care_request_decided CHECK (((state = 'requested'::text) = (decided_at IS NULL))),
    CONSTRAINT care_request_reason CHECK ((length(reason) <= 200)),
    CONSTRAINT care_request_state CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text]))),
    CONSTRAINT care_request_two_people CHECK ((decided_by <> user_id))
);

ALTER TABLE ONLY app.care_request FORCE ROW LEVEL SECURITY;

ALTER TABLE app.care_request OWNER TO peony_owner;

-- Name: COLUMN care_request.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.tenant_id IS 'C1';

-- Name: COLUMN care_request.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.id IS 'C1';

-- Name: COLUMN care_request.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.customer_id IS 'C1';

-- Name: COLUMN care_request.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.branch_id IS 'C1';

-- Name: COLUMN care_request.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.user_id IS 'C1';

-- Name: COLUMN care_request.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.reason IS 'C2';

-- Name: COLUMN care_request.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.state IS 'C1';

-- Name: COLUMN care_request.until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.until IS 'C1';

-- Name: COLUMN care_request.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.created_at IS 'C1';

-- Name: COLUMN care_request.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.decided_at IS 'C1';

-- Name: COLUMN care_request.decided_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.decided_by IS 'C1';

-- Name: COLUMN care_request.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.care_request.reason_sealed IS 'C2';

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

-- Name: consultation; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.consultation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    visit_id uuid,
    consultant_id uuid NOT NULL,
    needs_sealed bytea,
    observations_sealed bytea,
    remark_sealed bytea,
    photo_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    outcome text,
    no_deal_reason text,
    closed_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT consultation_closed CHECK (((outcome IS NULL) = (closed_at IS NULL))),
    CONSTRAINT consultation_no_deal CHECK (((NOT (outcome IS DISTINCT FROM 'no_deal'::text)) = (no_deal_reason IS NOT NULL))),
    CONSTRAINT consultation_no_deal_reason CHECK ((no_deal_reason = ANY (ARRAY['price'::text, 'comparing'::text, 'thinking'::text, 'family'::text, 'effect'::text, 'unsuitable'::text, 'no_time'::text, 'other'::text]))),
    CONSTRAINT consultation_outcome CHECK ((outcome = ANY (ARRAY['deal'::text, 'no_deal'::text]))),
    CONSTRAINT consultation_photos CHECK ((cardinality(photo_ids) <= 60))
);

ALTER TABLE ONLY app.consultation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.consultation OWNER TO peony_owner;

-- Name: COLUMN consultation.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.tenant_id IS 'C1';

-- Name: COLUMN consultation.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.id IS 'C1';

-- Name: COLUMN consultation.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.customer_id IS 'C1';

-- Name: COLUMN consultation.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.branch_id IS 'C1';

-- Name: COLUMN consultation.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.unit_id IS 'C1';

-- Name: COLUMN consultation.visit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.visit_id IS 'C1';

-- Name: COLUMN consultation.consultant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.consultant_id IS 'C1';

-- Name: COLUMN consultation.needs_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.needs_sealed IS 'C4';

-- Name: COLUMN consultation.observations_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.observations_sealed IS 'C4';

-- Name: COLUMN consultation.remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.remark_sealed IS 'C2';

-- Name: COLUMN consultation.photo_ids; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.photo_ids IS 'C1';

-- Name: COLUMN consultation.outcome; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.outcome IS 'C1';

-- Name: COLUMN consultation.no_deal_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.no_deal_reason IS 'C1';

-- Name: COLUMN consultation.closed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.closed_at IS 'C1';

-- Name: COLUMN consultation.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.version IS 'C1';

-- Name: COLUMN consultation.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.created_at IS 'C1';

-- Name: COLUMN consultation.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation.updated_at IS 'C1';

-- Name: consultation_mark; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.consultation_mark (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    map text NOT NULL,
    x bigint NOT NULL,
    y bigint NOT NULL,
    note_sealed bytea NOT NULL,
    marked_by uuid,
    removed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT consultation_mark_map CHECK ((map = ANY (ARRAY['face_front'::text, 'face_left'::text, 'face_right'::text, 'body_front'::text, 'body_back'::text]))),
    CONSTRAINT consultation_mark_x CHECK (((x >= 0) AND (x <= 1000))),
    CONSTRAINT consultation_mark_y CHECK (((y >= 0) AND (y <= 1000)))
);

ALTER TABLE ONLY app.consultation_mark FORCE ROW LEVEL SECURITY;

ALTER TABLE app.consultation_mark OWNER TO peony_owner;

-- Name: COLUMN consultation_mark.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.tenant_id IS 'C1';

-- Name: COLUMN consultation_mark.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.id IS 'C1';

-- Name: COLUMN consultation_mark.consultation_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.consultation_id IS 'C1';

-- Name: COLUMN consultation_mark.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.customer_id IS 'C1';

-- Name: COLUMN consultation_mark.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.branch_id IS 'C1';

-- Name: COLUMN consultation_mark.map; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.map IS 'C1';

-- Name: COLUMN consultation_mark.x; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.x IS 'C1';

-- Name: COLUMN consultation_mark.y; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.y IS 'C1';

-- Name: COLUMN consultation_mark.note_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.note_sealed IS 'C4';

-- Name: COLUMN consultation_mark.marked_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.marked_by IS 'C1';

-- Name: COLUMN consultation_mark.removed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.removed_at IS 'C1';

-- Name: COLUMN consultation_mark.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.consultation_mark.created_at IS 'C1';

-- Name: custom_choice; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_choice (
    tenant_id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    value text NOT NULL,
    CONSTRAINT custom_choice_length CHECK ((length(value) <= 60))
);

ALTER TABLE ONLY app.custom_choice FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_choice OWNER TO peony_owner;

-- Name: COLUMN custom_choice.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_choice.tenant_id IS 'C1';

-- Name: COLUMN custom_choice.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_choice.field_id IS 'C1';

-- Name: COLUMN custom_choice.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_choice.customer_id IS 'C1';

-- Name: COLUMN custom_choice.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_choice.branch_id IS 'C1';

-- Name: COLUMN custom_choice.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_choice.value IS 'C5';

-- Name: custom_customer; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_customer (
    tenant_id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    value uuid NOT NULL,
    CONSTRAINT custom_customer_other CHECK ((value <> customer_id))
);

ALTER TABLE ONLY app.custom_customer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_customer OWNER TO peony_owner;

-- Name: COLUMN custom_customer.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_customer.tenant_id IS 'C1';

-- Name: COLUMN custom_customer.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_customer.field_id IS 'C1';

-- Name: COLUMN custom_customer.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_customer.customer_id IS 'C1';

-- Name: COLUMN custom_customer.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_customer.branch_id IS 'C1';

-- Name: COLUMN custom_customer.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_customer.value IS 'C5';

-- Name: custom_date; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_date (
    tenant_id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    value date NOT NULL
);

ALTER TABLE ONLY app.custom_date FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_date OWNER TO peony_owner;

-- Name: COLUMN custom_date.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_date.tenant_id IS 'C1';

-- Name: COLUMN custom_date.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_date.field_id IS 'C1';

-- Name: COLUMN custom_date.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_date.customer_id IS 'C1';

-- Name: COLUMN custom_date.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_date.branch_id IS 'C1';

-- Name: COLUMN custom_date.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_date.value IS 'C5';

-- Name: custom_field; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_field (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    class text NOT NULL,
    sealed boolean NOT NULL,
    is_required boolean NOT NULL,
    is_in_lists boolean NOT NULL,
    choices text[] NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    valid_from date,
    valid_until date,
    "position" integer NOT NULL,
    is_archived boolean DEFAULT false NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT custom_field_choices CHECK (((kind = ANY (ARRAY['choice'::text, 'choices'::text])) = (cardinality(choices) > 0))),
    CONSTRAINT custom_field_class CHECK ((class = ANY (ARRAY['C1'::text, 'C2'::text, 'C3'::text, 'C4'::text, 'C5'::text]))),
    CONSTRAINT custom_field_code CHECK ((code ~ '^[a-z][A-Za-z0-9_]{0,39}$'::text)),
    CONSTRAINT custom_field_kind CHECK ((kind = ANY (ARRAY['text'::text, 'long_text'::text, 'number'::text, 'money'::text, 'date'::text, 'choice'::text, 'choices'::text, 'customer'::text, 'person'::text, 'file'::text]))),
    CONSTRAINT custom_field_name_en CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60))),
    CONSTRAINT custom_field_name_zh CHECK (((length(name_zh) >= 1) AND (length(name_zh) <= 60))),
    CONSTRAINT custom_field_period CHECK ((valid_until >= valid_from)),
    CONSTRAINT custom_field_sealed CHECK (
CASE
    WHEN sealed THEN (kind <> ALL (ARRAY['choices'::text, 'customer'::text, 'person'::text, 'file'::text]))
    ELSE ((kind <> 'long_text'::text) AND ((kind <> 'text'::text) OR (class <> ALL (ARRAY['C3'::text, 'C4'::text]))))
END)
);

ALTER TABLE ONLY app.custom_field FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_field OWNER TO peony_owner;

-- Name: COLUMN custom_field.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.tenant_id IS 'C1';

-- Name: COLUMN custom_field.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.id IS 'C1';

-- Name: COLUMN custom_field.code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.code IS 'C1';

-- Name: COLUMN custom_field.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.kind IS 'C1';

-- Name: COLUMN custom_field.class; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.class IS 'C1';

-- Name: COLUMN custom_field.sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.sealed IS 'C1';

-- Name: COLUMN custom_field.is_required; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.is_required IS 'C1';

-- Name: COLUMN custom_field.is_in_lists; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.is_in_lists IS 'C1';

-- Name: COLUMN custom_field.choices; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.choices IS 'C1';

-- Name: COLUMN custom_field.name_zh; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.name_zh IS 'C1';

-- Name: COLUMN custom_field.name_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.name_en IS 'C1';

-- Name: COLUMN custom_field.valid_from; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.valid_from IS 'C1';

-- Name: COLUMN custom_field.valid_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.valid_until IS 'C1';

-- Name: COLUMN custom_field."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field."position" IS 'C1';

-- Name: COLUMN custom_field.is_archived; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.is_archived IS 'C1';

-- Name: COLUMN custom_field.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.version IS 'C1';

-- Name: COLUMN custom_field.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.created_at IS 'C1';

-- Name: COLUMN custom_field.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_field.updated_at IS 'C1';

-- Name: custom_file; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_file (
    tenant_id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    value uuid NOT NULL
);

ALTER TABLE ONLY app.custom_file FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_file OWNER TO peony_owner;

-- Name: COLUMN custom_file.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_file.tenant_id IS 'C1';

-- Name: COLUMN custom_file.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_file.field_id IS 'C1';

-- Name: COLUMN custom_file.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_file.customer_id IS 'C1';

-- Name: COLUMN custom_file.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_file.branch_id IS 'C1';

-- Name: COLUMN custom_file.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_file.value IS 'C5';

-- Name: custom_number; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_number (
    tenant_id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    value bigint NOT NULL
);

ALTER TABLE ONLY app.custom_number FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_number OWNER TO peony_owner;

-- Name: COLUMN custom_number.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_number.tenant_id IS 'C1';

-- Name: COLUMN custom_number.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_number.field_id IS 'C1';

-- Name: COLUMN custom_number.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_number.customer_id IS 'C1';

-- Name: COLUMN custom_number.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_number.branch_id IS 'C1';

-- Name: COLUMN custom_number.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_number.value IS 'C5';

-- Name: custom_person; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_person (
    tenant_id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    value uuid NOT NULL
);

ALTER TABLE ONLY app.custom_person FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_person OWNER TO peony_owner;

-- Name: COLUMN custom_person.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_person.tenant_id IS 'C1';

-- Name: COLUMN custom_person.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_person.field_id IS 'C1';

-- Name: COLUMN custom_person.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_person.customer_id IS 'C1';

-- Name: COLUMN custom_person.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_person.branch_id IS 'C1';

-- Name: COLUMN custom_person.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_person.value IS 'C5';

-- Name: custom_sealed; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_sealed (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    crm_sealed bytea,
    medical_sealed bytea,
    CONSTRAINT custom_sealed_one CHECK (((crm_sealed IS NULL) <> (medical_sealed IS NULL)))
);

ALTER TABLE ONLY app.custom_sealed FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_sealed OWNER TO peony_owner;

-- Name: COLUMN custom_sealed.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_sealed.tenant_id IS 'C1';

-- Name: COLUMN custom_sealed.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_sealed.id IS 'C1';

-- Name: COLUMN custom_sealed.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_sealed.field_id IS 'C1';

-- Name: COLUMN custom_sealed.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_sealed.customer_id IS 'C1';

-- Name: COLUMN custom_sealed.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_sealed.branch_id IS 'C1';

-- Name: COLUMN custom_sealed.crm_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_sealed.crm_sealed IS 'C3';

-- Name: COLUMN custom_sealed.medical_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_sealed.medical_sealed IS 'C4';

-- Name: custom_text; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.custom_text (
    tenant_id uuid NOT NULL,
    field_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    value text NOT NULL,
    CONSTRAINT custom_text_length CHECK ((length(value) <= 200))
);

ALTER TABLE ONLY app.custom_text FORCE ROW LEVEL SECURITY;

ALTER TABLE app.custom_text OWNER TO peony_owner;

-- Name: COLUMN custom_text.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_text.tenant_id IS 'C1';

-- Name: COLUMN custom_text.field_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_text.field_id IS 'C1';

-- Name: COLUMN custom_text.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_text.customer_id IS 'C1';

-- Name: COLUMN custom_text.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_text.branch_id IS 'C1';

-- Name: COLUMN custom_text.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.custom_text.value IS 'C5';

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
    crm_key bytea,
    medical_key bytea,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    medical_locked_until timestamp with time zone,
    restricted_at timestamp with time zone,
    objected_at timestamp with time zone,
    restriction text,
    restriction_reason_sealed bytea,
    guardian_id uuid,
    guardian_name_sealed bytea,
    guardian_phone_sealed bytea,
    code text,
    occupation_sealed bytea,
    skin_type text,
    preferences_sealed bytea,
    merged_into uuid,
    layer text,
    CONSTRAINT customer_code_length CHECK (((length(code) >= 1) AND (length(code) <= 60))),
    CONSTRAINT customer_crm_key CHECK (((erased_at IS NULL) = (crm_key IS NOT NULL))),
    CONSTRAINT customer_guardian_is_another CHECK ((guardian_id <> id)),
    CONSTRAINT customer_layer CHECK ((layer ~ '^[a-z][a-z0-9_]{0,29}$'::text)),
    CONSTRAINT customer_level_known CHECK ((level = ANY (ARRAY['standard'::text, 'silver'::text, 'gold'::text, 'platinum'::text, 'diamond'::text]))),
    CONSTRAINT customer_medical_key CHECK (((medical_key IS NOT NULL) OR (erased_at IS NOT NULL))),
    CONSTRAINT customer_medical_lock CHECK ((((erased_at IS NULL) = (medical_locked_until IS NULL)) AND ((medical_locked_until IS NULL) OR (medical_locked_until >= (created_at + '15 years'::interval))))),
    CONSTRAINT customer_merged_into_another CHECK ((merged_into <> id)),
    CONSTRAINT customer_restriction_has_reason CHECK (((restriction IS NULL) = (restriction_reason_sealed IS NULL))),
    CONSTRAINT customer_restriction_known CHECK ((restriction = ANY (ARRAY['vip'::text, 'staff'::text, 'minor'::text]))),
    CONSTRAINT customer_sex_known CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text]))),
    CONSTRAINT customer_skin_type CHECK ((skin_type = ANY (ARRAY['normal'::text, 'dry'::text, 'oily'::text, 'combination'::text, 'sensitive'::text])))
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

-- Name: COLUMN customer.erased_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.erased_at IS 'C1';

-- Name: COLUMN customer.medical_locked_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.medical_locked_until IS 'C1';

-- Name: COLUMN customer.restricted_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.restricted_at IS 'C1';

-- Name: COLUMN customer.objected_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.objected_at IS 'C1';

-- Name: COLUMN customer.restriction; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.restriction IS 'C1';

-- Name: COLUMN customer.restriction_reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.restriction_reason_sealed IS 'C2';

-- Name: COLUMN customer.guardian_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.guardian_id IS 'C1';

-- Name: COLUMN customer.guardian_name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.guardian_name_sealed IS 'C2';

-- Name: COLUMN customer.guardian_phone_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.guardian_phone_sealed IS 'C3';

-- Name: COLUMN customer.code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.code IS 'C1';

-- Name: COLUMN customer.occupation_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.occupation_sealed IS 'C2';

-- Name: COLUMN customer.skin_type; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.skin_type IS 'C2';

-- Name: COLUMN customer.preferences_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.preferences_sealed IS 'C2';

-- Name: COLUMN customer.merged_into; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.merged_into IS 'C1';

-- Name: COLUMN customer.layer; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer.layer IS 'C2';

-- Name: customer_address; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_address (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL,
    address_sealed bytea NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT customer_address_kind CHECK ((kind = ANY (ARRAY['home'::text, 'work'::text, 'delivery'::text, 'other'::text])))
);

ALTER TABLE ONLY app.customer_address FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_address OWNER TO peony_owner;

-- Name: COLUMN customer_address.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.tenant_id IS 'C1';

-- Name: COLUMN customer_address.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.id IS 'C1';

-- Name: COLUMN customer_address.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.customer_id IS 'C1';

-- Name: COLUMN customer_address.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.branch_id IS 'C1';

-- Name: COLUMN customer_address.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.kind IS 'C1';

-- Name: COLUMN customer_address.address_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.address_sealed IS 'C3';

-- Name: COLUMN customer_address.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.version IS 'C1';

-- Name: COLUMN customer_address.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.created_at IS 'C1';

-- Name: COLUMN customer_address.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_address.updated_at IS 'C1';

-- Name: customer_attachment; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_attachment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    file_id uuid NOT NULL,
    category text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    name_sealed bytea,
    remark_sealed bytea,
    checksum_sealed bytea,
    crm_key_sealed bytea,
    medical_remark_sealed bytea,
    medical_checksum_sealed bytea,
    medical_key_sealed bytea,
    uploaded_by uuid NOT NULL,
    deleted_at timestamp with time zone,
    deleted_by uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT customer_attachment_bytes CHECK ((bytes > 0)),
    CONSTRAINT customer_attachment_category CHECK ((category = ANY (ARRAY['before'::text, 'after'::text, 'medical'::text, 'document'::text, 'other'::text]))),
    CONSTRAINT customer_attachment_keys CHECK (
CASE
    WHEN (category = ANY (ARRAY['before'::text, 'after'::text, 'medical'::text])) THEN ((name_sealed IS NULL) AND (remark_sealed IS NULL) AND (checksum_sealed IS NULL) AND (crm_key_sealed IS NULL))
    ELSE ((medical_remark_sealed IS NULL) AND (medical_checksum_sealed IS NULL) AND (medical_key_sealed IS NULL))
END),
    CONSTRAINT customer_attachment_media_type CHECK ((length(media_type) <= 100)),
    CONSTRAINT customer_attachment_opens CHECK (((deleted_at IS NOT NULL) OR ((COALESCE(crm_key_sealed, medical_key_sealed) IS NOT NULL) AND (COALESCE(checksum_sealed, medical_checksum_sealed) IS NOT NULL))))
);

ALTER TABLE ONLY app.customer_attachment FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_attachment OWNER TO peony_owner;

-- Name: COLUMN customer_attachment.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.tenant_id IS 'C1';

-- Name: COLUMN customer_attachment.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.id IS 'C1';

-- Name: COLUMN customer_attachment.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.customer_id IS 'C1';

-- Name: COLUMN customer_attachment.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.branch_id IS 'C1';

-- Name: COLUMN customer_attachment.file_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.file_id IS 'C1';

-- Name: COLUMN customer_attachment.category; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.category IS 'C1';

-- Name: COLUMN customer_attachment.media_type; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.media_type IS 'C1';

-- Name: COLUMN customer_attachment.bytes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.bytes IS 'C1';

-- Name: COLUMN customer_attachment.name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.name_sealed IS 'C2';

-- Name: COLUMN customer_attachment.remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.remark_sealed IS 'C2';

-- Name: COLUMN customer_attachment.checksum_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.checksum_sealed IS 'C3';

-- Name: COLUMN customer_attachment.crm_key_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.crm_key_sealed IS 'C6';

-- Name: COLUMN customer_attachment.medical_remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.medical_remark_sealed IS 'C4';

-- Name: COLUMN customer_attachment.medical_checksum_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.medical_checksum_sealed IS 'C4';

-- Name: COLUMN customer_attachment.medical_key_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.medical_key_sealed IS 'C6';

-- Name: COLUMN customer_attachment.uploaded_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.uploaded_by IS 'C1';

-- Name: COLUMN customer_attachment.deleted_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.deleted_at IS 'C1';

-- Name: COLUMN customer_attachment.deleted_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.deleted_by IS 'C1';

-- Name: COLUMN customer_attachment.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.version IS 'C1';

-- Name: COLUMN customer_attachment.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.created_at IS 'C1';

-- Name: COLUMN customer_attachment.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_attachment.updated_at IS 'C1';

-- Name: customer_external_id; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_external_id (
    tenant_id uuid NOT NULL,
    source text NOT NULL,
    token bytea NOT NULL,
    customer_id uuid NOT NULL,
    import_id uuid,
    CONSTRAINT customer_external_id_source CHECK ((source ~ '^[a-z][a-z0-9_.-]{0,39}$'::text)),
    CONSTRAINT customer_external_id_token CHECK ((length(token) = 16))
);

ALTER TABLE ONLY app.customer_external_id FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_external_id OWNER TO peony_owner;

-- Name: COLUMN customer_external_id.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_external_id.tenant_id IS 'C1';

-- Name: COLUMN customer_external_id.source; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_external_id.source IS 'C1';

-- Name: COLUMN customer_external_id.token; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_external_id.token IS 'C6';

-- Name: COLUMN customer_external_id.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_external_id.customer_id IS 'C1';

-- Name: COLUMN customer_external_id.import_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_external_id.import_id IS 'C1';

-- Name: customer_lane; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_lane (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    lane text NOT NULL,
    user_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    set_by uuid,
    CONSTRAINT customer_lane_known CHECK ((lane = ANY (ARRAY['consultant'::text, 'assistant'::text, 'doctor'::text, 'nurse'::text, 'follow_up'::text, 'developer'::text]))),
    CONSTRAINT customer_lane_period CHECK ((until >= since))
);

ALTER TABLE ONLY app.customer_lane FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_lane OWNER TO peony_owner;

-- Name: COLUMN customer_lane.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.tenant_id IS 'C1';

-- Name: COLUMN customer_lane.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.id IS 'C1';

-- Name: COLUMN customer_lane.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.customer_id IS 'C1';

-- Name: COLUMN customer_lane.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.branch_id IS 'C1';

-- Name: COLUMN customer_lane.lane; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.lane IS 'C1';

-- Name: COLUMN customer_lane.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.user_id IS 'C1';

-- Name: COLUMN customer_lane.since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.since IS 'C1';

-- Name: COLUMN customer_lane.until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.until IS 'C1';

-- Name: COLUMN customer_lane.set_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_lane.set_by IS 'C1';

-- Name: customer_level_change; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_level_change (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    from_level text NOT NULL,
    to_level text NOT NULL,
    at timestamp with time zone NOT NULL,
    changed_by uuid
);

ALTER TABLE ONLY app.customer_level_change FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_level_change OWNER TO peony_owner;

-- Name: COLUMN customer_level_change.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.tenant_id IS 'C1';

-- Name: COLUMN customer_level_change.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.id IS 'C1';

-- Name: COLUMN customer_level_change.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.customer_id IS 'C1';

-- Name: COLUMN customer_level_change.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.branch_id IS 'C1';

-- Name: COLUMN customer_level_change.from_level; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.from_level IS 'C1';

-- Name: COLUMN customer_level_change.to_level; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.to_level IS 'C1';

-- Name: COLUMN customer_level_change.at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.at IS 'C1';

-- Name: COLUMN customer_level_change.changed_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_level_change.changed_by IS 'C1';

-- Name: customer_merge; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_merge (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    source_id uuid NOT NULL,
    source_number bigint NOT NULL,
    target_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    state text DEFAULT 'merged'::text NOT NULL,
    taken text[] NOT NULL,
    joined text[] NOT NULL,
    before_sealed bytea NOT NULL,
    before_medical_sealed bytea,
    care jsonb DEFAULT '[]'::jsonb NOT NULL,
    objected_before timestamp with time zone,
    reason text,
    merged_at timestamp with time zone NOT NULL,
    merged_by uuid NOT NULL,
    undone_at timestamp with time zone,
    undone_by uuid,
    undo_reason text,
    version bigint DEFAULT 1 NOT NULL,
    reason_sealed bytea,
    undo_reason_sealed bytea,
    CONSTRAINT customer_merge_reason CHECK ((length(reason) <= 200)),
    CONSTRAINT customer_merge_state CHECK ((state = ANY (ARRAY['merged'::text, 'undone'::text]))),
    CONSTRAINT customer_merge_two CHECK ((source_id <> target_id)),
    CONSTRAINT customer_merge_undo_reason CHECK ((length(undo_reason) <= 200)),
    CONSTRAINT customer_merge_undone CHECK (((state = 'undone'::text) = (undone_at IS NOT NULL)))
);

ALTER TABLE ONLY app.customer_merge FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_merge OWNER TO peony_owner;

-- Name: COLUMN customer_merge.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.tenant_id IS 'C1';

-- Name: COLUMN customer_merge.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.id IS 'C1';

-- Name: COLUMN customer_merge.source_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.source_id IS 'C1';

-- Name: COLUMN customer_merge.source_number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.source_number IS 'C1';

-- Name: COLUMN customer_merge.target_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.target_id IS 'C1';

-- Name: COLUMN customer_merge.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.branch_id IS 'C1';

-- Name: COLUMN customer_merge.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.state IS 'C1';

-- Name: COLUMN customer_merge.taken; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.taken IS 'C1';

-- Name: COLUMN customer_merge.joined; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.joined IS 'C1';

-- Name: COLUMN customer_merge.before_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.before_sealed IS 'C2';

-- Name: COLUMN customer_merge.before_medical_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.before_medical_sealed IS 'C4';

-- Name: COLUMN customer_merge.care; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.care IS 'C1';

-- Name: COLUMN customer_merge.objected_before; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.objected_before IS 'C1';

-- Name: COLUMN customer_merge.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.reason IS 'C2';

-- Name: COLUMN customer_merge.merged_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.merged_at IS 'C1';

-- Name: COLUMN customer_merge.merged_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.merged_by IS 'C1';

-- Name: COLUMN customer_merge.undone_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.undone_at IS 'C1';

-- Name: COLUMN customer_merge.undone_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.undone_by IS 'C1';

-- Name: COLUMN customer_merge.undo_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.undo_reason IS 'C2';

-- Name: COLUMN customer_merge.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.version IS 'C1';

-- Name: COLUMN customer_merge.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.reason_sealed IS 'C2';

-- Name: COLUMN customer_merge.undo_reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge.undo_reason_sealed IS 'C2';

-- Name: customer_merge_row; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_merge_row (
    tenant_id uuid NOT NULL,
    merge_id uuid NOT NULL,
    "position" bigint NOT NULL,
    target text NOT NULL,
    row_key text[] NOT NULL
);

ALTER TABLE ONLY app.customer_merge_row FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_merge_row OWNER TO peony_owner;

-- Name: COLUMN customer_merge_row.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge_row.tenant_id IS 'C1';

-- Name: COLUMN customer_merge_row.merge_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge_row.merge_id IS 'C1';

-- Name: COLUMN customer_merge_row."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge_row."position" IS 'C1';

-- Name: COLUMN customer_merge_row.target; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge_row.target IS 'C1';

-- Name: COLUMN customer_merge_row.row_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_merge_row.row_key IS 'C1';

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
    updated_at timestamp with time zone NOT NULL,
    corrects_id uuid
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

-- Name: COLUMN customer_note.corrects_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_note.corrects_id IS 'C1';

-- Name: customer_numbering; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_numbering (
    tenant_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    is_default boolean NOT NULL,
    prefix text NOT NULL,
    date_part text NOT NULL,
    digits integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by uuid,
    CONSTRAINT customer_numbering_date CHECK ((date_part = ANY (ARRAY['none'::text, 'YY'::text, 'YYMM'::text, 'YYMMDD'::text]))),
    CONSTRAINT customer_numbering_digits CHECK (((digits >= 1) AND (digits <= 12))),
    CONSTRAINT customer_numbering_prefix CHECK ((prefix ~ '^[A-Z][A-Z0-9]{0,10}[A-Z-]$|^[A-Z]$|^$'::text))
);

ALTER TABLE ONLY app.customer_numbering FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_numbering OWNER TO peony_owner;

-- Name: COLUMN customer_numbering.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.tenant_id IS 'C1';

-- Name: COLUMN customer_numbering.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.unit_id IS 'C1';

-- Name: COLUMN customer_numbering.is_default; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.is_default IS 'C1';

-- Name: COLUMN customer_numbering.prefix; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.prefix IS 'C1';

-- Name: COLUMN customer_numbering.date_part; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.date_part IS 'C1';

-- Name: COLUMN customer_numbering.digits; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.digits IS 'C1';

-- Name: COLUMN customer_numbering.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.updated_at IS 'C1';

-- Name: COLUMN customer_numbering.updated_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_numbering.updated_by IS 'C1';

-- Name: customer_phone; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_phone (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    relation text NOT NULL,
    phone_sealed bytea NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT customer_phone_relation CHECK ((relation = ANY (ARRAY['own'::text, 'spouse'::text, 'parent'::text, 'child'::text, 'sibling'::text, 'friend'::text, 'assistant'::text, 'other'::text])))
);

ALTER TABLE ONLY app.customer_phone FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_phone OWNER TO peony_owner;

-- Name: COLUMN customer_phone.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.tenant_id IS 'C1';

-- Name: COLUMN customer_phone.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.id IS 'C1';

-- Name: COLUMN customer_phone.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.customer_id IS 'C1';

-- Name: COLUMN customer_phone.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.branch_id IS 'C1';

-- Name: COLUMN customer_phone.relation; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.relation IS 'C1';

-- Name: COLUMN customer_phone.phone_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.phone_sealed IS 'C3';

-- Name: COLUMN customer_phone.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.version IS 'C1';

-- Name: COLUMN customer_phone.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.created_at IS 'C1';

-- Name: COLUMN customer_phone.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_phone.updated_at IS 'C1';

-- Name: customer_relation; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_relation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    pair_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    other_customer_id uuid NOT NULL,
    kind text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT customer_relation_kind CHECK ((kind = ANY (ARRAY['spouse'::text, 'parent'::text, 'child'::text, 'sibling'::text, 'relative'::text, 'friend'::text, 'colleague'::text, 'superior'::text, 'subordinate'::text, 'other'::text]))),
    CONSTRAINT customer_relation_others CHECK ((other_customer_id <> customer_id))
);

ALTER TABLE ONLY app.customer_relation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_relation OWNER TO peony_owner;

-- Name: COLUMN customer_relation.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.tenant_id IS 'C1';

-- Name: COLUMN customer_relation.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.id IS 'C1';

-- Name: COLUMN customer_relation.pair_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.pair_id IS 'C1';

-- Name: COLUMN customer_relation.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.customer_id IS 'C1';

-- Name: COLUMN customer_relation.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.branch_id IS 'C1';

-- Name: COLUMN customer_relation.other_customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.other_customer_id IS 'C1';

-- Name: COLUMN customer_relation.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.kind IS 'C2';

-- Name: COLUMN customer_relation.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.version IS 'C1';

-- Name: COLUMN customer_relation.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.created_at IS 'C1';

-- Name: COLUMN customer_relation.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_relation.updated_at IS 'C1';

-- Name: customer_share; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_share (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    to_branch_id uuid NOT NULL,
    scope text NOT NULL,
    reason text,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    shared_by uuid NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    reason_sealed bytea,
    CONSTRAINT customer_share_period CHECK ((until > since)),
    CONSTRAINT customer_share_reason CHECK ((length(reason) <= 200)),
    CONSTRAINT customer_share_scope CHECK ((scope = ANY (ARRAY['directory'::text, 'contact'::text, 'care'::text, 'full'::text])))
);

ALTER TABLE ONLY app.customer_share FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_share OWNER TO peony_owner;

-- Name: COLUMN customer_share.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.tenant_id IS 'C1';

-- Name: COLUMN customer_share.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.id IS 'C1';

-- Name: COLUMN customer_share.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.customer_id IS 'C1';

-- Name: COLUMN customer_share.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.branch_id IS 'C1';

-- Name: COLUMN customer_share.to_branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.to_branch_id IS 'C1';

-- Name: COLUMN customer_share.scope; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.scope IS 'C1';

-- Name: COLUMN customer_share.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.reason IS 'C2';

-- Name: COLUMN customer_share.since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.since IS 'C1';

-- Name: COLUMN customer_share.until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.until IS 'C1';

-- Name: COLUMN customer_share.shared_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.shared_by IS 'C1';

-- Name: COLUMN customer_share.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.ended_at IS 'C1';

-- Name: COLUMN customer_share.ended_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.ended_by IS 'C1';

-- Name: COLUMN customer_share.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_share.reason_sealed IS 'C2';

-- Name: customer_tag; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_tag (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    tag_id uuid NOT NULL,
    source text NOT NULL,
    since timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    set_by uuid,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_reason text,
    CONSTRAINT customer_tag_end CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
    CONSTRAINT customer_tag_end_reason CHECK ((end_reason = ANY (ARRAY['removed'::text, 'replaced'::text, 'renewed'::text, 'expired'::text, 'rule'::text, 'system'::text]))),
    CONSTRAINT customer_tag_period CHECK (((ended_at >= since) AND (expires_at > since))),
    CONSTRAINT customer_tag_source CHECK ((source = ANY (ARRAY['manual'::text, 'rule'::text, 'system'::text])))
);

ALTER TABLE ONLY app.customer_tag FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_tag OWNER TO peony_owner;

-- Name: COLUMN customer_tag.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.tenant_id IS 'C1';

-- Name: COLUMN customer_tag.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.id IS 'C1';

-- Name: COLUMN customer_tag.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.customer_id IS 'C1';

-- Name: COLUMN customer_tag.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.branch_id IS 'C1';

-- Name: COLUMN customer_tag.tag_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.tag_id IS 'C2';

-- Name: COLUMN customer_tag.source; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.source IS 'C1';

-- Name: COLUMN customer_tag.since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.since IS 'C1';

-- Name: COLUMN customer_tag.expires_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.expires_at IS 'C1';

-- Name: COLUMN customer_tag.set_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.set_by IS 'C1';

-- Name: COLUMN customer_tag.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.ended_at IS 'C1';

-- Name: COLUMN customer_tag.ended_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.ended_by IS 'C1';

-- Name: COLUMN customer_tag.end_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_tag.end_reason IS 'C1';

-- Name: customer_warning; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.customer_warning (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    detail_sealed bytea,
    since_on date NOT NULL,
    until_on date,
    recorded_by uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT customer_warning_kind CHECK ((kind = ANY (ARRAY['allergy'::text, 'scarring'::text, 'pregnancy'::text, 'nursing'::text, 'medication'::text, 'disease'::text, 'implant'::text, 'bleeding'::text, 'infection'::text, 'other'::text]))),
    CONSTRAINT customer_warning_period CHECK ((until_on >= since_on)),
    CONSTRAINT customer_warning_severity CHECK ((severity = ANY (ARRAY['note'::text, 'caution'::text, 'stop'::text])))
);

ALTER TABLE ONLY app.customer_warning FORCE ROW LEVEL SECURITY;

ALTER TABLE app.customer_warning OWNER TO peony_owner;

-- Name: COLUMN customer_warning.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.tenant_id IS 'C1';

-- Name: COLUMN customer_warning.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.id IS 'C1';

-- Name: COLUMN customer_warning.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.customer_id IS 'C1';

-- Name: COLUMN customer_warning.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.branch_id IS 'C1';

-- Name: COLUMN customer_warning.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.kind IS 'C4';

-- Name: COLUMN customer_warning.severity; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.severity IS 'C1';

-- Name: COLUMN customer_warning.detail_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.detail_sealed IS 'C4';

-- Name: COLUMN customer_warning.since_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.since_on IS 'C4';

-- Name: COLUMN customer_warning.until_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.until_on IS 'C4';

-- Name: COLUMN customer_warning.recorded_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.recorded_by IS 'C1';

-- Name: COLUMN customer_warning.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.version IS 'C1';

-- Name: COLUMN customer_warning.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.created_at IS 'C1';

-- Name: COLUMN customer_warning.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.customer_warning.updated_at IS 'C1';

-- Name: data_export; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.data_export (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    objects integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    file_id uuid,
    CONSTRAINT data_export_taken CHECK (((taken_at IS NULL) OR (file_id IS NULL))),
    CONSTRAINT data_export_token_length CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY app.data_export FORCE ROW LEVEL SECURITY;

ALTER TABLE app.data_export OWNER TO peony_owner;

-- Name: COLUMN data_export.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.tenant_id IS 'C1';

-- Name: COLUMN data_export.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.id IS 'C1';

-- Name: COLUMN data_export.request_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.request_id IS 'C1';

-- Name: COLUMN data_export.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.customer_id IS 'C1';

-- Name: COLUMN data_export.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.branch_id IS 'C1';

-- Name: COLUMN data_export.token_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.token_hash IS 'C6';

-- Name: COLUMN data_export.objects; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.objects IS 'C1';

-- Name: COLUMN data_export.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.created_at IS 'C1';

-- Name: COLUMN data_export.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.created_by IS 'C1';

-- Name: COLUMN data_export.expires_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.expires_at IS 'C1';

-- Name: COLUMN data_export.taken_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.taken_at IS 'C1';

-- Name: COLUMN data_export.file_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_export.file_id IS 'C1';

-- Name: data_request; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.data_request (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    channel text NOT NULL,
    requester text NOT NULL,
    requester_name_sealed bytea,
    detail_sealed bytea,
    received_at timestamp with time zone NOT NULL,
    received_by uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    identity_method text,
    identity_checked_at timestamp with time zone,
    identity_checked_by uuid,
    settled_at timestamp with time zone,
    settled_by uuid,
    refusal_reason text,
    answer_sealed bytea,
    lifted_at timestamp with time zone,
    lifted_by uuid,
    erasure_id uuid,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT data_request_due CHECK (((due_at > received_at) AND (due_at <= (received_at + '32 days'::interval)))),
    CONSTRAINT data_request_identity CHECK ((((identity_checked_at IS NULL) = (identity_method IS NULL)) AND ((identity_checked_at IS NULL) = (identity_checked_by IS NULL)) AND ((state <> ALL (ARRAY['verified'::text, 'completed'::text])) OR (identity_checked_at IS NOT NULL)))),
    CONSTRAINT data_request_kind CHECK ((kind = ANY (ARRAY['access'::text, 'copy'::text, 'transfer'::text, 'correct'::text, 'erase'::text, 'restrict'::text, 'object'::text]))),
    CONSTRAINT data_request_refused CHECK (((state = 'refused'::text) = (refusal_reason IS NOT NULL))),
    CONSTRAINT data_request_requester CHECK ((requester = ANY (ARRAY['self'::text, 'guardian'::text, 'agent'::text, 'relative'::text]))),
    CONSTRAINT data_request_settled CHECK (((state = ANY (ARRAY['received'::text, 'verified'::text])) = (settled_at IS NULL))),
    CONSTRAINT data_request_state CHECK ((state = ANY (ARRAY['received'::text, 'verified'::text, 'completed'::text, 'refused'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY app.data_request FORCE ROW LEVEL SECURITY;

ALTER TABLE app.data_request OWNER TO peony_owner;

-- Name: COLUMN data_request.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.tenant_id IS 'C1';

-- Name: COLUMN data_request.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.id IS 'C1';

-- Name: COLUMN data_request.number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.number IS 'C1';

-- Name: COLUMN data_request.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.customer_id IS 'C1';

-- Name: COLUMN data_request.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.branch_id IS 'C1';

-- Name: COLUMN data_request.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.kind IS 'C1';

-- Name: COLUMN data_request.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.state IS 'C1';

-- Name: COLUMN data_request.channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.channel IS 'C1';

-- Name: COLUMN data_request.requester; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.requester IS 'C1';

-- Name: COLUMN data_request.requester_name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.requester_name_sealed IS 'C2';

-- Name: COLUMN data_request.detail_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.detail_sealed IS 'C2';

-- Name: COLUMN data_request.received_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.received_at IS 'C1';

-- Name: COLUMN data_request.received_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.received_by IS 'C1';

-- Name: COLUMN data_request.due_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.due_at IS 'C1';

-- Name: COLUMN data_request.identity_method; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.identity_method IS 'C1';

-- Name: COLUMN data_request.identity_checked_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.identity_checked_at IS 'C1';

-- Name: COLUMN data_request.identity_checked_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.identity_checked_by IS 'C1';

-- Name: COLUMN data_request.settled_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.settled_at IS 'C1';

-- Name: COLUMN data_request.settled_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.settled_by IS 'C1';

-- Name: COLUMN data_request.refusal_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.refusal_reason IS 'C1';

-- Name: COLUMN data_request.answer_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.answer_sealed IS 'C2';

-- Name: COLUMN data_request.lifted_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.lifted_at IS 'C1';

-- Name: COLUMN data_request.lifted_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.lifted_by IS 'C1';

-- Name: COLUMN data_request.erasure_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.erasure_id IS 'C1';

-- Name: COLUMN data_request.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.data_request.version IS 'C1';

-- Name: detection; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.detection (
    tenant_id uuid NOT NULL,
    batch bigint NOT NULL,
    counted_until date,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT detection_batch CHECK ((batch >= 0))
);

ALTER TABLE ONLY app.detection FORCE ROW LEVEL SECURITY;

ALTER TABLE app.detection OWNER TO peony_owner;

-- Name: COLUMN detection.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.detection.tenant_id IS 'C1';

-- Name: COLUMN detection.batch; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.detection.batch IS 'C1';

-- Name: COLUMN detection.counted_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.detection.counted_until IS 'C1';

-- Name: COLUMN detection.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.detection.updated_at IS 'C1';

-- Name: disclosure; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.disclosure (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    recipient text NOT NULL,
    recipient_contact text NOT NULL,
    abroad text NOT NULL,
    categories text[] NOT NULL,
    method text NOT NULL,
    ground text NOT NULL,
    consent_id uuid,
    purpose_sealed bytea NOT NULL,
    disclosed_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    corrects_id uuid,
    CONSTRAINT disclosure_abroad CHECK ((abroad = ANY (ARRAY['no'::text, 'yes'::text]))),
    CONSTRAINT disclosure_categories CHECK (((cardinality(categories) >= 1) AND (cardinality(categories) <= 20))),
    CONSTRAINT disclosure_consent_named CHECK (((ground = 'consent'::text) = (consent_id IS NOT NULL))),
    CONSTRAINT disclosure_ground CHECK ((ground ~ '^[a-z][a-z_]{2,39}$'::text)),
    CONSTRAINT disclosure_in_time CHECK ((disclosed_at <= recorded_at)),
    CONSTRAINT disclosure_method CHECK ((method ~ '^[a-z][a-z_]{2,39}$'::text)),
    CONSTRAINT disclosure_recipient CHECK (((length(recipient) >= 2) AND (length(recipient) <= 120))),
    CONSTRAINT disclosure_recipient_contact CHECK (((length(recipient_contact) >= 3) AND (length(recipient_contact) <= 200)))
);

ALTER TABLE ONLY app.disclosure FORCE ROW LEVEL SECURITY;

ALTER TABLE app.disclosure OWNER TO peony_owner;

-- Name: COLUMN disclosure.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.tenant_id IS 'C1';

-- Name: COLUMN disclosure.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.id IS 'C1';

-- Name: COLUMN disclosure.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.customer_id IS 'C1';

-- Name: COLUMN disclosure.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.branch_id IS 'C1';

-- Name: COLUMN disclosure.recipient; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.recipient IS 'C1';

-- Name: COLUMN disclosure.recipient_contact; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.recipient_contact IS 'C1';

-- Name: COLUMN disclosure.abroad; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.abroad IS 'C1';

-- Name: COLUMN disclosure.categories; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.categories IS 'C1';

-- Name: COLUMN disclosure.method; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.method IS 'C1';

-- Name: COLUMN disclosure.ground; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.ground IS 'C1';

-- Name: COLUMN disclosure.consent_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.consent_id IS 'C1';

-- Name: COLUMN disclosure.purpose_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.purpose_sealed IS 'C2';

-- Name: COLUMN disclosure.disclosed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.disclosed_at IS 'C1';

-- Name: COLUMN disclosure.recorded_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.recorded_at IS 'C1';

-- Name: COLUMN disclosure.recorded_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.recorded_by IS 'C1';

-- Name: COLUMN disclosure.corrects_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.disclosure.corrects_id IS 'C1';

-- Name: duplicate_due; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.duplicate_due (
    tenant_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    marks bigint DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY app.duplicate_due FORCE ROW LEVEL SECURITY;

ALTER TABLE app.duplicate_due OWNER TO peony_owner;

-- Name: COLUMN duplicate_due.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_due.tenant_id IS 'C1';

-- Name: COLUMN duplicate_due.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_due.customer_id IS 'C1';

-- Name: COLUMN duplicate_due.marks; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_due.marks IS 'C1';

-- Name: duplicate_pair; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.duplicate_pair (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    other_id uuid NOT NULL,
    evidence integer NOT NULL,
    score integer NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    found_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    reason text,
    decided_evidence integer,
    version bigint DEFAULT 1 NOT NULL,
    follows boolean DEFAULT false NOT NULL,
    reason_sealed bytea,
    CONSTRAINT duplicate_pair_decided CHECK (((state = 'open'::text) OR (decided_at IS NOT NULL))),
    CONSTRAINT duplicate_pair_evidence CHECK ((evidence > 0)),
    CONSTRAINT duplicate_pair_follows CHECK (((NOT follows) OR (state = 'dismissed'::text))),
    CONSTRAINT duplicate_pair_order CHECK ((customer_id < other_id)),
    CONSTRAINT duplicate_pair_reason CHECK ((length(reason) <= 200)),
    CONSTRAINT duplicate_pair_score CHECK (((score >= 1) AND (score <= 100))),
    CONSTRAINT duplicate_pair_state CHECK ((state = ANY (ARRAY['open'::text, 'merged'::text, 'dismissed'::text])))
);

ALTER TABLE ONLY app.duplicate_pair FORCE ROW LEVEL SECURITY;

ALTER TABLE app.duplicate_pair OWNER TO peony_owner;

-- Name: COLUMN duplicate_pair.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.tenant_id IS 'C1';

-- Name: COLUMN duplicate_pair.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.id IS 'C1';

-- Name: COLUMN duplicate_pair.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.customer_id IS 'C1';

-- Name: COLUMN duplicate_pair.other_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.other_id IS 'C1';

-- Name: COLUMN duplicate_pair.evidence; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.evidence IS 'C1';

-- Name: COLUMN duplicate_pair.score; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.score IS 'C1';

-- Name: COLUMN duplicate_pair.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.state IS 'C1';

-- Name: COLUMN duplicate_pair.found_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.found_at IS 'C1';

-- Name: COLUMN duplicate_pair.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.decided_at IS 'C1';

-- Name: COLUMN duplicate_pair.decided_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.decided_by IS 'C1';

-- Name: COLUMN duplicate_pair.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.reason IS 'C2';

-- Name: COLUMN duplicate_pair.decided_evidence; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.decided_evidence IS 'C1';

-- Name: COLUMN duplicate_pair.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.version IS 'C1';

-- Name: COLUMN duplicate_pair.follows; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.follows IS 'C1';

-- Name: COLUMN duplicate_pair.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.duplicate_pair.reason_sealed IS 'C2';

-- Name: erasure; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.erasure (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    customer_id uuid NOT NULL,
    request_id uuid,
    erased_at timestamp with time zone NOT NULL,
    erased_by uuid,
    locked_until timestamp with time zone NOT NULL,
    medical_destroyed_at timestamp with time zone,
    certificate text NOT NULL
);

ALTER TABLE ONLY app.erasure FORCE ROW LEVEL SECURITY;

ALTER TABLE app.erasure OWNER TO peony_owner;

-- Name: COLUMN erasure.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.tenant_id IS 'C1';

-- Name: COLUMN erasure.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.id IS 'C1';

-- Name: COLUMN erasure.number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.number IS 'C1';

-- Name: COLUMN erasure.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.customer_id IS 'C1';

-- Name: COLUMN erasure.request_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.request_id IS 'C1';

-- Name: COLUMN erasure.erased_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.erased_at IS 'C1';

-- Name: COLUMN erasure.erased_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.erased_by IS 'C1';

-- Name: COLUMN erasure.locked_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.locked_until IS 'C1';

-- Name: COLUMN erasure.medical_destroyed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.medical_destroyed_at IS 'C1';

-- Name: COLUMN erasure.certificate; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure.certificate IS 'C1';

-- Name: erasure_ledger; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.erasure_ledger (
    sequence bigint NOT NULL,
    chain_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    key text NOT NULL,
    at timestamp with time zone NOT NULL,
    record text NOT NULL,
    previous bytea NOT NULL,
    head bytea NOT NULL,
    CONSTRAINT erasure_ledger_head CHECK ((length(head) = 32)),
    CONSTRAINT erasure_ledger_key CHECK ((key = ANY (ARRAY['crm'::text, 'medical'::text]))),
    CONSTRAINT erasure_ledger_positive CHECK ((sequence > 0)),
    CONSTRAINT erasure_ledger_previous CHECK ((length(previous) =
CASE
    WHEN (sequence = 1) THEN 0
    ELSE 32
END))
);

ALTER TABLE app.erasure_ledger OWNER TO peony_owner;

-- Name: COLUMN erasure_ledger.sequence; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.sequence IS 'C1';

-- Name: COLUMN erasure_ledger.chain_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.chain_id IS 'C1';

-- Name: COLUMN erasure_ledger.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.customer_id IS 'C1';

-- Name: COLUMN erasure_ledger.key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.key IS 'C1';

-- Name: COLUMN erasure_ledger.at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.at IS 'C1';

-- Name: COLUMN erasure_ledger.record; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.record IS 'C1';

-- Name: COLUMN erasure_ledger.previous; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.previous IS 'C1';

-- Name: COLUMN erasure_ledger.head; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.erasure_ledger.head IS 'C1';

-- Name: export; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.export (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    list text NOT NULL,
    format text NOT NULL,
    state text NOT NULL,
    order_sealed bytea NOT NULL,
    reason text,
    language text NOT NULL,
    reach bytea NOT NULL,
    expected_rows integer NOT NULL,
    row_count integer,
    file_id uuid,
    error text,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    finished_at timestamp with time zone,
    expires_at timestamp with time zone,
    opened_count integer DEFAULT 0 NOT NULL,
    reason_sealed bytea,
    CONSTRAINT export_decision CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
    CONSTRAINT export_error_length CHECK ((length(error) <= 120)),
    CONSTRAINT export_expected CHECK ((expected_rows >= 0)),
    CONSTRAINT export_finished CHECK (((finished_at IS NULL) = (state = ANY (ARRAY['waiting'::text, 'approved'::text, 'running'::text])))),
    CONSTRAINT export_format CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
    CONSTRAINT export_language CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
    CONSTRAINT export_list_length CHECK ((length(list) <= 63)),
    CONSTRAINT export_reach CHECK ((length(reach) = 32)),
    CONSTRAINT export_reason_length CHECK (((length(reason) >= 2) AND (length(reason) <= 200))),
    CONSTRAINT export_rows CHECK ((row_count >= 0)),
    CONSTRAINT export_second_person CHECK ((decided_by <> requested_by)),
    CONSTRAINT export_state CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'running'::text, 'done'::text, 'refused'::text, 'cancelled'::text, 'failed'::text, 'lapsed'::text])))
);

ALTER TABLE ONLY app.export FORCE ROW LEVEL SECURITY;

ALTER TABLE app.export OWNER TO peony_owner;

-- Name: COLUMN export.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.tenant_id IS 'C1';

-- Name: COLUMN export.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.id IS 'C1';

-- Name: COLUMN export.list; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.list IS 'C1';

-- Name: COLUMN export.format; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.format IS 'C1';

-- Name: COLUMN export.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.state IS 'C1';

-- Name: COLUMN export.order_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.order_sealed IS 'C2';

-- Name: COLUMN export.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.reason IS 'C2';

-- Name: COLUMN export.language; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.language IS 'C1';

-- Name: COLUMN export.reach; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.reach IS 'C1';

-- Name: COLUMN export.expected_rows; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.expected_rows IS 'C1';

-- Name: COLUMN export.row_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.row_count IS 'C1';

-- Name: COLUMN export.file_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.file_id IS 'C1';

-- Name: COLUMN export.error; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.error IS 'C1';

-- Name: COLUMN export.requested_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.requested_by IS 'C1';

-- Name: COLUMN export.requested_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.requested_at IS 'C1';

-- Name: COLUMN export.decided_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.decided_by IS 'C1';

-- Name: COLUMN export.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.decided_at IS 'C1';

-- Name: COLUMN export.finished_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.finished_at IS 'C1';

-- Name: COLUMN export.expires_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.expires_at IS 'C1';

-- Name: COLUMN export.opened_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.opened_count IS 'C1';

-- Name: COLUMN export.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.export.reason_sealed IS 'C2';

-- Name: file; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.file (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    content_id uuid NOT NULL,
    use text NOT NULL,
    name_sealed bytea NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT file_lifetime CHECK ((expires_at > created_at)),
    CONSTRAINT file_use CHECK ((use = ANY (ARRAY['upload'::text, 'report'::text, 'export'::text, 'customer'::text, 'copy'::text])))
);

ALTER TABLE ONLY app.file FORCE ROW LEVEL SECURITY;

ALTER TABLE app.file OWNER TO peony_owner;

-- Name: COLUMN file.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.tenant_id IS 'C1';

-- Name: COLUMN file.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.id IS 'C1';

-- Name: COLUMN file.content_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.content_id IS 'C1';

-- Name: COLUMN file.use; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.use IS 'C1';

-- Name: COLUMN file.name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.name_sealed IS 'C2';

-- Name: COLUMN file.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.created_by IS 'C1';

-- Name: COLUMN file.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.created_at IS 'C1';

-- Name: COLUMN file.expires_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file.expires_at IS 'C1';

-- Name: file_content; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.file_content (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    address bytea NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL,
    key_sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT file_content_address_length CHECK ((length(address) = 32)),
    CONSTRAINT file_content_media_type CHECK ((length(media_type) <= 100)),
    CONSTRAINT file_content_size CHECK ((size >= 0))
);

ALTER TABLE ONLY app.file_content FORCE ROW LEVEL SECURITY;

ALTER TABLE app.file_content OWNER TO peony_owner;

-- Name: COLUMN file_content.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_content.tenant_id IS 'C1';

-- Name: COLUMN file_content.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_content.id IS 'C1';

-- Name: COLUMN file_content.address; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_content.address IS 'C6';

-- Name: COLUMN file_content.size; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_content.size IS 'C1';

-- Name: COLUMN file_content.media_type; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_content.media_type IS 'C1';

-- Name: COLUMN file_content.key_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_content.key_sealed IS 'C6';

-- Name: COLUMN file_content.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_content.created_at IS 'C1';

-- Name: file_secret; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.file_secret (
    tenant_id uuid NOT NULL,
    secret_sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY app.file_secret FORCE ROW LEVEL SECURITY;

ALTER TABLE app.file_secret OWNER TO peony_owner;

-- Name: COLUMN file_secret.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_secret.tenant_id IS 'C1';

-- Name: COLUMN file_secret.secret_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_secret.secret_sealed IS 'C6';

-- Name: COLUMN file_secret.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.file_secret.created_at IS 'C1';

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

-- Name: identity_token; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.identity_token (
    tenant_id uuid NOT NULL,
    key_version integer NOT NULL,
    kind smallint NOT NULL,
    token bytea NOT NULL,
    customer_id uuid NOT NULL,
    CONSTRAINT identity_token_kind CHECK ((kind = ANY (ARRAY[1, 2]))),
    CONSTRAINT identity_token_length CHECK ((length(token) = 16))
);

ALTER TABLE ONLY app.identity_token FORCE ROW LEVEL SECURITY;

ALTER TABLE app.identity_token OWNER TO peony_owner;

-- Name: COLUMN identity_token.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.identity_token.tenant_id IS 'C1';

-- Name: COLUMN identity_token.key_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.identity_token.key_version IS 'C1';

-- Name: COLUMN identity_token.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.identity_token.kind IS 'C1';

-- Name: COLUMN identity_token.token; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.identity_token.token IS 'C6';

-- Name: COLUMN identity_token.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.identity_token.customer_id IS 'C1';

-- Name: import; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.import (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    file_id uuid,
    report_id uuid,
    plan text NOT NULL,
    error text,
    "position" integer DEFAULT 0 NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    blank_count integer DEFAULT 0 NOT NULL,
    created_count integer DEFAULT 0 NOT NULL,
    updated_count integer DEFAULT 0 NOT NULL,
    duplicate_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer,
    removed_count integer DEFAULT 0 NOT NULL,
    restored_count integer DEFAULT 0 NOT NULL,
    kept_count integer DEFAULT 0 NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT import_counts CHECK (((((created_count + updated_count) + duplicate_count) + failed_count) = row_count)),
    CONSTRAINT import_error_length CHECK ((length(error) <= 120)),
    CONSTRAINT import_kind CHECK ((kind = 'customer'::text)),
    CONSTRAINT import_state CHECK ((state = ANY (ARRAY['draft'::text, 'checking'::text, 'checked'::text, 'running'::text, 'cancelling'::text, 'cancelled'::text, 'done'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
);

ALTER TABLE ONLY app.import FORCE ROW LEVEL SECURITY;

ALTER TABLE app.import OWNER TO peony_owner;

-- Name: COLUMN import.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.tenant_id IS 'C1';

-- Name: COLUMN import.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.id IS 'C1';

-- Name: COLUMN import.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.kind IS 'C1';

-- Name: COLUMN import.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.state IS 'C1';

-- Name: COLUMN import.file_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.file_id IS 'C1';

-- Name: COLUMN import.report_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.report_id IS 'C1';

-- Name: COLUMN import.plan; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.plan IS 'C1';

-- Name: COLUMN import.error; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.error IS 'C1';

-- Name: COLUMN import."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import."position" IS 'C1';

-- Name: COLUMN import.row_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.row_count IS 'C1';

-- Name: COLUMN import.blank_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.blank_count IS 'C1';

-- Name: COLUMN import.created_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.created_count IS 'C1';

-- Name: COLUMN import.updated_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.updated_count IS 'C1';

-- Name: COLUMN import.duplicate_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.duplicate_count IS 'C1';

-- Name: COLUMN import.failed_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.failed_count IS 'C1';

-- Name: COLUMN import.total_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.total_count IS 'C1';

-- Name: COLUMN import.removed_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.removed_count IS 'C1';

-- Name: COLUMN import.restored_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.restored_count IS 'C1';

-- Name: COLUMN import.kept_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.kept_count IS 'C1';

-- Name: COLUMN import.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.created_by IS 'C1';

-- Name: COLUMN import.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.created_at IS 'C1';

-- Name: COLUMN import.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.updated_at IS 'C1';

-- Name: COLUMN import.finished_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import.finished_at IS 'C1';

-- Name: import_mapping; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.import_mapping (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    titles bytea NOT NULL,
    plan text NOT NULL,
    used_at timestamp with time zone NOT NULL,
    CONSTRAINT import_mapping_titles CHECK ((length(titles) = 32))
);

ALTER TABLE ONLY app.import_mapping FORCE ROW LEVEL SECURITY;

ALTER TABLE app.import_mapping OWNER TO peony_owner;

-- Name: COLUMN import_mapping.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_mapping.tenant_id IS 'C1';

-- Name: COLUMN import_mapping.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_mapping.kind IS 'C1';

-- Name: COLUMN import_mapping.titles; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_mapping.titles IS 'C1';

-- Name: COLUMN import_mapping.plan; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_mapping.plan IS 'C1';

-- Name: COLUMN import_mapping.used_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_mapping.used_at IS 'C1';

-- Name: import_row; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.import_row (
    tenant_id uuid NOT NULL,
    import_id uuid NOT NULL,
    "row" integer NOT NULL,
    outcome text NOT NULL,
    problems text[] DEFAULT '{}'::text[] NOT NULL,
    object_id uuid,
    version bigint,
    fields text[] DEFAULT '{}'::text[] NOT NULL,
    undone text,
    CONSTRAINT import_row_outcome CHECK ((outcome = ANY (ARRAY['created'::text, 'updated'::text, 'duplicate'::text, 'failed'::text]))),
    CONSTRAINT import_row_undone CHECK ((undone = ANY (ARRAY['removed'::text, 'restored'::text, 'changed'::text, 'attached'::text, 'refused'::text])))
);

ALTER TABLE ONLY app.import_row FORCE ROW LEVEL SECURITY;

ALTER TABLE app.import_row OWNER TO peony_owner;

-- Name: COLUMN import_row.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.tenant_id IS 'C1';

-- Name: COLUMN import_row.import_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.import_id IS 'C1';

-- Name: COLUMN import_row."row"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row."row" IS 'C1';

-- Name: COLUMN import_row.outcome; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.outcome IS 'C1';

-- Name: COLUMN import_row.problems; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.problems IS 'C1';

-- Name: COLUMN import_row.object_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.object_id IS 'C1';

-- Name: COLUMN import_row.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.version IS 'C1';

-- Name: COLUMN import_row.fields; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.fields IS 'C1';

-- Name: COLUMN import_row.undone; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.import_row.undone IS 'C1';

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
    key_id uuid,
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

-- Name: COLUMN job.key_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.job.key_id IS 'C1';

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

-- Name: key_rotation; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.key_rotation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    phase text NOT NULL,
    phase_since timestamp with time zone NOT NULL,
    from_version integer,
    to_version integer,
    "position" uuid,
    done_count bigint NOT NULL,
    total_count bigint NOT NULL,
    per_second integer NOT NULL,
    started_by uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT key_rotation_finish CHECK (((state = 'done'::text) = (finished_at IS NOT NULL))),
    CONSTRAINT key_rotation_kind CHECK ((kind = ANY (ARRAY['data'::text, 'index'::text, 'customer'::text]))),
    CONSTRAINT key_rotation_pace CHECK (((per_second >= 0) AND (per_second <= 100000))),
    CONSTRAINT key_rotation_phase CHECK ((phase = ANY (ARRAY['settle'::text, 'walk'::text, 'drain'::text, 'sweep'::text, 'done'::text]))),
    CONSTRAINT key_rotation_state CHECK ((state = ANY (ARRAY['running'::text, 'done'::text]))),
    CONSTRAINT key_rotation_versions CHECK ((((kind = 'customer'::text) = (from_version IS NULL)) AND ((from_version IS NULL) = (to_version IS NULL))))
);

ALTER TABLE ONLY app.key_rotation FORCE ROW LEVEL SECURITY;

ALTER TABLE app.key_rotation OWNER TO peony_owner;

-- Name: COLUMN key_rotation.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.tenant_id IS 'C1';

-- Name: COLUMN key_rotation.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.id IS 'C1';

-- Name: COLUMN key_rotation.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.kind IS 'C1';

-- Name: COLUMN key_rotation.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.state IS 'C1';

-- Name: COLUMN key_rotation.phase; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.phase IS 'C1';

-- Name: COLUMN key_rotation.phase_since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.phase_since IS 'C1';

-- Name: COLUMN key_rotation.from_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.from_version IS 'C1';

-- Name: COLUMN key_rotation.to_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.to_version IS 'C1';

-- Name: COLUMN key_rotation."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation."position" IS 'C1';

-- Name: COLUMN key_rotation.done_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.done_count IS 'C1';

-- Name: COLUMN key_rotation.total_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.total_count IS 'C1';

-- Name: COLUMN key_rotation.per_second; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.per_second IS 'C1';

-- Name: COLUMN key_rotation.started_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.started_by IS 'C1';

-- Name: COLUMN key_rotation.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.created_at IS 'C1';

-- Name: COLUMN key_rotation.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.updated_at IS 'C1';

-- Name: COLUMN key_rotation.finished_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.key_rotation.finished_at IS 'C1';

-- Name: layer_parameter; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.layer_parameter (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    effective_on date NOT NULL,
    recency_near integer NOT NULL,
    recency_far integer NOT NULL,
    frequency_some integer NOT NULL,
    frequency_many integer NOT NULL,
    monetary_some_fen bigint NOT NULL,
    monetary_many_fen bigint NOT NULL,
    layers jsonb NOT NULL,
    defined_at timestamp with time zone NOT NULL,
    defined_by uuid NOT NULL,
    CONSTRAINT layer_parameter_frequency CHECK (((frequency_some >= 1) AND (frequency_many > frequency_some))),
    CONSTRAINT layer_parameter_monetary CHECK (((monetary_some_fen >= 1) AND (monetary_many_fen > monetary_some_fen))),
    CONSTRAINT layer_parameter_recency CHECK (((recency_near >= 1) AND (recency_far > recency_near))),
    CONSTRAINT layer_parameter_size CHECK ((pg_column_size(layers) <= 16384))
);

ALTER TABLE ONLY app.layer_parameter FORCE ROW LEVEL SECURITY;

ALTER TABLE app.layer_parameter OWNER TO peony_owner;

-- Name: COLUMN layer_parameter.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.tenant_id IS 'C1';

-- Name: COLUMN layer_parameter.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.id IS 'C1';

-- Name: COLUMN layer_parameter.effective_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.effective_on IS 'C1';

-- Name: COLUMN layer_parameter.recency_near; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.recency_near IS 'C1';

-- Name: COLUMN layer_parameter.recency_far; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.recency_far IS 'C1';

-- Name: COLUMN layer_parameter.frequency_some; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.frequency_some IS 'C1';

-- Name: COLUMN layer_parameter.frequency_many; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.frequency_many IS 'C1';

-- Name: COLUMN layer_parameter.monetary_some_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.monetary_some_fen IS 'C1';

-- Name: COLUMN layer_parameter.monetary_many_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.monetary_many_fen IS 'C1';

-- Name: COLUMN layer_parameter.layers; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.layers IS 'C1';

-- Name: COLUMN layer_parameter.defined_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.defined_at IS 'C1';

-- Name: COLUMN layer_parameter.defined_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_parameter.defined_by IS 'C1';

-- Name: layer_run; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.layer_run (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    computed_on date NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    parameter_id uuid,
    without text[] NOT NULL,
    customers bigint NOT NULL,
    changed bigint NOT NULL,
    CONSTRAINT layer_run_changed CHECK ((changed >= 0)),
    CONSTRAINT layer_run_customers CHECK ((customers >= 0))
);

ALTER TABLE ONLY app.layer_run FORCE ROW LEVEL SECURITY;

ALTER TABLE app.layer_run OWNER TO peony_owner;

-- Name: COLUMN layer_run.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.tenant_id IS 'C1';

-- Name: COLUMN layer_run.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.id IS 'C1';

-- Name: COLUMN layer_run.computed_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.computed_on IS 'C1';

-- Name: COLUMN layer_run.computed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.computed_at IS 'C1';

-- Name: COLUMN layer_run.parameter_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.parameter_id IS 'C1';

-- Name: COLUMN layer_run.without; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.without IS 'C1';

-- Name: COLUMN layer_run.customers; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.customers IS 'C1';

-- Name: COLUMN layer_run.changed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_run.changed IS 'C1';

-- Name: layer_snapshot; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.layer_snapshot (
    tenant_id uuid NOT NULL,
    month date NOT NULL,
    taken_on date NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    parameter_id uuid,
    layers jsonb NOT NULL,
    without text[] NOT NULL,
    customers bigint NOT NULL,
    CONSTRAINT layer_snapshot_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

ALTER TABLE ONLY app.layer_snapshot FORCE ROW LEVEL SECURITY;

ALTER TABLE app.layer_snapshot OWNER TO peony_owner;

-- Name: COLUMN layer_snapshot.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.tenant_id IS 'C1';

-- Name: COLUMN layer_snapshot.month; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.month IS 'C1';

-- Name: COLUMN layer_snapshot.taken_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.taken_on IS 'C1';

-- Name: COLUMN layer_snapshot.taken_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.taken_at IS 'C1';

-- Name: COLUMN layer_snapshot.parameter_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.parameter_id IS 'C1';

-- Name: COLUMN layer_snapshot.layers; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.layers IS 'C1';

-- Name: COLUMN layer_snapshot.without; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.without IS 'C1';

-- Name: COLUMN layer_snapshot.customers; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot.customers IS 'C1';

-- Name: layer_snapshot_row; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.layer_snapshot_row (
    tenant_id uuid NOT NULL,
    month date NOT NULL,
    customer_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    layer text,
    CONSTRAINT layer_snapshot_row_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

ALTER TABLE ONLY app.layer_snapshot_row FORCE ROW LEVEL SECURITY;

ALTER TABLE app.layer_snapshot_row OWNER TO peony_owner;

-- Name: COLUMN layer_snapshot_row.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot_row.tenant_id IS 'C1';

-- Name: COLUMN layer_snapshot_row.month; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot_row.month IS 'C1';

-- Name: COLUMN layer_snapshot_row.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot_row.customer_id IS 'C1';

-- Name: COLUMN layer_snapshot_row.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot_row.unit_id IS 'C1';

-- Name: COLUMN layer_snapshot_row.layer; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.layer_snapshot_row.layer IS 'C2';

-- Name: lead; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    branch_id uuid NOT NULL,
    state text NOT NULL,
    owner_id uuid,
    source_channel text NOT NULL,
    medium text,
    campaign text,
    service_id uuid,
    name_sealed bytea,
    phone_sealed bytea,
    wechat_sealed bytea,
    remark_sealed bytea,
    crm_key bytea,
    medical_key bytea,
    customer_id uuid,
    appointment_id uuid,
    rule_id uuid,
    assigned_at timestamp with time zone,
    contact_due_at timestamp with time zone,
    contacted_at timestamp with time zone,
    protected_until timestamp with time zone,
    returns bigint DEFAULT 0 NOT NULL,
    touch_count bigint DEFAULT 1 NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    lost_reason text,
    closed_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT lead_campaign CHECK (((length(campaign) >= 1) AND (length(campaign) <= 60))),
    CONSTRAINT lead_closed CHECK (((state = ANY (ARRAY['won'::text, 'lost'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT lead_in_pool CHECK (((state <> ALL (ARRAY['new'::text, 'recycled'::text])) OR ((owner_id IS NULL) AND (contact_due_at IS NULL)))),
    CONSTRAINT lead_medium CHECK (((length(medium) >= 1) AND (length(medium) <= 40))),
    CONSTRAINT lead_nothing_medical CHECK ((medical_key IS NULL)),
    CONSTRAINT lead_owned CHECK (((state = ANY (ARRAY['new'::text, 'recycled'::text, 'won'::text, 'lost'::text])) OR (owner_id IS NOT NULL))),
    CONSTRAINT lead_sealed CHECK (((crm_key IS NOT NULL) OR ((name_sealed IS NULL) AND (phone_sealed IS NULL) AND (wechat_sealed IS NULL) AND (remark_sealed IS NULL)))),
    CONSTRAINT lead_state CHECK ((state = ANY (ARRAY['new'::text, 'assigned'::text, 'contacted'::text, 'added_wecom'::text, 'booked'::text, 'arrived'::text, 'won'::text, 'lost'::text, 'recycled'::text]))),
    CONSTRAINT lead_why_lost CHECK (((state = 'lost'::text) = (lost_reason IS NOT NULL)))
);

ALTER TABLE ONLY app.lead FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead OWNER TO peony_owner;

-- Name: COLUMN lead.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.tenant_id IS 'C1';

-- Name: COLUMN lead.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.id IS 'C1';

-- Name: COLUMN lead.number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.number IS 'C1';

-- Name: COLUMN lead.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.branch_id IS 'C1';

-- Name: COLUMN lead.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.state IS 'C1';

-- Name: COLUMN lead.owner_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.owner_id IS 'C1';

-- Name: COLUMN lead.source_channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.source_channel IS 'C1';

-- Name: COLUMN lead.medium; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.medium IS 'C1';

-- Name: COLUMN lead.campaign; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.campaign IS 'C1';

-- Name: COLUMN lead.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.service_id IS 'C1';

-- Name: COLUMN lead.name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.name_sealed IS 'C2';

-- Name: COLUMN lead.phone_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.phone_sealed IS 'C3';

-- Name: COLUMN lead.wechat_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.wechat_sealed IS 'C3';

-- Name: COLUMN lead.remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.remark_sealed IS 'C2';

-- Name: COLUMN lead.crm_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.crm_key IS 'C6';

-- Name: COLUMN lead.medical_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.medical_key IS 'C6';

-- Name: COLUMN lead.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.customer_id IS 'C1';

-- Name: COLUMN lead.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.appointment_id IS 'C1';

-- Name: COLUMN lead.rule_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.rule_id IS 'C1';

-- Name: COLUMN lead.assigned_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.assigned_at IS 'C1';

-- Name: COLUMN lead.contact_due_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.contact_due_at IS 'C1';

-- Name: COLUMN lead.contacted_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.contacted_at IS 'C1';

-- Name: COLUMN lead.protected_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.protected_until IS 'C1';

-- Name: COLUMN lead.returns; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.returns IS 'C1';

-- Name: COLUMN lead.touch_count; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.touch_count IS 'C1';

-- Name: COLUMN lead.touched_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.touched_at IS 'C1';

-- Name: COLUMN lead.lost_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.lost_reason IS 'C1';

-- Name: COLUMN lead.closed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.closed_at IS 'C1';

-- Name: COLUMN lead.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.version IS 'C1';

-- Name: COLUMN lead.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.created_by IS 'C1';

-- Name: COLUMN lead.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.created_at IS 'C1';

-- Name: COLUMN lead.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead.updated_at IS 'C1';

-- Name: lead_assignment; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead_assignment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid,
    from_id uuid,
    how text NOT NULL,
    rule_id uuid,
    reason text,
    at timestamp with time zone NOT NULL,
    assigned_by uuid,
    reason_sealed bytea,
    CONSTRAINT lead_assignment_how CHECK ((how = ANY (ARRAY['rule'::text, 'own'::text, 'recycle'::text, 'claim'::text, 'hand'::text, 'hand_over'::text, 'reopened'::text, 'pool'::text, 'protection'::text]))),
    CONSTRAINT lead_assignment_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
);

ALTER TABLE ONLY app.lead_assignment FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead_assignment OWNER TO peony_owner;

-- Name: COLUMN lead_assignment.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.tenant_id IS 'C1';

-- Name: COLUMN lead_assignment.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.id IS 'C1';

-- Name: COLUMN lead_assignment.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.branch_id IS 'C1';

-- Name: COLUMN lead_assignment.lead_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.lead_id IS 'C1';

-- Name: COLUMN lead_assignment.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.user_id IS 'C1';

-- Name: COLUMN lead_assignment.from_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.from_id IS 'C1';

-- Name: COLUMN lead_assignment.how; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.how IS 'C1';

-- Name: COLUMN lead_assignment.rule_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.rule_id IS 'C1';

-- Name: COLUMN lead_assignment.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.reason IS 'C2';

-- Name: COLUMN lead_assignment.at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.at IS 'C1';

-- Name: COLUMN lead_assignment.assigned_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.assigned_by IS 'C1';

-- Name: COLUMN lead_assignment.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_assignment.reason_sealed IS 'C2';

-- Name: lead_rule; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead_rule (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    basis text NOT NULL,
    unit_id uuid NOT NULL,
    service_id uuid,
    category_id uuid,
    source_channel text,
    campaign text,
    strategy text NOT NULL,
    roster text DEFAULT 'on_shift'::text NOT NULL,
    contact_minutes bigint,
    "position" bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT lead_rule_basis CHECK ((basis = ANY (ARRAY['project'::text, 'source'::text, 'region'::text, 'branch'::text]))),
    CONSTRAINT lead_rule_campaign CHECK (((length(campaign) >= 1) AND (length(campaign) <= 60))),
    CONSTRAINT lead_rule_contact CHECK (((contact_minutes >= 1) AND (contact_minutes <= 10080))),
    CONSTRAINT lead_rule_name CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT lead_rule_one_project CHECK (((service_id IS NULL) OR (category_id IS NULL))),
    CONSTRAINT lead_rule_position CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT lead_rule_project CHECK (((basis <> 'project'::text) OR (service_id IS NOT NULL) OR (category_id IS NOT NULL))),
    CONSTRAINT lead_rule_roster CHECK ((roster = ANY (ARRAY['on_shift'::text, 'any_time'::text]))),
    CONSTRAINT lead_rule_source CHECK (((basis <> 'source'::text) OR (source_channel IS NOT NULL))),
    CONSTRAINT lead_rule_state CHECK ((state = ANY (ARRAY['active'::text, 'archived'::text]))),
    CONSTRAINT lead_rule_strategy CHECK ((strategy = ANY (ARRAY['round_robin'::text, 'weighted'::text, 'least_open'::text, 'conversion'::text])))
);

ALTER TABLE ONLY app.lead_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead_rule OWNER TO peony_owner;

-- Name: COLUMN lead_rule.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.tenant_id IS 'C1';

-- Name: COLUMN lead_rule.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.id IS 'C1';

-- Name: COLUMN lead_rule.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.name IS 'C1';

-- Name: COLUMN lead_rule.basis; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.basis IS 'C1';

-- Name: COLUMN lead_rule.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.unit_id IS 'C1';

-- Name: COLUMN lead_rule.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.service_id IS 'C1';

-- Name: COLUMN lead_rule.category_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.category_id IS 'C1';

-- Name: COLUMN lead_rule.source_channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.source_channel IS 'C1';

-- Name: COLUMN lead_rule.campaign; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.campaign IS 'C1';

-- Name: COLUMN lead_rule.strategy; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.strategy IS 'C1';

-- Name: COLUMN lead_rule.roster; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.roster IS 'C1';

-- Name: COLUMN lead_rule.contact_minutes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.contact_minutes IS 'C1';

-- Name: COLUMN lead_rule."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule."position" IS 'C1';

-- Name: COLUMN lead_rule.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.state IS 'C1';

-- Name: COLUMN lead_rule.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.version IS 'C1';

-- Name: COLUMN lead_rule.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.created_at IS 'C1';

-- Name: COLUMN lead_rule.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule.updated_at IS 'C1';

-- Name: lead_rule_counter; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead_rule_counter (
    tenant_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    given bigint DEFAULT 0 NOT NULL,
    members uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    credits bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    CONSTRAINT lead_rule_counter_pairs CHECK ((cardinality(members) = cardinality(credits)))
);

ALTER TABLE ONLY app.lead_rule_counter FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead_rule_counter OWNER TO peony_owner;

-- Name: COLUMN lead_rule_counter.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_counter.tenant_id IS 'C1';

-- Name: COLUMN lead_rule_counter.rule_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_counter.rule_id IS 'C1';

-- Name: COLUMN lead_rule_counter.given; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_counter.given IS 'C1';

-- Name: COLUMN lead_rule_counter.members; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_counter.members IS 'C1';

-- Name: COLUMN lead_rule_counter.credits; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_counter.credits IS 'C1';

-- Name: lead_rule_member; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead_rule_member (
    tenant_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    user_id uuid NOT NULL,
    "position" integer NOT NULL,
    weight integer DEFAULT 1 NOT NULL,
    daily_cap integer,
    CONSTRAINT lead_rule_member_cap CHECK (((daily_cap >= 1) AND (daily_cap <= 1000))),
    CONSTRAINT lead_rule_member_position CHECK ((("position" >= 1) AND ("position" <= 100))),
    CONSTRAINT lead_rule_member_weight CHECK (((weight >= 1) AND (weight <= 100)))
);

ALTER TABLE ONLY app.lead_rule_member FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead_rule_member OWNER TO peony_owner;

-- Name: COLUMN lead_rule_member.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_member.tenant_id IS 'C1';

-- Name: COLUMN lead_rule_member.rule_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_member.rule_id IS 'C1';

-- Name: COLUMN lead_rule_member.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_member.user_id IS 'C1';

-- Name: COLUMN lead_rule_member."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_member."position" IS 'C1';

-- Name: COLUMN lead_rule_member.weight; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_member.weight IS 'C1';

-- Name: COLUMN lead_rule_member.daily_cap; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_rule_member.daily_cap IS 'C1';

-- Name: lead_setting; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead_setting (
    tenant_id uuid NOT NULL,
    contact_minutes bigint NOT NULL,
    most_returns bigint NOT NULL,
    protection_days bigint NOT NULL,
    claims_a_day bigint NOT NULL,
    most_open bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_by uuid,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT lead_setting_claims CHECK (((claims_a_day >= 0) AND (claims_a_day <= 1000))),
    CONSTRAINT lead_setting_contact CHECK (((contact_minutes >= 1) AND (contact_minutes <= 10080))),
    CONSTRAINT lead_setting_open CHECK (((most_open >= 1) AND (most_open <= 10000))),
    CONSTRAINT lead_setting_protection CHECK (((protection_days >= 1) AND (protection_days <= 730))),
    CONSTRAINT lead_setting_returns CHECK (((most_returns >= 0) AND (most_returns <= 20)))
);

ALTER TABLE ONLY app.lead_setting FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead_setting OWNER TO peony_owner;

-- Name: COLUMN lead_setting.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.tenant_id IS 'C1';

-- Name: COLUMN lead_setting.contact_minutes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.contact_minutes IS 'C1';

-- Name: COLUMN lead_setting.most_returns; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.most_returns IS 'C1';

-- Name: COLUMN lead_setting.protection_days; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.protection_days IS 'C1';

-- Name: COLUMN lead_setting.claims_a_day; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.claims_a_day IS 'C1';

-- Name: COLUMN lead_setting.most_open; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.most_open IS 'C1';

-- Name: COLUMN lead_setting.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.version IS 'C1';

-- Name: COLUMN lead_setting.updated_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.updated_by IS 'C1';

-- Name: COLUMN lead_setting.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_setting.updated_at IS 'C1';

-- Name: lead_token; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead_token (
    tenant_id uuid NOT NULL,
    key_version integer NOT NULL,
    field smallint NOT NULL,
    token bytea NOT NULL,
    lead_id uuid NOT NULL,
    CONSTRAINT lead_token_field CHECK ((field = ANY (ARRAY[1, 2]))),
    CONSTRAINT lead_token_length CHECK ((length(token) = 16))
);

ALTER TABLE ONLY app.lead_token FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead_token OWNER TO peony_owner;

-- Name: COLUMN lead_token.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_token.tenant_id IS 'C1';

-- Name: COLUMN lead_token.key_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_token.key_version IS 'C1';

-- Name: COLUMN lead_token.field; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_token.field IS 'C1';

-- Name: COLUMN lead_token.token; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_token.token IS 'C6';

-- Name: COLUMN lead_token.lead_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_token.lead_id IS 'C1';

-- Name: lead_touch; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.lead_touch (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    lead_id uuid,
    customer_id uuid,
    source_channel text NOT NULL,
    medium text,
    campaign text,
    service_id uuid,
    at timestamp with time zone NOT NULL,
    received_by uuid,
    CONSTRAINT lead_touch_campaign CHECK (((length(campaign) >= 1) AND (length(campaign) <= 60))),
    CONSTRAINT lead_touch_medium CHECK (((length(medium) >= 1) AND (length(medium) <= 40))),
    CONSTRAINT lead_touch_of CHECK (((lead_id IS NOT NULL) OR (customer_id IS NOT NULL)))
);

ALTER TABLE ONLY app.lead_touch FORCE ROW LEVEL SECURITY;

ALTER TABLE app.lead_touch OWNER TO peony_owner;

-- Name: COLUMN lead_touch.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.tenant_id IS 'C1';

-- Name: COLUMN lead_touch.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.id IS 'C1';

-- Name: COLUMN lead_touch.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.branch_id IS 'C1';

-- Name: COLUMN lead_touch.lead_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.lead_id IS 'C1';

-- Name: COLUMN lead_touch.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.customer_id IS 'C1';

-- Name: COLUMN lead_touch.source_channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.source_channel IS 'C1';

-- Name: COLUMN lead_touch.medium; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.medium IS 'C1';

-- Name: COLUMN lead_touch.campaign; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.campaign IS 'C1';

-- Name: COLUMN lead_touch.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.service_id IS 'C1';

-- Name: COLUMN lead_touch.at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.at IS 'C1';

-- Name: COLUMN lead_touch.received_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.lead_touch.received_by IS 'C1';

-- Name: leave_request; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.leave_request (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    reason text,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    state text DEFAULT 'requested'::text NOT NULL,
    requested_by uuid NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    answer text,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    reason_sealed bytea,
    answer_sealed bytea,
    CONSTRAINT leave_request_answer CHECK (((length(answer) >= 1) AND (length(answer) <= 200))),
    CONSTRAINT leave_request_decided CHECK ((((state = ANY (ARRAY['approved'::text, 'refused'::text])) = (decided_at IS NOT NULL)) OR (state = 'withdrawn'::text))),
    CONSTRAINT leave_request_kind CHECK ((kind = ANY (ARRAY['annual'::text, 'sick'::text, 'personal'::text, 'training'::text, 'compensation'::text, 'other'::text]))),
    CONSTRAINT leave_request_order CHECK (((starts_at < ends_at) AND ((ends_at - starts_at) <= '93 days'::interval))),
    CONSTRAINT leave_request_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 200))),
    CONSTRAINT leave_request_state CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY app.leave_request FORCE ROW LEVEL SECURITY;

ALTER TABLE app.leave_request OWNER TO peony_owner;

-- Name: COLUMN leave_request.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.tenant_id IS 'C1';

-- Name: COLUMN leave_request.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.id IS 'C1';

-- Name: COLUMN leave_request.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.branch_id IS 'C1';

-- Name: COLUMN leave_request.resource_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.resource_id IS 'C1';

-- Name: COLUMN leave_request.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.user_id IS 'C1';

-- Name: COLUMN leave_request.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.kind IS 'C2';

-- Name: COLUMN leave_request.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.reason IS 'C2';

-- Name: COLUMN leave_request.starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.starts_at IS 'C1';

-- Name: COLUMN leave_request.ends_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.ends_at IS 'C1';

-- Name: COLUMN leave_request.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.state IS 'C1';

-- Name: COLUMN leave_request.requested_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.requested_by IS 'C1';

-- Name: COLUMN leave_request.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.decided_at IS 'C1';

-- Name: COLUMN leave_request.decided_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.decided_by IS 'C1';

-- Name: COLUMN leave_request.answer; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.answer IS 'C2';

-- Name: COLUMN leave_request.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.version IS 'C1';

-- Name: COLUMN leave_request.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.created_at IS 'C1';

-- Name: COLUMN leave_request.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.updated_at IS 'C1';

-- Name: COLUMN leave_request.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.reason_sealed IS 'C2';

-- Name: COLUMN leave_request.answer_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.leave_request.answer_sealed IS 'C2';

-- Name: licence; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.licence (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    class text NOT NULL,
    scopes text[] NOT NULL,
    number text NOT NULL,
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    state text DEFAULT 'valid'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT licence_class CHECK ((class = ANY (ARRAY['physician'::text, 'assistant_physician'::text, 'nurse'::text, 'therapist'::text]))),
    CONSTRAINT licence_number CHECK (((length(number) >= 1) AND (length(number) <= 40))),
    CONSTRAINT licence_period CHECK ((valid_until >= valid_from)),
    CONSTRAINT licence_scopes CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 24))),
    CONSTRAINT licence_state CHECK ((state = ANY (ARRAY['valid'::text, 'suspended'::text])))
);

ALTER TABLE ONLY app.licence FORCE ROW LEVEL SECURITY;

ALTER TABLE app.licence OWNER TO peony_owner;

-- Name: COLUMN licence.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.tenant_id IS 'C1';

-- Name: COLUMN licence.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.id IS 'C1';

-- Name: COLUMN licence.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.user_id IS 'C1';

-- Name: COLUMN licence.class; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.class IS 'C1';

-- Name: COLUMN licence.scopes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.scopes IS 'C1';

-- Name: COLUMN licence.number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.number IS 'C2';

-- Name: COLUMN licence.valid_from; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.valid_from IS 'C1';

-- Name: COLUMN licence.valid_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.valid_until IS 'C1';

-- Name: COLUMN licence.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.state IS 'C1';

-- Name: COLUMN licence.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.version IS 'C1';

-- Name: COLUMN licence.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.created_at IS 'C1';

-- Name: COLUMN licence.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence.updated_at IS 'C1';

-- Name: licence_place; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.licence_place (
    tenant_id uuid NOT NULL,
    licence_id uuid NOT NULL,
    unit_id uuid NOT NULL
);

ALTER TABLE ONLY app.licence_place FORCE ROW LEVEL SECURITY;

ALTER TABLE app.licence_place OWNER TO peony_owner;

-- Name: COLUMN licence_place.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence_place.tenant_id IS 'C1';

-- Name: COLUMN licence_place.licence_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence_place.licence_id IS 'C1';

-- Name: COLUMN licence_place.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.licence_place.unit_id IS 'C1';

-- Name: note_mention; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.note_mention (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    note_id uuid NOT NULL,
    mentioned_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone
);

ALTER TABLE ONLY app.note_mention FORCE ROW LEVEL SECURITY;

ALTER TABLE app.note_mention OWNER TO peony_owner;

-- Name: COLUMN note_mention.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.note_mention.tenant_id IS 'C1';

-- Name: COLUMN note_mention.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.note_mention.user_id IS 'C1';

-- Name: COLUMN note_mention.note_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.note_mention.note_id IS 'C1';

-- Name: COLUMN note_mention.mentioned_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.note_mention.mentioned_at IS 'C1';

-- Name: COLUMN note_mention.read_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.note_mention.read_at IS 'C1';

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

-- Name: online_page; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.online_page (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    slug text NOT NULL,
    state text DEFAULT 'off'::text NOT NULL,
    title text,
    welcome text,
    accent text,
    notice text,
    wishes text DEFAULT 'times'::text NOT NULL,
    source_channel text DEFAULT 'other'::text NOT NULL,
    review_minutes bigint DEFAULT 120 NOT NULL,
    most_holds bigint DEFAULT 20 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    most_waiting bigint DEFAULT 100 NOT NULL,
    CONSTRAINT online_page_accent CHECK ((accent ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT online_page_holds CHECK (((most_holds >= 0) AND (most_holds <= 200))),
    CONSTRAINT online_page_notice CHECK (((length(notice) >= 1) AND (length(notice) <= 4000))),
    CONSTRAINT online_page_review CHECK (((review_minutes >= 15) AND (review_minutes <= 2400))),
    CONSTRAINT online_page_shown CHECK (((state = 'off'::text) OR ((title IS NOT NULL) AND (notice IS NOT NULL)))),
    CONSTRAINT online_page_slug CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'::text)),
    CONSTRAINT online_page_source CHECK (((length(source_channel) >= 1) AND (length(source_channel) <= 40))),
    CONSTRAINT online_page_state CHECK ((state = ANY (ARRAY['off'::text, 'on'::text]))),
    CONSTRAINT online_page_title CHECK (((length(title) >= 1) AND (length(title) <= 60))),
    CONSTRAINT online_page_waiting CHECK (((most_waiting >= 1) AND (most_waiting <= 1000))),
    CONSTRAINT online_page_welcome CHECK (((length(welcome) >= 1) AND (length(welcome) <= 1000))),
    CONSTRAINT online_page_wishes CHECK ((wishes = ANY (ARRAY['times'::text, 'halves'::text])))
);

ALTER TABLE ONLY app.online_page FORCE ROW LEVEL SECURITY;

ALTER TABLE app.online_page OWNER TO peony_owner;

-- Name: COLUMN online_page.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.tenant_id IS 'C1';

-- Name: COLUMN online_page.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.id IS 'C1';

-- Name: COLUMN online_page.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.branch_id IS 'C1';

-- Name: COLUMN online_page.slug; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.slug IS 'C1';

-- Name: COLUMN online_page.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.state IS 'C1';

-- Name: COLUMN online_page.title; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.title IS 'C1';

-- Name: COLUMN online_page.welcome; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.welcome IS 'C1';

-- Name: COLUMN online_page.accent; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.accent IS 'C1';

-- Name: COLUMN online_page.notice; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.notice IS 'C1';

-- Name: COLUMN online_page.wishes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.wishes IS 'C1';

-- Name: COLUMN online_page.source_channel; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.source_channel IS 'C1';

-- Name: COLUMN online_page.review_minutes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.review_minutes IS 'C1';

-- Name: COLUMN online_page.most_holds; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.most_holds IS 'C1';

-- Name: COLUMN online_page.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.version IS 'C1';

-- Name: COLUMN online_page.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.created_at IS 'C1';

-- Name: COLUMN online_page.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.updated_at IS 'C1';

-- Name: COLUMN online_page.most_waiting; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page.most_waiting IS 'C1';

-- Name: online_page_question; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.online_page_question (
    tenant_id uuid NOT NULL,
    page_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    "position" integer NOT NULL,
    word text NOT NULL,
    question text NOT NULL,
    question_en text,
    service_ids uuid[] NOT NULL,
    CONSTRAINT online_page_question_position CHECK ((("position" >= 1) AND ("position" <= 30))),
    CONSTRAINT online_page_question_services CHECK ((cardinality(service_ids) <= 60)),
    CONSTRAINT online_page_question_text CHECK (((length(question) >= 1) AND (length(question) <= 200))),
    CONSTRAINT online_page_question_text_en CHECK (((length(question_en) >= 1) AND (length(question_en) <= 300))),
    CONSTRAINT online_page_question_word CHECK ((word ~ '^[a-z][a-z0-9_]{0,39}$'::text))
);

ALTER TABLE ONLY app.online_page_question FORCE ROW LEVEL SECURITY;

ALTER TABLE app.online_page_question OWNER TO peony_owner;

-- Name: COLUMN online_page_question.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question.tenant_id IS 'C1';

-- Name: COLUMN online_page_question.page_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question.page_id IS 'C1';

-- Name: COLUMN online_page_question.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question.branch_id IS 'C1';

-- Name: COLUMN online_page_question."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question."position" IS 'C1';

-- Name: COLUMN online_page_question.word; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question.word IS 'C1';

-- Name: COLUMN online_page_question.question; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question.question IS 'C1';

-- Name: COLUMN online_page_question.question_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question.question_en IS 'C1';

-- Name: COLUMN online_page_question.service_ids; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_question.service_ids IS 'C1';

-- Name: online_page_service; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.online_page_service (
    tenant_id uuid NOT NULL,
    page_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    "position" integer NOT NULL,
    service_id uuid NOT NULL,
    note text,
    CONSTRAINT online_page_service_note CHECK (((length(note) >= 1) AND (length(note) <= 120))),
    CONSTRAINT online_page_service_position CHECK ((("position" >= 1) AND ("position" <= 60)))
);

ALTER TABLE ONLY app.online_page_service FORCE ROW LEVEL SECURITY;

ALTER TABLE app.online_page_service OWNER TO peony_owner;

-- Name: COLUMN online_page_service.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_service.tenant_id IS 'C1';

-- Name: COLUMN online_page_service.page_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_service.page_id IS 'C1';

-- Name: COLUMN online_page_service.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_service.branch_id IS 'C1';

-- Name: COLUMN online_page_service."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_service."position" IS 'C1';

-- Name: COLUMN online_page_service.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_service.service_id IS 'C1';

-- Name: COLUMN online_page_service.note; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_page_service.note IS 'C1';

-- Name: online_request; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.online_request (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    page_id uuid NOT NULL,
    number bigint NOT NULL,
    receipt text NOT NULL,
    service_id uuid NOT NULL,
    triage text NOT NULL,
    state text NOT NULL,
    name_sealed bytea,
    phone_sealed bytea,
    age_sealed bytea,
    answers_sealed bytea,
    remark_sealed bytea,
    reason_sealed bytea,
    message_sealed bytea,
    crm_key bytea,
    medical_key bytea,
    wishes text[] NOT NULL,
    appointment_id uuid,
    held_from timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    overdue_at timestamp with time zone,
    postpone_until date,
    reviewed_by uuid,
    reviewed_at timestamp with time zone,
    closed_at timestamp with time zone,
    lead_id uuid,
    customer_id uuid,
    met_at timestamp with time zone,
    notice_version bigint NOT NULL,
    repeat_key bytea NOT NULL,
    body_hash bytea NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT online_request_body_hash CHECK ((length(body_hash) = 32)),
    CONSTRAINT online_request_booked CHECK (((state <> 'confirmed'::text) OR (appointment_id IS NOT NULL))),
    CONSTRAINT online_request_closed CHECK (((state = ANY (ARRAY['rejected'::text, 'confirmed'::text, 'withdrawn'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT online_request_receipt CHECK ((receipt ~ '^[A-Z2-7]{16}$'::text)),
    CONSTRAINT online_request_repeat_key CHECK ((length(repeat_key) = 32)),
    CONSTRAINT online_request_sealed CHECK (((crm_key IS NOT NULL) OR ((name_sealed IS NULL) AND (phone_sealed IS NULL) AND (age_sealed IS NULL) AND (message_sealed IS NULL)))),
    CONSTRAINT online_request_sealed_medical CHECK (((medical_key IS NOT NULL) OR ((answers_sealed IS NULL) AND (remark_sealed IS NULL) AND (reason_sealed IS NULL)))),
    CONSTRAINT online_request_state CHECK ((state = ANY (ARRAY['auto_ok'::text, 'need_review'::text, 'contraindicated'::text, 'asking'::text, 'postponed'::text, 'approved'::text, 'rejected'::text, 'confirmed'::text, 'withdrawn'::text]))),
    CONSTRAINT online_request_triage CHECK ((triage = ANY (ARRAY['auto_ok'::text, 'need_review'::text, 'contraindicated'::text]))),
    CONSTRAINT online_request_wishes CHECK (((cardinality(wishes) >= 1) AND (cardinality(wishes) <= 3)))
);

ALTER TABLE ONLY app.online_request FORCE ROW LEVEL SECURITY;

ALTER TABLE app.online_request OWNER TO peony_owner;

-- Name: COLUMN online_request.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.tenant_id IS 'C1';

-- Name: COLUMN online_request.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.id IS 'C1';

-- Name: COLUMN online_request.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.branch_id IS 'C1';

-- Name: COLUMN online_request.page_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.page_id IS 'C1';

-- Name: COLUMN online_request.number; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.number IS 'C1';

-- Name: COLUMN online_request.receipt; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.receipt IS 'C1';

-- Name: COLUMN online_request.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.service_id IS 'C1';

-- Name: COLUMN online_request.triage; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.triage IS 'C1';

-- Name: COLUMN online_request.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.state IS 'C1';

-- Name: COLUMN online_request.name_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.name_sealed IS 'C2';

-- Name: COLUMN online_request.phone_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.phone_sealed IS 'C3';

-- Name: COLUMN online_request.age_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.age_sealed IS 'C2';

-- Name: COLUMN online_request.answers_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.answers_sealed IS 'C4';

-- Name: COLUMN online_request.remark_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.remark_sealed IS 'C4';

-- Name: COLUMN online_request.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.reason_sealed IS 'C4';

-- Name: COLUMN online_request.message_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.message_sealed IS 'C2';

-- Name: COLUMN online_request.crm_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.crm_key IS 'C6';

-- Name: COLUMN online_request.medical_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.medical_key IS 'C6';

-- Name: COLUMN online_request.wishes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.wishes IS 'C1';

-- Name: COLUMN online_request.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.appointment_id IS 'C1';

-- Name: COLUMN online_request.held_from; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.held_from IS 'C1';

-- Name: COLUMN online_request.due_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.due_at IS 'C1';

-- Name: COLUMN online_request.overdue_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.overdue_at IS 'C1';

-- Name: COLUMN online_request.postpone_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.postpone_until IS 'C1';

-- Name: COLUMN online_request.reviewed_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.reviewed_by IS 'C1';

-- Name: COLUMN online_request.reviewed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.reviewed_at IS 'C1';

-- Name: COLUMN online_request.closed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.closed_at IS 'C1';

-- Name: COLUMN online_request.lead_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.lead_id IS 'C1';

-- Name: COLUMN online_request.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.customer_id IS 'C1';

-- Name: COLUMN online_request.met_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.met_at IS 'C1';

-- Name: COLUMN online_request.notice_version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.notice_version IS 'C1';

-- Name: COLUMN online_request.repeat_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.repeat_key IS 'C6';

-- Name: COLUMN online_request.body_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.body_hash IS 'C6';

-- Name: COLUMN online_request.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.version IS 'C1';

-- Name: COLUMN online_request.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.created_at IS 'C1';

-- Name: COLUMN online_request.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.online_request.updated_at IS 'C1';

-- Name: opening_hours; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.opening_hours (
    tenant_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    weekday integer NOT NULL,
    opens_minute integer NOT NULL,
    closes_minute integer NOT NULL,
    since_on date DEFAULT '1970-01-01'::date NOT NULL,
    CONSTRAINT opening_hours_closes CHECK (((closes_minute >= 1) AND (closes_minute <= 1440))),
    CONSTRAINT opening_hours_opens CHECK (((opens_minute >= 0) AND (opens_minute <= 1439))),
    CONSTRAINT opening_hours_order CHECK ((opens_minute < closes_minute)),
    CONSTRAINT opening_hours_weekday CHECK (((weekday >= 1) AND (weekday <= 7)))
);

ALTER TABLE ONLY app.opening_hours FORCE ROW LEVEL SECURITY;

ALTER TABLE app.opening_hours OWNER TO peony_owner;

-- Name: COLUMN opening_hours.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_hours.tenant_id IS 'C1';

-- Name: COLUMN opening_hours.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_hours.branch_id IS 'C1';

-- Name: COLUMN opening_hours.weekday; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_hours.weekday IS 'C1';

-- Name: COLUMN opening_hours.opens_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_hours.opens_minute IS 'C1';

-- Name: COLUMN opening_hours.closes_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_hours.closes_minute IS 'C1';

-- Name: COLUMN opening_hours.since_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_hours.since_on IS 'C1';

-- Name: opening_period; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.opening_period (
    tenant_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    since_on date NOT NULL,
    set_by uuid,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT opening_period_since CHECK ((since_on > '1970-01-01'::date))
);

ALTER TABLE ONLY app.opening_period FORCE ROW LEVEL SECURITY;

ALTER TABLE app.opening_period OWNER TO peony_owner;

-- Name: COLUMN opening_period.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_period.tenant_id IS 'C1';

-- Name: COLUMN opening_period.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_period.branch_id IS 'C1';

-- Name: COLUMN opening_period.since_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_period.since_on IS 'C1';

-- Name: COLUMN opening_period.set_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_period.set_by IS 'C1';

-- Name: COLUMN opening_period.set_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.opening_period.set_at IS 'C1';

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

-- Name: plan_item; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.plan_item (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    option text NOT NULL,
    "position" bigint NOT NULL,
    service_id uuid NOT NULL,
    department text,
    sessions bigint NOT NULL,
    list_fen bigint NOT NULL,
    price_fen bigint NOT NULL,
    gone_in bigint,
    sites_sealed bytea,
    dosage_sealed bytea,
    timing_sealed bytea,
    risk_sealed bytea,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT plan_item_department CHECK (((length(department) >= 1) AND (length(department) <= 40))),
    CONSTRAINT plan_item_list CHECK ((list_fen >= 0)),
    CONSTRAINT plan_item_option CHECK ((option = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
    CONSTRAINT plan_item_position CHECK ((("position" >= 1) AND ("position" <= 40))),
    CONSTRAINT plan_item_price CHECK (((price_fen >= 0) AND (price_fen <= list_fen))),
    CONSTRAINT plan_item_sessions CHECK (((sessions >= 1) AND (sessions <= 99)))
);

ALTER TABLE ONLY app.plan_item FORCE ROW LEVEL SECURITY;

ALTER TABLE app.plan_item OWNER TO peony_owner;

-- Name: COLUMN plan_item.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.tenant_id IS 'C1';

-- Name: COLUMN plan_item.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.id IS 'C1';

-- Name: COLUMN plan_item.plan_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.plan_id IS 'C1';

-- Name: COLUMN plan_item.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.customer_id IS 'C1';

-- Name: COLUMN plan_item.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.branch_id IS 'C1';

-- Name: COLUMN plan_item.option; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.option IS 'C1';

-- Name: COLUMN plan_item."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item."position" IS 'C1';

-- Name: COLUMN plan_item.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.service_id IS 'C1';

-- Name: COLUMN plan_item.department; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.department IS 'C1';

-- Name: COLUMN plan_item.sessions; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.sessions IS 'C1';

-- Name: COLUMN plan_item.list_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.list_fen IS 'C1';

-- Name: COLUMN plan_item.price_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.price_fen IS 'C1';

-- Name: COLUMN plan_item.gone_in; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.gone_in IS 'C1';

-- Name: COLUMN plan_item.sites_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.sites_sealed IS 'C4';

-- Name: COLUMN plan_item.dosage_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.dosage_sealed IS 'C4';

-- Name: COLUMN plan_item.timing_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.timing_sealed IS 'C4';

-- Name: COLUMN plan_item.risk_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.risk_sealed IS 'C4';

-- Name: COLUMN plan_item.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_item.created_at IS 'C1';

-- Name: plan_opinion; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.plan_opinion (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    user_id uuid NOT NULL,
    instead_of_id uuid,
    invited_by uuid,
    invited_at timestamp with time zone NOT NULL,
    verdict text,
    opinion_sealed bytea,
    given_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT plan_opinion_given CHECK (((verdict IS NULL) = (given_at IS NULL))),
    CONSTRAINT plan_opinion_verdict CHECK ((verdict = ANY (ARRAY['agree'::text, 'object'::text])))
);

ALTER TABLE ONLY app.plan_opinion FORCE ROW LEVEL SECURITY;

ALTER TABLE app.plan_opinion OWNER TO peony_owner;

-- Name: COLUMN plan_opinion.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.tenant_id IS 'C1';

-- Name: COLUMN plan_opinion.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.id IS 'C1';

-- Name: COLUMN plan_opinion.plan_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.plan_id IS 'C1';

-- Name: COLUMN plan_opinion.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.customer_id IS 'C1';

-- Name: COLUMN plan_opinion.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.branch_id IS 'C1';

-- Name: COLUMN plan_opinion.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.user_id IS 'C1';

-- Name: COLUMN plan_opinion.instead_of_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.instead_of_id IS 'C1';

-- Name: COLUMN plan_opinion.invited_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.invited_by IS 'C1';

-- Name: COLUMN plan_opinion.invited_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.invited_at IS 'C1';

-- Name: COLUMN plan_opinion.verdict; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.verdict IS 'C1';

-- Name: COLUMN plan_opinion.opinion_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.opinion_sealed IS 'C4';

-- Name: COLUMN plan_opinion.given_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.given_at IS 'C1';

-- Name: COLUMN plan_opinion.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.plan_opinion.ended_at IS 'C1';

-- Name: price; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.price (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    service_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    since_on date NOT NULL,
    price_fen bigint,
    set_by uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT price_amount CHECK (((price_fen >= 0) AND (price_fen <= '100000000000'::bigint)))
);

ALTER TABLE ONLY app.price FORCE ROW LEVEL SECURITY;

ALTER TABLE app.price OWNER TO peony_owner;

-- Name: COLUMN price.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.tenant_id IS 'C1';

-- Name: COLUMN price.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.id IS 'C1';

-- Name: COLUMN price.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.service_id IS 'C1';

-- Name: COLUMN price.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.unit_id IS 'C1';

-- Name: COLUMN price.since_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.since_on IS 'C1';

-- Name: COLUMN price.price_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.price_fen IS 'C1';

-- Name: COLUMN price.set_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.set_by IS 'C1';

-- Name: COLUMN price.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.version IS 'C1';

-- Name: COLUMN price.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.created_at IS 'C1';

-- Name: COLUMN price.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.price.updated_at IS 'C1';

-- Name: privacy_setting; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.privacy_setting (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    value bigint NOT NULL,
    updated_by uuid,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT privacy_setting_name CHECK ((name ~ '^[a-z][a-zA-Z_.]{2,79}$'::text)),
    CONSTRAINT privacy_setting_value CHECK ((value >= 0))
);

ALTER TABLE ONLY app.privacy_setting FORCE ROW LEVEL SECURITY;

ALTER TABLE app.privacy_setting OWNER TO peony_owner;

-- Name: COLUMN privacy_setting.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.privacy_setting.tenant_id IS 'C1';

-- Name: COLUMN privacy_setting.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.privacy_setting.name IS 'C1';

-- Name: COLUMN privacy_setting.value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.privacy_setting.value IS 'C1';

-- Name: COLUMN privacy_setting.updated_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.privacy_setting.updated_by IS 'C1';

-- Name: COLUMN privacy_setting.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.privacy_setting.updated_at IS 'C1';

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

-- Name: resource; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.resource (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    user_id uuid,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    capacity bigint DEFAULT 1 NOT NULL,
    buffer_before bigint DEFAULT 0 NOT NULL,
    buffer_after bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'ready'::text NOT NULL,
    model text,
    serial text,
    certificate text,
    certificate_until date,
    maintenance_due date,
    metrology_due date,
    counter bigint,
    counter_limit bigint,
    "position" bigint DEFAULT 0 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT resource_after CHECK (((buffer_after >= 0) AND (buffer_after <= 240))),
    CONSTRAINT resource_before CHECK (((buffer_before >= 0) AND (buffer_before <= 240))),
    CONSTRAINT resource_capacity CHECK (((capacity >= 1) AND (capacity <= 50))),
    CONSTRAINT resource_certificate CHECK (((length(certificate) >= 1) AND (length(certificate) <= 60))),
    CONSTRAINT resource_counter CHECK (((counter >= 0) AND (counter <= 1000000000))),
    CONSTRAINT resource_counter_limit CHECK (((counter_limit >= 1) AND (counter_limit <= 1000000000))),
    CONSTRAINT resource_device_facts CHECK (((kind = 'device'::text) OR ((model IS NULL) AND (serial IS NULL) AND (certificate IS NULL) AND (certificate_until IS NULL) AND (maintenance_due IS NULL) AND (metrology_due IS NULL) AND (counter IS NULL) AND (counter_limit IS NULL)))),
    CONSTRAINT resource_is_somebody CHECK (((kind = ANY (ARRAY['doctor'::text, 'nurse'::text, 'consultant'::text, 'therapist'::text])) = (user_id IS NOT NULL))),
    CONSTRAINT resource_kind CHECK ((kind = ANY (ARRAY['doctor'::text, 'nurse'::text, 'consultant'::text, 'therapist'::text, 'room'::text, 'device'::text]))),
    CONSTRAINT resource_model CHECK (((length(model) >= 1) AND (length(model) <= 60))),
    CONSTRAINT resource_name CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT resource_one_person CHECK (((user_id IS NULL) OR (capacity = 1))),
    CONSTRAINT resource_position CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT resource_serial CHECK (((length(serial) >= 1) AND (length(serial) <= 60))),
    CONSTRAINT resource_state CHECK ((state = ANY (ARRAY['ready'::text, 'under_maintenance'::text, 'retired'::text]))),
    CONSTRAINT resource_tags CHECK ((cardinality(tags) <= 24))
);

ALTER TABLE ONLY app.resource FORCE ROW LEVEL SECURITY;

ALTER TABLE app.resource OWNER TO peony_owner;

-- Name: COLUMN resource.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.tenant_id IS 'C1';

-- Name: COLUMN resource.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.id IS 'C1';

-- Name: COLUMN resource.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.branch_id IS 'C1';

-- Name: COLUMN resource.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.kind IS 'C1';

-- Name: COLUMN resource.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.name IS 'C1';

-- Name: COLUMN resource.user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.user_id IS 'C1';

-- Name: COLUMN resource.tags; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.tags IS 'C1';

-- Name: COLUMN resource.capacity; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.capacity IS 'C1';

-- Name: COLUMN resource.buffer_before; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.buffer_before IS 'C1';

-- Name: COLUMN resource.buffer_after; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.buffer_after IS 'C1';

-- Name: COLUMN resource.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.state IS 'C1';

-- Name: COLUMN resource.model; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.model IS 'C1';

-- Name: COLUMN resource.serial; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.serial IS 'C1';

-- Name: COLUMN resource.certificate; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.certificate IS 'C1';

-- Name: COLUMN resource.certificate_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.certificate_until IS 'C1';

-- Name: COLUMN resource.maintenance_due; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.maintenance_due IS 'C1';

-- Name: COLUMN resource.metrology_due; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.metrology_due IS 'C1';

-- Name: COLUMN resource.counter; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.counter IS 'C1';

-- Name: COLUMN resource.counter_limit; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.counter_limit IS 'C1';

-- Name: COLUMN resource."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource."position" IS 'C1';

-- Name: COLUMN resource.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.version IS 'C1';

-- Name: COLUMN resource.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.created_at IS 'C1';

-- Name: COLUMN resource.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource.updated_at IS 'C1';

-- Name: resource_claim; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.resource_claim (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    place integer DEFAULT 1 NOT NULL,
    resource_id uuid,
    appointment_id uuid,
    item integer,
    leave_id uuid,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    busy_from timestamp with time zone NOT NULL,
    busy_until timestamp with time zone NOT NULL,
    exclusive boolean DEFAULT true NOT NULL,
    reason text,
    approved_by uuid,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    reason_sealed bytea,
    CONSTRAINT resource_claim_kind CHECK ((kind = ANY (ARRAY['appointment'::text, 'leave'::text, 'maintenance'::text, 'block'::text]))),
    CONSTRAINT resource_claim_of CHECK ((((kind = 'appointment'::text) = (appointment_id IS NOT NULL)) AND ((kind = 'leave'::text) = (leave_id IS NOT NULL)))),
    CONSTRAINT resource_claim_order CHECK (((busy_from <= starts_at) AND (starts_at < ends_at) AND (ends_at <= busy_until) AND ((busy_until - busy_from) <= '48:00:00'::interval))),
    CONSTRAINT resource_claim_place CHECK (((place >= 1) AND (place <= 50))),
    CONSTRAINT resource_claim_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 200))),
    CONSTRAINT resource_claim_shared CHECK ((exclusive OR (((reason IS NOT NULL) OR (reason_sealed IS NOT NULL)) AND (approved_by IS NOT NULL))))
);

ALTER TABLE ONLY app.resource_claim FORCE ROW LEVEL SECURITY;

ALTER TABLE app.resource_claim OWNER TO peony_owner;

-- Name: COLUMN resource_claim.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.tenant_id IS 'C1';

-- Name: COLUMN resource_claim.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.id IS 'C1';

-- Name: COLUMN resource_claim.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.branch_id IS 'C1';

-- Name: COLUMN resource_claim.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.kind IS 'C1';

-- Name: COLUMN resource_claim.subject_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.subject_id IS 'C1';

-- Name: COLUMN resource_claim.place; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.place IS 'C1';

-- Name: COLUMN resource_claim.resource_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.resource_id IS 'C1';

-- Name: COLUMN resource_claim.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.appointment_id IS 'C1';

-- Name: COLUMN resource_claim.item; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.item IS 'C1';

-- Name: COLUMN resource_claim.leave_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.leave_id IS 'C1';

-- Name: COLUMN resource_claim.starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.starts_at IS 'C1';

-- Name: COLUMN resource_claim.ends_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.ends_at IS 'C1';

-- Name: COLUMN resource_claim.busy_from; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.busy_from IS 'C1';

-- Name: COLUMN resource_claim.busy_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.busy_until IS 'C1';

-- Name: COLUMN resource_claim.exclusive; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.exclusive IS 'C1';

-- Name: COLUMN resource_claim.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.reason IS 'C2';

-- Name: COLUMN resource_claim.approved_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.approved_by IS 'C1';

-- Name: COLUMN resource_claim.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.created_by IS 'C1';

-- Name: COLUMN resource_claim.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.created_at IS 'C1';

-- Name: COLUMN resource_claim.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.resource_claim.reason_sealed IS 'C2';

-- Name: restore_mark; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.restore_mark (
    only_one boolean NOT NULL,
    generation bigint NOT NULL,
    confirmed text,
    silence text,
    CONSTRAINT restore_mark_confirmed_length CHECK ((length(confirmed) <= 120)),
    CONSTRAINT restore_mark_only_one CHECK (only_one),
    CONSTRAINT restore_mark_silence CHECK ((silence = 'set_back'::text))
);

ALTER TABLE app.restore_mark OWNER TO peony_owner;

-- Name: COLUMN restore_mark.only_one; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.restore_mark.only_one IS 'C1';

-- Name: COLUMN restore_mark.generation; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.restore_mark.generation IS 'C1';

-- Name: COLUMN restore_mark.confirmed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.restore_mark.confirmed IS 'C1';

-- Name: COLUMN restore_mark.silence; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.restore_mark.silence IS 'C1';

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
    retired_at timestamp with time zone,
    CONSTRAINT root_key_check_length CHECK ((length(check_value) = 32))
);

ALTER TABLE app.root_key OWNER TO peony_owner;

-- Name: COLUMN root_key.key_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.root_key.key_id IS 'C1';

-- Name: COLUMN root_key.check_value; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.root_key.check_value IS 'C6';

-- Name: COLUMN root_key.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.root_key.created_at IS 'C1';

-- Name: COLUMN root_key.retired_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.root_key.retired_at IS 'C1';

-- Name: roster_week; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.roster_week (
    tenant_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    week_on date NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    drafted_at timestamp with time zone,
    published_at timestamp with time zone,
    published_by uuid,
    CONSTRAINT roster_week_monday CHECK ((EXTRACT(isodow FROM week_on) = (1)::numeric))
);

ALTER TABLE ONLY app.roster_week FORCE ROW LEVEL SECURITY;

ALTER TABLE app.roster_week OWNER TO peony_owner;

-- Name: COLUMN roster_week.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.roster_week.tenant_id IS 'C1';

-- Name: COLUMN roster_week.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.roster_week.branch_id IS 'C1';

-- Name: COLUMN roster_week.week_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.roster_week.week_on IS 'C1';

-- Name: COLUMN roster_week.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.roster_week.version IS 'C1';

-- Name: COLUMN roster_week.drafted_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.roster_week.drafted_at IS 'C1';

-- Name: COLUMN roster_week.published_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.roster_week.published_at IS 'C1';

-- Name: COLUMN roster_week.published_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.roster_week.published_by IS 'C1';

-- Name: saved_view; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.saved_view (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    list text NOT NULL,
    name text NOT NULL,
    scope text NOT NULL,
    owner_id uuid NOT NULL,
    for_role_id uuid,
    for_branch_id uuid,
    content jsonb NOT NULL,
    is_default boolean NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT saved_view_content_size CHECK ((pg_column_size(content) <= 16384)),
    CONSTRAINT saved_view_list CHECK ((list ~ '^[a-z][a-z_]{1,39}$'::text)),
    CONSTRAINT saved_view_name CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT saved_view_scope CHECK ((scope = ANY (ARRAY['personal'::text, 'role'::text, 'branch'::text]))),
    CONSTRAINT saved_view_target CHECK (
CASE scope
    WHEN 'personal'::text THEN ((for_role_id IS NULL) AND (for_branch_id IS NULL))
    WHEN 'role'::text THEN (for_role_id IS NOT NULL)
    ELSE ((for_role_id IS NULL) AND (for_branch_id IS NOT NULL))
END)
);

ALTER TABLE ONLY app.saved_view FORCE ROW LEVEL SECURITY;

ALTER TABLE app.saved_view OWNER TO peony_owner;

-- Name: COLUMN saved_view.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.tenant_id IS 'C1';

-- Name: COLUMN saved_view.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.id IS 'C1';

-- Name: COLUMN saved_view.list; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.list IS 'C1';

-- Name: COLUMN saved_view.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.name IS 'C1';

-- Name: COLUMN saved_view.scope; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.scope IS 'C1';

-- Name: COLUMN saved_view.owner_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.owner_id IS 'C1';

-- Name: COLUMN saved_view.for_role_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.for_role_id IS 'C1';

-- Name: COLUMN saved_view.for_branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.for_branch_id IS 'C1';

-- Name: COLUMN saved_view.content; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.content IS 'C1';

-- Name: COLUMN saved_view.is_default; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.is_default IS 'C1';

-- Name: COLUMN saved_view.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.version IS 'C1';

-- Name: COLUMN saved_view.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.created_at IS 'C1';

-- Name: COLUMN saved_view.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.saved_view.updated_at IS 'C1';

-- Name: search_index; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.search_index (
    tenant_id uuid NOT NULL,
    revision integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT search_index_revision CHECK ((revision > 0))
);

ALTER TABLE ONLY app.search_index FORCE ROW LEVEL SECURITY;

ALTER TABLE app.search_index OWNER TO peony_owner;

-- Name: COLUMN search_index.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_index.tenant_id IS 'C1';

-- Name: COLUMN search_index.revision; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_index.revision IS 'C1';

-- Name: COLUMN search_index.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.search_index.updated_at IS 'C1';

-- Name: search_token; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.search_token (
    tenant_id uuid NOT NULL,
    key_version integer NOT NULL,
    field smallint NOT NULL,
    token integer NOT NULL,
    customer_id uuid NOT NULL,
    CONSTRAINT search_token_field CHECK (((field >= 1) AND (field <= 7)))
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

-- Name: segment; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.segment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    condition jsonb NOT NULL,
    created_by uuid NOT NULL,
    archived_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT segment_name CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT segment_size CHECK ((pg_column_size(condition) <= 16384))
);

ALTER TABLE ONLY app.segment FORCE ROW LEVEL SECURITY;

ALTER TABLE app.segment OWNER TO peony_owner;

-- Name: COLUMN segment.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.tenant_id IS 'C1';

-- Name: COLUMN segment.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.id IS 'C1';

-- Name: COLUMN segment.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.name IS 'C1';

-- Name: COLUMN segment.condition; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.condition IS 'C1';

-- Name: COLUMN segment.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.created_by IS 'C1';

-- Name: COLUMN segment.archived_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.archived_at IS 'C1';

-- Name: COLUMN segment.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.version IS 'C1';

-- Name: COLUMN segment.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.created_at IS 'C1';

-- Name: COLUMN segment.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment.updated_at IS 'C1';

-- Name: segment_snapshot; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.segment_snapshot (
    tenant_id uuid NOT NULL,
    segment_id uuid NOT NULL,
    taken_on date NOT NULL,
    unit_id uuid NOT NULL,
    members bigint NOT NULL,
    CONSTRAINT segment_snapshot_members CHECK ((members >= 0))
);

ALTER TABLE ONLY app.segment_snapshot FORCE ROW LEVEL SECURITY;

ALTER TABLE app.segment_snapshot OWNER TO peony_owner;

-- Name: COLUMN segment_snapshot.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment_snapshot.tenant_id IS 'C1';

-- Name: COLUMN segment_snapshot.segment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment_snapshot.segment_id IS 'C1';

-- Name: COLUMN segment_snapshot.taken_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment_snapshot.taken_on IS 'C1';

-- Name: COLUMN segment_snapshot.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment_snapshot.unit_id IS 'C1';

-- Name: COLUMN segment_snapshot.members; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.segment_snapshot.members IS 'C1';

-- Name: service; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    category_id uuid NOT NULL,
    code text,
    name text NOT NULL,
    name_en text,
    department text,
    nature text NOT NULL,
    scope text,
    list_price_fen bigint NOT NULL,
    cycle_days bigint,
    least_days bigint,
    booking text DEFAULT 'desk'::text NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT service_booking CHECK ((booking = ANY (ARRAY['desk'::text, 'online'::text]))),
    CONSTRAINT service_code CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{0,23}$'::text)),
    CONSTRAINT service_cycle CHECK (((cycle_days >= 1) AND (cycle_days <= 3650))),
    CONSTRAINT service_cycle_order CHECK ((least_days <= cycle_days)),
    CONSTRAINT service_department CHECK (((length(department) >= 1) AND (length(department) <= 40))),
    CONSTRAINT service_least CHECK (((least_days >= 0) AND (least_days <= 3650))),
    CONSTRAINT service_name CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT service_name_en CHECK (((length(name_en) >= 1) AND (length(name_en) <= 80))),
    CONSTRAINT service_nature CHECK ((nature = ANY (ARRAY['medical'::text, 'lifestyle'::text]))),
    CONSTRAINT service_position CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT service_price CHECK (((list_price_fen >= 0) AND (list_price_fen <= '100000000000'::bigint))),
    CONSTRAINT service_scope CHECK ((scope ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CONSTRAINT service_scope_of_medical CHECK (((nature = 'medical'::text) = (scope IS NOT NULL))),
    CONSTRAINT service_state CHECK ((state = ANY (ARRAY['active'::text, 'archived'::text])))
);

ALTER TABLE ONLY app.service FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service OWNER TO peony_owner;

-- Name: COLUMN service.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.tenant_id IS 'C1';

-- Name: COLUMN service.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.id IS 'C1';

-- Name: COLUMN service.category_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.category_id IS 'C1';

-- Name: COLUMN service.code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.code IS 'C1';

-- Name: COLUMN service.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.name IS 'C1';

-- Name: COLUMN service.name_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.name_en IS 'C1';

-- Name: COLUMN service.department; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.department IS 'C1';

-- Name: COLUMN service.nature; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.nature IS 'C1';

-- Name: COLUMN service.scope; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.scope IS 'C1';

-- Name: COLUMN service.list_price_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.list_price_fen IS 'C1';

-- Name: COLUMN service.cycle_days; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.cycle_days IS 'C1';

-- Name: COLUMN service.least_days; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.least_days IS 'C1';

-- Name: COLUMN service.booking; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.booking IS 'C1';

-- Name: COLUMN service."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service."position" IS 'C1';

-- Name: COLUMN service.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.state IS 'C1';

-- Name: COLUMN service.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.version IS 'C1';

-- Name: COLUMN service.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.created_at IS 'C1';

-- Name: COLUMN service.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service.updated_at IS 'C1';

-- Name: service_category; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service_category (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    parent_id uuid,
    name text NOT NULL,
    name_en text,
    "position" bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT service_category_name CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT service_category_name_en CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60))),
    CONSTRAINT service_category_not_below_itself CHECK ((parent_id <> id)),
    CONSTRAINT service_category_position CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT service_category_state CHECK ((state = ANY (ARRAY['active'::text, 'archived'::text])))
);

ALTER TABLE ONLY app.service_category FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service_category OWNER TO peony_owner;

-- Name: COLUMN service_category.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.tenant_id IS 'C1';

-- Name: COLUMN service_category.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.id IS 'C1';

-- Name: COLUMN service_category.parent_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.parent_id IS 'C1';

-- Name: COLUMN service_category.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.name IS 'C1';

-- Name: COLUMN service_category.name_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.name_en IS 'C1';

-- Name: COLUMN service_category."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category."position" IS 'C1';

-- Name: COLUMN service_category.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.state IS 'C1';

-- Name: COLUMN service_category.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.version IS 'C1';

-- Name: COLUMN service_category.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.created_at IS 'C1';

-- Name: COLUMN service_category.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_category.updated_at IS 'C1';

-- Name: service_deposit; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service_deposit (
    tenant_id uuid NOT NULL,
    service_id uuid NOT NULL,
    since_on date NOT NULL,
    kind text NOT NULL,
    amount_fen bigint,
    percent integer,
    pay_hours integer NOT NULL,
    free_hours integer NOT NULL,
    late_percent integer NOT NULL,
    no_show_percent integer NOT NULL,
    CONSTRAINT service_deposit_amount CHECK (((amount_fen >= 1) AND (amount_fen <= '100000000000'::bigint))),
    CONSTRAINT service_deposit_free CHECK (((free_hours >= 0) AND (free_hours <= 720))),
    CONSTRAINT service_deposit_kind CHECK ((kind = ANY (ARRAY['none'::text, 'amount'::text, 'share'::text]))),
    CONSTRAINT service_deposit_late CHECK (((late_percent >= 0) AND (late_percent <= 100))),
    CONSTRAINT service_deposit_meant CHECK ((((kind = 'amount'::text) = (amount_fen IS NOT NULL)) AND ((kind = 'share'::text) = (percent IS NOT NULL)))),
    CONSTRAINT service_deposit_no_show CHECK (((no_show_percent >= 0) AND (no_show_percent <= 100))),
    CONSTRAINT service_deposit_pay CHECK (((pay_hours >= 0) AND (pay_hours <= 720))),
    CONSTRAINT service_deposit_percent CHECK (((percent >= 1) AND (percent <= 100)))
);

ALTER TABLE ONLY app.service_deposit FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service_deposit OWNER TO peony_owner;

-- Name: COLUMN service_deposit.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.tenant_id IS 'C1';

-- Name: COLUMN service_deposit.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.service_id IS 'C1';

-- Name: COLUMN service_deposit.since_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.since_on IS 'C1';

-- Name: COLUMN service_deposit.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.kind IS 'C1';

-- Name: COLUMN service_deposit.amount_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.amount_fen IS 'C1';

-- Name: COLUMN service_deposit.percent; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.percent IS 'C1';

-- Name: COLUMN service_deposit.pay_hours; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.pay_hours IS 'C1';

-- Name: COLUMN service_deposit.free_hours; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.free_hours IS 'C1';

-- Name: COLUMN service_deposit.late_percent; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.late_percent IS 'C1';

-- Name: COLUMN service_deposit.no_show_percent; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_deposit.no_show_percent IS 'C1';

-- Name: service_need; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service_need (
    tenant_id uuid NOT NULL,
    service_id uuid NOT NULL,
    "position" integer NOT NULL,
    need integer NOT NULL,
    alternative integer NOT NULL,
    bond integer,
    kind text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    resource_id uuid,
    buffer_before integer DEFAULT 0 NOT NULL,
    buffer_after integer DEFAULT 0 NOT NULL,
    CONSTRAINT service_need_after CHECK (((buffer_after >= 0) AND (buffer_after <= 240))),
    CONSTRAINT service_need_alternative CHECK (((alternative >= 1) AND (alternative <= 12))),
    CONSTRAINT service_need_before CHECK (((buffer_before >= 0) AND (buffer_before <= 240))),
    CONSTRAINT service_need_bond CHECK (((bond >= 1) AND (bond <= 12))),
    CONSTRAINT service_need_kind CHECK ((kind = ANY (ARRAY['doctor'::text, 'nurse'::text, 'consultant'::text, 'therapist'::text, 'room'::text, 'device'::text]))),
    CONSTRAINT service_need_number CHECK (((need >= 1) AND (need <= 12))),
    CONSTRAINT service_need_tags CHECK ((cardinality(tags) <= 8))
);

ALTER TABLE ONLY app.service_need FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service_need OWNER TO peony_owner;

-- Name: COLUMN service_need.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.tenant_id IS 'C1';

-- Name: COLUMN service_need.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.service_id IS 'C1';

-- Name: COLUMN service_need."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need."position" IS 'C1';

-- Name: COLUMN service_need.need; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.need IS 'C1';

-- Name: COLUMN service_need.alternative; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.alternative IS 'C1';

-- Name: COLUMN service_need.bond; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.bond IS 'C1';

-- Name: COLUMN service_need.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.kind IS 'C1';

-- Name: COLUMN service_need.tags; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.tags IS 'C1';

-- Name: COLUMN service_need.resource_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.resource_id IS 'C1';

-- Name: COLUMN service_need.buffer_before; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.buffer_before IS 'C1';

-- Name: COLUMN service_need.buffer_after; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_need.buffer_after IS 'C1';

-- Name: service_package; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service_package (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    category_id uuid NOT NULL,
    code text,
    name text NOT NULL,
    name_en text,
    list_price_fen bigint NOT NULL,
    valid_days bigint,
    "position" bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT service_package_code CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{0,23}$'::text)),
    CONSTRAINT service_package_days CHECK (((valid_days >= 1) AND (valid_days <= 3650))),
    CONSTRAINT service_package_name CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT service_package_name_en CHECK (((length(name_en) >= 1) AND (length(name_en) <= 80))),
    CONSTRAINT service_package_position CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT service_package_price CHECK (((list_price_fen >= 0) AND (list_price_fen <= '100000000000'::bigint))),
    CONSTRAINT service_package_state CHECK ((state = ANY (ARRAY['active'::text, 'archived'::text])))
);

ALTER TABLE ONLY app.service_package FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service_package OWNER TO peony_owner;

-- Name: COLUMN service_package.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.tenant_id IS 'C1';

-- Name: COLUMN service_package.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.id IS 'C1';

-- Name: COLUMN service_package.category_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.category_id IS 'C1';

-- Name: COLUMN service_package.code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.code IS 'C1';

-- Name: COLUMN service_package.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.name IS 'C1';

-- Name: COLUMN service_package.name_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.name_en IS 'C1';

-- Name: COLUMN service_package.list_price_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.list_price_fen IS 'C1';

-- Name: COLUMN service_package.valid_days; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.valid_days IS 'C1';

-- Name: COLUMN service_package."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package."position" IS 'C1';

-- Name: COLUMN service_package.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.state IS 'C1';

-- Name: COLUMN service_package.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.version IS 'C1';

-- Name: COLUMN service_package.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.created_at IS 'C1';

-- Name: COLUMN service_package.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package.updated_at IS 'C1';

-- Name: service_package_line; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service_package_line (
    tenant_id uuid NOT NULL,
    package_id uuid NOT NULL,
    "position" integer NOT NULL,
    service_id uuid NOT NULL,
    sessions integer NOT NULL,
    gift boolean DEFAULT false NOT NULL,
    CONSTRAINT service_package_line_position CHECK ((("position" >= 1) AND ("position" <= 40))),
    CONSTRAINT service_package_line_sessions CHECK (((sessions >= 1) AND (sessions <= 100)))
);

ALTER TABLE ONLY app.service_package_line FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service_package_line OWNER TO peony_owner;

-- Name: COLUMN service_package_line.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package_line.tenant_id IS 'C1';

-- Name: COLUMN service_package_line.package_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package_line.package_id IS 'C1';

-- Name: COLUMN service_package_line."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package_line."position" IS 'C1';

-- Name: COLUMN service_package_line.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package_line.service_id IS 'C1';

-- Name: COLUMN service_package_line.sessions; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package_line.sessions IS 'C1';

-- Name: COLUMN service_package_line.gift; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_package_line.gift IS 'C1';

-- Name: service_rule; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service_rule (
    tenant_id uuid NOT NULL,
    service_id uuid NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    effect text NOT NULL,
    subject text,
    other_service_id uuid,
    measure integer,
    CONSTRAINT service_rule_effect CHECK ((effect = ANY (ARRAY['contraindicated'::text, 'need_review'::text, 'required'::text]))),
    CONSTRAINT service_rule_kind CHECK ((kind = ANY (ARRAY['warning'::text, 'answer'::text, 'age_below'::text, 'after_service'::text, 'form'::text, 'consent'::text]))),
    CONSTRAINT service_rule_measure CHECK (((measure >= 1) AND (measure <= 3650))),
    CONSTRAINT service_rule_measured CHECK (((kind = ANY (ARRAY['age_below'::text, 'after_service'::text])) = (measure IS NOT NULL))),
    CONSTRAINT service_rule_named CHECK (((kind = ANY (ARRAY['warning'::text, 'answer'::text, 'form'::text, 'consent'::text])) = (subject IS NOT NULL))),
    CONSTRAINT service_rule_other CHECK (((kind = 'after_service'::text) = (other_service_id IS NOT NULL))),
    CONSTRAINT service_rule_position CHECK ((("position" >= 1) AND ("position" <= 40))),
    CONSTRAINT service_rule_required CHECK (((kind = ANY (ARRAY['form'::text, 'consent'::text])) = (effect = 'required'::text))),
    CONSTRAINT service_rule_subject CHECK ((subject ~ '^[a-z][a-z0-9_]{0,39}$'::text))
);

ALTER TABLE ONLY app.service_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service_rule OWNER TO peony_owner;

-- Name: COLUMN service_rule.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule.tenant_id IS 'C1';

-- Name: COLUMN service_rule.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule.service_id IS 'C1';

-- Name: COLUMN service_rule."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule."position" IS 'C1';

-- Name: COLUMN service_rule.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule.kind IS 'C1';

-- Name: COLUMN service_rule.effect; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule.effect IS 'C1';

-- Name: COLUMN service_rule.subject; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule.subject IS 'C1';

-- Name: COLUMN service_rule.other_service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule.other_service_id IS 'C1';

-- Name: COLUMN service_rule.measure; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_rule.measure IS 'C1';

-- Name: service_segment; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.service_segment (
    tenant_id uuid NOT NULL,
    service_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    minutes integer NOT NULL,
    CONSTRAINT service_segment_minutes CHECK (((minutes >= 5) AND (minutes <= 720))),
    CONSTRAINT service_segment_name CHECK (((length(name) >= 1) AND (length(name) <= 30))),
    CONSTRAINT service_segment_position CHECK ((("position" >= 1) AND ("position" <= 12)))
);

ALTER TABLE ONLY app.service_segment FORCE ROW LEVEL SECURITY;

ALTER TABLE app.service_segment OWNER TO peony_owner;

-- Name: COLUMN service_segment.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_segment.tenant_id IS 'C1';

-- Name: COLUMN service_segment.service_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_segment.service_id IS 'C1';

-- Name: COLUMN service_segment."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_segment."position" IS 'C1';

-- Name: COLUMN service_segment.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_segment.name IS 'C1';

-- Name: COLUMN service_segment.minutes; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.service_segment.minutes IS 'C1';

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

-- Name: share_tree; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.share_tree (
    id text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE app.share_tree OWNER TO peony_owner;

-- Name: COLUMN share_tree.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.share_tree.id IS 'C1';

-- Name: COLUMN share_tree.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.share_tree.created_at IS 'C1';

-- Name: shift; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.shift (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    week_on date NOT NULL,
    day date NOT NULL,
    template_id uuid,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    break_starts_at timestamp with time zone,
    break_ends_at timestamp with time zone,
    state text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT shift_break CHECK ((((break_starts_at IS NULL) = (break_ends_at IS NULL)) AND ((break_starts_at IS NULL) OR ((starts_at < break_starts_at) AND (break_starts_at < break_ends_at) AND (break_ends_at < ends_at))))),
    CONSTRAINT shift_order CHECK (((starts_at < ends_at) AND ((ends_at - starts_at) <= '24:00:00'::interval))),
    CONSTRAINT shift_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
);

ALTER TABLE ONLY app.shift FORCE ROW LEVEL SECURITY;

ALTER TABLE app.shift OWNER TO peony_owner;

-- Name: COLUMN shift.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.tenant_id IS 'C1';

-- Name: COLUMN shift.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.id IS 'C1';

-- Name: COLUMN shift.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.branch_id IS 'C1';

-- Name: COLUMN shift.resource_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.resource_id IS 'C1';

-- Name: COLUMN shift.week_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.week_on IS 'C1';

-- Name: COLUMN shift.day; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.day IS 'C1';

-- Name: COLUMN shift.template_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.template_id IS 'C1';

-- Name: COLUMN shift.starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.starts_at IS 'C1';

-- Name: COLUMN shift.ends_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.ends_at IS 'C1';

-- Name: COLUMN shift.break_starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.break_starts_at IS 'C1';

-- Name: COLUMN shift.break_ends_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.break_ends_at IS 'C1';

-- Name: COLUMN shift.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.state IS 'C1';

-- Name: COLUMN shift.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.version IS 'C1';

-- Name: COLUMN shift.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.created_at IS 'C1';

-- Name: COLUMN shift.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift.updated_at IS 'C1';

-- Name: shift_swap; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.shift_swap (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    shift_id uuid NOT NULL,
    to_resource_id uuid NOT NULL,
    for_shift_id uuid,
    reason text,
    state text DEFAULT 'requested'::text NOT NULL,
    requested_by uuid NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    reason_sealed bytea,
    CONSTRAINT shift_swap_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 200))),
    CONSTRAINT shift_swap_state CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text]))),
    CONSTRAINT shift_swap_two_shifts CHECK ((shift_id <> for_shift_id))
);

ALTER TABLE ONLY app.shift_swap FORCE ROW LEVEL SECURITY;

ALTER TABLE app.shift_swap OWNER TO peony_owner;

-- Name: COLUMN shift_swap.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.tenant_id IS 'C1';

-- Name: COLUMN shift_swap.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.id IS 'C1';

-- Name: COLUMN shift_swap.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.branch_id IS 'C1';

-- Name: COLUMN shift_swap.shift_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.shift_id IS 'C1';

-- Name: COLUMN shift_swap.to_resource_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.to_resource_id IS 'C1';

-- Name: COLUMN shift_swap.for_shift_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.for_shift_id IS 'C1';

-- Name: COLUMN shift_swap.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.reason IS 'C2';

-- Name: COLUMN shift_swap.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.state IS 'C1';

-- Name: COLUMN shift_swap.requested_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.requested_by IS 'C1';

-- Name: COLUMN shift_swap.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.decided_at IS 'C1';

-- Name: COLUMN shift_swap.decided_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.decided_by IS 'C1';

-- Name: COLUMN shift_swap.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.version IS 'C1';

-- Name: COLUMN shift_swap.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.created_at IS 'C1';

-- Name: COLUMN shift_swap.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.updated_at IS 'C1';

-- Name: COLUMN shift_swap.reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_swap.reason_sealed IS 'C2';

-- Name: shift_template; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.shift_template (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    name text NOT NULL,
    starts_minute bigint NOT NULL,
    ends_minute bigint NOT NULL,
    break_starts_minute bigint,
    break_ends_minute bigint,
    "position" bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT shift_template_break CHECK ((((break_starts_minute IS NULL) = (break_ends_minute IS NULL)) AND ((break_starts_minute IS NULL) OR ((starts_minute < break_starts_minute) AND (break_starts_minute < break_ends_minute) AND (break_ends_minute < ends_minute))))),
    CONSTRAINT shift_template_end CHECK (((ends_minute >= 1) AND (ends_minute <= 1440))),
    CONSTRAINT shift_template_name CHECK (((length(name) >= 1) AND (length(name) <= 30))),
    CONSTRAINT shift_template_order CHECK ((starts_minute < ends_minute)),
    CONSTRAINT shift_template_position CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT shift_template_start CHECK (((starts_minute >= 0) AND (starts_minute <= 1439))),
    CONSTRAINT shift_template_state CHECK ((state = ANY (ARRAY['active'::text, 'archived'::text])))
);

ALTER TABLE ONLY app.shift_template FORCE ROW LEVEL SECURITY;

ALTER TABLE app.shift_template OWNER TO peony_owner;

-- Name: COLUMN shift_template.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.tenant_id IS 'C1';

-- Name: COLUMN shift_template.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.id IS 'C1';

-- Name: COLUMN shift_template.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.branch_id IS 'C1';

-- Name: COLUMN shift_template.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.name IS 'C1';

-- Name: COLUMN shift_template.starts_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.starts_minute IS 'C1';

-- Name: COLUMN shift_template.ends_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.ends_minute IS 'C1';

-- Name: COLUMN shift_template.break_starts_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.break_starts_minute IS 'C1';

-- Name: COLUMN shift_template.break_ends_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.break_ends_minute IS 'C1';

-- Name: COLUMN shift_template."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template."position" IS 'C1';

-- Name: COLUMN shift_template.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.state IS 'C1';

-- Name: COLUMN shift_template.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.version IS 'C1';

-- Name: COLUMN shift_template.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.created_at IS 'C1';

-- Name: COLUMN shift_template.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.shift_template.updated_at IS 'C1';

-- Name: support_grant; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.support_grant (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    operator_id uuid NOT NULL,
    operator_name text NOT NULL,
    scope text NOT NULL,
    reason text NOT NULL,
    granted_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    token_hash bytea,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT support_grant_operator_length CHECK (((length(operator_name) >= 1) AND (length(operator_name) <= 63))),
    CONSTRAINT support_grant_period CHECK (((until > created_at) AND (until <= (created_at + '04:00:00'::interval)))),
    CONSTRAINT support_grant_reason CHECK (((length(reason) >= 2) AND (length(reason) <= 200))),
    CONSTRAINT support_grant_scope CHECK ((scope = ANY (ARRAY['configuration'::text, 'customers'::text]))),
    CONSTRAINT support_grant_token_length CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY app.support_grant FORCE ROW LEVEL SECURITY;

ALTER TABLE app.support_grant OWNER TO peony_owner;

-- Name: COLUMN support_grant.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.tenant_id IS 'C1';

-- Name: COLUMN support_grant.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.id IS 'C1';

-- Name: COLUMN support_grant.operator_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.operator_id IS 'C1';

-- Name: COLUMN support_grant.operator_name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.operator_name IS 'C1';

-- Name: COLUMN support_grant.scope; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.scope IS 'C1';

-- Name: COLUMN support_grant.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.reason IS 'C2';

-- Name: COLUMN support_grant.granted_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.granted_by IS 'C1';

-- Name: COLUMN support_grant.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.created_at IS 'C1';

-- Name: COLUMN support_grant.until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.until IS 'C1';

-- Name: COLUMN support_grant.opened_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.opened_at IS 'C1';

-- Name: COLUMN support_grant.token_hash; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.token_hash IS 'C6';

-- Name: COLUMN support_grant.revoked_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.revoked_at IS 'C1';

-- Name: COLUMN support_grant.revoked_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.support_grant.revoked_by IS 'C1';

-- Name: tag; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tag (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    group_id uuid NOT NULL,
    name text NOT NULL,
    name_en text,
    colour text,
    kind text NOT NULL,
    lifetime_days integer,
    "position" integer NOT NULL,
    archived_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    system_code text,
    days integer,
    CONSTRAINT tag_colour CHECK ((colour = ANY (ARRAY['grey'::text, 'red'::text, 'orange'::text, 'amber'::text, 'green'::text, 'teal'::text, 'blue'::text, 'violet'::text, 'pink'::text]))),
    CONSTRAINT tag_days CHECK (((days >= 1) AND (days <= 3650))),
    CONSTRAINT tag_kind CHECK ((kind = ANY (ARRAY['manual'::text, 'rule'::text, 'system'::text]))),
    CONSTRAINT tag_lifetime CHECK (((lifetime_days >= 1) AND (lifetime_days <= 3650))),
    CONSTRAINT tag_lifetime_manual CHECK (((kind = 'manual'::text) OR (lifetime_days IS NULL))),
    CONSTRAINT tag_name CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT tag_name_en CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60))),
    CONSTRAINT tag_system CHECK ((((system_code IS NOT NULL) = (kind = 'system'::text)) AND ((days IS NULL) OR (kind = 'system'::text)))),
    CONSTRAINT tag_system_code CHECK ((system_code ~ '^[a-z][a-z0-9_.]{1,39}$'::text))
);

ALTER TABLE ONLY app.tag FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tag OWNER TO peony_owner;

-- Name: COLUMN tag.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.tenant_id IS 'C1';

-- Name: COLUMN tag.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.id IS 'C1';

-- Name: COLUMN tag.group_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.group_id IS 'C1';

-- Name: COLUMN tag.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.name IS 'C1';

-- Name: COLUMN tag.name_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.name_en IS 'C1';

-- Name: COLUMN tag.colour; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.colour IS 'C1';

-- Name: COLUMN tag.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.kind IS 'C1';

-- Name: COLUMN tag.lifetime_days; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.lifetime_days IS 'C1';

-- Name: COLUMN tag."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag."position" IS 'C1';

-- Name: COLUMN tag.archived_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.archived_at IS 'C1';

-- Name: COLUMN tag.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.version IS 'C1';

-- Name: COLUMN tag.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.created_at IS 'C1';

-- Name: COLUMN tag.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.updated_at IS 'C1';

-- Name: COLUMN tag.system_code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.system_code IS 'C1';

-- Name: COLUMN tag.days; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag.days IS 'C1';

-- Name: tag_group; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tag_group (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_en text,
    colour text NOT NULL,
    exclusive boolean NOT NULL,
    maximum integer,
    "position" integer NOT NULL,
    archived_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    system_code text,
    CONSTRAINT tag_group_colour CHECK ((colour = ANY (ARRAY['grey'::text, 'red'::text, 'orange'::text, 'amber'::text, 'green'::text, 'teal'::text, 'blue'::text, 'violet'::text, 'pink'::text]))),
    CONSTRAINT tag_group_limit CHECK (((NOT exclusive) OR (maximum IS NULL))),
    CONSTRAINT tag_group_maximum CHECK (((maximum >= 1) AND (maximum <= 50))),
    CONSTRAINT tag_group_name CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT tag_group_name_en CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60))),
    CONSTRAINT tag_group_system CHECK ((system_code = ANY (ARRAY['state'::text, 'layer'::text])))
);

ALTER TABLE ONLY app.tag_group FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tag_group OWNER TO peony_owner;

-- Name: COLUMN tag_group.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.tenant_id IS 'C1';

-- Name: COLUMN tag_group.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.id IS 'C1';

-- Name: COLUMN tag_group.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.name IS 'C1';

-- Name: COLUMN tag_group.name_en; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.name_en IS 'C1';

-- Name: COLUMN tag_group.colour; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.colour IS 'C1';

-- Name: COLUMN tag_group.exclusive; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.exclusive IS 'C1';

-- Name: COLUMN tag_group.maximum; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.maximum IS 'C1';

-- Name: COLUMN tag_group."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group."position" IS 'C1';

-- Name: COLUMN tag_group.archived_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.archived_at IS 'C1';

-- Name: COLUMN tag_group.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.version IS 'C1';

-- Name: COLUMN tag_group.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.created_at IS 'C1';

-- Name: COLUMN tag_group.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.updated_at IS 'C1';

-- Name: COLUMN tag_group.system_code; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_group.system_code IS 'C1';

-- Name: tag_rule; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tag_rule (
    tenant_id uuid NOT NULL,
    tag_id uuid NOT NULL,
    condition jsonb NOT NULL,
    defined_by uuid,
    defined_at timestamp with time zone NOT NULL,
    computed_at timestamp with time zone,
    CONSTRAINT tag_rule_size CHECK ((pg_column_size(condition) <= 16384))
);

ALTER TABLE ONLY app.tag_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tag_rule OWNER TO peony_owner;

-- Name: COLUMN tag_rule.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_rule.tenant_id IS 'C1';

-- Name: COLUMN tag_rule.tag_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_rule.tag_id IS 'C1';

-- Name: COLUMN tag_rule.condition; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_rule.condition IS 'C1';

-- Name: COLUMN tag_rule.defined_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_rule.defined_by IS 'C1';

-- Name: COLUMN tag_rule.defined_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_rule.defined_at IS 'C1';

-- Name: COLUMN tag_rule.computed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tag_rule.computed_at IS 'C1';

-- Name: task; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.task (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    assignee_id uuid NOT NULL,
    kind text NOT NULL,
    title text,
    lead_id uuid,
    customer_id uuid,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    postponed bigint DEFAULT 0 NOT NULL,
    postpone_reason text,
    outcome text,
    closed_at timestamp with time zone,
    closed_by uuid,
    created_by uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    record_id uuid,
    record_until date,
    record_days bigint,
    request_id uuid,
    title_sealed bytea,
    postpone_reason_sealed bytea,
    outcome_sealed bytea,
    holder_id uuid GENERATED ALWAYS AS (COALESCE(lead_id, request_id, customer_id)) STORED,
    CONSTRAINT task_closed CHECK (((state = 'open'::text) = (closed_at IS NULL))),
    CONSTRAINT task_kind CHECK ((kind = ANY (ARRAY['first_call'::text, 'call_back'::text, 'touch'::text, 'follow_up'::text, 'other'::text, 'licence_ends'::text, 'certificate_ends'::text, 'maintenance_due'::text, 'metrology_due'::text]))),
    CONSTRAINT task_of_request CHECK (((request_id IS NULL) OR ((lead_id IS NULL) AND (customer_id IS NULL)))),
    CONSTRAINT task_outcome CHECK (((length(outcome) >= 1) AND (length(outcome) <= 200))),
    CONSTRAINT task_postpone_reason CHECK (((length(postpone_reason) >= 1) AND (length(postpone_reason) <= 200))),
    CONSTRAINT task_record CHECK ((((kind = ANY (ARRAY['licence_ends'::text, 'certificate_ends'::text, 'maintenance_due'::text, 'metrology_due'::text])) = (record_id IS NOT NULL)) AND ((record_id IS NULL) = (record_until IS NULL)) AND ((record_id IS NULL) = (record_days IS NULL)))),
    CONSTRAINT task_record_days CHECK ((record_days = ANY (ARRAY[(0)::bigint, (7)::bigint, (30)::bigint, (90)::bigint]))),
    CONSTRAINT task_state CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text]))),
    CONSTRAINT task_title CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

ALTER TABLE ONLY app.task FORCE ROW LEVEL SECURITY;

ALTER TABLE app.task OWNER TO peony_owner;

-- Name: COLUMN task.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.tenant_id IS 'C1';

-- Name: COLUMN task.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.id IS 'C1';

-- Name: COLUMN task.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.branch_id IS 'C1';

-- Name: COLUMN task.assignee_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.assignee_id IS 'C1';

-- Name: COLUMN task.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.kind IS 'C1';

-- Name: COLUMN task.title; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.title IS 'C2';

-- Name: COLUMN task.lead_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.lead_id IS 'C1';

-- Name: COLUMN task.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.customer_id IS 'C1';

-- Name: COLUMN task.due_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.due_at IS 'C1';

-- Name: COLUMN task.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.state IS 'C1';

-- Name: COLUMN task.postponed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.postponed IS 'C1';

-- Name: COLUMN task.postpone_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.postpone_reason IS 'C2';

-- Name: COLUMN task.outcome; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.outcome IS 'C2';

-- Name: COLUMN task.closed_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.closed_at IS 'C1';

-- Name: COLUMN task.closed_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.closed_by IS 'C1';

-- Name: COLUMN task.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.created_by IS 'C1';

-- Name: COLUMN task.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.version IS 'C1';

-- Name: COLUMN task.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.created_at IS 'C1';

-- Name: COLUMN task.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.updated_at IS 'C1';

-- Name: COLUMN task.record_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.record_id IS 'C1';

-- Name: COLUMN task.record_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.record_until IS 'C1';

-- Name: COLUMN task.record_days; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.record_days IS 'C1';

-- Name: COLUMN task.request_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.request_id IS 'C1';

-- Name: COLUMN task.title_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.title_sealed IS 'C2';

-- Name: COLUMN task.postpone_reason_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.postpone_reason_sealed IS 'C2';

-- Name: COLUMN task.outcome_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.outcome_sealed IS 'C2';

-- Name: COLUMN task.holder_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.task.holder_id IS 'C1';

-- Name: tenant; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tenant (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    role_defaults bytea,
    closes_at timestamp with time zone,
    CONSTRAINT tenant_closing CHECK (((state = 'closing'::text) = (closes_at IS NOT NULL))),
    CONSTRAINT tenant_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT tenant_role_defaults_length CHECK ((length(role_defaults) = 32)),
    CONSTRAINT tenant_slug_form CHECK (((slug = '-'::text) OR (slug ~ '^[a-z][a-z0-9-]{1,30}[a-z0-9]$'::text))),
    CONSTRAINT tenant_state_known CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'closing'::text])))
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

-- Name: COLUMN tenant.closes_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant.closes_at IS 'C1';

-- Name: tenant_freeze; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tenant_freeze (
    tenant_id uuid NOT NULL,
    reason text NOT NULL,
    frozen_by uuid,
    frozen_at timestamp with time zone NOT NULL,
    thaw_asked_by uuid,
    thaw_asked_at timestamp with time zone,
    CONSTRAINT tenant_freeze_reason CHECK (((length(reason) >= 2) AND (length(reason) <= 200))),
    CONSTRAINT tenant_freeze_thaw CHECK (((thaw_asked_by IS NULL) = (thaw_asked_at IS NULL)))
);

ALTER TABLE ONLY app.tenant_freeze FORCE ROW LEVEL SECURITY;

ALTER TABLE app.tenant_freeze OWNER TO peony_owner;

-- Name: COLUMN tenant_freeze.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_freeze.tenant_id IS 'C1';

-- Name: COLUMN tenant_freeze.reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_freeze.reason IS 'C1';

-- Name: COLUMN tenant_freeze.frozen_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_freeze.frozen_by IS 'C1';

-- Name: COLUMN tenant_freeze.frozen_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_freeze.frozen_at IS 'C1';

-- Name: COLUMN tenant_freeze.thaw_asked_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_freeze.thaw_asked_by IS 'C1';

-- Name: COLUMN tenant_freeze.thaw_asked_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_freeze.thaw_asked_at IS 'C1';

-- Name: tenant_key; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.tenant_key (
    tenant_id uuid NOT NULL,
    purpose text NOT NULL,
    version integer NOT NULL,
    wrapped bytea NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    suite smallint DEFAULT 1 NOT NULL,
    CONSTRAINT tenant_key_destroyed CHECK (((state = 'destroyed'::text) = (length(wrapped) = 0))),
    CONSTRAINT tenant_key_purpose CHECK ((purpose = ANY (ARRAY['data'::text, 'index'::text, 'audit'::text]))),
    CONSTRAINT tenant_key_state CHECK ((state = ANY (ARRAY['filling'::text, 'active'::text, 'retiring'::text, 'destroyed'::text]))),
    CONSTRAINT tenant_key_suite CHECK ((suite = ANY (ARRAY[1, 2]))),
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

-- Name: COLUMN tenant_key.suite; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_key.suite IS 'C1';

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
    cipher_suite text DEFAULT 'aes256gcm'::text NOT NULL,
    export_key bytea,
    share_policy text DEFAULT 'none'::text NOT NULL,
    export_approval_rows integer DEFAULT 10000 NOT NULL,
    file_quota_mib integer DEFAULT 51200 NOT NULL,
    CONSTRAINT tenant_setting_cipher_suite CHECK ((cipher_suite = ANY (ARRAY['aes256gcm'::text, 'sm4'::text]))),
    CONSTRAINT tenant_setting_duplicate CHECK ((duplicate_answer = ANY (ARRAY['branch'::text, 'exists'::text]))),
    CONSTRAINT tenant_setting_export_approval CHECK (((export_approval_rows >= 0) AND (export_approval_rows <= 1000000))),
    CONSTRAINT tenant_setting_export_key CHECK ((length(export_key) = 32)),
    CONSTRAINT tenant_setting_file_quota CHECK (((file_quota_mib >= 0) AND (file_quota_mib <= 100000000))),
    CONSTRAINT tenant_setting_locale CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
    CONSTRAINT tenant_setting_profile CHECK ((compliance_profile = ANY (ARRAY['standard'::text, 'mlps3'::text]))),
    CONSTRAINT tenant_setting_rate CHECK (((requests_per_minute >= 60) AND (requests_per_minute <= 1000000))),
    CONSTRAINT tenant_setting_reveal_quota CHECK (((reveal_quota >= 0) AND (reveal_quota <= 10000))),
    CONSTRAINT tenant_setting_share_policy CHECK ((share_policy = ANY (ARRAY['none'::text, 'directory'::text, 'contact'::text, 'care'::text, 'full'::text]))),
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

-- Name: COLUMN tenant_setting.cipher_suite; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.cipher_suite IS 'C1';

-- Name: COLUMN tenant_setting.export_key; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.export_key IS 'C1';

-- Name: COLUMN tenant_setting.share_policy; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.share_policy IS 'C1';

-- Name: COLUMN tenant_setting.export_approval_rows; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.export_approval_rows IS 'C1';

-- Name: COLUMN tenant_setting.file_quota_mib; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.tenant_setting.file_quota_mib IS 'C1';

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

-- Name: treatment_plan; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.treatment_plan (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    revision bigint NOT NULL,
    state text NOT NULL,
    summary_sealed bytea,
    accepted_option text,
    accepted_fen bigint,
    declined_reason text,
    decided_at timestamp with time zone,
    decided_by uuid,
    created_by uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT treatment_plan_accepted CHECK ((((accepted_option IS NULL) = (accepted_fen IS NULL)) AND ((state <> 'accepted'::text) OR (accepted_option IS NOT NULL)))),
    CONSTRAINT treatment_plan_accepted_fen CHECK ((accepted_fen >= 0)),
    CONSTRAINT treatment_plan_declined CHECK (((state = 'declined'::text) = (declined_reason IS NOT NULL))),
    CONSTRAINT treatment_plan_declined_reason CHECK ((declined_reason = ANY (ARRAY['price'::text, 'comparing'::text, 'thinking'::text, 'family'::text, 'effect'::text, 'unsuitable'::text, 'no_time'::text, 'other'::text]))),
    CONSTRAINT treatment_plan_option CHECK ((accepted_option = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
    CONSTRAINT treatment_plan_revision CHECK (((revision >= 1) AND (revision <= 99))),
    CONSTRAINT treatment_plan_state CHECK ((state = ANY (ARRAY['draft'::text, 'discussed'::text, 'joint_review'::text, 'accepted'::text, 'declined'::text, 'superseded'::text])))
);

ALTER TABLE ONLY app.treatment_plan FORCE ROW LEVEL SECURITY;

ALTER TABLE app.treatment_plan OWNER TO peony_owner;

-- Name: COLUMN treatment_plan.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.tenant_id IS 'C1';

-- Name: COLUMN treatment_plan.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.id IS 'C1';

-- Name: COLUMN treatment_plan.consultation_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.consultation_id IS 'C1';

-- Name: COLUMN treatment_plan.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.customer_id IS 'C1';

-- Name: COLUMN treatment_plan.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.branch_id IS 'C1';

-- Name: COLUMN treatment_plan.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.unit_id IS 'C1';

-- Name: COLUMN treatment_plan.revision; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.revision IS 'C1';

-- Name: COLUMN treatment_plan.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.state IS 'C1';

-- Name: COLUMN treatment_plan.summary_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.summary_sealed IS 'C4';

-- Name: COLUMN treatment_plan.accepted_option; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.accepted_option IS 'C1';

-- Name: COLUMN treatment_plan.accepted_fen; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.accepted_fen IS 'C1';

-- Name: COLUMN treatment_plan.declined_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.declined_reason IS 'C1';

-- Name: COLUMN treatment_plan.decided_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.decided_at IS 'C1';

-- Name: COLUMN treatment_plan.decided_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.decided_by IS 'C1';

-- Name: COLUMN treatment_plan.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.created_by IS 'C1';

-- Name: COLUMN treatment_plan.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.version IS 'C1';

-- Name: COLUMN treatment_plan.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.created_at IS 'C1';

-- Name: COLUMN treatment_plan.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.treatment_plan.updated_at IS 'C1';

-- Name: triage_rule; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.triage_rule (
    tenant_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    strategy text NOT NULL,
    owner_first boolean NOT NULL,
    last_user_id uuid,
    turns bigint DEFAULT 0 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by uuid,
    CONSTRAINT triage_rule_strategy CHECK ((strategy = ANY (ARRAY['round_robin'::text, 'least_busy'::text, 'on_shift'::text, 'by_hand'::text]))),
    CONSTRAINT triage_rule_turns CHECK ((turns >= 0))
);

ALTER TABLE ONLY app.triage_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE app.triage_rule OWNER TO peony_owner;

-- Name: COLUMN triage_rule.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.tenant_id IS 'C1';

-- Name: COLUMN triage_rule.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.branch_id IS 'C1';

-- Name: COLUMN triage_rule.strategy; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.strategy IS 'C1';

-- Name: COLUMN triage_rule.owner_first; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.owner_first IS 'C1';

-- Name: COLUMN triage_rule.last_user_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.last_user_id IS 'C1';

-- Name: COLUMN triage_rule.turns; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.turns IS 'C1';

-- Name: COLUMN triage_rule.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.version IS 'C1';

-- Name: COLUMN triage_rule.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.updated_at IS 'C1';

-- Name: COLUMN triage_rule.updated_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.triage_rule.updated_by IS 'C1';

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

-- Name: visit_fact; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.visit_fact (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    visited_on date NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    source_id uuid,
    withdraws_id uuid,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by uuid,
    type text,
    state text,
    step text,
    step_since timestamp with time zone,
    arrived_at timestamp with time zone,
    left_at timestamp with time zone,
    consultant_id uuid,
    doctor_id uuid,
    room_id uuid,
    appointment_id uuid,
    triaged_by text,
    no_deal_reason text,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT visit_fact_checked_in CHECK ((((state IS NULL) = (type IS NULL)) AND ((state IS NULL) = (step IS NULL)) AND ((state IS NULL) = (step_since IS NULL)) AND ((state IS NULL) = (arrived_at IS NULL)))),
    CONSTRAINT visit_fact_day CHECK ((visited_on >= '1970-01-01'::date)),
    CONSTRAINT visit_fact_kind CHECK ((kind = ANY (ARRAY['arrival'::text, 'treatment'::text]))),
    CONSTRAINT visit_fact_left CHECK ((((NOT (state IS DISTINCT FROM 'left'::text)) = (left_at IS NOT NULL)) AND ((NOT (state IS DISTINCT FROM 'left'::text)) = (NOT (step IS DISTINCT FROM 'left'::text))))),
    CONSTRAINT visit_fact_no_deal_reason CHECK ((no_deal_reason = ANY (ARRAY['price'::text, 'comparing'::text, 'thinking'::text, 'family'::text, 'effect'::text, 'unsuitable'::text, 'no_time'::text, 'other'::text]))),
    CONSTRAINT visit_fact_source CHECK ((source ~ '^[a-z][a-z_]{1,39}$'::text)),
    CONSTRAINT visit_fact_state CHECK ((state = ANY (ARRAY['registered'::text, 'triaged'::text, 'consulting'::text, 'planned'::text, 'ordered'::text, 'no_deal'::text, 'treated'::text, 'left'::text]))),
    CONSTRAINT visit_fact_step CHECK ((step = ANY (ARRAY['waiting'::text, 'consultation'::text, 'cashier'::text, 'treatment'::text, 'observation'::text, 'left'::text]))),
    CONSTRAINT visit_fact_triaged_by CHECK ((triaged_by = ANY (ARRAY['own'::text, 'round_robin'::text, 'least_busy'::text, 'on_shift'::text, 'person'::text]))),
    CONSTRAINT visit_fact_type CHECK ((type = ANY (ARRAY['first'::text, 'return'::text, 'repeat_purchase'::text, 'review'::text, 'other'::text]))),
    CONSTRAINT visit_fact_withdraws_no_state CHECK (((withdraws_id IS NULL) OR (state IS NULL)))
);

ALTER TABLE ONLY app.visit_fact FORCE ROW LEVEL SECURITY;

ALTER TABLE app.visit_fact OWNER TO peony_owner;

-- Name: COLUMN visit_fact.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.tenant_id IS 'C1';

-- Name: COLUMN visit_fact.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.id IS 'C1';

-- Name: COLUMN visit_fact.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.customer_id IS 'C1';

-- Name: COLUMN visit_fact.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.branch_id IS 'C1';

-- Name: COLUMN visit_fact.unit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.unit_id IS 'C1';

-- Name: COLUMN visit_fact.visited_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.visited_on IS 'C1';

-- Name: COLUMN visit_fact.kind; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.kind IS 'C1';

-- Name: COLUMN visit_fact.source; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.source IS 'C1';

-- Name: COLUMN visit_fact.source_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.source_id IS 'C1';

-- Name: COLUMN visit_fact.withdraws_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.withdraws_id IS 'C1';

-- Name: COLUMN visit_fact.recorded_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.recorded_at IS 'C1';

-- Name: COLUMN visit_fact.recorded_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.recorded_by IS 'C1';

-- Name: COLUMN visit_fact.type; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.type IS 'C1';

-- Name: COLUMN visit_fact.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.state IS 'C1';

-- Name: COLUMN visit_fact.step; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.step IS 'C1';

-- Name: COLUMN visit_fact.step_since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.step_since IS 'C1';

-- Name: COLUMN visit_fact.arrived_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.arrived_at IS 'C1';

-- Name: COLUMN visit_fact.left_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.left_at IS 'C1';

-- Name: COLUMN visit_fact.consultant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.consultant_id IS 'C1';

-- Name: COLUMN visit_fact.doctor_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.doctor_id IS 'C1';

-- Name: COLUMN visit_fact.room_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.room_id IS 'C1';

-- Name: COLUMN visit_fact.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.appointment_id IS 'C1';

-- Name: COLUMN visit_fact.triaged_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.triaged_by IS 'C1';

-- Name: COLUMN visit_fact.no_deal_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.no_deal_reason IS 'C1';

-- Name: COLUMN visit_fact.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_fact.version IS 'C1';

-- Name: visit_step; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.visit_step (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    visit_id uuid NOT NULL,
    "position" bigint NOT NULL,
    customer_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    step text NOT NULL,
    state text NOT NULL,
    since timestamp with time zone NOT NULL,
    consultant_id uuid,
    doctor_id uuid,
    room_id uuid,
    moved_by uuid,
    CONSTRAINT visit_step_position CHECK ((("position" >= 1) AND ("position" <= 200))),
    CONSTRAINT visit_step_step CHECK ((step = ANY (ARRAY['waiting'::text, 'consultation'::text, 'cashier'::text, 'treatment'::text, 'observation'::text, 'left'::text])))
);

ALTER TABLE ONLY app.visit_step FORCE ROW LEVEL SECURITY;

ALTER TABLE app.visit_step OWNER TO peony_owner;

-- Name: COLUMN visit_step.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.tenant_id IS 'C1';

-- Name: COLUMN visit_step.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.id IS 'C1';

-- Name: COLUMN visit_step.visit_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.visit_id IS 'C1';

-- Name: COLUMN visit_step."position"; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step."position" IS 'C1';

-- Name: COLUMN visit_step.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.customer_id IS 'C1';

-- Name: COLUMN visit_step.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.branch_id IS 'C1';

-- Name: COLUMN visit_step.step; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.step IS 'C1';

-- Name: COLUMN visit_step.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.state IS 'C1';

-- Name: COLUMN visit_step.since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.since IS 'C1';

-- Name: COLUMN visit_step.consultant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.consultant_id IS 'C1';

-- Name: COLUMN visit_step.doctor_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.doctor_id IS 'C1';

-- Name: COLUMN visit_step.room_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.room_id IS 'C1';

-- Name: COLUMN visit_step.moved_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.visit_step.moved_by IS 'C1';

-- Name: waitlist_entry; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.waitlist_entry (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    customer_branch_id uuid NOT NULL,
    services uuid[] NOT NULL,
    resource_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    weekdays text[] NOT NULL,
    from_minute bigint NOT NULL,
    until_minute bigint NOT NULL,
    priority bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    appointment_id uuid,
    offered_until timestamp with time zone,
    ended_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT waitlist_entry_days CHECK (((from_on <= until_on) AND ((until_on - from_on) <= 92))),
    CONSTRAINT waitlist_entry_from CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
    CONSTRAINT waitlist_entry_minutes CHECK ((from_minute < until_minute)),
    CONSTRAINT waitlist_entry_offer CHECK ((((state = 'offered'::text) = (offered_until IS NOT NULL)) AND ((state <> ALL (ARRAY['offered'::text, 'booked'::text])) OR (appointment_id IS NOT NULL)))),
    CONSTRAINT waitlist_entry_priority CHECK (((priority >= 0) AND (priority <= 9))),
    CONSTRAINT waitlist_entry_resources CHECK ((cardinality(resource_ids) <= 40)),
    CONSTRAINT waitlist_entry_services CHECK (((cardinality(services) >= 1) AND (cardinality(services) <= 6))),
    CONSTRAINT waitlist_entry_state CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'booked'::text, 'withdrawn'::text, 'expired'::text]))),
    CONSTRAINT waitlist_entry_until CHECK (((until_minute >= 1) AND (until_minute <= 1440))),
    CONSTRAINT waitlist_entry_weekdays CHECK (((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)))
);

ALTER TABLE ONLY app.waitlist_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE app.waitlist_entry OWNER TO peony_owner;

-- Name: COLUMN waitlist_entry.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.tenant_id IS 'C1';

-- Name: COLUMN waitlist_entry.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.id IS 'C1';

-- Name: COLUMN waitlist_entry.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.branch_id IS 'C1';

-- Name: COLUMN waitlist_entry.customer_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.customer_id IS 'C1';

-- Name: COLUMN waitlist_entry.customer_branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.customer_branch_id IS 'C1';

-- Name: COLUMN waitlist_entry.services; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.services IS 'C1';

-- Name: COLUMN waitlist_entry.resource_ids; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.resource_ids IS 'C1';

-- Name: COLUMN waitlist_entry.from_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.from_on IS 'C1';

-- Name: COLUMN waitlist_entry.until_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.until_on IS 'C1';

-- Name: COLUMN waitlist_entry.weekdays; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.weekdays IS 'C1';

-- Name: COLUMN waitlist_entry.from_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.from_minute IS 'C1';

-- Name: COLUMN waitlist_entry.until_minute; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.until_minute IS 'C1';

-- Name: COLUMN waitlist_entry.priority; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.priority IS 'C1';

-- Name: COLUMN waitlist_entry.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.state IS 'C1';

-- Name: COLUMN waitlist_entry.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.appointment_id IS 'C1';

-- Name: COLUMN waitlist_entry.offered_until; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.offered_until IS 'C1';

-- Name: COLUMN waitlist_entry.ended_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.ended_at IS 'C1';

-- Name: COLUMN waitlist_entry.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.version IS 'C1';

-- Name: COLUMN waitlist_entry.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.created_by IS 'C1';

-- Name: COLUMN waitlist_entry.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.created_at IS 'C1';

-- Name: COLUMN waitlist_entry.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_entry.updated_at IS 'C1';

-- Name: waitlist_offer; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.waitlist_offer (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    offered_on date NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT waitlist_offer_settled CHECK (((state = 'open'::text) = (settled_at IS NULL))),
    CONSTRAINT waitlist_offer_state CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'expired'::text])))
);

ALTER TABLE ONLY app.waitlist_offer FORCE ROW LEVEL SECURITY;

ALTER TABLE app.waitlist_offer OWNER TO peony_owner;

-- Name: COLUMN waitlist_offer.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.tenant_id IS 'C1';

-- Name: COLUMN waitlist_offer.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.id IS 'C1';

-- Name: COLUMN waitlist_offer.branch_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.branch_id IS 'C1';

-- Name: COLUMN waitlist_offer.entry_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.entry_id IS 'C1';

-- Name: COLUMN waitlist_offer.appointment_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.appointment_id IS 'C1';

-- Name: COLUMN waitlist_offer.starts_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.starts_at IS 'C1';

-- Name: COLUMN waitlist_offer.offered_on; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.offered_on IS 'C1';

-- Name: COLUMN waitlist_offer.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.state IS 'C1';

-- Name: COLUMN waitlist_offer.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.created_at IS 'C1';

-- Name: COLUMN waitlist_offer.settled_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.waitlist_offer.settled_at IS 'C1';

-- Name: webhook; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.webhook (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    event_types text[] NOT NULL,
    secret_sealed bytea NOT NULL,
    state text NOT NULL,
    pause_reason text,
    failing_since timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT webhook_event_types_count CHECK (((cardinality(event_types) >= 1) AND (cardinality(event_types) <= 50))),
    CONSTRAINT webhook_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT webhook_pause CHECK (((state = 'paused'::text) = (pause_reason IS NOT NULL))),
    CONSTRAINT webhook_pause_reason CHECK ((pause_reason = ANY (ARRAY['person'::text, 'failing'::text, 'gone'::text]))),
    CONSTRAINT webhook_state_known CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text]))),
    CONSTRAINT webhook_url_length CHECK (((length(url) >= 1) AND (length(url) <= 2000)))
);

ALTER TABLE ONLY app.webhook FORCE ROW LEVEL SECURITY;

ALTER TABLE app.webhook OWNER TO peony_owner;

-- Name: COLUMN webhook.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.tenant_id IS 'C1';

-- Name: COLUMN webhook.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.id IS 'C1';

-- Name: COLUMN webhook.name; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.name IS 'C1';

-- Name: COLUMN webhook.url; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.url IS 'C1';

-- Name: COLUMN webhook.event_types; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.event_types IS 'C1';

-- Name: COLUMN webhook.secret_sealed; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.secret_sealed IS 'C6';

-- Name: COLUMN webhook.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.state IS 'C1';

-- Name: COLUMN webhook.pause_reason; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.pause_reason IS 'C1';

-- Name: COLUMN webhook.failing_since; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.failing_since IS 'C1';

-- Name: COLUMN webhook.version; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.version IS 'C1';

-- Name: COLUMN webhook.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.created_at IS 'C1';

-- Name: COLUMN webhook.created_by; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.created_by IS 'C1';

-- Name: COLUMN webhook.updated_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook.updated_at IS 'C1';

-- Name: webhook_delivery; Type: TABLE; Schema: app; Owner: peony_owner

CREATE TABLE app.webhook_delivery (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event_id uuid NOT NULL,
    event_type text NOT NULL,
    object_type text NOT NULL,
    object_id uuid NOT NULL,
    fields text[] NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    status integer,
    error text,
    milliseconds integer,
    attempted_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT webhook_delivery_error_length CHECK ((length(error) <= 120)),
    CONSTRAINT webhook_delivery_state CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
);

ALTER TABLE ONLY app.webhook_delivery FORCE ROW LEVEL SECURITY;

ALTER TABLE app.webhook_delivery OWNER TO peony_owner;

-- Name: COLUMN webhook_delivery.tenant_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.tenant_id IS 'C1';

-- Name: COLUMN webhook_delivery.id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.id IS 'C1';

-- Name: COLUMN webhook_delivery.webhook_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.webhook_id IS 'C1';

-- Name: COLUMN webhook_delivery.event_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.event_id IS 'C1';

-- Name: COLUMN webhook_delivery.event_type; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.event_type IS 'C1';

-- Name: COLUMN webhook_delivery.object_type; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.object_type IS 'C1';

-- Name: COLUMN webhook_delivery.object_id; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.object_id IS 'C1';

-- Name: COLUMN webhook_delivery.fields; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.fields IS 'C1';

-- Name: COLUMN webhook_delivery.occurred_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.occurred_at IS 'C1';

-- Name: COLUMN webhook_delivery.state; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.state IS 'C1';

-- Name: COLUMN webhook_delivery.attempts; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.attempts IS 'C1';

-- Name: COLUMN webhook_delivery.status; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.status IS 'C1';

-- Name: COLUMN webhook_delivery.error; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.error IS 'C1';

-- Name: COLUMN webhook_delivery.milliseconds; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.milliseconds IS 'C1';

-- Name: COLUMN webhook_delivery.attempted_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.attempted_at IS 'C1';

-- Name: COLUMN webhook_delivery.created_at; Type: COMMENT; Schema: app; Owner: peony_owner

COMMENT ON COLUMN app.webhook_delivery.created_at IS 'C1';

-- Name: anchor; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.anchor (
    name text NOT NULL,
    delivered bigint DEFAULT 0 NOT NULL,
    delivered_at timestamp with time zone,
    failures bigint DEFAULT 0 NOT NULL,
    failed_at timestamp with time zone,
    error text
);

ALTER TABLE audit.anchor OWNER TO peony_owner;

-- Name: COLUMN anchor.name; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.anchor.name IS 'C1';

-- Name: COLUMN anchor.delivered; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.anchor.delivered IS 'C1';

-- Name: COLUMN anchor.delivered_at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.anchor.delivered_at IS 'C1';

-- Name: COLUMN anchor.failures; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.anchor.failures IS 'C1';

-- Name: COLUMN anchor.failed_at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.anchor.failed_at IS 'C1';

-- Name: COLUMN anchor.error; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.anchor.error IS 'C1';

-- Name: archive; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.archive (
    tenant_id uuid NOT NULL,
    month date NOT NULL,
    file_name text NOT NULL,
    sha256 bytea NOT NULL,
    event_count bigint NOT NULL,
    first_batch bigint NOT NULL,
    last_batch bigint NOT NULL,
    seal text NOT NULL,
    archived_at timestamp with time zone NOT NULL,
    CONSTRAINT archive_batches CHECK ((last_batch >= first_batch)),
    CONSTRAINT archive_hash_length CHECK ((length(sha256) = 32)),
    CONSTRAINT archive_month CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT archive_not_empty CHECK ((event_count > 0))
);

ALTER TABLE ONLY audit.archive FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.archive OWNER TO peony_owner;

-- Name: COLUMN archive.tenant_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.tenant_id IS 'C1';

-- Name: COLUMN archive.month; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.month IS 'C1';

-- Name: COLUMN archive.file_name; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.file_name IS 'C1';

-- Name: COLUMN archive.sha256; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.sha256 IS 'C1';

-- Name: COLUMN archive.event_count; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.event_count IS 'C1';

-- Name: COLUMN archive.first_batch; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.first_batch IS 'C1';

-- Name: COLUMN archive.last_batch; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.last_batch IS 'C1';

-- Name: COLUMN archive.seal; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.seal IS 'C1';

-- Name: COLUMN archive.archived_at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archive.archived_at IS 'C1';

-- Name: archived_batch; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.archived_batch (
    tenant_id uuid NOT NULL,
    month date NOT NULL,
    batch bigint NOT NULL,
    event_count integer NOT NULL,
    CONSTRAINT archived_batch_not_empty CHECK ((event_count > 0))
);

ALTER TABLE ONLY audit.archived_batch FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.archived_batch OWNER TO peony_owner;

-- Name: COLUMN archived_batch.tenant_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archived_batch.tenant_id IS 'C1';

-- Name: COLUMN archived_batch.month; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archived_batch.month IS 'C1';

-- Name: COLUMN archived_batch.batch; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archived_batch.batch IS 'C1';

-- Name: COLUMN archived_batch.event_count; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.archived_batch.event_count IS 'C1';

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
    restored boolean DEFAULT false NOT NULL,
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

-- Name: COLUMN batch.restored; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.batch.restored IS 'C1';

-- Name: cluster; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.cluster (
    since timestamp with time zone NOT NULL,
    system_identifier bigint NOT NULL
);

ALTER TABLE audit.cluster OWNER TO peony_owner;

-- Name: COLUMN cluster.since; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.cluster.since IS 'C1';

-- Name: COLUMN cluster.system_identifier; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.cluster.system_identifier IS 'C1';

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

-- Name: note; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.note (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    text text NOT NULL,
    CONSTRAINT note_positive CHECK ((number > 0))
);

ALTER TABLE audit.note OWNER TO peony_owner;

-- Name: COLUMN note.number; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.note.number IS 'C1';

-- Name: COLUMN note.at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.note.at IS 'C1';

-- Name: COLUMN note.text; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.note.text IS 'C1';

-- Name: note_key; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.note_key (
    version integer NOT NULL,
    verifier text NOT NULL,
    since bigint,
    at timestamp with time zone NOT NULL,
    CONSTRAINT note_key_first CHECK (((version = 1) = (since IS NULL))),
    CONSTRAINT note_key_version CHECK ((version > 0))
);

ALTER TABLE audit.note_key OWNER TO peony_owner;

-- Name: COLUMN note_key.version; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.note_key.version IS 'C1';

-- Name: COLUMN note_key.verifier; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.note_key.verifier IS 'C1';

-- Name: COLUMN note_key.since; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.note_key.since IS 'C1';

-- Name: COLUMN note_key.at; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.note_key.at IS 'C1';

-- Name: reading_day; Type: TABLE; Schema: audit; Owner: peony_owner

CREATE TABLE audit.reading_day (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    day date NOT NULL,
    customers integer NOT NULL,
    CONSTRAINT reading_day_customers CHECK ((customers >= 0))
);

ALTER TABLE ONLY audit.reading_day FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.reading_day OWNER TO peony_owner;

-- Name: COLUMN reading_day.tenant_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.reading_day.tenant_id IS 'C1';

-- Name: COLUMN reading_day.user_id; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.reading_day.user_id IS 'C1';

-- Name: COLUMN reading_day.day; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.reading_day.day IS 'C1';

-- Name: COLUMN reading_day.customers; Type: COMMENT; Schema: audit; Owner: peony_owner

COMMENT ON COLUMN audit.reading_day.customers IS 'C1';

-- Name: retention; Type: TABLE; Schema: priv; Owner: peony_owner

CREATE TABLE priv.retention (
    target text NOT NULL,
    since text,
    floor interval,
    CONSTRAINT retention_period CHECK (((since IS NULL) = (floor IS NULL)))
);

ALTER TABLE priv.retention OWNER TO peony_owner;

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

-- Name: alert alert_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.alert
    ADD CONSTRAINT alert_once UNIQUE (tenant_id, kind, occasion);

-- Name: alert alert_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.alert
    ADD CONSTRAINT alert_pkey PRIMARY KEY (tenant_id, id);

-- Name: api_key api_key_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (tenant_id, id);

-- Name: api_key api_key_token_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.api_key
    ADD CONSTRAINT api_key_token_unique UNIQUE (tenant_id, token_hash);

-- Name: appointment_deposit appointment_deposit_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_deposit
    ADD CONSTRAINT appointment_deposit_pkey PRIMARY KEY (tenant_id, appointment_id, "position");

-- Name: appointment appointment_in_branch; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment
    ADD CONSTRAINT appointment_in_branch UNIQUE (tenant_id, id, branch_id);

-- Name: appointment_item appointment_item_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_item
    ADD CONSTRAINT appointment_item_pkey PRIMARY KEY (tenant_id, appointment_id, "position");

-- Name: appointment_person appointment_person_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_person
    ADD CONSTRAINT appointment_person_pkey PRIMARY KEY (tenant_id, appointment_id, user_id);

-- Name: appointment appointment_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment
    ADD CONSTRAINT appointment_pkey PRIMARY KEY (tenant_id, id);

-- Name: audit_setting audit_setting_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.audit_setting
    ADD CONSTRAINT audit_setting_pkey PRIMARY KEY (tenant_id);

-- Name: backup backup_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.backup
    ADD CONSTRAINT backup_pkey PRIMARY KEY (name);

-- Name: break_glass break_glass_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.break_glass
    ADD CONSTRAINT break_glass_pkey PRIMARY KEY (tenant_id, id);

-- Name: bulk_action bulk_action_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.bulk_action
    ADD CONSTRAINT bulk_action_pkey PRIMARY KEY (tenant_id, id);

-- Name: bulk_action_row bulk_action_row_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.bulk_action_row
    ADD CONSTRAINT bulk_action_row_pkey PRIMARY KEY (tenant_id, action_id, "position");

-- Name: calendar_day calendar_day_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.calendar_day
    ADD CONSTRAINT calendar_day_once UNIQUE (tenant_id, unit_id, day);

-- Name: calendar_day calendar_day_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (tenant_id, id);

-- Name: canary_customer canary_customer_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.canary_customer
    ADD CONSTRAINT canary_customer_pkey PRIMARY KEY (tenant_id, customer_id);

-- Name: care_relation care_relation_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_relation
    ADD CONSTRAINT care_relation_pkey PRIMARY KEY (tenant_id, user_id, customer_id);

-- Name: care_request care_request_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_request
    ADD CONSTRAINT care_request_pkey PRIMARY KEY (tenant_id, id);

-- Name: consent_notice consent_notice_edition_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent_notice
    ADD CONSTRAINT consent_notice_edition_once UNIQUE (tenant_id, purpose, language, edition);

-- Name: consent_notice consent_notice_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent_notice
    ADD CONSTRAINT consent_notice_pkey PRIMARY KEY (tenant_id, id);

-- Name: consent consent_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (tenant_id, id);

-- Name: consultation_mark consultation_mark_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation_mark
    ADD CONSTRAINT consultation_mark_pkey PRIMARY KEY (tenant_id, id);

-- Name: consultation consultation_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation
    ADD CONSTRAINT consultation_pkey PRIMARY KEY (tenant_id, id);

-- Name: custom_choice custom_choice_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_choice
    ADD CONSTRAINT custom_choice_pkey PRIMARY KEY (tenant_id, field_id, customer_id, value);

-- Name: custom_customer custom_customer_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_customer
    ADD CONSTRAINT custom_customer_pkey PRIMARY KEY (tenant_id, field_id, customer_id);

-- Name: custom_date custom_date_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_date
    ADD CONSTRAINT custom_date_pkey PRIMARY KEY (tenant_id, field_id, customer_id);

-- Name: custom_field custom_field_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_field
    ADD CONSTRAINT custom_field_once UNIQUE (tenant_id, code);

-- Name: custom_field custom_field_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_field
    ADD CONSTRAINT custom_field_pkey PRIMARY KEY (tenant_id, id);

-- Name: custom_file custom_file_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_file
    ADD CONSTRAINT custom_file_pkey PRIMARY KEY (tenant_id, field_id, customer_id);

-- Name: custom_number custom_number_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_number
    ADD CONSTRAINT custom_number_pkey PRIMARY KEY (tenant_id, field_id, customer_id);

-- Name: custom_person custom_person_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_person
    ADD CONSTRAINT custom_person_pkey PRIMARY KEY (tenant_id, field_id, customer_id);

-- Name: custom_sealed custom_sealed_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_sealed
    ADD CONSTRAINT custom_sealed_once UNIQUE (tenant_id, field_id, customer_id);

-- Name: custom_sealed custom_sealed_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_sealed
    ADD CONSTRAINT custom_sealed_pkey PRIMARY KEY (tenant_id, id);

-- Name: custom_text custom_text_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_text
    ADD CONSTRAINT custom_text_pkey PRIMARY KEY (tenant_id, field_id, customer_id);

-- Name: customer_address customer_address_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_address
    ADD CONSTRAINT customer_address_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_attachment customer_attachment_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_attachment
    ADD CONSTRAINT customer_attachment_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer customer_branch_key; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_branch_key UNIQUE (tenant_id, id, home_branch_id);

-- Name: customer_external_id customer_external_id_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_external_id
    ADD CONSTRAINT customer_external_id_pkey PRIMARY KEY (tenant_id, source, token);

-- Name: customer_lane customer_lane_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_lane
    ADD CONSTRAINT customer_lane_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_level_change customer_level_change_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_level_change
    ADD CONSTRAINT customer_level_change_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_merge customer_merge_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_merge
    ADD CONSTRAINT customer_merge_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_merge_row customer_merge_row_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_merge_row
    ADD CONSTRAINT customer_merge_row_pkey PRIMARY KEY (tenant_id, merge_id, "position");

-- Name: customer_note customer_note_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_note
    ADD CONSTRAINT customer_note_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer customer_number_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_number_unique UNIQUE (tenant_id, number);

-- Name: customer_numbering customer_numbering_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_numbering
    ADD CONSTRAINT customer_numbering_pkey PRIMARY KEY (tenant_id, unit_id);

-- Name: customer_phone customer_phone_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_phone
    ADD CONSTRAINT customer_phone_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_relation customer_relation_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_relation
    ADD CONSTRAINT customer_relation_once UNIQUE (tenant_id, customer_id, other_customer_id);

-- Name: customer_relation customer_relation_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_relation
    ADD CONSTRAINT customer_relation_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_share customer_share_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_share
    ADD CONSTRAINT customer_share_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_tag customer_tag_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_tag
    ADD CONSTRAINT customer_tag_pkey PRIMARY KEY (tenant_id, id);

-- Name: customer_warning customer_warning_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_warning
    ADD CONSTRAINT customer_warning_pkey PRIMARY KEY (tenant_id, id);

-- Name: data_export data_export_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_export
    ADD CONSTRAINT data_export_pkey PRIMARY KEY (tenant_id, id);

-- Name: data_export data_export_token; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_export
    ADD CONSTRAINT data_export_token UNIQUE (tenant_id, token_hash);

-- Name: data_request data_request_number; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_request
    ADD CONSTRAINT data_request_number UNIQUE (tenant_id, number);

-- Name: data_request data_request_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_request
    ADD CONSTRAINT data_request_pkey PRIMARY KEY (tenant_id, id);

-- Name: detection detection_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.detection
    ADD CONSTRAINT detection_pkey PRIMARY KEY (tenant_id);

-- Name: disclosure disclosure_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.disclosure
    ADD CONSTRAINT disclosure_pkey PRIMARY KEY (tenant_id, id);

-- Name: duplicate_due duplicate_due_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.duplicate_due
    ADD CONSTRAINT duplicate_due_pkey PRIMARY KEY (tenant_id, customer_id);

-- Name: duplicate_pair duplicate_pair_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.duplicate_pair
    ADD CONSTRAINT duplicate_pair_once UNIQUE (tenant_id, customer_id, other_id);

-- Name: duplicate_pair duplicate_pair_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.duplicate_pair
    ADD CONSTRAINT duplicate_pair_pkey PRIMARY KEY (tenant_id, id);

-- Name: erasure_ledger erasure_ledger_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.erasure_ledger
    ADD CONSTRAINT erasure_ledger_once UNIQUE (chain_id, customer_id, key);

-- Name: erasure_ledger erasure_ledger_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.erasure_ledger
    ADD CONSTRAINT erasure_ledger_pkey PRIMARY KEY (sequence);

-- Name: erasure erasure_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.erasure
    ADD CONSTRAINT erasure_once UNIQUE (tenant_id, customer_id);

-- Name: erasure erasure_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (tenant_id, id);

-- Name: export export_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.export
    ADD CONSTRAINT export_pkey PRIMARY KEY (tenant_id, id);

-- Name: file_content file_content_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.file_content
    ADD CONSTRAINT file_content_once UNIQUE (tenant_id, address);

-- Name: file_content file_content_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.file_content
    ADD CONSTRAINT file_content_pkey PRIMARY KEY (tenant_id, id);

-- Name: file file_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.file
    ADD CONSTRAINT file_pkey PRIMARY KEY (tenant_id, id);

-- Name: file_secret file_secret_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.file_secret
    ADD CONSTRAINT file_secret_pkey PRIMARY KEY (tenant_id);

-- Name: idempotency idempotency_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.idempotency
    ADD CONSTRAINT idempotency_once PRIMARY KEY (tenant_id, user_id, key);

-- Name: identity_token identity_token_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.identity_token
    ADD CONSTRAINT identity_token_pkey PRIMARY KEY (tenant_id, key_version, kind, token, customer_id);

-- Name: import_mapping import_mapping_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.import_mapping
    ADD CONSTRAINT import_mapping_pkey PRIMARY KEY (tenant_id, kind, titles);

-- Name: import import_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (tenant_id, id);

-- Name: import_row import_row_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.import_row
    ADD CONSTRAINT import_row_pkey PRIMARY KEY (tenant_id, import_id, "row");

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

-- Name: key_rotation key_rotation_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.key_rotation
    ADD CONSTRAINT key_rotation_pkey PRIMARY KEY (tenant_id, id);

-- Name: layer_parameter layer_parameter_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_parameter
    ADD CONSTRAINT layer_parameter_pkey PRIMARY KEY (tenant_id, id);

-- Name: layer_run layer_run_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_run
    ADD CONSTRAINT layer_run_pkey PRIMARY KEY (tenant_id, id);

-- Name: layer_snapshot layer_snapshot_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_snapshot
    ADD CONSTRAINT layer_snapshot_pkey PRIMARY KEY (tenant_id, month);

-- Name: layer_snapshot_row layer_snapshot_row_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_snapshot_row
    ADD CONSTRAINT layer_snapshot_row_pkey PRIMARY KEY (tenant_id, month, customer_id);

-- Name: lead_assignment lead_assignment_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_assignment
    ADD CONSTRAINT lead_assignment_pkey PRIMARY KEY (tenant_id, id);

-- Name: lead lead_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead
    ADD CONSTRAINT lead_pkey PRIMARY KEY (tenant_id, id);

-- Name: lead_rule_counter lead_rule_counter_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule_counter
    ADD CONSTRAINT lead_rule_counter_pkey PRIMARY KEY (tenant_id, rule_id);

-- Name: lead_rule_member lead_rule_member_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule_member
    ADD CONSTRAINT lead_rule_member_once UNIQUE (tenant_id, rule_id, "position");

-- Name: lead_rule_member lead_rule_member_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule_member
    ADD CONSTRAINT lead_rule_member_pkey PRIMARY KEY (tenant_id, rule_id, user_id);

-- Name: lead_rule lead_rule_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule
    ADD CONSTRAINT lead_rule_pkey PRIMARY KEY (tenant_id, id);

-- Name: lead_setting lead_setting_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_setting
    ADD CONSTRAINT lead_setting_pkey PRIMARY KEY (tenant_id);

-- Name: lead_token lead_token_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_token
    ADD CONSTRAINT lead_token_pkey PRIMARY KEY (tenant_id, key_version, field, token, lead_id);

-- Name: lead_touch lead_touch_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_touch
    ADD CONSTRAINT lead_touch_pkey PRIMARY KEY (tenant_id, id);

-- Name: leave_request leave_request_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.leave_request
    ADD CONSTRAINT leave_request_pkey PRIMARY KEY (tenant_id, id);

-- Name: licence licence_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.licence
    ADD CONSTRAINT licence_pkey PRIMARY KEY (tenant_id, id);

-- Name: licence_place licence_place_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.licence_place
    ADD CONSTRAINT licence_place_pkey PRIMARY KEY (tenant_id, licence_id, unit_id);

-- Name: note_mention note_mention_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.note_mention
    ADD CONSTRAINT note_mention_pkey PRIMARY KEY (tenant_id, user_id, note_id);

-- Name: number_sequence number_sequence_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.number_sequence
    ADD CONSTRAINT number_sequence_pkey PRIMARY KEY (tenant_id, kind);

-- Name: online_page online_page_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page
    ADD CONSTRAINT online_page_pkey PRIMARY KEY (tenant_id, id);

-- Name: online_page_question online_page_question_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page_question
    ADD CONSTRAINT online_page_question_once UNIQUE (tenant_id, page_id, word);

-- Name: online_page_question online_page_question_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page_question
    ADD CONSTRAINT online_page_question_pkey PRIMARY KEY (tenant_id, page_id, "position");

-- Name: online_page_service online_page_service_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page_service
    ADD CONSTRAINT online_page_service_once UNIQUE (tenant_id, page_id, service_id);

-- Name: online_page_service online_page_service_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page_service
    ADD CONSTRAINT online_page_service_pkey PRIMARY KEY (tenant_id, page_id, "position");

-- Name: online_request online_request_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_pkey PRIMARY KEY (tenant_id, id);

-- Name: opening_hours opening_hours_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.opening_hours
    ADD CONSTRAINT opening_hours_pkey PRIMARY KEY (tenant_id, branch_id, since_on, weekday, opens_minute);

-- Name: opening_period opening_period_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.opening_period
    ADD CONSTRAINT opening_period_pkey PRIMARY KEY (tenant_id, branch_id, since_on);

-- Name: phone_token phone_token_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.phone_token
    ADD CONSTRAINT phone_token_pkey PRIMARY KEY (tenant_id, key_version, token, customer_id);

-- Name: plan_item plan_item_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_item
    ADD CONSTRAINT plan_item_pkey PRIMARY KEY (tenant_id, id);

-- Name: plan_opinion plan_opinion_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_opinion
    ADD CONSTRAINT plan_opinion_pkey PRIMARY KEY (tenant_id, id);

-- Name: price price_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.price
    ADD CONSTRAINT price_once UNIQUE (tenant_id, service_id, unit_id, since_on);

-- Name: price price_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.price
    ADD CONSTRAINT price_pkey PRIMARY KEY (tenant_id, id);

-- Name: privacy_setting privacy_setting_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.privacy_setting
    ADD CONSTRAINT privacy_setting_pkey PRIMARY KEY (tenant_id, name);

-- Name: recovery_code recovery_code_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (tenant_id, user_id, code_hash);

-- Name: resource_claim resource_claim_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_once EXCLUDE USING gist (tenant_id WITH =, subject_id WITH =, place WITH =, tstzrange(busy_from, busy_until) WITH &&) WHERE (exclusive);

-- Name: resource_claim resource_claim_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_pkey PRIMARY KEY (tenant_id, id);

-- Name: resource resource_in_branch; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource
    ADD CONSTRAINT resource_in_branch UNIQUE (tenant_id, id, branch_id);

-- Name: resource resource_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource
    ADD CONSTRAINT resource_pkey PRIMARY KEY (tenant_id, id);

-- Name: restore_mark restore_mark_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.restore_mark
    ADD CONSTRAINT restore_mark_pkey PRIMARY KEY (only_one);

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

-- Name: roster_week roster_week_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.roster_week
    ADD CONSTRAINT roster_week_pkey PRIMARY KEY (tenant_id, branch_id, week_on);

-- Name: saved_view saved_view_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (tenant_id, id);

-- Name: search_index search_index_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.search_index
    ADD CONSTRAINT search_index_pkey PRIMARY KEY (tenant_id);

-- Name: search_token search_token_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.search_token
    ADD CONSTRAINT search_token_pkey PRIMARY KEY (tenant_id, key_version, field, token, customer_id);

-- Name: segment segment_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.segment
    ADD CONSTRAINT segment_pkey PRIMARY KEY (tenant_id, id);

-- Name: segment_snapshot segment_snapshot_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.segment_snapshot
    ADD CONSTRAINT segment_snapshot_pkey PRIMARY KEY (tenant_id, segment_id, taken_on, unit_id);

-- Name: service_category service_category_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_category
    ADD CONSTRAINT service_category_pkey PRIMARY KEY (tenant_id, id);

-- Name: service_deposit service_deposit_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_deposit
    ADD CONSTRAINT service_deposit_pkey PRIMARY KEY (tenant_id, service_id, since_on);

-- Name: service_need service_need_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_need
    ADD CONSTRAINT service_need_pkey PRIMARY KEY (tenant_id, service_id, "position", need, alternative);

-- Name: service_package_line service_package_line_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_package_line
    ADD CONSTRAINT service_package_line_pkey PRIMARY KEY (tenant_id, package_id, "position");

-- Name: service_package service_package_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_package
    ADD CONSTRAINT service_package_pkey PRIMARY KEY (tenant_id, id);

-- Name: service service_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service
    ADD CONSTRAINT service_pkey PRIMARY KEY (tenant_id, id);

-- Name: service_rule service_rule_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_rule
    ADD CONSTRAINT service_rule_pkey PRIMARY KEY (tenant_id, service_id, "position");

-- Name: service_segment service_segment_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_segment
    ADD CONSTRAINT service_segment_pkey PRIMARY KEY (tenant_id, service_id, "position");

-- Name: session session_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (tenant_id, id);

-- Name: session session_token_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_token_unique UNIQUE (tenant_id, token_hash);

-- Name: share_tree share_tree_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.share_tree
    ADD CONSTRAINT share_tree_pkey PRIMARY KEY (id);

-- Name: shift shift_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_once EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, state WITH =, tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE;

-- Name: shift shift_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_pkey PRIMARY KEY (tenant_id, id);

-- Name: shift_swap shift_swap_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_swap
    ADD CONSTRAINT shift_swap_pkey PRIMARY KEY (tenant_id, id);

-- Name: shift_template shift_template_in_branch; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_template
    ADD CONSTRAINT shift_template_in_branch UNIQUE (tenant_id, id, branch_id);

-- Name: shift_template shift_template_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_template
    ADD CONSTRAINT shift_template_pkey PRIMARY KEY (tenant_id, id);

-- Name: support_grant support_grant_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.support_grant
    ADD CONSTRAINT support_grant_pkey PRIMARY KEY (tenant_id, id);

-- Name: support_grant support_grant_token_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.support_grant
    ADD CONSTRAINT support_grant_token_unique UNIQUE (tenant_id, token_hash);

-- Name: tag_group tag_group_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tag_group
    ADD CONSTRAINT tag_group_pkey PRIMARY KEY (tenant_id, id);

-- Name: tag tag_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tag
    ADD CONSTRAINT tag_pkey PRIMARY KEY (tenant_id, id);

-- Name: tag_rule tag_rule_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tag_rule
    ADD CONSTRAINT tag_rule_pkey PRIMARY KEY (tenant_id, tag_id);

-- Name: task task_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (tenant_id, id);

-- Name: tenant_freeze tenant_freeze_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tenant_freeze
    ADD CONSTRAINT tenant_freeze_pkey PRIMARY KEY (tenant_id);

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

-- Name: treatment_plan treatment_plan_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.treatment_plan
    ADD CONSTRAINT treatment_plan_pkey PRIMARY KEY (tenant_id, id);

-- Name: treatment_plan treatment_plan_revision_once; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.treatment_plan
    ADD CONSTRAINT treatment_plan_revision_once UNIQUE (tenant_id, consultation_id, revision);

-- Name: triage_rule triage_rule_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.triage_rule
    ADD CONSTRAINT triage_rule_pkey PRIMARY KEY (tenant_id, branch_id);

-- Name: unit unit_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (tenant_id, id);

-- Name: user_account user_account_name_unique; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.user_account
    ADD CONSTRAINT user_account_name_unique UNIQUE (tenant_id, user_name);

-- Name: user_account user_account_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.user_account
    ADD CONSTRAINT user_account_pkey PRIMARY KEY (tenant_id, id);

-- Name: visit_fact visit_fact_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_pkey PRIMARY KEY (tenant_id, id);

-- Name: visit_step visit_step_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_step
    ADD CONSTRAINT visit_step_pkey PRIMARY KEY (tenant_id, id);

-- Name: visit_step visit_step_place; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_step
    ADD CONSTRAINT visit_step_place UNIQUE (tenant_id, visit_id, "position");

-- Name: waitlist_entry waitlist_entry_in_branch; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_entry
    ADD CONSTRAINT waitlist_entry_in_branch UNIQUE (tenant_id, id, branch_id);

-- Name: waitlist_entry waitlist_entry_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_entry
    ADD CONSTRAINT waitlist_entry_pkey PRIMARY KEY (tenant_id, id);

-- Name: waitlist_offer waitlist_offer_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_offer
    ADD CONSTRAINT waitlist_offer_pkey PRIMARY KEY (tenant_id, id);

-- Name: webhook_delivery webhook_delivery_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (tenant_id, id);

-- Name: webhook webhook_pkey; Type: CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (tenant_id, id);

-- Name: anchor anchor_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.anchor
    ADD CONSTRAINT anchor_pkey PRIMARY KEY (name);

-- Name: archive archive_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.archive
    ADD CONSTRAINT archive_pkey PRIMARY KEY (tenant_id, month);

-- Name: archived_batch archived_batch_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.archived_batch
    ADD CONSTRAINT archived_batch_pkey PRIMARY KEY (tenant_id, batch, month);

-- Name: batch batch_head_unique; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.batch
    ADD CONSTRAINT batch_head_unique UNIQUE (tenant_id, head);

-- Name: batch batch_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (tenant_id, batch);

-- Name: cluster cluster_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.cluster
    ADD CONSTRAINT cluster_pkey PRIMARY KEY (since);

-- Name: event_link event_link_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.event_link
    ADD CONSTRAINT event_link_pkey PRIMARY KEY (tenant_id, at, event_id, object_id, field);

-- Name: event event_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (tenant_id, at, id);

-- Name: note_key note_key_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.note_key
    ADD CONSTRAINT note_key_pkey PRIMARY KEY (version);

-- Name: note_key note_key_since; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.note_key
    ADD CONSTRAINT note_key_since UNIQUE (since);

-- Name: note_key note_key_verifier; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.note_key
    ADD CONSTRAINT note_key_verifier UNIQUE (verifier);

-- Name: note note_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (number);

-- Name: reading_day reading_day_pkey; Type: CONSTRAINT; Schema: audit; Owner: peony_owner

ALTER TABLE ONLY audit.reading_day
    ADD CONSTRAINT reading_day_pkey PRIMARY KEY (tenant_id, user_id, day);

-- Name: context_key context_key_pkey; Type: CONSTRAINT; Schema: priv; Owner: peony_owner

ALTER TABLE ONLY priv.context_key
    ADD CONSTRAINT context_key_pkey PRIMARY KEY (id);

-- Name: retention retention_pkey; Type: CONSTRAINT; Schema: priv; Owner: peony_owner

ALTER TABLE ONLY priv.retention
    ADD CONSTRAINT retention_pkey PRIMARY KEY (target);

-- Name: schema_migration schema_migration_pkey; Type: CONSTRAINT; Schema: priv; Owner: peony_owner

ALTER TABLE ONLY priv.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);

-- Name: access_grant_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX access_grant_by_user ON app.access_grant USING btree (tenant_id, user_id);

-- Name: access_grant_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX access_grant_once ON app.access_grant USING btree (tenant_id, user_id, role_id, unit_id) WHERE (state = ANY (ARRAY['proposed'::text, 'active'::text]));

-- Name: alert_by_state; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX alert_by_state ON app.alert USING btree (tenant_id, state, at, id);

-- Name: alert_by_subject; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX alert_by_subject ON app.alert USING btree (tenant_id, subject_id, at, id) WHERE (subject_id IS NOT NULL);

-- Name: alert_by_time; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX alert_by_time ON app.alert USING btree (tenant_id, at, id);

-- Name: alert_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX alert_in_clear ON app.alert USING btree (tenant_id, id) WHERE ((note IS NOT NULL) OR (closing_note IS NOT NULL));

-- Name: api_key_by_person; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX api_key_by_person ON app.api_key USING btree (tenant_id, created_by, created_at DESC);

-- Name: api_key_name_among_open; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX api_key_name_among_open ON app.api_key USING btree (tenant_id, name) WHERE (revoked_at IS NULL);

-- Name: appointment_by_branch; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_by_branch ON app.appointment USING btree (tenant_id, branch_id, created_at, id);

-- Name: appointment_by_bundle; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_by_bundle ON app.appointment USING btree (tenant_id, bundle_id) WHERE (bundle_id IS NOT NULL);

-- Name: appointment_by_creation; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_by_creation ON app.appointment USING btree (tenant_id, created_at, id);

-- Name: appointment_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_by_customer ON app.appointment USING btree (tenant_id, customer_id, starts_at);

-- Name: appointment_by_day; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_by_day ON app.appointment USING btree (tenant_id, branch_id, starts_at);

-- Name: appointment_by_start; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_by_start ON app.appointment USING btree (tenant_id, starts_at, id);

-- Name: appointment_holds; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_holds ON app.appointment USING btree (tenant_id, held_until) WHERE (state = 'held'::text);

-- Name: appointment_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_in_clear ON app.appointment USING btree (tenant_id, id) WHERE (end_reason IS NOT NULL);

-- Name: appointment_number; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX appointment_number ON app.appointment USING btree (tenant_id, number);

-- Name: appointment_person_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX appointment_person_by_user ON app.appointment_person USING btree (tenant_id, user_id, opens_until);

-- Name: break_glass_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX break_glass_by_customer ON app.break_glass USING btree (tenant_id, customer_id, user_id, until) WHERE (customer_id IS NOT NULL);

-- Name: break_glass_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX break_glass_by_user ON app.break_glass USING btree (tenant_id, user_id, opened_at);

-- Name: break_glass_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX break_glass_in_clear ON app.break_glass USING btree (tenant_id, id) WHERE ((reason IS NOT NULL) OR (remark IS NOT NULL));

-- Name: break_glass_unreviewed; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX break_glass_unreviewed ON app.break_glass USING btree (tenant_id, id) WHERE (verdict IS NULL);

-- Name: bulk_action_by_kind; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX bulk_action_by_kind ON app.bulk_action USING btree (tenant_id, kind, id);

-- Name: bulk_action_by_person; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX bulk_action_by_person ON app.bulk_action USING btree (tenant_id, created_by, id);

-- Name: bulk_action_row_by_outcome; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX bulk_action_row_by_outcome ON app.bulk_action_row USING btree (tenant_id, action_id, outcome, "position");

-- Name: bulk_action_undone_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX bulk_action_undone_once ON app.bulk_action USING btree (tenant_id, undoes_id) WHERE (undoes_id IS NOT NULL);

-- Name: care_relation_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX care_relation_by_customer ON app.care_relation USING btree (tenant_id, customer_id);

-- Name: care_request_by_state; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX care_request_by_state ON app.care_request USING btree (tenant_id, state, id);

-- Name: care_request_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX care_request_in_clear ON app.care_request USING btree (tenant_id, id) WHERE (reason IS NOT NULL);

-- Name: care_request_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX care_request_once ON app.care_request USING btree (tenant_id, user_id, customer_id) WHERE (state = 'requested'::text);

-- Name: consent_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consent_by_customer ON app.consent USING btree (tenant_id, customer_id, given_at, id);

-- Name: consent_notice_published_at; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consent_notice_published_at ON app.consent_notice USING btree (tenant_id, purpose, published_at) WHERE (published_at IS NOT NULL);

-- Name: consent_one_given; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX consent_one_given ON app.consent USING btree (tenant_id, customer_id, purpose) WHERE (state = 'given'::text);

-- Name: consultation_by_consultant; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consultation_by_consultant ON app.consultation USING btree (tenant_id, consultant_id, created_at, id);

-- Name: consultation_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consultation_by_customer ON app.consultation USING btree (tenant_id, customer_id, created_at, id);

-- Name: consultation_listed; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consultation_listed ON app.consultation USING btree (tenant_id, created_at, id);

-- Name: consultation_mark_by_consultation; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consultation_mark_by_consultation ON app.consultation_mark USING btree (tenant_id, consultation_id, id);

-- Name: consultation_mark_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX consultation_mark_by_customer ON app.consultation_mark USING btree (tenant_id, customer_id);

-- Name: consultation_of_visit; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX consultation_of_visit ON app.consultation USING btree (tenant_id, visit_id) WHERE (visit_id IS NOT NULL);

-- Name: custom_choice_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_choice_by_customer ON app.custom_choice USING btree (tenant_id, customer_id);

-- Name: custom_choice_by_value; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_choice_by_value ON app.custom_choice USING btree (tenant_id, field_id, value, customer_id);

-- Name: custom_customer_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_customer_by_customer ON app.custom_customer USING btree (tenant_id, customer_id);

-- Name: custom_customer_by_target; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_customer_by_target ON app.custom_customer USING btree (tenant_id, value);

-- Name: custom_customer_by_value; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_customer_by_value ON app.custom_customer USING btree (tenant_id, field_id, value, customer_id);

-- Name: custom_date_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_date_by_customer ON app.custom_date USING btree (tenant_id, customer_id);

-- Name: custom_date_by_value; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_date_by_value ON app.custom_date USING btree (tenant_id, field_id, value, customer_id);

-- Name: custom_file_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_file_by_customer ON app.custom_file USING btree (tenant_id, customer_id);

-- Name: custom_file_by_target; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_file_by_target ON app.custom_file USING btree (tenant_id, value);

-- Name: custom_file_by_value; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_file_by_value ON app.custom_file USING btree (tenant_id, field_id, value, customer_id);

-- Name: custom_number_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_number_by_customer ON app.custom_number USING btree (tenant_id, customer_id);

-- Name: custom_number_by_value; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_number_by_value ON app.custom_number USING btree (tenant_id, field_id, value, customer_id);

-- Name: custom_person_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_person_by_customer ON app.custom_person USING btree (tenant_id, customer_id);

-- Name: custom_person_by_target; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_person_by_target ON app.custom_person USING btree (tenant_id, value);

-- Name: custom_person_by_value; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_person_by_value ON app.custom_person USING btree (tenant_id, field_id, value, customer_id);

-- Name: custom_sealed_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_sealed_by_customer ON app.custom_sealed USING btree (tenant_id, customer_id);

-- Name: custom_text_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_text_by_customer ON app.custom_text USING btree (tenant_id, customer_id);

-- Name: custom_text_by_value; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX custom_text_by_value ON app.custom_text USING btree (tenant_id, field_id, value, customer_id);

-- Name: customer_address_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_address_by_customer ON app.customer_address USING btree (tenant_id, customer_id, created_at, id);

-- Name: customer_attachment_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_attachment_by_customer ON app.customer_attachment USING btree (tenant_id, customer_id, created_at, id);

-- Name: customer_attachment_size; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_attachment_size ON app.customer_attachment USING btree (tenant_id) INCLUDE (bytes, deleted_at, category) WHERE ((crm_key_sealed IS NOT NULL) OR (medical_key_sealed IS NOT NULL));

-- Name: customer_by_birthday; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_birthday ON app.customer USING btree (tenant_id, birthday, id) WHERE (birthday IS NOT NULL);

-- Name: customer_by_branch_created; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_branch_created ON app.customer USING btree (tenant_id, home_branch_id, created_at, id);

-- Name: customer_by_branch_number; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_branch_number ON app.customer USING btree (tenant_id, home_branch_id, number, id);

-- Name: customer_by_created; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_created ON app.customer USING btree (tenant_id, created_at, id);

-- Name: customer_by_guardian; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_guardian ON app.customer USING btree (tenant_id, guardian_id) WHERE (guardian_id IS NOT NULL);

-- Name: customer_by_introducer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_introducer ON app.customer USING btree (tenant_id, introducer_id) WHERE (introducer_id IS NOT NULL);

-- Name: customer_by_merged; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_merged ON app.customer USING btree (tenant_id, merged_into) WHERE (merged_into IS NOT NULL);

-- Name: customer_by_owner; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_by_owner ON app.customer USING btree (tenant_id, owner_id, number, id);

-- Name: customer_code_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX customer_code_once ON app.customer USING btree (tenant_id, code) WHERE (code IS NOT NULL);

-- Name: customer_erased; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_erased ON app.customer USING btree (tenant_id, medical_locked_until) WHERE (erased_at IS NOT NULL);

-- Name: customer_external_id_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_external_id_by_customer ON app.customer_external_id USING btree (tenant_id, customer_id);

-- Name: customer_external_id_by_import; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_external_id_by_import ON app.customer_external_id USING btree (tenant_id, import_id) WHERE (import_id IS NOT NULL);

-- Name: customer_lane_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_lane_by_customer ON app.customer_lane USING btree (tenant_id, customer_id, since, id);

-- Name: customer_lane_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_lane_by_user ON app.customer_lane USING btree (tenant_id, user_id, lane) WHERE (until IS NULL);

-- Name: customer_lane_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX customer_lane_once ON app.customer_lane USING btree (tenant_id, customer_id, lane) WHERE (until IS NULL);

-- Name: customer_level_change_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_level_change_by_customer ON app.customer_level_change USING btree (tenant_id, customer_id, at, id);

-- Name: customer_merge_by_target; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_merge_by_target ON app.customer_merge USING btree (tenant_id, target_id, merged_at, id);

-- Name: customer_merge_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_merge_in_clear ON app.customer_merge USING btree (tenant_id, id) WHERE ((reason IS NOT NULL) OR (undo_reason IS NOT NULL));

-- Name: customer_merge_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX customer_merge_once ON app.customer_merge USING btree (tenant_id, source_id) WHERE (state = 'merged'::text);

-- Name: customer_note_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_note_by_customer ON app.customer_note USING btree (tenant_id, customer_id, created_at, id);

-- Name: customer_phone_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_phone_by_customer ON app.customer_phone USING btree (tenant_id, customer_id, created_at, id);

-- Name: customer_relation_by_other; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_relation_by_other ON app.customer_relation USING btree (tenant_id, other_customer_id);

-- Name: customer_relation_by_pair; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_relation_by_pair ON app.customer_relation USING btree (tenant_id, pair_id);

-- Name: customer_share_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_share_by_customer ON app.customer_share USING btree (tenant_id, customer_id, since, id);

-- Name: customer_share_by_target; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_share_by_target ON app.customer_share USING btree (tenant_id, to_branch_id, until) WHERE (ended_at IS NULL);

-- Name: customer_share_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_share_in_clear ON app.customer_share USING btree (tenant_id, id) WHERE (reason IS NOT NULL);

-- Name: customer_share_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX customer_share_once ON app.customer_share USING btree (tenant_id, customer_id, to_branch_id) WHERE (ended_at IS NULL);

-- Name: customer_tag_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_tag_by_customer ON app.customer_tag USING btree (tenant_id, customer_id, tag_id, since);

-- Name: customer_tag_by_tag; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_tag_by_tag ON app.customer_tag USING btree (tenant_id, tag_id, customer_id) WHERE (ended_at IS NULL);

-- Name: customer_tag_expiring; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_tag_expiring ON app.customer_tag USING btree (tenant_id, expires_at) WHERE ((ended_at IS NULL) AND (expires_at IS NOT NULL));

-- Name: customer_warning_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX customer_warning_by_customer ON app.customer_warning USING btree (tenant_id, customer_id, since_on, id);

-- Name: data_export_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX data_export_by_customer ON app.data_export USING btree (tenant_id, customer_id);

-- Name: data_export_by_expiry; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX data_export_by_expiry ON app.data_export USING btree (tenant_id, expires_at) WHERE (file_id IS NOT NULL);

-- Name: data_export_by_request; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX data_export_by_request ON app.data_export USING btree (tenant_id, request_id);

-- Name: data_request_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX data_request_by_customer ON app.data_request USING btree (tenant_id, customer_id, received_at, id);

-- Name: data_request_by_due; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX data_request_by_due ON app.data_request USING btree (tenant_id, due_at, id) WHERE (settled_at IS NULL);

-- Name: data_request_by_received; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX data_request_by_received ON app.data_request USING btree (tenant_id, received_at, id);

-- Name: disclosure_by_consent; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX disclosure_by_consent ON app.disclosure USING btree (tenant_id, consent_id) WHERE (consent_id IS NOT NULL);

-- Name: disclosure_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX disclosure_by_customer ON app.disclosure USING btree (tenant_id, customer_id, disclosed_at, id);

-- Name: disclosure_by_time; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX disclosure_by_time ON app.disclosure USING btree (tenant_id, disclosed_at, id);

-- Name: disclosure_corrected_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX disclosure_corrected_once ON app.disclosure USING btree (tenant_id, corrects_id) WHERE (corrects_id IS NOT NULL);

-- Name: duplicate_pair_by_other; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX duplicate_pair_by_other ON app.duplicate_pair USING btree (tenant_id, other_id);

-- Name: duplicate_pair_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX duplicate_pair_in_clear ON app.duplicate_pair USING btree (tenant_id, id) WHERE (reason IS NOT NULL);

-- Name: duplicate_pair_queue; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX duplicate_pair_queue ON app.duplicate_pair USING btree (tenant_id, state, id);

-- Name: duplicate_pair_sealed; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX duplicate_pair_sealed ON app.duplicate_pair USING btree (tenant_id, id) WHERE (reason_sealed IS NOT NULL);

-- Name: erasure_by_time; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX erasure_by_time ON app.erasure USING btree (tenant_id, erased_at, id);

-- Name: export_by_file; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX export_by_file ON app.export USING btree (tenant_id, file_id) WHERE (file_id IS NOT NULL);

-- Name: export_by_requester; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX export_by_requester ON app.export USING btree (tenant_id, requested_by, id);

-- Name: export_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX export_in_clear ON app.export USING btree (tenant_id, id) WHERE (reason IS NOT NULL);

-- Name: export_unfinished; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX export_unfinished ON app.export USING btree (tenant_id, id) WHERE (state = ANY (ARRAY['waiting'::text, 'approved'::text, 'running'::text]));

-- Name: file_by_content; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX file_by_content ON app.file USING btree (tenant_id, content_id);

-- Name: file_by_expiry; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX file_by_expiry ON app.file USING btree (tenant_id, expires_at, id);

-- Name: idempotency_by_age; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX idempotency_by_age ON app.idempotency USING btree (tenant_id, created_at);

-- Name: identity_token_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX identity_token_by_customer ON app.identity_token USING btree (tenant_id, customer_id);

-- Name: import_by_creator; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX import_by_creator ON app.import USING btree (tenant_id, created_by, id);

-- Name: import_by_file; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX import_by_file ON app.import USING btree (tenant_id, file_id) WHERE (file_id IS NOT NULL);

-- Name: import_by_report; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX import_by_report ON app.import USING btree (tenant_id, report_id) WHERE (report_id IS NOT NULL);

-- Name: import_row_by_object; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX import_row_by_object ON app.import_row USING btree (tenant_id, object_id) WHERE (object_id IS NOT NULL);

-- Name: import_row_by_outcome; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX import_row_by_outcome ON app.import_row USING btree (tenant_id, import_id, outcome, "row");

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

-- Name: key_rotation_one_running; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX key_rotation_one_running ON app.key_rotation USING btree (tenant_id) WHERE (state = 'running'::text);

-- Name: layer_parameter_by_day; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX layer_parameter_by_day ON app.layer_parameter USING btree (tenant_id, effective_on, defined_at, id);

-- Name: layer_run_by_time; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX layer_run_by_time ON app.layer_run USING btree (tenant_id, computed_at, id);

-- Name: layer_snapshot_row_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX layer_snapshot_row_by_customer ON app.layer_snapshot_row USING btree (tenant_id, customer_id);

-- Name: layer_snapshot_row_by_layer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX layer_snapshot_row_by_layer ON app.layer_snapshot_row USING btree (tenant_id, month, layer, customer_id);

-- Name: lead_assignment_by_lead; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_assignment_by_lead ON app.lead_assignment USING btree (tenant_id, lead_id, at);

-- Name: lead_assignment_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_assignment_by_user ON app.lead_assignment USING btree (tenant_id, user_id, at) WHERE (user_id IS NOT NULL);

-- Name: lead_assignment_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_assignment_in_clear ON app.lead_assignment USING btree (tenant_id, id) WHERE (reason IS NOT NULL);

-- Name: lead_by_appointment; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_by_appointment ON app.lead USING btree (tenant_id, appointment_id) WHERE (appointment_id IS NOT NULL);

-- Name: lead_by_branch; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_by_branch ON app.lead USING btree (tenant_id, branch_id, number, id);

-- Name: lead_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_by_customer ON app.lead USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL);

-- Name: lead_by_owner; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_by_owner ON app.lead USING btree (tenant_id, owner_id, number, id);

-- Name: lead_due; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_due ON app.lead USING btree (tenant_id, contact_due_at) WHERE (contact_due_at IS NOT NULL);

-- Name: lead_in_pool_by_branch; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_in_pool_by_branch ON app.lead USING btree (tenant_id, branch_id, touched_at) WHERE (state = ANY (ARRAY['new'::text, 'recycled'::text]));

-- Name: lead_number; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX lead_number ON app.lead USING btree (tenant_id, number);

-- Name: lead_open_by_owner; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_open_by_owner ON app.lead USING btree (tenant_id, owner_id) WHERE (state = ANY (ARRAY['assigned'::text, 'contacted'::text, 'added_wecom'::text, 'booked'::text, 'arrived'::text]));

-- Name: lead_protected; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_protected ON app.lead USING btree (tenant_id, protected_until) WHERE (state = ANY (ARRAY['assigned'::text, 'contacted'::text, 'added_wecom'::text]));

-- Name: lead_rule_member_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_rule_member_by_user ON app.lead_rule_member USING btree (tenant_id, user_id);

-- Name: lead_rule_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX lead_rule_name_once ON app.lead_rule USING btree (tenant_id, name) WHERE (state = 'active'::text);

-- Name: lead_token_by_lead; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_token_by_lead ON app.lead_token USING btree (tenant_id, lead_id);

-- Name: lead_touch_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_touch_by_customer ON app.lead_touch USING btree (tenant_id, customer_id, at) WHERE (customer_id IS NOT NULL);

-- Name: lead_touch_by_lead; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX lead_touch_by_lead ON app.lead_touch USING btree (tenant_id, lead_id, at) WHERE (lead_id IS NOT NULL);

-- Name: leave_request_by_state; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX leave_request_by_state ON app.leave_request USING btree (tenant_id, branch_id, state, starts_at);

-- Name: leave_request_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX leave_request_by_user ON app.leave_request USING btree (tenant_id, user_id, starts_at);

-- Name: leave_request_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX leave_request_in_clear ON app.leave_request USING btree (tenant_id, id) WHERE ((reason IS NOT NULL) OR (answer IS NOT NULL));

-- Name: licence_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX licence_by_user ON app.licence USING btree (tenant_id, user_id, valid_until);

-- Name: licence_ending; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX licence_ending ON app.licence USING btree (tenant_id, valid_until);

-- Name: licence_number_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX licence_number_once ON app.licence USING btree (tenant_id, class, number);

-- Name: licence_place_by_unit; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX licence_place_by_unit ON app.licence_place USING btree (tenant_id, unit_id);

-- Name: note_mention_by_note; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX note_mention_by_note ON app.note_mention USING btree (tenant_id, note_id, user_id);

-- Name: note_mention_unread; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX note_mention_unread ON app.note_mention USING btree (tenant_id, user_id, note_id) WHERE (read_at IS NULL);

-- Name: online_page_slug_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX online_page_slug_once ON app.online_page USING btree (tenant_id, slug);

-- Name: online_request_by_appointment; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX online_request_by_appointment ON app.online_request USING btree (tenant_id, appointment_id) WHERE (appointment_id IS NOT NULL);

-- Name: online_request_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX online_request_by_customer ON app.online_request USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL);

-- Name: online_request_by_due; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX online_request_by_due ON app.online_request USING btree (tenant_id, branch_id, due_at, id);

-- Name: online_request_by_lead; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX online_request_by_lead ON app.online_request USING btree (tenant_id, lead_id) WHERE (lead_id IS NOT NULL);

-- Name: online_request_by_page; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX online_request_by_page ON app.online_request USING btree (tenant_id, page_id, created_at);

-- Name: online_request_late; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX online_request_late ON app.online_request USING btree (tenant_id, due_at) WHERE ((overdue_at IS NULL) AND (state = ANY (ARRAY['auto_ok'::text, 'need_review'::text, 'contraindicated'::text])));

-- Name: online_request_receipt_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX online_request_receipt_once ON app.online_request USING btree (tenant_id, receipt);

-- Name: online_request_repeated; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX online_request_repeated ON app.online_request USING btree (tenant_id, repeat_key);

-- Name: online_request_waiting; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX online_request_waiting ON app.online_request USING btree (tenant_id, page_id) WHERE (state = ANY (ARRAY['auto_ok'::text, 'need_review'::text, 'contraindicated'::text]));

-- Name: phone_token_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX phone_token_by_customer ON app.phone_token USING btree (tenant_id, customer_id);

-- Name: phone_token_primary; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX phone_token_primary ON app.phone_token USING btree (tenant_id, key_version, token) WHERE is_primary;

-- Name: plan_item_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX plan_item_by_customer ON app.plan_item USING btree (tenant_id, customer_id);

-- Name: plan_item_by_service; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX plan_item_by_service ON app.plan_item USING btree (tenant_id, service_id, created_at) WHERE (gone_in IS NULL);

-- Name: plan_item_place_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX plan_item_place_once ON app.plan_item USING btree (tenant_id, plan_id, option, "position") WHERE (gone_in IS NULL);

-- Name: plan_opinion_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX plan_opinion_by_customer ON app.plan_opinion USING btree (tenant_id, customer_id);

-- Name: plan_opinion_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX plan_opinion_by_user ON app.plan_opinion USING btree (tenant_id, user_id, invited_at) WHERE (ended_at IS NULL);

-- Name: plan_opinion_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX plan_opinion_once ON app.plan_opinion USING btree (tenant_id, plan_id, user_id) WHERE (ended_at IS NULL);

-- Name: price_by_unit; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX price_by_unit ON app.price USING btree (tenant_id, unit_id, since_on);

-- Name: resource_by_kind; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_by_kind ON app.resource USING btree (tenant_id, branch_id, kind, "position");

-- Name: resource_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_by_user ON app.resource USING btree (tenant_id, user_id) WHERE (user_id IS NOT NULL);

-- Name: resource_claim_by_appointment; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_claim_by_appointment ON app.resource_claim USING btree (tenant_id, appointment_id) WHERE (appointment_id IS NOT NULL);

-- Name: resource_claim_by_day; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_claim_by_day ON app.resource_claim USING btree (tenant_id, branch_id, busy_from);

-- Name: resource_claim_by_leave; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_claim_by_leave ON app.resource_claim USING btree (tenant_id, leave_id) WHERE (leave_id IS NOT NULL);

-- Name: resource_claim_by_subject; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_claim_by_subject ON app.resource_claim USING btree (tenant_id, subject_id, busy_from);

-- Name: resource_claim_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_claim_in_clear ON app.resource_claim USING btree (tenant_id, id) WHERE (reason IS NOT NULL);

-- Name: resource_claim_sealed; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX resource_claim_sealed ON app.resource_claim USING btree (tenant_id, id) WHERE (reason_sealed IS NOT NULL);

-- Name: resource_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX resource_name_once ON app.resource USING btree (tenant_id, branch_id, kind, name) WHERE (state <> 'retired'::text);

-- Name: resource_once_a_person; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX resource_once_a_person ON app.resource USING btree (tenant_id, branch_id, user_id, kind) WHERE (state <> 'retired'::text);

-- Name: role_proposal_by_role; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX role_proposal_by_role ON app.role_proposal USING btree (tenant_id, role_id, created_at DESC);

-- Name: saved_view_one_default; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX saved_view_one_default ON app.saved_view USING btree (tenant_id, list, owner_id) WHERE ((scope = 'personal'::text) AND is_default);

-- Name: saved_view_own; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX saved_view_own ON app.saved_view USING btree (tenant_id, list, owner_id) WHERE (scope = 'personal'::text);

-- Name: saved_view_shared; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX saved_view_shared ON app.saved_view USING btree (tenant_id, list, id) WHERE (scope <> 'personal'::text);

-- Name: search_token_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX search_token_by_customer ON app.search_token USING btree (tenant_id, customer_id);

-- Name: segment_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX segment_name_once ON app.segment USING btree (tenant_id, name) WHERE (archived_at IS NULL);

-- Name: service_by_category; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX service_by_category ON app.service USING btree (tenant_id, category_id);

-- Name: service_category_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX service_category_name_once ON app.service_category USING btree (tenant_id, COALESCE(parent_id, '00000000-0000-0000-0000-000000000000'::uuid), name) WHERE (state = 'active'::text);

-- Name: service_code_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX service_code_once ON app.service USING btree (tenant_id, code) WHERE (code IS NOT NULL);

-- Name: service_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX service_name_once ON app.service USING btree (tenant_id, name) WHERE (state = 'active'::text);

-- Name: service_package_code_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX service_package_code_once ON app.service_package USING btree (tenant_id, code) WHERE (code IS NOT NULL);

-- Name: service_package_line_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX service_package_line_once ON app.service_package_line USING btree (tenant_id, package_id, service_id, gift);

-- Name: service_package_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX service_package_name_once ON app.service_package USING btree (tenant_id, name) WHERE (state = 'active'::text);

-- Name: session_by_end; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX session_by_end ON app.session USING btree (tenant_id, expires_at);

-- Name: session_by_user; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX session_by_user ON app.session USING btree (tenant_id, user_id, created_at DESC);

-- Name: shift_by_day; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX shift_by_day ON app.shift USING btree (tenant_id, branch_id, day);

-- Name: shift_by_resource; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX shift_by_resource ON app.shift USING btree (tenant_id, resource_id, day);

-- Name: shift_swap_by_state; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX shift_swap_by_state ON app.shift_swap USING btree (tenant_id, branch_id, state, id);

-- Name: shift_swap_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX shift_swap_in_clear ON app.shift_swap USING btree (tenant_id, id) WHERE (reason IS NOT NULL);

-- Name: shift_template_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX shift_template_name_once ON app.shift_template USING btree (tenant_id, branch_id, name) WHERE (state = 'active'::text);

-- Name: support_grant_by_operator; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX support_grant_by_operator ON app.support_grant USING btree (tenant_id, operator_id, until) WHERE (revoked_at IS NULL);

-- Name: tag_group_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX tag_group_name_once ON app.tag_group USING btree (tenant_id, name) WHERE (archived_at IS NULL);

-- Name: tag_group_system_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX tag_group_system_once ON app.tag_group USING btree (tenant_id, system_code) WHERE (system_code IS NOT NULL);

-- Name: tag_name_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX tag_name_once ON app.tag USING btree (tenant_id, group_id, name) WHERE ((archived_at IS NULL) AND (kind <> 'system'::text));

-- Name: tag_system_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX tag_system_once ON app.tag USING btree (tenant_id, system_code) WHERE (system_code IS NOT NULL);

-- Name: task_by_assignee; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_assignee ON app.task USING btree (tenant_id, assignee_id, due_at, id);

-- Name: task_by_branch; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_branch ON app.task USING btree (tenant_id, branch_id, due_at, id);

-- Name: task_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_customer ON app.task USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL);

-- Name: task_by_due; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_due ON app.task USING btree (tenant_id, due_at, id);

-- Name: task_by_holder; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_holder ON app.task USING btree (tenant_id, holder_id) WHERE (holder_id IS NOT NULL);

-- Name: task_by_lead; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_lead ON app.task USING btree (tenant_id, lead_id) WHERE (lead_id IS NOT NULL);

-- Name: task_by_record; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_record ON app.task USING btree (tenant_id, record_id, record_until) WHERE (record_id IS NOT NULL);

-- Name: task_by_request; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_by_request ON app.task USING btree (tenant_id, request_id) WHERE (request_id IS NOT NULL);

-- Name: task_first_call_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX task_first_call_once ON app.task USING btree (tenant_id, lead_id) WHERE ((kind = 'first_call'::text) AND (state = 'open'::text));

-- Name: task_in_clear; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX task_in_clear ON app.task USING btree (tenant_id, id) WHERE ((title IS NOT NULL) OR (postpone_reason IS NOT NULL) OR (outcome IS NOT NULL));

-- Name: treatment_plan_accepted_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX treatment_plan_accepted_once ON app.treatment_plan USING btree (tenant_id, consultation_id) WHERE (state = 'accepted'::text);

-- Name: treatment_plan_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX treatment_plan_by_customer ON app.treatment_plan USING btree (tenant_id, customer_id, created_at, id);

-- Name: unit_name_among_siblings; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX unit_name_among_siblings ON app.unit USING btree (tenant_id, parent_id, name);

-- Name: unit_one_chain; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX unit_one_chain ON app.unit USING btree (tenant_id) WHERE (kind = 'chain'::text);

-- Name: visit_fact_by_appointment; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX visit_fact_by_appointment ON app.visit_fact USING btree (tenant_id, appointment_id) WHERE (appointment_id IS NOT NULL);

-- Name: visit_fact_by_consultant; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX visit_fact_by_consultant ON app.visit_fact USING btree (tenant_id, consultant_id, visited_on) WHERE ((consultant_id IS NOT NULL) AND (left_at IS NULL));

-- Name: visit_fact_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX visit_fact_by_customer ON app.visit_fact USING btree (tenant_id, customer_id, visited_on);

-- Name: visit_fact_by_day; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX visit_fact_by_day ON app.visit_fact USING btree (tenant_id, unit_id, visited_on, id) WHERE (state IS NOT NULL);

-- Name: visit_fact_listed; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX visit_fact_listed ON app.visit_fact USING btree (tenant_id, visited_on, id) WHERE (state IS NOT NULL);

-- Name: visit_fact_source_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX visit_fact_source_once ON app.visit_fact USING btree (tenant_id, source, source_id) WHERE ((source_id IS NOT NULL) AND (withdraws_id IS NULL));

-- Name: visit_fact_there_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX visit_fact_there_once ON app.visit_fact USING btree (tenant_id, customer_id, unit_id, visited_on) WHERE ((state IS NOT NULL) AND (left_at IS NULL));

-- Name: visit_fact_withdrawn_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX visit_fact_withdrawn_once ON app.visit_fact USING btree (tenant_id, withdraws_id) WHERE (withdraws_id IS NOT NULL);

-- Name: visit_step_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX visit_step_by_customer ON app.visit_step USING btree (tenant_id, customer_id);

-- Name: waitlist_entry_by_appointment; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_entry_by_appointment ON app.waitlist_entry USING btree (tenant_id, appointment_id) WHERE (appointment_id IS NOT NULL);

-- Name: waitlist_entry_by_branch; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_entry_by_branch ON app.waitlist_entry USING btree (tenant_id, branch_id, created_at, id);

-- Name: waitlist_entry_by_customer; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_entry_by_customer ON app.waitlist_entry USING btree (tenant_id, customer_id, created_at);

-- Name: waitlist_entry_by_time; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_entry_by_time ON app.waitlist_entry USING btree (tenant_id, created_at, id);

-- Name: waitlist_entry_ending; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_entry_ending ON app.waitlist_entry USING btree (tenant_id, until_on) WHERE (state = 'waiting'::text);

-- Name: waitlist_entry_in_line; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_entry_in_line ON app.waitlist_entry USING btree (tenant_id, branch_id, state, created_at);

-- Name: waitlist_offer_by_appointment; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_offer_by_appointment ON app.waitlist_offer USING btree (tenant_id, appointment_id);

-- Name: waitlist_offer_by_slot; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX waitlist_offer_by_slot ON app.waitlist_offer USING btree (tenant_id, branch_id, starts_at);

-- Name: waitlist_offer_once; Type: INDEX; Schema: app; Owner: peony_owner

CREATE UNIQUE INDEX waitlist_offer_once ON app.waitlist_offer USING btree (tenant_id, entry_id, starts_at);

-- Name: webhook_delivery_by_age; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX webhook_delivery_by_age ON app.webhook_delivery USING btree (tenant_id, created_at);

-- Name: webhook_delivery_by_webhook; Type: INDEX; Schema: app; Owner: peony_owner

CREATE INDEX webhook_delivery_by_webhook ON app.webhook_delivery USING btree (tenant_id, webhook_id, id);

-- Name: archived_batch_by_month; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX archived_batch_by_month ON audit.archived_batch USING btree (tenant_id, month);

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

-- Name: event_denied_by_action; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_denied_by_action ON ONLY audit.event USING btree (tenant_id, action, at DESC, id DESC) WHERE (outcome <> 'done'::text);

-- Name: event_link_by_customer; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_link_by_customer ON ONLY audit.event_link USING btree (tenant_id, customer_id, at DESC, event_id DESC, field) WHERE (customer_id IS NOT NULL);

-- Name: event_link_by_field; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_link_by_field ON ONLY audit.event_link USING btree (tenant_id, field, at DESC, event_id DESC);

-- Name: event_sealed; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_sealed ON ONLY audit.event USING btree (tenant_id, batch, xid, at, id) WHERE (batch IS NOT NULL);

-- Name: event_sign_in; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_sign_in ON ONLY audit.event USING btree (tenant_id, actor_id, address, at, id) WHERE ((action = 'create.session'::text) AND (outcome = 'done'::text) AND (actor_id IS NOT NULL));

-- Name: event_unsealed; Type: INDEX; Schema: audit; Owner: peony_owner

CREATE INDEX event_unsealed ON ONLY audit.event USING btree (tenant_id, xid, at, id) WHERE (batch IS NULL);

-- Name: customer customer_duplicate_due; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER customer_duplicate_due AFTER INSERT OR UPDATE OF name_sealed, phone_sealed, wechat_sealed, id_number_sealed, birthday ON app.customer FOR EACH ROW EXECUTE FUNCTION priv.mark_duplicate_due();

-- Name: customer customer_first_owner; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER customer_first_owner AFTER INSERT ON app.customer REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION priv.note_first_owner();

-- Name: customer customer_owner_noted; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER customer_owner_noted AFTER UPDATE OF owner_id ON app.customer FOR EACH ROW WHEN ((new.owner_id IS DISTINCT FROM old.owner_id)) EXECUTE FUNCTION priv.note_owner();

-- Name: customer customer_tombstone; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER customer_tombstone BEFORE UPDATE ON app.customer FOR EACH ROW EXECUTE FUNCTION priv.keep_tombstone();

-- Name: appointment kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.appointment FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: break_glass kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.break_glass FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: care_request kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.care_request FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consent kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.consent FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('ended_at', '3 years');

-- Name: consent_notice kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.consent_notice FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consultation kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.consultation FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consultation_mark kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.consultation_mark FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.customer FOR EACH ROW EXECUTE FUNCTION priv.keep_unless_imported('id');

-- Name: customer_attachment kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.customer_attachment FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_merge kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.customer_merge FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_merge_row kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.customer_merge_row FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_note kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.customer_note FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_share kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.customer_share FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_warning kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.customer_warning FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: data_export kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.data_export FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('expires_at', '3 years');

-- Name: data_request kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.data_request FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('settled_at', '3 years');

-- Name: disclosure kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.disclosure FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: erasure kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.erasure FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: erasure_ledger kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.erasure_ledger FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: plan_item kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.plan_item FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: plan_opinion kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.plan_opinion FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: timeline_event kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.timeline_event FOR EACH ROW EXECUTE FUNCTION priv.keep_unless_imported('customer_id');

-- Name: treatment_plan kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.treatment_plan FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: visit_fact kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.visit_fact FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: visit_step kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.visit_step FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: waitlist_entry kept; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept BEFORE DELETE ON app.waitlist_entry FOR EACH ROW EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consent kept_beginning; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_beginning BEFORE UPDATE OF ended_at ON app.consent FOR EACH ROW EXECUTE FUNCTION priv.keep_beginning('ended_at');

-- Name: data_export kept_beginning; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_beginning BEFORE UPDATE OF expires_at ON app.data_export FOR EACH ROW EXECUTE FUNCTION priv.keep_beginning('expires_at');

-- Name: data_request kept_beginning; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_beginning BEFORE UPDATE OF settled_at ON app.data_request FOR EACH ROW EXECUTE FUNCTION priv.keep_beginning('settled_at');

-- Name: appointment kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.appointment FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: break_glass kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.break_glass FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: care_request kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.care_request FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consent kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.consent FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consent_notice kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.consent_notice FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consultation kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.consultation FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: consultation_mark kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.consultation_mark FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.customer FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_attachment kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.customer_attachment FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_merge kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.customer_merge FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_merge_row kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.customer_merge_row FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_note kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.customer_note FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_share kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.customer_share FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: customer_warning kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.customer_warning FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: data_export kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.data_export FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: data_request kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.data_request FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: disclosure kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.disclosure FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: erasure kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.erasure FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: erasure_ledger kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.erasure_ledger FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: plan_item kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.plan_item FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: plan_opinion kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.plan_opinion FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: timeline_event kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.timeline_event FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: treatment_plan kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.treatment_plan FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: visit_fact kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.visit_fact FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: visit_step kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.visit_step FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: waitlist_entry kept_whole; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER kept_whole BEFORE TRUNCATE ON app.waitlist_entry FOR EACH STATEMENT EXECUTE FUNCTION priv.keep_by_law('', '');

-- Name: alert living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF note_sealed, closing_note_sealed ON app.alert FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('note_sealed');

-- Name: break_glass living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF remark_sealed, reason_sealed ON app.break_glass FOR EACH ROW WHEN ((new.customer_id IS NULL)) EXECUTE FUNCTION priv.refuse_gone_key('remark_sealed');

-- Name: customer living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF crm_key, medical_key ON app.customer FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('crm_key');

-- Name: duplicate_pair living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF reason_sealed ON app.duplicate_pair FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('reason_sealed');

-- Name: export living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF order_sealed, reason_sealed ON app.export FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('order_sealed');

-- Name: file living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF name_sealed ON app.file FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('name_sealed');

-- Name: file_content living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF key_sealed ON app.file_content FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('key_sealed');

-- Name: file_secret living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF secret_sealed ON app.file_secret FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('secret_sealed');

-- Name: idempotency living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF answer_sealed ON app.idempotency FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('answer_sealed');

-- Name: lead living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF crm_key, medical_key ON app.lead FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('crm_key');

-- Name: leave_request living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF reason_sealed, answer_sealed ON app.leave_request FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('leave');

-- Name: online_request living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF crm_key, medical_key ON app.online_request FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('crm_key');

-- Name: resource_claim living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF reason_sealed ON app.resource_claim FOR EACH ROW WHEN ((new.reason_sealed IS NOT NULL)) EXECUTE FUNCTION priv.refuse_gone_key('reason_sealed');

-- Name: shift_swap living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF reason_sealed ON app.shift_swap FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('reason_sealed');

-- Name: task living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF title_sealed, postpone_reason_sealed, outcome_sealed ON app.task FOR EACH ROW WHEN (((new.lead_id IS NULL) AND (new.request_id IS NULL) AND (new.customer_id IS NULL))) EXECUTE FUNCTION priv.refuse_gone_key('title_sealed');

-- Name: user_account living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF totp_sealed ON app.user_account FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('totp_sealed');

-- Name: webhook living_key; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER living_key BEFORE INSERT OR UPDATE OF secret_sealed ON app.webhook FOR EACH ROW EXECUTE FUNCTION priv.refuse_gone_key('secret_sealed');

-- Name: phone_token phone_token_duplicate_due; Type: TRIGGER; Schema: app; Owner: peony_owner

CREATE TRIGGER phone_token_duplicate_due AFTER INSERT ON app.phone_token FOR EACH ROW WHEN ((NOT new.is_primary)) EXECUTE FUNCTION priv.mark_phone_due();

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

-- Name: appointment appointment_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment
    ADD CONSTRAINT appointment_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: appointment appointment_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment
    ADD CONSTRAINT appointment_customer FOREIGN KEY (tenant_id, customer_id, customer_branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: appointment_deposit appointment_deposit_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_deposit
    ADD CONSTRAINT appointment_deposit_appointment FOREIGN KEY (tenant_id, appointment_id, branch_id) REFERENCES app.appointment(tenant_id, id, branch_id) ON DELETE CASCADE;

-- Name: appointment_deposit appointment_deposit_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_deposit
    ADD CONSTRAINT appointment_deposit_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: appointment_item appointment_item_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_item
    ADD CONSTRAINT appointment_item_appointment FOREIGN KEY (tenant_id, appointment_id, branch_id) REFERENCES app.appointment(tenant_id, id, branch_id) ON DELETE CASCADE;

-- Name: appointment_item appointment_item_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_item
    ADD CONSTRAINT appointment_item_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: appointment_person appointment_person_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_person
    ADD CONSTRAINT appointment_person_appointment FOREIGN KEY (tenant_id, appointment_id, branch_id) REFERENCES app.appointment(tenant_id, id, branch_id) ON DELETE CASCADE;

-- Name: appointment_person appointment_person_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.appointment_person
    ADD CONSTRAINT appointment_person_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: break_glass break_glass_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.break_glass
    ADD CONSTRAINT break_glass_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: break_glass break_glass_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.break_glass
    ADD CONSTRAINT break_glass_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: bulk_action bulk_action_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.bulk_action
    ADD CONSTRAINT bulk_action_by FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: bulk_action_row bulk_action_row_action; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.bulk_action_row
    ADD CONSTRAINT bulk_action_row_action FOREIGN KEY (tenant_id, action_id) REFERENCES app.bulk_action(tenant_id, id);

-- Name: bulk_action bulk_action_subject; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.bulk_action
    ADD CONSTRAINT bulk_action_subject FOREIGN KEY (tenant_id, subject_id) REFERENCES app.user_account(tenant_id, id);

-- Name: bulk_action bulk_action_undoes; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.bulk_action
    ADD CONSTRAINT bulk_action_undoes FOREIGN KEY (tenant_id, undoes_id) REFERENCES app.bulk_action(tenant_id, id);

-- Name: calendar_day calendar_day_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.calendar_day
    ADD CONSTRAINT calendar_day_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: canary_customer canary_customer_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.canary_customer
    ADD CONSTRAINT canary_customer_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: care_relation care_relation_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_relation
    ADD CONSTRAINT care_relation_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: care_relation care_relation_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_relation
    ADD CONSTRAINT care_relation_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: care_request care_request_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_request
    ADD CONSTRAINT care_request_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: care_request care_request_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.care_request
    ADD CONSTRAINT care_request_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

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

-- Name: consultation consultation_consultant; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation
    ADD CONSTRAINT consultation_consultant FOREIGN KEY (tenant_id, consultant_id) REFERENCES app.user_account(tenant_id, id);

-- Name: consultation consultation_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation
    ADD CONSTRAINT consultation_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: consultation_mark consultation_mark_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation_mark
    ADD CONSTRAINT consultation_mark_by FOREIGN KEY (tenant_id, marked_by) REFERENCES app.user_account(tenant_id, id);

-- Name: consultation_mark consultation_mark_consultation; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation_mark
    ADD CONSTRAINT consultation_mark_consultation FOREIGN KEY (tenant_id, consultation_id) REFERENCES app.consultation(tenant_id, id);

-- Name: consultation_mark consultation_mark_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation_mark
    ADD CONSTRAINT consultation_mark_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: consultation consultation_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation
    ADD CONSTRAINT consultation_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: consultation consultation_visit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.consultation
    ADD CONSTRAINT consultation_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES app.visit_fact(tenant_id, id);

-- Name: custom_choice custom_choice_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_choice
    ADD CONSTRAINT custom_choice_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_choice custom_choice_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_choice
    ADD CONSTRAINT custom_choice_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: custom_customer custom_customer_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_customer
    ADD CONSTRAINT custom_customer_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_customer custom_customer_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_customer
    ADD CONSTRAINT custom_customer_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: custom_customer custom_customer_value; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_customer
    ADD CONSTRAINT custom_customer_value FOREIGN KEY (tenant_id, value) REFERENCES app.customer(tenant_id, id);

-- Name: custom_date custom_date_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_date
    ADD CONSTRAINT custom_date_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_date custom_date_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_date
    ADD CONSTRAINT custom_date_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: custom_file custom_file_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_file
    ADD CONSTRAINT custom_file_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_file custom_file_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_file
    ADD CONSTRAINT custom_file_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: custom_number custom_number_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_number
    ADD CONSTRAINT custom_number_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_number custom_number_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_number
    ADD CONSTRAINT custom_number_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: custom_person custom_person_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_person
    ADD CONSTRAINT custom_person_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_person custom_person_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_person
    ADD CONSTRAINT custom_person_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: custom_person custom_person_value; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_person
    ADD CONSTRAINT custom_person_value FOREIGN KEY (tenant_id, value) REFERENCES app.user_account(tenant_id, id);

-- Name: custom_sealed custom_sealed_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_sealed
    ADD CONSTRAINT custom_sealed_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_sealed custom_sealed_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_sealed
    ADD CONSTRAINT custom_sealed_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: custom_text custom_text_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_text
    ADD CONSTRAINT custom_text_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: custom_text custom_text_field; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.custom_text
    ADD CONSTRAINT custom_text_field FOREIGN KEY (tenant_id, field_id) REFERENCES app.custom_field(tenant_id, id);

-- Name: customer_address customer_address_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_address
    ADD CONSTRAINT customer_address_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_attachment customer_attachment_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_attachment
    ADD CONSTRAINT customer_attachment_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_attachment customer_attachment_remover; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_attachment
    ADD CONSTRAINT customer_attachment_remover FOREIGN KEY (tenant_id, deleted_by) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_attachment customer_attachment_uploader; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_attachment
    ADD CONSTRAINT customer_attachment_uploader FOREIGN KEY (tenant_id, uploaded_by) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_external_id customer_external_id_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_external_id
    ADD CONSTRAINT customer_external_id_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: customer customer_guardian; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_guardian FOREIGN KEY (tenant_id, guardian_id) REFERENCES app.customer(tenant_id, id);

-- Name: customer customer_home_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_home_branch FOREIGN KEY (tenant_id, home_branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: customer customer_introducer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_introducer FOREIGN KEY (tenant_id, introducer_id) REFERENCES app.customer(tenant_id, id);

-- Name: customer_lane customer_lane_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_lane
    ADD CONSTRAINT customer_lane_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_lane customer_lane_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_lane
    ADD CONSTRAINT customer_lane_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_level_change customer_level_change_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_level_change
    ADD CONSTRAINT customer_level_change_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_merge customer_merge_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_merge
    ADD CONSTRAINT customer_merge_by FOREIGN KEY (tenant_id, merged_by) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_merge_row customer_merge_row_merge; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_merge_row
    ADD CONSTRAINT customer_merge_row_merge FOREIGN KEY (tenant_id, merge_id) REFERENCES app.customer_merge(tenant_id, id);

-- Name: customer_merge customer_merge_source; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_merge
    ADD CONSTRAINT customer_merge_source FOREIGN KEY (tenant_id, source_id) REFERENCES app.customer(tenant_id, id);

-- Name: customer_merge customer_merge_target; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_merge
    ADD CONSTRAINT customer_merge_target FOREIGN KEY (tenant_id, target_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer customer_merged_into; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_merged_into FOREIGN KEY (tenant_id, merged_into) REFERENCES app.customer(tenant_id, id);

-- Name: customer_note customer_note_author; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_note
    ADD CONSTRAINT customer_note_author FOREIGN KEY (tenant_id, author_id) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_note customer_note_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_note
    ADD CONSTRAINT customer_note_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_numbering customer_numbering_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_numbering
    ADD CONSTRAINT customer_numbering_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: customer customer_owner; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_phone customer_phone_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_phone
    ADD CONSTRAINT customer_phone_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_relation customer_relation_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_relation
    ADD CONSTRAINT customer_relation_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_relation customer_relation_other; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_relation
    ADD CONSTRAINT customer_relation_other FOREIGN KEY (tenant_id, other_customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: customer_share customer_share_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_share
    ADD CONSTRAINT customer_share_branch FOREIGN KEY (tenant_id, to_branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: customer_share customer_share_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_share
    ADD CONSTRAINT customer_share_by FOREIGN KEY (tenant_id, shared_by) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_share customer_share_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_share
    ADD CONSTRAINT customer_share_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_tag customer_tag_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_tag
    ADD CONSTRAINT customer_tag_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: customer_tag customer_tag_ended_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_tag
    ADD CONSTRAINT customer_tag_ended_by FOREIGN KEY (tenant_id, ended_by) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_tag customer_tag_set_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_tag
    ADD CONSTRAINT customer_tag_set_by FOREIGN KEY (tenant_id, set_by) REFERENCES app.user_account(tenant_id, id);

-- Name: customer_tag customer_tag_tag; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_tag
    ADD CONSTRAINT customer_tag_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES app.tag(tenant_id, id);

-- Name: customer_warning customer_warning_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.customer_warning
    ADD CONSTRAINT customer_warning_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: data_export data_export_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_export
    ADD CONSTRAINT data_export_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: data_export data_export_request; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_export
    ADD CONSTRAINT data_export_request FOREIGN KEY (tenant_id, request_id) REFERENCES app.data_request(tenant_id, id);

-- Name: data_request data_request_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_request
    ADD CONSTRAINT data_request_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: data_request data_request_receiver; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.data_request
    ADD CONSTRAINT data_request_receiver FOREIGN KEY (tenant_id, received_by) REFERENCES app.user_account(tenant_id, id);

-- Name: disclosure disclosure_consent; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.disclosure
    ADD CONSTRAINT disclosure_consent FOREIGN KEY (tenant_id, consent_id) REFERENCES app.consent(tenant_id, id);

-- Name: disclosure disclosure_corrects; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.disclosure
    ADD CONSTRAINT disclosure_corrects FOREIGN KEY (tenant_id, corrects_id) REFERENCES app.disclosure(tenant_id, id);

-- Name: disclosure disclosure_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.disclosure
    ADD CONSTRAINT disclosure_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: disclosure disclosure_recorder; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.disclosure
    ADD CONSTRAINT disclosure_recorder FOREIGN KEY (tenant_id, recorded_by) REFERENCES app.user_account(tenant_id, id);

-- Name: duplicate_due duplicate_due_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.duplicate_due
    ADD CONSTRAINT duplicate_due_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id) ON DELETE CASCADE;

-- Name: duplicate_pair duplicate_pair_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.duplicate_pair
    ADD CONSTRAINT duplicate_pair_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id) ON DELETE CASCADE;

-- Name: duplicate_pair duplicate_pair_decider; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.duplicate_pair
    ADD CONSTRAINT duplicate_pair_decider FOREIGN KEY (tenant_id, decided_by) REFERENCES app.user_account(tenant_id, id);

-- Name: duplicate_pair duplicate_pair_other; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.duplicate_pair
    ADD CONSTRAINT duplicate_pair_other FOREIGN KEY (tenant_id, other_id) REFERENCES app.customer(tenant_id, id) ON DELETE CASCADE;

-- Name: export export_decider; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.export
    ADD CONSTRAINT export_decider FOREIGN KEY (tenant_id, decided_by) REFERENCES app.user_account(tenant_id, id);

-- Name: export export_file; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.export
    ADD CONSTRAINT export_file FOREIGN KEY (tenant_id, file_id) REFERENCES app.file(tenant_id, id) ON DELETE SET NULL (file_id);

-- Name: export export_requester; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.export
    ADD CONSTRAINT export_requester FOREIGN KEY (tenant_id, requested_by) REFERENCES app.user_account(tenant_id, id);

-- Name: file file_content; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.file
    ADD CONSTRAINT file_content FOREIGN KEY (tenant_id, content_id) REFERENCES app.file_content(tenant_id, id);

-- Name: file file_creator; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.file
    ADD CONSTRAINT file_creator FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: identity_token identity_token_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.identity_token
    ADD CONSTRAINT identity_token_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: import import_creator; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_creator FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: import import_file; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_file FOREIGN KEY (tenant_id, file_id) REFERENCES app.file(tenant_id, id) ON DELETE SET NULL (file_id);

-- Name: import import_report; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.import
    ADD CONSTRAINT import_report FOREIGN KEY (tenant_id, report_id) REFERENCES app.file(tenant_id, id) ON DELETE SET NULL (report_id);

-- Name: import_row import_row_import; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.import_row
    ADD CONSTRAINT import_row_import FOREIGN KEY (tenant_id, import_id) REFERENCES app.import(tenant_id, id);

-- Name: invitation invitation_account; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.invitation
    ADD CONSTRAINT invitation_account FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: job_effect job_effect_job; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.job_effect
    ADD CONSTRAINT job_effect_job FOREIGN KEY (tenant_id, job_id) REFERENCES app.job(tenant_id, id) ON DELETE CASCADE;

-- Name: layer_parameter layer_parameter_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_parameter
    ADD CONSTRAINT layer_parameter_by FOREIGN KEY (tenant_id, defined_by) REFERENCES app.user_account(tenant_id, id);

-- Name: layer_run layer_run_parameter; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_run
    ADD CONSTRAINT layer_run_parameter FOREIGN KEY (tenant_id, parameter_id) REFERENCES app.layer_parameter(tenant_id, id);

-- Name: layer_snapshot layer_snapshot_parameter; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_snapshot
    ADD CONSTRAINT layer_snapshot_parameter FOREIGN KEY (tenant_id, parameter_id) REFERENCES app.layer_parameter(tenant_id, id);

-- Name: layer_snapshot_row layer_snapshot_row_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_snapshot_row
    ADD CONSTRAINT layer_snapshot_row_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id) ON DELETE CASCADE;

-- Name: layer_snapshot_row layer_snapshot_row_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.layer_snapshot_row
    ADD CONSTRAINT layer_snapshot_row_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: lead_assignment lead_assignment_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_assignment
    ADD CONSTRAINT lead_assignment_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: lead_assignment lead_assignment_lead; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_assignment
    ADD CONSTRAINT lead_assignment_lead FOREIGN KEY (tenant_id, lead_id) REFERENCES app.lead(tenant_id, id);

-- Name: lead_assignment lead_assignment_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_assignment
    ADD CONSTRAINT lead_assignment_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: lead lead_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead
    ADD CONSTRAINT lead_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: lead lead_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead
    ADD CONSTRAINT lead_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: lead lead_owner; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead
    ADD CONSTRAINT lead_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES app.user_account(tenant_id, id);

-- Name: lead lead_rule; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead
    ADD CONSTRAINT lead_rule FOREIGN KEY (tenant_id, rule_id) REFERENCES app.lead_rule(tenant_id, id);

-- Name: lead_rule lead_rule_category; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule
    ADD CONSTRAINT lead_rule_category FOREIGN KEY (tenant_id, category_id) REFERENCES app.service_category(tenant_id, id);

-- Name: lead_rule_counter lead_rule_counter_rule; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule_counter
    ADD CONSTRAINT lead_rule_counter_rule FOREIGN KEY (tenant_id, rule_id) REFERENCES app.lead_rule(tenant_id, id);

-- Name: lead_rule_member lead_rule_member_rule; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule_member
    ADD CONSTRAINT lead_rule_member_rule FOREIGN KEY (tenant_id, rule_id) REFERENCES app.lead_rule(tenant_id, id);

-- Name: lead_rule_member lead_rule_member_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule_member
    ADD CONSTRAINT lead_rule_member_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: lead_rule lead_rule_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule
    ADD CONSTRAINT lead_rule_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: lead_rule lead_rule_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_rule
    ADD CONSTRAINT lead_rule_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: lead lead_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead
    ADD CONSTRAINT lead_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: lead_token lead_token_lead; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_token
    ADD CONSTRAINT lead_token_lead FOREIGN KEY (tenant_id, lead_id) REFERENCES app.lead(tenant_id, id);

-- Name: lead_touch lead_touch_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_touch
    ADD CONSTRAINT lead_touch_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: lead_touch lead_touch_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_touch
    ADD CONSTRAINT lead_touch_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: lead_touch lead_touch_lead; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_touch
    ADD CONSTRAINT lead_touch_lead FOREIGN KEY (tenant_id, lead_id) REFERENCES app.lead(tenant_id, id);

-- Name: lead_touch lead_touch_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.lead_touch
    ADD CONSTRAINT lead_touch_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: leave_request leave_request_decided_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.leave_request
    ADD CONSTRAINT leave_request_decided_by FOREIGN KEY (tenant_id, decided_by) REFERENCES app.user_account(tenant_id, id);

-- Name: leave_request leave_request_requested_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.leave_request
    ADD CONSTRAINT leave_request_requested_by FOREIGN KEY (tenant_id, requested_by) REFERENCES app.user_account(tenant_id, id);

-- Name: leave_request leave_request_resource; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.leave_request
    ADD CONSTRAINT leave_request_resource FOREIGN KEY (tenant_id, resource_id, branch_id) REFERENCES app.resource(tenant_id, id, branch_id);

-- Name: leave_request leave_request_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.leave_request
    ADD CONSTRAINT leave_request_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: licence_place licence_place_licence; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.licence_place
    ADD CONSTRAINT licence_place_licence FOREIGN KEY (tenant_id, licence_id) REFERENCES app.licence(tenant_id, id);

-- Name: licence_place licence_place_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.licence_place
    ADD CONSTRAINT licence_place_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: licence licence_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.licence
    ADD CONSTRAINT licence_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: note_mention note_mention_note; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.note_mention
    ADD CONSTRAINT note_mention_note FOREIGN KEY (tenant_id, note_id) REFERENCES app.customer_note(tenant_id, id);

-- Name: note_mention note_mention_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.note_mention
    ADD CONSTRAINT note_mention_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: online_page online_page_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page
    ADD CONSTRAINT online_page_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: online_page_question online_page_question_page; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page_question
    ADD CONSTRAINT online_page_question_page FOREIGN KEY (tenant_id, page_id) REFERENCES app.online_page(tenant_id, id);

-- Name: online_page_service online_page_service_page; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page_service
    ADD CONSTRAINT online_page_service_page FOREIGN KEY (tenant_id, page_id) REFERENCES app.online_page(tenant_id, id);

-- Name: online_page_service online_page_service_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_page_service
    ADD CONSTRAINT online_page_service_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: online_request online_request_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_appointment FOREIGN KEY (tenant_id, appointment_id) REFERENCES app.appointment(tenant_id, id);

-- Name: online_request online_request_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: online_request online_request_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: online_request online_request_lead; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_lead FOREIGN KEY (tenant_id, lead_id) REFERENCES app.lead(tenant_id, id);

-- Name: online_request online_request_page; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_page FOREIGN KEY (tenant_id, page_id) REFERENCES app.online_page(tenant_id, id);

-- Name: online_request online_request_reviewer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_reviewer FOREIGN KEY (tenant_id, reviewed_by) REFERENCES app.user_account(tenant_id, id);

-- Name: online_request online_request_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.online_request
    ADD CONSTRAINT online_request_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: opening_hours opening_hours_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.opening_hours
    ADD CONSTRAINT opening_hours_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: opening_period opening_period_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.opening_period
    ADD CONSTRAINT opening_period_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: opening_period opening_period_set_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.opening_period
    ADD CONSTRAINT opening_period_set_by FOREIGN KEY (tenant_id, set_by) REFERENCES app.user_account(tenant_id, id);

-- Name: phone_token phone_token_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.phone_token
    ADD CONSTRAINT phone_token_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: plan_item plan_item_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_item
    ADD CONSTRAINT plan_item_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: plan_item plan_item_plan; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_item
    ADD CONSTRAINT plan_item_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES app.treatment_plan(tenant_id, id);

-- Name: plan_item plan_item_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_item
    ADD CONSTRAINT plan_item_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: plan_opinion plan_opinion_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_opinion
    ADD CONSTRAINT plan_opinion_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: plan_opinion plan_opinion_instead_of; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_opinion
    ADD CONSTRAINT plan_opinion_instead_of FOREIGN KEY (tenant_id, instead_of_id) REFERENCES app.user_account(tenant_id, id);

-- Name: plan_opinion plan_opinion_invited_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_opinion
    ADD CONSTRAINT plan_opinion_invited_by FOREIGN KEY (tenant_id, invited_by) REFERENCES app.user_account(tenant_id, id);

-- Name: plan_opinion plan_opinion_plan; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_opinion
    ADD CONSTRAINT plan_opinion_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES app.treatment_plan(tenant_id, id);

-- Name: plan_opinion plan_opinion_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.plan_opinion
    ADD CONSTRAINT plan_opinion_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: price price_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.price
    ADD CONSTRAINT price_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: price price_set_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.price
    ADD CONSTRAINT price_set_by FOREIGN KEY (tenant_id, set_by) REFERENCES app.user_account(tenant_id, id);

-- Name: price price_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.price
    ADD CONSTRAINT price_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: recovery_code recovery_code_account; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.recovery_code
    ADD CONSTRAINT recovery_code_account FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: resource resource_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource
    ADD CONSTRAINT resource_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: resource_claim resource_claim_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_appointment FOREIGN KEY (tenant_id, appointment_id, branch_id) REFERENCES app.appointment(tenant_id, id, branch_id) ON DELETE CASCADE;

-- Name: resource_claim resource_claim_approved_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_approved_by FOREIGN KEY (tenant_id, approved_by) REFERENCES app.user_account(tenant_id, id);

-- Name: resource_claim resource_claim_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: resource_claim resource_claim_created_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: resource_claim resource_claim_leave; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_leave FOREIGN KEY (tenant_id, leave_id) REFERENCES app.leave_request(tenant_id, id);

-- Name: resource_claim resource_claim_resource; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource_claim
    ADD CONSTRAINT resource_claim_resource FOREIGN KEY (tenant_id, resource_id, branch_id) REFERENCES app.resource(tenant_id, id, branch_id);

-- Name: resource resource_user; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.resource
    ADD CONSTRAINT resource_user FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

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

-- Name: roster_week roster_week_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.roster_week
    ADD CONSTRAINT roster_week_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: roster_week roster_week_published_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.roster_week
    ADD CONSTRAINT roster_week_published_by FOREIGN KEY (tenant_id, published_by) REFERENCES app.user_account(tenant_id, id);

-- Name: saved_view saved_view_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_branch FOREIGN KEY (tenant_id, for_branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: saved_view saved_view_owner; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES app.user_account(tenant_id, id);

-- Name: saved_view saved_view_role; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.saved_view
    ADD CONSTRAINT saved_view_role FOREIGN KEY (tenant_id, for_role_id) REFERENCES app.role(tenant_id, id);

-- Name: search_token search_token_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.search_token
    ADD CONSTRAINT search_token_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: segment segment_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.segment
    ADD CONSTRAINT segment_by FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: segment_snapshot segment_snapshot_segment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.segment_snapshot
    ADD CONSTRAINT segment_snapshot_segment FOREIGN KEY (tenant_id, segment_id) REFERENCES app.segment(tenant_id, id);

-- Name: segment_snapshot segment_snapshot_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.segment_snapshot
    ADD CONSTRAINT segment_snapshot_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: service service_category; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service
    ADD CONSTRAINT service_category FOREIGN KEY (tenant_id, category_id) REFERENCES app.service_category(tenant_id, id);

-- Name: service_category service_category_parent; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_category
    ADD CONSTRAINT service_category_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES app.service_category(tenant_id, id);

-- Name: service_deposit service_deposit_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_deposit
    ADD CONSTRAINT service_deposit_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: service_need service_need_resource; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_need
    ADD CONSTRAINT service_need_resource FOREIGN KEY (tenant_id, resource_id) REFERENCES app.resource(tenant_id, id);

-- Name: service_need service_need_segment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_need
    ADD CONSTRAINT service_need_segment FOREIGN KEY (tenant_id, service_id, "position") REFERENCES app.service_segment(tenant_id, service_id, "position") ON DELETE CASCADE;

-- Name: service_package service_package_category; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_package
    ADD CONSTRAINT service_package_category FOREIGN KEY (tenant_id, category_id) REFERENCES app.service_category(tenant_id, id);

-- Name: service_package_line service_package_line_package; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_package_line
    ADD CONSTRAINT service_package_line_package FOREIGN KEY (tenant_id, package_id) REFERENCES app.service_package(tenant_id, id);

-- Name: service_package_line service_package_line_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_package_line
    ADD CONSTRAINT service_package_line_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: service_rule service_rule_after; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_rule
    ADD CONSTRAINT service_rule_after FOREIGN KEY (tenant_id, other_service_id) REFERENCES app.service(tenant_id, id);

-- Name: service_rule service_rule_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_rule
    ADD CONSTRAINT service_rule_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: service_segment service_segment_service; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.service_segment
    ADD CONSTRAINT service_segment_service FOREIGN KEY (tenant_id, service_id) REFERENCES app.service(tenant_id, id);

-- Name: session session_account; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.session
    ADD CONSTRAINT session_account FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_account(tenant_id, id);

-- Name: shift shift_resource; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_resource FOREIGN KEY (tenant_id, resource_id, branch_id) REFERENCES app.resource(tenant_id, id, branch_id);

-- Name: shift_swap shift_swap_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_swap
    ADD CONSTRAINT shift_swap_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: shift_swap shift_swap_decided_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_swap
    ADD CONSTRAINT shift_swap_decided_by FOREIGN KEY (tenant_id, decided_by) REFERENCES app.user_account(tenant_id, id);

-- Name: shift_swap shift_swap_requested_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_swap
    ADD CONSTRAINT shift_swap_requested_by FOREIGN KEY (tenant_id, requested_by) REFERENCES app.user_account(tenant_id, id);

-- Name: shift_swap shift_swap_resource; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_swap
    ADD CONSTRAINT shift_swap_resource FOREIGN KEY (tenant_id, to_resource_id, branch_id) REFERENCES app.resource(tenant_id, id, branch_id);

-- Name: shift shift_template; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_template FOREIGN KEY (tenant_id, template_id, branch_id) REFERENCES app.shift_template(tenant_id, id, branch_id);

-- Name: shift_template shift_template_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift_template
    ADD CONSTRAINT shift_template_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: shift shift_week; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.shift
    ADD CONSTRAINT shift_week FOREIGN KEY (tenant_id, branch_id, week_on) REFERENCES app.roster_week(tenant_id, branch_id, week_on);

-- Name: support_grant support_grant_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.support_grant
    ADD CONSTRAINT support_grant_by FOREIGN KEY (tenant_id, granted_by) REFERENCES app.user_account(tenant_id, id);

-- Name: tag tag_group; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tag
    ADD CONSTRAINT tag_group FOREIGN KEY (tenant_id, group_id) REFERENCES app.tag_group(tenant_id, id);

-- Name: tag_rule tag_rule_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tag_rule
    ADD CONSTRAINT tag_rule_by FOREIGN KEY (tenant_id, defined_by) REFERENCES app.user_account(tenant_id, id);

-- Name: tag_rule tag_rule_tag; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.tag_rule
    ADD CONSTRAINT tag_rule_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES app.tag(tenant_id, id);

-- Name: task task_assignee; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_assignee FOREIGN KEY (tenant_id, assignee_id) REFERENCES app.user_account(tenant_id, id);

-- Name: task task_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: task task_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES app.customer(tenant_id, id);

-- Name: task task_lead; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_lead FOREIGN KEY (tenant_id, lead_id) REFERENCES app.lead(tenant_id, id);

-- Name: task task_request; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.task
    ADD CONSTRAINT task_request FOREIGN KEY (tenant_id, request_id) REFERENCES app.online_request(tenant_id, id);

-- Name: timeline_event timeline_event_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.timeline_event
    ADD CONSTRAINT timeline_event_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: treatment_plan treatment_plan_consultation; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.treatment_plan
    ADD CONSTRAINT treatment_plan_consultation FOREIGN KEY (tenant_id, consultation_id) REFERENCES app.consultation(tenant_id, id);

-- Name: treatment_plan treatment_plan_created_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.treatment_plan
    ADD CONSTRAINT treatment_plan_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: treatment_plan treatment_plan_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.treatment_plan
    ADD CONSTRAINT treatment_plan_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: treatment_plan treatment_plan_decided_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.treatment_plan
    ADD CONSTRAINT treatment_plan_decided_by FOREIGN KEY (tenant_id, decided_by) REFERENCES app.user_account(tenant_id, id);

-- Name: treatment_plan treatment_plan_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.treatment_plan
    ADD CONSTRAINT treatment_plan_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: triage_rule triage_rule_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.triage_rule
    ADD CONSTRAINT triage_rule_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: triage_rule triage_rule_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.triage_rule
    ADD CONSTRAINT triage_rule_by FOREIGN KEY (tenant_id, updated_by) REFERENCES app.user_account(tenant_id, id);

-- Name: unit unit_parent; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.unit
    ADD CONSTRAINT unit_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES app.unit(tenant_id, id);

-- Name: visit_fact visit_fact_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_appointment FOREIGN KEY (tenant_id, appointment_id) REFERENCES app.appointment(tenant_id, id);

-- Name: visit_fact visit_fact_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_by FOREIGN KEY (tenant_id, recorded_by) REFERENCES app.user_account(tenant_id, id);

-- Name: visit_fact visit_fact_consultant; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_consultant FOREIGN KEY (tenant_id, consultant_id) REFERENCES app.user_account(tenant_id, id);

-- Name: visit_fact visit_fact_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: visit_fact visit_fact_doctor; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_doctor FOREIGN KEY (tenant_id, doctor_id) REFERENCES app.user_account(tenant_id, id);

-- Name: visit_fact visit_fact_room; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_room FOREIGN KEY (tenant_id, room_id) REFERENCES app.resource(tenant_id, id);

-- Name: visit_fact visit_fact_unit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_unit FOREIGN KEY (tenant_id, unit_id) REFERENCES app.unit(tenant_id, id);

-- Name: visit_fact visit_fact_withdraws; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_fact
    ADD CONSTRAINT visit_fact_withdraws FOREIGN KEY (tenant_id, withdraws_id) REFERENCES app.visit_fact(tenant_id, id);

-- Name: visit_step visit_step_by; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_step
    ADD CONSTRAINT visit_step_by FOREIGN KEY (tenant_id, moved_by) REFERENCES app.user_account(tenant_id, id);

-- Name: visit_step visit_step_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_step
    ADD CONSTRAINT visit_step_customer FOREIGN KEY (tenant_id, customer_id, branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: visit_step visit_step_visit; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.visit_step
    ADD CONSTRAINT visit_step_visit FOREIGN KEY (tenant_id, visit_id) REFERENCES app.visit_fact(tenant_id, id);

-- Name: waitlist_entry waitlist_entry_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_entry
    ADD CONSTRAINT waitlist_entry_appointment FOREIGN KEY (tenant_id, appointment_id, branch_id) REFERENCES app.appointment(tenant_id, id, branch_id);

-- Name: waitlist_entry waitlist_entry_branch; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_entry
    ADD CONSTRAINT waitlist_entry_branch FOREIGN KEY (tenant_id, branch_id) REFERENCES app.unit(tenant_id, id);

-- Name: waitlist_entry waitlist_entry_customer; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_entry
    ADD CONSTRAINT waitlist_entry_customer FOREIGN KEY (tenant_id, customer_id, customer_branch_id) REFERENCES app.customer(tenant_id, id, home_branch_id) ON UPDATE CASCADE;

-- Name: waitlist_offer waitlist_offer_appointment; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_offer
    ADD CONSTRAINT waitlist_offer_appointment FOREIGN KEY (tenant_id, appointment_id, branch_id) REFERENCES app.appointment(tenant_id, id, branch_id);

-- Name: waitlist_offer waitlist_offer_entry; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.waitlist_offer
    ADD CONSTRAINT waitlist_offer_entry FOREIGN KEY (tenant_id, entry_id, branch_id) REFERENCES app.waitlist_entry(tenant_id, id, branch_id);

-- Name: webhook webhook_creator; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.webhook
    ADD CONSTRAINT webhook_creator FOREIGN KEY (tenant_id, created_by) REFERENCES app.user_account(tenant_id, id);

-- Name: webhook_delivery webhook_delivery_webhook; Type: FK CONSTRAINT; Schema: app; Owner: peony_owner

ALTER TABLE ONLY app.webhook_delivery
    ADD CONSTRAINT webhook_delivery_webhook FOREIGN KEY (tenant_id, webhook_id) REFERENCES app.webhook(tenant_id, id) ON DELETE CASCADE;

-- Name: access_grant; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.access_grant ENABLE ROW LEVEL SECURITY;

-- Name: alert; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.alert ENABLE ROW LEVEL SECURITY;

-- Name: api_key; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.api_key ENABLE ROW LEVEL SECURITY;

-- Name: appointment; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.appointment ENABLE ROW LEVEL SECURITY;

-- Name: appointment_deposit; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.appointment_deposit ENABLE ROW LEVEL SECURITY;

-- Name: appointment_item; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.appointment_item ENABLE ROW LEVEL SECURITY;

-- Name: appointment_person; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.appointment_person ENABLE ROW LEVEL SECURITY;

-- Name: audit_setting; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.audit_setting ENABLE ROW LEVEL SECURITY;

-- Name: break_glass; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.break_glass ENABLE ROW LEVEL SECURITY;

-- Name: bulk_action; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.bulk_action ENABLE ROW LEVEL SECURITY;

-- Name: bulk_action_row; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.bulk_action_row ENABLE ROW LEVEL SECURITY;

-- Name: calendar_day; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.calendar_day ENABLE ROW LEVEL SECURITY;

-- Name: canary_customer; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.canary_customer ENABLE ROW LEVEL SECURITY;

-- Name: care_relation; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.care_relation ENABLE ROW LEVEL SECURITY;

-- Name: care_request; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.care_request ENABLE ROW LEVEL SECURITY;

-- Name: consent; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.consent ENABLE ROW LEVEL SECURITY;

-- Name: consent_notice; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.consent_notice ENABLE ROW LEVEL SECURITY;

-- Name: consultation; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.consultation ENABLE ROW LEVEL SECURITY;

-- Name: consultation_mark; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.consultation_mark ENABLE ROW LEVEL SECURITY;

-- Name: custom_choice; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_choice ENABLE ROW LEVEL SECURITY;

-- Name: custom_customer; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_customer ENABLE ROW LEVEL SECURITY;

-- Name: custom_date; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_date ENABLE ROW LEVEL SECURITY;

-- Name: custom_field; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_field ENABLE ROW LEVEL SECURITY;

-- Name: custom_file; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_file ENABLE ROW LEVEL SECURITY;

-- Name: custom_number; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_number ENABLE ROW LEVEL SECURITY;

-- Name: custom_person; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_person ENABLE ROW LEVEL SECURITY;

-- Name: custom_sealed; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_sealed ENABLE ROW LEVEL SECURITY;

-- Name: custom_text; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.custom_text ENABLE ROW LEVEL SECURITY;

-- Name: customer; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY;

-- Name: customer_address; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_address ENABLE ROW LEVEL SECURITY;

-- Name: customer_attachment; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_attachment ENABLE ROW LEVEL SECURITY;

-- Name: customer_external_id; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_external_id ENABLE ROW LEVEL SECURITY;

-- Name: customer_lane; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_lane ENABLE ROW LEVEL SECURITY;

-- Name: customer_level_change; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_level_change ENABLE ROW LEVEL SECURITY;

-- Name: customer_merge; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_merge ENABLE ROW LEVEL SECURITY;

-- Name: customer_merge_row; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_merge_row ENABLE ROW LEVEL SECURITY;

-- Name: customer_note; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_note ENABLE ROW LEVEL SECURITY;

-- Name: customer_numbering; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_numbering ENABLE ROW LEVEL SECURITY;

-- Name: customer_phone; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_phone ENABLE ROW LEVEL SECURITY;

-- Name: customer_relation; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_relation ENABLE ROW LEVEL SECURITY;

-- Name: customer_share; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_share ENABLE ROW LEVEL SECURITY;

-- Name: customer_tag; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_tag ENABLE ROW LEVEL SECURITY;

-- Name: customer_warning; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.customer_warning ENABLE ROW LEVEL SECURITY;

-- Name: data_export; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.data_export ENABLE ROW LEVEL SECURITY;

-- Name: data_request; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.data_request ENABLE ROW LEVEL SECURITY;

-- Name: detection; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.detection ENABLE ROW LEVEL SECURITY;

-- Name: disclosure; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.disclosure ENABLE ROW LEVEL SECURITY;

-- Name: duplicate_due; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.duplicate_due ENABLE ROW LEVEL SECURITY;

-- Name: duplicate_pair; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.duplicate_pair ENABLE ROW LEVEL SECURITY;

-- Name: erasure; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.erasure ENABLE ROW LEVEL SECURITY;

-- Name: export; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.export ENABLE ROW LEVEL SECURITY;

-- Name: file; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.file ENABLE ROW LEVEL SECURITY;

-- Name: file_content; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.file_content ENABLE ROW LEVEL SECURITY;

-- Name: file_secret; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.file_secret ENABLE ROW LEVEL SECURITY;

-- Name: idempotency; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.idempotency ENABLE ROW LEVEL SECURITY;

-- Name: identity_token; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.identity_token ENABLE ROW LEVEL SECURITY;

-- Name: import; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.import ENABLE ROW LEVEL SECURITY;

-- Name: import_mapping; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.import_mapping ENABLE ROW LEVEL SECURITY;

-- Name: import_row; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.import_row ENABLE ROW LEVEL SECURITY;

-- Name: invitation; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.invitation ENABLE ROW LEVEL SECURITY;

-- Name: job; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.job ENABLE ROW LEVEL SECURITY;

-- Name: job_effect; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.job_effect ENABLE ROW LEVEL SECURITY;

-- Name: job_schedule; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.job_schedule ENABLE ROW LEVEL SECURITY;

-- Name: key_rotation; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.key_rotation ENABLE ROW LEVEL SECURITY;

-- Name: layer_parameter; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.layer_parameter ENABLE ROW LEVEL SECURITY;

-- Name: layer_run; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.layer_run ENABLE ROW LEVEL SECURITY;

-- Name: layer_snapshot; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.layer_snapshot ENABLE ROW LEVEL SECURITY;

-- Name: layer_snapshot_row; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.layer_snapshot_row ENABLE ROW LEVEL SECURITY;

-- Name: lead; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead ENABLE ROW LEVEL SECURITY;

-- Name: lead_assignment; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead_assignment ENABLE ROW LEVEL SECURITY;

-- Name: lead_rule; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead_rule ENABLE ROW LEVEL SECURITY;

-- Name: lead_rule_counter; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead_rule_counter ENABLE ROW LEVEL SECURITY;

-- Name: lead_rule_member; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead_rule_member ENABLE ROW LEVEL SECURITY;

-- Name: lead_setting; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead_setting ENABLE ROW LEVEL SECURITY;

-- Name: lead_token; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead_token ENABLE ROW LEVEL SECURITY;

-- Name: lead_touch; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.lead_touch ENABLE ROW LEVEL SECURITY;

-- Name: leave_request; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.leave_request ENABLE ROW LEVEL SECURITY;

-- Name: licence; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.licence ENABLE ROW LEVEL SECURITY;

-- Name: licence_place; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.licence_place ENABLE ROW LEVEL SECURITY;

-- Name: access_grant migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.access_grant TO peony_owner USING (true) WITH CHECK (true);

-- Name: alert migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.alert TO peony_owner USING (true) WITH CHECK (true);

-- Name: api_key migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.api_key TO peony_owner USING (true) WITH CHECK (true);

-- Name: appointment migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.appointment TO peony_owner USING (true) WITH CHECK (true);

-- Name: appointment_deposit migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.appointment_deposit TO peony_owner USING (true) WITH CHECK (true);

-- Name: appointment_item migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.appointment_item TO peony_owner USING (true) WITH CHECK (true);

-- Name: appointment_person migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.appointment_person TO peony_owner USING (true) WITH CHECK (true);

-- Name: audit_setting migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.audit_setting TO peony_owner USING (true) WITH CHECK (true);

-- Name: break_glass migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.break_glass TO peony_owner USING (true) WITH CHECK (true);

-- Name: bulk_action migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.bulk_action TO peony_owner USING (true) WITH CHECK (true);

-- Name: bulk_action_row migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.bulk_action_row TO peony_owner USING (true) WITH CHECK (true);

-- Name: calendar_day migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.calendar_day TO peony_owner USING (true) WITH CHECK (true);

-- Name: canary_customer migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.canary_customer TO peony_owner USING (true) WITH CHECK (true);

-- Name: care_relation migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.care_relation TO peony_owner USING (true) WITH CHECK (true);

-- Name: care_request migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.care_request TO peony_owner USING (true) WITH CHECK (true);

-- Name: consent migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.consent TO peony_owner USING (true) WITH CHECK (true);

-- Name: consent_notice migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.consent_notice TO peony_owner USING (true) WITH CHECK (true);

-- Name: consultation migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.consultation TO peony_owner USING (true) WITH CHECK (true);

-- Name: consultation_mark migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.consultation_mark TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_choice migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_choice TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_customer migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_customer TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_date migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_date TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_field migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_field TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_file migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_file TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_number migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_number TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_person migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_person TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_sealed migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_sealed TO peony_owner USING (true) WITH CHECK (true);

-- Name: custom_text migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.custom_text TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_address migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_address TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_attachment migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_attachment TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_external_id migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_external_id TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_lane migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_lane TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_level_change migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_level_change TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_merge migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_merge TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_merge_row migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_merge_row TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_note migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_note TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_numbering migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_numbering TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_phone migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_phone TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_relation migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_relation TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_share migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_share TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_tag migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_tag TO peony_owner USING (true) WITH CHECK (true);

-- Name: customer_warning migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.customer_warning TO peony_owner USING (true) WITH CHECK (true);

-- Name: data_export migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.data_export TO peony_owner USING (true) WITH CHECK (true);

-- Name: data_request migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.data_request TO peony_owner USING (true) WITH CHECK (true);

-- Name: detection migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.detection TO peony_owner USING (true) WITH CHECK (true);

-- Name: disclosure migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.disclosure TO peony_owner USING (true) WITH CHECK (true);

-- Name: duplicate_due migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.duplicate_due TO peony_owner USING (true) WITH CHECK (true);

-- Name: duplicate_pair migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.duplicate_pair TO peony_owner USING (true) WITH CHECK (true);

-- Name: erasure migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.erasure TO peony_owner USING (true) WITH CHECK (true);

-- Name: export migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.export TO peony_owner USING (true) WITH CHECK (true);

-- Name: file migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.file TO peony_owner USING (true) WITH CHECK (true);

-- Name: file_content migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.file_content TO peony_owner USING (true) WITH CHECK (true);

-- Name: file_secret migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.file_secret TO peony_owner USING (true) WITH CHECK (true);

-- Name: idempotency migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.idempotency TO peony_owner USING (true) WITH CHECK (true);

-- Name: identity_token migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.identity_token TO peony_owner USING (true) WITH CHECK (true);

-- Name: import migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.import TO peony_owner USING (true) WITH CHECK (true);

-- Name: import_mapping migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.import_mapping TO peony_owner USING (true) WITH CHECK (true);

-- Name: import_row migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.import_row TO peony_owner USING (true) WITH CHECK (true);

-- Name: invitation migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.invitation TO peony_owner USING (true) WITH CHECK (true);

-- Name: job migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.job TO peony_owner USING (true) WITH CHECK (true);

-- Name: job_effect migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.job_effect TO peony_owner USING (true) WITH CHECK (true);

-- Name: job_schedule migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.job_schedule TO peony_owner USING (true) WITH CHECK (true);

-- Name: key_rotation migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.key_rotation TO peony_owner USING (true) WITH CHECK (true);

-- Name: layer_parameter migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.layer_parameter TO peony_owner USING (true) WITH CHECK (true);

-- Name: layer_run migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.layer_run TO peony_owner USING (true) WITH CHECK (true);

-- Name: layer_snapshot migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.layer_snapshot TO peony_owner USING (true) WITH CHECK (true);

-- Name: layer_snapshot_row migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.layer_snapshot_row TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead_assignment migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead_assignment TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead_rule migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead_rule TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead_rule_counter migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead_rule_counter TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead_rule_member migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead_rule_member TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead_setting migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead_setting TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead_token migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead_token TO peony_owner USING (true) WITH CHECK (true);

-- Name: lead_touch migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.lead_touch TO peony_owner USING (true) WITH CHECK (true);

-- Name: leave_request migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.leave_request TO peony_owner USING (true) WITH CHECK (true);

-- Name: licence migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.licence TO peony_owner USING (true) WITH CHECK (true);

-- Name: licence_place migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.licence_place TO peony_owner USING (true) WITH CHECK (true);

-- Name: note_mention migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.note_mention TO peony_owner USING (true) WITH CHECK (true);

-- Name: number_sequence migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.number_sequence TO peony_owner USING (true) WITH CHECK (true);

-- Name: online_page migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.online_page TO peony_owner USING (true) WITH CHECK (true);

-- Name: online_page_question migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.online_page_question TO peony_owner USING (true) WITH CHECK (true);

-- Name: online_page_service migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.online_page_service TO peony_owner USING (true) WITH CHECK (true);

-- Name: online_request migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.online_request TO peony_owner USING (true) WITH CHECK (true);

-- Name: opening_hours migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.opening_hours TO peony_owner USING (true) WITH CHECK (true);

-- Name: opening_period migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.opening_period TO peony_owner USING (true) WITH CHECK (true);

-- Name: phone_token migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.phone_token TO peony_owner USING (true) WITH CHECK (true);

-- Name: plan_item migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.plan_item TO peony_owner USING (true) WITH CHECK (true);

-- Name: plan_opinion migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.plan_opinion TO peony_owner USING (true) WITH CHECK (true);

-- Name: price migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.price TO peony_owner USING (true) WITH CHECK (true);

-- Name: privacy_setting migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.privacy_setting TO peony_owner USING (true) WITH CHECK (true);

-- Name: recovery_code migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.recovery_code TO peony_owner USING (true) WITH CHECK (true);

-- Name: resource migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.resource TO peony_owner USING (true) WITH CHECK (true);

-- Name: resource_claim migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.resource_claim TO peony_owner USING (true) WITH CHECK (true);

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

-- Name: roster_week migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.roster_week TO peony_owner USING (true) WITH CHECK (true);

-- Name: saved_view migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.saved_view TO peony_owner USING (true) WITH CHECK (true);

-- Name: search_index migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.search_index TO peony_owner USING (true) WITH CHECK (true);

-- Name: search_token migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.search_token TO peony_owner USING (true) WITH CHECK (true);

-- Name: segment migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.segment TO peony_owner USING (true) WITH CHECK (true);

-- Name: segment_snapshot migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.segment_snapshot TO peony_owner USING (true) WITH CHECK (true);

-- Name: service migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service TO peony_owner USING (true) WITH CHECK (true);

-- Name: service_category migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service_category TO peony_owner USING (true) WITH CHECK (true);

-- Name: service_deposit migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service_deposit TO peony_owner USING (true) WITH CHECK (true);

-- Name: service_need migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service_need TO peony_owner USING (true) WITH CHECK (true);

-- Name: service_package migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service_package TO peony_owner USING (true) WITH CHECK (true);

-- Name: service_package_line migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service_package_line TO peony_owner USING (true) WITH CHECK (true);

-- Name: service_rule migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service_rule TO peony_owner USING (true) WITH CHECK (true);

-- Name: service_segment migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.service_segment TO peony_owner USING (true) WITH CHECK (true);

-- Name: session migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.session TO peony_owner USING (true) WITH CHECK (true);

-- Name: shift migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.shift TO peony_owner USING (true) WITH CHECK (true);

-- Name: shift_swap migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.shift_swap TO peony_owner USING (true) WITH CHECK (true);

-- Name: shift_template migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.shift_template TO peony_owner USING (true) WITH CHECK (true);

-- Name: support_grant migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.support_grant TO peony_owner USING (true) WITH CHECK (true);

-- Name: tag migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tag TO peony_owner USING (true) WITH CHECK (true);

-- Name: tag_group migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tag_group TO peony_owner USING (true) WITH CHECK (true);

-- Name: tag_rule migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tag_rule TO peony_owner USING (true) WITH CHECK (true);

-- Name: task migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.task TO peony_owner USING (true) WITH CHECK (true);

-- Name: tenant_freeze migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tenant_freeze TO peony_owner USING (true) WITH CHECK (true);

-- Name: tenant_key migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tenant_key TO peony_owner USING (true) WITH CHECK (true);

-- Name: tenant_setting migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.tenant_setting TO peony_owner USING (true) WITH CHECK (true);

-- Name: timeline_event migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.timeline_event TO peony_owner USING (true) WITH CHECK (true);

-- Name: treatment_plan migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.treatment_plan TO peony_owner USING (true) WITH CHECK (true);

-- Name: triage_rule migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.triage_rule TO peony_owner USING (true) WITH CHECK (true);

-- Name: unit migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.unit TO peony_owner USING (true) WITH CHECK (true);

-- Name: user_account migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.user_account TO peony_owner USING (true) WITH CHECK (true);

-- Name: visit_fact migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.visit_fact TO peony_owner USING (true) WITH CHECK (true);

-- Name: visit_step migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.visit_step TO peony_owner USING (true) WITH CHECK (true);

-- Name: waitlist_entry migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.waitlist_entry TO peony_owner USING (true) WITH CHECK (true);

-- Name: waitlist_offer migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.waitlist_offer TO peony_owner USING (true) WITH CHECK (true);

-- Name: webhook migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.webhook TO peony_owner USING (true) WITH CHECK (true);

-- Name: webhook_delivery migrate; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY migrate ON app.webhook_delivery TO peony_owner USING (true) WITH CHECK (true);

-- Name: note_mention; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.note_mention ENABLE ROW LEVEL SECURITY;

-- Name: number_sequence; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.number_sequence ENABLE ROW LEVEL SECURITY;

-- Name: online_page; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.online_page ENABLE ROW LEVEL SECURITY;

-- Name: online_page_question; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.online_page_question ENABLE ROW LEVEL SECURITY;

-- Name: online_page_service; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.online_page_service ENABLE ROW LEVEL SECURITY;

-- Name: online_request; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.online_request ENABLE ROW LEVEL SECURITY;

-- Name: opening_hours; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.opening_hours ENABLE ROW LEVEL SECURITY;

-- Name: opening_period; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.opening_period ENABLE ROW LEVEL SECURITY;

-- Name: phone_token; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.phone_token ENABLE ROW LEVEL SECURITY;

-- Name: plan_item; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.plan_item ENABLE ROW LEVEL SECURITY;

-- Name: plan_opinion; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.plan_opinion ENABLE ROW LEVEL SECURITY;

-- Name: price; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.price ENABLE ROW LEVEL SECURITY;

-- Name: privacy_setting; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.privacy_setting ENABLE ROW LEVEL SECURITY;

-- Name: recovery_code; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.recovery_code ENABLE ROW LEVEL SECURITY;

-- Name: resource; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.resource ENABLE ROW LEVEL SECURITY;

-- Name: resource_claim; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.resource_claim ENABLE ROW LEVEL SECURITY;

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

-- Name: roster_week; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.roster_week ENABLE ROW LEVEL SECURITY;

-- Name: saved_view; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.saved_view ENABLE ROW LEVEL SECURITY;

-- Name: search_index; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.search_index ENABLE ROW LEVEL SECURITY;

-- Name: search_token; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.search_token ENABLE ROW LEVEL SECURITY;

-- Name: segment; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.segment ENABLE ROW LEVEL SECURITY;

-- Name: segment_snapshot; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.segment_snapshot ENABLE ROW LEVEL SECURITY;

-- Name: service; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service ENABLE ROW LEVEL SECURITY;

-- Name: service_category; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service_category ENABLE ROW LEVEL SECURITY;

-- Name: service_deposit; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service_deposit ENABLE ROW LEVEL SECURITY;

-- Name: service_need; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service_need ENABLE ROW LEVEL SECURITY;

-- Name: service_package; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service_package ENABLE ROW LEVEL SECURITY;

-- Name: service_package_line; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service_package_line ENABLE ROW LEVEL SECURITY;

-- Name: service_rule; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service_rule ENABLE ROW LEVEL SECURITY;

-- Name: service_segment; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.service_segment ENABLE ROW LEVEL SECURITY;

-- Name: session; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.session ENABLE ROW LEVEL SECURITY;

-- Name: appointment shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.appointment TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: break_glass shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.break_glass TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: canary_customer shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.canary_customer TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: care_request shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.care_request TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: consent shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.consent TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: consultation shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.consultation TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: consultation_mark shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.consultation_mark TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_choice shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_choice TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_customer shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_customer TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_date shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_date TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_file shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_file TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_number shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_number TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_person shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_person TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_sealed shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_sealed TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: custom_text shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.custom_text TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer TO peony_app USING ((id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_address shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_address TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_attachment shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_attachment TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_lane shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_lane TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_level_change shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_level_change TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_note shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_note TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_phone shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_phone TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_relation shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_relation TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_share shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_share TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_tag shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_tag TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: customer_warning shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.customer_warning TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: data_export shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.data_export TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: data_request shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.data_request TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: disclosure shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.disclosure TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: lead shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.lead TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: lead_touch shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.lead_touch TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: online_request shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.online_request TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: plan_item shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.plan_item TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: plan_opinion shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.plan_opinion TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: task shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.task TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: timeline_event shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.timeline_event TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: treatment_plan shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.treatment_plan TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: visit_fact shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.visit_fact TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: visit_step shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.visit_step TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: waitlist_entry shared; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY shared ON app.waitlist_entry TO peony_app USING ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[]))) WITH CHECK ((customer_id = ANY (( SELECT app.customer_ids() AS customer_ids)::uuid[])));

-- Name: shift; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.shift ENABLE ROW LEVEL SECURITY;

-- Name: shift_swap; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.shift_swap ENABLE ROW LEVEL SECURITY;

-- Name: shift_template; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.shift_template ENABLE ROW LEVEL SECURITY;

-- Name: support_grant; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.support_grant ENABLE ROW LEVEL SECURITY;

-- Name: tag; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tag ENABLE ROW LEVEL SECURITY;

-- Name: tag_group; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tag_group ENABLE ROW LEVEL SECURITY;

-- Name: tag_rule; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tag_rule ENABLE ROW LEVEL SECURITY;

-- Name: task; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.task ENABLE ROW LEVEL SECURITY;

-- Name: tenant_freeze; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tenant_freeze ENABLE ROW LEVEL SECURITY;

-- Name: tenant_key; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tenant_key ENABLE ROW LEVEL SECURITY;

-- Name: tenant_setting; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.tenant_setting ENABLE ROW LEVEL SECURITY;

-- Name: timeline_event; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.timeline_event ENABLE ROW LEVEL SECURITY;

-- Name: treatment_plan; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.treatment_plan ENABLE ROW LEVEL SECURITY;

-- Name: triage_rule; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.triage_rule ENABLE ROW LEVEL SECURITY;

-- Name: customer unblocked; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY unblocked ON app.customer AS RESTRICTIVE TO peony_app USING (((( SELECT app.sees_blocked() AS sees_blocked) OR ((erased_at IS NULL) AND (restricted_at IS NULL))) AND ((merged_into IS NULL) OR (erased_at IS NOT NULL) OR ( SELECT app.sees_merged() AS sees_merged)))) WITH CHECK (true);

-- Name: online_request unblocked; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY unblocked ON app.online_request AS RESTRICTIVE TO peony_app USING ((( SELECT app.sees_blocked() AS sees_blocked) OR (customer_id IS NULL) OR (NOT app.customer_is_blocked(customer_id)))) WITH CHECK (true);

-- Name: unit; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.unit ENABLE ROW LEVEL SECURITY;

-- Name: user_account; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.user_account ENABLE ROW LEVEL SECURITY;

-- Name: access_grant visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.access_grant TO peony_app USING (true) WITH CHECK (true);

-- Name: alert visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.alert TO peony_app USING (true) WITH CHECK (true);

-- Name: api_key visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.api_key TO peony_app USING (true) WITH CHECK (true);

-- Name: appointment visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.appointment TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: appointment_deposit visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.appointment_deposit TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: appointment_item visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.appointment_item TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: appointment_person visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.appointment_person TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: audit_setting visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.audit_setting TO peony_app USING (true) WITH CHECK (true);

-- Name: break_glass visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.break_glass TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: bulk_action visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.bulk_action TO peony_app USING (true) WITH CHECK (true);

-- Name: bulk_action_row visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.bulk_action_row TO peony_app USING (true) WITH CHECK (true);

-- Name: calendar_day visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.calendar_day TO peony_app USING (true) WITH CHECK (true);

-- Name: canary_customer visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.canary_customer TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: care_relation visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.care_relation TO peony_app USING (true) WITH CHECK (true);

-- Name: care_request visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.care_request TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: consent visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.consent TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: consent_notice visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.consent_notice TO peony_app USING (true) WITH CHECK (true);

-- Name: consultation visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.consultation TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: consultation_mark visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.consultation_mark TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_choice visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_choice TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_customer visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_customer TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_date visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_date TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_field visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_field TO peony_app USING (true) WITH CHECK (true);

-- Name: custom_file visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_file TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_number visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_number TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_person visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_person TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_sealed visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_sealed TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: custom_text visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.custom_text TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (home_branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (home_branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_address visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_address TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_attachment visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_attachment TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_external_id visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_external_id TO peony_app USING (true) WITH CHECK (true);

-- Name: customer_lane visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_lane TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_level_change visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_level_change TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_merge visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_merge TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_merge_row visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_merge_row TO peony_app USING (true) WITH CHECK (true);

-- Name: customer_note visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_note TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_numbering visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_numbering TO peony_app USING (true) WITH CHECK (true);

-- Name: customer_phone visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_phone TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_relation visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_relation TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_share visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_share TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_tag visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_tag TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: customer_warning visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.customer_warning TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: data_export visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.data_export TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: data_request visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.data_request TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: detection visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.detection TO peony_app USING (true) WITH CHECK (true);

-- Name: disclosure visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.disclosure TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: duplicate_due visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.duplicate_due TO peony_app USING (true) WITH CHECK (true);

-- Name: duplicate_pair visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.duplicate_pair TO peony_app USING (true) WITH CHECK (true);

-- Name: erasure visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.erasure TO peony_app USING (true) WITH CHECK (true);

-- Name: export visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.export TO peony_app USING (true) WITH CHECK (true);

-- Name: file visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.file TO peony_app USING (true) WITH CHECK (true);

-- Name: file_content visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.file_content TO peony_app USING (true) WITH CHECK (true);

-- Name: file_secret visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.file_secret TO peony_app USING (true) WITH CHECK (true);

-- Name: idempotency visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.idempotency TO peony_app USING (true) WITH CHECK (true);

-- Name: identity_token visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.identity_token TO peony_app USING (true) WITH CHECK (true);

-- Name: import visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.import TO peony_app USING (true) WITH CHECK (true);

-- Name: import_mapping visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.import_mapping TO peony_app USING (true) WITH CHECK (true);

-- Name: import_row visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.import_row TO peony_app USING (true) WITH CHECK (true);

-- Name: invitation visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.invitation TO peony_app USING (true) WITH CHECK (true);

-- Name: job visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.job TO peony_app USING (true) WITH CHECK (true);

-- Name: job_effect visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.job_effect TO peony_app USING (true) WITH CHECK (true);

-- Name: job_schedule visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.job_schedule TO peony_app USING (true) WITH CHECK (true);

-- Name: key_rotation visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.key_rotation TO peony_app USING (true) WITH CHECK (true);

-- Name: layer_parameter visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.layer_parameter TO peony_app USING (true) WITH CHECK (true);

-- Name: layer_run visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.layer_run TO peony_app USING (true) WITH CHECK (true);

-- Name: layer_snapshot visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.layer_snapshot TO peony_app USING (true) WITH CHECK (true);

-- Name: layer_snapshot_row visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.layer_snapshot_row TO peony_app USING (true) WITH CHECK (true);

-- Name: lead visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: lead_assignment visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead_assignment TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: lead_rule visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead_rule TO peony_app USING (true) WITH CHECK (true);

-- Name: lead_rule_counter visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead_rule_counter TO peony_app USING (true) WITH CHECK (true);

-- Name: lead_rule_member visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead_rule_member TO peony_app USING (true) WITH CHECK (true);

-- Name: lead_setting visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead_setting TO peony_app USING (true) WITH CHECK (true);

-- Name: lead_token visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead_token TO peony_app USING (true) WITH CHECK (true);

-- Name: lead_touch visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.lead_touch TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: leave_request visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.leave_request TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: licence visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.licence TO peony_app USING (true) WITH CHECK (true);

-- Name: licence_place visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.licence_place TO peony_app USING (true) WITH CHECK (true);

-- Name: note_mention visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.note_mention TO peony_app USING (true) WITH CHECK (true);

-- Name: number_sequence visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.number_sequence TO peony_app USING (true) WITH CHECK (true);

-- Name: online_page visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.online_page TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: online_page_question visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.online_page_question TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: online_page_service visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.online_page_service TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: online_request visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.online_request TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: opening_hours visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.opening_hours TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: opening_period visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.opening_period TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: phone_token visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.phone_token TO peony_app USING (true) WITH CHECK (true);

-- Name: plan_item visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.plan_item TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: plan_opinion visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.plan_opinion TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: price visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.price TO peony_app USING (true) WITH CHECK (true);

-- Name: privacy_setting visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.privacy_setting TO peony_app USING (true) WITH CHECK (true);

-- Name: recovery_code visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.recovery_code TO peony_app USING (true) WITH CHECK (true);

-- Name: resource visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.resource TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: resource_claim visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.resource_claim TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

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

-- Name: roster_week visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.roster_week TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: saved_view visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.saved_view TO peony_app USING (true) WITH CHECK (true);

-- Name: search_index visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.search_index TO peony_app USING (true) WITH CHECK (true);

-- Name: search_token visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.search_token TO peony_app USING (true) WITH CHECK (true);

-- Name: segment visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.segment TO peony_app USING (true) WITH CHECK (true);

-- Name: segment_snapshot visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.segment_snapshot TO peony_app USING (true) WITH CHECK (true);

-- Name: service visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service TO peony_app USING (true) WITH CHECK (true);

-- Name: service_category visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service_category TO peony_app USING (true) WITH CHECK (true);

-- Name: service_deposit visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service_deposit TO peony_app USING (true) WITH CHECK (true);

-- Name: service_need visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service_need TO peony_app USING (true) WITH CHECK (true);

-- Name: service_package visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service_package TO peony_app USING (true) WITH CHECK (true);

-- Name: service_package_line visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service_package_line TO peony_app USING (true) WITH CHECK (true);

-- Name: service_rule visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service_rule TO peony_app USING (true) WITH CHECK (true);

-- Name: service_segment visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.service_segment TO peony_app USING (true) WITH CHECK (true);

-- Name: session visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.session TO peony_app USING (true) WITH CHECK (true);

-- Name: shift visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.shift TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: shift_swap visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.shift_swap TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: shift_template visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.shift_template TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: support_grant visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.support_grant TO peony_app USING (true) WITH CHECK (true);

-- Name: tag visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tag TO peony_app USING (true) WITH CHECK (true);

-- Name: tag_group visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tag_group TO peony_app USING (true) WITH CHECK (true);

-- Name: tag_rule visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tag_rule TO peony_app USING (true) WITH CHECK (true);

-- Name: task visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.task TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: tenant_freeze visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tenant_freeze TO peony_app USING (true) WITH CHECK (true);

-- Name: tenant_key visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tenant_key TO peony_app USING (true) WITH CHECK (true);

-- Name: tenant_setting visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.tenant_setting TO peony_app USING (true) WITH CHECK (true);

-- Name: timeline_event visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.timeline_event TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: treatment_plan visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.treatment_plan TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: triage_rule visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.triage_rule TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: unit visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.unit TO peony_app USING (true) WITH CHECK (true);

-- Name: user_account visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.user_account TO peony_app USING (true) WITH CHECK (true);

-- Name: visit_fact visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.visit_fact TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: visit_step visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.visit_step TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: waitlist_entry visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.waitlist_entry TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: waitlist_offer visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.waitlist_offer TO peony_app USING ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[])))) WITH CHECK ((( SELECT app.all_branches() AS all_branches) OR (branch_id = ANY (( SELECT app.branch_ids() AS branch_ids)::uuid[]))));

-- Name: webhook visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.webhook TO peony_app USING (true) WITH CHECK (true);

-- Name: webhook_delivery visible; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY visible ON app.webhook_delivery TO peony_app USING (true) WITH CHECK (true);

-- Name: visit_fact; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.visit_fact ENABLE ROW LEVEL SECURITY;

-- Name: visit_step; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.visit_step ENABLE ROW LEVEL SECURITY;

-- Name: waitlist_entry; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.waitlist_entry ENABLE ROW LEVEL SECURITY;

-- Name: waitlist_offer; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.waitlist_offer ENABLE ROW LEVEL SECURITY;

-- Name: access_grant wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.access_grant AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: alert wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.alert AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: api_key wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.api_key AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: appointment wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.appointment AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: appointment_deposit wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.appointment_deposit AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: appointment_item wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.appointment_item AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: appointment_person wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.appointment_person AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: audit_setting wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.audit_setting AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: break_glass wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.break_glass AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: bulk_action wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.bulk_action AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: bulk_action_row wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.bulk_action_row AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: calendar_day wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.calendar_day AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: canary_customer wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.canary_customer AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: care_relation wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.care_relation AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: care_request wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.care_request AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: consent wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.consent AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: consent_notice wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.consent_notice AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: consultation wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.consultation AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: consultation_mark wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.consultation_mark AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_choice wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_choice AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_customer wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_customer AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_date wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_date AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_field wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_field AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_file wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_file AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_number wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_number AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_person wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_person AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_sealed wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_sealed AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: custom_text wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.custom_text AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_address wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_address AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_attachment wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_attachment AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_external_id wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_external_id AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_lane wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_lane AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_level_change wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_level_change AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_merge wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_merge AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_merge_row wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_merge_row AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_note wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_note AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_numbering wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_numbering AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_phone wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_phone AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_relation wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_relation AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_share wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_share AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_tag wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_tag AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: customer_warning wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.customer_warning AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: data_export wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.data_export AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: data_request wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.data_request AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: detection wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.detection AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: disclosure wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.disclosure AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: duplicate_due wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.duplicate_due AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: duplicate_pair wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.duplicate_pair AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: erasure wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.erasure AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: export wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.export AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: file wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.file AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: file_content wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.file_content AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: file_secret wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.file_secret AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: idempotency wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.idempotency AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: identity_token wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.identity_token AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: import wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.import AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: import_mapping wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.import_mapping AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: import_row wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.import_row AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: invitation wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.invitation AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: job wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.job AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: job_effect wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.job_effect AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: job_schedule wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.job_schedule AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: key_rotation wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.key_rotation AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: layer_parameter wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.layer_parameter AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: layer_run wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.layer_run AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: layer_snapshot wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.layer_snapshot AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: layer_snapshot_row wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.layer_snapshot_row AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead_assignment wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead_assignment AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead_rule wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead_rule AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead_rule_counter wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead_rule_counter AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead_rule_member wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead_rule_member AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead_setting wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead_setting AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead_token wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead_token AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: lead_touch wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.lead_touch AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: leave_request wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.leave_request AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: licence wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.licence AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: licence_place wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.licence_place AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: note_mention wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.note_mention AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: number_sequence wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.number_sequence AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: online_page wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.online_page AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: online_page_question wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.online_page_question AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: online_page_service wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.online_page_service AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: online_request wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.online_request AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: opening_hours wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.opening_hours AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: opening_period wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.opening_period AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: phone_token wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.phone_token AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: plan_item wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.plan_item AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: plan_opinion wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.plan_opinion AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: price wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.price AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: privacy_setting wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.privacy_setting AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: recovery_code wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.recovery_code AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: resource wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.resource AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: resource_claim wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.resource_claim AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

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

-- Name: roster_week wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.roster_week AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: saved_view wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.saved_view AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: search_index wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.search_index AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: search_token wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.search_token AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: segment wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.segment AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: segment_snapshot wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.segment_snapshot AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service_category wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service_category AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service_deposit wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service_deposit AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service_need wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service_need AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service_package wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service_package AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service_package_line wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service_package_line AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service_rule wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service_rule AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: service_segment wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.service_segment AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: session wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.session AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: shift wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.shift AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: shift_swap wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.shift_swap AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: shift_template wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.shift_template AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: support_grant wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.support_grant AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tag wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tag AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tag_group wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tag_group AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tag_rule wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tag_rule AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: task wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.task AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tenant_freeze wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tenant_freeze AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tenant_key wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tenant_key AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: tenant_setting wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.tenant_setting AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: timeline_event wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.timeline_event AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: treatment_plan wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.treatment_plan AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: triage_rule wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.triage_rule AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: unit wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.unit AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: user_account wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.user_account AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: visit_fact wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.visit_fact AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: visit_step wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.visit_step AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: waitlist_entry wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.waitlist_entry AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: waitlist_offer wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.waitlist_offer AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: webhook wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.webhook AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: webhook_delivery wall; Type: POLICY; Schema: app; Owner: peony_owner

CREATE POLICY wall ON app.webhook_delivery AS RESTRICTIVE USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: webhook; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.webhook ENABLE ROW LEVEL SECURITY;

-- Name: webhook_delivery; Type: ROW SECURITY; Schema: app; Owner: peony_owner

ALTER TABLE app.webhook_delivery ENABLE ROW LEVEL SECURITY;

-- Name: archive; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.archive ENABLE ROW LEVEL SECURITY;

-- Name: archived_batch; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.archived_batch ENABLE ROW LEVEL SECURITY;

-- Name: batch; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.batch ENABLE ROW LEVEL SECURITY;

-- Name: event; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;

-- Name: event_link; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.event_link ENABLE ROW LEVEL SECURITY;

-- Name: archive keep; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY keep ON audit.archive FOR INSERT TO peony_sealer WITH CHECK (true);

-- Name: archived_batch keep; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY keep ON audit.archived_batch FOR INSERT TO peony_sealer WITH CHECK (true);

-- Name: archive keep_read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY keep_read ON audit.archive FOR SELECT TO peony_sealer USING (true);

-- Name: archived_batch keep_read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY keep_read ON audit.archived_batch FOR SELECT TO peony_sealer USING (true);

-- Name: archive migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.archive TO peony_owner USING (true) WITH CHECK (true);

-- Name: archived_batch migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.archived_batch TO peony_owner USING (true) WITH CHECK (true);

-- Name: batch migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.batch TO peony_owner USING (true) WITH CHECK (true);

-- Name: event migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.event TO peony_owner USING (true) WITH CHECK (true);

-- Name: event_link migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.event_link TO peony_owner USING (true) WITH CHECK (true);

-- Name: reading_day migrate; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY migrate ON audit.reading_day TO peony_owner USING (true) WITH CHECK (true);

-- Name: archive read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.archive FOR SELECT TO peony_auditor USING (true);

-- Name: archived_batch read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.archived_batch FOR SELECT TO peony_auditor USING (true);

-- Name: batch read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.batch FOR SELECT TO peony_auditor USING (true);

-- Name: event read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.event FOR SELECT TO peony_auditor USING (true);

-- Name: event_link read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.event_link FOR SELECT TO peony_auditor USING (true);

-- Name: reading_day read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY read ON audit.reading_day FOR SELECT TO peony_auditor USING (true);

-- Name: reading_day; Type: ROW SECURITY; Schema: audit; Owner: peony_owner

ALTER TABLE audit.reading_day ENABLE ROW LEVEL SECURITY;

-- Name: batch seal; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal ON audit.batch FOR INSERT TO peony_sealer WITH CHECK (true);

-- Name: event seal; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal ON audit.event FOR UPDATE TO peony_sealer USING ((batch IS NULL)) WITH CHECK ((batch IS NOT NULL));

-- Name: batch seal_read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal_read ON audit.batch FOR SELECT TO peony_sealer USING (true);

-- Name: event seal_read; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY seal_read ON audit.event FOR SELECT TO peony_sealer USING (true);

-- Name: archive wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.archive AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: archived_batch wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.archived_batch AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: batch wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.batch AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.event AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event_link wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.event_link AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: reading_day wall; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall ON audit.reading_day AS RESTRICTIVE TO peony_owner, peony_auditor, peony_app USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event wall_sign_in; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall_sign_in ON audit.event AS RESTRICTIVE TO peony_auth USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event_link wall_sign_in; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY wall_sign_in ON audit.event_link AS RESTRICTIVE TO peony_auth USING ((tenant_id = ( SELECT app.tenant_id() AS tenant_id))) WITH CHECK ((tenant_id = ( SELECT app.tenant_id() AS tenant_id)));

-- Name: event write; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY write ON audit.event FOR INSERT TO peony_app WITH CHECK ((batch IS NULL));

-- Name: event_link write; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY write ON audit.event_link FOR INSERT TO peony_app WITH CHECK (true);

-- Name: reading_day write; Type: POLICY; Schema: audit; Owner: peony_owner

CREATE POLICY write ON audit.reading_day FOR INSERT TO peony_app WITH CHECK (true);

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

-- Name: SCHEMA backup; Type: ACL; Schema: -; Owner: peony_owner

GRANT USAGE ON SCHEMA backup TO peony_backup;

-- Name: FUNCTION customer_is_blocked(p_customer uuid); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.customer_is_blocked(p_customer uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.customer_is_blocked(p_customer uuid) TO peony_app;

-- Name: FUNCTION customer_is_open(p_customer uuid, p_newest_adult date); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.customer_is_open(p_customer uuid, p_newest_adult date) FROM PUBLIC;
GRANT ALL ON FUNCTION app.customer_is_open(p_customer uuid, p_newest_adult date) TO peony_app;

-- Name: FUNCTION introduced(p_above uuid, p_below uuid); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.introduced(p_above uuid, p_below uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.introduced(p_above uuid, p_below uuid) TO peony_app;

-- Name: FUNCTION job_horizon(p_at timestamp with time zone); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.job_horizon(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.job_horizon(p_at timestamp with time zone) TO peony_app;

-- Name: FUNCTION job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.job_schedules_due(p_at timestamp with time zone, p_kind text[], p_every bigint[], p_minute integer[], p_deployment boolean[]) TO peony_app;

-- Name: FUNCTION merge_forget_history(p_merge uuid); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.merge_forget_history(p_merge uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.merge_forget_history(p_merge uuid) TO peony_app;

-- Name: FUNCTION merge_move(p_merge uuid, p_table text, p_column name); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.merge_move(p_merge uuid, p_table text, p_column name) FROM PUBLIC;
GRANT ALL ON FUNCTION app.merge_move(p_merge uuid, p_table text, p_column name) TO peony_app;

-- Name: FUNCTION merge_return(p_merge uuid, p_table text, p_column name); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.merge_return(p_merge uuid, p_table text, p_column name) FROM PUBLIC;
GRANT ALL ON FUNCTION app.merge_return(p_merge uuid, p_table text, p_column name) TO peony_app;

-- Name: FUNCTION merged_customer(p_id uuid); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.merged_customer(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.merged_customer(p_id uuid) TO peony_app;

-- Name: FUNCTION merged_number(p_number bigint); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.merged_number(p_number bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.merged_number(p_number bigint) TO peony_app;

-- Name: FUNCTION retire(kept text, before timestamp with time zone, most integer); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.retire(kept text, before timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.retire(kept text, before timestamp with time zone, most integer) TO peony_app;

-- Name: FUNCTION schema_version(); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.schema_version() FROM PUBLIC;
GRANT ALL ON FUNCTION app.schema_version() TO peony_app;

-- Name: FUNCTION seeds_under(mark bytea); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.seeds_under(mark bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.seeds_under(mark bytea) TO peony_app;

-- Name: FUNCTION undo_import(of_import uuid, wanted integer[]); Type: ACL; Schema: app; Owner: peony_owner

REVOKE ALL ON FUNCTION app.undo_import(of_import uuid, wanted integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.undo_import(of_import uuid, wanted integer[]) TO peony_app;

-- Name: PROCEDURE detach_month(IN month date, IN gone boolean); Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON PROCEDURE audit.detach_month(IN month date, IN gone boolean) FROM PUBLIC;
GRANT ALL ON PROCEDURE audit.detach_month(IN month date, IN gone boolean) TO peony_sealer;

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

-- Name: FUNCTION renew_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea); Type: ACL; Schema: auth; Owner: peony_owner

REVOKE ALL ON FUNCTION auth.renew_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.renew_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea) TO peony_auth;

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

-- Name: FUNCTION drilled(p_name text); Type: ACL; Schema: backup; Owner: peony_owner

REVOKE ALL ON FUNCTION backup.drilled(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION backup.drilled(p_name text) TO peony_backup;

-- Name: FUNCTION made(p_name text, p_seconds integer, p_bytes bigint); Type: ACL; Schema: backup; Owner: peony_owner

REVOKE ALL ON FUNCTION backup.made(p_name text, p_seconds integer, p_bytes bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION backup.made(p_name text, p_seconds integer, p_bytes bigint) TO peony_backup;

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

-- Name: TABLE alert; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.kind; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(kind) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.severity; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(severity) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(state),UPDATE(state) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.occasion; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(occasion) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(at) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.subject_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(subject_id) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(customer_id) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.event_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(event_id) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.event_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(event_at) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.observed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(observed) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.threshold; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(threshold) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.acknowledged_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(acknowledged_by),UPDATE(acknowledged_by) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.acknowledged_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(acknowledged_at),UPDATE(acknowledged_at) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.note; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(note) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.closed_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(closed_by),UPDATE(closed_by) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.closed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(closed_at),UPDATE(closed_at) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.closing_note; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(closing_note) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.verdict; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(verdict),UPDATE(verdict) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(version),UPDATE(version) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.note_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(note_sealed),UPDATE(note_sealed) ON TABLE app.alert TO peony_app;

-- Name: COLUMN alert.closing_note_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(closing_note_sealed),UPDATE(closing_note_sealed) ON TABLE app.alert TO peony_app;

-- Name: TABLE api_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.api_key TO peony_app;

-- Name: COLUMN api_key.last_used_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(last_used_at) ON TABLE app.api_key TO peony_app;

-- Name: COLUMN api_key.revoked_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_at) ON TABLE app.api_key TO peony_app;

-- Name: COLUMN api_key.revoked_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_by) ON TABLE app.api_key TO peony_app;

-- Name: TABLE appointment; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.customer_branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_branch_id) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.starts_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(starts_at) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.ends_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ends_at) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.held_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(held_until) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.bundle_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(bundle_id) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.remark_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(remark_sealed) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.is_overbooked; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(is_overbooked) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.end_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(end_reason) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.ended_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_by) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.ended_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_at) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.deposit_state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(deposit_state) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.deposit_fen; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(deposit_fen) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.deposit_due_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(deposit_due_at) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.deposit_paid_fen; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(deposit_paid_fen) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.deposit_forfeit_fen; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(deposit_forfeit_fen) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.end_word; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(end_word) ON TABLE app.appointment TO peony_app;

-- Name: COLUMN appointment.end_reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(end_reason_sealed) ON TABLE app.appointment TO peony_app;

-- Name: TABLE appointment_deposit; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.appointment_deposit TO peony_app;

-- Name: COLUMN appointment_deposit.free_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(free_until) ON TABLE app.appointment_deposit TO peony_app;

-- Name: TABLE appointment_item; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.appointment_item TO peony_app;

-- Name: TABLE appointment_person; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.appointment_person TO peony_app;

-- Name: COLUMN appointment_person.starts_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(starts_at) ON TABLE app.appointment_person TO peony_app;

-- Name: COLUMN appointment_person.opens_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(opens_until) ON TABLE app.appointment_person TO peony_app;

-- Name: TABLE audit_setting; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.audit_setting TO peony_app;

-- Name: TABLE backup; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.backup TO peony_app;

-- Name: TABLE break_glass; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.ended_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_at) ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.verdict; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(verdict) ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.remark; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(remark) ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.reviewed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reviewed_at) ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.reviewed_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reviewed_by) ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason_sealed) ON TABLE app.break_glass TO peony_app;

-- Name: COLUMN break_glass.remark_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(remark_sealed) ON TABLE app.break_glass TO peony_app;

-- Name: TABLE bulk_action; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.bulk_action TO peony_app;

-- Name: COLUMN bulk_action.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.bulk_action TO peony_app;

-- Name: COLUMN bulk_action.done_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(done_count) ON TABLE app.bulk_action TO peony_app;

-- Name: COLUMN bulk_action.refused_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(refused_count) ON TABLE app.bulk_action TO peony_app;

-- Name: COLUMN bulk_action.finished_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(finished_at) ON TABLE app.bulk_action TO peony_app;

-- Name: COLUMN bulk_action.error; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(error) ON TABLE app.bulk_action TO peony_app;

-- Name: COLUMN bulk_action.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.bulk_action TO peony_app;

-- Name: TABLE bulk_action_row; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.bulk_action_row TO peony_app;

-- Name: COLUMN bulk_action_row.before; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(before) ON TABLE app.bulk_action_row TO peony_app;

-- Name: COLUMN bulk_action_row.outcome; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(outcome) ON TABLE app.bulk_action_row TO peony_app;

-- Name: COLUMN bulk_action_row.code; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(code) ON TABLE app.bulk_action_row TO peony_app;

-- Name: TABLE calendar_day; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.calendar_day TO peony_app;

-- Name: COLUMN calendar_day.kind; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(kind) ON TABLE app.calendar_day TO peony_app;

-- Name: COLUMN calendar_day.like_weekday; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(like_weekday) ON TABLE app.calendar_day TO peony_app;

-- Name: COLUMN calendar_day.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.calendar_day TO peony_app;

-- Name: COLUMN calendar_day.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.calendar_day TO peony_app;

-- Name: COLUMN calendar_day.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.calendar_day TO peony_app;

-- Name: TABLE canary_customer; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.canary_customer TO peony_app;

-- Name: TABLE care_relation; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.care_relation TO peony_app;

-- Name: TABLE care_request; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.care_request TO peony_app;

-- Name: COLUMN care_request.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.care_request TO peony_app;

-- Name: COLUMN care_request.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.care_request TO peony_app;

-- Name: COLUMN care_request.until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(until) ON TABLE app.care_request TO peony_app;

-- Name: COLUMN care_request.decided_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(decided_at) ON TABLE app.care_request TO peony_app;

-- Name: COLUMN care_request.decided_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(decided_by) ON TABLE app.care_request TO peony_app;

-- Name: COLUMN care_request.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason_sealed) ON TABLE app.care_request TO peony_app;

-- Name: TABLE consent; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.guardian_name_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(guardian_name_sealed) ON TABLE app.consent TO peony_app;

-- Name: COLUMN consent.evidence_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(evidence_sealed) ON TABLE app.consent TO peony_app;

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

-- Name: TABLE consultation; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.needs_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(needs_sealed) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.observations_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(observations_sealed) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.remark_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(remark_sealed) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.photo_ids; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(photo_ids) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.outcome; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(outcome) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.no_deal_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(no_deal_reason) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.closed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(closed_at) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.consultation TO peony_app;

-- Name: COLUMN consultation.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.consultation TO peony_app;

-- Name: TABLE consultation_mark; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.consultation_mark TO peony_app;

-- Name: COLUMN consultation_mark.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.consultation_mark TO peony_app;

-- Name: COLUMN consultation_mark.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.consultation_mark TO peony_app;

-- Name: COLUMN consultation_mark.note_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(note_sealed) ON TABLE app.consultation_mark TO peony_app;

-- Name: COLUMN consultation_mark.removed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(removed_at) ON TABLE app.consultation_mark TO peony_app;

-- Name: TABLE custom_choice; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_choice TO peony_app;

-- Name: TABLE custom_customer; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_customer TO peony_app;

-- Name: TABLE custom_date; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_date TO peony_app;

-- Name: TABLE custom_field; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.is_required; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(is_required) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.is_in_lists; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(is_in_lists) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.choices; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(choices) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.name_zh; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_zh) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.name_en; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_en) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.valid_from; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(valid_from) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.valid_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(valid_until) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.is_archived; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(is_archived) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.custom_field TO peony_app;

-- Name: COLUMN custom_field.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.custom_field TO peony_app;

-- Name: TABLE custom_file; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_file TO peony_app;

-- Name: TABLE custom_number; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_number TO peony_app;

-- Name: TABLE custom_person; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_person TO peony_app;

-- Name: TABLE custom_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_sealed TO peony_app;

-- Name: TABLE custom_text; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.custom_text TO peony_app;

-- Name: TABLE customer; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.customer TO peony_app;

-- Name: TABLE customer_address; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.customer_address TO peony_app;

-- Name: TABLE customer_attachment; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.name_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_sealed) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.remark_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(remark_sealed) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.checksum_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(checksum_sealed) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.crm_key_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(crm_key_sealed) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.medical_remark_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(medical_remark_sealed) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.medical_checksum_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(medical_checksum_sealed) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.medical_key_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(medical_key_sealed) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.deleted_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(deleted_at) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.deleted_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(deleted_by) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.customer_attachment TO peony_app;

-- Name: COLUMN customer_attachment.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.customer_attachment TO peony_app;

-- Name: TABLE customer_external_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.customer_external_id TO peony_app;

-- Name: COLUMN customer_external_id.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.customer_external_id TO peony_app;

-- Name: TABLE customer_lane; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.customer_lane TO peony_app;

-- Name: TABLE customer_level_change; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.customer_level_change TO peony_app;

-- Name: TABLE customer_merge; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.before_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(before_sealed) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.before_medical_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(before_medical_sealed) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.undone_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(undone_at) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.undone_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(undone_by) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.undo_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(undo_reason) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason_sealed) ON TABLE app.customer_merge TO peony_app;

-- Name: COLUMN customer_merge.undo_reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(undo_reason_sealed) ON TABLE app.customer_merge TO peony_app;

-- Name: TABLE customer_merge_row; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.customer_merge_row TO peony_app;

-- Name: TABLE customer_note; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.customer_note TO peony_app;

-- Name: COLUMN customer_note.body_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(body_sealed) ON TABLE app.customer_note TO peony_app;

-- Name: COLUMN customer_note.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.customer_note TO peony_app;

-- Name: COLUMN customer_note.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.customer_note TO peony_app;

-- Name: TABLE customer_numbering; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.customer_numbering TO peony_app;

-- Name: TABLE customer_phone; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.customer_phone TO peony_app;

-- Name: TABLE customer_relation; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE app.customer_relation TO peony_app;

-- Name: TABLE customer_share; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.customer_share TO peony_app;

-- Name: COLUMN customer_share.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.customer_share TO peony_app;

-- Name: COLUMN customer_share.ended_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_at) ON TABLE app.customer_share TO peony_app;

-- Name: COLUMN customer_share.ended_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_by) ON TABLE app.customer_share TO peony_app;

-- Name: COLUMN customer_share.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason_sealed) ON TABLE app.customer_share TO peony_app;

-- Name: TABLE customer_tag; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.customer_tag TO peony_app;

-- Name: COLUMN customer_tag.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.customer_tag TO peony_app;

-- Name: COLUMN customer_tag.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.customer_tag TO peony_app;

-- Name: COLUMN customer_tag.ended_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_at) ON TABLE app.customer_tag TO peony_app;

-- Name: COLUMN customer_tag.ended_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_by) ON TABLE app.customer_tag TO peony_app;

-- Name: COLUMN customer_tag.end_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(end_reason) ON TABLE app.customer_tag TO peony_app;

-- Name: TABLE customer_warning; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.customer_warning TO peony_app;

-- Name: TABLE data_export; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.data_export TO peony_app;

-- Name: COLUMN data_export.taken_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(taken_at) ON TABLE app.data_export TO peony_app;

-- Name: COLUMN data_export.file_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(file_id) ON TABLE app.data_export TO peony_app;

-- Name: TABLE data_request; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.requester_name_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(requester_name_sealed) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.detail_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(detail_sealed) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.identity_method; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(identity_method) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.identity_checked_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(identity_checked_at) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.identity_checked_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(identity_checked_by) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.settled_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(settled_at) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.settled_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(settled_by) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.refusal_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(refusal_reason) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.answer_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(answer_sealed) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.lifted_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(lifted_at) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.lifted_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(lifted_by) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.erasure_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(erasure_id) ON TABLE app.data_request TO peony_app;

-- Name: COLUMN data_request.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.data_request TO peony_app;

-- Name: TABLE detection; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.detection TO peony_app;

-- Name: TABLE disclosure; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.disclosure TO peony_app;

-- Name: COLUMN disclosure.purpose_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(purpose_sealed) ON TABLE app.disclosure TO peony_app;

-- Name: TABLE duplicate_due; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.duplicate_due TO peony_app;

-- Name: COLUMN duplicate_due.marks; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(marks) ON TABLE app.duplicate_due TO peony_app;

-- Name: TABLE duplicate_pair; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,DELETE ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(customer_id) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.other_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(other_id) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.evidence; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(evidence),UPDATE(evidence) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.score; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(score),UPDATE(score) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(state),UPDATE(state) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.found_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(found_at) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.decided_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_at),UPDATE(decided_at) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.decided_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_by),UPDATE(decided_by) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.decided_evidence; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_evidence),UPDATE(decided_evidence) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(version),UPDATE(version) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.follows; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(follows),UPDATE(follows) ON TABLE app.duplicate_pair TO peony_app;

-- Name: COLUMN duplicate_pair.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(reason_sealed),UPDATE(reason_sealed) ON TABLE app.duplicate_pair TO peony_app;

-- Name: TABLE erasure; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.erasure TO peony_app;

-- Name: COLUMN erasure.medical_destroyed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(medical_destroyed_at) ON TABLE app.erasure TO peony_app;

-- Name: TABLE erasure_ledger; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.erasure_ledger TO peony_app;

-- Name: TABLE export; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.export TO peony_app;

-- Name: COLUMN export.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.list; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(list) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.format; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(format) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(state),UPDATE(state) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.order_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(order_sealed),UPDATE(order_sealed) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.language; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(language) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.reach; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(reach) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.expected_rows; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(expected_rows),UPDATE(expected_rows) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.row_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(row_count),UPDATE(row_count) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.file_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(file_id),UPDATE(file_id) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.error; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(error),UPDATE(error) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.requested_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(requested_by) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.requested_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(requested_at) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.decided_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_by),UPDATE(decided_by) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.decided_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_at),UPDATE(decided_at) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.finished_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(finished_at),UPDATE(finished_at) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.expires_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(expires_at),UPDATE(expires_at) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.opened_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(opened_count),UPDATE(opened_count) ON TABLE app.export TO peony_app;

-- Name: COLUMN export.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(reason_sealed),UPDATE(reason_sealed) ON TABLE app.export TO peony_app;

-- Name: TABLE file; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.file TO peony_app;

-- Name: COLUMN file.use; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(use) ON TABLE app.file TO peony_app;

-- Name: COLUMN file.name_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_sealed) ON TABLE app.file TO peony_app;

-- Name: COLUMN file.expires_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(expires_at) ON TABLE app.file TO peony_app;

-- Name: TABLE file_content; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.file_content TO peony_app;

-- Name: COLUMN file_content.key_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(key_sealed) ON TABLE app.file_content TO peony_app;

-- Name: TABLE file_secret; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.file_secret TO peony_app;

-- Name: COLUMN file_secret.secret_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(secret_sealed) ON TABLE app.file_secret TO peony_app;

-- Name: TABLE idempotency; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.idempotency TO peony_app;

-- Name: TABLE identity_token; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.identity_token TO peony_app;

-- Name: TABLE import; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.import TO peony_app;

-- Name: COLUMN import.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.file_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(file_id) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.report_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(report_id) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.plan; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(plan) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.error; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(error) ON TABLE app.import TO peony_app;

-- Name: COLUMN import."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.import TO peony_app;

-- Name: COLUMN import.row_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(row_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.blank_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(blank_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.created_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(created_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.updated_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.duplicate_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(duplicate_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.failed_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(failed_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.total_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(total_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.removed_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(removed_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.restored_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(restored_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.kept_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(kept_count) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.import TO peony_app;

-- Name: COLUMN import.finished_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(finished_at) ON TABLE app.import TO peony_app;

-- Name: TABLE import_mapping; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.import_mapping TO peony_app;

-- Name: COLUMN import_mapping.plan; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(plan) ON TABLE app.import_mapping TO peony_app;

-- Name: COLUMN import_mapping.used_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(used_at) ON TABLE app.import_mapping TO peony_app;

-- Name: TABLE import_row; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.import_row TO peony_app;

-- Name: COLUMN import_row.object_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(object_id) ON TABLE app.import_row TO peony_app;

-- Name: COLUMN import_row.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.import_row TO peony_app;

-- Name: COLUMN import_row.undone; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(undone) ON TABLE app.import_row TO peony_app;

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

-- Name: TABLE key_rotation; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation.phase; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(phase) ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation.phase_since; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(phase_since) ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation.done_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(done_count) ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation.total_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(total_count) ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.key_rotation TO peony_app;

-- Name: COLUMN key_rotation.finished_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(finished_at) ON TABLE app.key_rotation TO peony_app;

-- Name: TABLE layer_parameter; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.layer_parameter TO peony_app;

-- Name: TABLE layer_run; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.layer_run TO peony_app;

-- Name: TABLE layer_snapshot; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.layer_snapshot TO peony_app;

-- Name: TABLE layer_snapshot_row; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.layer_snapshot_row TO peony_app;

-- Name: TABLE lead; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.owner_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(owner_id) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.source_channel; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(source_channel) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.medium; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(medium) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.campaign; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(campaign) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.service_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(service_id) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.name_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_sealed) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.phone_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(phone_sealed) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.wechat_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(wechat_sealed) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.remark_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(remark_sealed) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.crm_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(crm_key) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.medical_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(medical_key) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.appointment_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(appointment_id) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.rule_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(rule_id) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.assigned_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(assigned_at) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.contact_due_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(contact_due_at) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.contacted_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(contacted_at) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.protected_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(protected_until) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.returns; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(returns) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.touch_count; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(touch_count) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.touched_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(touched_at) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.lost_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(lost_reason) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.closed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(closed_at) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.lead TO peony_app;

-- Name: COLUMN lead.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.lead TO peony_app;

-- Name: TABLE lead_assignment; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(branch_id) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.lead_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(lead_id) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.user_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(user_id) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.from_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(from_id) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.how; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(how) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.rule_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(rule_id) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(at) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.assigned_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(assigned_by) ON TABLE app.lead_assignment TO peony_app;

-- Name: COLUMN lead_assignment.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(reason_sealed),UPDATE(reason_sealed) ON TABLE app.lead_assignment TO peony_app;

-- Name: TABLE lead_rule; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.basis; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(basis) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.unit_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(unit_id) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.service_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(service_id) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.category_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(category_id) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.source_channel; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(source_channel) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.campaign; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(campaign) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.strategy; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(strategy) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.roster; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(roster) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.contact_minutes; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(contact_minutes) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.lead_rule TO peony_app;

-- Name: COLUMN lead_rule.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.lead_rule TO peony_app;

-- Name: TABLE lead_rule_counter; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.lead_rule_counter TO peony_app;

-- Name: COLUMN lead_rule_counter.given; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(given) ON TABLE app.lead_rule_counter TO peony_app;

-- Name: COLUMN lead_rule_counter.members; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(members) ON TABLE app.lead_rule_counter TO peony_app;

-- Name: COLUMN lead_rule_counter.credits; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(credits) ON TABLE app.lead_rule_counter TO peony_app;

-- Name: TABLE lead_rule_member; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.lead_rule_member TO peony_app;

-- Name: TABLE lead_setting; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.contact_minutes; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(contact_minutes) ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.most_returns; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(most_returns) ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.protection_days; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(protection_days) ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.claims_a_day; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(claims_a_day) ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.most_open; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(most_open) ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.updated_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_by) ON TABLE app.lead_setting TO peony_app;

-- Name: COLUMN lead_setting.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.lead_setting TO peony_app;

-- Name: TABLE lead_token; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.lead_token TO peony_app;

-- Name: TABLE lead_touch; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.lead_touch TO peony_app;

-- Name: COLUMN lead_touch.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.lead_touch TO peony_app;

-- Name: TABLE leave_request; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(branch_id) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.resource_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(resource_id) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.user_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(user_id) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.kind; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(kind) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.starts_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(starts_at) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.ends_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(ends_at) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(state),UPDATE(state) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.requested_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(requested_by) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.decided_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_at),UPDATE(decided_at) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.decided_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_by),UPDATE(decided_by) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.answer; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(answer) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(version),UPDATE(version) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.created_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(created_at) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(updated_at),UPDATE(updated_at) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(reason_sealed),UPDATE(reason_sealed) ON TABLE app.leave_request TO peony_app;

-- Name: COLUMN leave_request.answer_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(answer_sealed),UPDATE(answer_sealed) ON TABLE app.leave_request TO peony_app;

-- Name: TABLE licence; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.class; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(class) ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.scopes; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(scopes) ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.number; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(number) ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.valid_from; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(valid_from) ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.valid_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(valid_until) ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.licence TO peony_app;

-- Name: COLUMN licence.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.licence TO peony_app;

-- Name: TABLE licence_place; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.licence_place TO peony_app;

-- Name: TABLE note_mention; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.note_mention TO peony_app;

-- Name: COLUMN note_mention.read_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(read_at) ON TABLE app.note_mention TO peony_app;

-- Name: TABLE number_sequence; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.number_sequence TO peony_app;

-- Name: TABLE online_page; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.slug; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(slug) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.title; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(title) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.welcome; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(welcome) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.accent; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(accent) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.notice; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(notice) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.wishes; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(wishes) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.source_channel; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(source_channel) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.review_minutes; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(review_minutes) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.most_holds; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(most_holds) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.online_page TO peony_app;

-- Name: COLUMN online_page.most_waiting; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(most_waiting) ON TABLE app.online_page TO peony_app;

-- Name: TABLE online_page_question; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.online_page_question TO peony_app;

-- Name: TABLE online_page_service; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.online_page_service TO peony_app;

-- Name: TABLE online_request; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.name_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_sealed) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.phone_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(phone_sealed) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.age_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(age_sealed) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.answers_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(answers_sealed) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.remark_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(remark_sealed) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason_sealed) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.message_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(message_sealed) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.crm_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(crm_key) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.medical_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(medical_key) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.appointment_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(appointment_id) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.due_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(due_at) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.overdue_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(overdue_at) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.postpone_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(postpone_until) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.reviewed_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reviewed_by) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.reviewed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reviewed_at) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.closed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(closed_at) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.lead_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(lead_id) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.met_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(met_at) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.online_request TO peony_app;

-- Name: COLUMN online_request.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.online_request TO peony_app;

-- Name: TABLE opening_hours; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.opening_hours TO peony_app;

-- Name: TABLE opening_period; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.opening_period TO peony_app;

-- Name: TABLE phone_token; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.phone_token TO peony_app;

-- Name: TABLE plan_item; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.plan_item TO peony_app;

-- Name: COLUMN plan_item.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.plan_item TO peony_app;

-- Name: COLUMN plan_item.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.plan_item TO peony_app;

-- Name: COLUMN plan_item.gone_in; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(gone_in) ON TABLE app.plan_item TO peony_app;

-- Name: COLUMN plan_item.sites_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(sites_sealed) ON TABLE app.plan_item TO peony_app;

-- Name: COLUMN plan_item.dosage_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(dosage_sealed) ON TABLE app.plan_item TO peony_app;

-- Name: COLUMN plan_item.timing_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(timing_sealed) ON TABLE app.plan_item TO peony_app;

-- Name: COLUMN plan_item.risk_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(risk_sealed) ON TABLE app.plan_item TO peony_app;

-- Name: TABLE plan_opinion; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.plan_opinion TO peony_app;

-- Name: COLUMN plan_opinion.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.plan_opinion TO peony_app;

-- Name: COLUMN plan_opinion.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.plan_opinion TO peony_app;

-- Name: COLUMN plan_opinion.verdict; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(verdict) ON TABLE app.plan_opinion TO peony_app;

-- Name: COLUMN plan_opinion.opinion_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(opinion_sealed) ON TABLE app.plan_opinion TO peony_app;

-- Name: COLUMN plan_opinion.given_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(given_at) ON TABLE app.plan_opinion TO peony_app;

-- Name: COLUMN plan_opinion.ended_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_at) ON TABLE app.plan_opinion TO peony_app;

-- Name: TABLE price; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.price TO peony_app;

-- Name: COLUMN price.price_fen; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(price_fen) ON TABLE app.price TO peony_app;

-- Name: COLUMN price.set_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(set_by) ON TABLE app.price TO peony_app;

-- Name: COLUMN price.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.price TO peony_app;

-- Name: COLUMN price.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.price TO peony_app;

-- Name: TABLE privacy_setting; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.privacy_setting TO peony_app;

-- Name: COLUMN privacy_setting.value; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(value) ON TABLE app.privacy_setting TO peony_app;

-- Name: COLUMN privacy_setting.updated_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_by) ON TABLE app.privacy_setting TO peony_app;

-- Name: COLUMN privacy_setting.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.privacy_setting TO peony_app;

-- Name: COLUMN recovery_code.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(tenant_id) ON TABLE app.recovery_code TO peony_app;

-- Name: COLUMN recovery_code.user_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(user_id) ON TABLE app.recovery_code TO peony_app;

-- Name: COLUMN recovery_code.created_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(created_at) ON TABLE app.recovery_code TO peony_app;

-- Name: COLUMN recovery_code.used_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT(used_at) ON TABLE app.recovery_code TO peony_app;

-- Name: TABLE resource; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.tags; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(tags) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.capacity; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(capacity) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.buffer_before; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(buffer_before) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.buffer_after; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(buffer_after) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.model; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(model) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.serial; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(serial) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.certificate; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(certificate) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.certificate_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(certificate_until) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.maintenance_due; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(maintenance_due) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.metrology_due; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(metrology_due) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.counter; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(counter) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.counter_limit; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(counter_limit) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.resource TO peony_app;

-- Name: COLUMN resource.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.resource TO peony_app;

-- Name: TABLE resource_claim; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,DELETE ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(branch_id) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.kind; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(kind) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.subject_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(subject_id),UPDATE(subject_id) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.place; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(place),UPDATE(place) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.resource_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(resource_id),UPDATE(resource_id) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.appointment_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(appointment_id) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.item; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(item) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.leave_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(leave_id) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.starts_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(starts_at),UPDATE(starts_at) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.ends_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(ends_at),UPDATE(ends_at) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.busy_from; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(busy_from),UPDATE(busy_from) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.busy_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(busy_until),UPDATE(busy_until) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.exclusive; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(exclusive),UPDATE(exclusive) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.approved_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(approved_by),UPDATE(approved_by) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.created_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(created_by) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.created_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(created_at) ON TABLE app.resource_claim TO peony_app;

-- Name: COLUMN resource_claim.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(reason_sealed),UPDATE(reason_sealed) ON TABLE app.resource_claim TO peony_app;

-- Name: TABLE restore_mark; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.restore_mark TO peony_app;

-- Name: COLUMN restore_mark.generation; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(generation) ON TABLE app.restore_mark TO peony_app;

-- Name: COLUMN restore_mark.confirmed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(confirmed) ON TABLE app.restore_mark TO peony_app;

-- Name: COLUMN restore_mark.silence; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(silence) ON TABLE app.restore_mark TO peony_app;

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

-- Name: COLUMN root_key.retired_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(retired_at) ON TABLE app.root_key TO peony_app;

-- Name: TABLE roster_week; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.roster_week TO peony_app;

-- Name: COLUMN roster_week.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.roster_week TO peony_app;

-- Name: COLUMN roster_week.drafted_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(drafted_at) ON TABLE app.roster_week TO peony_app;

-- Name: COLUMN roster_week.published_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(published_at) ON TABLE app.roster_week TO peony_app;

-- Name: COLUMN roster_week.published_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(published_by) ON TABLE app.roster_week TO peony_app;

-- Name: TABLE saved_view; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.scope; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(scope) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.owner_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(owner_id) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.for_role_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(for_role_id) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.for_branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(for_branch_id) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.content; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(content) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.is_default; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(is_default) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.saved_view TO peony_app;

-- Name: COLUMN saved_view.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.saved_view TO peony_app;

-- Name: TABLE search_index; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.search_index TO peony_app;

-- Name: COLUMN search_index.revision; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revision) ON TABLE app.search_index TO peony_app;

-- Name: COLUMN search_index.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.search_index TO peony_app;

-- Name: TABLE search_token; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.search_token TO peony_app;

-- Name: TABLE segment; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.segment TO peony_app;

-- Name: COLUMN segment.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.segment TO peony_app;

-- Name: COLUMN segment.condition; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(condition) ON TABLE app.segment TO peony_app;

-- Name: COLUMN segment.archived_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(archived_at) ON TABLE app.segment TO peony_app;

-- Name: COLUMN segment.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.segment TO peony_app;

-- Name: COLUMN segment.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.segment TO peony_app;

-- Name: TABLE segment_snapshot; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.segment_snapshot TO peony_app;

-- Name: TABLE service; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.service TO peony_app;

-- Name: COLUMN service.category_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(category_id) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.code; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(code) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.name_en; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_en) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.department; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(department) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.nature; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(nature) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.scope; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(scope) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.list_price_fen; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(list_price_fen) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.cycle_days; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(cycle_days) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.least_days; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(least_days) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.booking; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(booking) ON TABLE app.service TO peony_app;

-- Name: COLUMN service."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.service TO peony_app;

-- Name: COLUMN service.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.service TO peony_app;

-- Name: COLUMN service.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.service TO peony_app;

-- Name: TABLE service_category; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.service_category TO peony_app;

-- Name: COLUMN service_category.parent_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(parent_id) ON TABLE app.service_category TO peony_app;

-- Name: COLUMN service_category.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.service_category TO peony_app;

-- Name: COLUMN service_category.name_en; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_en) ON TABLE app.service_category TO peony_app;

-- Name: COLUMN service_category."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.service_category TO peony_app;

-- Name: COLUMN service_category.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.service_category TO peony_app;

-- Name: COLUMN service_category.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.service_category TO peony_app;

-- Name: COLUMN service_category.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.service_category TO peony_app;

-- Name: TABLE service_deposit; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.service_deposit TO peony_app;

-- Name: TABLE service_need; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.service_need TO peony_app;

-- Name: TABLE service_package; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.category_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(category_id) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.code; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(code) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.name_en; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_en) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.list_price_fen; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(list_price_fen) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.valid_days; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(valid_days) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.service_package TO peony_app;

-- Name: COLUMN service_package.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.service_package TO peony_app;

-- Name: TABLE service_package_line; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.service_package_line TO peony_app;

-- Name: TABLE service_rule; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.service_rule TO peony_app;

-- Name: TABLE service_segment; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.service_segment TO peony_app;

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

-- Name: TABLE share_tree; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.share_tree TO peony_app;

-- Name: TABLE shift; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.shift TO peony_app;

-- Name: COLUMN shift.resource_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(resource_id) ON TABLE app.shift TO peony_app;

-- Name: COLUMN shift.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.shift TO peony_app;

-- Name: COLUMN shift.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.shift TO peony_app;

-- Name: COLUMN shift.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.shift TO peony_app;

-- Name: TABLE shift_swap; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(branch_id) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.shift_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(shift_id) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.to_resource_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(to_resource_id) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.for_shift_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(for_shift_id) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(reason) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(state),UPDATE(state) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.requested_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(requested_by) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.decided_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_at),UPDATE(decided_at) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.decided_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(decided_by),UPDATE(decided_by) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(version),UPDATE(version) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.created_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(created_at) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(updated_at),UPDATE(updated_at) ON TABLE app.shift_swap TO peony_app;

-- Name: COLUMN shift_swap.reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(reason_sealed),UPDATE(reason_sealed) ON TABLE app.shift_swap TO peony_app;

-- Name: TABLE shift_template; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.starts_minute; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(starts_minute) ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.ends_minute; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ends_minute) ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.break_starts_minute; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(break_starts_minute) ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.break_ends_minute; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(break_ends_minute) ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.shift_template TO peony_app;

-- Name: COLUMN shift_template.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.shift_template TO peony_app;

-- Name: TABLE support_grant; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.support_grant TO peony_app;

-- Name: COLUMN support_grant.opened_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(opened_at) ON TABLE app.support_grant TO peony_app;

-- Name: COLUMN support_grant.token_hash; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(token_hash) ON TABLE app.support_grant TO peony_app;

-- Name: COLUMN support_grant.revoked_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_at) ON TABLE app.support_grant TO peony_app;

-- Name: COLUMN support_grant.revoked_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(revoked_by) ON TABLE app.support_grant TO peony_app;

-- Name: TABLE tag; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.name_en; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_en) ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.colour; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(colour) ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.lifetime_days; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(lifetime_days) ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.archived_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(archived_at) ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.tag TO peony_app;

-- Name: COLUMN tag.days; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(days) ON TABLE app.tag TO peony_app;

-- Name: TABLE tag_group; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.name_en; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name_en) ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.colour; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(colour) ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.exclusive; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(exclusive) ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.maximum; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(maximum) ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group."position"; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE("position") ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.archived_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(archived_at) ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.tag_group TO peony_app;

-- Name: COLUMN tag_group.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.tag_group TO peony_app;

-- Name: TABLE tag_rule; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.tag_rule TO peony_app;

-- Name: COLUMN tag_rule.condition; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(condition) ON TABLE app.tag_rule TO peony_app;

-- Name: COLUMN tag_rule.defined_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(defined_by) ON TABLE app.tag_rule TO peony_app;

-- Name: COLUMN tag_rule.defined_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(defined_at) ON TABLE app.tag_rule TO peony_app;

-- Name: COLUMN tag_rule.computed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(computed_at) ON TABLE app.tag_rule TO peony_app;

-- Name: TABLE task; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT ON TABLE app.task TO peony_app;

-- Name: COLUMN task.tenant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(tenant_id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(branch_id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.assignee_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(assignee_id),UPDATE(assignee_id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.kind; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(kind) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.title; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(title) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.lead_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(lead_id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(customer_id),UPDATE(customer_id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.due_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(due_at),UPDATE(due_at) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(state),UPDATE(state) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.postponed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(postponed),UPDATE(postponed) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.postpone_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(postpone_reason) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.outcome; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(outcome) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.closed_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(closed_at),UPDATE(closed_at) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.closed_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(closed_by),UPDATE(closed_by) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.created_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(created_by) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(version),UPDATE(version) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.created_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(created_at) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(updated_at),UPDATE(updated_at) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.record_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(record_id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.record_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(record_until) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.record_days; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(record_days) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.request_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(request_id) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.title_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(title_sealed),UPDATE(title_sealed) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.postpone_reason_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(postpone_reason_sealed),UPDATE(postpone_reason_sealed) ON TABLE app.task TO peony_app;

-- Name: COLUMN task.outcome_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT INSERT(outcome_sealed),UPDATE(outcome_sealed) ON TABLE app.task TO peony_app;

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

-- Name: COLUMN tenant.closes_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(closes_at) ON TABLE app.tenant TO peony_app;

-- Name: TABLE tenant_freeze; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.tenant_freeze TO peony_app;

-- Name: COLUMN tenant_freeze.thaw_asked_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(thaw_asked_by) ON TABLE app.tenant_freeze TO peony_app;

-- Name: COLUMN tenant_freeze.thaw_asked_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(thaw_asked_at) ON TABLE app.tenant_freeze TO peony_app;

-- Name: TABLE tenant_key; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.tenant_key TO peony_app;

-- Name: TABLE tenant_setting; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,UPDATE ON TABLE app.tenant_setting TO peony_app;

-- Name: TABLE timeline_event; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.timeline_event TO peony_app;

-- Name: TABLE treatment_plan; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.summary_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(summary_sealed) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.accepted_option; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(accepted_option) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.accepted_fen; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(accepted_fen) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.declined_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(declined_reason) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.decided_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(decided_at) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.decided_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(decided_by) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.treatment_plan TO peony_app;

-- Name: COLUMN treatment_plan.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.treatment_plan TO peony_app;

-- Name: TABLE triage_rule; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.triage_rule TO peony_app;

-- Name: COLUMN triage_rule.strategy; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(strategy) ON TABLE app.triage_rule TO peony_app;

-- Name: COLUMN triage_rule.owner_first; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(owner_first) ON TABLE app.triage_rule TO peony_app;

-- Name: COLUMN triage_rule.last_user_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(last_user_id) ON TABLE app.triage_rule TO peony_app;

-- Name: COLUMN triage_rule.turns; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(turns) ON TABLE app.triage_rule TO peony_app;

-- Name: COLUMN triage_rule.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.triage_rule TO peony_app;

-- Name: COLUMN triage_rule.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.triage_rule TO peony_app;

-- Name: COLUMN triage_rule.updated_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_by) ON TABLE app.triage_rule TO peony_app;

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

-- Name: TABLE visit_fact; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.type; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(type) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.step; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(step) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.step_since; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(step_since) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.arrived_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(arrived_at) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.left_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(left_at) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.consultant_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(consultant_id) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.doctor_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(doctor_id) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.room_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(room_id) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.appointment_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(appointment_id) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.triaged_by; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(triaged_by) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.no_deal_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(no_deal_reason) ON TABLE app.visit_fact TO peony_app;

-- Name: COLUMN visit_fact.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.visit_fact TO peony_app;

-- Name: TABLE visit_step; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.visit_step TO peony_app;

-- Name: COLUMN visit_step.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.visit_step TO peony_app;

-- Name: COLUMN visit_step.branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(branch_id) ON TABLE app.visit_step TO peony_app;

-- Name: TABLE waitlist_entry; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.customer_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_id) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.customer_branch_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(customer_branch_id) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.resource_ids; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(resource_ids) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.from_on; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(from_on) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.until_on; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(until_on) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.weekdays; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(weekdays) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.from_minute; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(from_minute) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.until_minute; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(until_minute) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.appointment_id; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(appointment_id) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.offered_until; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(offered_until) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.ended_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(ended_at) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.waitlist_entry TO peony_app;

-- Name: COLUMN waitlist_entry.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.waitlist_entry TO peony_app;

-- Name: TABLE waitlist_offer; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT ON TABLE app.waitlist_offer TO peony_app;

-- Name: COLUMN waitlist_offer.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.waitlist_offer TO peony_app;

-- Name: COLUMN waitlist_offer.settled_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(settled_at) ON TABLE app.waitlist_offer TO peony_app;

-- Name: TABLE webhook; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.name; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(name) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.url; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(url) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.event_types; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(event_types) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.secret_sealed; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(secret_sealed) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.pause_reason; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(pause_reason) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.failing_since; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(failing_since) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.version; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(version) ON TABLE app.webhook TO peony_app;

-- Name: COLUMN webhook.updated_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(updated_at) ON TABLE app.webhook TO peony_app;

-- Name: TABLE webhook_delivery; Type: ACL; Schema: app; Owner: peony_owner

GRANT SELECT,INSERT,DELETE ON TABLE app.webhook_delivery TO peony_app;

-- Name: COLUMN webhook_delivery.state; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(state) ON TABLE app.webhook_delivery TO peony_app;

-- Name: COLUMN webhook_delivery.attempts; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(attempts) ON TABLE app.webhook_delivery TO peony_app;

-- Name: COLUMN webhook_delivery.status; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(status) ON TABLE app.webhook_delivery TO peony_app;

-- Name: COLUMN webhook_delivery.error; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(error) ON TABLE app.webhook_delivery TO peony_app;

-- Name: COLUMN webhook_delivery.milliseconds; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(milliseconds) ON TABLE app.webhook_delivery TO peony_app;

-- Name: COLUMN webhook_delivery.attempted_at; Type: ACL; Schema: app; Owner: peony_owner

GRANT UPDATE(attempted_at) ON TABLE app.webhook_delivery TO peony_app;

-- Name: TABLE anchor; Type: ACL; Schema: audit; Owner: peony_owner

GRANT SELECT ON TABLE audit.anchor TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.anchor TO peony_sealer;

-- Name: COLUMN anchor.delivered; Type: ACL; Schema: audit; Owner: peony_owner

GRANT UPDATE(delivered) ON TABLE audit.anchor TO peony_sealer;

-- Name: COLUMN anchor.delivered_at; Type: ACL; Schema: audit; Owner: peony_owner

GRANT UPDATE(delivered_at) ON TABLE audit.anchor TO peony_sealer;

-- Name: COLUMN anchor.failures; Type: ACL; Schema: audit; Owner: peony_owner

GRANT UPDATE(failures) ON TABLE audit.anchor TO peony_sealer;

-- Name: COLUMN anchor.failed_at; Type: ACL; Schema: audit; Owner: peony_owner

GRANT UPDATE(failed_at) ON TABLE audit.anchor TO peony_sealer;

-- Name: COLUMN anchor.error; Type: ACL; Schema: audit; Owner: peony_owner

GRANT UPDATE(error) ON TABLE audit.anchor TO peony_sealer;

-- Name: TABLE archive; Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON TABLE audit.archive FROM peony_owner;
GRANT SELECT,REFERENCES,TRIGGER ON TABLE audit.archive TO peony_owner;
GRANT SELECT ON TABLE audit.archive TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.archive TO peony_sealer;

-- Name: TABLE archived_batch; Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON TABLE audit.archived_batch FROM peony_owner;
GRANT SELECT,REFERENCES,TRIGGER ON TABLE audit.archived_batch TO peony_owner;
GRANT SELECT ON TABLE audit.archived_batch TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.archived_batch TO peony_sealer;

-- Name: TABLE batch; Type: ACL; Schema: audit; Owner: peony_owner

REVOKE ALL ON TABLE audit.batch FROM peony_owner;
GRANT SELECT,REFERENCES,TRIGGER ON TABLE audit.batch TO peony_owner;
GRANT SELECT ON TABLE audit.batch TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.batch TO peony_sealer;

-- Name: TABLE cluster; Type: ACL; Schema: audit; Owner: peony_owner

GRANT SELECT ON TABLE audit.cluster TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.cluster TO peony_sealer;

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

-- Name: TABLE note; Type: ACL; Schema: audit; Owner: peony_owner

GRANT SELECT ON TABLE audit.note TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.note TO peony_sealer;

-- Name: TABLE note_key; Type: ACL; Schema: audit; Owner: peony_owner

GRANT SELECT ON TABLE audit.note_key TO peony_auditor;
GRANT SELECT,INSERT ON TABLE audit.note_key TO peony_sealer;

-- Name: TABLE reading_day; Type: ACL; Schema: audit; Owner: peony_owner

GRANT SELECT ON TABLE audit.reading_day TO peony_auditor;
GRANT INSERT ON TABLE audit.reading_day TO peony_app;
