-- A booking. When, where, with whom and for whom comes from a table of times that nobody has taken (one look-up by key, which is in its
-- account); `later` days put it where no other run is. What else must be new is made from a number that no other request has.
\set turn :turn + 1
\set n :base + 10000000 * :client_id + :turn
select v.branch, v.doctor, v.person, v.room, v.customer, v.home, v.person_key, v.room_key, v.customer_key,
  v.starts_at + :later * interval '1 day' as starts_at, v.day + :later::int as day
from bench.visit v where v.n = (select nextval(:sequence::regclass)) \gset
-- {statements}
