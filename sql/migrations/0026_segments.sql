-- Conditions on customers, kept: tags that follow a rule, and segments with a history of how many there were.

-- The condition of a tag of kind rule. computed_at: when all customers were last held to it.
create table app.tag_rule (
  tenant_id uuid not null,
  tag_id uuid not null,
  condition jsonb not null constraint tag_rule_size check (pg_column_size(condition) <= 16384),
  defined_by uuid,
  defined_at timestamptz not null,
  computed_at timestamptz,
  primary key (tenant_id, tag_id),
  constraint tag_rule_tag foreign key (tenant_id, tag_id) references app.tag (tenant_id, id),
  constraint tag_rule_by foreign key (tenant_id, defined_by) references app.user_account (tenant_id, id)
);
call priv.arm('app.tag_rule', null);
call priv.classify('app.tag_rule', 'C1', array['tenant_id', 'tag_id', 'condition', 'defined_by', 'defined_at', 'computed_at']);
grant select, insert on app.tag_rule to peony_app;
grant update (condition, defined_by, defined_at, computed_at) on app.tag_rule to peony_app;

create table app.segment (
  tenant_id uuid not null,
  id uuid not null,
  name text not null constraint segment_name check (length(name) between 1 and 40),
  condition jsonb not null constraint segment_size check (pg_column_size(condition) <= 16384),
  created_by uuid not null,
  archived_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint segment_by foreign key (tenant_id, created_by) references app.user_account (tenant_id, id)
);
create unique index segment_name_once on app.segment (tenant_id, name) where archived_at is null;
call priv.arm('app.segment', null);
call priv.classify('app.segment', 'C1', array['tenant_id', 'id', 'name', 'condition', 'created_by', 'archived_at', 'version', 'created_at',
  'updated_at']);
grant select, insert on app.segment to peony_app;
grant update (name, condition, archived_at, version, updated_at) on app.segment to peony_app;

-- How many there were on a day in each branch; never changed. Who reads it sums the branches that he sees.
create table app.segment_snapshot (
  tenant_id uuid not null,
  segment_id uuid not null,
  taken_on date not null,
  unit_id uuid not null,
  members bigint not null constraint segment_snapshot_members check (members >= 0),
  primary key (tenant_id, segment_id, taken_on, unit_id),
  constraint segment_snapshot_segment foreign key (tenant_id, segment_id) references app.segment (tenant_id, id),
  constraint segment_snapshot_unit foreign key (tenant_id, unit_id) references app.unit (tenant_id, id)
);
call priv.arm('app.segment_snapshot', null);
call priv.classify('app.segment_snapshot', 'C1', array['tenant_id', 'segment_id', 'taken_on', 'unit_id', 'members']);
grant select, insert on app.segment_snapshot to peony_app;
