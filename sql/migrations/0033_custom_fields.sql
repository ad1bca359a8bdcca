-- Fields that a tenant adds to its customers without code: their definitions, and their values in a side table of each type, since under
-- row security only plain types are found by an index.

create table app.custom_field (
  tenant_id uuid not null,
  id uuid not null,
  code text not null constraint custom_field_code check (code ~ '^[a-z][A-Za-z0-9_]{0,39}$'),
  kind text not null constraint custom_field_kind
    check (kind in ('text', 'long_text', 'number', 'money', 'date', 'choice', 'choices', 'customer', 'person')),
  class text not null constraint custom_field_class check (class in ('C1', 'C2', 'C3', 'C4', 'C5')),
  is_sealed boolean not null,
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
  constraint custom_field_sealed check (case when is_sealed then kind in ('text', 'long_text')
    else kind not in ('text', 'long_text') or class not in ('C3', 'C4') end)
);
call priv.arm('app.custom_field', null);
call priv.classify('app.custom_field', 'C1', array['tenant_id', 'id', 'code', 'kind', 'class', 'is_sealed', 'is_required', 'is_in_lists',
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
  value text not null,
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
  value text not null,
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

create table app.custom_reference (
  tenant_id uuid not null,
  field_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  value uuid not null,
  primary key (tenant_id, field_id, customer_id),
  constraint custom_reference_field foreign key (tenant_id, field_id) references app.custom_field (tenant_id, id),
  constraint custom_reference_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index custom_reference_by_value on app.custom_reference (tenant_id, field_id, value, customer_id);
create index custom_reference_by_customer on app.custom_reference (tenant_id, customer_id);
call priv.arm('app.custom_reference', 'branch_id');
call priv.classify('app.custom_reference', 'C1', array['tenant_id', 'field_id', 'customer_id', 'branch_id']);
call priv.classify('app.custom_reference', 'C5', array['value']);
grant select, insert, update, delete on app.custom_reference to peony_app;

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
