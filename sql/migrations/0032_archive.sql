-- What a record has besides the person: further phones, addresses, medical warnings, relations between customers, who looked after him
-- when, how his level went, and the number that is printed on his card.

alter table app.customer
  add column code text constraint customer_code_length check (length(code) between 1 and 60),
  add column occupation_sealed bytea,
  add column skin_type text constraint customer_skin_type check (skin_type in ('normal', 'dry', 'oily', 'combination', 'sensitive')),
  add column preferences_sealed bytea;
create unique index customer_code_once on app.customer (tenant_id, code) where code is not null;
call priv.classify('app.customer', 'C1', array['code']);
call priv.classify('app.customer', 'C2', array['occupation_sealed', 'skin_type', 'preferences_sealed']);

-- Further phones are found through tokens too, six: their last four digits, seven: the whole number. They are nobody's alone.
alter table app.search_token drop constraint search_token_field;
alter table app.search_token add constraint search_token_field check (field between 1 and 7);

create table app.customer_phone (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  relation text not null constraint customer_phone_relation
    check (relation in ('own', 'spouse', 'parent', 'child', 'sibling', 'friend', 'assistant', 'other')),
  phone_sealed bytea not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customer_phone_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index customer_phone_by_customer on app.customer_phone (tenant_id, customer_id, created_at, id);
call priv.arm('app.customer_phone', 'branch_id');
call priv.classify('app.customer_phone', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'relation', 'version', 'created_at',
  'updated_at']);
call priv.classify('app.customer_phone', 'C3', array['phone_sealed']);
grant select, insert, update, delete on app.customer_phone to peony_app;

create table app.customer_address (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  kind text not null constraint customer_address_kind check (kind in ('home', 'work', 'delivery', 'other')),
  address_sealed bytea not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customer_address_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index customer_address_by_customer on app.customer_address (tenant_id, customer_id, created_at, id);
call priv.arm('app.customer_address', 'branch_id');
call priv.classify('app.customer_address', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'kind', 'version', 'created_at',
  'updated_at']);
call priv.classify('app.customer_address', 'C3', array['address_sealed']);
grant select, insert, update, delete on app.customer_address to peony_app;

-- A warning stands from a day to a day, and is never taken away: it ends.
create table app.customer_warning (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  kind text not null constraint customer_warning_kind check (kind in
    ('allergy', 'scarring', 'pregnancy', 'nursing', 'medication', 'disease', 'implant', 'bleeding', 'infection', 'other')),
  severity text not null constraint customer_warning_severity check (severity in ('note', 'caution', 'stop')),
  detail_sealed bytea,
  since_on date not null,
  until_on date,
  recorded_by uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customer_warning_period check (until_on >= since_on),
  constraint customer_warning_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index customer_warning_by_customer on app.customer_warning (tenant_id, customer_id, since_on, id);
call priv.arm('app.customer_warning', 'branch_id');
call priv.classify('app.customer_warning', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'severity', 'recorded_by', 'version',
  'created_at', 'updated_at']);
call priv.classify('app.customer_warning', 'C4', array['kind', 'detail_sealed', 'since_on', 'until_on']);
grant select, insert, update on app.customer_warning to peony_app;
call priv.keep('app.customer_warning', null, null);

