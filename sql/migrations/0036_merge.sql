-- Two files of one person become one, and two again: everything that hangs on the one is re-pointed to the other, row by row in a
-- ledger. The file that was merged away stays as it was, seen by nobody, its number and its id leading to the one that stands.

-- The server's own work that has to reach files that were merged away (merging, undoing, keys, erasure) says so.
create function app.sees_merged() returns boolean language sql stable parallel safe set search_path = pg_catalog as
$$ select coalesce(nullif(current_setting('app.sees_merged', true), '')::boolean, false) $$;

alter table app.customer
  add column merged_into uuid,
  add constraint customer_merged_into_another check (merged_into <> id);
do $$
begin
  perform set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
  alter table app.customer add constraint customer_merged_into
    foreign key (tenant_id, merged_into) references app.customer (tenant_id, id);
end $$;
create index customer_by_merged on app.customer (tenant_id, merged_into) where merged_into is not null;
call priv.classify('app.customer', 'C1', array['merged_into']);

drop policy unblocked on app.customer;
create policy unblocked on app.customer as restrictive for all to peony_app
  using (((select app.sees_blocked()) or (erased_at is null and restricted_at is null))
    and (merged_into is null or erased_at is not null or (select app.sees_merged()))) with check (true);

-- Where a number or an id leads that was merged away; null where it leads nowhere else. What the asker may see of the other is asked
-- afterwards.
create function app.merged_number(p_number bigint) returns uuid language sql stable security definer set search_path = pg_catalog as
$$ select c.merged_into from app.customer c where c.tenant_id = (select app.tenant_id()) and c.number = p_number $$;
create function app.merged_customer(p_id uuid) returns uuid language sql stable security definer set search_path = pg_catalog as
$$ select c.merged_into from app.customer c where c.tenant_id = (select app.tenant_id()) and c.id = p_id $$;
revoke all on function app.merged_number(bigint), app.merged_customer(uuid) from public;
grant execute on function app.merged_number(bigint), app.merged_customer(uuid) to peony_app;

