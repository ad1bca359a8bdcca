-- Work that is done after the answer: written in the transaction of its cause, claimed a tenant at a time behind the wall, run
-- outside any transaction. Payloads hold ids, never values.

-- Order of enqueueing. Ids are made when a request comes; two requests about one object may take its lock the other way round,
-- and their jobs must run in the order of the locks.
create sequence app.job_ordinal as bigint cache 1;
grant usage on sequence app.job_ordinal to peony_app;

create table app.job (
  tenant_id uuid not null,
  id uuid not null,
  ordinal bigint not null,
  kind text not null constraint job_kind_form check (kind ~ '^[a-z][a-z0-9_.]{1,62}$'),
  subject_id uuid,
  payload jsonb not null constraint job_payload_size check (pg_column_size(payload) <= 8192),
  key text constraint job_key_length check (length(key) between 1 and 200),
  order_key text constraint job_order_key_length check (length(order_key) between 1 and 200),
  state text not null constraint job_state_known check (state in ('waiting', 'running', 'done', 'dead', 'cancelled')),
  due_at timestamptz not null,
  attempt int not null default 0,
  -- Raised by every claim. Whoever writes for a run names the fence he was given: a run that lost its lease writes nothing.
  fence bigint not null default 0,
  lease_until timestamptz,
  cancel_requested boolean not null default false,
  done_count bigint,
  total_count bigint,
  cursor_at jsonb,
  -- A word, never a message: messages quote values.
  error text constraint job_error_length check (length(error) <= 120),
  created_at timestamptz not null,
  created_by uuid,
  request_id uuid not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id),
  constraint job_lease check ((state = 'running') = (lease_until is not null)),
  constraint job_finish check ((state in ('done', 'dead', 'cancelled')) = (finished_at is not null))
);
create index job_waiting on app.job (tenant_id, due_at, ordinal) where state = 'waiting';
create index job_running on app.job (tenant_id, lease_until) where state = 'running';
create index job_dead on app.job (tenant_id, id) where state = 'dead';
create index job_in_order on app.job (tenant_id, order_key, ordinal) where order_key is not null and state in ('waiting', 'running');
create unique index job_key_once on app.job (tenant_id, kind, key) where key is not null and state = 'waiting';
create index job_by_kind on app.job (tenant_id, kind, id);
create index job_finished on app.job (tenant_id, finished_at) where state in ('done', 'cancelled');
call priv.arm('app.job', null);
call priv.classify('app.job', 'C1', array['tenant_id', 'id', 'ordinal', 'kind', 'subject_id', 'payload', 'key', 'order_key', 'state',
  'due_at', 'attempt', 'fence', 'lease_until', 'cancel_requested', 'done_count', 'total_count', 'cursor_at', 'error', 'created_at',
  'created_by', 'request_id', 'started_at', 'finished_at']);
grant select, insert, delete on app.job to peony_app;
grant update (ordinal, state, due_at, attempt, fence, lease_until, cancel_requested, done_count, total_count, cursor_at, error,
  started_at, finished_at) on app.job to peony_app;

-- Consumer keys: what a job has done once, over all its attempts.
create table app.job_effect (
  tenant_id uuid not null,
  job_id uuid not null,
  name text not null constraint job_effect_name_length check (length(name) between 1 and 120),
  at timestamptz not null,
  constraint job_effect_once primary key (tenant_id, job_id, name),
  constraint job_effect_job foreign key (tenant_id, job_id) references app.job (tenant_id, id) on delete cascade
);
call priv.arm('app.job_effect', null);
call priv.classify('app.job_effect', 'C1', array['tenant_id', 'job_id', 'name', 'at']);
grant select, insert on app.job_effect to peony_app;

-- When a schedule last fired: the row that decides between two servers that both believe to lead.
create table app.job_schedule (
  tenant_id uuid not null,
  kind text not null,
  last_at timestamptz not null,
  primary key (tenant_id, kind)
);
call priv.arm('app.job_schedule', null);
call priv.classify('app.job_schedule', 'C1', array['tenant_id', 'kind', 'last_at']);
grant select, insert on app.job_schedule to peony_app;
grant update (last_at) on app.job_schedule to peony_app;

-- Which tenants have something to do, and how much: one round trip however many tenants there are. It sets the context to one
-- tenant after the other, is bound by the wall in each, and gives away no row: numbers and times of tenants that are active.
-- The context of before is put back; an error on the way ends the transaction and with it the context. Numbers stop at 10,000.
create function app.job_horizon(p_at timestamptz)
returns table (tenant_id uuid, next_at timestamptz, waiting bigint, running bigint, dead bigint, oldest_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
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
revoke all on function app.job_horizon(timestamptz) from public;
grant execute on function app.job_horizon(timestamptz) to peony_app;

-- Which schedules are due where: for each the moment that it should have fired at last. p_every: microseconds between two
-- firings, counted from 1970, or 0 for once a day at p_minute of the tenant's own calendar.
-- p_deployment: for the deployment's own tenant only, for the others only, or (null) for both.
create function app.job_schedules_due(p_at timestamptz, p_kind text[], p_every bigint[], p_minute int[], p_deployment boolean[])
returns table (tenant_id uuid, kind text, due_at timestamptz, is_first boolean)
language plpgsql security definer set search_path = pg_catalog as $$
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
revoke all on function app.job_schedules_due(timestamptz, text[], bigint[], int[], boolean[]) from public;
grant execute on function app.job_schedules_due(timestamptz, text[], bigint[], int[], boolean[]) to peony_app;

-- Sessions that ended long ago go; who signed in when stands in the audit trail.
grant delete on app.session to peony_app;
create index session_by_end on app.session (tenant_id, expires_at);

-- Roles are data of each tenant: those that exist get what new ones get.
do $$
declare
  one uuid;
begin
  for one in select t.id from app.tenant t loop
    perform set_config('app.tenant_id', one::text, true);
    insert into app.role_action (tenant_id, role_id, action)
      select r.tenant_id, r.id, a from app.role r, unnest(array['read.job', 'manage.job']) as a
      where r.tenant_id = one and r.built_in and r.code in ('system_admin', 'platform_operator')
      on conflict do nothing;
    update app.tenant_setting set access_version = access_version + 1 where tenant_id = one;
  end loop;
end $$;
