-- Gives one tenant branches of 40 people, rooms and devices each, their shifts, and appointments of the two years before today and the
-- four weeks after it, past every wall: for measuring, in a database that is nobody's.
--
-- psql -v tenant=UUID -v branch=UUID -v branches=8 -v appointments=1000000 -f DAYS -f generate.sql, as the superuser; DAYS is what
-- harness/days.py makes. Rows are those that the program writes: an appointment with its pieces, and of those that are to come a claim for
-- each of its people, rooms and devices and for the customer; the constraint that keeps claims apart stands meanwhile. They have no trail,
-- no timeline and no reminders. What the branches had to be booked before is retired.
set timezone = 'UTC';
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
set work_mem = '256MB';
-- Foreign keys are counted at the end, once.
set session_replication_role = replica;
select set_config('app.tenant_id', :'tenant', false);
select time_zone as zone from app.tenant_setting where tenant_id = :'tenant' \gset
select (now() at time zone :'zone')::date as today \gset

create function pg_temp.moment(day date, minute int, zone text) returns timestamptz language sql immutable as
$$ select (day + make_interval(mins => minute)) at time zone zone $$;
-- Ordered by time, like the program's own.
create function pg_temp.timely(at timestamptz, name text) returns uuid language sql immutable as
$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(name), 1, 3) || '8'
  || substr(md5(name), 4, 15))::uuid $$;

-- The measured branch is the first; the new ones are the last, and there is one of them at least.
create temp table branch as
  select row_number() over (order by u.id <> :'branch', u.created_at, u.id)::int number, u.id, false as is_new
  from app.unit u where u.tenant_id = :'tenant' and u.kind = 'branch' and u.state = 'open';
insert into branch
  select g, pg_temp.timely(now(), 'branch ' || g), true
  from generate_series((select count(*) from branch)::int + 1, greatest(:branches, (select count(*) from branch)::int + 1)) g;
insert into app.unit (tenant_id, id, parent_id, kind, name, created_at)
  select :'tenant', b.id, u.parent_id, 'branch', '分院' || b.number, now()
  from branch b join app.unit u on u.tenant_id = :'tenant' and u.id = :'branch' where b.is_new;
insert into app.opening_hours (tenant_id, branch_id, weekday, opens_minute, closes_minute)
  select :'tenant', b.id, g, 540, 1200 from branch b, generate_series(1, 7) g where b.is_new;
update app.resource set state = 'retired', version = version + 1, updated_at = now()
  where tenant_id = :'tenant' and state <> 'retired' and branch_id in (select id from branch);

create temp table member as
  select b.number branch, b.id branch_id, r.*, pg_temp.timely(now(), format('resource %s %s', b.number, r.number)) id,
    case when r.kind not in ('room', 'device') then pg_temp.timely(now(), format('person %s %s', b.number, r.number)) end user_id
  from branch b, plan_resource r;
create unique index on member (branch, number);
insert into app.user_account (tenant_id, id, user_name, display_name, state, created_at)
  select :'tenant', user_id, format('bench%s.%s%s', branch, kind, place + 1), name, 'invited', now() from member where user_id is not null;
insert into app.resource (tenant_id, id, branch_id, kind, name, user_id, tags, buffer_after, position, created_at, updated_at)
  select :'tenant', id, branch_id, kind, name, user_id, case tag when '' then '{}' else array[tag] end, clean, number, now(), now() from member;
insert into app.licence (tenant_id, id, user_id, class, scopes, number, valid_from, valid_until, created_at, updated_at)
  select :'tenant', id, user_id, case kind when 'doctor' then 'physician' else kind end, '{dermatology,injection}',
    format('BENCH-%s-%s', branch, number), :'today'::date - 1000, :'today'::date + 1000, now(), now()
  from member where kind in ('doctor', 'nurse');
insert into app.licence_place (tenant_id, licence_id, unit_id)
  select :'tenant', id, branch_id from member where kind in ('doctor', 'nurse');

create temp table day as
  select g number, :'today'::date + g as day, extract(isodow from :'today'::date + g)::int weekday, (g + 10000) / 7 % 4 as variant
  from generate_series(-730, 395) g;
insert into app.roster_week (tenant_id, branch_id, week_on, published_at)
  select distinct :'tenant'::uuid, b.id, date_trunc('week', d.day)::date, now() from branch b, day d on conflict do nothing;
insert into app.shift (tenant_id, id, branch_id, resource_id, week_on, day, starts_at, ends_at, break_starts_at, break_ends_at, state,
    created_at, updated_at)
  select :'tenant', pg_temp.timely(pg_temp.moment(d.day, 0, :'zone'), m.id::text), m.branch_id, m.id, date_trunc('week', d.day)::date, d.day,
    pg_temp.moment(d.day, 570 + m.place % 2 * 60, :'zone'), pg_temp.moment(d.day, 1110 + m.place % 2 * 60, :'zone'),
    pg_temp.moment(d.day, 720 + m.place % 2 * 60, :'zone'), pg_temp.moment(d.day, 780 + m.place % 2 * 60, :'zone'), 'published', now(), now()
  from day d join member m on m.user_id is not null and (d.weekday + m.place) % 7 not in (0, 3) order by d.day;

