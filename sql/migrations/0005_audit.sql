-- The audit trail: inserted unlocked in the business transaction, sealed within a second in Merkle batches by one leader.
-- Nobody holds DELETE; the pool role may only insert; the sealer sees ids and hashes; the auditor reads behind the wall.

create table audit.event (
  tenant_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  actor_id uuid,
  actor_name text,
  session_id uuid,
  request_id uuid not null,
  address text,
  action text not null,
  object_type text not null,
  object_id uuid,
  branch_id uuid,
  customer_id uuid,
  fields text[] not null default '{}',
  purpose text,
  outcome text not null constraint event_outcome_known check (outcome in ('done', 'denied', 'failed')),
  row_count int,
  body bytea,
  leaf bytea not null constraint event_leaf_length check (length(leaf) = 32),
  batch bigint,
  primary key (tenant_id, at, id)
) partition by range (at);
create index event_by_actor on audit.event (tenant_id, actor_id, at desc, id desc);
create index event_by_customer on audit.event (tenant_id, customer_id, at desc, id desc) where customer_id is not null;
create index event_by_action on audit.event (tenant_id, action, at desc, id desc);
create index event_by_branch on audit.event (tenant_id, branch_id, at desc, id desc) where branch_id is not null;
create index event_denied on audit.event (tenant_id, at desc, id desc) where outcome <> 'done';
-- The sealer's and the verifier's order. xid8 has leakproof operators, so both indexes serve under row security.
create index event_unsealed on audit.event (tenant_id, xid, at, id) where batch is null;
create index event_sealed on audit.event (tenant_id, batch, xid, at, id) where batch is not null;

-- One row for every object and field that an event touched or released: "who saw this phone" is one look-up.
create table audit.event_link (
  tenant_id uuid not null,
  at timestamptz not null,
  event_id uuid not null,
  object_type text not null,
  object_id uuid not null,
  customer_id uuid,
  field text not null,
  primary key (tenant_id, at, event_id, object_id, field)
) partition by range (at);
-- Newest first, as the search pages: the field comes last, since one customer's links are few and pages need their order.
create index event_link_by_customer on audit.event_link (tenant_id, customer_id, at desc, event_id desc, field)
  where customer_id is not null;
create index event_link_by_field on audit.event_link (tenant_id, field, at desc, event_id desc);

-- root: RFC 6962 tree over the events in the sealer's order (xid, at, id). content: hash of the same events in order of
-- (at, id), so that a changed order can be told from changed events. head: binds root, count and place to the head before.
create table audit.batch (
  tenant_id uuid not null,
  batch bigint not null constraint batch_positive check (batch > 0),
  event_count int not null constraint batch_not_empty check (event_count > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  root bytea not null constraint batch_root_length check (length(root) = 32),
  content bytea not null constraint batch_content_length check (length(content) = 32),
  previous bytea not null constraint batch_previous_length check (length(previous) = case when batch = 1 then 0 else 32 end),
  head bytea not null constraint batch_head_length check (length(head) = 32),
  sealed_at timestamptz not null,
  primary key (tenant_id, batch),
  constraint batch_head_unique unique (tenant_id, head)
);

call priv.classify('audit.event', 'C1', array['tenant_id', 'at', 'id', 'xid', 'actor_id', 'session_id', 'request_id', 'action',
  'object_type', 'object_id', 'branch_id', 'customer_id', 'fields', 'outcome', 'row_count', 'leaf', 'batch']);
call priv.classify('audit.event', 'C2', array['actor_name', 'purpose']);
call priv.classify('audit.event', 'C3', array['address']);
call priv.classify('audit.event', 'C6', array['body']);
call priv.classify('audit.event_link', 'C1', array['tenant_id', 'at', 'event_id', 'object_type', 'object_id', 'customer_id', 'field']);
call priv.classify('audit.batch', 'C1', array['tenant_id', 'batch', 'event_count', 'first_at', 'last_at', 'root', 'content',
  'previous', 'head', 'sealed_at']);

-- Partitions inherit neither policies nor FORCE nor revocations, so each is armed before it is attached. Attaching, unlike
-- `create … partition of`, does not lock out the writers of the parent. UTC, or months made under two time zones would overlap.
-- Called by the sealer alone.
create procedure audit.make_month(month date) language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
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
revoke all on procedure audit.make_month(date) from public;
grant execute on procedure audit.make_month(date) to peony_sealer;
do $$
begin
  for ahead in 0..3 loop
    call audit.make_month((current_date + make_interval(months => ahead))::date);
  end loop;
end $$;

do $$
declare
  name text;
  wall constant text := 'tenant_id = (select app.tenant_id())';
begin
  foreach name in array array['event', 'event_link', 'batch'] loop
    execute format('alter table audit.%I enable row level security', name);
    execute format('alter table audit.%I force row level security', name);
    execute format('create policy wall on audit.%I as restrictive for all to peony_app, peony_auditor, peony_owner using (%s) with check (%s)', name, wall, wall);
    execute format('create policy migrate on audit.%I for all to peony_owner using (true) with check (true)', name);
    execute format('create policy read on audit.%I for select to peony_auditor using (true)', name);
    execute format('revoke all on audit.%I from public', name);
    execute format('grant select on audit.%I to peony_auditor', name);
    -- A migration gone wrong shall not touch the trail either; detaching a partition needs ownership only.
    execute format('revoke insert, update, delete, truncate on audit.%I from peony_owner', name);
  end loop;
end $$;
create policy write on audit.event for insert to peony_app with check (batch is null);
create policy write on audit.event_link for insert to peony_app with check (true);
create policy seal_read on audit.event for select to peony_sealer using (true);
create policy seal on audit.event for update to peony_sealer using (batch is null) with check (batch is not null);
create policy seal_read on audit.batch for select to peony_sealer using (true);
create policy seal on audit.batch for insert to peony_sealer with check (true);
grant insert (tenant_id, at, id, actor_id, actor_name, session_id, request_id, address, action, object_type, object_id, branch_id,
  customer_id, fields, purpose, outcome, row_count, body, leaf) on audit.event to peony_app;
grant insert on audit.event_link to peony_app;
grant select (tenant_id, at, id, xid, leaf, batch), update (batch) on audit.event to peony_sealer;
grant select, insert on audit.batch to peony_sealer;

-- The sign-in role tells what it did itself: a password that was set and the event about it stand or fall together.
create policy wall_sign_in on audit.event as restrictive for all to peony_auth
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy write_sign_in on audit.event for insert to peony_auth with check (batch is null);
create policy wall_sign_in on audit.event_link as restrictive for all to peony_auth
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy write_sign_in on audit.event_link for insert to peony_auth with check (true);
grant insert on audit.event_link to peony_auth;
grant usage on schema audit to peony_auth;
grant insert (tenant_id, at, id, actor_id, actor_name, session_id, request_id, address, action, object_type, object_id, branch_id,
  customer_id, fields, purpose, outcome, row_count, body, leaf) on audit.event to peony_auth;
