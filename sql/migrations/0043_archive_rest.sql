-- Whose a customer was has one history, his lane `consultant`, written by the database whatever way he changed hands. What a merge wrote
-- of it goes with its undo. A pair that was dismissed stays dismissed when one of the two goes on in another file. What rules gave an
-- imported customer does not keep him when the import is undone.

-- Whoever reads goes on reading meanwhile; nobody writes.
lock table app.customer in share row exclusive mode;

-- What both histories knew becomes one. The lanes knew of changes from before app.customer_owner, which knew of those that no use case wrote
-- a lane for.
create temporary table owner_period (customer_id uuid, number bigint, owner_id uuid, since timestamptz, until timestamptz) on commit drop;
create temporary table lane_kept (id uuid, customer_id uuid, until timestamptz) on commit drop;
create temporary table lane_old (like app.customer_lane) on commit drop;
do $$
declare
  one uuid;
begin
  for one in select t.id from app.tenant t loop
    perform set_config('app.tenant_id', one::text, true);
    -- A merge took the source's along; whose each file was stays with it.
    -- Of a chain of merges the first one says whose it was.
    update app.customer_lane l set customer_id = m.source_id, branch_id = m.branch_id
      from (
        select distinct on (r.row_key) r.row_key, x.source_id, c.home_branch_id as branch_id
        from app.customer_merge x
        join app.customer_merge_row r on r.tenant_id = x.tenant_id and r.merge_id = x.id and r.target = 'app.customer_lane.customer_id'
        join app.customer c on c.tenant_id = x.tenant_id and c.id = x.source_id
        where x.tenant_id = one and x.state = 'merged' order by r.row_key, x.merged_at) m
      where l.tenant_id = one and l.lane = 'consultant' and m.row_key = array[l.id::text] and l.until is not null;
    insert into owner_period
      select o.customer_id, o.number, o.owner_id, o.since, lead(o.since) over w as until
      from app.customer_owner o where o.tenant_id = one
      window w as (partition by o.customer_id order by o.number);
    insert into lane_kept
      select l.id, l.customer_id, l.until from app.customer_lane l
      left join owner_period o on o.customer_id = l.customer_id and o.number = 1
      where l.tenant_id = one and l.lane = 'consultant' and l.until is not null and l.until <= coalesce(o.until, 'infinity');
    update owner_period o set since = greatest(o.since, k.until) from (
        select x.customer_id, max(x.until) as until from lane_kept x group by x.customer_id) k
      where k.customer_id = o.customer_id and o.number = 1;
    insert into lane_old
      select l.* from app.customer_lane l where l.tenant_id = one and l.lane = 'consultant'
      and not exists (select 1 from lane_kept k where k.id = l.id);
    delete from app.customer_lane l using lane_old x where l.tenant_id = one and l.id = x.id;
    insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since, until, set_by)
      select one, coalesce(x.id, gen_random_uuid()), o.customer_id, c.home_branch_id, 'consultant', o.owner_id, o.since, o.until, x.set_by
      from owner_period o join app.customer c on c.tenant_id = one and c.id = o.customer_id
      left join lane_old x on x.customer_id = o.customer_id and x.user_id = o.owner_id and x.since = o.since
      where o.owner_id is not null and (o.until is null or o.until > o.since);
    delete from owner_period;
    delete from lane_kept;
    delete from lane_old;
  end loop;
end $$;
drop trigger customer_owner_noted on app.customer;
drop function priv.note_owner();
drop table app.customer_owner;

-- As the owner, because history is written whatever the writer may see; the wall binds it. The ids are made here, where the rows are:
-- nobody names them.
create function priv.note_first_owner() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since, set_by)
    select c.tenant_id, gen_random_uuid(), c.id, c.home_branch_id, 'consultant', c.owner_id, c.created_at,
      nullif(current_setting('app.user_id', true), '')::uuid
    from made c where c.owner_id is not null;
  return null;
end $$;
create trigger customer_first_owner after insert on app.customer referencing new table as made
  for each statement execute function priv.note_first_owner();

create function priv.note_owner() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update app.customer_lane set until = greatest(since, new.updated_at) where tenant_id = new.tenant_id and customer_id = new.id
    and lane = 'consultant' and until is null and user_id is distinct from new.owner_id;
  insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since, set_by)
    select new.tenant_id, gen_random_uuid(), new.id, new.home_branch_id, 'consultant', new.owner_id, new.updated_at,
      nullif(current_setting('app.user_id', true), '')::uuid
    where new.owner_id is not null and not exists (select 1 from app.customer_lane l where l.tenant_id = new.tenant_id
      and l.customer_id = new.id and l.lane = 'consultant' and l.until is null);
  return null;
end $$;
create trigger customer_owner_noted after update of owner_id on app.customer
  for each row when (new.owner_id is distinct from old.owner_id) execute function priv.note_owner();

