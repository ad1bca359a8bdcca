-- What the front desk still lacked: tasks about what ends, opening hours from a day on, and the lead of an appointment.

-- A task of a rule about something of the house that ends: which one, on which day, and the threshold in days before it at which the task was
-- made (0: it has ended). The tasks are the record that a threshold was told.
alter table app.task
  drop constraint task_kind,
  add constraint task_kind check (kind in ('first_call', 'call_back', 'touch', 'follow_up', 'other', 'licence_ends', 'certificate_ends',
    'maintenance_due', 'metrology_due')),
  add column record_id uuid,
  add column record_until date,
  add column record_days bigint constraint task_record_days check (record_days in (0, 7, 30, 90)),
  add constraint task_record check ((kind in ('licence_ends', 'certificate_ends', 'maintenance_due', 'metrology_due')) = (record_id is not null)
    and (record_id is null) = (record_until is null) and (record_id is null) = (record_days is null));
create index task_by_record on app.task (tenant_id, record_id, record_until) where record_id is not null;
call priv.classify('app.task', 'C1', array['record_id', 'record_until', 'record_days']);

-- Leads follow the visits of the appointments that they were booked for.
create index lead_by_appointment on app.lead (tenant_id, appointment_id) where appointment_id is not null;

-- From which days on other opening hours hold. Those of 1970 hold as long as no others were said; a day without rows of hours is a week in
-- which the branch is closed.
create table app.opening_period (
  tenant_id uuid not null,
  branch_id uuid not null,
  since_on date not null constraint opening_period_since check (since_on > '1970-01-01'),
  set_by uuid,
  set_at timestamptz not null,
  primary key (tenant_id, branch_id, since_on),
  constraint opening_period_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint opening_period_set_by foreign key (tenant_id, set_by) references app.user_account (tenant_id, id)
);
call priv.arm('app.opening_period', 'branch_id');
call priv.classify('app.opening_period', 'C1', array['tenant_id', 'branch_id', 'since_on', 'set_by', 'set_at']);
grant select, insert, delete on app.opening_period to peony_app;

alter table app.opening_hours
  add column since_on date not null default '1970-01-01',
  drop constraint opening_hours_pkey,
  add primary key (tenant_id, branch_id, since_on, weekday, opens_minute);
call priv.classify('app.opening_hours', 'C1', array['since_on']);
