-- The waiting list: who would come if there were time, and what was offered to whom. An offer holds its time like any hold.

create table app.waitlist_entry (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  customer_id uuid not null,
  customer_branch_id uuid not null,
  services uuid[] not null constraint waitlist_entry_services check (cardinality(services) between 1 and 6),
  resource_ids uuid[] not null default '{}' constraint waitlist_entry_resources check (cardinality(resource_ids) <= 40),
  from_on date not null,
  until_on date not null,
  -- Days of the week as digits, 1 is Monday; minutes of the day.
  weekdays text[] not null constraint waitlist_entry_weekdays check (cardinality(weekdays) between 1 and 7),
  from_minute bigint not null constraint waitlist_entry_from check (from_minute between 0 and 1439),
  until_minute bigint not null constraint waitlist_entry_until check (until_minute between 1 and 1440),
  priority bigint not null default 0 constraint waitlist_entry_priority check (priority between 0 and 9),
  state text not null default 'waiting'
    constraint waitlist_entry_state check (state in ('waiting', 'offered', 'booked', 'withdrawn', 'expired')),
  -- The hold that is offered, or the booking that came of it.
  appointment_id uuid,
  offered_until timestamptz,
  ended_at timestamptz,
  version bigint not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint waitlist_entry_in_branch unique (tenant_id, id, branch_id),
  constraint waitlist_entry_days check (from_on <= until_on and until_on - from_on <= 92),
  constraint waitlist_entry_minutes check (from_minute < until_minute),
  constraint waitlist_entry_offer check ((state = 'offered') = (offered_until is not null) and (state not in ('offered', 'booked')
    or appointment_id is not null)),
  constraint waitlist_entry_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint waitlist_entry_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id),
  constraint waitlist_entry_customer foreign key (tenant_id, customer_id, customer_branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index waitlist_entry_in_line on app.waitlist_entry (tenant_id, branch_id, state, created_at);
create index waitlist_entry_by_branch on app.waitlist_entry (tenant_id, branch_id, created_at, id);
create index waitlist_entry_by_time on app.waitlist_entry (tenant_id, created_at, id);
create index waitlist_entry_ending on app.waitlist_entry (tenant_id, until_on) where state = 'waiting';
create index waitlist_entry_by_customer on app.waitlist_entry (tenant_id, customer_id, created_at);
create index waitlist_entry_by_appointment on app.waitlist_entry (tenant_id, appointment_id) where appointment_id is not null;
call priv.arm('app.waitlist_entry', 'branch_id');
call priv.classify('app.waitlist_entry', 'C1', array['tenant_id', 'id', 'branch_id', 'customer_id', 'customer_branch_id', 'services',
  'resource_ids', 'from_on', 'until_on', 'weekdays', 'from_minute', 'until_minute', 'priority', 'state', 'appointment_id', 'offered_until',
  'ended_at', 'version', 'created_by', 'created_at', 'updated_at']);
grant select, insert on app.waitlist_entry to peony_app;
grant update (customer_id, customer_branch_id, state, appointment_id, offered_until, ended_at, version, updated_at)
  on app.waitlist_entry to peony_app;
call priv.keep('app.waitlist_entry', null, null);

-- What was offered to whom: nobody is asked twice about one time, and not everybody about the same.
create table app.waitlist_offer (
  tenant_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  entry_id uuid not null,
  appointment_id uuid not null,
  starts_at timestamptz not null,
  offered_on date not null,
  state text not null default 'open' constraint waitlist_offer_state check (state in ('open', 'accepted', 'declined', 'expired')),
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  constraint waitlist_offer_settled check ((state = 'open') = (settled_at is null)),
  constraint waitlist_offer_entry foreign key (tenant_id, entry_id, branch_id) references app.waitlist_entry (tenant_id, id, branch_id),
  constraint waitlist_offer_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id)
);
create unique index waitlist_offer_once on app.waitlist_offer (tenant_id, entry_id, starts_at);
create index waitlist_offer_by_slot on app.waitlist_offer (tenant_id, branch_id, starts_at);
create index waitlist_offer_by_appointment on app.waitlist_offer (tenant_id, appointment_id);
call priv.arm('app.waitlist_offer', 'branch_id');
call priv.classify('app.waitlist_offer', 'C1', array['tenant_id', 'id', 'branch_id', 'entry_id', 'appointment_id', 'starts_at', 'offered_on',
  'state', 'created_at', 'settled_at']);
grant select, insert on app.waitlist_offer to peony_app;
grant update (state, settled_at) on app.waitlist_offer to peony_app;
