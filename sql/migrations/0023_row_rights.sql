-- Rows beyond one's own branch, and rows closed to one's own: sharing between branches, restricted customers, minors with a
-- guardian, requests to see, break-glass.

-- The ids that a transaction may see of other branches: shares and break-glass, set by the door with the branches.
create function app.customer_ids() returns uuid[] language sql stable parallel safe set search_path = pg_catalog as
$$ select coalesce(nullif(current_setting('app.customer_ids', true), '')::uuid[], '{}') $$;

-- A second way in to rows about a customer, for the ids of the context. PERMISSIVE, so it adds to `visible`; the wall still binds.
create procedure priv.arm_customer(target regclass, customer name) language plpgsql set search_path = pg_catalog as $$
declare
  shared constant text := format('%I = any ((select app.customer_ids())::uuid[])', customer);
begin
  execute format('create policy shared on %s for all to peony_app using (%s) with check (%s)', target, shared, shared);
end $$;

-- From now on arming a table that has a branch and a customer arms it with both.
create or replace procedure priv.arm(target regclass, branch name) language plpgsql set search_path = pg_catalog as $$
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

-- Those that are armed already.
do $$
declare
  target regclass;
begin
  for target in
    select p.polrelid::regclass from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'app' and p.polname = 'visible' and pg_get_expr(p.polqual, p.polrelid) <> 'true'
    and exists (select 1 from pg_attribute a where a.attrelid = p.polrelid and a.attname = 'customer_id' and not a.attisdropped)
    order by c.relname
  loop
    call priv.arm_customer(target, 'customer_id');
  end loop;
end $$;
call priv.arm_customer('app.customer', 'id');

-- What every branch may see of the others' customers without a share of its own.
alter table app.tenant_setting add column share_policy text not null default 'none'
  constraint tenant_setting_share_policy check (share_policy in ('none', 'directory', 'contact', 'care', 'full'));
call priv.classify('app.tenant_setting', 'C1', array['share_policy']);

-- Restricted: only who cares for him sees him. Guardian: another customer, or a name and a phone.
alter table app.customer
  add column restriction text constraint customer_restriction_known check (restriction in ('vip', 'staff', 'minor')),
  add column restriction_reason_sealed bytea,
  add column guardian_id uuid,
  add column guardian_name_sealed bytea,
  add column guardian_phone_sealed bytea,
  add constraint customer_restriction_has_reason check ((restriction is null) = (restriction_reason_sealed is null)),
  add constraint customer_guardian_is_another check (guardian_id <> id);
-- The check of what is there runs behind the wall: any context will do, the column is empty.
do $$
begin
  perform set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
  alter table app.customer add constraint customer_guardian
    foreign key (tenant_id, guardian_id) references app.customer (tenant_id, id);
end $$;
create index customer_by_guardian on app.customer (tenant_id, guardian_id) where guardian_id is not null;
call priv.classify('app.customer', 'C1', array['restriction', 'guardian_id']);
call priv.classify('app.customer', 'C2', array['restriction_reason_sealed', 'guardian_name_sealed']);
call priv.classify('app.customer', 'C3', array['guardian_phone_sealed']);

-- A customer of one branch, shown to another: how much, why, until when. branch_id follows the customer.
create table app.customer_share (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  to_branch_id uuid not null,
  scope text not null constraint customer_share_scope check (scope in ('directory', 'contact', 'care', 'full')),
  reason text not null constraint customer_share_reason check (length(reason) <= 200),
  since timestamptz not null,
  until timestamptz not null,
  shared_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id),
  constraint customer_share_period check (until > since),
  constraint customer_share_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint customer_share_branch foreign key (tenant_id, to_branch_id) references app.unit (tenant_id, id),
  constraint customer_share_by foreign key (tenant_id, shared_by) references app.user_account (tenant_id, id)
);
create unique index customer_share_once on app.customer_share (tenant_id, customer_id, to_branch_id) where ended_at is null;
create index customer_share_by_customer on app.customer_share (tenant_id, customer_id, since, id);
create index customer_share_by_target on app.customer_share (tenant_id, to_branch_id, until) where ended_at is null;
call priv.arm('app.customer_share', 'branch_id');
call priv.classify('app.customer_share', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'to_branch_id', 'scope', 'since',
  'until', 'shared_by', 'ended_at', 'ended_by']);
call priv.classify('app.customer_share', 'C2', array['reason']);
grant select, insert on app.customer_share to peony_app;
-- The reasons are blanked when the customer is erased; the rest is kept.
grant update (reason, ended_at, ended_by) on app.customer_share to peony_app;
call priv.keep('app.customer_share', null, null);

-- Somebody asks to see a restricted customer or a minor; somebody else says until when, and opens a care relation by it.
create table app.care_request (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  user_id uuid not null,
  reason text not null constraint care_request_reason check (length(reason) <= 200),
  state text not null default 'requested'
    constraint care_request_state check (state in ('requested', 'approved', 'refused')),
  until timestamptz not null,
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (tenant_id, id),
  constraint care_request_decided check ((state = 'requested') = (decided_at is null)),
  constraint care_request_two_people check (decided_by <> user_id),
  constraint care_request_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint care_request_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create unique index care_request_once on app.care_request (tenant_id, user_id, customer_id) where state = 'requested';
create index care_request_by_state on app.care_request (tenant_id, state, id);
call priv.arm('app.care_request', 'branch_id');
call priv.classify('app.care_request', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'user_id', 'state', 'until',
  'created_at', 'decided_at', 'decided_by']);
call priv.classify('app.care_request', 'C2', array['reason']);
grant select, insert on app.care_request to peony_app;
grant update (reason, state, until, decided_at, decided_by) on app.care_request to peony_app;
call priv.keep('app.care_request', null, null);

-- A customer opened in an emergency, for an hour at the most, and what was thought of it afterwards. An attempt that named
-- nobody has no customer: it is reviewed too, and enough of them bar the next.
create table app.break_glass (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  customer_id uuid,
  branch_id uuid,
  reason text not null constraint break_glass_reason check (length(reason) <= 200),
  opened_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  verdict text constraint break_glass_verdict check (verdict in ('justified', 'unjustified')),
  remark text constraint break_glass_remark check (length(remark) <= 500),
  reviewed_at timestamptz,
  reviewed_by uuid,
  primary key (tenant_id, id),
  constraint break_glass_period check (until >= opened_at and until <= opened_at + interval '60 minutes'),
  constraint break_glass_reviewed check ((verdict is null) = (reviewed_at is null)),
  constraint break_glass_two_people check (reviewed_by <> user_id),
  constraint break_glass_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint break_glass_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index break_glass_by_user on app.break_glass (tenant_id, user_id, opened_at);
create index break_glass_by_customer on app.break_glass (tenant_id, customer_id, user_id, until) where customer_id is not null;
create index break_glass_unreviewed on app.break_glass (tenant_id, id) where verdict is null;
call priv.arm('app.break_glass', 'branch_id');
call priv.classify('app.break_glass', 'C1', array['tenant_id', 'id', 'user_id', 'customer_id', 'branch_id', 'opened_at', 'until',
  'ended_at', 'verdict', 'reviewed_at', 'reviewed_by']);
call priv.classify('app.break_glass', 'C2', array['reason', 'remark']);
grant select, insert on app.break_glass to peony_app;
grant update (reason, ended_at, verdict, remark, reviewed_at, reviewed_by) on app.break_glass to peony_app;
call priv.keep('app.break_glass', null, null);
