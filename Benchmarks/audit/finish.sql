-- Behind the rows: indexes, what is counted a day, statistics.
set timezone = 'UTC';
set synchronous_commit = off;
select set_config('app.tenant_id', :'tenant', false);

do $$
declare
  made record;
begin
  set local maintenance_work_mem = '512MB';
  for made in select * from bench.index_made loop
    execute made.definition;
  end loop;
end $$;

insert into audit.reading_day (tenant_id, user_id, day, customers)
select e.tenant_id, e.actor_id, (e.at at time zone 'Asia/Shanghai')::date, count(distinct e.customer_id)
from audit.event e where e.tenant_id = :'tenant' and e.action in ('read.customer', 'reveal.customer', 'read.visit', 'read.photo')
  and e.customer_id is not null and e.at < date_trunc('day', now()) group by 1, 2, 3
on conflict do nothing;

vacuum analyze audit.event;
vacuum analyze audit.event_link;
analyze audit.reading_day;
