-- Evidence that leaves the database: signed notes over every tenant's head, where they were brought to, months that were exported
-- and detached, and which cluster the transaction ids are of.

-- Deployment-wide, like the notes themselves. text: the note with its signature. Each note names the hash of the one before.
create table audit.note (
  number bigint primary key constraint note_positive check (number > 0),
  at timestamptz not null,
  text text not null
);
-- How far each anchor has come. What was not delivered is delivered with the next minute's.
create table audit.anchor (
  name text primary key,
  delivered bigint not null default 0,
  delivered_at timestamptz,
  failures bigint not null default 0,
  failed_at timestamptz,
  error text
);
-- Transaction ids mean something in one cluster only: after a logical restore the leader finds another identifier than the newest here.
create table audit.cluster (
  since timestamptz primary key,
  system_identifier bigint not null
);
insert into audit.cluster (since, system_identifier) select clock_timestamp(), system_identifier from pg_control_system();
call priv.classify('audit.note', 'C1', array['number', 'at', 'text']);
call priv.classify('audit.anchor', 'C1', array['name', 'delivered', 'delivered_at', 'failures', 'failed_at', 'error']);
call priv.classify('audit.cluster', 'C1', array['since', 'system_identifier']);
do $$
declare
  name text;
begin
  foreach name in array array['note', 'anchor', 'cluster'] loop
    execute format('revoke all on audit.%I from public', name);
    execute format('grant select on audit.%I to peony_auditor, peony_sealer', name);
    execute format('grant insert on audit.%I to peony_sealer', name);
  end loop;
end $$;
grant update (delivered, delivered_at, failures, failed_at, error) on audit.anchor to peony_sealer;

-- A batch of rows that came from another cluster: their order there is known, their place in time here is not. The head covers it.
alter table audit.batch add column restored boolean not null default false;
call priv.classify('audit.batch', 'C1', array['restored']);

-- No foreign key from the one to the other: its check needs an UPDATE right of the owner, which nobody has here.
-- A month that was exported: the file's hash under the audit's signature, and how many of each batch's events went with it, so that
-- what is left of a batch can still be counted.
create table audit.archive (
  tenant_id uuid not null,
  month date not null constraint archive_month check (extract(day from month) = 1),
  file_name text not null,
  sha256 bytea not null constraint archive_hash_length check (length(sha256) = 32),
  event_count bigint not null constraint archive_not_empty check (event_count > 0),
  first_batch bigint not null,
  last_batch bigint not null constraint archive_batches check (last_batch >= first_batch),
  seal text not null,
  archived_at timestamptz not null,
  primary key (tenant_id, month)
);
create table audit.archived_batch (
  tenant_id uuid not null,
  month date not null,
  batch bigint not null,
  event_count int not null constraint archived_batch_not_empty check (event_count > 0),
  primary key (tenant_id, batch, month)
);
create index archived_batch_by_month on audit.archived_batch (tenant_id, month);
call priv.classify('audit.archive', 'C1', array['tenant_id', 'month', 'file_name', 'sha256', 'event_count', 'first_batch', 'last_batch',
  'seal', 'archived_at']);
call priv.classify('audit.archived_batch', 'C1', array['tenant_id', 'month', 'batch', 'event_count']);
do $$
declare
  name text;
  wall constant text := 'tenant_id = (select app.tenant_id())';
begin
  foreach name in array array['archive', 'archived_batch'] loop
    execute format('alter table audit.%I enable row level security', name);
    execute format('alter table audit.%I force row level security', name);
    execute format('create policy wall on audit.%I as restrictive for all to peony_app, peony_auditor, peony_owner using (%s) with check (%s)', name, wall, wall);
    execute format('create policy migrate on audit.%I for all to peony_owner using (true) with check (true)', name);
    execute format('create policy read on audit.%I for select to peony_auditor using (true)', name);
    execute format('create policy keep_read on audit.%I for select to peony_sealer using (true)', name);
    execute format('create policy keep on audit.%I for insert to peony_sealer with check (true)', name);
    execute format('revoke all on audit.%I from public', name);
    execute format('grant select on audit.%I to peony_auditor, peony_sealer', name);
    execute format('grant insert on audit.%I to peony_sealer', name);
    execute format('revoke insert, update, delete, truncate on audit.%I from peony_owner', name);
  end loop;
end $$;

-- How long a tenant keeps its trail and what its detectors hold for too much. A tenant without a row has the defaults.
create table app.audit_setting (
  tenant_id uuid not null primary key,
  retention_months int not null default 180 constraint audit_setting_retention check (retention_months between 6 and 1200),
  export_rows int not null default 1000 constraint audit_setting_export_rows check (export_rows between 1 and 10000000),
  opens_at int not null default 480 constraint audit_setting_opens check (opens_at between 0 and 1439),
  closes_at int not null default 1320 constraint audit_setting_closes check (closes_at between 1 and 1440 and closes_at > opens_at),
  night_customers int not null default 20 constraint audit_setting_night check (night_customers between 1 and 100000),
  median_factor int not null default 3 constraint audit_setting_factor check (median_factor between 2 and 100),
  median_floor int not null default 30 constraint audit_setting_floor check (median_floor between 1 and 100000),
  denials_per_hour int not null default 20 constraint audit_setting_denials check (denials_per_hour between 1 and 100000),
  searches_per_hour int not null default 200 constraint audit_setting_searches check (searches_per_hour between 1 and 100000),
  sign_in_failures int not null default 10 constraint audit_setting_sign_ins check (sign_in_failures between 2 and 100000),
  version bigint not null default 1,
  updated_at timestamptz not null
);
call priv.arm('app.audit_setting', null);
call priv.classify('app.audit_setting', 'C1', array['tenant_id', 'retention_months', 'export_rows', 'opens_at', 'closes_at',
  'night_customers', 'median_factor', 'median_floor', 'denials_per_hour', 'searches_per_hour', 'sign_in_failures', 'version', 'updated_at']);
grant select, insert, update on app.audit_setting to peony_app;

-- Where detached months lie until the operator drops them: nobody but their owner reaches them.
create schema detached;
revoke all on schema detached from public;

-- Takes a month out of the trail: every tenant's retention must have passed (never less than six months), every event must be sealed,
-- and an archive must hold exactly what is here. The owner is bound by the wall too, so it looks at one tenant after the other.
create procedure audit.detach_month(month date, gone boolean) language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
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
revoke all on procedure audit.detach_month(date, boolean) from public;
grant execute on procedure audit.detach_month(date, boolean) to peony_sealer;

