-- The same row without any of it: no row security (as the superuser), no context, one statement.
\set turn (:turn + 1) % 25
\if :turn = 0
\set k random(1, :samples)
select id from bench.sample where n = :k \gset
\endif
\startpipeline
select * from app.customer where tenant_id = :tenant::uuid and id = :id::uuid;
\endpipeline