create table app.customer_merge (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  source_number bigint not null,
  target_id uuid not null,
  branch_id uuid not null,
  state text not null default 'merged' constraint customer_merge_state check (state in ('merged', 'undone')),
  -- Fields that the target took from the source, and those that keep what both said.
  taken text[] not null,
  joined text[] not null,
  -- The target's values before, as JSON, under the target's keys.
  before_sealed bytea not null,
  before_medical_sealed bytea,
  -- Care relations of the target that reach further by the merge, as they were.
  care jsonb not null default '[]',
  objected_before timestamptz,
  reason text constraint customer_merge_reason check (length(reason) <= 200),
  merged_at timestamptz not null,
  merged_by uuid not null,
  undone_at timestamptz,
  undone_by uuid,
  undo_reason text constraint customer_merge_undo_reason check (length(undo_reason) <= 200),
  version bigint not null default 1,
  primary key (tenant_id, id),
  constraint customer_merge_undone check ((state = 'undone') = (undone_at is not null)),
  constraint customer_merge_two check (source_id <> target_id),
  constraint customer_merge_source foreign key (tenant_id, source_id) references app.customer (tenant_id, id),
  constraint customer_merge_target foreign key (tenant_id, target_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint customer_merge_by foreign key (tenant_id, merged_by) references app.user_account (tenant_id, id)
);
create unique index customer_merge_once on app.customer_merge (tenant_id, source_id) where state = 'merged';
create index customer_merge_by_target on app.customer_merge (tenant_id, target_id, merged_at, id);
call priv.arm('app.customer_merge', 'branch_id');
call priv.classify('app.customer_merge', 'C1', array['tenant_id', 'id', 'source_id', 'source_number', 'target_id', 'branch_id', 'state',
  'taken', 'joined', 'care', 'objected_before', 'merged_at', 'merged_by', 'undone_at', 'undone_by', 'version']);
call priv.classify('app.customer_merge', 'C2', array['reason', 'undo_reason', 'before_sealed']);
call priv.classify('app.customer_merge', 'C4', array['before_medical_sealed']);
grant select, insert on app.customer_merge to peony_app;
grant update (state, before_sealed, before_medical_sealed, reason, undone_at, undone_by, undo_reason, version) on app.customer_merge
  to peony_app;
call priv.keep('app.customer_merge', null, null);

-- The ledger: which rows were re-pointed. target: table and column; row_key: the rest of the row's primary key.
create table app.customer_merge_row (
  tenant_id uuid not null,
  merge_id uuid not null,
  position bigint not null,
  target text not null,
  row_key text[] not null,
  primary key (tenant_id, merge_id, position),
  constraint customer_merge_row_merge foreign key (tenant_id, merge_id) references app.customer_merge (tenant_id, id)
);
call priv.arm('app.customer_merge_row', null);
call priv.classify('app.customer_merge_row', 'C1', array['tenant_id', 'merge_id', 'position', 'target', 'row_key']);
grant select on app.customer_merge_row to peony_app;
call priv.keep('app.customer_merge_row', null, null);

-- How a column that names customers is written: the statement's pieces, from the catalogue. The column must be a foreign key's to
-- app.customer; where the key carries the home branch, the branch goes with it.
create function priv.merge_column(p_table text, p_column name, out relation regclass, out branch name, out rest text)
language plpgsql stable set search_path = pg_catalog as $$
begin
  select k.conrelid::regclass, (
      select l.attname from unnest(k.conkey, k.confkey) u(mine, theirs)
      join pg_attribute l on l.attrelid = k.conrelid and l.attnum = u.mine
      join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs where f.attname = 'home_branch_id')
  into relation, branch
  from pg_constraint k
  where k.contype = 'f' and k.conrelid = p_table::regclass and k.confrelid = 'app.customer'::regclass
  and exists (
    select 1 from unnest(k.conkey, k.confkey) u(mine, theirs)
    join pg_attribute l on l.attrelid = k.conrelid and l.attnum = u.mine
    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs where f.attname = 'id' and l.attname = p_column);
  if relation is null then
    raise exception '%.% names no customer', p_table, p_column using errcode = '23514', constraint = 'merge_column';
  end if;
  select coalesce(string_agg(format('x.%I::text', a.attname), ', ' order by k.place), '') into rest
  from pg_index i, unnest(i.indkey) with ordinality k(number, place)
  join pg_attribute a on true
  where i.indrelid = relation and i.indisprimary and a.attrelid = i.indrelid and a.attnum = k.number
  and a.attname not in ('tenant_id', p_column);
end $$;

-- Re-points the rows of one column from a merge's source to its target and writes them down; returns how many. Rows that would clash
-- with the target's own (the same person twice in a list that names everybody once) stay with the source, unseen and unharmed.
-- Runs as the owner, because the pool role may change no such column; the wall binds it, and it moves nothing but what a merge
-- that stands says.
create function app.merge_move(p_merge uuid, p_table text, p_column name) returns bigint language plpgsql security definer
set search_path = pg_catalog as $$
declare
  one app.customer_merge%rowtype;
  col record;
  home uuid;
  line tid;
  statement text;
  ledger text;
  moved bigint := 0;
  number bigint;
begin
  select * into strict one from app.customer_merge m
    where m.tenant_id = (select app.tenant_id()) and m.id = p_merge and m.state = 'merged';
  select c.home_branch_id into strict home from app.customer c where c.tenant_id = one.tenant_id and c.id = one.target_id;
  select * into col from priv.merge_column(p_table, p_column);
  statement := format('update %s x set %I = $1%s where x.tenant_id = $2 and x.%I = $3%s', col.relation, p_column,
    case when col.branch is null then '' else format(', %I = $4', col.branch) end, p_column,
    -- The two files themselves do not refer to one another afterwards.
    case when col.relation = 'app.customer'::regclass then ' and x.id not in ($1, $3)' else '' end);
  ledger := format(
    'with moved as (%%s returning array[%s]::text[] as key)
     insert into app.customer_merge_row (tenant_id, merge_id, position, target, row_key)
     select $2, $5, (select coalesce(max(r.position), 0) from app.customer_merge_row r where r.tenant_id = $2 and r.merge_id = $5)
       + row_number() over (), $6, m.key from moved m', col.rest);
  begin
    execute format(ledger, statement) using one.target_id, one.tenant_id, one.source_id, home, p_merge, p_table || '.' || p_column;
    get diagnostics moved = row_count;
  exception when unique_violation or exclusion_violation or check_violation then
    moved := 0;
    for line in execute format('select x.ctid from %s x where x.tenant_id = $1 and x.%I = $2%s for update', col.relation, p_column,
        case when col.relation = 'app.customer'::regclass then ' and x.id not in ($2, $3)' else '' end)
      using one.tenant_id, one.source_id, one.target_id
    loop
      begin
        execute format(ledger, statement || ' and x.ctid = $7')
          using one.target_id, one.tenant_id, one.source_id, home, p_merge, p_table || '.' || p_column, line;
        get diagnostics number = row_count;
        moved := moved + number;
      exception when unique_violation or exclusion_violation or check_violation then
        null;
      end;
    end loop;
  end;
  return moved;
end $$;

-- The way back, by the ledger: rows that are still the target's go to the source again. Returns how many were written down and are
-- still there and how many of these came back: where they differ, a row went on to somebody else.
create function app.merge_return(p_merge uuid, p_table text, p_column name) returns bigint language plpgsql security definer
set search_path = pg_catalog as $$
declare
  one app.customer_merge%rowtype;
  col record;
  home uuid;
  returned bigint;
begin
  select * into strict one from app.customer_merge m
    where m.tenant_id = (select app.tenant_id()) and m.id = p_merge and m.state = 'merged';
  select c.home_branch_id into strict home from app.customer c where c.tenant_id = one.tenant_id and c.id = one.source_id;
  select * into col from priv.merge_column(p_table, p_column);
  execute format(
    'update %s x set %I = $1%s from app.customer_merge_row r where x.tenant_id = $2 and x.%I = $3
     and r.tenant_id = $2 and r.merge_id = $5 and r.target = $6 and r.row_key = array[%s]::text[]', col.relation, p_column,
    case when col.branch is null then '' else format(', %I = $4', col.branch) end, p_column, col.rest)
    using one.source_id, one.tenant_id, one.target_id, home, p_merge, p_table || '.' || p_column;
  get diagnostics returned = row_count;
  return returned;
end $$;
revoke all on function app.merge_move(uuid, text, name), app.merge_return(uuid, text, name) from public;
grant execute on function app.merge_move(uuid, text, name), app.merge_return(uuid, text, name) to peony_app;
