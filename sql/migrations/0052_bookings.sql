-- Bookings. What is taken is a claim: one row for each resource and interval, its buffers included, and PostgreSQL refuses two that meet.

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
  source text not null constraint appointment_source check (source in ('desk', 'phone', 'online', 'walk_in', 'series', 'import')),
  -- Bookings of one wish: a series (every four weeks) or a group (friends who come together).
  bundle_id uuid,
  remark_sealed bytea,
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
  constraint appointment_somebodys check (state = 'held' or customer_id is not null),
  constraint appointment_end check ((state in ('cancelled', 'no_show')) = (end_reason is not null)),
  constraint appointment_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint appointment_customer foreign key (tenant_id, customer_id, customer_branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create unique index appointment_number on app.appointment (tenant_id, number);
create index appointment_by_day on app.appointment (tenant_id, branch_id, starts_at);
create index appointment_by_customer on app.appointment (tenant_id, customer_id, starts_at);
create index appointment_holds on app.appointment (tenant_id, held_until) where state = 'held';
call priv.arm('app.appointment', 'branch_id');
call priv.classify('app.appointment', 'C1', array['tenant_id', 'id', 'branch_id', 'number', 'customer_id', 'customer_branch_id', 'state',
  'starts_at', 'ends_at', 'held_until', 'source', 'bundle_id', 'end_reason', 'ended_by', 'ended_at', 'version', 'created_by', 'created_at',
  'updated_at']);
call priv.classify('app.appointment', 'C2', array['remark_sealed']);
grant select, insert on app.appointment to peony_app;
grant update (customer_id, customer_branch_id, state, starts_at, ends_at, held_until, bundle_id, remark_sealed, end_reason, ended_by, ended_at,
  version, updated_at) on app.appointment to peony_app;

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
  primary key (tenant_id, appointment_id, position),
  constraint appointment_item_order check (starts_at < ends_at),
  constraint appointment_item_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id) on delete cascade,
  constraint appointment_item_service foreign key (tenant_id, service_id) references app.service (tenant_id, id)
);
call priv.arm('app.appointment_item', 'branch_id');
call priv.classify('app.appointment_item', 'C1', array['tenant_id', 'appointment_id', 'branch_id', 'position', 'service_id', 'segment', 'name',
  'starts_at', 'ends_at']);
grant select, insert, delete on app.appointment_item to peony_app;

-- A resource's time that is taken. The interval includes buffers; `exclusive` is false where somebody with the right overbooked, with a
-- reason. A room for four has places 1 to 4. The customer is a resource too (`subject` is then his id): nobody is in two places.
create table app.resource_claim (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  kind text not null constraint resource_claim_kind check (kind in ('appointment', 'leave', 'maintenance', 'block')),
  subject_id uuid not null,
  place int not null default 1 constraint resource_claim_place check (place between 1 and 50),
  appointment_id uuid,
  item int,
  -- Without buffers; null where nothing but time is taken.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  busy_from timestamptz not null,
  busy_until timestamptz not null,
  exclusive boolean not null default true,
  reason text constraint resource_claim_reason check (length(reason) between 1 and 200),
  approved_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint resource_claim_order check (busy_from <= starts_at and starts_at < ends_at and ends_at <= busy_until),
  constraint resource_claim_shared check (exclusive or (reason is not null and approved_by is not null)),
  constraint resource_claim_of check ((kind = 'appointment') = (appointment_id is not null)),
  constraint resource_claim_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id) on delete cascade,
  constraint resource_claim_once exclude using gist (tenant_id with =, subject_id with =, place with =, tstzrange(busy_from, busy_until) with &&)
    where (exclusive)
);
create index resource_claim_by_appointment on app.resource_claim (tenant_id, appointment_id) where appointment_id is not null;
create index resource_claim_by_day on app.resource_claim (tenant_id, branch_id, starts_at);
call priv.arm('app.resource_claim', 'branch_id');
call priv.classify('app.resource_claim', 'C1', array['tenant_id', 'id', 'branch_id', 'kind', 'subject_id', 'place', 'appointment_id', 'item',
  'starts_at', 'ends_at', 'busy_from', 'busy_until', 'exclusive', 'reason', 'approved_by', 'created_at']);
grant select, insert, delete on app.resource_claim to peony_app;
grant update (starts_at, ends_at, busy_from, busy_until, exclusive, reason, approved_by, subject_id, place) on app.resource_claim to peony_app;
