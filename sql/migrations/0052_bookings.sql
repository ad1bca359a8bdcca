-- Bookings: what was agreed with a customer. What it takes of people, rooms and devices, and of himself, stands in app.resource_claim.

create table app.appointment (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  number bigint not null,
  customer_id uuid,
  customer_branch_id uuid,
  state text not null constraint appointment_state check (state in ('held', 'booked', 'confirmed', 'arrived', 'in_service', 'completed',
    'cancelled', 'no_show')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- A hold ends by itself.
  held_until timestamptz,
  source text not null constraint appointment_source check (source in ('desk', 'phone', 'online', 'walk_in', 'series', 'waitlist', 'import')),
  -- Bookings of one wish: a series (every four weeks) or a group (friends who come together).
  bundle_id uuid,
  remark_sealed bytea,
  -- Somebody with the right to it took time that was taken.
  is_overbooked boolean not null default false,
  end_reason text constraint appointment_end_reason check (length(end_reason) between 1 and 200),
  ended_by uuid,
  ended_at timestamptz,
  version bigint not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint appointment_in_branch unique (tenant_id, id, branch_id),
  constraint appointment_order check (starts_at < ends_at and ends_at - starts_at <= interval '24 hours'),
  constraint appointment_hold check ((state = 'held') = (held_until is not null)),
  constraint appointment_somebodys check (state in ('held', 'cancelled') or customer_id is not null),
  constraint appointment_remark check (remark_sealed is null or customer_id is not null),
  constraint appointment_home check ((customer_id is null) = (customer_branch_id is null)),
  constraint appointment_end check ((state in ('cancelled', 'no_show')) = (end_reason is not null)),
  constraint appointment_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint appointment_customer foreign key (tenant_id, customer_id, customer_branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create unique index appointment_number on app.appointment (tenant_id, number);
create index appointment_by_bundle on app.appointment (tenant_id, bundle_id) where bundle_id is not null;
create index appointment_by_day on app.appointment (tenant_id, branch_id, starts_at);
create index appointment_by_start on app.appointment (tenant_id, starts_at, id);
create index appointment_by_creation on app.appointment (tenant_id, created_at, id);
create index appointment_by_branch on app.appointment (tenant_id, branch_id, created_at, id);
create index appointment_by_customer on app.appointment (tenant_id, customer_id, starts_at);
create index appointment_holds on app.appointment (tenant_id, held_until) where state = 'held';
call priv.arm('app.appointment', 'branch_id');
call priv.classify('app.appointment', 'C1', array['tenant_id', 'id', 'branch_id', 'number', 'customer_id', 'customer_branch_id', 'state',
  'starts_at', 'ends_at', 'held_until', 'source', 'bundle_id', 'is_overbooked', 'ended_by', 'ended_at', 'version', 'created_by', 'created_at',
  'updated_at']);
call priv.classify('app.appointment', 'C2', array['remark_sealed', 'end_reason']);
grant select, insert on app.appointment to peony_app;
grant update (customer_id, customer_branch_id, state, starts_at, ends_at, held_until, bundle_id, remark_sealed, is_overbooked, end_reason,
  ended_by, ended_at, version, updated_at) on app.appointment to peony_app;
call priv.keep('app.appointment', null, null);

-- What is done, in order: a visit may be several services, each with its segments as they were when it was booked.
create table app.appointment_item (
  tenant_id uuid not null,
  appointment_id uuid not null,
  branch_id uuid not null,
  position int not null constraint appointment_item_position check (position between 1 and 48),
  service_id uuid not null,
  segment int not null,
  name text not null constraint appointment_item_name check (length(name) between 1 and 30),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- With what and whom it was booked, also when that is over: claims end with the booking.
  resource_ids uuid[] not null default '{}' constraint appointment_item_resources check (cardinality(resource_ids) <= 12),
  primary key (tenant_id, appointment_id, position),
  constraint appointment_item_order check (starts_at < ends_at),
  constraint appointment_item_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id) on delete cascade,
  constraint appointment_item_service foreign key (tenant_id, service_id) references app.service (tenant_id, id)
);
call priv.arm('app.appointment_item', 'branch_id');
call priv.classify('app.appointment_item', 'C1', array['tenant_id', 'appointment_id', 'branch_id', 'position', 'service_id', 'segment', 'name',
  'starts_at', 'ends_at', 'resource_ids']);
grant select, insert, delete on app.appointment_item to peony_app;

-- What an appointment takes goes with it. The check of what is there runs behind the wall: any context will do, the column is empty.
do $$
begin
  perform set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
  alter table app.resource_claim add constraint resource_claim_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id) on delete cascade;
end $$;
