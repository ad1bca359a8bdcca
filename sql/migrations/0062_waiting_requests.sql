-- Requests of a public page that nobody has looked at are capped, so that a flood buries nobody's wish and costs a clinic no more than it can read.

-- How many of a page wait at once.
alter table app.online_page
  add column most_waiting bigint not null default 100 constraint online_page_waiting check (most_waiting between 1 and 1000);
call priv.classify('app.online_page', 'C1', array['most_waiting']);
grant update (most_waiting) on app.online_page to peony_app;

-- They are counted with every request that comes.
create index online_request_waiting on app.online_request (tenant_id, page_id)
  where state in ('auto_ok', 'need_review', 'contraindicated');
