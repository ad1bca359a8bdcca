-- A request for one object. An id is drawn from the sample for every 25th request, since pgbench cannot hold a list of
-- them; the drawing is in its account (one look-up by key in 25 requests). The statements are the server's own.
\set turn (:turn + 1) % 25
\if :turn = 0
\set k random(1, :samples)
select id from bench.sample where n = :k \gset
\endif
-- {statements}
