-- How long rows are kept at least, by law, whoever would rather have them gone. The floor stands in the database: no role can delete a
-- row before its time, not by a statement and not by truncating, and the one way to delete one at all is app.retire.

-- since: the column that the time runs from, NULL for rows that are never deleted.
create table priv.retention (
  target text primary key,
  since text,
  floor interval,
  constraint retention_period check ((since is null) = (floor is null))
);

create function priv.keep_by_law() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  began timestamptz;
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'rows of % are kept by law', tg_table_name using errcode = '23514', constraint = 'kept_by_law';
  end if;
  if tg_argv[0] <> '' then
    began := (to_jsonb(old) ->> tg_argv[0])::timestamptz;
  end if;
  if began is null or began > now() - tg_argv[1]::interval then
    raise exception 'a row of % is kept by law', tg_table_name using errcode = '23514', constraint = 'kept_by_law';
  end if;
  return old;
end $$;

-- The time from which a period runs is not moved back: a day for clocks that differ, no more.
create function priv.keep_beginning() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  before timestamptz := (to_jsonb(old) ->> tg_argv[0])::timestamptz;
  after timestamptz := (to_jsonb(new) ->> tg_argv[0])::timestamptz;
begin
  if after is distinct from before and (before is not null or after is null or after < now() - interval '1 day') then
    raise exception 'the beginning of a period is set once, and not into the past' using errcode = '23514', constraint = 'kept_by_law';
  end if;
  return new;
end $$;

-- Keeps a table's rows: for ever, or for a time after the moment in a column.
create procedure priv.keep(kept regclass, since_column name, floor interval) language plpgsql set search_path = pg_catalog as $$
begin
  insert into priv.retention (target, since, floor) values (kept::text, since_column, floor);
  execute format('create trigger kept before delete on %s for each row execute function priv.keep_by_law(%L, %L)',
    kept, coalesce(since_column, ''), coalesce(floor::text, ''));
  execute format('create trigger kept_whole before truncate on %s for each statement execute function priv.keep_by_law('''', '''')', kept);
  if since_column is not null then
    execute format('create trigger kept_beginning before update of %I on %s for each row execute function priv.keep_beginning(%L)',
      since_column, kept, since_column);
  end if;
end $$;

-- The one way to delete rows that are kept: those of the tenant whose time began before a moment, oldest first, never before the floor.
create function app.retire(kept text, before timestamptz, most int) returns int language plpgsql security definer
set search_path = pg_catalog as $$
declare
  rule priv.retention%rowtype;
  gone int;
begin
  select * into rule from priv.retention r where r.target = kept and r.since is not null;
  if not found then
    raise exception 'no rows of % are ever deleted', kept using errcode = '23514', constraint = 'kept_by_law';
  end if;
  execute format('delete from %s where tenant_id = (select app.tenant_id()) and ctid = any (array(select ctid from %s
    where tenant_id = (select app.tenant_id()) and %I < least($1, now() - $2) order by %I limit $3))',
    rule.target, rule.target, rule.since, rule.since) using before, rule.floor, most;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function app.retire(text, timestamptz, int) from public;
grant execute on function app.retire(text, timestamptz, int) to peony_app;

-- Records of what was agreed to, asked and answered: three years at least (PIPL 56), the time in which a claim can be brought (Civil
-- Code 188).
call priv.keep('app.consent', 'ended_at', '3 years');
call priv.keep('app.data_request', 'settled_at', '3 years');
call priv.keep('app.data_export', 'expires_at', '3 years');
-- What others refer to, what proves an erasure, and the file itself: erasing somebody destroys his key, never a row.
call priv.keep('app.consent_notice', null, null);
call priv.keep('app.customer', null, null);
call priv.keep('app.customer_note', null, null);
call priv.keep('app.timeline_event', null, null);
call priv.keep('app.erasure', null, null);
call priv.keep('app.erasure_ledger', null, null);
