-- Which backups there are, told by the backup itself: so that servers and `peony doctor` know how old the newest one is. The deployment's own: a
-- backup holds every tenant, and names none.
create table app.backup (
  name text primary key constraint backup_name check (name ~ '^[0-9]{8}T[0-9]{6}Z$'),
  ended_at timestamptz not null,
  seconds int not null constraint backup_seconds check (seconds >= 0),
  bytes bigint not null constraint backup_bytes check (bytes >= 0),
  -- When somebody last restored it and looked at what came of it.
  drilled_at timestamptz
);
call priv.classify('app.backup', 'C1', array['name', 'ended_at', 'seconds', 'bytes', 'drilled_at']);
grant select on app.backup to peony_app;

-- All that the backup's role may do in here: two functions in a schema of their own. It reads no table, and nothing that it says is more
-- than a name of that form, a number of seconds and one of bytes.
create schema backup;
revoke all on schema backup from public;
grant usage on schema backup to peony_backup;

-- A backup was made and read back against its manifest. The newest 400 are remembered, and those that were tried.
create function backup.made(p_name text, p_seconds int, p_bytes bigint) returns void language plpgsql security definer
set search_path = pg_catalog as $$
begin
  insert into app.backup (name, ended_at, seconds, bytes) values (p_name, now(), p_seconds, p_bytes) on conflict (name) do nothing;
  delete from app.backup b where b.drilled_at is null
    and b.name not in (select n.name from app.backup n order by n.ended_at desc, n.name desc limit 400);
end $$;

-- Somebody restored a backup and found it good; false when nobody told of that backup.
create function backup.drilled(p_name text) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.backup set drilled_at = now() where name = p_name;
  return found;
end $$;

revoke all on function backup.made(text, int, bigint), backup.drilled(text) from public;
grant execute on function backup.made(text, int, bigint), backup.drilled(text) to peony_backup;
