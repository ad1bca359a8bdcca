-- The tenant wall: the context that every statement runs in, and the one procedure that arms a table.

-- Raises when there is no context: NULL would mean silent emptiness, and jobs would "succeed" on nothing.
-- After SET LOCAL ends, a custom setting reads '' and not NULL, hence nullif.
create function app.tenant_id() returns uuid language plpgsql stable parallel safe set search_path = pg_catalog as $$
declare
  value text := nullif(current_setting('app.tenant_id', true), '');
begin
  if value is null then
    raise exception 'no tenant context' using errcode = '42501';
  end if;
  return value::uuid;
end $$;

create function app.branch_ids() returns uuid[] language sql stable parallel safe set search_path = pg_catalog as
$$ select coalesce(nullif(current_setting('app.branch_ids', true), '')::uuid[], '{}') $$;

create function app.all_branches() returns boolean language sql stable parallel safe set search_path = pg_catalog as
$$ select coalesce(nullif(current_setting('app.all_branches', true), '')::boolean, false) $$;

-- Arms a table. The wall is RESTRICTIVE, so no later permissive policy can open it; visibility is PERMISSIVE;
-- `migrate` keeps a way in for migrations, behind the wall (FORCE binds the owner too).
-- branch: the column that visibility looks at, or NULL where the whole tenant may see a row.
create procedure priv.arm(target regclass, branch name) language plpgsql set search_path = pg_catalog as $$
declare
  wall constant text := 'tenant_id = (select app.tenant_id())';
  visible text := 'true';
begin
  if branch is not null then
    visible := format('(select app.all_branches()) or %I = any ((select app.branch_ids())::uuid[])', branch);
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy wall on %s as restrictive for all to public using (%s) with check (%s)', target, wall, wall);
  execute format('create policy migrate on %s for all to peony_owner using (true) with check (true)', target);
  execute format('create policy visible on %s for all to peony_app using (%s) with check (%s)', target, visible, visible);
  execute format('revoke all on %s from public', target);
end $$;

-- Writes the sensitivity class (C0…C6, security.md) of columns where the catalog keeps it: as their comment.
-- A test refuses a column without one.
create procedure priv.classify(target regclass, class text, columns text[]) language plpgsql set search_path = pg_catalog as $$
declare
  name text;
begin
  if class !~ '^C[0-6]$' then
    raise exception 'unknown class %', class;
  end if;
  foreach name in array columns loop
    execute format('comment on column %s.%I is %L', target, name, class);
  end loop;
end $$;

-- The directory of tenants belongs to the deployment: no tenant_id, no personal data. The tenant '-' is the deployment
-- itself: its people are the platform's operators, its audit trail is the deployment's, and the wall holds for them too.
create table app.tenant (
  id uuid primary key,
  slug text not null constraint tenant_slug_unique unique
    constraint tenant_slug_form check (slug = '-' or slug ~ '^[a-z][a-z0-9-]{1,30}[a-z0-9]$'),
  name text not null constraint tenant_name_length check (length(name) between 1 and 80),
  state text not null constraint tenant_state_known check (state in ('active', 'suspended')),
  version bigint not null default 1,
  created_at timestamptz not null
);
call priv.classify('app.tenant', 'C1', array['id', 'slug', 'name', 'state', 'version', 'created_at']);
grant select, insert on app.tenant to peony_app;
grant update (name, state, version) on app.tenant to peony_app;
grant select on app.tenant to peony_sealer, peony_auditor;

-- Which root key this database was sealed under: a wrong one is told before anything is read or written.
create table app.root_key (
  key_id text primary key,
  check_value bytea not null constraint root_key_check_length check (length(check_value) = 32),
  created_at timestamptz not null
);
call priv.classify('app.root_key', 'C1', array['key_id', 'created_at']);
call priv.classify('app.root_key', 'C6', array['check_value']);
grant select, insert on app.root_key to peony_app;

-- Which migration this database has reached; a server refuses to serve a schema that it does not know. Reads the migrator's
-- own table, which nobody else can, when it is called: the table exists by then.
create function app.schema_version() returns int language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select max(number) from priv.schema_migration);
end $$;
revoke all on function app.schema_version() from public;
grant execute on function app.schema_version() to peony_app;