-- Whom a branch treats: nobody is in two branches, so that nobody is at two places; who has something to come is left alone.
create temp table client as
  select r.branch, c.id, c.home_branch_id home, row_number() over (partition by r.branch order by md5(c.id::text)) - 1 n
  from app.customer c join branch h on h.id = c.home_branch_id
  cross join lateral (select ('x' || substr(md5('of ' || c.id), 1, 7))::bit(28)::int a) x
  -- Of those of an old branch as many stay as make all pools alike.
  cross join lateral (select case when x.a % (select count(*) from branch) < (select count(*) from branch where not is_new)
    then h.number else (select count(*) from branch where not is_new) + 1 + x.a / 1000 % (select count(*) from branch where is_new) end::int
    as branch) r
  where c.tenant_id = :'tenant' and c.erased_at is null and c.merged_into is null and c.restriction is null
  and (c.birthday is null or c.birthday < :'today'::date - 20 * 366)
  and not exists (select 1 from app.resource_claim k where k.tenant_id = c.tenant_id and k.subject_id = c.id);
create unique index on client (branch, n);
create index on plan_claim (weekday, variant, visit);
create temp table pool as select branch, count(*) size from client group by branch;
analyze branch, member, day, client, pool, plan_visit, plan_item, plan_claim;

-- The days to come first, then back from yesterday, until there are enough.
create temp table visit as
  select row_number() over (order by v.number, v.branch, v.visit) n, v.*, pg_temp.timely(v.created_at, format('visit %s %s %s', v.number, v.branch, v.visit)) id,
    c.id customer, c.home, case
      when v.number < 0 then case when v.luck % 100 < 84 then 'completed' when v.luck % 100 < 92 then 'no_show' else 'cancelled' end
      when v.luck % 100 < case when v.number < 3 then 75 else 30 end then 'confirmed' else 'booked' end as state
  from (
    select x.*, pg_temp.moment(x.day, x.starts, :'zone') starts_at, pg_temp.moment(x.day, x.ends, :'zone') ends_at,
      least(pg_temp.moment(x.day, x.starts, :'zone'), now()) - make_interval(hours => 2 + x.luck % 200) created_at,
      row_number() over (partition by x.branch order by x.number, x.visit) turn
    from (
      select d.number, d.day, b.number branch, b.id branch_id, p.weekday, p.variant, p.visit, p.starts, p.ends,
        ('x' || substr(md5(format('luck %s %s %s', d.number, b.number, p.visit)), 1, 7))::bit(28)::int luck
      from day d cross join branch b join plan_visit p on p.weekday = d.weekday and p.variant = (d.variant + b.number) % 4
      where d.number between -730 and 28 and d.number <> 0 order by d.number desc, b.number, p.visit limit :appointments) x) v
  join pool o on o.branch = v.branch join client c on c.branch = v.branch and c.n = v.turn % o.size;
analyze visit;

create temp table index_made as
  select pg_get_indexdef(i.indexrelid) as definition, i.indexrelid::regclass::text as name
  from pg_index i where i.indrelid = 'app.appointment'::regclass
  and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid);
do $$
declare
  made record;
begin
  for made in select * from index_made loop
    execute format('drop index %s', made.name);
  end loop;
end $$;

select coalesce(max(number), 0) as base from app.appointment where tenant_id = :'tenant' \gset
create temp table desk as
  select branch_id, min(created_by::text)::uuid id from app.appointment where tenant_id = :'tenant' group by branch_id;
insert into app.appointment (tenant_id, id, branch_id, number, customer_id, customer_branch_id, state, starts_at, ends_at, source, end_word,
    ended_by, ended_at, created_by, created_at, updated_at)
  select :'tenant', v.id, v.branch_id, :base + v.n, v.customer, v.home, v.state, v.starts_at, v.ends_at,
    (array['desk', 'desk', 'phone', 'phone', 'walk_in'])[1 + v.luck % 5],
    case when v.state in ('cancelled', 'no_show') then 'said' end,
    case when v.number < 0 then k.id end, case when v.number < 0 then v.ends_at end, k.id, v.created_at, greatest(v.created_at, case when v.number < 0 then v.ends_at end)
  from visit v cross join lateral (select id from desk order by branch_id <> v.branch_id limit 1) k order by v.n;
insert into app.number_sequence (tenant_id, kind, next)
  select :'tenant', 'appointment', :base + count(*) + 1 from visit
  on conflict (tenant_id, kind) do update set next = greatest(app.number_sequence.next, excluded.next);

create temp table piece as
  select b.number branch, p.*, (select array_agg(m.id order by u.place) from unnest(p.resources) with ordinality u (number, place)
    join member m on m.branch = b.number and m.number = u.number) as ids
  from branch b, plan_item p;
