-- Rotations of a tenant's keys: what goes on, how far it has come. Frozen tenants, whose keys nobody opens. Canary customers, whose
-- opening raises an alarm.

-- kind: data (the key that wraps customers' keys), index (search tokens), customer (every customer's own keys). phase: what is being
-- done now; position: the last customer that the phase has done. A killed run goes on from there.
create table app.key_rotation (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null constraint key_rotation_kind check (kind in ('data', 'index', 'customer')),
  state text not null constraint key_rotation_state check (state in ('running', 'done')),
  phase text not null constraint key_rotation_phase check (phase in ('settle', 'walk', 'drain', 'sweep', 'done')),
  phase_since timestamptz not null,
  from_version int,
  to_version int,
  position uuid,
  done_count bigint not null,
  total_count bigint not null,
  per_second int not null constraint key_rotation_pace check (per_second between 0 and 100000),
  started_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  constraint key_rotation_finish check ((state = 'done') = (finished_at is not null)),
  constraint key_rotation_versions check ((kind = 'customer') = (from_version is null) and (from_version is null) = (to_version is null))
);
-- One at a time: each may rely on what the others do not move.
create unique index key_rotation_one_running on app.key_rotation (tenant_id) where state = 'running';
call priv.arm('app.key_rotation', null);
call priv.classify('app.key_rotation', 'C1', array['tenant_id', 'id', 'kind', 'state', 'phase', 'phase_since', 'from_version',
  'to_version', 'position', 'done_count', 'total_count', 'per_second', 'started_by', 'created_at', 'updated_at', 'finished_at']);
grant select, insert on app.key_rotation to peony_app;
grant update (state, phase, phase_since, position, done_count, total_count, updated_at, finished_at) on app.key_rotation to peony_app;

-- Operators are people of the deployment's tenant: their ids have no key to stand behind here.
create table app.tenant_freeze (
  tenant_id uuid not null primary key,
  reason text not null constraint tenant_freeze_reason check (length(reason) between 2 and 200),
  frozen_by uuid,
  frozen_at timestamptz not null,
  thaw_asked_by uuid,
  thaw_asked_at timestamptz,
  constraint tenant_freeze_thaw check ((thaw_asked_by is null) = (thaw_asked_at is null))
);
call priv.arm('app.tenant_freeze', null);
call priv.classify('app.tenant_freeze', 'C1', array['tenant_id', 'reason', 'frozen_by', 'frozen_at', 'thaw_asked_by', 'thaw_asked_at']);
grant select, insert, delete on app.tenant_freeze to peony_app;
grant update (thaw_asked_by, thaw_asked_at) on app.tenant_freeze to peony_app;

create table app.canary_customer (
  tenant_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  set_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, customer_id),
  constraint canary_customer_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
call priv.arm('app.canary_customer', 'branch_id');
call priv.classify('app.canary_customer', 'C1', array['tenant_id', 'customer_id', 'branch_id', 'set_by', 'created_at']);
grant select, insert, delete on app.canary_customer to peony_app;

-- The same seed under another key, where it is still the one that the caller saw. The step that was used last stays.
create function auth.renew_totp(p_tenant uuid, p_user uuid, p_expected bytea, p_sealed bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', p_tenant::text, true);
  update app.user_account set totp_sealed = p_sealed
    where tenant_id = p_tenant and id = p_user and totp_sealed is not distinct from p_expected;
  return found;
end $$;
revoke all on function auth.renew_totp(uuid, uuid, bytea, bytea) from public;
grant execute on function auth.renew_totp(uuid, uuid, bytea, bytea) to peony_auth;
