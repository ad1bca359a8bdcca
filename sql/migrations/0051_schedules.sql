-- When people work and branches are open, and what is taken. A published shift is where bookings may lie; whatever closes lies over it.

create table app.shift_template (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  name text not null constraint shift_template_name check (length(name) between 1 and 30),
  -- Minutes of the day at the tenant's place; a shift ends on the day on which it began.
  starts_minute bigint not null constraint shift_template_start check (starts_minute between 0 and 1439),
  ends_minute bigint not null constraint shift_template_end check (ends_minute between 1 and 1440),
  break_starts_minute bigint,
  break_ends_minute bigint,
  position bigint not null default 0 constraint shift_template_position check (position between 0 and 9999),
  state text not null default 'active' constraint shift_template_state check (state in ('active', 'archived')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint shift_template_in_branch unique (tenant_id, id, branch_id),
  constraint shift_template_order check (starts_minute < ends_minute),
  constraint shift_template_break check ((break_starts_minute is null) = (break_ends_minute is null) and (break_starts_minute is null
    or (starts_minute < break_starts_minute and break_starts_minute < break_ends_minute and break_ends_minute < ends_minute))),
  constraint shift_template_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id)
);
create unique index shift_template_name_once on app.shift_template (tenant_id, branch_id, name) where state = 'active';
call priv.arm('app.shift_template', 'branch_id');
call priv.classify('app.shift_template', 'C1', array['tenant_id', 'id', 'branch_id', 'name', 'starts_minute', 'ends_minute',
  'break_starts_minute', 'break_ends_minute', 'position', 'state', 'version', 'created_at', 'updated_at']);
grant select, insert on app.shift_template to peony_app;
grant update (name, starts_minute, ends_minute, break_starts_minute, break_ends_minute, position, state, version, updated_at)
  on app.shift_template to peony_app;

-- A branch's week: drafts are written and rewritten under one version, and take the place of what was published all at once.
create table app.roster_week (
  tenant_id uuid not null,
  branch_id uuid not null,
  -- A Monday.
  week_on date not null constraint roster_week_monday check (extract(isodow from week_on) = 1),
  version bigint not null default 1,
  drafted_at timestamptz,
  published_at timestamptz,
  published_by uuid,
  primary key (tenant_id, branch_id, week_on),
  constraint roster_week_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint roster_week_published_by foreign key (tenant_id, published_by) references app.user_account (tenant_id, id)
);
call priv.arm('app.roster_week', 'branch_id');
call priv.classify('app.roster_week', 'C1', array['tenant_id', 'branch_id', 'week_on', 'version', 'drafted_at', 'published_at',
  'published_by']);
grant select, insert on app.roster_week to peony_app;
grant update (version, drafted_at, published_at, published_by) on app.roster_week to peony_app;

-- Somebody's work on a day, as instants: what a shift was does not change with its template. A draft counts for nobody. Overlaps are asked
-- for by bounds in statements: a range's && is not leakproof and finds no index under row security; here it only refuses. Deferrable: two people exchange shifts of one hour.
create table app.shift (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  resource_id uuid not null,
  week_on date not null,
  day date not null,
  template_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  break_starts_at timestamptz,
  break_ends_at timestamptz,
  state text not null constraint shift_state check (state in ('draft', 'published')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint shift_order check (starts_at < ends_at and ends_at - starts_at <= interval '24 hours'),
  constraint shift_break check ((break_starts_at is null) = (break_ends_at is null) and (break_starts_at is null
    or (starts_at < break_starts_at and break_starts_at < break_ends_at and break_ends_at < ends_at))),
  constraint shift_week foreign key (tenant_id, branch_id, week_on) references app.roster_week (tenant_id, branch_id, week_on),
  constraint shift_resource foreign key (tenant_id, resource_id, branch_id) references app.resource (tenant_id, id, branch_id),
  constraint shift_template foreign key (tenant_id, template_id, branch_id) references app.shift_template (tenant_id, id, branch_id),
  constraint shift_once exclude using gist (tenant_id with =, resource_id with =, state with =, tstzrange(starts_at, ends_at) with &&)
    deferrable
);
create index shift_by_day on app.shift (tenant_id, branch_id, day);
create index shift_by_resource on app.shift (tenant_id, resource_id, day);
call priv.arm('app.shift', 'branch_id');
call priv.classify('app.shift', 'C1', array['tenant_id', 'id', 'branch_id', 'resource_id', 'week_on', 'day', 'template_id', 'starts_at',
  'ends_at', 'break_starts_at', 'break_ends_at', 'state', 'version', 'created_at', 'updated_at']);
grant select, insert, delete on app.shift to peony_app;
grant update (resource_id, state, version, updated_at) on app.shift to peony_app;

-- When a branch is open on a day of the week; rooms and devices can be used then. Several rows a day where it closes at noon.
create table app.opening_hours (
  tenant_id uuid not null,
  branch_id uuid not null,
  weekday int not null constraint opening_hours_weekday check (weekday between 1 and 7),
  opens_minute int not null constraint opening_hours_opens check (opens_minute between 0 and 1439),
  closes_minute int not null constraint opening_hours_closes check (closes_minute between 1 and 1440),
  primary key (tenant_id, branch_id, weekday, opens_minute),
  constraint opening_hours_order check (opens_minute < closes_minute),
  constraint opening_hours_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id)
);
call priv.arm('app.opening_hours', 'branch_id');
call priv.classify('app.opening_hours', 'C1', array['tenant_id', 'branch_id', 'weekday', 'opens_minute', 'closes_minute']);
grant select, insert, delete on app.opening_hours to peony_app;

