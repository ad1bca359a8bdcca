-- Support access by the tenant's grant, and hardened mode: contexts that the pool role cannot make up.

-- A tenant lets one of the platform's operators look, for four hours at the most. The operator is a person of the deployment's
-- own tenant, so there is no foreign key to him; his token stands here, since he has no account in this tenant.
create table app.support_grant (
  tenant_id uuid not null,
  id uuid not null,
  operator_id uuid not null,
  operator_name text not null constraint support_grant_operator_length check (length(operator_name) between 1 and 63),
  scope text not null constraint support_grant_scope check (scope in ('configuration', 'customers')),
  reason text not null constraint support_grant_reason check (length(reason) between 2 and 200),
  granted_by uuid not null,
  created_at timestamptz not null,
  until timestamptz not null,
  opened_at timestamptz,
  token_hash bytea constraint support_grant_token_length check (length(token_hash) = 32),
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  constraint support_grant_token_unique unique (tenant_id, token_hash),
  constraint support_grant_period check (until > created_at and until <= created_at + interval '4 hours'),
  constraint support_grant_by foreign key (tenant_id, granted_by) references app.user_account (tenant_id, id)
);
create index support_grant_by_operator on app.support_grant (tenant_id, operator_id, until) where revoked_at is null;
call priv.arm('app.support_grant', null);
call priv.classify('app.support_grant', 'C1', array['tenant_id', 'id', 'operator_id', 'operator_name', 'scope', 'granted_by',
  'created_at', 'until', 'opened_at', 'revoked_at', 'revoked_by']);
call priv.classify('app.support_grant', 'C2', array['reason']);
call priv.classify('app.support_grant', 'C6', array['token_hash']);
grant select, insert on app.support_grant to peony_app;
grant update (token_hash, opened_at, revoked_at, revoked_by) on app.support_grant to peony_app;

-- Hardened mode. The key lies where the pool role reads nothing, as the two blocks of HMAC (RFC 2104): SHA-256 is all that the
-- database itself can do. Two keys at most: the newest, and the one before it, so that servers change from one root key to the next
-- one by one.
create table priv.context_key (
  id smallint primary key constraint context_key_two check (id in (1, 2)),
  inner_pad bytea not null constraint context_key_inner_length check (length(inner_pad) = 64),
  outer_pad bytea not null constraint context_key_outer_length check (length(outer_pad) = 64)
);

-- HMAC over what a context holds, in hexadecimal digits.
create function priv.context_proof(k priv.context_key, tenant text, expiry text) returns text language sql stable
set search_path = pg_catalog as $$
  select encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(concat_ws(E'\n', 'peony context 1', tenant,
    coalesce(current_setting('app.user_id', true), ''), expiry, pg_backend_pid()::text,
    coalesce(current_setting('app.all_branches', true), ''), coalesce(current_setting('app.branch_ids', true), ''),
    coalesce(current_setting('app.customer_ids', true), '')), 'UTF8'))), 'hex')
$$;

-- The context of a tenant inside a function of the owner's that the pool role calls: with a proof where one is asked for. Whoever
-- calls it puts back what was before.
create procedure priv.enter(tenant uuid) language plpgsql set search_path = pg_catalog as $$
declare
  expiry constant text := (extract(epoch from now())::bigint + 60)::text;
begin
  perform set_config('app.tenant_id', tenant::text, true);
  perform set_config('app.proof', expiry || '.' || priv.context_proof(k, tenant::text, expiry), true)
    from priv.context_key k where k.id = 1;
end $$;

-- Exchanges app.tenant_id(), which every wall asks once a statement, for one that wants a proof from the pool role: HMAC over
-- tenant, user, branches, customers, expiry (asked when the transaction began) and backend. So nobody who can only send statements
-- changes any of them. The other roles set no context but through functions of the owner's, or none at all.
create procedure priv.harden(inner_block bytea, outer_block bytea) language plpgsql set search_path = pg_catalog as $$
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
end $$;

-- Back to the context of migration 0001.
create procedure priv.soften() language plpgsql set search_path = pg_catalog as $$
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
end $$;

-- The runner's looks over all tenants, as in migration 0010, with contexts that hold here too.
create or replace function app.job_horizon(p_at timestamptz)
returns table (tenant_id uuid, next_at timestamptz, waiting bigint, running bigint, dead bigint, oldest_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
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

create or replace function app.job_schedules_due(p_at timestamptz, p_kind text[], p_every bigint[], p_minute int[], p_deployment boolean[])
returns table (tenant_id uuid, kind text, due_at timestamptz, is_first boolean)
language plpgsql security definer set search_path = pg_catalog as $$
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
