-- Fields that a tenant adds to its customers without code: their definitions, and their values in a side table of each type, since under
-- row security only plain types are found by an index.

create table app.custom_field (
  tenant_id uuid not null,
  id uuid not null,
  code text not null constraint custom_field_code check (code ~ '^[a-z][A-Za-z0-9_]{0,39}$'),
  kind text not null constraint custom_field_kind
    check (kind in ('text', 'long_text', 'number', 'money', 'date', 'choice', 'choices', 'customer', 'person', 'file')),
  class text not null constraint custom_field_class check (class in ('C1', 'C2', 'C3', 'C4', 'C5')),
  sealed boolean not null,
  is_required boolean not null,
  is_in_lists boolean not null,
  choices text[] not null,
  name_zh text not null constraint custom_field_name_zh check (length(name_zh) between 1 and 60),
  name_en text not null constraint custom_field_name_en check (length(name_en) between 1 and 60),
  valid_from date,
  valid_until date,
  position int not null,
  is_archived boolean not null default false,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint custom_field_once unique (tenant_id, code),
  constraint custom_field_period check (valid_until >= valid_from),
  constraint custom_field_choices check ((kind in ('choice', 'choices')) = (cardinality(choices) > 0)),
  -- Free text at length is never in clear, nor a text that says how to reach somebody or what he suffers from; what names another row is.
  constraint custom_field_sealed check (case when sealed then kind not in ('choices', 'customer', 'person', 'file')
    else kind <> 'long_text' and (kind <> 'text' or class not in ('C3', 'C4')) end)
);
call priv.arm('app.custom_field', null);
call priv.classify('app.custom_field', 'C1', array['tenant_id', 'id', 'code', 'kind', 'class', 'sealed', 'is_required', 'is_in_lists',
  'choices', 'name_zh', 'name_en', 'valid_from', 'valid_until', 'position', 'is_archived', 'version', 'created_at', 'updated_at']);
grant select, insert on app.custom_field to peony_app;
grant update (is_required, is_in_lists, choices, name_zh, name_en, valid_from, valid_until, position, is_archived, version, updated_at)
  on app.custom_field to peony_app;

-- A value may be of any class, so each counts as the most sensitive: how far somebody sees it says its field.
create table app.custom_text (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value text not null constraint custom_text_length check (length(value) <= 200),
  primary key (tenant_id, field_id, customer_id),
  constraint custom_text_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_text_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index custom_text_by_value on app.custom_text (tenant_id, field_id, value, customer_id);
create index custom_text_by_customer on app.custom_text (tenant_id, customer_id);
call priv.arm('app.custom_text', 'branch_id');
call priv.classify('app.custom_text', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_text', 'C5', array['value']);
grant select, insert, update, delete on app.custom_text to peony_app;

create table app.custom_number (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value bigint not null,
  primary key (tenant_id, field_id, customer_id),
  constraint custom_number_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_number_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index custom_number_by_value on app.custom_number (tenant_id, field_id, value, customer_id);
create index custom_number_by_customer on app.custom_number (tenant_id, customer_id);
call priv.arm('app.custom_number', 'branch_id');
call priv.classify('app.custom_number', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_number', 'C5', array['value']);
grant select, insert, update, delete on app.custom_number to peony_app;

create table app.custom_date (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value date not null,
  primary key (tenant_id, field_id, customer_id),
  constraint custom_date_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_date_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index custom_date_by_value on app.custom_date (tenant_id, field_id, value, customer_id);
create index custom_date_by_customer on app.custom_date (tenant_id, customer_id);
call priv.arm('app.custom_date', 'branch_id');
call priv.classify('app.custom_date', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_date', 'C5', array['value']);
grant select, insert, update, delete on app.custom_date to peony_app;

create table app.custom_choice (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value text not null constraint custom_choice_length check (length(value) <= 60),
  primary key (tenant_id, field_id, customer_id, value),
  constraint custom_choice_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_choice_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index custom_choice_by_value on app.custom_choice (tenant_id, field_id, value, customer_id);
create index custom_choice_by_customer on app.custom_choice (tenant_id, customer_id);
call priv.arm('app.custom_choice', 'branch_id');
call priv.classify('app.custom_choice', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_choice', 'C5', array['value']);
grant select, insert, update, delete on app.custom_choice to peony_app;

-- Another customer: a merge of that one changes the value, so it is a foreign key by itself.
create table app.custom_customer (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value uuid not null,
  primary key (tenant_id, field_id, customer_id),
  constraint custom_customer_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_customer_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint custom_customer_value foreign key (tenant_id, value) references app.customer (tenant_id, id),
  constraint custom_customer_other check (value <> customer_id)
);
create index custom_customer_by_value on app.custom_customer (tenant_id, field_id, value, customer_id);
create index custom_customer_by_target on app.custom_customer (tenant_id, value);
create index custom_customer_by_customer on app.custom_customer (tenant_id, customer_id);
call priv.arm('app.custom_customer', 'branch_id');
call priv.classify('app.custom_customer', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_customer', 'C5', array['value']);
grant select, insert, update, delete on app.custom_customer to peony_app;

-- Somebody who works here.
create table app.custom_person (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value uuid not null,
  primary key (tenant_id, field_id, customer_id),
  constraint custom_person_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_person_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint custom_person_value foreign key (tenant_id, value) references app.user_account (tenant_id, id)
);
create index custom_person_by_value on app.custom_person (tenant_id, field_id, value, customer_id);
create index custom_person_by_target on app.custom_person (tenant_id, value);
create index custom_person_by_customer on app.custom_person (tenant_id, customer_id);
call priv.arm('app.custom_person', 'branch_id');
call priv.classify('app.custom_person', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_person', 'C5', array['value']);
grant select, insert, update, delete on app.custom_person to peony_app;

-- A file that was brought for the field. No foreign key: after a merge two values may name one, and the file goes with the one that is seen.
create table app.custom_file (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value uuid not null,
  primary key (tenant_id, field_id, customer_id),
  constraint custom_file_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_file_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index custom_file_by_value on app.custom_file (tenant_id, field_id, value, customer_id);
create index custom_file_by_target on app.custom_file (tenant_id, value);
create index custom_file_by_customer on app.custom_file (tenant_id, customer_id);
call priv.arm('app.custom_file', 'branch_id');
call priv.classify('app.custom_file', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_file', 'C5', array['value']);
grant select, insert, update, delete on app.custom_file to peony_app;

-- id: made of the customer's and the field's, what a cell is bound to. One of the two cells, by the field's class.
create table app.custom_sealed (
  tenant_id uuid not null,
  id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  crm_sealed bytea,
  medical_sealed bytea,
  primary key (tenant_id, id),
  constraint custom_sealed_once unique (tenant_id, field_id, customer_id),
  constraint custom_sealed_one check ((crm_sealed is null) <> (medical_sealed is null)),
  constraint custom_sealed_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_sealed_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index custom_sealed_by_customer on app.custom_sealed (tenant_id, customer_id);
call priv.arm('app.custom_sealed', 'branch_id');
call priv.classify('app.custom_sealed', 'C1', array['tenant_id', 'id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_sealed', 'C3', array['crm_sealed']);
call priv.classify('app.custom_sealed', 'C4', array['medical_sealed']);
grant select, insert, update, delete on app.custom_sealed to peony_app;

-- A file that belongs to a customer: taken from what somebody brought, and kept until the customer or the value goes.
alter table app.file drop constraint file_use,
  add constraint file_use check (use in ('upload', 'report', 'export', 'customer'));
grant update (use, expires_at) on app.file to peony_app;

-- An import that is undone takes the values along that it wrote. The rest as it was.
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
