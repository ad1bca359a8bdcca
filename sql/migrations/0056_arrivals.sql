-- Arrivals: what a visit goes through from the door to the door, whom it is handed to, and how a branch hands out those who come.

-- A visit that somebody checked in is more than a fact: it has a type, somebody who looks after it, and a place where the customer is right
-- now. What was said of the day stays as it was said; these columns change until he has left. NULL in all of them: a fact and nothing more.
-- step: where he is. state: how far the visit has come (domain.md, 5).
alter table app.visit_fact
  add column type text constraint visit_fact_type check (type in ('first', 'return', 'repeat_purchase', 'review', 'other')),
  add column state text constraint visit_fact_state check (state in ('registered', 'triaged', 'consulting', 'planned', 'ordered', 'no_deal',
    'treated', 'left')),
  add column step text constraint visit_fact_step check (step in ('waiting', 'consultation', 'cashier', 'treatment', 'observation', 'left')),
  add column step_since timestamptz,
  add column arrived_at timestamptz,
  add column left_at timestamptz,
  add column consultant_id uuid,
  add column doctor_id uuid,
  add column room_id uuid,
  -- The booking that he came for.
  add column appointment_id uuid,
  add column triaged_by text constraint visit_fact_triaged_by check (triaged_by in ('own', 'round_robin', 'least_busy', 'on_shift', 'person')),
  add column no_deal_reason text constraint visit_fact_no_deal_reason check (no_deal_reason in ('price', 'comparing', 'thinking', 'family',
    'effect', 'unsuitable', 'no_time', 'other')),
  add column version bigint not null default 1,
  add constraint visit_fact_checked_in check ((state is null) = (type is null) and (state is null) = (step is null)
    and (state is null) = (step_since is null) and (state is null) = (arrived_at is null)),
  add constraint visit_fact_left check ((state is not distinct from 'left') = (left_at is not null)
    and (state is not distinct from 'left') = (step is not distinct from 'left')),
  add constraint visit_fact_withdraws_no_state check (withdraws_id is null or state is null);
-- Whoever is there is there once, whatever two people at the desk press at the same moment.
create unique index visit_fact_there_once on app.visit_fact (tenant_id, customer_id, unit_id, visited_on)
  where state is not null and left_at is null;
create index visit_fact_by_day on app.visit_fact (tenant_id, unit_id, visited_on, id) where state is not null;
create index visit_fact_listed on app.visit_fact (tenant_id, visited_on, id) where state is not null;
create index visit_fact_by_consultant on app.visit_fact (tenant_id, consultant_id, visited_on) where consultant_id is not null and left_at is null;
create index visit_fact_by_appointment on app.visit_fact (tenant_id, appointment_id) where appointment_id is not null;
-- The check of what is there runs behind the wall: any context will do, the columns are empty.
do $$
begin
  perform set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
  alter table app.visit_fact
    add constraint visit_fact_consultant foreign key (tenant_id, consultant_id) references app.user_account (tenant_id, id),
    add constraint visit_fact_doctor foreign key (tenant_id, doctor_id) references app.user_account (tenant_id, id),
    add constraint visit_fact_room foreign key (tenant_id, room_id) references app.resource (tenant_id, id),
    add constraint visit_fact_appointment foreign key (tenant_id, appointment_id) references app.appointment (tenant_id, id);
end $$;
call priv.classify('app.visit_fact', 'C1', array['type', 'state', 'step', 'step_since', 'arrived_at', 'left_at', 'consultant_id', 'doctor_id',
  'room_id', 'appointment_id', 'triaged_by', 'no_deal_reason', 'version']);
grant update (type, state, step, step_since, arrived_at, left_at, consultant_id, doctor_id, room_id, appointment_id, triaged_by, no_deal_reason,
  version) on app.visit_fact to peony_app;

-- Where he was, and since when, one after the other; never changed. How long each took is what lies between two.
create table app.visit_step (
  tenant_id uuid not null,
  id uuid not null,
  visit_id uuid not null,
  position bigint not null constraint visit_step_position check (position between 1 and 200),
  customer_id uuid not null,
  branch_id uuid not null,
  step text not null constraint visit_step_step check (step in ('waiting', 'consultation', 'cashier', 'treatment', 'observation', 'left')),
  state text not null,
  since timestamptz not null,
  consultant_id uuid,
  doctor_id uuid,
  room_id uuid,
  moved_by uuid,
  primary key (tenant_id, id),
  constraint visit_step_place unique (tenant_id, visit_id, position),
  constraint visit_step_visit foreign key (tenant_id, visit_id) references app.visit_fact (tenant_id, id),
  constraint visit_step_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint visit_step_by foreign key (tenant_id, moved_by) references app.user_account (tenant_id, id)
);
create index visit_step_by_customer on app.visit_step (tenant_id, customer_id);
call priv.arm('app.visit_step', 'branch_id');
call priv.classify('app.visit_step', 'C1', array['tenant_id', 'id', 'visit_id', 'position', 'customer_id', 'branch_id', 'step', 'state', 'since',
  'consultant_id', 'doctor_id', 'room_id', 'moved_by']);
grant select, insert on app.visit_step to peony_app;
-- For merges alone.
grant update (customer_id, branch_id) on app.visit_step to peony_app;
call priv.keep('app.visit_step', null, null);

-- How a branch hands out those who come and are nobody's. One row a branch: whose turn it was last stands in it, and whoever takes the next
-- turn holds the row, so that two at once are never given to the same one.
create table app.triage_rule (
  tenant_id uuid not null,
  branch_id uuid not null,
  strategy text not null constraint triage_rule_strategy check (strategy in ('round_robin', 'least_busy', 'on_shift', 'by_hand')),
  owner_first boolean not null,
  last_user_id uuid,
  turns bigint not null default 0 constraint triage_rule_turns check (turns >= 0),
  version bigint not null default 1,
  updated_at timestamptz not null,
  updated_by uuid,
  primary key (tenant_id, branch_id),
  constraint triage_rule_branch foreign key (tenant_id, branch_id) references app.unit (tenant_id, id),
  constraint triage_rule_by foreign key (tenant_id, updated_by) references app.user_account (tenant_id, id)
);
call priv.arm('app.triage_rule', 'branch_id');
call priv.classify('app.triage_rule', 'C1', array['tenant_id', 'branch_id', 'strategy', 'owner_first', 'last_user_id', 'turns', 'version',
  'updated_at', 'updated_by']);
grant select, insert on app.triage_rule to peony_app;
grant update (strategy, owner_first, last_user_id, turns, version, updated_at, updated_by) on app.triage_rule to peony_app;
