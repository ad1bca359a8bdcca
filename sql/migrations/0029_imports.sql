-- Imports: a file's rows become customers, in a job that can be stopped, goes on where it was, and can be undone as a whole.

create table app.import (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null constraint import_kind check (kind in ('customer')),
  state text not null constraint import_state check (state in ('draft', 'checking', 'checked', 'running', 'cancelling', 'cancelled', 'done',
    'failed', 'undoing', 'undone')),
  -- What was brought; goes after its time.
  file_id uuid,
  report_id uuid,
  -- Which column is which field and what else was chosen, as JSON of words, numbers and ids.
  plan text not null,
  error text constraint import_error_length check (length(error) <= 120),
  -- The last row of the file that is behind it, as a spreadsheet counts rows.
  position int not null default 0,
  row_count int not null default 0,
  blank_count int not null default 0,
  created_count int not null default 0,
  updated_count int not null default 0,
  duplicate_count int not null default 0,
  failed_count int not null default 0,
  -- Rows with something in them, once a check has gone through all.
  total_count int,
  removed_count int not null default 0,
  restored_count int not null default 0,
  kept_count int not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  -- Every row has one outcome.
  constraint import_counts check (created_count + updated_count + duplicate_count + failed_count = row_count),
  constraint import_file foreign key (tenant_id, file_id) references app.file (tenant_id, id) on delete set null (file_id),
  constraint import_report foreign key (tenant_id, report_id) references app.file (tenant_id, id) on delete set null (report_id),
  constraint import_creator foreign key (tenant_id, created_by) references app.user_account (tenant_id, id)
);
create index import_by_file on app.import (tenant_id, file_id) where file_id is not null;
create index import_by_report on app.import (tenant_id, report_id) where report_id is not null;
create index import_by_creator on app.import (tenant_id, created_by, id);
call priv.arm('app.import', null);
call priv.classify('app.import', 'C1', array['tenant_id', 'id', 'kind', 'state', 'file_id', 'report_id', 'plan', 'error', 'position',
  'row_count', 'blank_count', 'created_count', 'updated_count', 'duplicate_count', 'failed_count', 'total_count', 'removed_count',
  'restored_count', 'kept_count', 'created_by', 'created_at', 'updated_at', 'finished_at']);
grant select, insert on app.import to peony_app;
grant update (state, file_id, report_id, plan, error, position, row_count, blank_count, created_count, updated_count, duplicate_count,
  failed_count, total_count, removed_count, restored_count, kept_count, updated_at, finished_at) on app.import to peony_app;

-- What came of a row: never what stands in it. problems: `field:code`. object_id and version: the object made or changed, as the import
-- left it. undone: what came of undoing it.
create table app.import_row (
  tenant_id uuid not null,
  import_id uuid not null,
  row int not null,
  outcome text not null constraint import_row_outcome check (outcome in ('created', 'updated', 'duplicate', 'failed')),
  problems text[] not null default '{}',
  object_id uuid,
  version bigint,
  fields text[] not null default '{}',
  undone text constraint import_row_undone check (undone in ('removed', 'restored', 'changed', 'attached', 'refused')),
  primary key (tenant_id, import_id, row),
  constraint import_row_import foreign key (tenant_id, import_id) references app.import (tenant_id, id)
);
create index import_row_by_outcome on app.import_row (tenant_id, import_id, outcome, row);
create index import_row_by_object on app.import_row (tenant_id, object_id) where object_id is not null;
call priv.arm('app.import_row', null);
call priv.classify('app.import_row', 'C1', array['tenant_id', 'import_id', 'row', 'outcome', 'problems', 'object_id', 'version', 'fields',
  'undone']);
grant select, insert, delete on app.import_row to peony_app;
grant update (object_id, version, undone) on app.import_row to peony_app;

-- Which field a column was last taken for, by the columns' titles together.
create table app.import_mapping (
  tenant_id uuid not null,
  kind text not null,
  titles bytea not null constraint import_mapping_titles check (length(titles) = 32),
  plan text not null,
  used_at timestamptz not null,
  primary key (tenant_id, kind, titles)
);
call priv.arm('app.import_mapping', null);
call priv.classify('app.import_mapping', 'C1', array['tenant_id', 'kind', 'titles', 'plan', 'used_at']);
grant select, insert on app.import_mapping to peony_app;
grant update (plan, used_at) on app.import_mapping to peony_app;

-- What a customer is called in another system, as a keyed digest: the same row brought twice is the same customer.
create table app.customer_external_id (
  tenant_id uuid not null,
  source text not null constraint customer_external_id_source check (source ~ '^[a-z][a-z0-9_.-]{0,39}$'),
  token bytea not null constraint customer_external_id_token check (length(token) = 16),
  customer_id uuid not null,
  -- What brought it.
  import_id uuid,
  primary key (tenant_id, source, token),
  constraint customer_external_id_customer foreign key (tenant_id, customer_id) references app.customer (tenant_id, id)
);
create index customer_external_id_by_import on app.customer_external_id (tenant_id, import_id) where import_id is not null;
create index customer_external_id_by_customer on app.customer_external_id (tenant_id, customer_id);
call priv.arm('app.customer_external_id', null);
call priv.classify('app.customer_external_id', 'C1', array['tenant_id', 'source', 'customer_id', 'import_id']);
call priv.classify('app.customer_external_id', 'C6', array['token']);
grant select, insert, delete on app.customer_external_id to peony_app;
grant update (customer_id) on app.customer_external_id to peony_app;

-- A customer is kept for ever, but for one who came by an import that is being undone and is as it left him: he never was a customer.
create function priv.keep_unless_imported() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select 1 from app.import_row r join app.import i on i.tenant_id = r.tenant_id and i.id = r.import_id
      where r.tenant_id = old.tenant_id and r.object_id = (to_jsonb(old) ->> tg_argv[0])::uuid and r.outcome = 'created' and r.undone is null
      and i.state = 'undoing' and i.finished_at > now() - interval '60 days') then
    return old;
  end if;
  raise exception 'a row of % is kept by law', tg_table_name using errcode = '23514', constraint = 'kept_by_law';
end $$;
drop trigger kept on app.customer;
drop trigger kept on app.timeline_event;
create trigger kept before delete on app.customer for each row execute function priv.keep_unless_imported('id');
create trigger kept before delete on app.timeline_event for each row execute function priv.keep_unless_imported('customer_id');

-- Takes customers away whom an import made: those of the given rows who are as it left them and to whom nothing was added. What is found by
-- tokens (tables named …_token) goes with them; whatever else refers to one keeps him.
create function app.undo_import(of_import uuid, wanted int[]) returns table (undone_row int, result text) language plpgsql security definer
set search_path = pg_catalog as $$
declare
  one uuid := (select app.tenant_id());
  made record;
  tokens text[];
  statement text;
begin
  if not exists (select 1 from app.import i where i.tenant_id = one and i.id = of_import and i.state = 'undoing') then
    raise exception 'the import is not being undone' using errcode = '23514', constraint = 'import_not_undoing';
  end if;
  select coalesce(array_agg(format('delete from %s where tenant_id = $1 and customer_id = $2', k.conrelid::regclass)), '{}') into tokens
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'app.customer'::regclass and c.relname like '%\_token';
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
revoke all on function app.undo_import(uuid, int[]) from public;
grant execute on function app.undo_import(uuid, int[]) to peony_app;
