-- What only a superuser can do, repeatable: roles, schemas, one extension. Everything else is a migration under peony_owner.
-- Passwords are set by `peony migrate` from database.json and never stand in a file here.

do $$
declare
  name text;
begin
  -- Owners and readers that nobody signs in as.
  foreach name in array array['peony_owner', 'peony_auditor'] loop
    if not exists (select 1 from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
  -- Logins. NOINHERIT, because a member would silently get its roles' privileges and their policies.
  foreach name in array array['peony_app', 'peony_auth', 'peony_sealer'] loop
    if not exists (select 1 from pg_roles where rolname = name) then
      execute format('create role %I login noinherit', name);
    end if;
  end loop;
  -- Physical backups only; the one role that may replicate.
  if not exists (select 1 from pg_roles where rolname = 'peony_backup') then
    create role peony_backup login noinherit replication;
  end if;
end $$;

grant peony_auditor to peony_app;  -- reached by SET LOCAL ROLE only

create extension if not exists btree_gist;

create schema if not exists app authorization peony_owner;
create schema if not exists audit authorization peony_owner;
create schema if not exists auth authorization peony_owner;
create schema if not exists priv authorization peony_owner;
revoke all on schema public from public;
do $$ begin execute format('grant create on database %I to peony_owner', current_database()); end $$;
grant usage on schema app, audit to peony_app, peony_sealer, peony_auditor;
grant usage on schema auth to peony_auth;

-- The pool roles: bounded statements, and no value of a statement ever reaches the server's log.
do $$
declare
  name text;
begin
  foreach name in array array['peony_app', 'peony_auth', 'peony_sealer'] loop
    execute format('alter role %I set statement_timeout = %L', name, '5s');
    execute format('alter role %I set lock_timeout = %L', name, '2s');
    execute format('alter role %I set idle_in_transaction_session_timeout = %L', name, '10s');
    execute format('alter role %I set search_path = app, pg_catalog', name);
    execute format('alter role %I set log_parameter_max_length = 0', name);
    execute format('alter role %I set log_parameter_max_length_on_error = 0', name);
    execute format('alter role %I set log_min_error_statement = panic', name);
    execute format('alter role %I set jit = off', name);
  end loop;
end $$;
alter role peony_app set plan_cache_mode = force_generic_plan;
