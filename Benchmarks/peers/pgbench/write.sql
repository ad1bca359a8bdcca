-- A request that makes something: what must be new is made from a number that no other request has.
\set turn :turn + 1
\set n :base + 10000000 * :client_id + :turn
-- {statements}
