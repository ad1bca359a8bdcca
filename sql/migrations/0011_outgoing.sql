-- What leaves the deployment: webhooks of tenants, and the mark that keeps a restored copy from sending anything.

create table app.webhook (
  tenant_id uuid not null,
  id uuid not null,
  name text not null constraint webhook_name_length check (length(name) between 1 and 80),
  url text not null constraint webhook_url_length check (length(url) between 1 and 2000),
  event_types text[] not null constraint webhook_event_types_count check (cardinality(event_types) between 1 and 50),
  secret_sealed bytea not null,
  -- paused: by a person, or by the server after failing for long.
  state text not null constraint webhook_state_known check (state in ('active', 'paused')),
  pause_reason text constraint webhook_pause_reason check (pause_reason in ('person', 'failing', 'gone')),
  failing_since timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint webhook_pause check ((state = 'paused') = (pause_reason is not null)),
  constraint webhook_creator foreign key (tenant_id, created_by) references app.user_account (tenant_id, id)
);
call priv.arm('app.webhook', null);
call priv.classify('app.webhook', 'C1', array['tenant_id', 'id', 'name', 'url', 'event_types', 'state', 'pause_reason', 'failing_since',
  'version', 'created_at', 'created_by', 'updated_at']);
call priv.classify('app.webhook', 'C6', array['secret_sealed']);
grant select, insert, delete on app.webhook to peony_app;
grant update (name, url, event_types, secret_sealed, state, pause_reason, failing_since, version, updated_at) on app.webhook to peony_app;

-- One event on its way to one receiver: what is sent, and what came of it. Ids and names of fields, never a value.
create table app.webhook_delivery (
  tenant_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  object_type text not null,
  object_id uuid not null,
  fields text[] not null,
  occurred_at timestamptz not null,
  state text not null constraint webhook_delivery_state check (state in ('pending', 'delivered', 'failed')),
  attempts int not null default 0,
  status int,
  error text constraint webhook_delivery_error_length check (length(error) <= 120),
  milliseconds int,
  attempted_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint webhook_delivery_webhook foreign key (tenant_id, webhook_id) references app.webhook (tenant_id, id) on delete cascade
);
create index webhook_delivery_by_webhook on app.webhook_delivery (tenant_id, webhook_id, id);
create index webhook_delivery_by_age on app.webhook_delivery (tenant_id, created_at);
call priv.arm('app.webhook_delivery', null);
call priv.classify('app.webhook_delivery', 'C1', array['tenant_id', 'id', 'webhook_id', 'event_id', 'event_type', 'object_type', 'object_id',
  'fields', 'occurred_at', 'state', 'attempts', 'status', 'error', 'milliseconds', 'attempted_at', 'created_at']);
grant select, insert, delete on app.webhook_delivery to peony_app;
grant update (state, attempts, status, error, milliseconds, attempted_at) on app.webhook_delivery to peony_app;

-- The deployment's own row. generation: raised by every server at its start and now and then, and kept by each server in a file too: a
-- database that is behind a file was set back. confirmed: the backup whose restored copy may send. silence: why nothing may be sent.
create table app.restore_mark (
  only_one boolean primary key constraint restore_mark_only_one check (only_one),
  generation bigint not null,
  confirmed text constraint restore_mark_confirmed_length check (length(confirmed) <= 120),
  silence text constraint restore_mark_silence check (silence in ('set_back'))
);
insert into app.restore_mark (only_one, generation) values (true, 0);
call priv.classify('app.restore_mark', 'C1', array['only_one', 'generation', 'confirmed', 'silence']);
grant select on app.restore_mark to peony_app;
grant update (generation, confirmed, silence) on app.restore_mark to peony_app;

-- Roles are data of each tenant: those that exist get what new ones get.
do $$
declare
  one uuid;
begin
  for one in select t.id from app.tenant t loop
    perform set_config('app.tenant_id', one::text, true);
    insert into app.role_action (tenant_id, role_id, action)
      select r.tenant_id, r.id, a from app.role r, unnest(array['read.webhook', 'manage.webhook']) as a
      where r.tenant_id = one and r.built_in and r.code = 'system_admin'
      on conflict do nothing;
    update app.tenant_setting set access_version = access_version + 1 where tenant_id = one;
  end loop;
end $$;