analyze piece;
insert into app.appointment_item (tenant_id, appointment_id, branch_id, position, service_id, segment, name, starts_at, ends_at, resource_ids)
  select :'tenant', v.id, v.branch_id, p.position, p.service, p.position, p.name, pg_temp.moment(v.day, p.starts, :'zone'),
    pg_temp.moment(v.day, p.ends, :'zone'), p.ids
  from visit v join piece p on p.branch = v.branch and p.weekday = v.weekday and p.variant = v.variant and p.visit = v.visit;

insert into app.resource_claim (tenant_id, id, branch_id, kind, subject_id, resource_id, appointment_id, starts_at, ends_at, busy_from,
    busy_until, created_by, created_at)
  select :'tenant', pg_temp.timely(v.created_at, format('claim %s %s', v.n, c.resource)), v.branch_id, 'appointment', c.subject, c.id, v.id,
    coalesce(pg_temp.moment(v.day, c.starts, :'zone'), v.starts_at), coalesce(pg_temp.moment(v.day, c.ends, :'zone'), v.ends_at),
    coalesce(pg_temp.moment(v.day, c.starts, :'zone'), v.starts_at), coalesce(pg_temp.moment(v.day, c.until, :'zone'), v.ends_at), a.created_by,
    v.created_at
  from visit v join app.appointment a on a.tenant_id = :'tenant' and a.id = v.id
  cross join lateral (
    select p.resource, p.starts, p.ends, p.until, m.id, coalesce(m.user_id, m.id) subject
    from plan_claim p join member m on m.branch = v.branch and m.number = p.resource
    where p.weekday = v.weekday and p.variant = v.variant and p.visit = v.visit
    union all select null, null, null, null, null, v.customer) c
  where v.number > 0;

do $$
declare
  made record;
begin
  for made in select * from index_made loop
    execute made.definition;
  end loop;
end $$;
set session_replication_role = origin;
vacuum analyze app.appointment;
vacuum analyze app.appointment_item;
vacuum analyze app.resource_claim;
vacuum analyze app.shift;
analyze app.resource;
analyze app.unit;

-- What the foreign keys would have said: a row that is nobody's is a division by zero.
select 1 / (count(*) = 0)::int from app.appointment a where a.tenant_id = :'tenant' and a.customer_id is not null
  and not exists (select 1 from app.customer c where c.tenant_id = a.tenant_id and c.id = a.customer_id and c.home_branch_id = a.customer_branch_id);
select 1 / (count(*) = 0)::int from app.appointment_item i where i.tenant_id = :'tenant'
  and not exists (select 1 from app.appointment a where a.tenant_id = i.tenant_id and a.id = i.appointment_id and a.branch_id = i.branch_id);
select 1 / (count(*) = 0)::int from app.resource_claim k where k.tenant_id = :'tenant'
  and not (k.resource_id is null or exists (select 1 from app.resource r where r.tenant_id = k.tenant_id and r.id = k.resource_id
    and r.branch_id = k.branch_id));

-- Times that nobody has taken: a doctor, a room for talks and a customer each, in the months after those four weeks, in no order. What the
-- bookings are made of, here and by bare SQL. The keys are those of the program's advisory locks.
create schema if not exists bench;
drop table if exists bench.visit;
create function pg_temp.key(id uuid) returns bigint language sql immutable as
$$ select ('x' || right(replace(id::text, '-', ''), 16))::bit(64)::bigint $$;
create temp table patient as
  select row_number() over (order by md5(c.id::text)) - 1 n, c.id, c.home from client c
  where not exists (select 1 from app.customer_warning w where w.tenant_id = :'tenant' and w.customer_id = c.id);
create unique index on patient (n);
create table bench.visit as
  select row_number() over (order by md5(format('%s %s', t.starts_at, t.doctor)))::int n, t.*, p.id customer, p.home,
    pg_temp.key(t.person) person_key, pg_temp.key(t.room) room_key, pg_temp.key(p.id) customer_key
  from (
    select d.day, pg_temp.moment(d.day, m.minute, :'zone') starts_at, r.branch_id branch, o.id doctor, o.user_id person, r.id room, b.is_new,
      row_number() over (partition by d.day order by r.branch, o.number, m.minute) + d.number * 1009 turn
    from day d
    join member o on o.kind = 'doctor' and (d.weekday + o.place) % 7 not in (0, 3)
    join member r on r.branch = o.branch and r.tag = '面诊' and r.place = o.place
    join branch b on b.number = o.branch
    cross join lateral (
      select s from generate_series(570, 700, 20) s where o.place % 2 = 0 union all select s from generate_series(780, 1090, 20) s where o.place % 2 = 0
      union all select s from generate_series(630, 760, 20) s where o.place % 2 = 1
      union all select s from generate_series(840, 1150, 20) s where o.place % 2 = 1) m (minute)
    where d.number > 28) t
  join patient p on p.n = t.turn % (select count(*) from patient);
create unique index on bench.visit (n);
create sequence bench.next;
create sequence bench.bare;
analyze bench.visit;
grant usage on schema bench to peony_app;
grant select on bench.visit to peony_app;
grant usage on sequence bench.next, bench.bare to peony_app;
checkpoint;