-- Two rows say one relation, one from each side, with the same pair: each side is seen where its own customer is.
create table app.customer_relation (
  tenant_id uuid not null,
  id uuid not null,
  pair_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  other_customer_id uuid not null,
  kind text not null constraint customer_relation_kind check (kind in
    ('spouse', 'parent', 'child', 'sibling', 'relative', 'friend', 'colleague', 'superior', 'subordinate', 'other')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint customer_relation_once unique (tenant_id, customer_id, other_customer_id),
  constraint customer_relation_others check (other_customer_id <> customer_id),
  constraint customer_relation_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint customer_relation_other foreign key (tenant_id, other_customer_id) references app.customer (tenant_id, id)
);
create index customer_relation_by_pair on app.customer_relation (tenant_id, pair_id);
create index customer_relation_by_other on app.customer_relation (tenant_id, other_customer_id);
call priv.arm('app.customer_relation', 'branch_id');
call priv.classify('app.customer_relation', 'C1', array['tenant_id', 'id', 'pair_id', 'customer_id', 'branch_id', 'other_customer_id',
  'version', 'created_at', 'updated_at']);
call priv.classify('app.customer_relation', 'C2', array['kind']);
grant select, insert, update, delete on app.customer_relation to peony_app;

-- Who looks after a customer in which lane, since when; one at a time in each. The owner is the lane `consultant`.
create table app.customer_lane (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  lane text not null constraint customer_lane_known
    check (lane in ('consultant', 'assistant', 'doctor', 'nurse', 'follow_up', 'developer')),
  user_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  set_by uuid,
  primary key (tenant_id, id),
  constraint customer_lane_period check (until >= since),
  constraint customer_lane_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade,
  constraint customer_lane_user foreign key (tenant_id, user_id) references app.user_account (tenant_id, id)
);
create unique index customer_lane_once on app.customer_lane (tenant_id, customer_id, lane) where until is null;
create index customer_lane_by_customer on app.customer_lane (tenant_id, customer_id, since, id);
create index customer_lane_by_user on app.customer_lane (tenant_id, user_id, lane) where until is null;
call priv.arm('app.customer_lane', 'branch_id');
call priv.classify('app.customer_lane', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'lane', 'user_id', 'since', 'until',
  'set_by']);
grant select, insert, update on app.customer_lane to peony_app;

create table app.customer_level_change (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  from_level text not null,
  to_level text not null,
  at timestamptz not null,
  changed_by uuid,
  primary key (tenant_id, id),
  constraint customer_level_change_customer foreign key (tenant_id, customer_id, branch_id)
    references app.customer (tenant_id, id, home_branch_id) on update cascade
);
create index customer_level_change_by_customer on app.customer_level_change (tenant_id, customer_id, at, id);
call priv.arm('app.customer_level_change', 'branch_id');
call priv.classify('app.customer_level_change', 'C1', array['tenant_id', 'id', 'customer_id', 'branch_id', 'from_level', 'to_level', 'at',
  'changed_by']);
grant select, insert on app.customer_level_change to peony_app;

-- How a customer's code is made of his number, in a branch or, where is_default, wherever a branch says nothing of its own.
-- The number stands last and a prefix does not end in a digit: so a code says its number, and no two are alike.
create table app.customer_numbering (
  tenant_id uuid not null,
  unit_id uuid not null,
  is_default boolean not null,
  prefix text not null constraint customer_numbering_prefix check (prefix ~ '^[A-Z][A-Z0-9]{0,10}[A-Z-]$|^[A-Z]$|^$'),
  date_part text not null constraint customer_numbering_date check (date_part in ('none', 'YY', 'YYMM', 'YYMMDD')),
  digits int not null constraint customer_numbering_digits check (digits between 1 and 12),
  updated_at timestamptz not null,
  updated_by uuid,
  primary key (tenant_id, unit_id),
  constraint customer_numbering_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
call priv.arm('app.customer_numbering', null);
call priv.classify('app.customer_numbering', 'C1', array['tenant_id', 'unit_id', 'is_default', 'prefix', 'date_part', 'digits',
  'updated_at', 'updated_by']);
grant select, insert, update, delete on app.customer_numbering to peony_app;

-- Whether somebody stands above another in the tree of introducers, asked across all branches: it answers yes or no and shows nobody.
-- More steps than any tree has count as yes.
create function app.introduced(p_above uuid, p_below uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog as $$
declare
  tenant constant uuid := app.tenant_id();
  current uuid := p_below;
begin
  for step in 1..1000 loop
    if current = p_above then
      return true;
    end if;
    select c.introducer_id into current from app.customer c where c.tenant_id = tenant and c.id = current;
    if current is null then
      return false;
    end if;
  end loop;
  return true;
end $$;
revoke all on function app.introduced(uuid, uuid) from public;
grant execute on function app.introduced(uuid, uuid) to peony_app;