-- Days of a unit and all below it: closed, or open like another day of the week (调休). The nearest unit's word counts.
create table app.calendar_day (
  tenant_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  day date not null,
  kind text not null constraint calendar_day_kind check (kind in ('closed', 'make_up')),
  like_weekday bigint constraint calendar_day_like check (like_weekday between 1 and 7),
  name text not null constraint calendar_day_name check (length(name) between 1 and 30),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint calendar_day_once unique (tenant_id, unit_id, day),
  constraint calendar_day_made_up check ((kind = 'make_up') = (like_weekday is not null)),
  constraint calendar_day_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
call priv.arm('app.calendar_day', null);
call priv.classify('app.calendar_day', 'C1', array['tenant_id', 'id', 'unit_id', 'day', 'kind', 'like_weekday', 'name', 'version',
  'created_at', 'updated_at']);
grant select, insert, delete on app.calendar_day to peony_app;
grant update (kind, like_weekday, name, version, updated_at) on app.calendar_day to peony_app;

-- Somebody asks not to work; somebody else says. What is approved takes the person's time by claims, a day each.
create table app.leave_request (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  resource_id uuid not null,
  user_id uuid not null,
  kind text not null constraint leave_request_kind check (kind in ('annual', 'sick', 'personal', 'training', 'compensation', 'other')),
  reason text constraint leave_request_reason check (length(reason) between 1 and 200),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null default 'requested'
    constraint leave_request_state check (state in ('requested', 'approved', 'refused', 'withdrawn')),
  requested_by uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  answer text constraint leave_request_answer check (length(answer) between 1 and 200),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint leave_request_order check (starts_at < ends_at and ends_at - starts_at <= interval '93 days'),
  constraint leave_request_decided check ((state in ('approved', 'refused')) = (decided_at is not null) or state = 'withdrawn'),
  constraint leave_request_resource foreign key (tenant_id, resource_id, branch_id) references app.resource (tenant_id, id, branch_id),
  constraint leave_request_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id),
  constraint leave_request_requested_by foreign key (tenant_id, requested_by) references app.user_account (tenant_id, id),
  constraint leave_request_decided_by foreign key (tenant_id, decided_by) references app.user_account (tenant_id, id)
);
create index leave_request_by_state on app.leave_request (tenant_id, branch_id, state, starts_at);
create index leave_request_by_user on app.leave_request (tenant_id, user_id, starts_at);
call priv.arm('app.leave_request', 'branch_id');
call priv.classify('app.leave_request', 'C1', array['tenant_id', 'id', 'branch_id', 'resource_id', 'user_id', 'starts_at', 'ends_at',
  'state', 'requested_by', 'decided_at', 'decided_by', 'version', 'created_at', 'updated_at']);
-- Why somebody is away is his own: a sickness among it.
call priv.classify('app.leave_request', 'C2', array['kind', 'reason', 'answer']);
grant select, insert on app.leave_request to peony_app;
grant update (state, decided_at, decided_by, answer, version, updated_at) on app.leave_request to peony_app;

