-- The events `first` to `last` of `events`, over `days` days, and their links. Several run side by side: then `first` is a multiple of 500,
-- so that no batch has events of two.
set timezone = 'UTC';
set synchronous_commit = off;
select set_config('app.tenant_id', :'tenant', false);

create temp table person as
  select row_number() over (order by id) - 1 n, id, user_name from app.user_account where tenant_id = :'tenant';
create temp table client as
  select row_number() over (order by id) - 1 n, id, home_branch_id from app.customer where tenant_id = :'tenant';
create unique index on person (n);
create unique index on client (n);
-- Of a thousand events, a row for each; the rest of the columns follow from the kind.
create temp table kind as
  select row_number() over (order by action, denied) - 1 n, action, object_type, field, denied
  from (values
    ('read.customer', 'customer', 'customer.allergy', false, 380), ('read.visit', 'visit', 'visit.diagnosis', false, 60),
    ('read.photo', 'photo', 'photo.image', false, 30), ('reveal.customer', 'customer', 'customer.phone', false, 80),
    ('search.customer', 'customer', null, false, 120), ('update.customer', 'customer', 'customer.phone', false, 100),
    ('create.customer', 'customer', null, false, 30), ('create.note', 'note', 'note.body', false, 80),
    ('create.session', 'session', null, false, 40), ('create.session', 'user', null, true, 4),
    ('read.customer', 'customer', null, true, 6), ('read.audit', 'audit', null, false, 3),
    ('assign.care', 'customer', null, false, 20), ('update.visit', 'visit', null, false, 40),
    ('create.grant', 'grant', null, false, 1), ('revoke.grant', 'grant', null, false, 1),
    ('publish.role', 'role', null, false, 1), ('export.customer', 'customer', null, false, 1),
    ('step_up.session', 'session', null, false, 3)) k (action, object_type, field, denied, weight), generate_series(1, weight);
create unique index on kind (n);
analyze kind;
analyze person;
analyze client;

-- Drawn from the number, so that two runs make the same. A day's events lie between nine and nine, 20 in 1,000 at any hour.
insert into audit.event (tenant_id, at, id, actor_id, actor_name, session_id, request_id, address, action, object_type, object_id,
  branch_id, customer_id, fields, purpose, outcome, row_count, leaf, batch, xid)
select :'tenant', e.at,
  (lpad(to_hex((extract(epoch from e.at) * 1000)::bigint), 12, '0') || '7' || substr(e.h, 1, 3) || '8' || substr(e.h, 4, 15))::uuid,
  p.id, p.user_name, p.id, e.h::uuid, '192.0.2.' || (e.a % 250), k.action, k.object_type, c.id,
  case when k.field is null then null else c.home_branch_id end,
  case when k.field is null then null else c.id end,
  case when k.field is null then '{}' else array[k.field] end,
  case k.action when 'reveal.customer' then 'call back' end,
  case when k.denied then 'denied' else 'done' end,
  case k.action when 'export.customer' then e.a % 5000 when 'search.customer' then e.a % 20 else 1 end,
  sha256(e.h::bytea), e.n / 500 + 1, (e.n + 1000)::text::xid8
from (
  select n, h, a, b, date_trunc('day', now()) - make_interval(days => (:days * (1 - n::float8 / :events))::int)
      + make_interval(secs => case when c % 50 = 0 then d % 86400 else d % 43200 + 3600 end + (n % 1000) / 1000.0) as at
  from (
    select n, h, ('x' || substr(h, 1, 7))::bit(28)::int a, ('x' || substr(h, 9, 7))::bit(28)::int b,
      ('x' || substr(h, 17, 7))::bit(28)::int c, ('x' || substr(h, 24, 7))::bit(28)::int d
    from (select n, md5(n::text) h from generate_series(:first, :last) n offset 0) drawn
  ) numbers
) e
join kind k on k.n = e.b % 1000
join person p on p.n = e.a % (select count(*) from person)
join client c on c.n = (e.b / 7 + e.a) % (select count(*) from client);

insert into audit.event_link (tenant_id, at, event_id, object_type, object_id, customer_id, field)
select tenant_id, at, id, object_type, object_id, customer_id, fields[1] from audit.event
where tenant_id = :'tenant' and fields <> '{}' and batch between (:first / 500) + 1 and (:last / 500) + 1
  -- What the set's own loading has written: of many at once, and sign-ins that have theirs.
  and object_id is not null
on conflict do nothing;
