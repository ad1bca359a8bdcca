-- Who has a place in a booking: whoever prepares it sees the customer from the day before on. His claim says the same only while the booking holds
-- its time, and a booking's pieces say it in arrays, which no index knows.

create table app.appointment_person (
  tenant_id uuid not null,
  appointment_id uuid not null,
  user_id uuid not null,
  branch_id uuid not null,
  -- The booking's: places of years are passed by without looking at it.
  starts_at timestamptz not null,
  -- Until when the place opens the customer; null where it was given by somebody who had himself no more of him than was lent.
  opens_until timestamptz,
  primary key (tenant_id, appointment_id, user_id),
  constraint appointment_person_appointment foreign key (tenant_id, appointment_id, branch_id)
    references app.appointment (tenant_id, id, branch_id) on delete cascade,
  constraint appointment_person_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create index appointment_person_by_user on app.appointment_person (tenant_id, user_id, opens_until);
call priv.arm('app.appointment_person', 'branch_id');
call priv.classify('app.appointment_person', 'C1', array['tenant_id', 'appointment_id', 'user_id', 'branch_id', 'starts_at', 'opens_until']);
grant select, insert, delete on app.appointment_person to peony_app;
grant update (starts_at, opens_until) on app.appointment_person to peony_app;
