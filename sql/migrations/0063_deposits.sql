-- Deposits: which services ask for one, from which day on, and what was decided of a booking's by them. The money itself comes with the cashier.

-- What a service asks for from a day on. What has begun stays: bookings were made by it.
create table app.service_deposit (
  tenant_id uuid not null,
  service_id uuid not null,
  since_on date not null,
  kind text not null constraint service_deposit_kind check (kind in ('none', 'amount', 'share')),
  amount_fen bigint constraint service_deposit_amount check (amount_fen between 1 and 100000000000),
  -- Of the price that the branch takes on the day of the booking.
  percent int constraint service_deposit_percent check (percent between 1 and 100),
  -- From the booking on.
  pay_hours int not null constraint service_deposit_pay check (pay_hours between 0 and 720),
  -- Before the visit begins: until then a cancellation costs nothing.
  free_hours int not null constraint service_deposit_free check (free_hours between 0 and 720),
  -- What is kept of it, of whoever cancels later and of whoever does not come.
  late_percent int not null constraint service_deposit_late check (late_percent between 0 and 100),
  no_show_percent int not null constraint service_deposit_no_show check (no_show_percent between 0 and 100),
  primary key (tenant_id, service_id, since_on),
  constraint service_deposit_meant check ((kind = 'amount') = (amount_fen is not null) and (kind = 'share') = (percent is not null)),
  constraint service_deposit_service foreign key (tenant_id, service_id) references app.service (tenant_id, id)
);
call priv.arm('app.service_deposit', null);
call priv.classify('app.service_deposit', 'C1', array['tenant_id', 'service_id', 'since_on', 'kind', 'amount_fen', 'percent', 'pay_hours',
  'free_hours', 'late_percent', 'no_show_percent']);
grant select, insert, delete on app.service_deposit to peony_app;

-- A booking's deposit: how much, until when, what has come of it. What is forfeited is only ever of what was paid.
alter table app.appointment
  add column deposit_state text not null default 'none' constraint appointment_deposit_state check (deposit_state in ('none', 'due', 'paid',
    'waived', 'applied', 'released', 'forfeited')),
  add column deposit_fen bigint not null default 0 constraint appointment_deposit_fen check (deposit_fen between 0 and 600000000000),
  add column deposit_due_at timestamptz,
  add column deposit_paid_fen bigint not null default 0 constraint appointment_deposit_paid check (deposit_paid_fen between 0 and 600000000000),
  add column deposit_forfeit_fen bigint not null default 0 constraint appointment_deposit_forfeit check (deposit_forfeit_fen between 0 and
    deposit_paid_fen),
  add constraint appointment_deposit_none check (deposit_state <> 'none' or (deposit_fen = 0 and deposit_paid_fen = 0)),
  add constraint appointment_deposit_due check (deposit_state <> 'due' or (deposit_paid_fen < deposit_fen and deposit_due_at is not null)),
  add constraint appointment_deposit_whole check (deposit_state <> 'paid' or (deposit_fen > 0 and deposit_paid_fen >= deposit_fen)),
  add constraint appointment_deposit_applied check (deposit_state <> 'applied' or deposit_paid_fen > 0),
  add constraint appointment_deposit_forfeited check ((deposit_state = 'forfeited') = (deposit_forfeit_fen > 0));
call priv.classify('app.appointment', 'C1', array['deposit_state', 'deposit_fen', 'deposit_due_at', 'deposit_paid_fen', 'deposit_forfeit_fen']);
grant update (deposit_state, deposit_fen, deposit_due_at, deposit_paid_fen, deposit_forfeit_fen) on app.appointment to peony_app;

-- Each service's part of it, on the terms of the day on which it was booked: a rule that changes later changes nothing here.
create table app.appointment_deposit (
  tenant_id uuid not null,
  appointment_id uuid not null,
  branch_id uuid not null,
  position int not null constraint appointment_deposit_position check (position between 1 and 6),
  service_id uuid not null,
  -- Which rule it was, and the service's version that it was read with.
  rule_since_on date not null,
  rule_version bigint not null,
  price_fen bigint not null constraint appointment_deposit_price check (price_fen between 0 and 100000000000),
  deposit_fen bigint not null constraint appointment_deposit_part check (deposit_fen between 0 and 100000000000),
  free_hours int not null constraint appointment_deposit_free check (free_hours between 0 and 720),
  free_until timestamptz not null,
  late_percent int not null constraint appointment_deposit_late check (late_percent between 0 and 100),
  no_show_percent int not null constraint appointment_deposit_no_show check (no_show_percent between 0 and 100),
  decided_at timestamptz not null,
  primary key (tenant_id, appointment_id, position),
  constraint appointment_deposit_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id) on delete cascade,
  constraint appointment_deposit_service foreign key (tenant_id, service_id) references app.service (tenant_id, id)
);
call priv.arm('app.appointment_deposit', 'branch_id');
call priv.classify('app.appointment_deposit', 'C1', array['tenant_id', 'appointment_id', 'branch_id', 'position', 'service_id', 'rule_since_on',
  'rule_version', 'price_fen', 'deposit_fen', 'free_hours', 'free_until', 'late_percent', 'no_show_percent', 'decided_at']);
grant select, insert, delete on app.appointment_deposit to peony_app;
grant update (free_until) on app.appointment_deposit to peony_app;
