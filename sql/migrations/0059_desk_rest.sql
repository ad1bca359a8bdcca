-- What the front desk still lacked: tasks about what ends, opening hours from a day on, and the catalogue from a table.

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