-- Before a merge is taken back: what it wrote of the target's owner and level is forgotten, unless more was written since; then the undo is
-- one more change.
create function app.merge_forget_history(p_merge uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  one app.customer_merge%rowtype;
begin
  select * into strict one from app.customer_merge m
    where m.tenant_id = (select app.tenant_id()) and m.id = p_merge and m.state = 'merged';
  if 'ownerId' = any (one.taken) and not exists (select 1 from app.customer_lane l where l.tenant_id = one.tenant_id
      and l.customer_id = one.target_id and l.lane = 'consultant' and (l.since > one.merged_at or l.until > one.merged_at)) then
    delete from app.customer_lane l where l.tenant_id = one.tenant_id and l.customer_id = one.target_id and l.lane = 'consultant'
      and l.since = one.merged_at and l.until is null;
    update app.customer_lane l set until = null where l.tenant_id = one.tenant_id and l.id = (
      select x.id from app.customer_lane x where x.tenant_id = one.tenant_id and x.customer_id = one.target_id and x.lane = 'consultant'
      and x.until = one.merged_at order by x.since desc limit 1);
  end if;
  if 'level' = any (one.taken) and not exists (select 1 from app.customer_level_change l where l.tenant_id = one.tenant_id
      and l.customer_id = one.target_id and l.at > one.merged_at) then
    delete from app.customer_level_change l where l.tenant_id = one.tenant_id and l.id = (
      select x.id from app.customer_level_change x join app.customer c on c.tenant_id = x.tenant_id and c.id = x.customer_id
      where x.tenant_id = one.tenant_id and x.customer_id = one.target_id and x.at = one.merged_at and x.to_level = c.level limit 1);
  end if;
end $$;
revoke all on function app.merge_forget_history(uuid) from public;
grant execute on function app.merge_forget_history(uuid) to peony_app;

-- The decision is not of this pair: it was said of a file that was merged into one of the two, and holds as long as that stands.
alter table app.duplicate_pair add column follows boolean not null default false,
  add constraint duplicate_pair_follows check (not follows or state = 'dismissed');
call priv.classify('app.duplicate_pair', 'C1', array['follows']);
grant update (follows) on app.duplicate_pair to peony_app;

create or replace function app.undo_import(of_import uuid, wanted int[]) returns table (undone_row int, result text) language plpgsql security definer
set search_path = pg_catalog as $$
declare
  one uuid := (select app.tenant_id());
  made record;
  tokens text[];
  statement text;
  side text[];
begin
  if not exists (select 1 from app.import i where i.tenant_id = one and i.id = of_import and i.state = 'undoing') then
    raise exception 'the import is not being undone' using errcode = '23514', constraint = 'import_not_undoing';
  end if;
  select coalesce(array_agg(format('delete from %s where tenant_id = $1 and customer_id = $2', k.conrelid::regclass)), '{}') into tokens
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'app.customer'::regclass and c.relname like '%\_token';
  select coalesce(array_agg(format('delete from %s where tenant_id = $1 and customer_id = $2', c.oid::regclass)), '{}') into side
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'app' and c.relkind = 'r' and c.relname like 'custom\_%' and c.relname <> 'custom_field';
  tokens := tokens || side;
  for made in select r.row, r.object_id, r.version from app.import_row r where r.tenant_id = one and r.import_id = of_import
      and r.row = any (wanted) and r.outcome = 'created' and r.undone is null and r.object_id is not null order by r.row loop
    undone_row := made.row;
    begin
      perform 1 from app.customer c where c.tenant_id = one and c.id = made.object_id and c.version = made.version and c.erased_at is null
        for update;
      if found then
        foreach statement in array tokens loop
          execute statement using one, made.object_id;
        end loop;
        delete from app.customer_external_id where tenant_id = one and customer_id = made.object_id;
        delete from app.care_relation where tenant_id = one and customer_id = made.object_id and reason = 'import';
        -- The lane of the owner whom he came with; another owner would be another version.
        delete from app.customer_lane where tenant_id = one and customer_id = made.object_id and lane = 'consultant';
        -- What rules and the program gave him is nobody's work.
        delete from app.timeline_event e where e.tenant_id = one and e.customer_id = made.object_id and e.object_type = 'customer_tag'
          and exists (select 1 from app.customer_tag k where k.tenant_id = one and k.id = e.object_id and k.source <> 'manual');
        delete from app.customer_tag where tenant_id = one and customer_id = made.object_id and source <> 'manual';
        delete from app.timeline_event where tenant_id = one and customer_id = made.object_id and object_type = 'customer'
          and kind in ('created', 'changed');
        delete from app.customer where tenant_id = one and id = made.object_id;
        result := 'removed';
      else
        result := 'changed';
      end if;
    exception when foreign_key_violation then
      result := 'attached';
    end;
    return next;
  end loop;
end $$;