-- Somebody's published shift is taken over by a colleague, or exchanged for one of his.
create table app.shift_swap (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  shift_id uuid not null,
  to_resource_id uuid not null,
  for_shift_id uuid,
  reason text constraint shift_swap_reason check (length(reason) between 1 and 200),
  state text not null default 'requested'
    constraint shift_swap_state check (state in ('requested', 'approved', 'refused', 'withdrawn')),
  requested_by uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint shift_swap_two_shifts check (shift_id <> for_shift_id),
  constraint shift_swap_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint shift_swap_resource foreign key (tenant_id, to_resource_id, branch_id) references app.resource (tenant_id, id, branch_id),
  constraint shift_swap_requested_by foreign key (tenant_id, requested_by) references app.user_account (tenant_id, id),
  constraint shift_swap_decided_by foreign key (tenant_id, decided_by) references app.user_account (tenant_id, id)
);
-- The shifts are no foreign keys: a week that is published anew has other rows, and a request for what is gone says so.
create index shift_swap_by_state on app.shift_swap (tenant_id, branch_id, state, id);
call priv.arm('app.shift_swap', 'branch_id');
call priv.classify('app.shift_swap', 'C1', array['tenant_id', 'id', 'branch_id', 'shift_id', 'to_resource_id', 'for_shift_id', 'state',
  'requested_by', 'decided_at', 'decided_by', 'version', 'created_at', 'updated_at']);
call priv.classify('app.shift_swap', 'C2', array['reason']);
grant select, insert on app.shift_swap to peony_app;
grant update (state, decided_at, decided_by, version, updated_at) on app.shift_swap to peony_app;

-- Time that is taken: one row for each subject and interval, its buffers included, and PostgreSQL refuses two that meet. The subject is a
-- person (wherever he works, in whatever role), a room, a device, or a customer: nobody is in two places. A room for four has places 1 to
-- 4. `exclusive` is false where somebody with the right overbooked, with a reason. No claim is longer than two days, so that those that
-- reach into a window are found by where they begin.
create table app.resource_claim (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  kind text not null constraint resource_claim_kind check (kind in ('appointment', 'leave', 'maintenance', 'block')),
  subject_id uuid not null,
  place int not null default 1 constraint resource_claim_place check (place between 1 and 50),
  -- Null for a customer's.
  resource_id uuid,
  appointment_id uuid,
  item int,
  leave_id uuid,
  -- Without buffers, and with them.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  busy_from timestamptz not null,
  busy_until timestamptz not null,
  exclusive boolean not null default true,
  reason text constraint resource_claim_reason check (length(reason) between 1 and 200),
  approved_by uuid,
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint resource_claim_order check (busy_from <= starts_at and starts_at < ends_at and ends_at <= busy_until
    and busy_until - busy_from <= interval '48 hours'),
  constraint resource_claim_shared check (exclusive or (reason is not null and approved_by is not null)),
  constraint resource_claim_of check ((kind = 'appointment') = (appointment_id is not null) and (kind = 'leave') = (leave_id is not null)),
  constraint resource_claim_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint resource_claim_resource foreign key (tenant_id, resource_id, branch_id) references app.resource (tenant_id, id, branch_id),
  constraint resource_claim_leave foreign key (tenant_id, leave_id) references app.leave_request (tenant_id, id),
  constraint resource_claim_approved_by foreign key (tenant_id, approved_by) references app.user_account (tenant_id, id),
  constraint resource_claim_created_by foreign key (tenant_id, created_by) references app.user_account (tenant_id, id),
  constraint resource_claim_once exclude using gist (tenant_id with =, subject_id with =, place with =, tstzrange(busy_from, busy_until) with &&)
    where (exclusive)
);
create index resource_claim_by_appointment on app.resource_claim (tenant_id, appointment_id) where appointment_id is not null;
create index resource_claim_by_leave on app.resource_claim (tenant_id, leave_id) where leave_id is not null;
create index resource_claim_by_day on app.resource_claim (tenant_id, branch_id, busy_from);
create index resource_claim_by_subject on app.resource_claim (tenant_id, subject_id, busy_from);
call priv.arm('app.resource_claim', 'branch_id');
call priv.classify('app.resource_claim', 'C1', array['tenant_id', 'id', 'branch_id', 'kind', 'subject_id', 'place', 'resource_id',
  'appointment_id', 'item', 'leave_id', 'starts_at', 'ends_at', 'busy_from', 'busy_until', 'exclusive', 'approved_by', 'created_by',
  'created_at']);
call priv.classify('app.resource_claim', 'C2', array['reason']);
grant select, insert, delete on app.resource_claim to peony_app;
grant update (starts_at, ends_at, busy_from, busy_until, exclusive, reason, approved_by, subject_id, resource_id, place) on app.resource_claim
  to peony_app;
