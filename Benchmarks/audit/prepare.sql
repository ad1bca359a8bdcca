-- Fills one tenant's audit trail with events, past every wall: for measuring, in a database that is nobody's.
--
-- psql -v tenant=UUID -f prepare.sql; then fill.sql, several side by side; then finish.sql; all as the superuser. The events are of
-- the tenant's own people and customers,
-- spread over the days before today as a chain's are: mostly by day, a fiftieth by night. They have leaves of the right length and
-- no more: nothing here is sealed, so nothing can be verified.
set timezone = 'UTC';
set synchronous_commit = off;
select set_config('app.tenant_id', :'tenant', false);

do $$
begin
  for ahead in 0..36 loop
    call audit.make_month((current_date - make_interval(months => ahead))::date);
  end loop;
end $$;

-- Half of the work would be a log of what is thrown away; reading is the same.
do $$
declare
  part regclass;
begin
  for part in select inhrelid::regclass from pg_inherits where inhparent in ('audit.event'::regclass, 'audit.event_link'::regclass) loop
    execute format('alter table %s set unlogged', part);
  end loop;
end $$;

-- Made again behind the rows: sorting ten million entries is a fraction of putting each in its place.
create schema if not exists bench;
drop table if exists bench.index_made;
create table bench.index_made as
  select replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition, i.indexrelid::regclass::text as name
  from pg_index i where i.indrelid in ('audit.event'::regclass, 'audit.event_link'::regclass) and not i.indisprimary;
do $$
declare
  made record;
begin
  for made in select * from bench.index_made loop
    execute format('drop index %s', made.name);
  end loop;
end $$;
