-- What the front desk still lacked: a cap of online requests that wait, tasks that name a request instead of whom it turned out to be, and wishes
-- on the waiting list that are changed.

-- How many of a page nobody has looked at, at once: a flood buries nobody's wish and costs a clinic no more than it can read.
alter table app.online_page
  add column most_waiting bigint not null default 100 constraint online_page_waiting check (most_waiting between 1 and 1000);
call priv.classify('app.online_page', 'C1', array['most_waiting']);
grant update (most_waiting) on app.online_page to peony_app;

-- They are counted with every request that comes.
create index online_request_waiting on app.online_request (tenant_id, page_id)
  where state in ('auto_ok', 'need_review', 'contraindicated');

-- A task of a request names neither lead nor customer: whose it is is told by the request, to whom it tells.
-- PostgreSQL looks through both tables for the foreign key's sake, as their owner, who has no tenant: whether it meets a policy is the planner's choice.
alter table app.task no force row level security;
alter table app.online_request no force row level security;
alter table app.task
  add column request_id uuid,
  add constraint task_request foreign key (tenant_id, request_id) references app.online_request (tenant_id, id),
  add constraint task_of_request check (request_id is null or (lead_id is null and customer_id is null));
alter table app.task force row level security;
alter table app.online_request force row level security;
create index task_by_request on app.task (tenant_id, request_id) where request_id is not null;
call priv.classify('app.task', 'C1', array['request_id']);

-- When it would suit, and with whom, is changed in its place in line.
grant update (resource_ids, from_on, until_on, weekdays, from_minute, until_minute) on app.waitlist_entry to peony_app;
